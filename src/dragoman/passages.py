"""Reports → passages: sentences with exact offsets, each stored once with all its printings."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect
from collections.abc import Iterable, Iterator

from sentencex import get_sentence_boundaries

from dragoman import actors
from dragoman.model import Passage, Printing, Report, Span

# "at 3 p.m. Monday": the splitter takes the full stop of the clock time for the end of the sentence.
_CLOCK = re.compile(r"\b[ap]\.m\.\s*$")
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:local|GMT|E[SD]T|UTC|on|in)\b")

# "Police Const. Ann Reid", "Ms. Reid": ranks and titles that the splitter does not know.
_RANK = re.compile(r"\b(?:Ms|Const|Pte|Atty|Dep|Dist|Cllr|Cdr|Brig|Msgr|Amb)\.\s*$")

# "on 18 May. Minister Tran said": the splitter takes the month for a shortened one.
_MAY = re.compile(r"\bMay\.\s+(?=[\"“'A-Z])")

# "BELGRADE, Serbia (AP) -- Dozens": where a report was filed is no part of its first sentence.
_TOWN = r"[A-Z][A-Z.'’-]{2,}(?:[ /][A-Z][A-Z.'’-]+)*"
_PROVINCE = r"(?:, [A-Z][\w.’'-]+(?: (?:of|and|the|[A-Z][\w.’'-]+)){0,4})?"
_DATE = r", (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\.?"
_AGENCY = r"(?: ?\([\w /.&-]{2,30}\))?"
_DASH = r" *[-–—]{1,2} +"
_DATELINE = re.compile(
    rf"(?:{_TOWN}{_PROVINCE}(?:{_DATE})?{_AGENCY}(?:{_DASH}|: +)"
    rf"|[A-Z]\w+(?: [A-Z]\w+)?(?:, [A-Z]\w+(?: [A-Z]\w+)?|{_DATE}){_AGENCY} [-–—]{{1,2}} )(?=[\"“'A-Z])"
)

# A digest: so many paragraphs of five words or more; few share a name, a country or a longer word with any before or
# say "he" early on, and they name so many countries each.
_DIGEST, _PARAGRAPH, _SHARING, _COUNTRIES = 5, 5, 0.8, 0.65
NAME = re.compile(r"\b[A-Z]\w*[a-z]\w*")  # a word that may be of a name
_LONG = re.compile(r"\b[a-z]{5,}\b")
_NAMELESS = {
    "The", "In", "On", "At", "An", "For", "After", "As", "With", "Two", "Three", "Four", "Five", "There", "Some",
    "Many", "Meanwhile", "When", "While", "President", "Minister", "Prime", "Foreign", "Monday", "Tuesday",
    "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
}  # fmt: skip
_TAKING_UP = re.compile(r"\b(?:he|she|they|his|her|their|him|them|we|i|you)\b", re.IGNORECASE)
_EARLY = 80


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, without the white space or dateline before them; a paragraph's end ends a sentence."""
    for paragraph in _paragraphs(text):
        start = paragraph.start
        for boundary in get_sentence_boundaries("en", paragraph.text):
            end = paragraph.start + boundary["end_index"]
            if _RANK.search(text[start:end]) and end < paragraph.end:
                continue
            if _CLOCK.search(text[start:end]) and _DAY.match(text[end : end + 12]):
                continue
            for cut in (*(found.end() for found in _MAY.finditer(text, start, end)), end):
                yield from _trimmed(text, start, cut)
                start = cut


def split(reports: Iterable[Report]) -> tuple[Passage, ...]:
    """The passages of some reports in order of first appearance; equal words are one passage."""
    printings: dict[str, list[Printing]] = {}
    for report in reports:
        for span in sentences(report.text):
            printings.setdefault(span.text, []).append(Printing(report.report_id, span.start, span.end))
    return tuple(Passage(_identify(text), text, tuple(places)) for text, places in printings.items())


def stories(report: Report, passages: Iterable[Passage]) -> list[int]:
    """Where in the report the story of each of its passages begins: an item of a digest of news, else the report.

    What one item names, its day, its state, its people, says nothing of the next.
    """
    begins = _items(report.text)
    return [begins[bisect(begins, passage.printings[0].start) - 1] for passage in passages]


def _items(text: str) -> list[int]:
    """Where the paragraphs of a digest begin; 0 alone for any other text."""
    paragraphs = [one for one in _paragraphs(text) if len(one.text.split()) >= _PARAGRAPH]
    if len(paragraphs) < _DIGEST:
        return [0]
    seen, countries, sharing = set[str](), set[str](), 0
    for paragraph in paragraphs:
        names = set(NAME.findall(paragraph.text)) - _NAMELESS
        named = set(filter(None, map(actors.nationality, names)))
        words = names | named | set(_LONG.findall(paragraph.text))
        sharing += not words.isdisjoint(seen) or _TAKING_UP.search(paragraph.text, 0, _EARLY) is not None
        seen |= words
        countries |= named
    if sharing > _SHARING * (len(paragraphs) - 1) or len(countries) < _COUNTRIES * len(paragraphs):
        return [0]
    return [0, *(paragraph.start for paragraph in paragraphs[1:])]


def _paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of a text: its lines, or runs of lines where the text was wrapped at a fixed width."""
    wrapped = _is_wrapped(text)
    start = position = 0
    for line in text.splitlines(keepends=True):
        position += len(line)
        if not (wrapped and _goes_on(line)):
            yield Span(text[start:position], start, position)
            start = position
    if start < position:
        yield Span(text[start:position], start, position)


def _is_wrapped(text: str) -> bool:
    """Whether a text was wrapped: no long line, and several full ones that break off in mid-sentence."""
    lines = text.splitlines()
    return max(map(len, lines), default=0) <= 100 and sum(len(line) > 50 and _goes_on(line) for line in lines) >= 3


def _goes_on(line: str) -> bool:
    return bool(line.strip()) and line.rstrip()[-1] not in '.!?:;"”»'


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    dateline = _DATELINE.match(text, start, end)
    start = dateline.end() if dateline else start
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(text[start:end], start, end)


def _identify(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
