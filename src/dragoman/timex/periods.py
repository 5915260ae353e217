"""Calendar arithmetic: the days that a week, month, season or century covers. Both ends of a period are inclusive.

Weeks run from Monday to Sunday (ISO 8601), seasons are the meteorological ones of the northern hemisphere, the
nth century runs from the year 100n-99 to 100n, a decade from the year ending in 0 to that ending in 9.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from dragoman.model import Precision

Period = tuple[date, date]
Tense = Literal["past", "future"] | None
Third = Literal["early", "mid", "late"]

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ORDER: tuple[Precision, ...] = (
    "second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade",
    "century",
)  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
_HOURS = {"hour": 24, "minute": 24 * 60, "second": 24 * 3600}


def months(first: date, count: int) -> Period:
    """`count` whole months from the one that holds `first`."""
    start = first.replace(day=1)
    return start, months_on(start, count) - timedelta(days=1)


def months_on(day: date, count: int) -> date:
    """The same day of the month `count` months on, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def years(first: int, last: int) -> Period:
    return date(first, 1, 1), date(last, 12, 31)


def season(name: str, year: int) -> Period:
    """The season that begins in `year`: the winter of 2022 runs into February 2023."""
    return months(date(year, SEASONS[name], 1), 3)


def century(number: int) -> Period:
    return years(100 * number - 99, 100 * number)


def holding(day: date, unit: str, shift: int = 0) -> Period:
    """The calendar unit that lies `shift` units after the one that holds `day`."""
    if unit == "century":
        return century((day.year + 99) // 100 + shift)
    if unit == "decade":
        first = day.year // 10 * 10 + 10 * shift
        return years(first, first + 9)
    if unit in _MONTHS:
        length = _MONTHS[unit]
        start = day.replace(day=1, month=(day.month - 1) // length * length + 1)
        return months(months_on(start, length * shift), length)
    day += timedelta(days=shift * _DAYS[unit])
    monday = day - timedelta(days=day.weekday())
    if unit == "weekend":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    return (day, day) if unit == "day" else (monday, monday + timedelta(days=6))


def moved(day: date, unit: str, count: int) -> Period:
    """Where `count` units from `day` may fall: two days where a number of hours is no number of whole days."""
    if unit in _HOURS:
        return day + timedelta(days=count // _HOURS[unit]), day + timedelta(days=-(-count // _HOURS[unit]))
    if unit in _MONTHS:
        day = months_on(day, count * _MONTHS[unit])
    else:
        day += timedelta(days=count * _DAYS[unit])
    return day, day


def grain(unit: str) -> Precision:
    """The precision that counting in `unit` gives when only the day of publication is known."""
    if unit in _HOURS or unit == "day":
        return "day"
    return "week" if unit == "fortnight" else next(precision for precision in ORDER if precision == unit)


def third(period: Period, precision: Precision, which: Third) -> Period:
    """The early, middle or late third of a period; of a day or a weekend, all of it."""
    start, end = period
    part = ("early", "mid", "late").index(which)
    if precision == "week":
        first, last = ((0, 1), (2, 3), (4, 6))[part]
        return start + timedelta(days=first), start + timedelta(days=last)
    if precision == "month":
        first_day = start + timedelta(days=10 * part)
        return first_day, end if part == 2 else start + timedelta(days=10 * part + 9)
    if precision not in _MONTHS:
        return period
    if precision in {"decade", "century"}:
        span = end.year - start.year + 1
        cuts = [0, 4, 7, 10] if precision == "decade" else [0, 33, 66, 100]
        return years(start.year + cuts[part] * span // cuts[3], start.year + cuts[part + 1] * span // cuts[3] - 1)
    length = _MONTHS[precision] // 3
    return months(months_on(start, part * length), length)


def nearest(periods: Iterable[Period], day: date, tense: Tense) -> Period:
    """Of periods in order of time, the last begun by `day` (past), the first not over (future), or the closest."""
    listed = list(periods)
    if tense == "past":
        return [period for period in listed if period[0] <= day][-1]
    if tense == "future":
        return next(period for period in listed if period[1] >= day)
    return min(listed, key=lambda period: max(period[0] - day, day - period[1], timedelta(0)))
