"""Names of places in annotated articles: found, and put where they are.

    python -m benchmarks.places ../shared/eval/places/GeoVirus.xml [--given] [--errors]

Names count as found if their spans are the same. For the second figure the annotated names are given; a country is
right if it is that of the nearest town to the annotated point; names of regions of no one country, such as seas, are
left out of that. Articles are halved by a hash of their text; errors were read in the first half only.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import parse

from dragoman.geo import Located, distance, locate, places
from dragoman.geo.gazetteer import Entry, entries

_NEAR = 161.0  # kilometres: a hundred miles, as the field counts


@dataclass(frozen=True)
class Name:
    """An annotated name: its words, code points and coordinates in degrees."""

    words: str
    start: int
    end: int
    latitude: float
    longitude: float


def main() -> None:
    """Print the scores of both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--given", action="store_true", help="only where given names are; nothing is parsed")
    parser.add_argument("--errors", action="store_true", help="print the misplaced names of the first half")
    options = parser.parse_args()
    counts: dict[int, Counter[str]] = {0: Counter(), 1: Counter()}
    for article in parse(options.file).getroot().iter("article"):
        text = article.findtext("text") or ""
        names = [
            Name(one.findtext("name") or "", *(int(one.findtext(tag) or 0) for tag in ("start", "end")),
                 *(float(one.findtext(tag) or 0) for tag in ("lat", "lon")))
            for one in article.iter("location")
        ]  # fmt: skip
        half = hashlib.sha256(text.encode()).digest()[0] % 2
        counts[half].update(_located(names, show=options.errors and half == 0))
        if not options.given:
            counts[half].update(_found(text, names))
    for half, one in counts.items():
        found, given, gold = one["found"], one["given"], one["gold"]
        print(
            f"half {half + 1}: {gold} names; given: country right {one['country'] / one['of a country']:.3f}, within "
            f"161 km {one['near'] / gold:.3f}, not in the gazetteer {one['unknown'] / gold:.3f}"
        )
        if given:
            print(
                f"  found: precision {found / given:.3f} recall {found / gold:.3f} F1 {2 * found / (given + gold):.3f}"
            )


def _found(text: str, names: list[Name]) -> Counter[str]:
    # The file counts some articles' offsets one too far.
    spans = {(name.start + shift, name.end + shift) for name in names for shift in _shift(text, name)}
    found = {(one.start, one.end) for one in places(text)}
    return Counter(found=len(spans & found), given=len(found))


def _located(names: list[Name], *, show: bool) -> Counter[str]:
    counts = Counter(gold=len(names))
    words = list(dict.fromkeys(name.words for name in names))
    for name in names:
        best = locate(name.words, near=[other for other in words if other != name.words])
        near = best is not None and distance(best, _point(name)) <= _NEAR
        gold = _country(name)
        asked = best is None or best.country is not None
        counts["unknown"] += best is None
        counts["near"] += near
        counts["of a country"] += asked
        counts["country"] += asked and best is not None and best.country == gold
        if show and not (near and (not asked or (best is not None and best.country == gold))):
            print(name.words, (name.latitude, name.longitude), gold, best and (best.name, best.kind, best.country,
                  round(distance(best, _point(name)))), sep="\t")  # fmt: skip
    return counts


@lru_cache(maxsize=1)
def _towns() -> dict[tuple[int, int], list[Entry]]:
    """The gazetteer's towns by whole degrees."""
    cells: dict[tuple[int, int], list[Entry]] = {}
    for one in entries():
        if one.kind == "city":
            cells.setdefault((math.floor(one.latitude), math.floor(one.longitude)), []).append(one)
    return cells


def _country(name: Name) -> str | None:
    """The country of the town nearest to the annotated point, within some five degrees."""
    row, column = math.floor(name.latitude), math.floor(name.longitude)
    for reach in range(6):
        near = [one for i in range(-reach, reach + 1) for j in range(-reach, reach + 1)
                for one in _towns().get((row + i, column + j), ())]  # fmt: skip
        if near and reach:
            return min(near, key=lambda one: distance(one, _point(name))).country
    return None


def _shift(text: str, name: Name) -> list[int]:
    return next(([by] for by in (0, -1, 1) if text[name.start + by : name.end + by] == name.words), [0])


def _point(name: Name) -> Located:
    return Located(name.words, name.latitude, name.longitude, None, None, "city", 1.0)


if __name__ == "__main__":
    main()
