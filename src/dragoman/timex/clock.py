"""Times of day. They are given as the words say them, without a zone; the zone's words stay in the expression."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from dragoman.model import Precision
from dragoman.timex import words as w
from dragoman.timex.periods import ORDER
from dragoman.timex.reading import Bounds, Reading, Scene, UnknownDateError, as_days, before, rule

_LENGTH: dict[Precision, timedelta] = {"hour": timedelta(minutes=59, seconds=59), "minute": timedelta(seconds=59)}
_LEADS_TO_CLOCK = re.compile(
    r"\b(?:at|by|around|about|from|to|and|until|till|before|after|since|between|for|than) $", re.I
)
_NOON = {"noon": 12, "midday": 12, "midnight": 0}


def _read(match: re.Match[str], hour: int, minute: str | None = None, second: str | None = None) -> Reading | None:
    if hour > 23:
        return None
    precision: Precision = "second" if second else "minute" if minute else "hour"
    return at_time(time(hour, int(minute or 0), int(second or 0)), precision)


def at_time(moment: time, precision: Precision) -> Reading:
    """A time of the last day named, else of the day of publication."""

    def resolve(scene: Scene) -> Bounds:
        named = scene.named is not None and ORDER.index(scene.named[1]) <= ORDER.index("day")
        start, end = scene.last_named("day") if named else (scene.day, scene.day)
        if start != end:
            raise UnknownDateError
        return on_day(start, moment, precision)

    return Reading("clock", precision, resolve)


def on_day(day: date, moment: time, precision: Precision) -> Bounds:
    start = datetime.combine(day, moment)
    return start, start + _LENGTH.get(precision, timedelta(0))


def joined(clock: Reading, day: Reading) -> Reading:
    """ "3pm" and "Tuesday" as one moment."""

    def resolve(scene: Scene) -> Bounds:
        start, end = as_days(day.resolve(scene))
        if start != end:
            raise UnknownDateError
        return clock.resolve(scene.seen_from(start, None))

    return Reading("date", clock.precision, resolve, stated=day.stated)


def _read_half_day(match: re.Match[str]) -> Reading | None:
    hour = int(match["h"])
    if not 1 <= hour <= 12:
        return None
    return _read(match, hour % 12 + (12 if match["half"].lower() == "p" else 0), match["m"], match["s"])


def _read_full_day(match: re.Match[str]) -> Reading | None:
    if not match["zone"] and not _LEADS_TO_CLOCK.search(before(match)):
        return None
    return _read(match, int(match["h"]), match["m"], match["s"])


RULES = (
    rule(
        "half_day",
        r"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?)? ?(?P<half>[aApP])(?:\.[mM]\.|[mM]\b)"
        rf"(?:,? \(?{w.ZONE}\)?)?",
        _read_half_day,
    ),
    rule(
        "full_day",
        rf"(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d:])"
        rf"(?P<zone>(?: hours| hrs)?(?: \(?{w.ZONE}\)?)?)",
        _read_full_day,
    ),
    rule(
        "military",
        rf"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?P<s>)(?: hours| hrs)?(?P<zone> ?\(?{w.ZONE}\)?)",
        _read_full_day,
    ),
    rule(
        "noon", r"(?i:(?P<word>noon|midday|midnight))\b(?!-)", lambda match: _read(match, _NOON[match["word"].lower()])
    ),
    rule(
        "o_clock",
        rf"(?P<h>{w.NUMBER}) o[’']clock\b",
        lambda match: _read(match, w.number(match["h"])),
    ),
)
