"""Dates that hang on another: on the day of publication ("last week", "on Friday") or on the last date named."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.model import Precision
from dragoman.timex import words as w
from dragoman.timex.periods import Period, Tense, grain, holding, moved, third
from dragoman.timex.reading import Bounds, NoDateError, Reading, Scene, UnknownDateError, after, before, rule

_RECURRING = re.compile(
    r"\b(?:[Ee]very|[Ee]ach|Good|Bloody|Black|Easter|Palm|Super|Ash|Holy|Maundy|Whit|Cyber|Sheffield|on the) $"
)
_NAMED_AFTER = re.compile(r" (?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|Agreement|World|Sun|People|Club)\b")


def _weekday_near(day: date, weekday: int, tense: Tense, strict: bool) -> date:
    """The nearest such weekday on one side of `day`; `strict` leaves `day` itself out."""
    if tense == "future":
        ahead = (weekday - day.weekday()) % 7
        return day + timedelta(days=ahead or (7 if strict else 0))
    back = (day.weekday() - weekday) % 7
    return day - timedelta(days=back or (7 if strict else 0))


def _read_weekday(match: re.Match[str]) -> Reading | None:
    if _RECURRING.search(before(match)) or _NAMED_AFTER.match(after(match)):
        return None
    weekday, which = w.WEEKDAYS[match["day"][:3].lower()], (match["which"] or "").lower().split()
    week = match["week"]

    def resolve(scene: Scene) -> Bounds:
        if week:
            shift = {"last": -1, "next": 1}.get(week.split()[0], 0)
            day = holding(scene.day, "week", shift)[0] + timedelta(days=weekday)
        elif which and which[-1] in {"following", "previous"}:
            tense: Tense = "future" if which[-1] == "following" else "past"
            day = _weekday_near(scene.last_named("day")[0], weekday, tense, strict=True)
        elif which and which[-1] in {"next", "coming", "upcoming"}:
            day = _weekday_near(scene.day, weekday, "future", strict=True)
        elif which and which[-1] in {"last", "past"}:
            day = _weekday_near(scene.day, weekday, "past", strict=True)
        else:
            day = _weekday_near(scene.day, weekday, scene.tense, strict=False)
        return day, day

    return Reading("weekday", "day", resolve)


_SHIFTS = {
    "the day before yesterday": (-2, -2), "the day after tomorrow": (2, 2), "yesterday": (-1, -1), "tomorrow": (1, 1),
    "last night": (-1, -1), "last evening": (-1, -1), "overnight": (-1, 0),
}  # fmt: skip


def _read_named_day(match: re.Match[str]) -> Reading:
    first, last = _SHIFTS.get(match["name"].lower(), (0, 0))
    return Reading("day", "day", lambda scene: (scene.day + timedelta(first), scene.day + timedelta(last)))


def _read_calendar(match: re.Match[str]) -> Reading:
    """ "Last week", "this month": a whole unit of the calendar."""
    unit = match["unit"].lower()
    shift = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
    precision: Precision = "weekend" if unit == "weekend" else grain(unit)

    return Reading("period", precision, lambda scene: holding(scene.day, unit, shift))


def _read_weekend(match: re.Match[str]) -> Reading:
    """ "Over the weekend", "this weekend": the last one begun by the day of publication, or the coming one."""

    def resolve(scene: Scene) -> Bounds:
        this = holding(scene.day, "weekend")
        return this if scene.tense == "future" or this[0] <= scene.day else holding(scene.day, "weekend", -1)

    return Reading("period", "weekend", resolve)


_THE_UNIT = re.compile(
    r"\b(?:(?:end|start|beginning|middle|rest|remainder|course|close|most|much|part|turn) of"
    r"|(?:earlier|later|late|early) in) $",
    re.IGNORECASE,
)


def _read_the_unit(match: re.Match[str]) -> Reading | None:
    """ "The year" after "the end of": the current one. "The year's end" needs no such words."""
    if not match["ends"] and not _THE_UNIT.search(before(match)):
        return None
    unit = match["unit"].lower()
    precision: Precision = "weekend" if unit == "weekend" else grain(unit)

    def resolve(scene: Scene) -> Bounds:
        period = holding(scene.day, unit)
        return third(period, precision, "late") if match["ends"] else period

    return Reading("period", precision, resolve)


def _read_ago(match: re.Match[str]) -> Reading:
    unit, count = w.unit(match["unit"]), w.number(match["n"])
    if match["way"].lower() == "ago":
        count = -count
    return Reading("day", grain(unit), lambda scene: _away(scene.day, unit, count))


def _away(day: date, unit: str, count: int) -> Period:
    """The calendar unit that lies `count` units from `day`."""
    start, end = moved(day, unit, count)
    return (start, end) if grain(unit) == "day" else holding(start, grain(unit))


_NO_DEADLINE = re.compile(
    rf"\b(?:{w.ORDINAL}|only|times?|once|twice|most|least|more|best|worst|[a-z]+iest"
    r"|(?:larg|bigg|high|low|strong|long|old|young|great|fast|warm|cold|hott|weak|steep|sharp|clos)est)\b[^.,;]{0,30}$",
    re.IGNORECASE,
)


def _read_in(match: re.Match[str]) -> Reading | None:
    """ "In ten days" is a date where the clause looks ahead; "took the town in three days" is a duration."""
    if _NO_DEADLINE.search(before(match, 48)):
        return None
    unit, count = w.unit(match["unit"]), w.number(match["n"])
    always = bool(match["time"])

    def resolve(scene: Scene) -> Bounds:
        if scene.tense != "future" and not always:
            raise NoDateError
        return _away(scene.day, unit, count)

    return Reading("day", grain(unit), resolve)


def _read_within(match: re.Match[str]) -> Reading:
    """ "Within 48 hours" runs from publication, unless the words count from an event or tell what is over."""
    unit, count = w.unit(match["unit"]), w.number(match["n"])
    counted = re.match(r" (?:of|after|before|from)\b", after(match)) is not None
    told = re.search(r"(?:ed|fell|took|came|was|were) $", before(match)) is not None

    def resolve(scene: Scene) -> Bounds:
        if counted or (told and scene.tense != "future"):
            raise UnknownDateError
        return scene.day, moved(scene.day, unit, count)[1]

    return Reading("rolling", grain(unit), resolve)


def _read_rolling(match: re.Match[str]) -> Reading:
    """ "The past two weeks", "the next three months": counted from the day of publication."""
    unit, count = w.unit(match["unit"]), w.number(match["n"] or "a")
    if match["which"].lower() in {"past", "last", "previous", "preceding"}:
        return Reading("rolling", grain(unit), lambda scene: (moved(scene.day, unit, -count)[0], scene.day))
    return Reading("rolling", grain(unit), lambda scene: (scene.day, moved(scene.day, unit, count)[1]))


def _read_following(match: re.Match[str]) -> Reading:
    """ "The same day", "the following week": from the last date named."""
    unit = "day" if match["unit"].lower() in {"morning", "afternoon", "evening", "night"} else match["unit"].lower()
    which = match["which"].lower().split()[-1]
    shift = {"following": 1, "next": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}.get(which, 0)
    precision: Precision = "weekend" if unit == "weekend" else grain(unit)
    return Reading("day", precision, lambda scene: holding(scene.last_named(precision)[0], unit, shift))


_FINE: dict[str, Precision] = {"hour": "hour", "minute": "minute", "second": "second"}


def _read_later(match: re.Match[str]) -> Reading:
    """ "Three days later": counted from the last date named; hours and minutes need a time that dates do not give."""
    unit = w.unit(match["unit"])
    if precision := _FINE.get(unit):
        return Reading("vague", precision, lambda scene: (None, None))
    count = w.number(match["n"]) * (1 if match["way"].lower() == "later" else -1)
    return Reading("day", grain(unit), lambda scene: _away(scene.last_named(grain(unit))[0], unit, count))


def _read_vague(match: re.Match[str]) -> Reading:
    precision: Precision = "past" if match["past"] else "present" if match["present"] else "future"
    return Reading("vague", precision, lambda scene: (None, None))


_UNITS = r"(?:hours|days|weeks|months|years|decades|centuries)\b"
_PAST = (
    rf"recently\b|lately\b|of late\b|previously\b|long ago\b|(?:{w.FEW} )?{_UNITS} ago\b"
    rf"|(?:the )?(?:past|last) {w.FEW} {_UNITS}|the (?:past|last) {_UNITS}(?! of\b)"
    rf"|recent (?:{_UNITS}|times\b)|(?<=in )the (?:distant |recent )?past\b(?! (?:{w.NUMBER} )?{w.UNIT})"
)
_PRESENT = (
    r"now\b(?!-| that\b| and (?:then|again)\b)|currently\b|at present\b|presently\b|at the moment\b|nowadays\b"
    r"|these days\b|at this time\b"
)
_FUTURE = (
    rf"(?<!as )(?<!how )(?<!too )soon\b(?! (?:after|before|as)\b)|shortly\b(?! (?:after|before|thereafter)\b)"
    rf"|imminently\b|before long\b|(?<=in )the (?:(?:near|foreseeable|not-too-distant|immediate) )?future\b(?! of\b)"
    rf"|the (?:coming|next) {w.FEW} {_UNITS}|(?:the )?coming {_UNITS}|the {_UNITS} ahead\b"
    rf"|(?:in|within) {w.FEW} {_UNITS}|within {_UNITS}|{_UNITS} to come\b"
)
_FROM_NOW = r"(?P<way>ago|from now|hence|from today)\b"

RULES = (
    rule(
        "weekday",
        rf"(?:(?P<which>(?i:the coming|this coming|this past|the past|the following|the previous|the next|last|next"
        rf"|this|coming|past|upcoming)) )?(?P<day>{w.WEEKDAY}|{w.WEEKDAY_SHORT}(?=,? (?:{w.DAY}|{w.MONTH} \d)))"
        r"(?:,? (?:of )?(?P<week>(?:last|next|this) week)\b)?",
        _read_weekday,
    ),
    rule(
        "named_day",
        rf"(?i:(?P<name>the day before yesterday|the day after tomorrow|yesterday|tomorrow|today|tonight|overnight"
        rf"|last night|last evening|this {w.PART_OF_DAY}))\b",
        _read_named_day,
    ),
    rule(
        "following",
        rf"(?i:(?P<which>the same|that same|that|the following|the previous|the preceding|same"
        rf"|(?:the )?next(?= (?:day|{w.PART_OF_DAY})))"
        rf" (?P<unit>day|{w.PART_OF_DAY}|week|weekend|month|year)\b)(?![-\w]| (?:of|when|that|after)\b)",
        _read_following,
    ),
    rule("vague", rf"(?i:(?P<past>{_PAST})|(?P<present>{_PRESENT})|(?P<future>{_FUTURE}))", _read_vague),
    rule(
        "rolling",
        rf"(?i:(?:the|this|its|their|his|her) (?P<which>past|last|previous|preceding|next|coming)"
        rf"(?: (?P<n>{w.NUMBER}))? (?P<unit>{w.UNIT})(?! of\b| (?:later|earlier)\b))",
        _read_rolling,
    ),
    rule("weekend", r"(?i:(?:the|this) weekend)\b(?! of\b)", _read_weekend),
    rule(
        "calendar",
        rf"(?i:(?P<which>this|last|next|the current) (?P<unit>{w.CALENDAR_UNIT}))(?! of\b|-)",
        _read_calendar,
    ),
    rule("ago", rf"(?i:(?P<n>{w.NUMBER}) (?P<unit>{w.UNIT}) {_FROM_NOW})", _read_ago),
    rule("later", rf"(?i:(?P<n>{w.NUMBER}) (?P<unit>{w.UNIT}) (?P<way>later|earlier)\b)", _read_later),
    rule("in", rf"(?i:in (?P<n>{w.NUMBER}) (?P<unit>{w.UNIT})(?P<time>[’']s? time\b)?)(?! of\b)", _read_in),
    rule("within", rf"(?i:within (?:the next )?(?P<n>{w.NUMBER}) (?P<unit>{w.UNIT}))", _read_within),
    rule(
        "the_unit",
        r"(?i:(?:the )?(?P<unit>weekend|week|month|quarter|year|decade|century)"
        r"(?P<ends>[’']s end|(?<!week)[- ]end)?)\b(?!-)",
        _read_the_unit,
    ),
    rule("in_the_day", r"(?i:(?P<which>earlier|later) in the (?P<unit>day))\b", _read_following),
    rule(
        "year_before",
        rf"(?i:the (?P<unit>day|{w.PART_OF_DAY}|week|month|year) (?P<which>before|after))(?=[,.;]|$)",
        _read_following,
    ),
)
