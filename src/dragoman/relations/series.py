"""The relations between two parties over time: acts by period, and what they add up to."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise, product
from pathlib import Path
from typing import Literal, NamedTuple, Self

import numpy as np

from dragoman import ontology
from dragoman.relations.acts import STANDINGS, Act, Acts, Bools, Direction, Ints, Standing
from dragoman.relations.estimates import Estimate, count, mean, total
from dragoman.relations.missed import Recall, with_missed
from dragoman.relations.parties import Party
from dragoman.relations.periods import By, Period, calendar, place, whole

Quad = ontology.Quad

QUADS: tuple[Quad, ...] = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_OF_QUAD: Mapping[str, Container[str]] = {
    quad: frozenset(type_ for type_ in ontology.TYPES if ontology.quad(type_) == quad) for quad in QUADS
}
_COOPERATIVE = frozenset(type_ for type_ in ontology.TYPES if ontology.quad(type_).endswith("cooperation"))
_CONFLICTUAL = frozenset(ontology.TYPES) - _COOPERATIVE
COUNTS = ("events", "cooperation", "conflict")
"""The numbers of a tally that are also given with the events that the coder missed."""
Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a set of acts adds up to.

    acts: as coded, types: the same by type; events, cooperation, conflict, quads: how many of them are to be expected,
    each act counted by its probability; score: the sum of their PLOVER scores, cooperation_score and conflict_score its
    two parts, mean_score their mean, None without acts. The bounds carry the coder's uncertainty about the acts it
    found. missed: the numbers in `COUNTS` with the events that the coder missed, if its recall is known.
    """

    acts: int
    events: Estimate
    cooperation: Estimate
    conflict: Estimate
    score: Estimate
    cooperation_score: Estimate
    conflict_score: Estimate
    mean_score: Estimate | None
    quads: Mapping[Quad, Estimate]
    types: Mapping[str, int]
    missed: Mapping[str, Estimate] | None = None


class Summed(NamedTuple):
    """What of acts is added up: their scores, their chances and their types, one for each act."""

    scores: Sequence[float]
    chances: Sequence[float]
    types: Sequence[str]

    @classmethod
    def of(cls, acts: Sequence[Act]) -> Self:
        return cls([act.score for act in acts], [act.p for act in acts], [act.type for act in acts])

    def where(self, types: Container[str]) -> Summed:
        """The acts of some types."""
        kept = [at for at, type_ in enumerate(self.types) if type_ in types]
        scores, chances = [self.scores[at] for at in kept], [self.chances[at] for at in kept]
        return Summed(scores, chances, [self.types[at] for at in kept])


_UNPLACED, _OUTSIDE = -1, -2


@dataclass(frozen=True, eq=False)
class Relations:
    """What two parties did to each other, by period.

    found: all acts, in columns; place: of each, the index of its period, less than 0 where it has none. recall: the
    coder's, where somebody measured it. `acts` and what else names single acts asks the store, which must be open.
    """

    a: Party
    b: Party
    by: By
    periods: tuple[Period, ...]
    found: Acts
    place: Ints
    recall: Recall | None = None

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """The acts in a period, by day. Raises: StoreError where the store is closed by now."""
        return tuple(self._made(self.place >= 0))

    @cached_property
    def unplaced(self) -> tuple[Act, ...]:
        """Acts without a date, or with one too wide for the periods; as `acts`."""
        return tuple(self._made(self.place == _UNPLACED))

    @cached_property
    def outside(self) -> tuple[Act, ...]:
        """Acts before or after the periods; as `acts`."""
        return tuple(self._made(self.place == _OUTSIDE))

    def left_out(self) -> tuple[int, int]:
        """How many acts are unplaced, and how many outside."""
        return int((self.place == _UNPLACED).sum()), int((self.place == _OUTSIDE).sum())

    @property
    def directions(self) -> Mapping[Direction, str]:
        """The directions that this relation knows, with their names for people."""
        if self.a == self.b:
            return {"within": f"within {self.a.key}"}
        return {
            "a to b": f"{self.a.key} → {self.b.key}",
            "b to a": f"{self.b.key} → {self.a.key}",
            "mutual": f"{self.a.key} ↔ {self.b.key}",
        }

    def chosen(
        self, period: int | None = None, direction: Direction | None = None, standing: Standing | None = "occurred"
    ) -> list[Act]:
        """The acts of a period (an index of `periods`), direction and standing, by day; None means all. As `acts`."""
        return self._made(self._wanted(period, direction, standing))

    def number(self, direction: Direction | None = None, standing: Standing | None = "occurred") -> int:
        """How many acts there are of a direction and a standing."""
        return int(self._wanted(None, direction, standing).sum())

    def weightiest(self, periods: Iterable[int], quad: Quad, most: int) -> tuple[Act, ...]:
        """The acts of some periods and a quad that occurred and weigh most, by score and chance. As `acts`."""
        quads = [ontology.quad(kind.type) == quad for kind in self.found.kinds]
        wanted = self._wanted(None, None, "occurred") & np.isin(self.place, list(periods))
        wanted &= np.array(quads, dtype=np.bool_)[self.found.kind]
        at = np.flatnonzero(wanted)
        if len(at) > most:
            weight = np.abs(self.found.score) * self.found.p
            order = at[np.lexsort((-self.found.printings[at], -weight[at]))]
            last = order[most - 1]  # of equals the ids decide, which only the store has
            level = (weight[at] == weight[last]) & (self.found.printings[at] >= self.found.printings[last])
            at = at[(weight[at] > weight[last]) | level]
        made = self.found.made(at.tolist())
        return tuple(sorted(made, key=lambda act: (-abs(act.score) * act.p, -act.printings, act.event_id))[:most])

    def tallies(self, direction: Direction | None = None, standing: Standing | None = "occurred") -> list[Tally | None]:
        """What each period adds up to; None where no report and no act is known: that is unknown, and not nothing."""
        groups = self._grouped(direction, standing)
        return [None if group is None else tally(group, self.recall) for group in groups]

    def _wanted(self, period: int | None, direction: Direction | None, standing: Standing | None) -> Bools:
        of_period = self.place >= 0 if period is None else self.place == period
        return of_period & self.found.chosen(direction, standing)

    def _made(self, wanted: Bools) -> list[Act]:
        return sorted(self.found.made(np.flatnonzero(wanted).tolist()), key=_order)

    def _grouped(self, direction: Direction | None, standing: Standing | None) -> list[Summed | None]:
        """The acts of each period; None where no report and no act is known."""
        at = np.flatnonzero(self._wanted(None, direction, standing))
        at = at[np.argsort(self.place[at], kind="stable")]
        types = [kind.type for kind in self.found.kinds]
        scores, chances = self.found.score[at].tolist(), self.found.p[at].tolist()
        kinds = [types[kind] for kind in self.found.kind[at].tolist()]
        edges = np.searchsorted(self.place[at], np.arange(len(self.periods) + 1)).tolist()
        return [
            Summed(scores[low:high], chances[low:high], kinds[low:high]) if high > low or period.covered else None
            for period, (low, high) in zip(self.periods, pairwise(edges), strict=True)
        ]

    def plot(self, path: str | os.PathLike[str]) -> None:
        """Draw into a file: .svg, .png or .pdf. Needs Matplotlib, the extra `dragoman[plots]`.

        Raises: UsageError for another suffix, where Matplotlib is missing, or the file cannot be made.
        """
        from dragoman.relations.plots import plot

        plot(self, Path(path))

    def _repr_svg_(self) -> str | None:
        """The figure, which notebooks show by themselves."""
        from dragoman.relations.plots import svg

        return svg(self)

    def rows(self) -> Iterator[dict[str, Value]]:
        """Flat rows, one for each period, direction ("all" for their sum) and standing: see docs/relations.md.

        Numbers are None in periods of which neither a report nor an act is known.
        """
        series = [(*key, self.tallies(*which)) for key, which in self._series()]
        for at, period in enumerate(self.periods):
            for name, standing, found in series:
                yield {
                    **_period(period),
                    "direction": name,
                    "standing": standing,
                    **numbers(found[at]),
                    **_missed(found[at]),
                }

    def counts(self, each: Literal["quad", "type"]) -> Iterator[dict[str, Value]]:
        """Long rows, one for each period, direction, standing and quad or type; None as in `rows`."""
        names: Sequence[str] = QUADS if each == "quad" else ontology.TYPES
        series = [(*key, self._grouped(*which)) for key, which in self._series()]
        for at, period in enumerate(self.periods):
            for (label, standing, groups), name in product(series, names):
                group = groups[at]
                acts = group and group.where(_OF_QUAD.get(name, (name,)))
                row = {**_period(period), "direction": label, "standing": standing, each: name}
                yield row | _counted(acts, self.recall)

    def _series(self) -> Iterator[tuple[tuple[str, str], tuple[Direction | None, Standing]]]:
        """The names of each direction and standing, and what to ask for them."""
        directions: Sequence[tuple[Direction | None, str]] = [(None, "all"), *self.directions.items()]
        for (direction, name), standing in product(directions, STANDINGS):
            yield (name, standing), (direction, standing)


def relations(
    acts: Acts,
    a: Party,
    b: Party,
    reports: Mapping[date, int],
    *,
    since: date | None = None,
    until: date | None = None,
    by: By = "month",
    recall: Recall | None = None,
) -> Relations:
    """Acts between two parties, filed under the periods from one day to another.

    reports: how many reports were published on each day; without `since` or `until` the periods begin or end with
    them, or with the acts where no report is dated.
    """
    dated = acts.first > 0
    days = sorted(reports) or [
        date.fromordinal(int(day)) for ends in (acts.first[dated], acts.last[dated]) for day in ends
    ]
    first = since or (whole(min(days), by)[0] if days else None)
    last = until or (whole(max(days), by)[1] if days else None)
    periods = calendar(first, last, by, reports) if first and last else ()
    spans, which = np.unique(np.stack([acts.first, acts.last]), axis=1, return_inverse=True)
    placed = [_placed(start, end, periods, by) for start, end in spans.T.tolist()]
    return Relations(a, b, by, periods, acts, np.array(placed, dtype=np.int64)[which.reshape(-1)], recall)


def _placed(first: int, last: int, periods: Sequence[Period], by: By) -> int:
    """The index of the period of an act filed under these days (ordinals, 0 for none), or why it has none."""
    if not first:
        return _UNPLACED
    start, end = date.fromordinal(first), date.fromordinal(last)
    at = place((start, end), periods, by)
    if at is not None:
        return at
    return _OUTSIDE if periods and (end < periods[0].start or periods[-1].end < start) else _UNPLACED


def tally(acts: Summed, recall: Recall | None = None) -> Tally:
    """What acts add up to. recall: the coder's, for the events that it missed."""
    good, bad = acts.where(_COOPERATIVE), acts.where(_CONFLICTUAL)
    counted = dict(zip(COUNTS, (acts.chances, good.chances, bad.chances), strict=True))
    return Tally(
        acts=len(acts.types),
        events=count(acts.chances),
        cooperation=count(good.chances),
        conflict=count(bad.chances),
        score=total(acts.scores, acts.chances),
        cooperation_score=total(good.scores, good.chances),
        conflict_score=total(bad.scores, bad.chances),
        mean_score=mean(acts.scores, acts.chances),
        quads={quad: count(acts.where(_OF_QUAD[quad]).chances) for quad in QUADS},
        types=Counter(acts.types),
        missed={name: with_missed(those, recall) for name, those in counted.items()} if recall else None,
    )


def _order(act: Act) -> tuple[date, str]:
    return (act.interval[0] if act.interval else date.max, act.event_id)


def _period(period: Period) -> dict[str, Value]:
    return {
        "period": period.label,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "reports": period.reports,
        "days_with_reports": period.days_with_reports,
    }


def numbers(found: Tally | None) -> dict[str, Value]:
    """The columns of a tally, all of them None where nothing is known."""
    empty = tally(Summed((), (), ()))
    source = found or empty
    row: dict[str, Value] = {"acts": source.acts}
    for name in ("events", "cooperation", "conflict", "score", "cooperation_score", "conflict_score", "mean_score"):
        row |= _estimate(name, getattr(source, name))
    for quad, value in source.quads.items():
        row |= _estimate(quad.replace(" ", "_"), value)
    row |= {type_: source.types.get(type_, 0) for type_ in ontology.TYPES}
    return row if found else dict.fromkeys(row)


def _missed(found: Tally | None) -> dict[str, Value]:
    row: dict[str, Value] = {}
    for name in COUNTS:
        row |= _estimate(f"{name}_with_missed", found.missed[name] if found and found.missed else None)
    return row


def _counted(acts: Summed | None, recall: Recall | None) -> dict[str, Value]:
    return {
        "acts": None if acts is None else len(acts.types),
        **_estimate("events", None if acts is None else count(acts.chances)),
        **_estimate("events_with_missed", with_missed(acts.chances, recall) if recall and acts is not None else None),
        **_estimate("score", None if acts is None else total(acts.scores, acts.chances)),
    }


def _estimate(name: str, found: Estimate | None) -> dict[str, Value]:
    bounds = (None, None, None) if found is None else (found.value, found.low, found.high)
    return dict(zip((name, f"{name}_low", f"{name}_high"), map(_rounded, bounds), strict=True))


def _rounded(value: float | None) -> float | None:
    """To four decimals: more would only show how floating point adds."""
    return None if value is None else round(value, 4)
