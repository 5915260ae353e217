"""Acts between two parties: who acted on whom, whether it took place, when, and how sure that is.

They are counted in columns (`Acts`), as two parties may have tens of thousands; an `Act` is made when one is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman import ontology
from dragoman.model import Status

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

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

    def __str__(self) -> str:
        day = "undated" if self.interval is None else self.interval[0].isoformat()
        to = f" → {', '.join(self.recipients)}" if self.recipients else ""
        name = f"{self.type} {self.mode}" if self.mode else self.type
        return f"{day} {name}: {', '.join(self.actors)}{to} [{self.event_id[:8]}]"


class Kind(NamedTuple):
    """What an act is, apart from who and when."""

    type: str
    mode: str | None
    status: Status
    mutual: bool

    @property
    def standing(self) -> Standing:
        return _STANDING[self.status]

    @property
    def score(self) -> float:
        return ontology.score(self.type, self.mode)


class Told(NamedTuple):
    """What is shown of an event and not counted: its id, and the names of those who take part."""

    event_id: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Acts:
    """Acts in columns, one value for each act.

    event: the store's number; kind: index of `kinds`; direction: index of `DIRECTIONS`; first, last: the days it is
    filed under, both inclusive, as ordinals (`date.toordinal`), 0 for first if nobody knows; p, printings: as in `Act`.
    tell: what is shown of events, by number.
    """

    event: Ints
    kind: Ints
    direction: Ints
    first: Ints
    last: Ints
    p: Floats
    printings: Ints
    kinds: Sequence[Kind]
    tell: Callable[[Sequence[int]], Mapping[int, Told]]

    def __len__(self) -> int:
        return len(self.event)

    @cached_property
    def standing(self) -> Ints:
        """Index of `STANDINGS`."""
        return np.array([STANDINGS.index(kind.standing) for kind in self.kinds], dtype=np.int64)[self.kind]

    @cached_property
    def score(self) -> Floats:
        return np.array([kind.score for kind in self.kinds], dtype=np.float64)[self.kind]

    def chosen(self, direction: Direction | None, standing: Standing | None) -> Bools:
        """Which acts are of a direction and a standing; None means all."""
        found = np.ones(len(self), dtype=np.bool_)
        if direction is not None:
            found &= self.direction == DIRECTIONS.index(direction)
        if standing is not None:
            found &= self.standing == STANDINGS.index(standing)
        return found

    def made(self, places: Sequence[int]) -> list[Act]:
        """The acts at these places, in this order. Raises: StoreError where the store is closed by now."""
        told = self.tell([int(self.event[at]) for at in places]) if len(places) else {}
        return [self._made(at, told[int(self.event[at])]) for at in places]

    def _made(self, at: int, told: Told) -> Act:
        kind, first = self.kinds[self.kind[at]], int(self.first[at])
        interval = (date.fromordinal(first), date.fromordinal(int(self.last[at]))) if first else None
        direction = DIRECTIONS[self.direction[at]]
        who = told.actors, told.recipients
        return Act(
            told.event_id, kind.type, kind.mode, kind.status, direction, interval, *who, float(self.p[at]),
            int(self.printings[at]),
        )  # fmt: skip
