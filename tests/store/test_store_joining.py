"""Across reports: reprints are counted apart, tellings of one act are one event, and ids last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dragoman.api import read
from dragoman.errors import UnknownEventError
from dragoman.linking import across
from dragoman.model import Record, Status
from dragoman.record import independent, reports
from dragoman.store import Added, Store

from . import stories as s

PLAN = "Kenyan President William Ruto will meet the Norwegian prime minister in Oslo on 17 February."
CREDIT = "By A. Nyong\n\n" + PLAN + "\n\nReporting by A. Nyong. Read more on our website."
MET = "Kenya's president William Ruto met the Norwegian prime minister in Oslo on Tuesday."
AGAIN = "William Ruto held talks with Norway's prime minister in Oslo on 17 February 2026."
OTHER = "Kenyan President William Ruto met the Norwegian prime minister in Oslo on 3 March 2026."


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def told(*reports: tuple[str, str, str]) -> list[Record]:
    return [read(text, published=day, outlet=outlet) for text, day, outlet in reports]


STORY = (
    (PLAN, "2026-02-10", "Northern Wire"),
    (CREDIT, "2026-02-11", "The Courier"),
    (MET, "2026-02-18", "Valley Echo"),
    (AGAIN, "2026-02-19", "Harbour Post"),
    (OTHER, "2026-03-04", "Valley Echo"),
)


def test_one_event_in_four_reports_three_of_them_independent(store: Store) -> None:
    assert store.add(told(*STORY)) == Added(5, 0, 2)
    first, second = store.events()
    assert (reports(first), independent(first)) == (4, 3)
    assert [item.reprint_of is None for item in first.evidence] == [True, False, True, True]
    assert (first.status, str(first.when and first.when.start)) == (Status.HAPPENED, "2026-02-17")
    assert (reports(second), str(second.when and second.when.start)) == (1, "2026-03-03")


def test_an_event_keeps_its_id_and_tells_its_history(store: Store) -> None:
    records = told(*STORY)
    store.add(records[:1])
    (before,) = store.events()
    assert store.add(records[1:4]) == Added(3, 0, 0)
    (after,) = store.events()
    assert (before.event_id, before.status) == (after.event_id, Status.FUTURE)
    history = store.history(after.event_id[:8])
    assert [(str(change.published), change.status) for change in history.changes] == [
        ("2026-02-10", Status.FUTURE),
        ("2026-02-18", Status.HAPPENED),
    ]
    assert history.disputes == ()


def test_neither_batches_nor_calls_nor_doing_it_twice_make_a_difference(tmp_path: Path) -> None:
    records = told(*STORY)
    found: list[Any] = []
    for name, size, times in (("one", 1, 1), ("two", 2, 2), ("all", 64, 3)):
        with Store.open(tmp_path / name) as store:
            for _ in range(times):
                store.add(records, batch=size)
            found.append(store.events())
    assert found[0] == found[1] == found[2]


def test_the_earliest_printing_is_the_original_whenever_it_is_added(store: Store) -> None:
    records = told(*STORY[:2])
    store.add(records[1:])
    store.add(records[:1])
    (event,) = store.events()
    assert [item.reprint_of for item in event.evidence] == [None, records[0].report.report_id]


def test_what_is_denied_is_disputed_and_stands(store: Store) -> None:
    text = "Sudan accused Ethiopia of an attack on 3 March 2026."
    store.add(told((text, "2026-03-04", "A"), ("Sudan did not accuse Ethiopia of an attack.", "2026-03-05", "B")))
    (event,) = store.events()
    assert event.status is Status.HAPPENED
    (dispute,) = store.history(event.event_id).disputes
    assert (dispute.field, [value for value, _ in dispute.values]) == ("status", ["happened", "did not happen"])


def test_events_that_turn_out_to_be_one_leave_a_forwarding_address(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third telling is like both; the first two are like each other once it is there."""
    likely = {frozenset(pair): 0.9 for pair in (("e1", "e3"), ("e2", "e3"))}

    def probability(one: across.Telling, other: across.Telling) -> float:
        pair = frozenset((one.event.event_id, other.event.event_id))
        return likely.get(pair, 0.45)

    monkeypatch.setattr(across, "probability", probability)
    days = [s.report(f"Ostrev met Wei {word}.", "2026-02-04", word) for word in ("once", "then", "twice")]
    made = [
        s.record(day, s.event(day, f"e{at}", "CONSULT", "Ostrev Wei", trigger="met")) for at, day in enumerate(days, 1)
    ]
    assert store.add(made[:2]) == Added(2, 0, 2)
    store.add(made[2:])
    (event,) = store.events()
    assert event.event_id == "e1"
    assert store.event("e1") == store.event("e2") == store.event("e3") == event
    assert [row["event_id"] for row in store.query("SELECT event_id FROM links ORDER BY telling_id")] == ["e1", "e1"]


def test_recoding_takes_a_telling_out_of_its_event(store: Store) -> None:
    first, second = s.meeting(), s.meeting(s.REPRINT)
    store.add([first, second])
    store.add([s.recoded(second, "hand 2")])
    assert [item.report_id for item in store.event("aaa111").evidence] == [s.MEETING.report_id]
    store.add([s.recoded(first, "hand 2")])
    assert store.events() == []
    with pytest.raises(UnknownEventError):
        store.event("aaa111")


def test_an_older_store_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.store import opening

    path = tmp_path / "old.duckdb"
    known = opening.migrations()
    monkeypatch.setattr(opening, "migrations", lambda: known[:3])
    Store.open(path).close()
    with duckdb.connect(str(path)) as old:
        old.execute("INSERT INTO runs VALUES (1, 'hand 1', now()::TIMESTAMP, '0')")
        report = s.MEETING
        old.execute("INSERT INTO reports VALUES (?, ?, ?, ?, null, 'en', null, null)",
                    [report.report_id, report.text, report.published, report.outlet])  # fmt: skip
        old.execute("INSERT INTO codings VALUES (?, 'hand 1', 1)", [report.report_id])
        old.execute("INSERT INTO events VALUES ('aaa111', 1, 'CONSULT', null, [], 'happened', false, 'CONSULT', "
                    "'verbal cooperation', true, '2026-02-03', '2026-02-03', '2026-02-04', null, null, 1)")  # fmt: skip
        old.execute("INSERT INTO event_actors VALUES ('aaa111', 1, 'actor', 0, 'Q901', 'Lena Ostrev', 'RUS', 'GOV', "
                    "null, 0.9, 'person', null, [], '')")  # fmt: skip
        old.execute("INSERT INTO evidence VALUES ('aaa111', 1, ?, 0, 0, 44, {'start': 7, 'end': 10}, [], [])",
                    [report.report_id])  # fmt: skip
    monkeypatch.setattr(opening, "migrations", lambda: known)
    with Store.open(path) as store:
        (event,) = store.events(actor="RUS")
        assert (event.event_id, event.evidence[0].trigger.text) == ("aaa111", "met")
        assert store.add([s.meeting(s.REPRINT)]) == Added(1, 0, 0)
        assert reports(store.event("aaa111")) == 2


def test_a_day_that_reports_disagree_about_is_disputed(store: Store) -> None:
    first, second = s.meeting(), s.meeting(s.REPRINT, "bbb222")
    late = replace(second, events=(replace(second.events[0], mode="visit", when=s.on("2026-02-04")),))
    store.add([replace(first, events=(replace(first.events[0], mode="visit"),)), late])
    (event,) = store.events()
    assert str(event.when and event.when.start) == "2026-02-03"
    (dispute,) = store.history(event.event_id).disputes
    assert dispute.field == "when"
    assert [value for value, _ in dispute.values] == ["2026-02-03", "2026-02-04"]
