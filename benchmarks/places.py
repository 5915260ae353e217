"""Names of places in annotated articles: found, and put where they are.

    python -m benchmarks.places ../shared/eval/places/GeoVirus.xml

Names count as found if their spans are the same. For the second figure the annotated names are given; a country is
right if it is that of the nearest town to the annotated point, and only towns and smaller places are asked for it.
Articles are halved by a hash of their text; errors were read in neither half.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import parse

from dragoman.geo import Located, distance, locate, places

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
    options = parser.parse_args()
    counts: dict[int, Counter[str]] = {0: Counter(), 1: Counter()}
    for article in parse(options.file).getroot().iter("article"):
        text = article.findtext("text") or ""
        names = [
            Name(one.findtext("name") or "", *(int(one.findtext(tag) or 0) for tag in ("start", "end")),
                 *(float(one.findtext(tag) or 0) for tag in ("lat", "lon")))
            for one in article.iter("location")
        ]  # fmt: skip
        counts[hashlib.sha256(text.encode()).digest()[0] % 2].update(_counted(text, names))
    for half, one in counts.items():
        found, given, gold = one["found"], one["given"], one["gold"]
        print(
            f"half {half + 1}: {gold} names; found: precision {found / given:.3f} recall {found / gold:.3f} "
            f"F1 {2 * found / (given + gold):.3f}; names given: within 161 km {one['near'] / gold:.3f}, "
            f"not in the gazetteer {one['unknown'] / gold:.3f}"
        )


def _counted(text: str, names: list[Name]) -> Counter[str]:
    # The file counts some articles' offsets one too far.
    spans = {(name.start + shift, name.end + shift) for name in names for shift in _shift(text, name)}
    found = {(one.start, one.end) for one in places(text)}
    counts = Counter(found=len(spans & found), given=len(found), gold=len(names))
    words = list(dict.fromkeys(name.words for name in names))
    for name in names:
        best = locate(name.words, near=[other for other in words if other != name.words])
        counts["unknown"] += best is None
        counts["near"] += best is not None and distance(best, _point(name)) <= _NEAR
    return counts


def _shift(text: str, name: Name) -> list[int]:
    return next(([by] for by in (0, -1, 1) if text[name.start + by : name.end + by] == name.words), [0])


def _point(name: Name) -> Located:
    return Located(name.words, name.latitude, name.longitude, None, None, "city", 1.0)


if __name__ == "__main__":
    main()
