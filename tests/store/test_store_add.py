"""Adding: what goes in comes back, twice is once, reprints join, recoding never erases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from dragoman.errors import NotTextError, OffsetError, UnknownEventError
from dragoman.model import ClaimMade, Finding, Place, Printing, Record, Report, Span, Stance, State, Status, When
from dragoman.store import Added, Store

from . import stories as s

TABLES = [
    *("runs", "reports", "codings", "passages", "printings", "tellings", "telling_actors", "evidence", "claims"),
    *("commitments", "findings", "migrations", "links", "reprints", "marks"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "relations.duckdb") as opened:
        yield opened


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {table: store._connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in TABLES}


def test_what_goes_in_comes_back(store: Store) -> None:
    stories = [s.meeting(), s.accusation(), s.loan()]
    assert store.add(stories) == Added(3, 0, 3)
    assert store.reports() == 3
    for story in stories:
        assert store.event(story.events[0].event_id) == story.events[0]
        assert store.report(story.report.report_id) == story.report


def test_every_field_comes_back_even_after_the_file_was_closed(tmp_path: Path) -> None:
    story = s.loan()
    told = story.events[0]
    assert told.commitment is not None
    rich = replace(
        told,
        contexts=(),
        historical=True,
        when=When(datetime(2026, 1, 20, 9, 30), None, "minute", "relative", "at half past nine"),
        where=Place("Brest", "BLR", 52.1, 23.7, 629634, 0.6),
        commitment=replace(
            told.commitment,
            condition="if the budget passes",
            state=State.OVERDUE,
            findings=(Finding(State.OVERDUE, date(2026, 7, 1), None, 0.8, "dragoman"),),
        ),
    )
    with Store.open(tmp_path / "one.duckdb") as store:
        store.add([replace(story, events=(rich,))])
    with Store.open(tmp_path / "one.duckdb", read_only=True) as store:
        assert store.event(rich.event_id) == rich


def test_adding_twice_changes_nothing(store: Store) -> None:
    stories = [s.meeting(), s.accusation(), s.loan()]
    store.add(stories)
    before, told = rows(store), store.events()
    assert store.add(stories) == Added(0, 3, 0)
    assert (rows(store), store.events()) == (before, told)
    assert store.add([s.meeting(s.REPRINT), s.meeting(s.REPRINT)]) == Added(1, 1, 0)


@pytest.mark.parametrize("batch", [1, 2, 64])
def test_a_reprint_joins_its_event(store: Store, batch: int) -> None:
    first, second = s.meeting(), s.meeting(s.REPRINT)
    assert store.add([second, first], batch=batch) == Added(2, 0, 1)
    joined = store.event("aaa111")
    assert [item.report_id for item in joined.evidence] == [s.MEETING.report_id, s.REPRINT.report_id]
    assert joined.claims == first.events[0].claims + second.events[0].claims
    assert len(joined.actors) == 2
    assert len(rows(store)["passages"]) == 1
    assert len(store.events()) == 1


def test_a_reprint_of_a_later_call_joins_too(store: Store) -> None:
    store.add([s.meeting()])
    assert store.add([s.meeting(s.REPRINT)]) == Added(1, 0, 0)
    assert len(store.event("aaa111").evidence) == 2
    assert len(store.events()) == 1


def test_a_promise_found_by_a_later_report_is_kept(store: Store) -> None:
    store.add([s.meeting()])
    reprint = s.meeting(s.REPRINT)
    promise = s.promised(reprint.events[0], "c-1", s.on("2026-05-01"))
    store.add([replace(reprint, events=(promise,))])
    assert store.event("aaa111").commitment == promise.commitment


def test_the_newest_coder_counts_and_the_older_rows_stay(store: Store) -> None:
    story = s.meeting()
    store.add([story, s.accusation()])
    before = rows(store)
    other = replace(story.events[0], event_id="ccc444", type="COOPERATE")
    assert store.add([s.recoded(story, "hand 2", other)]) == Added(1, 0, 1)
    assert {told.event_id: told.coder for told in store.events()} == {"ccc444": "hand 2", "aab222": "hand 1"}
    with pytest.raises(UnknownEventError):
        store.event("aaa111")
    after = rows(store)
    assert all(row in after[table] for table in TABLES for row in before[table])
    assert after["printings"] == before["printings"]


def test_recoding_one_of_two_printings_keeps_the_other(store: Store) -> None:
    story = s.meeting()
    store.add([story, s.meeting(s.REPRINT)])
    store.add([s.recoded(story, "hand 2", replace(story.events[0], p=0.99))])
    told = store.event("aaa111")
    assert (told.p, told.coder, len(told.evidence), len(told.claims)) == (0.99, "hand 2", 2, 2)


def test_evidence_from_reports_stored_earlier_is_checked_and_kept_once(store: Store) -> None:
    store.add([s.meeting()])
    both = s.meeting().events[0].evidence + s.meeting(s.REPRINT).events[0].evidence
    reprint = s.meeting(s.REPRINT)
    store.add([replace(reprint, events=(replace(reprint.events[0], evidence=both),))])
    first, second = store.event("aaa111").evidence
    assert (first, replace(second, reprint_of=None)) == both


def test_a_report_without_events_is_remembered(store: Store) -> None:
    dull = s.record(s.report("Nothing of note took place."))
    assert store.add([dull]) == Added(1, 0, 0)
    assert store.add([dull]) == Added(0, 1, 0)


def test_words_that_do_not_stand_there_stop_their_batch_only(store: Store) -> None:
    story = s.accusation()
    wrong = replace(story.events[0].evidence[0], trigger=Span("accused", 9, 16))
    spoilt = replace(story, events=(replace(story.events[0], evidence=(wrong,)),))
    with pytest.raises(OffsetError, match="trigger at 9 to 16"):
        store.add([s.meeting(), s.loan(), spoilt], batch=1)
    assert store.reports() == 2
    before = rows(store)
    claim = ClaimMade((), Stance.DENIES, "denied", False, story.report.report_id, 0, 10)
    with pytest.raises(OffsetError):
        store.add([replace(story, events=(replace(story.events[0], claims=(claim,)),))])
    moved = replace(story.passages[0], printings=(Printing(story.report.report_id, 1, 9),))
    with pytest.raises(OffsetError):
        store.add([replace(story, passages=(moved,))])
    assert rows(store) == before


def test_half_a_character_is_refused_and_odd_ones_are_kept(store: Store) -> None:
    with pytest.raises(NotTextError, match="surrogate"):
        store.add([Record(Report("r", "bro\ud800ken"), (), ())])
    odd = s.record(s.report('nul \x00, quote " \\, combining e\u0301, line\u2028break 👩‍👩‍👧'))
    store.add([odd])
    assert store.report(odd.report.report_id) == odd.report


def test_the_newest_verdict_gives_the_state(store: Store) -> None:
    store.add([s.loan()])
    late = Finding(State.LATE, date(2026, 7, 1), None, 1.0, "R. Vance")
    kept = Finding(State.KEPT, date(2026, 6, 29), "aaa111", 1.0, "R. Vance")
    store.judge("c-loan", late)
    store.judge("c-loan", kept)
    commitment = store.event("bbb333").commitment
    assert commitment is not None
    assert (commitment.state, commitment.findings) == (State.KEPT, (late, kept))
    with pytest.raises(UnknownEventError, match="nothing was written"):
        store.judge("c-none", kept)


def test_status_is_what_the_record_says_and_plover_what_its_rules_make_of_it(store: Store) -> None:
    store.add([s.loan()])
    assert store._connection.execute("SELECT type, status, plover FROM events").fetchall() == [
        ("AID", Status.FUTURE, "AGREE")
    ]
