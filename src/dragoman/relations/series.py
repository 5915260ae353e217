"""The relations between two parties over time: acts by period, and what they add up to."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Literal

from dragoman import ontology
from dragoman.relations.acts import STANDINGS, Act, Direction, Standing
from dragoman.relations.estimates import Estimate, count, mean, total
from dragoman.relations.missed import Recall, with_missed
from dragoman.relations.parties import Party
from dragoman.relations.periods import By, Period, calendar, place, whole

Quad = ontology.Quad

QUADS: tuple[Quad, ...] = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
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


@dataclass(frozen=True, slots=True)
class Relations:
    """What two parties did to each other, by period.

    since, until: the days covered, both inclusive; acts: those in a period, by day; filed: for each act, the index of
    its period; unplaced: acts without a date, or with one too wide for the periods; outside: before or after them;
    recall: the coder's, where somebody measured it.
    """

    a: Party
    b: Party
    by: By
    periods: tuple[Period, ...]
    acts: tuple[Act, ...]
    filed: tuple[int, ...]
    unplaced: tuple[Act, ...]
    outside: tuple[Act, ...]
    recall: Recall | None = None

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
        """The acts of a period (an index of `periods`), direction and standing; None means all."""
        return [
            act
            for act, at in zip(self.acts, self.filed, strict=True)
            if period in (None, at) and direction in (None, act.direction) and standing in (None, act.standing)
        ]

    def tallies(self, direction: Direction | None = None, standing: Standing | None = "occurred") -> list[Tally | None]:
        """What each period adds up to; None where no report and no act is known: that is unknown, and not nothing."""
        groups = self._grouped(direction, standing)
        return [None if group is None else tally(group, self.recall) for group in groups]

    def _grouped(self, direction: Direction | None, standing: Standing | None) -> list[list[Act] | None]:
        """The acts of each period; None where no report and no act is known."""
        groups: list[list[Act]] = [[] for _ in self.periods]
        for act, at in zip(self.acts, self.filed, strict=True):
            if direction in (None, act.direction) and standing in (None, act.standing):
                groups[at].append(act)
        return [group if group or period.covered else None for period, group in zip(self.periods, groups, strict=True)]

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
                acts = None if group is None else [act for act in group if name == getattr(act, each)]
                row = {**_period(period), "direction": label, "standing": standing, each: name}
                yield row | _counted(acts, self.recall)

    def _series(self) -> Iterator[tuple[tuple[str, str], tuple[Direction | None, Standing]]]:
        """The names of each direction and standing, and what to ask for them."""
        directions: Sequence[tuple[Direction | None, str]] = [(None, "all"), *self.directions.items()]
        for (direction, name), standing in product(directions, STANDINGS):
            yield (name, standing), (direction, standing)


def relations(
    acts: Iterable[Act],
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
    dated = sorted((act for act in acts), key=_order)
    days = sorted(reports) or [day for act in dated for day in act.interval or ()]
    first = since or (whole(min(days), by)[0] if days else None)
    last = until or (whole(max(days), by)[1] if days else None)
    periods = calendar(first, last, by, reports) if first and last else ()
    filed: list[tuple[Act, int]] = []
    unplaced, outside = [], []
    placed = cache(partial(place, periods=periods, by=by))
    for act in dated:
        at = None if act.interval is None else placed(act.interval)
        if at is not None:
            filed.append((act, at))
        elif act.interval and periods and (act.interval[1] < periods[0].start or periods[-1].end < act.interval[0]):
            outside.append(act)
        else:
            unplaced.append(act)
    inside = tuple(act for act, _ in filed)
    return Relations(a, b, by, periods, inside, tuple(at for _, at in filed), tuple(unplaced), tuple(outside), recall)


def tally(acts: Sequence[Act], recall: Recall | None = None) -> Tally:
    """What acts add up to. recall: the coder's, for the events that it missed."""
    scores, chances = [act.score for act in acts], [act.p for act in acts]
    good, bad = [act for act in acts if act.cooperative], [act for act in acts if not act.cooperative]
    counted = dict(zip(COUNTS, (chances, [act.p for act in good], [act.p for act in bad]), strict=True))
    return Tally(
        acts=len(acts),
        events=count(chances),
        cooperation=count(counted["cooperation"]),
        conflict=count(counted["conflict"]),
        score=total(scores, chances),
        cooperation_score=total([act.score for act in good], [act.p for act in good]),
        conflict_score=total([act.score for act in bad], [act.p for act in bad]),
        mean_score=mean(scores, chances),
        quads={quad: count([act.p for act in acts if act.quad == quad]) for quad in QUADS},
        types=Counter(act.type for act in acts),
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
    empty = tally(())
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


def _counted(acts: Sequence[Act] | None, recall: Recall | None) -> dict[str, Value]:
    chances = None if acts is None else [act.p for act in acts]
    scores = [act.score for act in acts or ()]
    return {
        "acts": None if acts is None else len(acts),
        **_estimate("events", None if chances is None else count(chances)),
        **_estimate("events_with_missed", with_missed(chances, recall) if recall and chances is not None else None),
        **_estimate("score", None if chances is None else total(scores, chances)),
    }


def _estimate(name: str, found: Estimate | None) -> dict[str, Value]:
    bounds = (None, None, None) if found is None else (found.value, found.low, found.high)
    return dict(zip((name, f"{name}_low", f"{name}_high"), map(_rounded, bounds), strict=True))


def _rounded(value: float | None) -> float | None:
    """To four decimals: more would only show how floating point adds."""
    return None if value is None else round(value, 4)
