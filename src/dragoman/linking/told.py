"""Mentions of any origin as linking reads them: checked, and with what their words tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dragoman.errors import InputError
from dragoman.ingest import parse_date
from dragoman.linking import words
from dragoman.model import Span

_KEYS = ("id", "report_id", "text", "start", "end")
_STOP = frozenset({
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "from", "and", "or", "but", "as", "is",
    "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will", "would",
    "can", "could", "may", "might", "shall", "should", "that", "this", "these", "those", "it", "its", "he",
    "she", "his", "her", "him", "they", "them", "their", "i", "we", "you", "your", "our", "us", "who", "which",
    "what", "when", "where", "while", "than", "then", "there", "here", "not", "no", "nor", "s", "t",
})  # fmt: skip
_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
})  # fmt: skip
_MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """A mention as it was handed in. start, end: the trigger's place in the text, in code points."""

    id: Hashable
    report_id: str
    text: str
    start: int
    end: int
    published: date | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a trigger's words can mean. base: one name for all forms of its head; bases: its base forms."""

    base: str
    bases: frozenset[str]
    meanings: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """A telling: one trigger in one text, with all mentions of it. report_id: of the first of its reports.

    terms: base forms of the words beside the trigger; all_terms: of all words; times: weekdays, months and years.
    """

    ids: tuple[Hashable, ...]
    report_id: str
    reports: frozenset[str]
    published: date | None
    text: str
    start: int
    end: int
    trigger: Trigger
    terms: Counter[str]
    all_terms: Counter[str]
    names: frozenset[str]
    numbers: frozenset[str]
    times: tuple[frozenset[str], ...]


def check(mentions: Iterable[Any]) -> list[Given]:
    """The mentions in an order of their own, whatever order they come in.

    Raises: InputError for one that lacks a field or has offsets outside of its text, and for an id given twice.
    """
    given = [_given(number, mention) for number, mention in enumerate(mentions, 1)]
    twice = [id_ for id_, n in Counter(mention.id for mention in given).items() if n > 1]
    if twice:
        raise InputError(f"The id {twice[0]!r} is given to more than one mention. Nothing was linked; ids must differ.")
    return sorted(given, key=lambda g: (g.report_id, g.text, g.start, g.end, str(g.id)))


def tell(given: Iterable[Given]) -> list[Told]:
    """The tellings, in the order of their first mentions."""
    same: dict[tuple[str, int, int], list[Given]] = {}
    for mention in given:
        same.setdefault((mention.text, mention.start, mention.end), []).append(mention)
    return [_told(mentions) for mentions in same.values()]


def content(tokens: Iterable[Span]) -> Counter[str]:
    """The base forms of words, but for those that only hold sentences together, with how often each stands there."""
    known = words.table()
    return Counter(known.base(token.text) for token in tokens if token.text.lower() not in _STOP)


def _given(number: int, mention: Any) -> Given:
    known = mention if isinstance(mention, Mapping) else _Fields(mention)
    missing = [key for key in _KEYS if key not in known or known[key] is None]
    if missing:
        raise InputError(
            f"Mention {number} has no {missing[0]!r}. Nothing was linked; each needs {', '.join(_KEYS)}, and may have "
            "'published'."
        )
    id_, report_id, text, start, end = (known[key] for key in _KEYS)
    if not isinstance(text, str) or not isinstance(start, int) or not isinstance(end, int):
        raise InputError(f"Mention {number} ({id_!r}): text must be a string, start and end whole numbers.")
    if not 0 <= start < end <= len(text):
        raise InputError(
            f"Mention {number} ({id_!r}): from {start} to {end} are no words of a text of {len(text)} characters. "
            "Nothing was linked; start and end count code points of 'text'."
        )
    published = known.get("published")
    return Given(id_, str(report_id), text, start, end, None if published is None else parse_date(published))


class _Fields(Mapping[str, Any]):
    """The attributes of an object by name."""

    def __init__(self, of: object) -> None:
        self._of = of

    def __getitem__(self, key: str) -> Any:
        try:
            return getattr(self._of, key)
        except AttributeError:
            raise KeyError(key) from None

    def __iter__(self) -> Any:
        return iter((*_KEYS, "published"))

    def __len__(self) -> int:
        return len(_KEYS) + 1


def _told(mentions: list[Given]) -> Told:
    first = mentions[0]
    tokens = words.tokens(first.text)
    within = [t for t in tokens if t.start < first.end and first.start < t.end]
    terms = content(t for t in tokens if t not in within)
    parts = tuple(t.text for t in within) or (first.text[first.start : first.end],)
    lower = {t.text.lower() for t in tokens}
    years = {t.text for t in tokens if len(t.text) == 4 and t.text.isdigit() and "1900" <= t.text <= "2099"}
    return Told(
        ids=tuple(mention.id for mention in mentions),
        report_id=first.report_id,
        reports=frozenset(mention.report_id for mention in mentions),
        published=min((mention.published for mention in mentions if mention.published), default=None),
        text=first.text,
        start=first.start,
        end=first.end,
        trigger=trigger(parts),
        terms=terms,
        all_terms=terms + content(within),
        names=frozenset(_names(tokens)),
        numbers=frozenset(t.text for t in tokens if t.text[0].isdigit()),
        times=(frozenset(lower & _DAYS), frozenset(_months(tokens)), frozenset(years)),
    )


def _names(tokens: list[Span]) -> set[str]:
    """The capitalised words but for the first of the text."""
    return {t.text.lower() for t in tokens[1:] if t.text[0].isupper()} - _STOP


def _months(tokens: list[Span]) -> set[str]:
    return {t.text.lower() for t in tokens if t.text[0].isupper()} & _MONTHS


@lru_cache(maxsize=65536)
def trigger(parts: tuple[str, ...]) -> Trigger:
    """The meanings of the phrase if the table has it as such, and of its head."""
    known = words.table()
    head = words.heads(parts)[0]
    phrase = "_".join((known.bases(parts[0])[0], *(part.lower() for part in parts[1:])))
    bases = known.bases(head)
    meanings: dict[str, float] = {}
    for word in (*bases, *((phrase,) if len(parts) > 1 else ())):
        for synset, share in known.meanings.get(word, {}).items():
            meanings[synset] = max(meanings.get(synset, 0.0), share)
    if len(parts) > 1 and phrase in known.meanings:
        return Trigger(phrase, frozenset([phrase]), meanings)
    return Trigger(known.base(head), frozenset(bases), meanings)
