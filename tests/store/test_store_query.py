"""Asking: who, to whom, when, what."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dragoman.errors import BadDateError, UnknownEventError, UnknownReportError, UsageError
from dragoman.model import Finding, Place, State, Status
from dragoman.store import Store, earliest

from . import stories as s


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        opened.add([s.meeting(), s.accusation(), s.loan()])
        yield opened


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ({}, ["bbb333", "aaa111", "aab222"]),
        ({"limit": 2}, ["bbb333", "aaa111"]),
        ({"actor": "RUS"}, ["aaa111"]),
        ({"actor": "rus"}, ["aaa111"]),
        ({"actor": "Q901"}, ["aaa111"]),
        ({"actor": "belarus"}, ["aab222"]),
        ({"actor": "IMF"}, ["bbb333"]),
        ({"recipient": "RUS"}, ["aaa111", "aab222"]),
        ({"either": "ostrev"}, ["aaa111", "aab222"]),
        ({"either": "LENA OSTR"}, ["aaa111", "aab222"]),
        ({"actor": "RUS", "recipient": "CHN"}, ["aaa111"]),
        ({"actor": "CHN", "recipient": "RUS"}, ["aaa111"]),
        ({"actor": "RUS", "recipient": "RUS"}, []),
        ({"actor": "BLR", "recipient": "RUS"}, ["aab222"]),
        ({"actor": "RUS", "recipient": "BLR"}, []),
        ({"type": "consult"}, ["aaa111"]),
        ({"status": "future"}, ["bbb333"]),
        ({"status": Status.HAPPENED}, ["aaa111", "aab222"]),
        ({"since": "2026-02-03"}, ["aaa111", "aab222"]),
        ({"since": date(2026, 2, 4)}, ["aab222"]),
        ({"until": "2026-02-03"}, ["bbb333", "aaa111"]),
        ({"until": "2026-02-02"}, ["bbb333"]),
        ({"since": "2026-02-01", "until": "2026-02-28", "either": "wei"}, ["aaa111"]),
        ({"country": "blr"}, ["bbb333", "aab222"]),
        ({"actor": "'; DROP TABLE events; --"}, []),
        ({"actor": "%"}, []),
    ],
)
def test_questions(store: Store, question: dict[str, Any], ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert [told.event_id for told in store.events(**question)] == ids
    monkeypatch.setattr(earliest, "FEW", 0)
    for limit in range(1, 4):
        found = store.events(**{"limit": limit, **question})
        assert [told.event_id for told in found] == ids[: question.get("limit", limit)], (
            "of a part of the store at first"
        )


def test_the_first_events_are_the_same_in_whatever_order_they_came(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(":memory:") as store:
        for number in (5, 2, 11, 0, 9, 7, 3, 1, 10, 4, 8, 6):
            store.add([s.daily(number)])
        every = [told.event_id for told in store.events()]
        assert len(every) == 12
        monkeypatch.setattr(earliest, "FEW", 0)
        monkeypatch.setattr(earliest, "_AROUND", 0)
        for limit in range(1, 13):
            assert [told.event_id for told in store.events(limit=limit)] == every[:limit]


def test_accents_do_not_matter_and_a_place_counts_for_its_country() -> None:
    source = s.report("Doğan marched.")
    told = replace(s.event(source, "d1", "PROTEST", "Doğan", trigger="marched"), where=Place("Hamar", "NOR"))
    with Store.open(":memory:") as store:
        store.add([s.record(source, told)])
        assert store.events(actor="dogan") == store.events(country="NOR") == [told]
        assert store.events(recipient="dogan") == [], "one actor alone is no mutual act"


def test_a_beginning_of_an_id_is_enough_where_it_is_the_only_one(store: Store) -> None:
    assert store.event("aab").type == "ACCUSE"
    with pytest.raises(UnknownEventError, match="aaa111, aab222"):
        store.event("aa")
    with pytest.raises(UnknownEventError, match="No event 'zz'"):
        store.event("zz")
    with pytest.raises(UnknownReportError):
        store.report("zz")


def test_a_whole_id_wins_over_longer_ones() -> None:
    with Store.open(":memory:") as store:
        longer = s.accusation()
        store.add([s.meeting(event_id="abc"), replace(longer, events=(replace(longer.events[0], event_id="abcd"),))])
        assert store.event("abc").event_id == "abc"


def test_many_candidates_are_cut_short() -> None:
    with Store.open(":memory:") as store:
        store.add(s.daily(n) for n in range(8))
        with pytest.raises(UnknownEventError, match="e0, e1, e2, e3, e4, …"):
            store.event("e")


@pytest.mark.parametrize("question", [{"since": "2026-02-30"}, {"until": "yesterday"}])
def test_what_is_no_date_is_refused(store: Store, question: dict[str, Any]) -> None:
    with pytest.raises(BadDateError, match="year-month-day"):
        store.events(**question)


def test_an_unknown_status_is_answered_with_the_options(store: Store) -> None:
    with pytest.raises(UsageError, match="happened, ongoing, future, hypothetical, negated"):
        store.events(status="maybe")
    with pytest.raises(UsageError, match="open, kept"):
        store.commitments(state="done")


def test_threads_read_side_by_side(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda n: store.events(limit=n % 3 + 1), range(24)))
    assert [len(answer) for answer in answers] == [n % 3 + 1 for n in range(24)]


def test_commitments_by_due_date() -> None:
    stories = []
    for n, due in enumerate([None, s.on("2026-09-01"), s.on("2026-03-01", "2026-03-31")]):
        told = s.daily(n)
        stories.append(replace(told, events=(s.promised(told.events[0], f"c{n}", due),)))
    with Store.open(":memory:") as store:
        store.add([*stories, s.accusation()])
        assert [told.event_id for told in store.commitments()] == ["e2", "e1", "e0"]
        assert [told.event_id for told in store.commitments(due_before="2026-04-01")] == ["e2"]
        assert store.commitments(due_before=date(2026, 3, 31)) == []
        store.judge("c1", Finding(State.WITHDRAWN, date(2026, 5, 1), None, 1.0, "R. Vance"))
        assert [told.event_id for told in store.commitments(state="open")] == ["e2", "e0"]
        assert [told.event_id for told in store.commitments(state=State.WITHDRAWN)] == ["e1"]


def test_relations_count_what_happened_by_month_whoever_acted() -> None:
    source = s.report("Ostrev told Belarus and Belarus told Ostrev.", "2026-04-02")
    told = s.event(source, "f1", "CONSULT", "Ostrev", "Belarus", trigger="told")
    long_ago = replace(s.event(source, "f2", "CONSULT", "Ostrev", "Belarus", trigger="told"), historical=True)
    planned = replace(told, event_id="f3", status=Status.FUTURE)
    with Store.open(":memory:") as store:
        store.add([s.record(source, told, long_ago, planned), s.accusation(), s.meeting()])
        found = store.relations("RUS", "BLR")
        assert {act.event_id for act in found.acts} == {"aab222", "f1", "f3"}
        assert [act.event_id for act in found.unplaced] == ["f2"]
        assert [act.event_id for act in store.relations("RUS", "CHN").acts] == ["aaa111"]
        assert store.relations("CHN", "BLR").acts == ()
