"""Expressions of time as TimeML has them (TIMEX3): type, and value in the notation of ISO 8601 as TimeML extends it.

Besides dates and times there are durations ("three weeks") and sets ("every Monday"); prepositions ("since", "by") are
no part of the words, and the two ends of a range are two expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dragoman.model import When
from dragoman.timex import words as w

Type = Literal["DATE", "TIME", "DURATION", "SET"]

_UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "weekend": "WE", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "C",
}  # fmt: skip
_CLOCK = {"second", "minute", "hour"}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI", "overnight": "NI"}
_PART = re.compile(r"\b(?:morning|afternoon|evening|night|tonight|overnight)\b", re.IGNORECASE)
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_HAS_TIME = re.compile(r"\dT")
_VAGUE = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}

_UNIT = (
    r"(?P<unit>seconds|quarters|(?:minute|hour|day|night|week|weekend|fortnight|month|year|decade|centur(?:y|ie))s?)"
)
_FEW = r"(?:several|a few|some|many|few|a number of|a couple of|various)"
_DURATION = re.compile(
    rf"(?i:(?P<n>{w.NUMBER}|\d+(?:\.\d+)?)(?: full| whole| more| straight| consecutive)?(?: |-)"
    rf"(?P<half>and a half )?{_UNIT}"
    rf"|(?P<few>{_FEW}) {_UNIT.replace('<unit>', '<unit2>')}"
    r"|(?:(?<=for )|(?<=took )|(?<=in )|(?<=over )|(?<=after ))"
    r"(?P<unit3>(?:hour|day|week|month|year|decade|centurie)s))(?:[- ]long)?\b(?![’'])",
)
_OLD = re.compile(r"[- ](?:old|ago)\b", re.IGNORECASE)
_EVERY = re.compile(
    rf"(?i:\b(?P<each>every|each)(?: (?P<n>other|{w.NUMBER}))? "
    rf"(?:{_UNIT}\b|(?P<day>{w.WEEKDAY})|(?P<part>{w.PART_OF_DAY}))"
    rf"|\b(?P<times>once|twice|(?:{w.NUMBER}) times) (?:an?|per|each|every) (?P<unit2>day|week|month|year)\b"
    r"|\b(?P<word>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annually|annual)\b)"
)
_RECURRING = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
    "quarterly": "P3M", "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression: `text[start:end]` in code points, its TIMEX3 type and value; the interval, if it is a date."""

    start: int
    end: int
    text: str
    type: Type
    value: str
    when: When | None = None


def of_date(start: int, words: str, when: When) -> Timex:
    """The expression that words for a date or time make."""
    end = start + len(words)
    if duration := _rolling(words):
        return Timex(start, end, words, "DURATION", duration, when)
    value = _value(when, words)
    return Timex(start, end, words, "TIME" if _HAS_TIME.search(value) else "DATE", value, when)


def sets(text: str) -> Iterator[Timex]:
    """What recurs: "every Monday", "twice a week", "monthly"."""
    for match in _EVERY.finditer(text):
        yield Timex(match.start(), match.end(), match[0], "SET", _recurrence(match))


def durations(text: str) -> Iterator[Timex]:
    """How long something lasts, wherever it may lie: "three weeks", "10-year"."""
    for match in _DURATION.finditer(text):
        if not _OLD.match(text, match.end()):
            unit = match["unit"] or match["unit2"] or match["unit3"]
            count = match["n"] or "X"
            yield Timex(match.start(), match.end(), match[0], "DURATION", _period(count, unit, bool(match["half"])))


def _recurrence(match: re.Match[str]) -> str:
    if match["word"]:
        return _RECURRING[match["word"].lower()]
    if match["times"]:
        return _period("1", match["unit2"])
    if match["day"]:
        return f"XXXX-WXX-{w.WEEKDAYS[match['day'][:3].lower()] + 1}"
    if match["part"]:
        return f"XXXX-XX-XXT{_PARTS[match['part'].lower()]}"
    return _period({"other": "2", None: "1"}.get(match["n"], match["n"] or "1"), match["unit"])


_ROLLING = re.compile(
    r"(?i:(?:the|this|its|their|his|her) (?:past|last|previous|preceding|next|coming) "
    rf"(?:(?P<n>{w.NUMBER}|{_FEW}) )?{_UNIT})$"
)


def _rolling(words: str) -> str | None:
    """ "The past two weeks" is a length of time that ends now."""
    match = _ROLLING.match(words)
    if match is None:
        return None
    count = match["n"] or ("X" if match["unit"].endswith("s") else "1")
    return _period(count if re.fullmatch(w.NUMBER, count) else "X", match["unit"])


def _period(count: str, unit: str, half: bool = False) -> str:
    """A length in ISO 8601, "X" for a number that is not said."""
    name = unit.lower().removesuffix("s") if not unit.lower().startswith("centur") else "century"
    number = _number(count)
    if half and number != "X":
        number = f"{number}.5"
    if name == "fortnight" and number.isdigit():
        number = str(2 * int(number))
    return f"P{'T' if name in _CLOCK else ''}{number}{_UNITS[name]}"


def _number(count: str) -> str:
    lower = count.lower()
    if re.fullmatch(r"\d+(?:\.\d+)?", lower):
        return lower
    return str(w.number(lower)) if re.fullmatch(w.NUMBER, lower) else "X"


def _value(when: When, words: str) -> str:
    if when.precision in _VAGUE:
        return _VAGUE[when.precision]
    start = when.start or when.end
    if start is None:
        return "XXXX-XX-XX"
    day = start.date() if isinstance(start, datetime) else start
    part = _PART.search(words)
    week = "{}-W{:02d}".format(*day.isocalendar()[:2])
    match when.precision:
        case "second" | "minute" | "hour":
            return f"{start:%Y-%m-%dT%H:%M:%S}" if when.precision == "second" else f"{start:%Y-%m-%dT%H:%M}"
        case "day":
            return f"{day}T{_PARTS[part[0].lower()]}" if part else str(day)
        case "week":
            return week
        case "weekend":
            return f"{week}-WE"
        case "month":
            return f"{day:%Y-%m}"
        case "quarter":
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case "half":
            return f"{day.year}-H{1 if day.month < 7 else 2}"
        case "season":
            return f"{day.year}-{_SEASONS.get(day.month, 'XX')}"
        case "year":
            return str(day.year)
        case "decade":
            return str(day.year // 10)
    return f"{day.year // 100:02d}"
