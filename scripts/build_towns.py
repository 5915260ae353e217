"""Write `src/dragoman/actors/tables/towns.csv`: towns and provinces that say of which state a phrase speaks.

Towns of 100,000 people and more and provinces come from the package's gazetteer (GeoNames, CC-BY 4.0), provinces also
from ISO 3166-2 as pycountry has it. A name stands in the table only if it means one state: no other town of the name
has a fifth of its people, no province of another state bears it, neither a state nor a common family name does, it does
not only say in which part of some country it lies ("South", "Upper West"), and it does not mean something else first
("Gulf", "Meta").

    python scripts/build_towns.py
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pycountry

from dragoman.actors import tables
from dragoman.actors.text import fold

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "dragoman"
SMALLEST = 100_000
# Words that only say in which part of some country a place lies.
PARTS = {
    "north", "south", "east", "west", "central", "centre", "northern", "southern", "eastern", "western",
    "northeastern", "northwestern", "southeastern", "southwestern", "northeast", "northwest", "southeast", "southwest",
    "far", "upper", "lower", "middle", "coast", "coastal", "inner", "outer", "capital", "region", "province",
    "district", "state",
}  # fmt: skip
# Words that say what a province is.
KINDS = {
    "governorate", "province", "oblast", "region", "district", "county", "state", "department", "division", "canton",
    "prefecture", "voivodeship", "republic", "krai", "autonomous", "atoll", "emirate", "parish", "municipality",
}  # fmt: skip
HEAD = """\
# iso3;towns and provinces whose name means this state. Made by scripts/build_towns.py.
# Source: GeoNames (CC-BY 4.0), towns of 100,000 people and more, provinces; ISO 3166-2 by way of pycountry, provinces.
"""


def places() -> Iterator[tuple[str, str, int, str]]:
    """Name, country, people and kind of each place of the gazetteer; a province without the word for what it is."""
    text = gzip.decompress((PACKAGE / "geo" / "gazetteer.tsv.gz").read_bytes()).decode("utf-8")
    for line in text.splitlines():
        name, _, _, country, population, _, kind, *_ = line.split("\t")
        words = [word for word in name.split() if kind != "province" or word.lower() not in KINDS]
        if country and words and words[0] not in {"of", "Urban"}:
            yield fold(" ".join(words)), country, int(population), kind


def towns() -> dict[str, str]:
    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name, country, population, kind in places():
        if kind == "city":
            people[name][country] = max(people[name][country], population)
    return {name: best for name, by in people.items() if (best := _clear(by))}


def _clear(by: dict[str, int]) -> str | None:
    best = max(by, key=lambda country: by[country])
    others = sum(count for country, count in by.items() if country != best)
    return best if by[best] >= SMALLEST and others * 5 < by[best] else None


def provinces() -> dict[str, str]:
    """Provinces of ISO 3166-2, and those of the gazetteer of whose name there is nothing in another state."""
    owners: dict[str, set[str]] = defaultdict(set)
    for one in pycountry.subdivisions:
        if state := pycountry.countries.get(alpha_2=one.country_code):
            owners[fold(one.name)].add(state.alpha_3)
    found: dict[str, set[str]] = defaultdict(set)
    other = set()
    for name, country, _, kind in places():
        found[name].add(country)
        if kind == "province" and name not in owners:
            other.add(name)
    owners |= {name: found[name] for name in other}
    return {name: min(states) for name, states in owners.items() if len(states) == 1}


def main() -> None:
    known = {row.iso3 for row in tables.states()}
    taken = {name for row in tables.states() for name in (row.name, *row.aliases, *row.capitals, *row.adjectives)}
    taken |= {*tables.words("family names that are other words"), *tables.words("towns that are other words")}
    found, settled = provinces(), towns()
    clash = {name for name in found if settled.get(name, found[name]) != found[name]}
    both = {name: iso3 for name, iso3 in {**found, **settled}.items() if name not in clash | taken and iso3 in known}
    names: dict[str, list[str]] = defaultdict(list)
    for name, iso3 in both.items():
        if all(word in PARTS for word in name.lower().replace("-", " ").split()):
            continue
        if len(name) > 3 and name[0].isupper() and name.isascii() and not set(name) & set(";|#([,"):
            names[iso3].append(name)
    lines = (f"{iso3};{'|'.join(sorted(names[iso3]))}\n" for iso3 in sorted(names))
    (PACKAGE / "actors" / "tables" / "towns.csv").write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
