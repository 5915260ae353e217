"""One event for each act, however often it is told."""

from __future__ import annotations

from telling import countries, events

from dragoman import resolve
from dragoman.api import read
from dragoman.linking.sameness import _overlap
from dragoman.model import Report
from dragoman.pipeline import read as read_report

MEETING = "Kenya's president met Norway's prime minister in Oslo on Monday."


def test_a_repeated_sentence_is_one_event_with_two_printings() -> None:
    found = events(f"{MEETING}\nThe weather was fine.\n{MEETING}")
    assert [event.type for event in found] == ["CONSULT"]
    starts = [item.passage.start for item in found[0].evidence]
    assert len(starts) == 2
    assert starts[0] != starts[1]


def test_two_tellings_of_one_meeting_are_one_event() -> None:
    text = "Kenya and Norway held talks on Monday. Kenya met with Norway."
    assert len([e for e in events(text) if e.type == "CONSULT"]) == 1


def test_different_days_are_different_events() -> None:
    text = "Kenya and Norway held talks on 5 January 2026. Kenya and Norway held talks on 2 February 2026."
    assert len([e for e in events(text) if e.type == "CONSULT"]) == 2


def test_different_parties_are_different_events() -> None:
    text = "France condemned Belarus. France condemned Myanmar."
    assert [countries(e.recipients) for e in events(text)] == [["BLR"], ["MMR"]]


def test_the_same_words_in_another_outlet_are_the_same_event() -> None:
    one = read(MEETING, published="2026-02-04", outlet="One").events[0]
    other = read(MEETING, published="2026-02-04", outlet="Other").events[0]
    assert one.event_id == other.event_id
    assert one.evidence[0].report_id != other.evidence[0].report_id


def test_reading_twice_gives_the_same_record() -> None:
    report = Report("r", f"{MEETING} He condemned Belarus.")
    assert read_report(report) == read_report(report)


def test_a_leader_and_his_state_are_one_party_in_either_order() -> None:
    named = (resolve(words, on="2024-01-05") for words in ("Emmanuel Macron", "France", "Kenya"))
    leader, state, other = (actor for actor in named if actor)
    for one, two in (([leader, state], [leader, other]), ([leader, other], [leader, state])):
        assert _overlap(one, two)
