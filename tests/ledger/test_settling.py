"""What becomes of commitments, on records made by the pipeline from sentences of our own."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from benchmarks.commitments import ledger
from dragoman import read
from dragoman.ledger import Confirmation, Entry, settle
from dragoman.model import State

OPENING = "Peru's president will visit Ghana on 12 May, his office said."


def entries(*reports: tuple[str, str], as_of: str = "2026-12-01") -> list[Entry]:
    return ledger([read(text, published=day) for day, text in reports], date.fromisoformat(as_of))


def states(*later: tuple[str, str], as_of: str = "2026-12-01") -> list[str]:
    return [entry.state.value for entry in entries(("2026-04-01", OPENING), *later, as_of=as_of)]


def test_silence_before_the_day_is_open_and_after_it_overdue() -> None:
    assert states(as_of="2026-05-12") == ["open"]
    assert states(as_of="2026-05-13") == ["overdue"]


@pytest.mark.parametrize(
    ("day", "text", "state"),
    [
        ("2026-05-12", "Peru's president visited Ghana on Tuesday.", "kept"),
        ("2026-06-02", "Peru's president visited Ghana on Tuesday.", "late"),
        ("2026-05-02", "Peru's president cancelled his visit to Ghana.", "withdrawn"),
        ("2026-05-13", "Peru's president refused to visit Ghana.", "broken"),
        ("2026-05-12", "Peru's president visited Togo on Tuesday.", "overdue"),
        ("2026-05-12", "Chile's president visited Ghana on Tuesday.", "overdue"),
        ("2026-05-12", "Ghana's president visited Peru on Tuesday.", "overdue"),
        ("2026-05-02", "Peru's president has not cancelled his visit to Ghana.", "overdue"),
        ("2026-04-12", "Peru's president visited Ghana on Saturday.", "overdue"),
    ],
)
def test_a_later_report_closes_it_only_if_it_is_the_same_act(day: str, text: str, state: str) -> None:
    assert states((day, text)) == [state]


def test_what_is_so_from_a_day_on_is_not_late_after_it() -> None:
    began = "Peru will let inspectors of the United Nations into its port at Callao from 12 May, its government said."
    done = "Peru let inspectors of the United Nations into its port at Callao on Thursday."
    for promise, state in ((began, "kept"), (began.replace("from", "by"), "late")):
        (entry,) = entries(("2026-04-01", promise), ("2026-05-21", done))
        assert entry.state.value == state


def test_what_was_promised_as_cooperation_may_be_told_as_an_easing() -> None:
    promise = "Peru vowed to reopen the Tacna crossing with Chile within three weeks."
    (entry,) = entries(
        ("2026-04-01", promise), ("2026-04-16", "Peru reopened the crossing to Chile at Tacna on Thursday.")
    )
    assert entry.state.value == "kept"


def test_a_postponed_visit_is_superseded_and_its_successor_kept() -> None:
    moved = "Peru has postponed the president's visit to Ghana. Peru's president will visit Ghana on 9 June, it said."
    found = entries(
        ("2026-04-01", OPENING), ("2026-05-02", moved), ("2026-06-09", "Peru's president visited Ghana on Tuesday.")
    )
    assert [entry.state.value for entry in found] == ["superseded", "kept"]
    first, second = found
    assert first.proposal is not None
    assert first.proposal.event_id == second.openings[0].event_id


def test_a_postponement_that_names_the_new_day_opens_the_promise_for_it() -> None:
    moved = "Peru's president has put off his visit to Ghana from 12 May to 9 June, Lima said."
    kept = "Peru's president visited Ghana on Tuesday."
    found = entries(("2026-04-01", OPENING), ("2026-05-02", moved), ("2026-06-09", kept))
    assert [(entry.state.value, str(entry.due)) for entry in found] == [
        ("superseded", "2026-05-12"),
        ("kept", "2026-06-09"),
    ]
    first, second = (entry.commitment.commitment_id for entry in found)
    assert second == f"{first}@2026-06-09"
    assert found[1].openings[0].evidence[0].passage.text == moved
    [_, silent] = entries(("2026-04-01", OPENING), ("2026-05-02", moved))
    assert silent.state == "overdue"


def test_gone_back_on_is_withdrawn() -> None:
    opening = "Peru pledged 30 million dollars in aid to Ghana by the end of the year."
    back = "Peru has gone back on its pledge of aid to Ghana, a minister in Accra said."
    [entry] = entries(("2026-04-01", opening), ("2026-05-02", back), as_of="2026-06-01")
    assert entry.state == "withdrawn"


def test_a_promise_in_two_papers_is_one_entry() -> None:
    again = "Peru's president will visit Ghana on 12 May, aides confirmed in Lima."
    [entry] = entries(("2026-04-01", OPENING), ("2026-04-02", again))
    assert len(entry.openings) == 2


def test_no_verdict_without_evidence_and_the_evidence_stands_in_the_report() -> None:
    text = "It rained. Peru's president cancelled his visit to Ghana."
    [entry] = entries(("2026-04-01", OPENING), ("2026-05-02", text))
    assert entry.proposal is not None
    assert [text[s.start : s.end] for s in entry.proposal.evidence] == [text[11:]]


def test_what_is_published_later_is_not_yet_known() -> None:
    assert states(("2026-05-12", "Peru's president visited Ghana on Tuesday."), as_of="2026-05-11") == ["open"]


def test_order_does_not_matter() -> None:
    reports = [("2026-04-01", OPENING), ("2026-05-12", "Peru's president visited Ghana on Tuesday.")]
    assert entries(*reports) == entries(*reversed(reports))


def test_a_persons_verdict_stands_above_the_proposal_and_both_are_kept() -> None:
    record = read(OPENING, published="2026-04-01")
    [commitment] = record.commitments
    said = Confirmation(commitment.commitment_id, State.KEPT, "seen in Accra", "A", datetime(2026, 6, 1, tzinfo=UTC))
    [entry] = settle(record.events, (), [said], as_of=date(2026, 7, 1))
    assert entry.state is State.KEPT
    assert entry.proposal is not None
    assert entry.proposal.state is State.OVERDUE


@pytest.mark.parametrize(
    "text",
    [
        "Peru believes that Chile will withdraw its troops from Bolivia.",
        "Analysts predict that Chile will impose sanctions on Peru.",
        "Peru will discuss fish with Chile.",
        "Peru withdrew its threat to impose sanctions on Chile.",
    ],
)
def test_beliefs_and_what_nobody_can_test_do_not_enter(text: str) -> None:
    assert entries(("2026-04-01", text)) == []


def test_a_condition_keeps_it_open() -> None:
    [entry] = entries(("2026-04-01", "Peru threatened to impose sanctions on Chile if the talks fail."))
    assert entry.state is State.OPEN
    assert entry.commitment.condition == "if the talks fail"
    assert [actor.country for actor in entry.commitment.beneficiaries] == ["CHL"]


def test_a_month_named_in_a_promise_lies_ahead() -> None:
    [entry] = entries(("2026-02-02", "Peru promised to send food aid to Chile in March."), as_of="2026-02-03")
    assert (str(entry.due_from), str(entry.due)) == ("2026-03-01", "2026-03-31")


def test_a_demand_under_threat_is_due_from_the_one_who_is_threatened() -> None:
    text = "Peru told Chile to release ten Peruvian sailors by 15 June or face an embargo."
    found = [entry for entry in entries(("2026-06-02", text)) if entry.commitment.act.type == "RETREAT"]
    assert [[actor.country for actor in entry.commitment.promisors] for entry in found] == [["CHL"]]


def test_the_ledger_loads_alone_and_without_a_parser() -> None:
    code = "import sys, dragoman.ledger; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
