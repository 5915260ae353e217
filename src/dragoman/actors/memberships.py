"""Which states belong to an international organisation, as of a day. Read from `members.csv` when first asked."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from dragoman.actors import tables
from dragoman.actors.text import slug


class Membership(NamedTuple):
    """A state's time in an organisation, both ends inclusive; source: where it is from.

    What is known to the month or year only begins with its first day and ends with its last.
    """

    country: str
    start: date
    end: date
    source: str


@dataclass(frozen=True, slots=True)
class Bloc:
    """An international organisation with its members over time.

    names: its own, its short one and all others; joint: what its members do counts as its own, as with the EU or BRICS
    and not with the UN or a bank.
    """

    short: str
    name: str
    actor_id: str
    names: tuple[str, ...]
    joint: bool
    memberships: tuple[Membership, ...]

    def members(self, on: date) -> tuple[str, ...]:
        """ISO 3166-1 alpha-3 codes of those who belong to it on a day, in the order of the alphabet."""
        return tuple(sorted({item.country for item in self.memberships if item.start <= on <= item.end}))


@lru_cache(maxsize=1)
def blocs() -> tuple[Bloc, ...]:
    """All organisations whose members are known, in the order of `tables/members.csv`."""
    held: dict[str, list[Membership]] = defaultdict(list)
    for line in files("dragoman.actors").joinpath("members.csv").read_text(encoding="utf-8").splitlines()[1:]:
        name, source, cell = line.split(";")
        held[name] += _memberships(cell, source)
    bodies = {body.name: body for body in tables.organisations()}
    return tuple(
        Bloc(short.removeprefix("~"), name, f"org:{slug(name)}", (short.removeprefix("~"), name, *bodies[name].aliases),
             not short.startswith("~"), tuple(held[name]))
        for short, name, *_ in tables.rows("members.csv")
    )  # fmt: skip


def bloc_of(actor_id: str) -> Bloc | None:
    """The organisation of an actor's id with its members, None where they are not known."""
    return _by_id().get(actor_id)


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Bloc]:
    return {bloc.actor_id: bloc for bloc in blocs()}


def _memberships(cell: str, source: str) -> Iterator[Membership]:
    """'BEL NLD 1958 -|GBR 1973 2020-01-31' as memberships."""
    for group in cell.split("|"):
        *codes, start, end = group.split()
        first, last = _day(start), date.max if end == "-" else _day(end, last=True)
        yield from (Membership(code, first, last, source) for code in codes)


def _day(text: str, *, last: bool = False) -> date:
    """The first or last day of a year, month or day."""
    year, month, day = ([*map(int, text.split("-")), 0, 0])[:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1))
