"""Country codes as other data write them, beside ISO 3166-1 alpha-3. `scripts/build_exchange.py` makes the table."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Country:
    """A country's codes and names; "" where a list leaves it out.

    country: ISO 3166-1 alpha-3, KOS for Kosovo; CAMEO and GDELT's actors use the same. numeric: ISO 3166-1; fips: FIPS
    10-4, as in GDELT's places; cow: Correlates of War number; icews: ICEWS' name; region: ACLED's.
    """

    country: str
    name: str
    numeric: str
    fips: str
    cow: str
    icews: str
    region: str


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """The table, by ISO 3166-1 alpha-3."""
    with files(__package__).joinpath("countries.csv").open(encoding="utf-8") as file:
        return {row["country"]: Country(**row) for row in csv.DictReader(file)}


def country(iso3: str | None) -> Country | None:
    """The entry of a country, or None for a code that the table lacks."""
    return countries().get(iso3) if iso3 else None


@dataclass(frozen=True, slots=True)
class Code:
    """What other data give with a CAMEO code: GDELT's Goldstein value, and ICEWS' words and intensity."""

    goldstein: float
    icews_text: str
    icews_intensity: float


@lru_cache(maxsize=1)
def _codes() -> dict[str, Code]:
    with files(__package__).joinpath("cameo.csv").open(encoding="utf-8") as file:
        return {
            row["code"]: Code(float(row["goldstein"]), row["icews_text"], float(row["icews_intensity"]))
            for row in csv.DictReader(file)
        }


def code(cameo: str) -> Code:
    """The entry of a CAMEO code (1.1b3), or of the nearest wider one. Raises: KeyError for what is no code."""
    for length in (len(cameo), 3, 2):
        if found := _codes().get(cameo[:length]):
            return found
    raise KeyError(cameo)
