"""The relations between two parties over time: acts by period, and what they add up to."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman import ontology
from dragoman.relations.acts import STANDINGS, Act, Direction, Standing
from dragoman.relations.estimates import Estimate, count, mean, total
from dragoman.relations.parties import Party
from dragoman.relations.periods import By, Period, calendar, place, whole

Quad = ontology.Quad

QUADS: tuple[Quad, ...] = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a set of acts adds up to.

    acts: as coded; events, cooperation, conflict, by quad and by type: how many of them are to be expected, each act
    counted by its probability; score: the sum of their PLOVER scores, cooperation_score and conflict_score its two
    parts, mean_score their mean, None without acts. The bounds carry the coder's uncertainty about the acts it found,
    not what the press left out.
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


@dataclass(frozen=True, slots=True)
class Relations:
    """What two parties did to each other, by period.

    since, until: the days covered, both inclusive; acts: those in a period, by day; filed: for each act, the index of
    its period; unplaced: acts without a date, or with one too wide for the periods; outside: before or after them.
    """

    a: Party
    b: Party
    by: By
    periods: tuple[Period, ...]
    acts: tuple[Act, ...]
    filed: tuple[int, ...]
    unplaced: tuple[Act, ...]
    outside: tuple[Act, ...]

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
        groups: list[list[Act]] = [[] for _ in self.periods]
        for act, at in zip(self.acts, self.filed, strict=True):
            if direction in (None, act.direction) and standing in (None, act.standing):
                groups[at].append(act)
        return [
            tally(group) if group or period.covered else None
            for period, group in zip(self.periods, groups, strict=True)
        ]

    def plot(self, path: str | os.PathLike[str]) -> None:
        """Draw into a file: .svg, .png or .pdf. Needs Matplotlib, the extra `dragoman[plots]`.

        Raises: UsageError for another suffix, where Matplotlib is missing, or the file cannot be made.
        """
        from dragoman.relations.plots import plot

        plot(self, Path(path))

    def rows(self) -> Iterator[dict[str, Value]]:
        """Flat rows, one for each period, direction ("all" for their sum) and standing: see docs/relations.md.

        Numbers are None in periods of which neither a report nor an act is known.
        """
        names: Sequence[tuple[Direction | None, str]] = [(None, "all"), *self.directions.items()]
        series = {
            (name, standing): self.tallies(direction, standing) for direction, name in names for standing in STANDINGS
        }
        for at, period in enumerate(self.periods):
            for (name, standing), found in series.items():
                yield {**_period(period), "direction": name, "standing": standing, **_numbers(found[at])}


def relations(
    acts: Iterable[Act],
    a: Party,
    b: Party,
    reports: Mapping[date, int],
    *,
    since: date | None = None,
    until: date | None = None,
    by: By = "month",
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
    for act in dated:
        at = None if act.interval is None else place(act.interval, periods, by)
        if at is not None:
            filed.append((act, at))
        elif act.interval and periods and (act.interval[1] < periods[0].start or periods[-1].end < act.interval[0]):
            outside.append(act)
        else:
            unplaced.append(act)
    inside = tuple(act for act, _ in filed)
    return Relations(a, b, by, periods, inside, tuple(at for _, at in filed), tuple(unplaced), tuple(outside))


def tally(acts: Sequence[Act]) -> Tally:
    """What acts add up to."""
    scores, chances = [act.score for act in acts], [act.p for act in acts]
    good, bad = [act for act in acts if act.cooperative], [act for act in acts if not act.cooperative]
    return Tally(
        acts=len(acts),
        events=count(chances),
        cooperation=count([act.p for act in good]),
        conflict=count([act.p for act in bad]),
        score=total(scores, chances),
        cooperation_score=total([act.score for act in good], [act.p for act in good]),
        conflict_score=total([act.score for act in bad], [act.p for act in bad]),
        mean_score=mean(scores, chances),
        quads={quad: count([act.p for act in acts if act.quad == quad]) for quad in QUADS},
        types=Counter(act.type for act in acts),
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


def _numbers(found: Tally | None) -> dict[str, Value]:
    empty = tally(())
    source = found or empty
    row: dict[str, Value] = {"acts": source.acts}
    for name in ("events", "cooperation", "conflict", "score", "cooperation_score", "conflict_score", "mean_score"):
        row |= _estimate(name, getattr(source, name))
    row |= {quad.replace(" ", "_"): _rounded(value.value) for quad, value in source.quads.items()}
    row |= {type_: source.types.get(type_, 0) for type_ in ontology.TYPES}
    return row if found else dict.fromkeys(row)


def _estimate(name: str, found: Estimate | None) -> dict[str, Value]:
    bounds = (None, None, None) if found is None else (found.value, found.low, found.high)
    return dict(zip((name, f"{name}_low", f"{name}_high"), map(_rounded, bounds), strict=True))


def _rounded(value: float | None) -> float | None:
    """To four decimals: more would only show how floating point adds."""
    return None if value is None else round(value, 4)
