"""Names of places in annotated articles: found, and put where they are.

    python -m benchmarks.places ../shared/eval/places/GeoVirus.xml [--given | --text] [--errors]

In the text: names count as found if their spans are the same, and as placed if they are put within 161 km of the
annotated point as well. Given the annotated names: a country is right if it is that of the nearest town to the
annotated point; names of regions of no one country, such as seas, are left out of that. Articles are halved by a hash
of their text; errors were read in the first half only.
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
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--given", action="store_true", help="only where given names are; nothing is parsed")
    only.add_argument("--text", action="store_true", help="only the names found in the text")
    parser.add_argument("--errors", action="store_true", help="print the errors of the first half")
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
        show = options.errors and half == 0
        counts[half]["gold"] += len(names)
        if not options.text:
            counts[half].update(_located(names, show=show))
        if not options.given:
            counts[half].update(_found(text, names, show=show))
    for half, one in counts.items():
        print(f"half {half + 1}: {one['gold']} names")
        if not options.text:
            print(_of_given(one))
        if not options.given:
            print(_of_found(one))


def _of_given(one: Counter[str]) -> str:
    gold = one["gold"]
    return (
        f"  given: country right {one['country'] / one['of a country']:.3f}, within 161 km {one['near'] / gold:.3f}, "
        f"not in the gazetteer {one['unknown'] / gold:.3f}"
    )


def _of_found(one: Counter[str]) -> str:
    found, told, gold = one["found"], one["told"], one["gold"]
    return (
        f"  in the text: precision {found / told:.3f} recall {found / gold:.3f} F1 {2 * found / (told + gold):.3f}; "
        f"within 161 km {one['placed'] / gold:.3f} of all, {one['placed'] / found:.3f} of those found"
    )


def _found(text: str, names: list[Name], *, show: bool) -> Counter[str]:
    # The file counts some articles' offsets one too far.
    gold = {(name.start + shift, name.end + shift): name for name in names for shift in _shift(text, name)}
    told = {(one.start, one.end): one.place for one in places(text)}
    both = gold.keys() & told.keys()
    for what, spans in (("missed", gold.keys() - both), ("no place", told.keys() - both)) if show else ():
        for start, end in sorted(spans):
            print(what, text[start:end], " ".join(text[max(0, start - 60) : end + 40].split()), sep="\t")
    placed = sum(
        place is not None and distance(place, _point(gold[span])) <= _NEAR for span in both for place in [told[span]]
    )
    return Counter(found=len(both), told=len(told), placed=placed)


def _located(names: list[Name], *, show: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
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
