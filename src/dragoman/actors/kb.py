"""The knowledge base in memory: names to entities, offices to holders. Loaded once, on first use."""

from __future__ import annotations

import gc
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple

from dragoman.actors import additions, tables
from dragoman.actors.entries import Person, Service
from dragoman.actors.text import fold
from dragoman.model import Tenure

_IN_BRACKETS = re.compile(r" \([^)]*\)$")

What = Literal["state", "adjective", "one", "many", "capital", "region", "region people", "organisation", "person"]


class Named(NamedTuple):
    """What a name can mean. `ref` is an ISO code for states and their people, else the entity's own name or id."""

    what: What
    ref: str
    country: str | None


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    as_of: date
    names: dict[str, tuple[Named, ...]]
    states: dict[str, tables.StateRow]
    regions: dict[str, tables.RegionRow]
    organisations: dict[str, tables.OrganisationRow]
    offices: dict[str, tables.OfficeRow]
    office_of: dict[str, str]
    roles: dict[str, tables.Role]
    modifiers: dict[str, str]
    people: dict[str, Person]
    families: dict[str, tuple[str, ...]]
    holders: dict[tuple[str, str], tuple[tuple[Service, str], ...]]
    leads: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def tenure(self, service: Service, on: str) -> Tenure:
        """A stored service as the model's tenure; in an organisation its sector is the organisation's on that day."""
        office = self.offices[service.key]
        country: str | None = service.place
        sector = office.sector
        if service.place in self.organisations:
            country = self.organisations[service.place].country
            sector = self.sector_on(service.place, on) if office.sector in ("GOV", "IGO", "PTY", "REB") else sector
        start, end = (date.fromisoformat(day) if day else None for day in (service.start, service.end))
        where = self.place_name(service.place)
        label = service.label or (office.title.format(where) if "{}" in office.title else f"{office.title} of {where}")
        return Tenure(label, country, sector, start, end, service.source)

    def sector_on(self, organisation: str, on: str) -> str:
        """An organisation's sector on a day: the Taliban are rebels, then a government."""
        row = self.organisations[organisation]
        return next((sector for start, sector in reversed(row.changes) if start <= on), row.sector)

    def country_on(self, iso3: str | None, on: str) -> str | None:
        """The code that a state's people and bodies had on a day: South Sudan was Sudan until 2011-07-08."""
        before = tables.predecessors().get(iso3 or "")
        return before[1] if before and on < before[0] else iso3

    def place_name(self, place: str) -> str:
        """A state's or organisation's name as it stands after 'of'."""
        return tables.with_article(place, self.states[place].name if place in self.states else place)

    def holding(self, key: str, place: str, on: str) -> list[Person]:
        """Who holds an office on a day (ISO date), the latest to take it first.

        Ends are often known to the month only: somebody whose last month it is gives way to a successor.
        """
        held = [(service, who) for service, who in self.holders.get((key, place), ()) if service.covers(on)]
        staying = [(service, who) for service, who in held if not service.end or service.end[:7] > on[:7]] or held
        staying.sort(key=lambda item: item[0].start, reverse=True)
        return [self.people[who] for _, who in staying]


_given: list[Path] = []


def lay_over(paths: Iterable[Path]) -> None:
    """Tables that count before the package's facts, from the next look into these on; see `dragoman.actors.use`."""
    _given[:] = paths
    knowledge.cache_clear()


def _laid_over() -> list[Path]:
    own = additions.user_file()
    return [*([own] if own.exists() else []), *_given]


@lru_cache(maxsize=1)
def knowledge() -> KnowledgeBase:
    """The knowledge base, read from the package on first call, with the user's own tables laid over it."""
    collecting = gc.isenabled()
    gc.disable()  # all that is made here stays: looking through it again and again takes a fifth of the time
    try:
        return _read()
    finally:
        if collecting:
            gc.enable()


def _read() -> KnowledgeBase:
    stored = json.loads(files("dragoman.actors").joinpath("people.json").read_text(encoding="utf-8"))
    people = {row[0]: _person(row) for row in stored["people"]}
    offices = {row.key: row for row in tables.offices()}
    organisations = {row.name: row for row in tables.organisations()}
    for path in _laid_over():
        additions.lay_over(additions.read(path), people, organisations, offices)
    holders: dict[tuple[str, str], list[tuple[Service, str]]] = defaultdict(list)
    families: dict[str, list[str]] = defaultdict(list)
    for person in people.values():
        for service in person.services:
            holders[service.key, service.place].append((service, person.actor_id))
        for family in person.families:
            families[family].append(person.actor_id)
    states = {row.iso3: row for row in tables.states()}
    regions = {row.name: row for row in tables.regions()}
    return KnowledgeBase(
        as_of=date.fromisoformat(stored["as_of"]),
        names=_names(states.values(), regions.values(), organisations.values(), people.values()),
        states=states,
        regions=regions,
        organisations=organisations,
        offices=offices,
        office_of={noun: row.key for row in offices.values() for noun in row.nouns},
        roles=_roles(offices.values()),
        modifiers=tables.modifiers(),
        people=people,
        families={family: tuple(dict.fromkeys(who)) for family, who in families.items()},
        holders={office: tuple(who) for office, who in holders.items()},
        leads={iso3: tuple(keys) for iso3, keys in stored["leads"].items()},
    )


def _person(row: list[object]) -> Person:
    actor_id, name, families, gender, aliases, services = row
    return Person(
        actor_id,  # type: ignore[arg-type]
        name,  # type: ignore[arg-type]
        tuple(families),  # type: ignore[arg-type]
        gender,  # type: ignore[arg-type]
        tuple(aliases),  # type: ignore[arg-type]
        tuple(Service(*service) for service in services),  # type: ignore[attr-defined]
    )


def _roles(offices: Iterable[tables.OfficeRow]) -> dict[str, tables.Role]:
    """The role nouns, with every office among them. 'Head' and its like take the sector of the body they head."""
    found = tables.roles()
    for row in offices:
        generic = row.key == "head"
        sector = None if generic else row.sector
        for noun in row.nouns:
            found.setdefault(noun, tables.Role(noun, sector, "person", None, False, generic, generic))
            found.setdefault(tables.plural(noun), tables.Role(noun, sector, "group", None, True, generic, generic))
    return found


def _names(
    states: Iterable[tables.StateRow],
    regions: Iterable[tables.RegionRow],
    organisations: Iterable[tables.OrganisationRow],
    people: Iterable[Person],
) -> dict[str, tuple[Named, ...]]:
    found: dict[str, list[Named]] = defaultdict(list)

    def add(names: Iterable[str], named: Named) -> None:
        for name in names:
            meanings = found[fold(name)]
            if named not in meanings:
                meanings.append(named)

    for state in states:
        iso3 = state.iso3
        add((state.name, *state.aliases), Named("state", iso3, iso3))
        add(state.adjectives, Named("adjective", iso3, iso3))
        add(state.one, Named("one", iso3, iso3))
        add(state.many, Named("many", iso3, iso3))
        for capital in state.capitals:
            add((capital.removeprefix("~"),), Named("capital", "" if capital[0] == "~" else iso3, iso3))
    for region in regions:
        add((region.name, *region.aliases), Named("region", region.name, region.country))
        add(region.people, Named("region people", region.name, region.country))
    for body in organisations:
        # "Labour Party (Nigeria)" is also called without its state; a ministry of defence is not
        bare = _IN_BRACKETS.sub("", body.name) if body.kind == "organisation" else body.name
        add((body.name, bare, *body.aliases), Named("organisation", body.name, body.country))
    for person in people:
        add((person.name, *person.aliases), Named("person", person.actor_id, None))
    return {name: tuple(meanings) for name, meanings in found.items()}
