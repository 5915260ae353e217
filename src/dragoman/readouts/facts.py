"""Facts on which two statements of one matter differ: dates, numbers, places, names of office holders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from dragoman import geo
from dragoman.linking import words
from dragoman.model import Span
from dragoman.readouts.meaning import means_the_same
from dragoman.timex import find
from dragoman.timing import as_date

# fmt: off
_SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBERS = {word: at for at, word in enumerate(_SMALL, 1)} | _TENS
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_QUANTITY = re.compile(
    rf"(?P<sign>(?:[A-Z]{{1,3}})?[$€£¥])? ?\b(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?|{'|'.join(_NUMBERS)})\b"
    rf"(?:[ -]?(?P<scale>{'|'.join(_SCALES)})\b)?(?P<unit>(?: ?%|(?:[ -][a-zA-Z]+){{0,4}}))"
)
_MONEY = re.compile(r"\b(?:US |American |Australian |Canadian )?(?:dollar|euro|pound|yen|rouble|ruble|yuan|rupee|kron)")
_PRECISE = {"day", "hour", "minute", "month", "year"}
_TIMES = {"minute", "hour", "day", "week", "month", "year"}
_STOPS = {
    "of", "in", "on", "at", "to", "from", "by", "for", "with", "without", "and", "or", "over", "under", "than", "as",
    "a", "an", "the", "per", "is", "was", "were", "will", "within", "after", "before", "between", "while",
}
# fmt: on
_VENUE = re.compile(r"\b(?:in|at) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
_HOLDER = re.compile(
    r"\b(President|Prime Minister|Foreign Minister|Secretary of State|Chancellor|Crown Prince|Foreign Secretary)"
    r"(?: of [A-Z]\w+)?,? ([A-Z][\w’'-]+ [A-Z][\w’'-]+)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts. kind: money, percent, minute … year, or count; noun: what a count counts."""

    span: Span
    value: float
    kind: str
    noun: str = ""


def differing(
    one: str, other: str, published: tuple[date | None, date | None], whole: tuple[str, str]
) -> Iterator[tuple[str, Span, Span]]:
    """The facts on which two statements differ: kind, and the words of each, relative to the statement.

    published: of their reports; whole: the texts of the reports.
    """
    for found in (_dates(one, other, published), _places(one, other), _names(one, other, whole)):
        yield from found
    yield from _numbers(one, other, published)


def quantities(text: str, published: date | None = None) -> list[Quantity]:
    """The numbers of a text, without those that belong to a date."""
    dates = [e for e in find(text, published) if not _is_duration(e.text)]
    found = []
    for match in _QUANTITY.finditer(text):
        if any(e.start < match.end("number") and match.start("number") < e.end for e in dates):
            continue
        quantity = _quantity(match)
        if quantity:
            found.append(quantity)
    return found


def _is_duration(words_: str) -> bool:
    return bool(re.match(r"(?:within|in|for|over|after)\b.*\b(?:day|week|month|year|hour)s?$", words_, re.I))


def _quantity(match: re.Match[str]) -> Quantity | None:
    raw, unit = match["number"].lower(), match["unit"]
    value = float(_NUMBERS[raw]) if raw in _NUMBERS else float(raw.replace(",", ""))
    value *= _SCALES.get(match["scale"] or "", 1.0)
    unit_words = unit.replace("-", " ").split()
    nouns = unit_words[: next((i for i, w in enumerate(unit_words) if w.lower() in _STOPS), len(unit_words))]
    bases = [words.table().base(word) for word in nouns]
    if match["sign"] or _MONEY.match(unit.strip()):
        kind, kept = "money", " ".join(nouns[:2]) if not match["sign"] else ""
    elif unit.strip().startswith("%") or (bases and bases[0] in {"percent", "per"}):
        kind, kept = "percent", nouns[0] if nouns else ""
    elif bases and bases[0] in _TIMES:
        kind, kept = bases[0], nouns[0]
    elif bases and (raw not in {"one", "two"}):
        kind, kept = "count", " ".join(nouns)
    else:
        return None
    start = match.start("sign") if match["sign"] else match.start("number")
    end = match.end("scale") if match["scale"] else match.end("number")
    if kept:
        end = match.string.find(kept.split()[-1], end) + len(kept.split()[-1])
    elif unit.strip().startswith("%"):
        end = match.end("unit")
    return Quantity(Span(match.string[start:end], start, end), value, kind, bases[-1] if kind == "count" else "")


def _numbers(one: str, other: str, days: tuple[date | None, date | None]) -> Iterator[tuple[str, Span, Span]]:
    here, there = quantities(one, days[0]), quantities(other, days[1])
    for kind in dict.fromkeys(quantity.kind for quantity in here):
        ours, theirs = ([q for q in some if q.kind == kind] for some in (here, there))
        left = [q for q in ours if all(q.value != t.value for t in theirs)]
        right = [q for q in theirs if all(q.value != o.value for o in ours)]
        alone = len(ours) == len(theirs) == 1
        for a, b in product(left, right):
            if alone or (a.noun and means_the_same(a.noun, b.noun)):
                yield "number", a.span, b.span


def _dates(one: str, other: str, days: tuple[date | None, date | None]) -> Iterator[tuple[str, Span, Span]]:
    """A date each, and no day in common."""
    here, there = (
        [
            e
            for e in find(text, day)
            if e.when.start and e.when.end and e.when.precision in _PRECISE and not _is_duration(e.text)
        ]
        for text, day in ((one, days[0]), (other, days[1]))
    )
    if len(here) != 1 or len(there) != 1:
        return
    a, b = here[0], there[0]
    starts = [as_date(e.when.start) for e in (a, b) if e.when.start]
    ends = [as_date(e.when.end) for e in (a, b) if e.when.end]
    if max(starts) > min(ends):
        yield "date", Span(a.text, a.start, a.end), Span(b.text, b.start, b.end)


def _places(one: str, other: str) -> Iterator[tuple[str, Span, Span]]:
    """A town each, and not the same one."""
    here, there = (_found(_VENUE, 1, text, _is_town) for text in (one, other))
    if len(here) == len(there) == 1 and here[0].text not in other and there[0].text not in one:
        yield "place", here[0], there[0]


def _names(one: str, other: str, whole: tuple[str, str]) -> Iterator[tuple[str, Span, Span]]:
    """One office, and holders of it of whom the other report knows nothing."""
    here, there = ([(m[1], Span(m[2], m.start(2), m.end(2))) for m in _HOLDER.finditer(text)] for text in (one, other))
    for (office, a), (same, b) in product(here, there):
        if office == same and _last(a) not in whole[1] and _last(b) not in whole[0]:
            yield "name", a, b


def _last(name: Span) -> str:
    return name.text.split()[-1]


def _is_town(name: str) -> bool:
    place = geo.locate(name)
    return place is not None and place.kind == "city"


def _found(pattern: re.Pattern[str], group: int, text: str, fits: Callable[[str], bool]) -> list[Span]:
    spans = [Span(m[group], m.start(group), m.end(group)) for m in pattern.finditer(text)]
    return [span for span in spans if fits(span.text)]
