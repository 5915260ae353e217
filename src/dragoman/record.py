"""The record's JSON form: the public contract between Dragoman and whoever reads its output.

One event is one JSON object; `schema/event.schema.json` describes it. Keys keep their names and order, and new
ones may be added. Derived fields (plover, quad, score, cameo, reports, independent) are computed on the way out and
ignored on the way in, so that they can never disagree with what they are derived from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from importlib import resources
from typing import Any

from dragoman import ontology
from dragoman.errors import DataError, OffsetError
from dragoman.model import (
    Act,
    Actor,
    ClaimMade,
    Commitment,
    Event,
    Evidence,
    Finding,
    Label,
    Passage,
    Place,
    Report,
    Span,
    Stance,
    State,
    Status,
    When,
)

# JSON allows these inside strings, but readers that split text into lines would cut a record in two at them.
_LINE_BREAKS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def to_dict(event: Event) -> dict[str, object]:
    """The event as the public contract lays it down: str, int, float, bool, None, lists and dicts only.

    Dates are ISO 8601 strings; offsets are code points of the report's text; `p` is from 0 to 1; `reports` counts
    the distinct reports in the evidence, `independent` those that are no reprints of each other. An actor's rivals are
    left out.
    """
    return {
        "event_id": event.event_id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "status": event.status.value,
        "historical": event.historical,
        "plover": ontology.reduce(event.type, event.status, event.mode),
        "quad": ontology.quad(event.type),
        "score": ontology.score(event.type, event.mode),
        "cameo": ontology.to_cameo(event.type, event.mode, event.contexts),
        "actors": [actor_to_dict(actor) for actor in event.actors],
        "recipients": [actor_to_dict(actor) for actor in event.recipients],
        "when": when_to_dict(event.when),
        "where": place_to_dict(event.where),
        "claims": [_claim_to_dict(claim) for claim in event.claims],
        "commitment": None if event.commitment is None else _commitment_to_dict(event.commitment),
        "evidence": [_evidence_to_dict(item) for item in event.evidence],
        "reports": reports(event),
        "independent": independent(event),
        "p": event.p,
        "coder": event.coder,
        "labels": [{"codebook": one.codebook, "type": one.type, "p": one.p} for one in event.labels],
    }


def reports(event: Event) -> int:
    """How many reports tell an event, reprints among them."""
    return len({item.report_id for item in event.evidence})


def independent(event: Event) -> int:
    """How many reports tell an event, the printings of one article counted once."""
    return len({item.reprint_of or item.report_id for item in event.evidence})


def to_json_line(event: Event) -> str:
    """The event as one line of JSON Lines, without the line's end."""
    return json.dumps(to_dict(event), ensure_ascii=False).translate(_LINE_BREAKS)


def from_dict(data: Mapping[str, Any]) -> Event:
    """The event that `to_dict` wrote. Derived and unknown keys are ignored.

    Raises: DataError if a key of the contract is missing or holds something else.
    """
    try:
        return _event(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"the key {error} is missing" if isinstance(error, KeyError) else str(error)
        raise DataError(
            f"This is not an event as Dragoman writes it: {what}. Compare it with the schema in event.schema.json."
        ) from error


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one event."""
    text = resources.files("dragoman").joinpath("schema/event.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def check(event: Event, texts: Mapping[str, str]) -> None:
    """Make sure that the event's offsets point at the words it quotes.

    texts: the text of every report that the event's evidence and claims name, by report_id.
    Raises: OffsetError at the first span that does not, and for an event without evidence.
    """
    if not event.evidence:
        raise OffsetError(f"Event {event.event_id} has no evidence. Nothing was written; this is a fault in the coder.")
    for item in event.evidence:
        text = _text_of(item.report_id, event, texts)
        for part, span in _spans(item):
            if span.start < 0 or len(span.text) != span.end - span.start or text[span.start : span.end] != span.text:
                _refuse(event, item.report_id, part, span.start, span.end, text, span.text)
    for claim in event.claims:
        text = _text_of(claim.report_id, event, texts)
        inside = 0 <= claim.start < claim.end <= len(text)
        if not inside or claim.cue not in text[claim.start : claim.end]:
            _refuse(event, claim.report_id, "claim", claim.start, claim.end, text, claim.cue)


def check_printings(passages: Iterable[Passage], report: Report) -> None:
    """Make sure that the passages stand in the report where their printings say. Raises: OffsetError."""
    for passage in passages:
        for place in passage.printings:
            found = report.text[max(place.start, 0) : max(place.end, 0)]
            if place.report_id == report.report_id and found != passage.text:
                raise OffsetError(
                    f"Passage {passage.passage_id} is not what stands at {place.start} to {place.end} of report "
                    f"{report.report_id}: {found!r}. Nothing was written; this is a fault in the splitter."
                )


def actor_to_dict(actor: Actor) -> dict[str, Any]:
    """An actor's six contract keys, then how it was resolved."""
    return {
        "actor_id": actor.actor_id,
        "name": actor.name,
        "country": actor.country,
        "sector": actor.sector,
        "office": actor.office,
        "p": actor.p,
        "kind": actor.kind,
        "gender": actor.gender,
        "other_sectors": list(actor.other_sectors),
        "rule": actor.rule,
    }


def actor_from_dict(data: Mapping[str, Any]) -> Actor:
    """The actor that `actor_to_dict` wrote. The keys after `p` may be missing."""
    return Actor(
        data["actor_id"],
        data["name"],
        data["country"],
        data["sector"],
        data["office"],
        data["p"],
        data.get("kind") or "group",
        data.get("gender"),
        tuple(data.get("other_sectors") or ()),
        data.get("rule") or "",
    )


def when_to_dict(when: When | None) -> dict[str, Any] | None:
    """An interval with its ends as ISO strings: dates, or dates with times for precisions below a day."""
    if when is None:
        return None
    start, end = _iso(when.start), _iso(when.end)
    return {"start": start, "end": end, "precision": when.precision, "basis": when.basis, "text": when.text}


def when_from_dict(data: Mapping[str, Any] | None) -> When | None:
    """The interval that `when_to_dict` wrote."""
    if data is None:
        return None
    return When(_moment(data["start"]), _moment(data["end"]), data["precision"], data["basis"], data["text"])


def place_to_dict(place: Place | None) -> dict[str, Any] | None:
    """A place with its coordinates in degrees (WGS 84)."""
    if place is None:
        return None
    return {
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geonames_id": place.geonames_id,
        "p": place.p,
        "admin1": place.admin1,
        "precision": place.precision,
    }


def place_from_dict(data: Mapping[str, Any] | None) -> Place | None:
    """The place that `place_to_dict` wrote."""
    if data is None:
        return None
    return Place(
        data["name"], data["country"], data["latitude"], data["longitude"], data["geonames_id"], data["p"],
        data.get("admin1"), data.get("precision"),
    )  # fmt: skip


def _claim_to_dict(claim: ClaimMade) -> dict[str, Any]:
    return {
        "speakers": [actor_to_dict(speaker) for speaker in claim.speakers],
        "stance": claim.stance.value,
        "cue": claim.cue,
        "quoted": claim.quoted,
        "report_id": claim.report_id,
        "start": claim.start,
        "end": claim.end,
    }


def _commitment_to_dict(commitment: Commitment) -> dict[str, Any]:
    return {
        "commitment_id": commitment.commitment_id,
        "promisors": [actor_to_dict(actor) for actor in commitment.promisors],
        "beneficiaries": [actor_to_dict(actor) for actor in commitment.beneficiaries],
        "act": {"type": commitment.act.type, "mode": commitment.act.mode},
        "condition": commitment.condition,
        "due": when_to_dict(commitment.due),
        "state": commitment.state.value,
        "findings": [
            {"state": f.state.value, "on": f.on.isoformat(), "event_id": f.event_id, "p": f.p, "by": f.by}
            for f in commitment.findings
        ],
    }


def _evidence_to_dict(item: Evidence) -> dict[str, Any]:
    return {
        "report_id": item.report_id,
        "outlet": item.outlet,
        "published": _iso(item.published),
        "start": item.passage.start,
        "end": item.passage.end,
        "text": item.passage.text,
        "trigger": _span_to_dict(item.trigger),
        "actors": [_span_to_dict(span) for span in item.actors],
        "recipients": [_span_to_dict(span) for span in item.recipients],
        "reprint_of": item.reprint_of,
    }


def _span_to_dict(span: Span) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _event(data: Mapping[str, Any]) -> Event:
    return Event(
        event_id=data["event_id"],
        type=data["type"],
        mode=data["mode"],
        contexts=tuple(data["contexts"]),
        status=Status(data["status"]),
        historical=data["historical"],
        actors=tuple(map(actor_from_dict, data["actors"])),
        recipients=tuple(map(actor_from_dict, data["recipients"])),
        when=when_from_dict(data["when"]),
        where=place_from_dict(data["where"]),
        claims=tuple(map(_claim, data["claims"])),
        commitment=None if data["commitment"] is None else _commitment(data["commitment"]),
        evidence=tuple(map(_evidence, data["evidence"])),
        p=data["p"],
        coder=data["coder"],
        labels=tuple(Label(one["codebook"], one["type"], one["p"]) for one in data.get("labels", ())),
    )


def _claim(data: Mapping[str, Any]) -> ClaimMade:
    speakers = tuple(map(actor_from_dict, data["speakers"]))
    place = data["report_id"], data["start"], data["end"]
    return ClaimMade(speakers, Stance(data["stance"]), data["cue"], data["quoted"], *place)


def _commitment(data: Mapping[str, Any]) -> Commitment:
    return Commitment(
        commitment_id=data["commitment_id"],
        promisors=tuple(map(actor_from_dict, data["promisors"])),
        beneficiaries=tuple(map(actor_from_dict, data["beneficiaries"])),
        act=Act(data["act"]["type"], data["act"]["mode"]),
        condition=data["condition"],
        due=when_from_dict(data["due"]),
        state=State(data["state"]),
        findings=tuple(
            Finding(State(f["state"]), date.fromisoformat(f["on"]), f["event_id"], f["p"], f["by"])
            for f in data["findings"]
        ),
    )


def _evidence(data: Mapping[str, Any]) -> Evidence:
    return Evidence(
        report_id=data["report_id"],
        outlet=data["outlet"],
        published=None if data["published"] is None else date.fromisoformat(data["published"]),
        passage=_span(data),
        trigger=_span(data["trigger"]),
        actors=tuple(map(_span, data["actors"])),
        recipients=tuple(map(_span, data["recipients"])),
        reprint_of=data.get("reprint_of"),
    )


def _span(data: Mapping[str, Any]) -> Span:
    return Span(data["text"], data["start"], data["end"])


def _iso(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _text_of(report_id: str, event: Event, texts: Mapping[str, str]) -> str:
    if report_id not in texts:
        raise OffsetError(
            f"Event {event.event_id} quotes report {report_id}, whose text is not here to check it against. "
            "Nothing was written. Add that report first, or together with this one."
        )
    return texts[report_id]


def _spans(item: Evidence) -> Iterator[tuple[str, Span]]:
    yield "passage", item.passage
    yield "trigger", item.trigger
    yield from (("actor", span) for span in item.actors)
    yield from (("recipient", span) for span in item.recipients)


def _refuse(event: Event, report_id: str, part: str, start: int, end: int, text: str, words: str) -> None:
    found = text[max(start, 0) : max(end, 0)]
    raise OffsetError(
        f"Event {event.event_id}: the {part} at {start} to {end} of report {report_id} should hold {words!r}, but the "
        f"text there is {found!r}. Nothing was written; this is a fault in the coder: please report it with the text."
    )
