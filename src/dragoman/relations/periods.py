"""Spans of the calendar: days, ISO weeks, months, quarters and years, and how well a store's reports cover them."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from dragoman.errors import BadDateError, UsageError

By = Literal["day", "week", "month", "quarter", "year"]
LONGEST: Mapping[str, int] = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
"""Days in the longest period of each kind."""

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A span of the calendar, both ends inclusive.

    label: "2026-02-04", "2026-W06", "2026-02", "2026-Q1" or "2026"; reports: published in it and in the store;
    days_with_reports: days of it on which at least one of them was published.
    """

    label: str
    start: date
    end: date
    reports: int = 0
    days_with_reports: int = 0

    @property
    def covered(self) -> bool:
        """Whether the store holds any report of this period: without one, no event is no news."""
        return self.reports > 0

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def bound(value: date | str | None, name: str, *, last: bool = False) -> date | None:
    """A day from a date, a day, a month ("2026-02") or a year ("2026"): its first day, or its last.

    Raises: BadDateError.
    """
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        if re.fullmatch(r"\d{4}(-\d{2})?", value):
            year, month = int(value[:4]), int(value[5:] or (12 if last else 1))
            return date(year, month, monthrange(year, month)[1] if last else 1)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise BadDateError(
        f"{name}={value!r} is no date. Nothing was read. Write a day, a month or a year: 2026-02-04, 2026-02 or 2026."
    )


def kind(value: str) -> By:
    """The kind of period that a word names. Raises: UsageError."""
    for known in get_args(By):
        if known == value:
            return known  # type: ignore[no-any-return]
    raise UsageError(f"by={value!r} is unknown. Nothing was read. Choose one of: {', '.join(get_args(By))}.")


def calendar(first: date, last: date, by: By, reports: Mapping[date, int]) -> tuple[Period, ...]:
    """All periods from one day to another; the first and the last end there, even where the calendar's would not.

    reports: how many reports were published on each day.
    """
    found = []
    days = sorted(reports)
    for start, end in _spans(first, last, by):
        inside = days[bisect_right(days, start - timedelta(1)) : bisect_right(days, end)]
        found.append(Period(_label(start, by), start, end, sum(reports[day] for day in inside), len(inside)))
    return tuple(found)


def place(interval: tuple[date, date], periods: Sequence[Period], by: By) -> int | None:
    """Which of the periods an interval belongs to: where its middle lies; None outside of them all.

    An interval longer than a period of the kind belongs nowhere: nobody knows in which period the event took place.
    """
    start, end = interval
    length = (end - start).days + 1
    middle = start + timedelta((length - 1) // 2)
    if length > LONGEST[by] or not periods or not periods[0].start <= middle <= periods[-1].end:
        return None
    return bisect_right(periods, middle, key=lambda period: period.start) - 1


def whole(day: date, by: By) -> tuple[date, date]:
    """The first and the last day of the calendar's period in which a day lies."""
    if by == "day":
        return day, day
    if by == "week":
        start = day - timedelta(day.weekday())
    else:
        start = date(day.year, (day.month - 1) // _MONTHS[by] * _MONTHS[by] + 1, 1)
    return start, _following(start, by) - timedelta(1)


def _spans(first: date, last: date, by: By) -> Iterator[tuple[date, date]]:
    start = first
    while start <= last:
        following = _following(start, by)
        yield start, min(last, following - timedelta(1))
        start = following


def _following(day: date, by: By) -> date:
    """The first day of the next period."""
    if by == "day":
        return day + timedelta(1)
    if by == "week":
        return day + timedelta(7 - day.weekday())
    size = _MONTHS[by]
    month = (day.month - 1) // size * size + size
    return date(day.year + month // 12, month % 12 + 1, 1)


def _label(day: date, by: By) -> str:
    if by == "week":
        return "{}-W{:02}".format(*day.isocalendar()[:2])
    if by == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[by]]
