"""Records → accounts and statements: who speaks in each, and which events are coded in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.coder.references import Cast, cast
from dragoman.model import Event, Passage, Record, Span
from dragoman.parse import Doc, parse
from dragoman.passages import sentences
from dragoman.readouts import sides
from dragoman.readouts.comparison import Account, Statement


@dataclass(frozen=True)
class Reading:
    """One report read for comparison: a parse and a cast for each of its statements.

    side: whose account it is; names: sides by last name.
    """

    record: Record
    statements: tuple[Statement, ...]
    parses: tuple[Doc, ...]
    casts: tuple[Cast, ...]
    side: str | None
    names: Mapping[str, str]
    account: Account


def read(records: Sequence[Record]) -> list[Reading]:
    """The records read for comparison, in order."""
    spans = [list(sentences(record.report.text)) for record in records]
    parses = [tuple(parse(span.text for span in some)) for some in spans]
    casts = [_casts(record, docs) for record, docs in zip(records, parses, strict=True)]
    own = [sides.side(record.report.outlet, record.report.published) for record in records]
    names = sides.surnames((one for some in casts for one in some), [side for side in own if side])
    readings = []
    for record, some, docs, cast_, side in zip(records, spans, parses, casts, own, strict=True):
        account = sides.account(record.report, some, own, side)
        statements = tuple(_statements(record, some, docs, cast_, side, names))
        readings.append(Reading(record, statements, docs, cast_, side, names, account))
    return readings


def _casts(record: Record, docs: Sequence[Doc]) -> tuple[Cast, ...]:
    passages = [Passage(str(at), doc.text, ()) for at, doc in enumerate(docs)]
    parses = {passage.passage_id: doc for passage, doc in zip(passages, docs, strict=True)}
    found = cast(passages, parses, record.report.published)
    return tuple(found[passage.passage_id] for passage in passages)


def _statements(
    record: Record,
    spans: Sequence[Span],
    docs: Sequence[Doc],
    casts: Sequence[Cast],
    side: str | None,
    names: Mapping[str, str],
) -> Iterator[Statement]:
    before = side
    for number, (span, doc, cast_) in enumerate(zip(spans, docs, casts, strict=True)):
        voice = sides.voice(doc, cast_, side, names, before)
        before = before if voice == sides.JOINT else voice
        events = [event for event in record.events if _is_told(event, record.report.report_id, span)]
        types = tuple(dict.fromkeys(event.type for event in events))
        ids = tuple(event.event_id for event in events)
        yield Statement(record.report.report_id, number, span, voice, types, ids)


def _is_told(event: Event, report_id: str, span: Span) -> bool:
    return any(item.report_id == report_id and span.start <= item.trigger.start < span.end for item in event.evidence)
