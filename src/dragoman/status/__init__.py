"""What happened and what did not: the status of an act from the words that govern it.

Read from the trigger upwards: its own tense, modals and negation, then every verb, noun, adjective or conjunction on
which its clause depends ("plans to", "failed to", "if", "denied that"), by the signatures of these (Nairn, Condoravdi
and Karttunen 2006). `docs/status.md` explains what each status means and how well it is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.model import Span, Status
from dragoman.parse import Doc, Token, parse, tokens_in
from dragoman.status.certainty import certainty
from dragoman.status.clauses import outcome
from dragoman.status.outcomes import STATUSES, value

__all__ = ["Factuality", "assess", "factualities", "factuality", "was_tried"]

_NO_EVENTS = {"PRON", "DET", "ADP", "CCONJ", "SCONJ", "PART", "SPACE"}


@dataclass(frozen=True, slots=True)
class Factuality:
    """Whether an event took place: its status, and `value` from -3 (certainly not) to +3 (certainly)."""

    status: Status
    value: float


def factuality(sentence: str, start: int, end: int) -> Factuality | None:
    """What a sentence says of the event named at `sentence[start:end]`, in code points; None if that names no event.

    The value follows the status (Saurí and Pustejovsky 2009): see `docs/status.md`.

    Raises:
        ValueError: if the span is empty or does not lie within the sentence.
    """
    return next(factualities([(sentence, start, end)]))


def factualities(spans: Iterable[tuple[str, int, int]]) -> Iterator[Factuality | None]:
    """As `factuality`, for many spans in order: neighbours in one sentence share its parse.

    Raises:
        ValueError: if a span is empty or does not lie within its sentence.
    """
    asked = list(spans)
    sentences = list(dict.fromkeys(sentence for sentence, _, _ in asked))
    parses = dict(zip(sentences, parse(sentences), strict=True))
    for sentence, start, end in asked:
        if not 0 <= start < end <= len(sentence):
            raise ValueError(f"{start}:{end} is no span of a sentence of {len(sentence)} characters; give code points")
        yield _factuality(parses[sentence], start, end)


def _factuality(doc: Doc, start: int, end: int) -> Factuality | None:
    words = Span(doc.text[start:end], start, end)
    inside = [token for token in tokens_in(doc, words) if not token.is_punct]
    if not inside:
        return None
    head = doc[inside[0].i : inside[-1].i + 1].root
    if head.pos_ in _NO_EVENTS:
        return None
    found = outcome(head)
    return Factuality(STATUSES[found], round(value(found, certainty(head)), 2))


def assess(trigger: Token) -> Status:
    """The status of the act that a verb or noun names."""
    return STATUSES[outcome(trigger)]


def was_tried(trigger: Token) -> bool:
    """Whether it is told that somebody tried to do what a verb says."""
    tries = trigger.dep_ == "xcomp" and trigger.head.lemma_ in {"try", "attempt"}
    return tries and assess(trigger.head) is Status.HAPPENED
