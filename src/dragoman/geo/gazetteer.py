"""The gazetteer: names → the places that bear them. Read once, when first asked."""

from __future__ import annotations

import gzip
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

# What newspapers write for a country or state, where GeoNames writes another name.
_SHORT = {
    "us": "united states",
    "u.s.": "united states",
    "u.s": "united states",
    "usa": "united states",
    "u.s.a.": "united states",
    "america": "united states",
    "united states of america": "united states",
    "uk": "united kingdom",
    "u.k.": "united kingdom",
    "uae": "united arab emirates",
    "drc": "democratic republic of the congo",
    "dr congo": "democratic republic of the congo",
    "democratic republic of congo": "democratic republic of the congo",
    "congo": "democratic republic of the congo",
    "republic of congo": "republic of the congo",
    "nsw": "new south wales",
    "holland": "netherlands",
    "burma": "myanmar",
    "macedonia": "north macedonia",
    "swaziland": "eswatini",
    "east timor": "timor leste",
    "cape verde": "cabo verde",
    "washington dc": "washington",
    "washington d.c.": "washington",
    "d.c.": "washington",
}
_AROUND = re.compile(
    r"^(?:northern|southern|eastern|western|central|north|south|east|west|upper|lower|greater|downtown|mainland)[ -]"
    r"|^(?:the|province of|state of|city of|republic of|gulf coast of) "
    r"| (?:province|state|city|region|district|prefecture|governorate|island|islands|territory)$"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. country: ISO 3166-1 alpha-3, or empty; kind: country, region or city; geonames_id 0 if unknown."""

    name: str
    latitude: float
    longitude: float
    country: str
    population: int
    geonames_id: int
    kind: str


def lookup(name: str) -> tuple[Entry, ...]:
    """The places that bear a name, case and accents aside; then those that bear it without "province", "northern"…"""
    key = _key(name)
    found = _entries(_SHORT.get(key, key))
    while not found and key != (shorter := _AROUND.sub("", key)):
        key = shorter
        found = _entries(_SHORT.get(key, key))
    return found


def _entries(key: str) -> tuple[Entry, ...]:
    lines, index = _table()
    return tuple(_entry(lines[number]) for number in index.get(key, ()))


def _entry(line: str) -> Entry:
    name, latitude, longitude, country, population, identity, kind, _ = line.split("\t")
    return Entry(name, float(latitude), float(longitude), country, int(population), int(identity), kind)


@lru_cache(maxsize=1)
def _table() -> tuple[list[str], dict[str, list[int]]]:
    """The lines of the file, and the numbers of those lines by name."""
    raw = (files("dragoman") / "geo" / "gazetteer.tsv.gz").read_bytes()
    lines = gzip.decompress(raw).decode("utf-8").splitlines()
    index: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        parts = line.split("\t")
        for name in {_key(one) for one in (parts[0], *parts[7].split("|")) if one}:
            index.setdefault(name, []).append(number)
    return lines, index


def _key(name: str) -> str:
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = name.replace("’", "'").replace("ʼ", "'")
    return name.casefold().strip()
