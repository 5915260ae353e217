"""Builds src/dragoman/actors/members.csv: which states belonged to an international organisation, and when.

Run from the repository root: ``python -m scripts.build_members --leaders ../shared/data/leaders``. Needs pycountry, as
scripts/build_actors.py does. Sources, in order of authority: our own table tables/members.csv, Correlates of War's
Intergovernmental Organizations 3 (full members by year, 1815 to 2014), and the World Factbook of January 2026. A member
of 2014 counts as one still, unless our own table says otherwise. Prints where the Factbook disagrees.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import defaultdict
from pathlib import Path

from dragoman.actors import tables
from dragoman.actors.text import fold
from scripts.drafts import COW, clean

TARGET = Path("src/dragoman/actors/members.csv")
OWN, YEARLY, LISTED = "general knowledge", "COW IGO 3", "CIA World Factbook, January 2026"
LAST = 2014  # year of Correlates of War's data
OF_OLD = {"GMY": "DEU", "GDR": "DEU", "YAR": "YEM", "YPR": "YEM", "RVN": "VNM"}
LOOSE = re.compile(
    "associate|observer|partner|correspondent|subscriber|guest|enhanced|accession|candidate|dialogue|(?:non)?signator"
)  # what the Factbook says of states that are no full members
Spans = dict[str, list[tuple[str, str]]]  # ISO 3166-1 alpha-3 → first and last day, month or year; "" still running


def own(cell: str) -> tuple[Spans, set[str]]:
    """The last column of our own table: the spans, and the states that it says anything of."""
    spans: Spans = defaultdict(list)
    named: set[str] = set()
    for group in filter(None, cell.split("|")):
        *codes, start, end = group.removesuffix(" never").split() + (["", ""] if group.endswith(" never") else [])
        named.update(codes)
        for code in codes if start else ():
            spans[code].append((start, end.removeprefix("-")))
    return spans, named


def yearly(folder: Path, wanted: set[str]) -> dict[str, Spans]:
    """Correlates of War's full members: code of the organisation in lower case → spans in whole years."""
    with gzip.open(folder / "cow_states.csv.gz", "rt", encoding="utf-8") as file:
        iso = {row["ccode"]: _iso(row["stateabb"]) for row in csv.DictReader(file)}
    years: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    with gzip.open(folder / "state_year_format3.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = iso.get(row["ccode"])
            for name in wanted if code else ():
                if row[name] == "1.0":
                    years[name][code or ""].add(int(float(row["year"])))
    return {name: {code: _runs(held) for code, held in of.items()} for name, of in years.items()}


def _iso(abbreviation: str) -> str | None:
    code = OF_OLD.get(abbreviation) or COW.get(abbreviation, abbreviation)
    return code if code in {row.iso3 for row in tables.states()} else None


def _runs(years: set[int]) -> list[tuple[str, str]]:
    """Years without a gap as one span; that of the last year of the data still runs."""
    starts = sorted(year for year in years if year - 1 not in years)
    ends = sorted(year for year in years if year + 1 not in years)
    return [(str(start), "" if end == LAST else str(end)) for start, end in zip(starts, ends, strict=True)]


def listed(path: Path) -> dict[str, set[str]]:
    """The Factbook's members: its code of the organisation → states; those who only observe are left out."""
    isos = {fold(name): row.iso3 for row in tables.states() for name in (row.name, *row.aliases)}
    found: dict[str, set[str]] = defaultdict(set)
    for entry in json.loads(path.read_text(encoding="utf-8")).values():
        names = [clean(cell) for cell in (entry.get("Country name") or {}).values()]
        code = next((isos[fold(name)] for name in names if fold(name) in isos), None)
        text = clean((entry.get("International organization participation") or {}).get("text"))
        for item in re.split(r", (?![^(]*\))", text) if code else ():
            name, _, kind = item.partition(" (")
            if not kind or not LOOSE.match(kind):
                found[name].add(code or "")
    return found


def main() -> None:
    """Write the table and print what the Factbook has otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leaders", type=Path, required=True, help="folder with the COW and Factbook files")
    folder = parser.parse_args().leaders
    rows = list(tables.rows("members.csv"))
    cow = yearly(folder, {row[2].lower() for row in rows if row[2]})
    book = listed(folder / "factbook_government_2026.json")
    lines = [
        "# organisation;source;members. Made by scripts/build_members.py; what is known otherwise: tables/members.csv"
    ]
    for _, name, code, abbreviation, cell in rows:
        spans, named = own(cell)
        theirs = {iso3: held for iso3, held in cow.get(code.lower(), {}).items() if iso3 not in named}
        running = {iso3 for of in (spans, theirs) for iso3, held in of.items() if any(not end for _, end in held)}
        there = book[abbreviation] if abbreviation else set()
        more: Spans = {iso3: [("2026", "")] for iso3 in sorted(there - named - running)}
        if abbreviation:
            gone = sorted(running - there)
            print(f"{name}: {len(running)} members; only in the Factbook {' '.join(more)}; not there {' '.join(gone)}")
        lines += [
            f"{name};{source};{_cell(of)}" for source, of in ((OWN, spans), (YEARLY, theirs), (LISTED, more)) if of
        ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _cell(spans: Spans) -> str:
    """States with the same span together: 'BEL NLD 1958 -|GBR 1973 2020-01-31'."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, held in sorted(spans.items()):
        for span in held:
            groups[span].append(code)
    return "|".join(f"{' '.join(codes)} {start} {end or '-'}" for (start, end), codes in sorted(groups.items()))


if __name__ == "__main__":
    main()
