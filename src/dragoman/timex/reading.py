"""What an expression means before it is known when it was written: a `Reading` waits for its `Scene`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from dragoman.model import Precision
from dragoman.timex.periods import ORDER, Period, Tense

Bounds = tuple[date | datetime | None, date | datetime | None]
Kind = Literal["date", "weekday", "day", "month", "year", "period", "clock", "rolling", "vague", "bound"]
"""What can be joined with what: weekdays and dates take clock times, equal kinds make ranges; the last three never
serve as the date that "the following day" looks back to."""


class UnknownDateError(Exception):
    """The words need a date that nobody has named."""


class NoDateError(Exception):
    """The words are no date here."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is read against: the day of publication, the last date named, the tense of its clause."""

    published: date | None
    named: tuple[Bounds, Precision] | None
    tense: Tense

    @property
    def day(self) -> date:
        """The day of publication. Raises UnknownDateError where there is none."""
        if self.published is None:
            raise UnknownDateError
        return self.published

    def last_named(self, precision: Precision) -> Period:
        """The last date named, if it is at least as fine as `precision`; else UnknownDateError."""
        if self.named is None or ORDER.index(self.named[1]) > ORDER.index(precision):
            raise UnknownDateError
        return as_days(self.named[0])

    def seen_from(self, day: date, tense: Tense) -> Scene:
        return replace(self, published=day, named=None, tense=tense)


Resolver = Callable[[Scene], Bounds]


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression with its way to an interval. `stated`: the words name the whole date."""

    kind: Kind
    precision: Precision
    resolve: Resolver
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A reading and the offsets of its words."""

    start: int
    end: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and how its match is read; `read` gives None where the match is no date after all."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Reading | None]


def rule(name: str, pattern: str, read: Callable[[re.Match[str]], Reading | None]) -> Rule:
    return Rule(name, re.compile(pattern), read)


def as_days(bounds: Bounds) -> Period:
    """The whole days that an interval touches. Raises UnknownDateError where an end is open."""
    start, end = bounds
    if start is None or end is None:
        raise UnknownDateError
    return _day(start), _day(end)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def fixed(kind: Kind, precision: Precision, period: Period) -> Reading:
    """A reading that says its whole date."""
    return Reading(kind, precision, lambda scene: period, stated=True)


def before(match: re.Match[str], length: int = 32) -> str:
    """The words just before a match."""
    return match.string[max(0, match.start() - length) : match.start()]


def after(match: re.Match[str], length: int = 40) -> str:
    """The words just after a match."""
    return match.string[match.end() : match.end() + length]
