"""The report of a leaders' call that prints five of its paragraphs twice: what its record must hold, and must not."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from telling import countries

from dragoman.api import read
from dragoman.model import Event, Record
from dragoman.record import check, schema, to_dict


@pytest.fixture(scope="module")
def record() -> Record:
    path = Path(__file__).parents[2] / "shared" / "reports" / "putin-xi-2026-02-04.txt"
    if not path.exists():
        pytest.skip("needs the real report beside the repository")
    return read(path.read_text("utf-8"), published="2026-02-04")


def one(record: Record, type_: str, country: str, mode: str | None = None, recipient: str | None = None) -> Event:
    found = [
        e
        for e in record.events
        if e.type == type_
        and countries(e.actors) == [country]
        and mode in {None, e.mode}
        and (recipient is None or countries(e.recipients) == [recipient])
    ]
    assert len(found) == 1, [(e.type, e.mode, countries(e.actors)) for e in record.events]
    return found[0]


def test_the_call(record: Record) -> None:
    calls = [e for e in record.events if e.type == "CONSULT" and countries(e.actors) == ["RUS", "CHN"]]
    assert [(call.mode, call.status, call.recipients) for call in calls] == [("phone", "happened", ())]
    assert [actor.name for actor in calls[0].actors] == ["Vladimir Putin", "Xi Jinping"]


@pytest.mark.parametrize("country", ["GBR", "CAN"])
def test_the_visits_that_took_place(record: Record, country: str) -> None:
    assert one(record, "CONSULT", country, "visit").status == "happened"


def test_the_visit_that_is_expected(record: Record) -> None:
    visit = one(record, "CONSULT", "DEU", "visit")
    assert visit.status == "future"
    assert visit.when is not None
    assert (str(visit.when.start), str(visit.when.end)) == ("2026-02-01", "2026-02-28")
    assert visit.commitment is None  # what is merely expected binds nobody


def test_he_is_putin(record: Record) -> None:
    support = one(record, "SUPPORT", "RUS", recipient="CHN")  # what he says of Russia's commitment is another
    assert support.actors[0].name == "Vladimir Putin"


def test_both_countries_are_urged(record: Record) -> None:
    assert ["RUS", "CHN"] in [countries(e.recipients) for e in record.events if e.type == "REQUEST"]


def test_the_invitation(record: Record) -> None:
    accepted = one(record, "AGREE", "RUS", recipient="CHN")
    assert [speaker.name for claim in accepted.claims for speaker in claim.speakers] == ["Yuri Ushakov"]
    commitment = accepted.commitment
    assert commitment is not None
    assert (commitment.act.type, commitment.act.mode, commitment.state) == ("CONSULT", "visit", "open")
    assert countries(commitment.beneficiaries) == ["CHN"]
    assert commitment.due is not None
    assert str(commitment.due.end) == "2026-12-31"


def test_the_spokesman_speaks_for_china(record: Record) -> None:
    (claim,) = [c for e in record.events if countries(e.actors) == ["CHN"] for c in e.claims]
    assert [speaker.name for speaker in claim.speakers] == ["Guo Jiakun"]


def test_silence_is_no_act_and_nothing_is_there_twice(record: Record) -> None:
    assert not any("commented" in item.passage.text for e in record.events for item in e.evidence)
    assert len({e.event_id for e in record.events}) == len(record.events)
    triggers = [(e.type, item.trigger.start) for e in record.events for item in e.evidence if len(e.actors) > 1]
    assert len(set(triggers)) == len(triggers)


def test_repeated_paragraphs_are_evidence_twice(record: Record) -> None:
    assert len(one(record, "AGREE", "RUS", recipient="CHN").evidence) == 2


def test_every_event_keeps_the_contract(record: Record) -> None:
    for event in record.events:
        check(event, {record.report.report_id: record.report.text})
        jsonschema.validate(json.loads(json.dumps(to_dict(event))), schema())
