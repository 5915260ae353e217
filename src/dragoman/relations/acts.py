"""Events as acts between two parties: who acted on whom, whether it took place, when, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations, product
from typing import Any, Literal

from dragoman import ontology
from dragoman.model import Status
from dragoman.relations.parties import Party, Side

Direction = Literal["a to b", "b to a", "mutual", "within"]
Standing = Literal["occurred", "foreseen", "denied"]

DIRECTIONS: tuple[Direction, ...] = ("a to b", "b to a", "mutual", "within")
STANDINGS: tuple[Standing, ...] = ("occurred", "foreseen", "denied")

_STANDING: Mapping[Status, Standing] = {
    Status.HAPPENED: "occurred",
    Status.ONGOING: "occurred",
    Status.FUTURE: "foreseen",
    Status.HYPOTHETICAL: "foreseen",
    Status.NEGATED: "denied",
}


@dataclass(frozen=True, slots=True)
class Act:
    """An event between two parties, counted once however many reports print it.

    direction: "within" where both parties are one; interval: the days it is filed under, None if nobody knows; p: that
    it is an event and these are its parties; printings: reports that tell it.
    """

    event_id: str
    type: str
    mode: str | None
    status: Status
    direction: Direction
    interval: tuple[date, date] | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    p: float
    printings: int

    @property
    def standing(self) -> Standing:
        """Whether it took place, was foreseen (planned, promised, thought possible) or was denied."""
        return _STANDING[self.status]

    @property
    def quad(self) -> ontology.Quad:
        return ontology.quad(self.type)

    @property
    def score(self) -> float:
        """PLOVER's score, from -10 (conflict) to +10 (cooperation)."""
        return ontology.score(self.type, self.mode)

    @property
    def cooperative(self) -> bool:
        return self.quad.endswith("cooperation")

    def __str__(self) -> str:
        day = "undated" if self.interval is None else self.interval[0].isoformat()
        to = f" → {', '.join(self.recipients)}" if self.recipients else ""
        name = f"{self.type} {self.mode}" if self.mode else self.type
        return f"{day} {name}: {', '.join(self.actors)}{to} [{self.event_id[:8]}]"


def acts(rows: Iterable[Mapping[str, Any]], a: Party, b: Party) -> list[Act]:
    """The acts between two parties among events.

    rows: events with event_id, type, mode, status, historical, mutual, p, when_start, when_end, published, dated
    (whether the event has a `when`), printings, actors and recipients (lists of `Side`).
    """
    found = []
    for row in rows:
        interval = filed_under(row)
        day = interval[1] if interval else row["published"] or date.max
        direction, p = _direction(row["actors"], row["recipients"], row["mutual"], a, b, day)
        if direction is not None:
            names = tuple(side.name for side in row["actors"]), tuple(side.name for side in row["recipients"])
            status = Status(row["status"])
            found.append(
                Act(row["event_id"], row["type"], row["mode"], status, direction, interval, *names, row["p"] * p,
                    row["printings"])
            )  # fmt: skip
    return found


def filed_under(row: Mapping[str, Any]) -> tuple[date, date] | None:
    """The days an event is filed under.

    What took place: its own date, or the day of publication unless it is recalled or dated otherwise. What was
    foreseen or denied: the day it was said, as the due day may never come.
    """
    start, end, published = row["when_start"], row["when_end"], row["published"]
    own = (start, end or start) if start else None
    said = (published, published) if published else None
    if _STANDING[row["status"]] != "occurred":
        return said or own
    if own or row["dated"] or row["historical"]:
        return own
    return said


def _direction(
    actors: Sequence[Side], recipients: Sequence[Side], mutual: bool, a: Party, b: Party, on: date
) -> tuple[Direction | None, float]:
    """Who acts on whom, with the chance that the surest pair is who it seems; None if the parties are not concerned."""
    pairs = permutations(actors, 2) if mutual else product(actors, recipients)
    forward = backward = 0.0
    for x, y in pairs:
        if x != y and (x.country is None or x.country != y.country or _may_share_country(a, b)):
            forward = max(forward, x.p * y.p * (_belongs((a, b), 0, x, on) and _belongs((a, b), 1, y, on)))
            backward = max(backward, x.p * y.p * (_belongs((a, b), 0, y, on) and _belongs((a, b), 1, x, on)))
    if not forward and not backward:
        return None, 0.0
    if a == b:
        return "within", max(forward, backward)
    if mutual or (forward and backward):
        return "mutual", max(forward, backward)
    return ("a to b", forward) if forward else ("b to a", backward)


def _may_share_country(a: Party, b: Party) -> bool:
    """Acts within a country are relations only if the country itself, or somebody by name, was asked for."""
    return "actor" in (a.kind, b.kind) or (a == b and a.kind == "country")


def _has(party: Party, place: int, side: Side, on: date) -> bool:
    return side.words_match[place] if party.kind == "actor" else party.has(side, on)


def _belongs(sides: tuple[Party, Party], place: int, side: Side, on: date) -> bool:
    """Whether an actor is of the party in this place; all others are those who are not of the other party."""
    party, other = sides[place], sides[1 - place]
    return _has(party, place, side, on) and not (party.kind == "all" and _has(other, 1 - place, side, on))
