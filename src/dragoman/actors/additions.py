"""A user's own rows of actors: read from CSV, checked, and laid over the facts of the package.

A row with an office is a person's time in it; a row without one is an organisation. What a row says counts before what
the package has: the same office of the same person at that time gives way, and so does an organisation of the name.
"""

from __future__ import annotations

import csv
import os
import re
from calendar import monthrange
from collections.abc import Container, Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dragoman.actors import tables
from dragoman.actors.entries import Person, Service, family_keys, person_id
from dragoman.actors.text import fold
from dragoman.errors import InputError, MissingFileError
from dragoman.model import Gender

COLUMNS = ("name", "country", "sector", "office", "organisation", "start", "end", "aliases", "gender", "id", "source")
_GENDERS: dict[str, Gender] = {"female": "female", "male": "male"}
_WEIGHT = 5  # of an office that offices.csv does not have: known by family name alone while it lasts
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_SHOWN = 8


class Row(NamedTuple):
    """One row as written; dates are ISO or part of it, aliases are parted by |. `line` counts from 1, the heading."""

    name: str
    country: str
    sector: str
    office: str
    organisation: str
    start: str
    end: str
    aliases: str
    gender: str
    id: str
    source: str
    line: int


def user_file() -> Path:
    """The user's own actors: `actors.csv` in the folder DRAGOMAN_HOME, or ~/.dragoman. It need not exist."""
    return Path(os.environ.get("DRAGOMAN_HOME") or Path.home() / ".dragoman") / "actors.csv"


def read(path: Path) -> list[Row]:
    """The rows of a CSV file with a heading, checked.

    Raises:
        InputError: columns or cells are off; says which, by line. MissingFileError: there is no such file.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise MissingFileError(f"there is no file '{path}'. Nothing was read") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"'{path}' cannot be read as UTF-8 text ({error}). Nothing was changed") from None
    table = csv.DictReader(text.splitlines())
    unknown = [name for name in table.fieldnames or () if name not in COLUMNS]
    if unknown or "name" not in (table.fieldnames or ()):
        wrong = f"it has {', '.join(map(repr, unknown))}" if unknown else "there is no 'name'"
        raise InputError(f"'{path}': {wrong}; the columns are {','.join(COLUMNS)}. Nothing was changed")
    rows = [
        Row._make((*((cells.get(column) or "").strip() for column in COLUMNS), line))
        for line, cells in enumerate(table, 2)
    ]
    bodies = {row.name for row in rows if not row.office} | {body.name for body in tables.organisations()}
    faults = [f"line {row.line}: {fault}" for row in rows for fault in _faults(row, bodies)]
    if faults:
        more = f"; and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise InputError(f"'{path}': {'; '.join(faults[:_SHOWN])}{more}. Nothing was changed")
    return rows


def _faults(row: Row, bodies: Container[str]) -> Iterator[str]:
    from dragoman import ontology  # not loaded where nobody has a table of their own

    if not row.name:
        yield "no name"
    if row.country and row.country not in _states():
        yield f"'{row.country}' is no ISO 3166-1 alpha-3 code of a state"
    if row.sector and row.sector not in ontology.sectors():
        yield f"'{row.sector}' is no sector: one of {' '.join(ontology.sectors())}"
    for cell in (row.start, row.end):
        if cell and not _is_date(cell):
            yield f"'{cell}' is no date: write 2026, 2026-02 or 2026-02-04"
    if row.start and row.end and row.end < row.start[: len(row.end)]:
        yield f"the end {row.end} is before the start {row.start}"
    if row.gender and row.gender not in _GENDERS:
        yield f"'{row.gender}' is no gender: female, male or nothing"
    if row.office and not row.sector and _office(row.office) is None:
        yield f"the office '{row.office}' is not known: give its sector"
    if row.office and not (row.country or row.organisation):
        yield "an office needs a country or an organisation"
    if not row.office and not row.sector:
        yield "an organisation needs a sector, a person an office"
    if row.organisation and row.organisation not in bodies:
        yield f"the organisation '{row.organisation}' is not known: add a row for it, or write its name as we do"


def _is_date(cell: str) -> bool:
    if not _DATE.fullmatch(cell):
        return False
    try:
        date.fromisoformat(f"{cell}-01-01"[:10])
    except ValueError:
        return False
    return True


def _office(title: str) -> str | None:
    """The key of an office by its title: 'Minister for Foreign Affairs', 'President of Chile'."""
    low = title.lower()
    return _offices().get(low) or _offices().get(re.split(r" (?:of|for) (?:the )?", low)[0])


@lru_cache(maxsize=1)
def _offices() -> dict[str, str]:
    """The nouns of the offices that we know, with their keys."""
    return {noun: row.key for row in reversed(list(tables.offices())) for noun in row.nouns}


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    return frozenset(row.iso3 for row in tables.states())


def _day(cell: str, *, end: bool = False) -> str:
    """An ISO date: the first day of the year or month that the cell gives, or the last for an end; '' stays."""
    if len(cell) in (0, 10):
        return cell
    year, month = (cell[:4], cell[5:7] or ("12" if end else "01"))
    return f"{year}-{month}-{monthrange(int(year), int(month))[1] if end else 1:02d}"


def lay_over(
    rows: Iterable[Row],
    people: dict[str, Person],
    organisations: dict[str, tables.OrganisationRow],
    offices: dict[str, tables.OfficeRow],
) -> None:
    """Put the rows into the three indices, in place."""
    by_name: dict[str, list[str]] = {}
    for person in people.values():
        for name in (person.name, *person.aliases):
            by_name.setdefault(fold(name), []).append(person.actor_id)
    for row in rows:
        if not row.office:
            organisations[row.name] = _organisation(row, organisations.get(row.name))
            continue
        service = _service(row, offices)
        known = [people[who] for who in by_name.get(fold(row.name), ()) if _is_theirs(people[who], row, organisations)]
        person = _joined(known[0], row, service) if known else _new(row, service)
        people[person.actor_id] = person
        by_name.setdefault(fold(row.name), []).append(person.actor_id)


def _aliases(row: Row) -> tuple[str, ...]:
    return tuple(alias.strip() for alias in row.aliases.split("|") if alias.strip())


def _organisation(row: Row, known: tables.OrganisationRow | None) -> tables.OrganisationRow:
    """The organisation of a row; with a start, its sector changes on that day and was another before."""
    if known is None or not row.start:
        return tables.OrganisationRow(row.name, row.country or None, row.sector, (), "organisation", _aliases(row), ())
    changes = sorted({*known.changes, (_day(row.start), row.sector)})
    return known._replace(aliases=(*known.aliases, *_aliases(row)), changes=tuple(changes))


def _service(row: Row, offices: dict[str, tables.OfficeRow]) -> Service:
    key = _office(row.office)
    if key is None or (row.sector and not row.organisation and offices[key].sector != row.sector):
        key = f"office of {row.sector}"
        offices.setdefault(key, tables.OfficeRow(key, row.office, row.sector, _WEIGHT, ()))
    place, start = row.organisation or row.country, _day(row.start) or "0001-01-01"
    return Service(key, row.office, place, start, _day(row.end, end=True), row.source or "the user's own table")


def _is_theirs(person: Person, row: Row, organisations: dict[str, tables.OrganisationRow]) -> bool:
    if row.id or not row.country:
        return person.actor_id == row.id or not row.id
    bodies = (organisations.get(service.place) for service in person.services)
    homes = {service.place for service in person.services} | {body.country for body in bodies if body}
    return row.country in homes or person.actor_id.startswith(f"person:{row.country.lower()}:")


def _joined(person: Person, row: Row, service: Service) -> Person:
    """The person with one more service, which takes the place of what it overlaps in the same office."""
    kept = tuple(s for s in person.services if (s.key, s.place) != (service.key, service.place) or _apart(s, service))
    aliases = tuple(dict.fromkeys((*person.aliases, *_aliases(row))))
    return person._replace(services=(*kept, service), aliases=aliases)


def _apart(one: Service, other: Service) -> bool:
    return bool((one.end and one.end < other.start) or (other.end and other.end < one.start))


def _new(row: Row, service: Service) -> Person:
    family = row.name.split()[-1]
    singles = [alias for alias in _aliases(row) if " " not in alias]
    keys = dict.fromkeys(key for name in (family, *singles) for key in family_keys(name))
    identity = person_id(row.country or row.organisation, row.name, row.id)
    return Person(identity, row.name, tuple(keys), _GENDERS.get(row.gender), _aliases(row), (service,))
