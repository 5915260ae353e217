"""Records as rows: pure functions from the model to what the tables hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dragoman import ontology
from dragoman.model import Commitment, Event, Passage, Record, Report, Span
from dragoman.record import actor_to_dict, place_to_dict, when_to_dict

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Rows by table, ready for JSON."""

Key = tuple[str, int]
"""telling_id and run_id."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of reports and tellings by their ids: those that the store holds, and those that a batch brings."""

    reports: Mapping[str, int]
    tellings: Mapping[str, int]


class Flattener:
    """Gathers the rows of one batch. What is told twice in the same words in a run is one telling.

    tellings, commitments: the keys that the store holds already.
    """

    def __init__(self, numbers: Numbers, tellings: Iterable[Key], commitments: Iterable[Key]) -> None:
        self.rows: Rows = defaultdict(list)
        self._numbers = numbers
        self._tellings = set(tellings)
        self._commitments = set(commitments)

    def add(self, record: Record, coder: str, run_id: int) -> None:
        report_id = record.report.report_id
        number = {"report": self._numbers.reports[report_id]}
        self.rows["reports"].append({**number, **report_row(record.report)})
        self.rows["codings"].append({**number, "report_id": report_id, "coder": coder, "run_id": run_id})
        for passage in record.passages:
            self.rows["passages"].append({"passage_id": passage.passage_id, "text": passage.text})
            self.rows["printings"] += printing_rows(passage, report_id)
        for event in record.events:
            self._add_event(event, run_id)

    def _add_event(self, event: Event, run_id: int) -> None:
        key = (event.event_id, run_id)
        named = {"telling": self._numbers.tellings[event.event_id], "telling_id": event.event_id, "run_id": run_id}
        if key not in self._tellings:
            self._tellings.add(key)
            self.rows["tellings"].append({**named, **event_row(event)})
            self.rows["telling_actors"] += [{**named, **row} for row in actor_rows(event)]
        for table, rows in (("evidence", evidence_rows(event)), ("claims", claim_rows(event))):
            self.rows[table] += [{**named, "report": self._numbers.reports[row["report_id"]], **row} for row in rows]
        if event.commitment is not None and key not in self._commitments:
            self._commitments.add(key)
            self.rows["commitments"].append({**named, **commitment_row(event.commitment)})
            self.rows["findings"] += finding_rows(event.commitment, run_id)


def report_row(report: Report) -> Row:
    return {
        "report_id": report.report_id,
        "text": report.text,
        "published": _day(report.published),
        "outlet": report.outlet,
        "title": report.title,
        "language": report.language,
        "licence": report.licence,
        "address": report.address,
    }


def printing_rows(passage: Passage, report_id: str) -> list[Row]:
    """The passage's printings in this report; those in other reports come with them."""
    return [
        {"passage_id": passage.passage_id, "report_id": report_id, "start": printing.start, "end": printing.end}
        for printing in passage.printings
        if printing.report_id == report_id
    ]


def event_row(event: Event) -> Row:
    when = event.when
    published = min((item.published for item in event.evidence if item.published), default=None)
    return {
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "status": event.status.value,
        "historical": event.historical,
        "plover": ontology.reduce(event.type, event.status, event.mode),
        "quad": ontology.quad(event.type),
        "mutual": len(event.actors) > 1 and not event.recipients,
        "when_start": _day(when.start) if when else None,
        "when_end": _day(when.end) if when else None,
        "published": _day(published),
        "when": when_to_dict(when),
        "where": place_to_dict(event.where),
        "p": event.p,
    }


def actor_rows(event: Event) -> list[Row]:
    return [
        {"side": side, "position": position, **actor_to_dict(actor)}
        for side, actors in (("actor", event.actors), ("recipient", event.recipients))
        for position, actor in enumerate(actors)
    ]


def evidence_rows(event: Event) -> list[Row]:
    return [
        {
            "report_id": item.report_id,
            "position": position,
            "start": item.passage.start,
            "end": item.passage.end,
            "trigger": _offsets(item.trigger),
            "actors": [_offsets(span) for span in item.actors],
            "recipients": [_offsets(span) for span in item.recipients],
        }
        for position, item in enumerate(event.evidence)
    ]


def claim_rows(event: Event) -> list[Row]:
    return [
        {
            "report_id": claim.report_id,
            "position": position,
            "start": claim.start,
            "end": claim.end,
            "stance": claim.stance.value,
            "cue": claim.cue,
            "quoted": claim.quoted,
            "speakers": [actor_to_dict(speaker) for speaker in claim.speakers],
        }
        for position, claim in enumerate(event.claims)
    ]


def commitment_row(commitment: Commitment) -> Row:
    due = commitment.due
    return {
        "commitment_id": commitment.commitment_id,
        "act_type": commitment.act.type,
        "act_mode": commitment.act.mode,
        "condition": commitment.condition,
        "due_start": _day(due.start) if due else None,
        "due_end": _day(due.end) if due else None,
        "due": when_to_dict(due),
        "state": commitment.state.value,
        "promisors": [actor_to_dict(actor) for actor in commitment.promisors],
        "beneficiaries": [actor_to_dict(actor) for actor in commitment.beneficiaries],
    }


def finding_rows(commitment: Commitment, run_id: int) -> list[Row]:
    return [
        {
            "commitment_id": commitment.commitment_id,
            "run_id": run_id,
            "position": position,
            "state": finding.state.value,
            "on": _day(finding.on),
            "event_id": finding.event_id,
            "p": finding.p,
            "by": finding.by,
        }
        for position, finding in enumerate(commitment.findings)
    ]


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _day(moment: date | datetime | None) -> str | None:
    if moment is None:
        return None
    return (moment.date() if isinstance(moment, datetime) else moment).isoformat()
