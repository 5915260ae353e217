"""The public functions: strings and dates in, the record out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman import ontology
from dragoman.ingest import parse_date, read_text
from dragoman.model import Event, Record, Span, Status
from dragoman.pipeline import read as _read
from dragoman.store import Store
from dragoman.timex import DateExpression, find


@dataclass(frozen=True, slots=True)
class Relation:
    """What a sentence says that one actor does to another.

    type: a PLOVER type, or None if it says nothing of the kind; plover: the category that PLOVER's rules give the
    type with its status; probabilities: by type, "none" included, summing to 1.
    """

    type: str | None
    mode: str | None
    status: Status | None
    plover: str | None
    probabilities: Mapping[str, float]


def read(text: str, *, published: date | str | None = None, outlet: str | None = None) -> Record:
    """The record of one report.

    text: the report as printed; offsets in the record count its code points. published: the date of publication,
    as a date or YYYY-MM-DD; without it, relative dates stay unknown.

    Raises:
        BadDateError: if `published` is no date.
        InputError: if the text is empty, too long or in a language that is not read.
    """
    return _read(read_text(text, published=published, outlet=outlet))


def relate(sentence: str, *, actor: str, recipient: str | None = None) -> Relation:
    """What `sentence` says that `actor` does, to `recipient` if one is given; both are words of the sentence.

    Raises:
        ValueError: if the words of a party do not occur in the sentence.
    """
    for words in filter(None, (actor, recipient)):
        if words not in sentence:
            raise ValueError(f"{words!r} does not occur in the sentence; give the words as they stand there")
    events = [e for e in read(sentence).events if _between(e, sentence, actor, recipient)]
    best = max(events, key=lambda event: event.p, default=None)
    probabilities = dict.fromkeys((*ontology.TYPES, "none"), 0.0)
    if best is None:
        return Relation(None, None, None, None, probabilities | {"none": 1.0})
    probabilities |= {best.type: best.p, "none": 1 - best.p}
    plover = ontology.reduce(best.type, best.status, best.mode)
    return Relation(best.type, best.mode, best.status, plover, probabilities)


def dates(text: str, *, published: date | str | None = None) -> list[DateExpression]:
    """The expressions of time in a text, with the intervals they stand for; see `dragoman.timex.find`."""
    return find(text, None if published is None else parse_date(published))


def open(path: str | Path, *, read_only: bool = False) -> Store:  # noqa: A001 - as `gzip.open`
    """The store in a file, made if it is not there.

    Raises:
        NotAStoreError, NewerStoreError, StoreLockedError: if the file cannot be used; it is left as it was.
    """
    return Store.open(path, read_only=read_only)


def _between(event: Event, sentence: str, actor: str, recipient: str | None) -> bool:
    """Whether an event relates the words asked for, in that direction or mutually."""
    evidence = event.evidence[0]
    first = _covered(sentence, actor, evidence.actors)
    if recipient is None:
        return first
    mutual = not event.recipients and len(event.actors) > 1
    return first and _covered(sentence, recipient, evidence.actors if mutual else evidence.recipients)


def _covered(sentence: str, words: str, spans: tuple[Span, ...]) -> bool:
    """Whether some span overlaps an occurrence of the words."""
    start = sentence.find(words)
    while start >= 0:
        if any(span.start < start + len(words) and start < span.end for span in spans):
            return True
        start = sentence.find(words, start + 1)
    return False
