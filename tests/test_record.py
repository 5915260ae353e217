"""The JSON form: what goes out comes back, matches the schema, and quotes the words that stand there."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dragoman import record
from dragoman.errors import DataError, OffsetError
from dragoman.model import (
    Act,
    Actor,
    ClaimMade,
    Commitment,
    Event,
    Evidence,
    Finding,
    Passage,
    Place,
    Printing,
    Report,
    Span,
    Stance,
    State,
    Status,
    When,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
P = st.floats(0, 1)
OFFSETS = st.integers(0, 10**6)
SPANS = st.builds(Span, WORDS, OFFSETS, OFFSETS)
CODES = st.sampled_from(["FRA", "KEN", "KOS", None])
ACTORS = st.builds(
    Actor,
    actor_id=WORDS,
    name=WORDS,
    country=CODES,
    sector=st.sampled_from(["GOV", "IGO", None]),
    office=st.none() | WORDS,
    p=P,
    kind=st.sampled_from(["state", "person", "organisation", "institution", "group", "thing"]),
    gender=st.sampled_from(["female", "male", None]),
    other_sectors=st.lists(WORDS, max_size=2).map(tuple),
    rule=WORDS,
    rivals=st.just(()),
)
PARTIES = st.lists(ACTORS, max_size=2).map(tuple)
WHENS = st.builds(
    When,
    start=st.none() | st.dates(),
    end=st.none() | st.dates(),
    precision=st.sampled_from(["day", "week", "decade", "past"]),
    basis=st.sampled_from(["stated", "relative", "publication"]),
    text=st.none() | WORDS,
) | st.builds(
    When,
    start=st.datetimes(),
    end=st.datetimes(),
    precision=st.sampled_from(["second", "minute", "hour"]),
    basis=st.just("stated"),
    text=WORDS,
)
PLACES = st.builds(
    Place,
    name=WORDS,
    country=CODES,
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    geonames_id=st.none() | st.integers(1, 10**8),
    p=P,
)
EVENTS = st.builds(
    Event,
    event_id=WORDS.filter(bool),
    type=st.sampled_from(["CONSULT", "ACCUSE", "ASSAULT", "AID"]),
    mode=st.none(),
    contexts=st.lists(st.sampled_from(["diplomatic", "military"]), max_size=2, unique=True).map(tuple),
    status=st.sampled_from(Status),
    historical=st.booleans(),
    actors=PARTIES,
    recipients=PARTIES,
    when=st.none() | WHENS,
    where=st.none() | PLACES,
    claims=st.lists(
        st.builds(ClaimMade, PARTIES, st.sampled_from(Stance), WORDS, st.booleans(), WORDS, OFFSETS, OFFSETS),
        max_size=2,
    ).map(tuple),
    commitment=st.none()
    | st.builds(
        Commitment,
        commitment_id=WORDS,
        promisors=PARTIES,
        beneficiaries=PARTIES,
        act=st.builds(Act, type=WORDS, mode=st.none() | WORDS),
        condition=st.none() | WORDS,
        due=st.none() | WHENS,
        state=st.sampled_from(State),
        findings=st.lists(
            st.builds(Finding, st.sampled_from(State), st.dates(), st.none() | WORDS, P, WORDS), max_size=2
        ).map(tuple),
    ),
    evidence=st.lists(
        st.builds(
            Evidence,
            report_id=WORDS,
            outlet=st.none() | WORDS,
            published=st.none() | st.dates(),
            passage=SPANS,
            trigger=SPANS,
            actors=st.lists(SPANS, max_size=2).map(tuple),
            recipients=st.lists(SPANS, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    p=P,
    coder=WORDS,
)

TEXT = "Élodie Marchand received the envoy of Palmora 🕊 on Tuesday."
PASSAGE = Span(TEXT, 0, len(TEXT))
EVIDENCE = Evidence(
    "r1", "The Harbour Post", date(2026, 3, 3), PASSAGE, Span("received", 16, 24), (Span("Élodie Marchand", 0, 15),),
    (Span("Palmora", 38, 45),),
)  # fmt: skip
EVENT = Event(
    "e1", "CONSULT", None, (), Status.HAPPENED, False, (Actor("X1", "Élodie Marchand", "FRA", "GOV"),), (), None, None,
    (), None, (EVIDENCE,), 0.5, "hand",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_every_event_survives_the_round_trip_and_fits_the_schema(event: Event) -> None:
    line = record.to_json_line(event)
    data = json.loads(line)
    Draft202012Validator(record.schema()).validate(data)
    assert record.from_dict(data) == event
    assert line.splitlines() == [line]


def test_no_line_break_in_a_text_breaks_the_line() -> None:
    event = replace(EVENT, coder="a\u2028b\x85c\nd")
    line = record.to_json_line(event)
    assert line.splitlines() == [line]
    assert record.from_dict(json.loads(line)) == event


def test_the_schema_is_a_schema_and_names_the_contract_in_order() -> None:
    schema = record.schema()
    Draft202012Validator.check_schema(schema)
    contract = (
        "event_id type mode contexts status historical plover quad score cameo actors recipients when where claims "
        "commitment evidence reports independent p coder labels"
    )
    assert list(schema["required"]) == list(record.to_dict(EVENT)) == contract.split()


def test_evidence_reads_as_the_contract_shows_it() -> None:
    data = record.to_dict(EVENT)
    assert data["evidence"] == [
        {
            "report_id": "r1",
            "outlet": "The Harbour Post",
            "published": "2026-03-03",
            "start": 0,
            "end": len(TEXT),
            "text": TEXT,
            "trigger": {"text": "received", "start": 16, "end": 24},
            "actors": [{"text": "Élodie Marchand", "start": 0, "end": 15}],
            "recipients": [{"text": "Palmora", "start": 38, "end": 45}],
            "reprint_of": None,
        }
    ]


def test_derived_fields_follow_status() -> None:
    assert record.to_dict(EVENT)["plover"] == "CONSULT"
    assert record.to_dict(replace(EVENT, status=Status.FUTURE))["plover"] == "AGREE"
    assert record.to_dict(replace(EVENT, status=Status.NEGATED))["plover"] is None


def test_reports_counts_each_report_once() -> None:
    again = replace(EVIDENCE, trigger=Span("envoy", 29, 34))
    reprint = replace(EVIDENCE, report_id="r2")
    assert record.to_dict(replace(EVENT, evidence=(EVIDENCE, again, reprint)))["reports"] == 2


def test_unknown_keys_are_ignored_and_an_actor_needs_only_the_contract() -> None:
    data = {**record.to_dict(EVENT), "added_later": 1}
    keys = ("actor_id", "name", "country", "sector", "office", "p")
    data["actors"] = [{key: record.actor_to_dict(EVENT.actors[0])[key] for key in keys}]
    assert record.from_dict(data) == EVENT


@pytest.mark.parametrize(
    "spoilt",
    [{"type": "CONSULT"}, {**record.to_dict(EVENT), "status": "maybe"}, {**record.to_dict(EVENT), "actors": 3}],
)
def test_what_is_no_event_is_refused_in_words(spoilt: dict[str, object]) -> None:
    with pytest.raises(DataError, match=r"not an event as Dragoman writes it"):
        record.from_dict(spoilt)


def test_good_offsets_pass() -> None:
    claim = ClaimMade(EVENT.actors, Stance.ASSERTS, "received", False, "r1", 0, len(TEXT))
    record.check(replace(EVENT, claims=(claim,)), {"r1": TEXT})


@pytest.mark.parametrize(
    "evidence",
    [
        replace(EVIDENCE, trigger=Span("received", 17, 25)),
        replace(EVIDENCE, actors=(Span("Marchand", 8, 15),)),
        replace(EVIDENCE, recipients=(Span("Palmora", -22, -15),)),
        replace(EVIDENCE, passage=Span(TEXT, 0, len(TEXT) + 5)),
        replace(EVIDENCE, report_id="elsewhere"),
    ],
)
def test_words_that_do_not_stand_there_are_refused(evidence: Evidence) -> None:
    with pytest.raises(OffsetError, match="Nothing was written"):
        record.check(replace(EVENT, evidence=(evidence,)), {"r1": TEXT})


def test_an_event_without_evidence_and_a_claim_without_its_cue_are_refused() -> None:
    with pytest.raises(OffsetError, match="no evidence"):
        record.check(replace(EVENT, evidence=()), {"r1": TEXT})
    claim = ClaimMade((), Stance.ASSERTS, "denied", False, "r1", 0, len(TEXT))
    with pytest.raises(OffsetError, match="claim"):
        record.check(replace(EVENT, claims=(claim,)), {"r1": TEXT})


def test_a_passage_must_stand_where_it_is_printed() -> None:
    report = Report("r1", TEXT)
    record.check_printings([Passage("p", "the envoy", (Printing("r1", 25, 34), Printing("r2", 0, 9)))], report)
    with pytest.raises(OffsetError, match="Passage p"):
        record.check_printings([Passage("p", "the envoy", (Printing("r1", 24, 33),))], report)
