"""Names of places in a text, and where on earth they are.

The gazetteer holds GeoNames' places of 500 people and more (CC-BY 4.0, https://www.geonames.org), countries, states of
the United States, and a table of regions, seas and islands of our own. `scripts/build_places.py` makes it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.actors.tables import states
from dragoman.actors.text import fold
from dragoman.geo.gazetteer import Entry, lookup
from dragoman.geo.gazetteer import use as use
from dragoman.geo.naming import place_names
from dragoman.model import Place
from dragoman.parse import find_names, parse
from dragoman.passages import sentences

# What a candidate is worth, in units of log-odds.
_PEOPLE, _COUNTRY, _PROVINCE, _NEAR = 1.1, 2.5, 2.0, 3.0
_KIND = {"country": 12.0, "region": 8.0, "province": -4.0, "district": -4.0, "city": 0.0}
_PEOPLED = frozenset(("city", "province", "district"))
_CAPITAL, _LARGE = 2.0, 100_000  # people of a town that is taken for the capital of its name
_FAR = 500.0  # kilometres


@dataclass(frozen=True, slots=True)
class Located:
    """A place that a name may stand for. `rivals` are the others, likeliest first; p sums to 1 over all."""

    name: str
    latitude: float
    longitude: float
    country: str | None
    geonames_id: int | None
    kind: str
    p: float
    rivals: tuple[Located, ...] = ()
    admin1: str | None = None

    def place(self) -> Place:
        """The place as a record holds it."""
        precision = "province" if self.kind == "region" and self.country else self.kind
        return Place(self.name, self.country, self.latitude, self.longitude, self.geonames_id, self.p, self.admin1,
                     precision)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a place in a text, by code points; `place` is None where the gazetteer has no such name."""

    text: str
    start: int
    end: int
    place: Located | None


def places(text: str) -> list[PlaceName]:
    """The names of places in a text, in order; each is located beside the others and the countries of the text."""
    parts = list(sentences(text))
    docs = list(parse(part.text for part in parts))
    find_names(docs)
    found = [
        (span.text, part.start + span.start_char, part.start + span.end_char)
        for part, spans in zip(parts, place_names(docs), strict=True)
        for span in spans
    ]
    names = list(dict.fromkeys(name for name, _, _ in found))
    located = {name: locate(name, near=[other for other in names if other != name]) for name in names}
    return [PlaceName(name, start, end, located[name]) for name, start, end in found]


def locate(name: str, *, near: Iterable[str] = (), countries: Sequence[str] = ()) -> Located | None:
    """Where a named place is, or None if nothing of that name is known.

    near: other names of the text; countries: ISO 3166-1 alpha-3 codes that it is about. Countries and regions beat
    towns, large towns small ones, and what lies in the countries or near the names of the text the rest.
    """
    candidates = lookup(name)
    if not candidates:
        return None
    others = [entries for other in near if (entries := lookup(other))]
    told: set[str | tuple[str, str]] = {
        *countries,
        *(entries[0].country for entries in others if entries[0].kind in ("country", "region")),
    }
    told |= {(one.country, one.name) for one in map(_largest, others) if one.kind in ("region", "province")}
    anchors = [_largest(entries) for entries in others]
    weights = [_weight(one, told, anchors) for one in candidates]
    whole = sum(math.exp(weight - max(weights)) for weight in weights)
    shares = [math.exp(weight - max(weights)) / whole for weight in weights]
    ranked = [
        _located(one, share) for one, share in sorted(zip(candidates, shares, strict=True), key=lambda pair: -pair[1])
    ]
    best, *rivals = ranked
    return replace(best, rivals=tuple(rivals[:5]))


def _weight(one: Entry, told: set[str | tuple[str, str]], anchors: Sequence[Entry]) -> float:
    weight = _KIND[one.kind] + _PEOPLE * math.log(1000 + one.population if one.kind in _PEOPLED else 1000)
    weight += _COUNTRY * (one.country in told) + _PROVINCE * ((one.country, one.admin1) in told)
    if one.kind == "city" and one.population >= _LARGE:
        weight += _CAPITAL * ((one.country, fold(one.name)) in _capitals())
    if anchors and (one.kind in _PEOPLED or (one.kind == "region" and one.country)):
        weight += _NEAR * max(math.exp(-distance(one, anchor) / _FAR) for anchor in anchors)
        weight += _COUNTRY / 2 * any(anchor.country == one.country for anchor in anchors)
    return weight


@lru_cache(maxsize=1)
def _capitals() -> frozenset[tuple[str, str]]:
    """Countries with the name of their capital."""
    return frozenset((state.iso3, fold(name).removeprefix("~")) for state in states() for name in state.capitals)


def _largest(entries: Sequence[Entry]) -> Entry:
    return max(entries, key=lambda one: (one.kind not in _PEOPLED, one.population))


def distance(one: Entry | Located, other: Entry | Located) -> float:
    """Kilometres between two places over the ground (haversine, mean radius of the earth)."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    c = math.radians(one.longitude - other.longitude)
    half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(c / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _located(one: Entry, p: float) -> Located:
    return Located(
        one.name, one.latitude, one.longitude, one.country or None, one.geonames_id or None, one.kind, round(p, 4),
        admin1=one.admin1 or None,
    )  # fmt: skip
