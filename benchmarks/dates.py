"""Expressions of time in news sentences, written before the grammar was read.

    python -m benchmarks.dates [tests/data/dates/news.tsv] [--misses]

A row holds the day of publication, a sentence with the expression in brackets, first and last day, precision and basis;
"-" is not judged, as usage differs. An expression counts as found if some found words overlap it. Half of the rows, by
the hash of their sentences, stay unread: --misses prints the others.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dragoman.model import When
from dragoman.timex import find, span_of

_ROWS = Path(__file__).parents[1] / "tests" / "data" / "dates" / "news.tsv"
_JUDGED = ("found", "start", "end", "precision", "basis", "all")


@dataclass(frozen=True)
class Row:
    """A marked expression. expected: first day, last day, precision, basis; read: its errors may be looked at."""

    published: str
    text: str
    start: int
    end: int
    expected: tuple[str, ...]
    read: bool


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=_ROWS)
    parser.add_argument("--misses", action="store_true", help="print what is wrong in the half to be read")
    options = parser.parse_args()
    scored = [(row, score(row)) for row in rows(options.file)]
    for name, half in (("read half", True), ("unread half", False)):
        chosen = [right for row, right in scored if row.read is half]
        counts = Counter(judged for right in chosen for judged in right)
        print(f"{name}: {len(chosen)} expressions; ", end="")
        print(", ".join(f"{judged} {counts[judged] / len(chosen):.3f}" for judged in _JUDGED))
    for row, right in scored if options.misses else ():
        if row.read and "all" not in right:
            print(f"{row.published} {row.text} | {row.expected} not {found(row)}")


def rows(path: Path) -> Iterator[Row]:
    """The rows of a file."""
    for line in path.read_text("utf-8").splitlines():
        published, marked, *expected = line.split("\t")
        start, end = marked.index("["), marked.index("]") - 1
        text = marked.replace("[", "").replace("]", "")
        yield Row(published, text, start, end, tuple(expected), sha256(marked.encode()).digest()[0] % 2 == 0)


def found(row: Row) -> When | None:
    """What the program makes of the marked words: of several expressions that overlap them, the longest."""
    some = [one for one in find(row.text, row.published) if one.start < row.end and row.start < one.end]
    return max(some, key=lambda one: one.end - one.start).when if some else None


def score(row: Row) -> set[str]:
    """What is right of a row."""
    when = found(row)
    if when is None:
        return set()
    ours = (*map(str, span_of(when)), when.precision, when.basis)
    pairs = zip(_JUDGED[1:-1], ours, row.expected, strict=True)
    right = {judged for judged, value, expected in pairs if expected in {"-", value}}
    return {"found"} | right | ({"all"} if len(right) == len(ours) else set())


if __name__ == "__main__":
    main()
