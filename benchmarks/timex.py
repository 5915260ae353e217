"""Expressions of time as TimeML annotates them: dates, times, durations and sets, with their spans and values.

    python -m benchmarks.timex [FILES] [--misses]

FILES are TimeML documents (.tml, with the day of creation in <DCT>), as those of TempEval-3, or lists like
`tests/data/dates/timex.tsv`: a day, a tab, a sentence with its expressions as <TYPE VALUE>words</>. An expression is
found strictly if its span is exact, relaxed if the spans overlap; value and type are judged on those found relaxed, as
TempEval-3 does (UzZaman and others 2013), and as F1 over all.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman import timexes

_LIST = Path(__file__).parents[1] / "tests" / "data" / "dates" / "timex.tsv"
_TAG = re.compile(r"<([A-Z]+) ([^>]+)>(.*?)</>")
_TIMEX = re.compile(r"<TIMEX3\b([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_OTHER = re.compile(r"</?[A-Z][^>]*>")


@dataclass(frozen=True)
class Marked:
    """An annotated or a found expression: its place in the text, type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Text:
    """A text, the day on which it was published, and what is annotated in it."""

    published: str
    text: str
    gold: tuple[Marked, ...]


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=[_LIST])
    parser.add_argument("--misses", action="store_true", help="print what is missed, too much or has another value")
    options = parser.parse_args()
    texts = [text for path in options.files for text in read(path)]
    for name, score in scores(texts).items():
        print(f"{name:<8} {score:.3f}")
    for text in texts if options.misses else ():
        _print_misses(text)


def read(path: Path) -> Iterator[Text]:
    """The texts of a file."""
    content = path.read_text("utf-8")
    if path.suffix != ".tml":
        for line in content.splitlines():
            published, marked = line.split("\t")
            yield _inline(published, marked, _TAG)
        return
    created = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', content, re.DOTALL)
    body = re.search(r"<TEXT>(.*)</TEXT>", content, re.DOTALL)
    if created and body:
        kept = re.sub(r"<(?!/?TIMEX3\b)/?[A-Z][^>]*>", "", body[1])
        yield _inline(created[1], kept, _TIMEX)


def _inline(published: str, marked: str, tag: re.Pattern[str]) -> Text:
    text, gold, at = "", [], 0
    for match in tag.finditer(marked):
        text += marked[at : match.start()]
        if tag is _TIMEX:
            found = dict(re.findall(r'(\w+)="([^"]*)"', match[1]))
            kind, value, words = found.get("type", ""), found.get("value", ""), _OTHER.sub("", match[2])
        else:
            kind, value, words = match[1], match[2], match[3]
        gold.append(Marked(len(text), len(text) + len(words), kind, value))
        text += words
        at = match.end()
    return Text(published, text + marked[at:], tuple(gold))


def found_in(text: Text) -> list[Marked]:
    """What the program finds."""
    return [Marked(one.start, one.end, one.type, one.value) for one in timexes(text.text, published=text.published)]


def scores(texts: Iterable[Text]) -> dict[str, float]:
    """F1 of strict and relaxed spans, of spans found relaxed with the right value, and with the right type."""
    right = dict.fromkeys(("strict", "relaxed", "value", "type"), 0)
    given = wanted = 0
    for text in texts:
        found = found_in(text)
        given, wanted = given + len(found), wanted + len(text.gold)
        right["strict"] += len({(one.start, one.end) for one in found} & {(one.start, one.end) for one in text.gold})
        for gold, ours in _aligned(text.gold, found):
            right["relaxed"] += 1
            right["value"] += gold.value == ours.value
            right["type"] += gold.type == ours.type
    return {name: 2 * number / max(1, given + wanted) for name, number in right.items()}


def _aligned(gold: Sequence[Marked], found: Sequence[Marked]) -> Iterator[tuple[Marked, Marked]]:
    left = list(found)
    for one in gold:
        ours = next((other for other in left if one.start < other.end and other.start < one.end), None)
        if ours is not None:
            left.remove(ours)
            yield one, ours


def _print_misses(text: Text) -> None:
    found = found_in(text)
    pairs = list(_aligned(text.gold, found))
    for gold, ours in pairs:
        if (gold.start, gold.end, gold.value, gold.type) != (ours.start, ours.end, ours.value, ours.type):
            print("other  ", _shown(text, ours), "not", _shown(text, gold), "|", text.text[:90])
    for one in text.gold:
        if one not in {gold for gold, _ in pairs}:
            print("missed ", _shown(text, one), "|", text.text[:90])
    for one in found:
        if one not in {ours for _, ours in pairs}:
            print("extra  ", _shown(text, one), "|", text.text[:90])


def _shown(text: Text, one: Marked) -> str:
    return f"{one.type} {one.value} {text.text[one.start : one.end]!r}"


if __name__ == "__main__":
    main()
