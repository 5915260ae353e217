"""Minimal pairs: one act asserted, negated, hedged, attributed and foretold; is its status right, and who says so?

    python -m benchmarks.pairs [--misses]

A row of `tests/data/pairs.tsv` holds the phenomenon, a sentence with the act in brackets, its status, and the words of
whoever says so, nearest to the act; "-" where nobody is cited (asserted) or where that is not judged (the others). A
row is right if the status is, and if the speaker is: for an attribution whose content holds the act, the words overlap.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman import attributions, factuality

_ROWS = Path(__file__).parents[1] / "tests" / "data" / "pairs.tsv"


@dataclass(frozen=True)
class Row:
    """A telling of an act: `text[start:end]` is the act; speaker: the words of the nearest speaker, or "-"."""

    phenomenon: str
    text: str
    start: int
    end: int
    status: str
    speaker: str


def main() -> None:
    """Print the share that is right of each phenomenon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=_ROWS)
    parser.add_argument("--misses", action="store_true", help="print the rows that are wrong")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for row in rows(options.file):
        status, speakers = told(row)
        whole[row.phenomenon] += 1
        right[row.phenomenon] += is_right(row, status, speakers)
        if options.misses and not is_right(row, status, speakers):
            marked = f"{row.text[: row.start]}[{row.text[row.start : row.end]}]{row.text[row.end :]}"
            print(f"{row.phenomenon}: {status} not {row.status}, {speakers} not {row.speaker}: {marked}")
    for phenomenon, count in whole.items():
        print(f"{phenomenon:<10} {right[phenomenon] / count:.3f} of {count}")
    print(f"{'all':<10} {right.total() / whole.total():.3f} of {whole.total()}")


def rows(path: Path = _ROWS) -> Iterator[Row]:
    """The rows of a file."""
    for line in path.read_text("utf-8").splitlines():
        phenomenon, marked, status, speaker = line.split("\t")
        start, end = marked.index("["), marked.index("]") - 1
        yield Row(phenomenon, marked.replace("[", "").replace("]", ""), start, end, status, speaker)


def told(row: Row) -> tuple[str, list[str]]:
    """The status of the act ("none" if taken for no event), and the sources of the shortest content that holds it."""
    found = factuality(row.text, row.start, row.end)
    holding = [
        (part.end - part.start, one.source.text)
        for one in attributions(row.text)
        for part in one.content
        if one.source and part.start <= row.start and row.end <= part.end
    ]
    least = min((length for length, _ in holding), default=0)
    return (found.status if found else "none"), [source for length, source in holding if length == least]


def is_right(row: Row, status: str, speakers: list[str]) -> bool:
    """Whether a row is right as a whole."""
    if row.speaker == "-":
        return status == row.status and not (row.phenomenon == "asserted" and speakers)
    return status == row.status and any(row.speaker in speaker or speaker in row.speaker for speaker in speakers)


if __name__ == "__main__":
    main()
