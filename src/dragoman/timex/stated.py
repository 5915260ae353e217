"""Dates by their own names: days, months, years, and what is counted from them. "4 February" still lacks a year."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from dragoman.model import Precision
from dragoman.timex import words as w
from dragoman.timex.periods import Period, century, grain, holding, months, nearest, season, years
from dragoman.timex.reading import Bounds, Kind, Reading, Scene, UnknownDateError, after, before, fixed, rule

_AROUND = range(-8, 9)  # a yearless 29 February is at most eight years away


def year_said(words: str, scene: Scene) -> int:
    """The year that `YEAR_SAID` names. Raises UnknownDateError where it hangs on a date that is not known."""
    if words[0].isdigit():
        return int(words)
    which = words.lower().split()[-2]
    if which in {"that", "same"}:
        return scene.last_named("year")[0].year
    return scene.day.year + {"last": -1, "next": 1}.get(which, 0)


def _of_year(kind: Kind, precision: Precision, said: str | None, build: Callable[[int], Period]) -> Reading:
    """A reading of what has its place in every year: in the year said, else in the one that the tense asks for."""

    def resolve(scene: Scene) -> Bounds:
        if said:
            return build(year_said(said, scene))
        return nearest((build(scene.day.year + shift) for shift in (-1, 0, 1)), scene.day, scene.tense)

    return Reading(kind, precision, resolve, stated=said is not None and said[0].isdigit())


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_iso(match: re.Match[str]) -> Reading | None:
    if match["sep"] != match["sep2"]:
        return None
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        if match["hour"] is None:
            return fixed("date", "day", (day, day))
        seconds = int(match["sec"] or 0)
        moment = datetime(day.year, day.month, day.day, int(match["hour"]), int(match["minute"]), seconds)
    except ValueError:
        return None
    last = moment if match["sec"] else moment + timedelta(seconds=59)
    return Reading("date", "second" if match["sec"] else "minute", lambda scene: (moment, last), stated=True)


def _read_numeric(match: re.Match[str]) -> Reading | None:
    """With slashes, read only where one order is possible; with dots the day comes first wherever they are used."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sep"] != match["sep2"]:
        return None
    orders = {(first, second)} if match["sep"] == "." else {(first, second), (second, first)}
    days = {day for d, m in orders if (day := _day_or_none(year, m, d))}
    return fixed("date", "day", (min(days), max(days))) if len(days) == 1 else None


def _read_date(match: re.Match[str]) -> Reading | None:
    first, month = w.leading(match["d"]), w.month(match["month"])
    last = w.leading(match["d2"]) if match["d2"] else first
    if last < first or not _day_or_none(2024, month, last):
        return None

    def resolve(scene: Scene) -> Bounds:
        asked = [year_said(match["year"], scene)] if match["year"] else [scene.day.year + n for n in _AROUND]
        days = [(_day_or_none(year, month, first), _day_or_none(year, month, last)) for year in asked]
        known = [(start, end) for start, end in days if start and end]
        if match["year"]:
            return known[0] if known else (None, None)
        return nearest(known, scene.day, scene.tense)

    return Reading("date", "day", resolve, stated=bool(match["year"]) and match["year"][0].isdigit())


_HOLIDAYS = {"christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
             "new year's day": (1, 1)}  # fmt: skip


def _read_holiday(match: re.Match[str]) -> Reading:
    month, day = _HOLIDAYS[match["name"].lower().replace("’", "'")]
    return _of_year("date", "day", match["year"], lambda year: (date(year, month, day), date(year, month, day)))


def _read_month_of_year(match: re.Match[str]) -> Reading:
    month = w.month(match["month"])
    return _of_year("month", "month", match["year"], lambda year: months(date(year, month, 1), 1))


_LEADS_TO_MONTH = re.compile(
    r"\b(?:in|since|until|till|last|next|this|through|during|throughout|early|mid|late|every|back in"
    r"|(?:end|start|beginning|middle|close|month|week|weekend|half|days|course) of)[ -]$", re.IGNORECASE
)  # fmt: skip
_LEADS_TO_SAFE_MONTH = re.compile(r"\b(?:by|from|between|before|after|for|of|to|and|or|around|on)[ -]$")
_MONTH_BEFORE = re.compile(rf"(?:{w.MONTH}(?: \d{{4}})?|\d{{1,2}}),? ?(?:to|until|through|and|or|,|-|–) ?$")
_DETERMINER = re.compile(r"\b(?:the|an?|its|his|her|their|our|[Tt]his|that|[’']s)[ ]$", re.IGNORECASE)
_NOUN_AHEAD = re.compile(r" (?!(?:on|of|for|to|through|from|in|and|by|has|is|was|will)\b)[a-z]")


def _is_month(match: re.Match[str]) -> bool:
    """Whether a month's bare name is the month: "May" and "March" need more proof than "October"."""
    name, ahead, back = match["month"], after(match), before(match)
    if name in {"May", "March", "April", "June", "August"} or name.endswith(".") or len(name) <= 4:
        if _LEADS_TO_MONTH.search(back) or _MONTH_BEFORE.search(back):
            return True
        named = re.match(r" [A-Z]", ahead) is not None
        if name == "May":
            return (
                re.search(r"\b(?:by|from|between) $", back) is not None
                and re.match(r"[,.;]| (?:to|and|or)\b|$", ahead) is not None
            )
        if _LEADS_TO_SAFE_MONTH.search(back) and not named:
            return True
        return bool(_DETERMINER.search(back) and _NOUN_AHEAD.match(ahead))
    return not (
        re.search(r"\b(?:Black|Red|Bloody) $", back) or (_DETERMINER.search(back) and re.match(r" [A-Z]", ahead))
    )


def _read_month(match: re.Match[str]) -> Reading | None:
    if not (match["which"] or _is_month(match)):
        return None
    month, which = w.month(match["month"]), (match["which"] or "").lower()

    def resolve(scene: Scene) -> Bounds:
        around = [months(date(scene.day.year + shift, month, 1), 1) for shift in (-1, 0, 1)]
        if which in {"last", "this past"}:
            return [period for period in around if period[1] < scene.day][-1]
        if which in {"next", "this coming"}:
            return next(period for period in around if period[0] > scene.day)
        return nearest(around, scene.day, scene.tense)

    return Reading("month", "month", resolve)


_IN = re.compile(
    r"\b(?:in|since|until|till|during|throughout|as of|back in|year|years)[ ]$|\b(?:early|mid|late)[ -]$", re.IGNORECASE
)
_NEAR_YEAR = re.compile(
    r"\b(?:by|of|from|to|through|before|after|between|for|the|an?|this|its|their|his|her|our|my|than|around|on)[ ]$"
    r"|[’']s? $|(?:\d{4},?|\() ?(?:and |or |to |until |through |-|–)?$"
    r"|\b(?:end|start|beginning|late|early|middle)[ -]$",
    re.IGNORECASE,
)
_AMOUNT_OF = re.compile(
    r"\b(?:force|total|number|group|population|crowd|army|maximum|minimum|range|average|capacity|height|altitude|depth|"
    r"length|distance|toll|team|contingent|garrison|list|cost|price|salary|fine|cap|limit|ceiling|quota|rate) of $"
)
_OF = re.compile(r"\b(?:of|for|than|to) $")
_PLURAL = re.compile(r" [a-z]{3,}[a-rt-z]s\b")
_MORE_NUMBER = re.compile(r"(?: (?:to|and|or) |-|–)\d[\d,]*")


def _is_year(match: re.Match[str]) -> bool:
    back, ahead = before(match), after(match, 48)
    if number := _MORE_NUMBER.match(ahead):
        ahead = ahead[number.end() :]
    if w.COUNTED.match(ahead) or _AMOUNT_OF.search(back) or (_OF.search(back) and _PLURAL.match(ahead)):
        return False
    if _IN.search(back):
        return True
    if re.search(r"\b(?:the|an?|its|their|his|her|our|my|this|[’']s?) $", back, re.IGNORECASE):
        return int(match["y"]) >= 1600 and re.match(r"[ -]\w", ahead) is not None
    return bool(_NEAR_YEAR.search(back) or (re.search(r"[a-z], $", back) and re.match(r"[.,;)]", ahead)))


def _read_year(match: re.Match[str]) -> Reading | None:
    first, said = int(match["y"]), match["y2"]
    last = first if said is None else int(match["y"][: 4 - len(said)] + said)
    if last < first or (said is None and not _is_year(match)):
        return None
    return fixed("year", "year", years(first, last))


def _read_decade(match: re.Match[str]) -> Reading:
    if match["word"]:
        first = 1900 + w.TENS_OF_YEARS[match["word"].lower()]
    elif match["short"]:
        first = 1900 + int(match["short"])
    else:
        first = int(match["y"])
    if first % 100 == 0 and first < 2000:  # "the 1800s" are the century, "the 2000s" its first ten years
        return fixed("period", "century", years(first, first + 99))
    return fixed("period", "decade", years(first, first + 9))


def _read_century(match: re.Match[str]) -> Reading | None:
    number = w.ordinal(match["n"])
    if number == -1:
        return Reading("period", "century", lambda scene: holding(scene.day, "century", -1))
    return fixed("period", "century", century(number)) if 1 <= number <= 30 else None


def _read_quarter(match: re.Match[str]) -> Reading | None:
    number = int(match["q"]) if match["q"] else w.ordinal(match["n"])
    number = 4 if number == -1 else number
    if not 1 <= number <= 4:
        return None
    return _of_year("period", "quarter", match["year"], lambda year: months(date(year, 3 * number - 2, 1), 3))


def _read_half(match: re.Match[str]) -> Reading | None:
    number = 1 if match["n"].lower() in {"first", "1"} else 2
    return _of_year("period", "half", match["year"], lambda year: months(date(year, 6 * number - 5, 1), 6))


def _read_season_of_year(match: re.Match[str]) -> Reading:
    name = match["season"].lower()
    return _of_year("period", "season", match["year"], lambda year: season(name, year))


def _read_season(match: re.Match[str]) -> Reading:
    name, which = match["season"].lower(), match["which"].lower().split()[-1:]

    def resolve(scene: Scene) -> Bounds:
        around = [season(name, scene.day.year + shift) for shift in (-2, -1, 0, 1)]
        if which in (["last"], ["past"]):
            return [period for period in around if period[1] < scene.day][-1]
        if which in (["next"], ["coming"]):
            return next(period for period in around if period[0] > scene.day)
        return nearest(around, scene.day, scene.tense)

    return Reading("period", "season", resolve)


_LEADS_TO_SEASON = re.compile(
    r"\b(?:in|over|during|by|until|since|before|throughout|(?:end|start|beginning|middle) of)"
    r"(?: the)? (?:early |mid-|late )?$"
)


def _read_bare_season(match: re.Match[str]) -> Reading | None:
    if not _LEADS_TO_SEASON.search(before(match)) or re.match(r" of\b| [A-Z]", after(match)):
        return None
    return _read_season(match)


def _read_fiscal(match: re.Match[str]) -> Reading:
    """Fiscal years begin in different months in different countries: only "2025-26" says which years they touch."""
    said, last = match["y"], match["y2"]
    if last:
        return fixed("rolling", "year", years(int(said), int(said[: 4 - len(last)] + last)))
    return Reading("rolling", "year", lambda scene: (None, None), stated=True)


def _read_this_fiscal(match: re.Match[str]) -> Reading:
    return Reading("rolling", "year", lambda scene: (None, None))


def _read_part(match: re.Match[str]) -> Reading | None:
    """ "The first week of March", "the first three months of the year"."""
    number, unit = w.ordinal(match["n"]), w.unit(match["unit"])
    count = w.number(match["count"]) if match["count"] else 1
    fits = {"day": 366, "week": 53, "month": 12, "year": 10}
    if number > fits[unit] or (count > 1 and number not in {1, -1}):
        return None

    def resolve(scene: Scene) -> Bounds:
        whole = _whole(match, scene)
        if number == -1:
            end = whole[1]
            start = holding(end, unit, 1 - count)[0] if unit != "week" else end - timedelta(days=7 * count - 1)
        else:
            start, end = _counted(whole[0], unit, number - 1, count)
        if start < whole[0] or end > whole[1]:
            raise UnknownDateError
        return start, end

    return Reading("period", grain(unit), resolve, stated=bool(match["year"]) and match["year"][0].isdigit())


def _counted(first: date, unit: str, skipped: int, count: int) -> Period:
    if unit in {"day", "week"}:
        length = 1 if unit == "day" else 7
        start = first + timedelta(days=skipped * length)
        return start, start + timedelta(days=count * length - 1)
    return holding(first, unit, skipped)[0], holding(first, unit, skipped + count - 1)[1]


def _whole(match: re.Match[str], scene: Scene) -> Period:
    said = match["year"]
    if not match["month"]:
        return holding(date(year_said(said, scene), 1, 1), "year")
    month = w.month(match["month"])
    if said:
        return months(date(year_said(said, scene), month, 1), 1)
    around = (months(date(scene.day.year + shift, month, 1), 1) for shift in (-1, 0, 1))
    return nearest(around, scene.day, scene.tense)


_SAID = rf"(?P<year>{w.YEAR}|(?:this|last|next) year\b)"
_YEAR_AFTER = rf"(?:(?:, ?| | of ){_SAID})?"
_OF_YEAR = rf"(?:(?: of|,)? (?P<year>{w.YEAR_SAID}))?"
_FISCAL_YEAR = r"(?:fiscal|financial|budget) year\b"
_WHICH = "this|last|next|the coming|this coming|the past|this past"
_TO = rf"(?: ?{w.DASH} ?| to | and | or | & | through | until )"

RULES = (
    rule(
        "iso",
        r"(?P<y>\d{4})(?P<sep>[-/])(?P<m>\d\d)(?P<sep2>[-/])(?P<d>\d\d)(?!\d)"
        r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<sec>\d\d))?(?:Z|[+-]\d\d:?\d\d)?)?",
        _read_iso,
    ),
    rule(
        "numeric",
        r"(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P<sep2>[./])(?P<y>[12]\d{3})(?![\d/]|\.\d)",
        _read_numeric,
    ),
    rule(
        "day_month",
        rf"(?:(?:[Ff]rom|[Bb]etween) (?=(?:the )?{w.DAY}{_TO}))?(?:the )?(?P<d>{w.DAY})"
        rf"(?:{_TO}(?:the )?(?P<d2>{w.DAY}))?(?: of)? (?P<month>{w.MONTH})(?!\w){_YEAR_AFTER}",
        _read_date,
    ),
    rule(
        "month_day",
        rf"(?:(?:[Ff]rom|[Bb]etween) (?={w.MONTH} {w.DAY}{_TO}{w.DAY}))?"
        rf"(?P<month>{w.MONTH}) (?:the )?(?P<d>{w.DAY})(?![-–]\d{{3}})"
        rf"(?:{_TO}(?P<d2>{w.DAY})(?! {w.MONTH}))?{_YEAR_AFTER}",
        _read_date,
    ),
    rule("month_of_year", rf"(?P<month>{w.MONTH})(?:,? of|,)? {_SAID}", _read_month_of_year),
    rule(
        "part",
        rf"(?i:the )?(?P<n>(?i:{w.ORDINAL}))(?: (?P<count>{w.NUMBER}))? (?P<unit>(?:day|week|month|year)s?) of "
        rf"(?:(?P<month>{w.MONTH})(?!\w))?(?:(?:(?<=of )|,? )(?P<year>{w.YEAR_SAID}))?(?<! of )",
        _read_part,
    ),
    rule(
        "fiscal",
        rf"(?i:the )?(?:(?i:fiscal|financial|budget)(?i: years?)? |FY ?)(?P<y>{w.YEAR})"
        r"(?:[-–/](?P<y2>\d{4}|\d\d)\b)?",
        _read_fiscal,
    ),
    rule("fiscal_last", rf"(?i:the )?(?P<y>{w.YEAR})(?:[-–/](?P<y2>\d{{4}}|\d\d))? {_FISCAL_YEAR}", _read_fiscal),
    rule("fiscal_this", rf"(?i:(?:this|last|next|the current|the coming) {_FISCAL_YEAR})", _read_this_fiscal),
    rule("quarter", rf"(?i:the )?(?:(?P<n>(?i:{w.ORDINAL}))[ -]quarter|Q(?P<q>[1-4])\b){_OF_YEAR}", _read_quarter),
    rule("half", rf"(?i:the )?(?P<n>(?i:first|second|latter)) half of (?P<year>{w.YEAR_SAID})", _read_half),
    rule("half_short", rf"H(?P<n>[12]) (?P<year>{w.YEAR})", _read_half),
    rule(
        "season_of_year",
        rf"(?i:the )?(?P<season>(?i:{w.SEASON}))(?:,? of|,)? (?P<year>{w.YEAR_SAID})",
        _read_season_of_year,
    ),
    rule("season_named", rf"(?i:(?P<which>{_WHICH}) )(?P<season>{w.SEASON})(?! in\b)", _read_season),
    rule("season", r"(?P<which>)(?:the )?(?P<season>spring|summer|autumn|winter)\b", _read_bare_season),
    rule(
        "month", rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?) )?(?P<month>{w.MONTH})(?!\w)", _read_month
    ),
    rule(
        "holiday",
        rf"(?P<name>Christmas (?:Eve|Day)|Boxing Day|New Year[’']s (?:Eve|Day))\b(?:,? (?P<year>{w.YEAR_SAID}))?",
        _read_holiday,
    ),
    rule("century", rf"(?i:the )?(?P<n>(?i:{w.ORDINAL}))[ -][Cc]entury\b", _read_century),
    rule(
        "decade",
        rf"(?i:the )?(?:(?P<y>(?:1\d|20)\d0)[’']?s\b|[’'‘](?P<short>[2-9]0)s\b"
        rf"|(?<=the )(?P<word>(?i:{w.either(w.TENS_OF_YEARS)})))(?!\w)",
        _read_decade,
    ),
    rule(
        "year",
        rf"(?P<y>{w.YEAR})(?!-\d{{3}}|/\d)(?:[-–/](?P<y2>(?:1\d|20|21)\d\d|\d\d)(?![\d-]))?(?!s\b|\w)",
        _read_year,
    ),
)
