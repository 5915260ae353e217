"""Whose relations are asked for: a country, a bloc with its members as of a day, one actor by name, or everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from dragoman.actors import memberships
from dragoman.actors.memberships import Membership
from dragoman.errors import UsageError

EVERYBODY = ("ALL", "WORLD", "*")


class Side(NamedTuple):
    """An actor of an event, as far as relations need it.

    sector: PLOVER's, IGO for international organisations; words_match: whether the words of each party asked for by
    name are among the actor's.
    """

    actor_id: str
    name: str
    country: str | None
    sector: str | None
    p: float
    words_match: tuple[bool, ...] = (False, False)


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a relation.

    key: a country's ISO 3166-1 alpha-3 code, a bloc's short name, or part of an actor's name or its id; name: for
    people; actor_id: of the bloc's own organisation.
    """

    kind: Literal["country", "bloc", "actor", "all"]
    key: str
    name: str
    actor_id: str | None = None
    memberships: tuple[Membership, ...] = ()

    def members(self, on: date) -> tuple[str, ...]:
        """The countries that belong to it on a day; none for an actor or for everybody."""
        if self.kind == "country":
            return (self.key,)
        return tuple(item.country for item in self.memberships if item.start <= on <= item.end)

    def has(self, side: Side, on: date) -> bool:
        """Whether an actor belongs to it on a day. Everybody is every country and international organisation."""
        if self.kind == "all":
            return side.country is not None or side.sector == "IGO"
        return side.actor_id == self.actor_id or side.country in self.members(on)


def party(text: str) -> Party:
    """The party that words name: a country's code or name, a bloc, "ALL", or else an actor's id or part of a name.

    Raises: UsageError for empty words.
    """
    words = text.strip()
    if not words:
        raise UsageError("A party without a name. Nothing was read. Give a country, a bloc, an actor or ALL.")
    if words.upper() in EVERYBODY:
        return Party("all", "ALL", "all others")
    bloc = _blocs().get(words.upper())
    if bloc is not None:
        return bloc
    country = _country(words)
    return Party("actor", words, words) if country is None else country


def blocs() -> tuple[Party, ...]:
    """The blocs whose members are known, by short name."""
    return tuple({party.key: party for party in _blocs().values()}.values())


def _country(words: str) -> Party | None:
    from dragoman import actors

    try:
        return Party("country", words.upper(), actors.state(words.upper()).name)
    except KeyError:
        found = actors.resolve(words)
    if found is None or found.kind != "state" or found.country is None:
        return None
    return Party("country", found.country, found.name)


@lru_cache(maxsize=1)
def _blocs() -> dict[str, Party]:
    """Blocs by short name and by each other name, in capitals; a short name counts before another's other name."""
    found: dict[str, Party] = {}
    for bloc in memberships.blocs():
        if not bloc.joint:
            continue
        party = Party("bloc", bloc.short, bloc.name, bloc.actor_id, bloc.memberships)
        found |= {name.upper(): party for name in bloc.names if name.upper() not in found}
    return found | {party.key.upper(): party for party in found.values()}
