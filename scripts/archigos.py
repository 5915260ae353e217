"""Archigos 4: rulers to 2015, with the days on which they came and went (Goemans, Gleditsch and Chiozza 2009)."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.actors import tables
from dragoman.actors.text import skeleton
from scripts.drafts import COW, Draft

SOURCE = "Archigos 4"
_FIRST, _REIGN = "1900", "1950"  # whom we take: in office since the one, out of it before the other
_CODES = {**COW, "GMY": "DEU", "RUM": "ROU", "MYA": "MMR", "YEM": "YEM", "DRV": "VNM", "FJI": "FJI"}
_OF_OLD = frozenset(("AUH", "OFS", "TRA", "TBT", "KOR"))  # states folded into none of today's


def _rows(folder: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """State, name and row of each spell; 'Roosevelt, F.' is F. Roosevelt."""
    with gzip.open(folder / "gw_states.csv.gz", "rt", encoding="utf-8") as file:
        codes = {row["gwcode"]: row["stateabb"] for row in csv.DictReader(file)}
    known = {row.iso3 for row in tables.states()}
    with gzip.open(folder / "archigos.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            abbreviation = codes.get(row["gwcode"], "")
            place = _CODES.get(abbreviation, abbreviation)
            if place in known and abbreviation not in _OF_OLD:
                family, _, given = re.sub(r"\s*\(.*?\)", "", row["leader"]).partition(",")
                yield place, f"{given.strip()} {family}".strip(), row


def before_reign(folder: Path) -> Iterator[Draft]:
    """Rulers whose time ended before 1950, from 1900 on."""
    for place, name, row in _rows(folder):
        if row["startdate"] < _FIRST or row["enddate"] >= _REIGN or not re.fullmatch(r"[^\W\d_][\w' .-]+", name):
            continue
        draft = Draft(name, place, name.split()[-1], {"M": "male", "F": "female"}.get(row["gender"]))
        draft.services.append(("leader", "", place, row["startdate"], row["enddate"], SOURCE))
        yield draft


def exact_ends(folder: Path) -> dict[tuple[str, str, str], str]:
    """State, key of the family name and last month → last day."""
    return {
        (place, skeleton(word), row["enddate"][:7]): row["enddate"]
        for place, name, row in _rows(folder)
        for word in name.split()
        if row["enddate"] < "2015-12-31"  # where the data end
    }
