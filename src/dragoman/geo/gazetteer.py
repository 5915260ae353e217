"""The gazetteer: names → the places that bear them. Read once, when first asked.

A dump of GeoNames (https://download.geonames.org/export/dump/, such as UA.txt, or allCountries.txt) can take the place
of the towns that ship.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import InputError, MissingFileError

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
    "zaire": "democratic republic of the congo",
    "soviet union": "russia",
    "ussr": "russia",
    "yugoslavia": "serbia",
    "serbia and montenegro": "serbia",
    "czechoslovakia": "czechia",
    "east timor": "timor leste",
    "cape verde": "cabo verde",
    "washington dc": "district of columbia",
    "washington d.c.": "district of columbia",
    "washington, d.c.": "district of columbia",
    "d.c.": "district of columbia",
    "ny": "new york",
    "n.y.": "new york",
    "calif.": "california",
}
_KIND_OF_AREA = re.compile(
    r"^(?:the|province of|state of|city of|republic of|gulf coast of) "
    r"| (?:province|state|city|region|district|prefecture|governorate|island|islands|territory|county|municipality|"
    r"oblast|krai|voivodeship|department|division|canton|municipio)$"
)
_PART_OF = re.compile(
    r"^(?:northern|southern|eastern|western|central|north|south|east|west|upper|lower|greater|downtown|mainland)[ -]"
)
_WHOLE = frozenset(("country", "region"))
_PARTED = 100_000  # people of a town of which "the north" is spoken


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. country: ISO 3166-1 alpha-3, or empty; geonames_id 0 if unknown; admin1: the province, or empty.

    kind: country, region, province, district or city.
    """

    name: str
    latitude: float
    longitude: float
    country: str
    population: int
    geonames_id: int
    kind: str
    admin1: str


def lookup(name: str) -> tuple[Entry, ...]:
    """The places that bear a name, case and accents aside; then those that bear it without "province" and its like.

    Last come those of which it is a part, as "northern Syria" is: countries, regions and large towns.
    """
    key = _key(name)
    found = _entries(_SHORT.get(key, key))
    while not found and key != (shorter := _KIND_OF_AREA.sub("", key)):
        key = shorter
        found = _entries(_SHORT.get(key, key))
    if not found and key != (whole := _PART_OF.sub("", key)):
        found = lookup(whole)
        if len(found) > 1:
            found = tuple(
                one for one in found if one.kind in _WHOLE or (one.kind == "city" and one.population >= _PARTED)
            )
    return found


def has(name: str) -> bool:
    """Whether places bear just this name, case and accents aside."""
    key = _key(name)
    return _SHORT.get(key, key) in _table()[1]


def lies_in(name: str, whole: str) -> bool:
    """Whether a town or province of some name lies in the country or province of another: Lagos and Nigeria.

    A country's name is no town's, though there is a Jordan in Mexico.
    """
    wide = [one for one in lookup(whole) if one.kind in ("country", "region", "province")]
    parts = lookup(name) if wide else ()
    if any(part.kind in _WHOLE for part in parts):
        return False
    return any(
        part.country == one.country and (one.kind == "country" or part.admin1 == one.name)
        for part in parts
        for one in wide
    )


def entries() -> Iterator[Entry]:
    """All places, in the order of the file."""
    lines, _ = _table()
    return map(_entry, lines)


def _entries(key: str) -> tuple[Entry, ...]:
    lines, index = _table()
    return tuple(_entry(lines[number]) for number in index.get(key, ()))


def _entry(line: str) -> Entry:
    name, latitude, longitude, country, population, identity, kind, _, admin1 = line.split("\t")
    return Entry(name, float(latitude), float(longitude), country, int(population), int(identity), kind, admin1)


_dump: list[Path] = []


def use(dump: Path | None) -> None:
    """Take the towns and provinces from a GeoNames dump in this process; None goes back to those that ship.

    Raises:
        MissingFileError, InputError: there is no such file, or it is no GeoNames dump.
    """
    _dump[:] = [dump] if dump else []
    _table.cache_clear()
    if dump:
        _table()


@lru_cache(maxsize=1)
def _table() -> tuple[list[str], dict[str, list[int]]]:
    """The lines of the file, and the numbers of those lines by name."""
    raw = (files("dragoman") / "geo" / "gazetteer.tsv.gz").read_bytes()
    lines = gzip.decompress(raw).decode("utf-8").splitlines()
    if _dump:
        lines = [line for line in lines if "\tcountry\t" in line or "\tregion\t" in line]
        lines += _geonames(_dump[0], {line.split("\t")[3] for line in lines})
    index: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        parts = line.split("\t")
        names = {_key(one) for one in (parts[0], *parts[7].split("|")) if one}
        if parts[6] in ("province", "district"):
            names |= {_KIND_OF_AREA.sub("", name) for name in names}  # "Province of Pangasinan"
        for name in names:
            index.setdefault(name, []).append(number)
    return lines, index


_CLASSES = {"P": "city", "ADM1": "province", "ADM2": "district"}
_COLUMNS = 19  # of GeoNames' main table


def _geonames(dump: Path, known: set[str]) -> Iterator[str]:
    """Towns, provinces and districts of a GeoNames dump as lines of ours; other kinds of places are left out."""
    codes = {row.iso2: row.country for row in countries() if row.country in known}
    try:
        with dump.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                cells = line.rstrip("\n").split("\t")
                if len(cells) != _COLUMNS:
                    raise InputError(
                        f"'{dump}', line {number}: {len(cells)} columns, where GeoNames' tables have {_COLUMNS}; give "
                        "a file such as UA.txt, unpacked. The places that ship were not touched"
                    )
                kind = _CLASSES.get(cells[6]) or _CLASSES.get(cells[7])
                if kind:
                    names = "|".join(name for name in cells[3].split(",") if name.isascii() and "|" not in name)
                    place = f"{float(cells[4]):.3f}\t{float(cells[5]):.3f}\t{codes.get(cells[8], '')}"
                    yield f"{cells[1]}\t{place}\t{cells[14] or 0}\t{cells[0]}\t{kind}\t{names}\t"
    except FileNotFoundError:
        raise MissingFileError(f"there is no file '{dump}'") from None
    except (UnicodeDecodeError, ValueError) as error:
        raise InputError(f"'{dump}' is no GeoNames table in UTF-8 ({error}); unpack it first") from None


class _Codes(NamedTuple):
    iso2: str
    country: str


@lru_cache(maxsize=1)
def countries() -> tuple[_Codes, ...]:
    """ISO 3166-1 alpha-2 and alpha-3 of the countries."""
    text = (files("dragoman") / "geo" / "codes.csv").read_text(encoding="utf-8")
    return tuple(_Codes(*line.split(",")) for line in text.splitlines()[1:])


def _key(name: str) -> str:
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = name.replace("’", "'").replace("ʼ", "'")
    name = name.casefold().strip()
    return "saint " + name[4:] if name.startswith("st. ") else name
