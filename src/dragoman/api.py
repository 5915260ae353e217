"""The public functions: strings and dates in, the record out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman import ontology
from dragoman.coder.codebook import Codebook, load
from dragoman.coder.pair import judge_pair
from dragoman.coder.relation import NONE
from dragoman.ingest import parse_date, read_text
from dragoman.model import Record, Span, Status
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


def read(
    text: str,
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    codebook: Codebook | Path | str | None = None,
) -> Record:
    """The record of one report.

    text: the report as printed; offsets in the record count its code points. published: the date of publication,
    as a date or YYYY-MM-DD; without it, relative dates stay unknown. codebook: types of your own to label the events
    by, as `dragoman codebook train` made it, or its file.

    Raises:
        BadDateError: if `published` is no date.
        CodebookError: if `codebook` is no trained codebook.
        InputError: if the text is empty, too long or in a language that is not read.
    """
    book = load(Path(codebook)) if isinstance(codebook, (str, Path)) else codebook
    return _read(read_text(text, published=published, outlet=outlet), book)


def relate(sentence: str, *, actor: str, recipient: str | None = None) -> Relation:
    """What `sentence` says that `actor` does, to `recipient` if one is given; both are words of the sentence.

    Words that occur more than once are taken where they first occur, the recipient's apart from the actor's.

    Raises:
        ValueError: if the words of a party do not occur in the sentence.
    """
    first = _occurrence(sentence, actor)
    second = None if recipient is None else _occurrence(sentence, recipient, first)
    judgement = judge_pair(sentence, first, second)
    type_ = judgement.type
    if type_ == NONE:
        return Relation(None, None, None, None, judgement.types)
    mode = judgement.modes[type_]
    plover = ontology.reduce(type_, judgement.status, mode)
    return Relation(type_, mode, judgement.status, plover, judgement.types)


def dates(text: str, *, published: date | str | None = None) -> list[DateExpression]:
    """The expressions of time in a text, with the intervals they stand for; see `dragoman.timex.find`."""
    return find(text, None if published is None else parse_date(published))


def open(path: str | Path, *, read_only: bool = False) -> Store:  # noqa: A001 - as `gzip.open`
    """The store in a file, made if it is not there.

    Raises:
        NotAStoreError, NewerStoreError, StoreLockedError: if the file cannot be used; it is left as it was.
    """
    return Store.open(path, read_only=read_only)


def _occurrence(sentence: str, words: str, apart: Span | None = None) -> Span:
    """Where words first occur outside of a span."""
    start = sentence.find(words)
    while apart is not None and start >= 0 and start < apart.end and apart.start < start + len(words):
        start = sentence.find(words, start + 1)
    if not words or start < 0:
        again = " a second time" if apart is not None and words in sentence else ""
        raise ValueError(f"{words!r} does not occur{again} in the sentence; give the words as they stand there")
    return Span(words, start, start + len(words))
