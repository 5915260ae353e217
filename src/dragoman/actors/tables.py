"""The tables written by hand (`tables/*.csv`), as typed rows. Their format is at the top of each file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.model import Gender, Kind

_BODIES_WITH_ARTICLE = re.compile(
    r"^(?:Taliban|Houthis|Pentagon|Kremlin|White House)$| (?:Nations|Union|Organi[sz]ation|Fund|Bank|Court|Commission|"
    r"Council|Agency|League|Corps|Forces?|Movement|Party|Front|Army|Community|Office|Service|Brigades|Programme|Committee|"
    r"Cartel|Command|Parliament|Assembly|Agency|Group|Network|Forum|Parliament|Refugees|Treaty|Weapons|States|Countries)\b"
)


def with_article(place: str, name: str) -> str:
    """A state's or organisation's name as it stands after 'of': 'the United Kingdom', 'Chad', 'the United Nations'."""
    takes = place in words("states with article") or (place == name and _BODIES_WITH_ARTICLE.search(name))
    return f"the {name}" if takes else name


TOP_WEIGHT = 8  # offices.csv: heads of state and government, remembered long after they leave

_KINDS: dict[str, Kind] = {"o": "organisation", "i": "institution", "s": "state"}
_GENDERS: dict[str, Gender] = {"m": "male", "f": "female"}


class StateRow(NamedTuple):
    iso3: str
    name: str
    adjectives: tuple[str, ...]
    one: tuple[str, ...]
    many: tuple[str, ...]
    aliases: tuple[str, ...]
    capitals: tuple[str, ...]


class RegionRow(NamedTuple):
    name: str
    country: str | None
    people: tuple[str, ...]
    aliases: tuple[str, ...]
    disputed: bool


class OrganisationRow(NamedTuple):
    """An organisation. listed: it is from a list of all there are, and not for being well known."""

    name: str
    country: str | None
    sector: str
    other_sectors: tuple[str, ...]
    kind: Kind
    aliases: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    listed: bool = False


class OfficeRow(NamedTuple):
    key: str
    title: str
    sector: str
    weight: int
    nouns: tuple[str, ...]


class Role(NamedTuple):
    """What a head noun says about who it names.

    sector: PLOVER sector, or None where the noun has none of its own ("member").
    generic: it takes the sector of what stands before it ("army chief").
    weak: it is an actor only with some other sign of who is meant ("the office").
    """

    noun: str
    sector: str | None
    kind: Kind
    gender: Gender | None
    plural: bool
    generic: bool
    weak: bool


def rows(table: str) -> Iterator[list[str]]:
    """The cells of each row of a table, comments left out."""
    text = files("dragoman.actors").joinpath("tables", table).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split(";")


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, frozenset[str]]:
    return {key: frozenset(cell.split("|")) for key, cell in rows("words.csv")}


def words(key: str) -> frozenset[str]:
    """One of the closed word lists of `tables/words.csv`.

    Raises:
        KeyError: there is no such list.
    """
    return _word_lists()[key]


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def states() -> Iterator[StateRow]:
    for iso3, name, adjectives, one, many, aliases, capitals in rows("states.csv"):
        adjective = _many(adjectives)
        ones = _many(one) or adjective[:1]
        yield StateRow(
            iso3,
            name,
            adjective,
            ones,
            _many(many) or tuple(noun + "s" for noun in ones),
            _many(aliases),
            _many(capitals),
        )


def regions() -> Iterator[RegionRow]:
    for name, country, people, aliases, disputed in rows("regions.csv"):
        yield RegionRow(name, country or None, _many(people), _many(aliases), disputed == "PRE")


def organisations() -> Iterator[OrganisationRow]:
    """Those of our own table, then the parties of the Factbook."""
    yield from bodies()
    names = {row.iso3: row.name for row in states()}
    for iso3, cell in rows("parties.csv"):
        for name, *others in (party.split("=") for party in cell.split("|")):
            marked = f"{name[1:]} ({names[iso3]})" if name[0] == "*" else name  # a Socialist Party is in many states
            yield OrganisationRow(marked, iso3, "PTY", (), "organisation", tuple(others), (), True)


def bodies() -> Iterator[OrganisationRow]:
    """The organisations of our own table."""
    for name, country, sector, others, kind, aliases, changes in rows("organisations.csv"):
        dated = tuple((day, to) for day, _, to in (change.partition(" ") for change in _many(changes)))
        yield OrganisationRow(name, country or None, sector, _many(others), _KINDS[kind], _many(aliases), dated)


def offices() -> Iterator[OfficeRow]:
    for key, title, sector, weight, nouns in rows("offices.csv"):
        yield OfficeRow(key, title, sector, int(weight), _many(nouns))


@lru_cache(maxsize=1)
def towns() -> dict[str, str]:
    """Towns and provinces whose name means one state, with its ISO 3166-1 alpha-3 code."""
    return {name: iso3 for iso3, names in rows("towns.csv") for name in _many(names)}


@lru_cache(maxsize=1)
def predecessors() -> dict[str, tuple[str, str]]:
    """Codes that another code stands for before a day: ISO 3166-1 alpha-3, with the day and the code before it."""
    return {iso3: (day, before) for kind, iso3, day, before in rows("historical.csv") if kind == "code"}


@lru_cache(maxsize=1)
def historical() -> dict[str, tuple[str, str]]:
    """Names of states that are no more, with the code they are folded into and their last day."""
    return {name: (iso3, day) for kind, iso3, day, names in rows("historical.csv") if kind == "state"
            for name in _many(names)}  # fmt: skip


def modifiers() -> dict[str, str]:
    """Words that lend a generic head noun their sector, lower case, with that sector."""
    return {word: sector for sector, words in rows("modifiers.csv") for word in _many(words)}


def roles() -> dict[str, Role]:
    """Head nouns, lower case, singular and plural."""
    found: dict[str, Role] = {}
    for sector, kind, gender, flag, nouns in rows("roles.csv"):
        sure: Kind = kind  # type: ignore[assignment]
        known = None if sector == "-" else sector
        for cell in nouns.split(","):
            one, _, irregular = cell.removeprefix("~").partition("/")
            weak = cell.startswith("~")
            who = _GENDERS.get(gender)
            found.setdefault(one, Role(one, known, sure, who, kind == "group", flag == "generic", weak))
            if kind != "group":
                many = irregular or plural(one)
                kind_of_many: Kind = "group" if kind == "person" else sure
                if many != one:
                    found.setdefault(many, Role(one, known, kind_of_many, None, True, flag == "generic", weak))
    return found


def plural(noun: str) -> str:
    """The regular English plural: 'envoy' gives 'envoys', 'body' 'bodies', 'boss' 'bosses'."""
    if noun.endswith(("s", "x", "ch", "sh", "z")) and not noun.endswith("arch"):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
