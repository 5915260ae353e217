"""Who of two parties acts on whom, of many pairs of actors at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from dragoman.relations.acts import DIRECTIONS, Acts, Bools, Floats, Ints, Kind, Told
from dragoman.relations.parties import Party, Side

Columns = Mapping[str, np.ndarray]


def acts(
    pairs: Columns,
    known: Mapping[int, Side],
    kinds: Sequence[Kind],
    tell: Callable[[Sequence[int]], Mapping[int, Told]],
    a: Party,
    b: Party,
) -> Acts:
    """The acts between two parties, each event once, by number.

    pairs: who acts on whom in an event: event, actor, recipient (numbers), kind (index of `kinds`), first and last
    (ordinals, see `Acts`; last is the day on which memberships count), p (that it is an event and these are its
    parties), printings. A pair may be there twice. known: the parties in them.
    """
    order = np.argsort(pairs["event"], kind="stable")
    sorted_pairs = {name: column[order] for name, column in pairs.items()}
    event = sorted_pairs["event"]
    starts = np.flatnonzero(np.diff(event, prepend=event[:1] - 1))
    forward, backward = _chances(sorted_pairs, known, a, b)
    if not len(starts):
        forward = backward = np.zeros(0)
    else:
        forward, backward = np.maximum.reduceat(forward, starts), np.maximum.reduceat(backward, starts)
    kept = (forward > 0) | (backward > 0)
    rows = starts[kept]
    forward, backward = forward[kept], backward[kept]
    kind = sorted_pairs["kind"][rows]
    both = np.array([kind.mutual for kind in kinds], dtype=np.bool_)[kind] | ((forward > 0) & (backward > 0))
    way = np.where(forward > 0, DIRECTIONS.index("a to b"), DIRECTIONS.index("b to a"))
    direction = np.where(both, DIRECTIONS.index("mutual"), way)
    if a == b:
        direction = np.full(len(rows), DIRECTIONS.index("within"))
    first, last, printings = (sorted_pairs[name][rows] for name in ("first", "last", "printings"))
    return Acts(event[rows], kind, direction, first, last, np.maximum(forward, backward), printings, kinds, tell)


def _chances(pairs: Columns, known: Mapping[int, Side], a: Party, b: Party) -> tuple[Floats, Floats]:
    """The chance of each pair that its event is a's act on b, and that it is b's act on a; 0 if it is not."""
    numbers = np.unique(np.concatenate([pairs["actor"], pairs["recipient"]]))
    sides = [known[number] for number in numbers.tolist()]
    actor, recipient = np.searchsorted(numbers, pairs["actor"]), np.searchsorted(numbers, pairs["recipient"])
    last, p = pairs["last"], pairs["p"]

    def belongs(place: int, who: Ints) -> Bools:
        """Whether somebody is of the party in this place; all others are those who are not of the other party."""
        party, other = (a, b)[place], (a, b)[1 - place]
        found = _has(party, place, sides, who, last)
        return found & ~_has(other, 1 - place, sides, who, last) if party.kind == "all" else found

    forward, backward = belongs(0, actor) & belongs(1, recipient), belongs(1, actor) & belongs(0, recipient)
    if not _may_share_country(a, b):
        _, country = np.unique([side.country or "" for side in sides], return_inverse=True)
        stateless = np.array([side.country is None for side in sides], dtype=np.bool_)
        apart = stateless[actor] | (country[actor] != country[recipient])
        forward, backward = forward & apart, backward & apart
    return p * forward, p * backward


def _may_share_country(a: Party, b: Party) -> bool:
    """Acts within a country are relations only if the country itself, or somebody by name, was asked for."""
    return "actor" in (a.kind, b.kind) or (a == b and a.kind == "country")


def _has(party: Party, place: int, sides: Sequence[Side], who: Ints, on: Ints) -> Bools:
    """Whether those at `who` in a list belong to a party on a day: `Party.has`, of many."""

    def those(flags: list[bool]) -> Bools:
        return np.array(flags, dtype=np.bool_)[who]

    if party.kind == "actor":
        return those([side.words_match[place] for side in sides])
    if party.kind != "bloc":
        return those([side.actor_id == party.actor_id or _whole(party, side) for side in sides])
    found = those([side.actor_id == party.actor_id for side in sides])
    for item in party.memberships:
        within = (item.start.toordinal() <= on) & (on <= item.end.toordinal())
        found |= within & those([side.country == item.country for side in sides])
    return found


def _whole(party: Party, side: Side) -> bool:
    return side.country == party.key if party.kind == "country" else side.country is not None or side.sector == "IGO"
