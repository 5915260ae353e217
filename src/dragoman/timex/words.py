"""The words of dates: named parts from which the patterns are composed, and what they stand for."""

from __future__ import annotations

import re

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
eighteen nineteen"
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS = {word: n for n, word in enumerate(_ONES.split(), 1)} | _TENS | {
    "a": 1, "an": 1, "a couple of": 2, "a dozen": 12, "a hundred": 100,
}  # fmt: skip
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth \
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
ORDINALS = {word: n for n, word in enumerate(_ORDINALS.split(), 1)} | {"last": -1, "final": -1, "opening": 1}
TENS_OF_YEARS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip


def either(words: list[str] | dict[str, int] | str) -> str:
    """A group that matches any of the words, longest first."""
    listed = words.split() if isinstance(words, str) else words
    return "(?:" + "|".join(sorted(listed, key=len, reverse=True)) + ")"


DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[,.:]\d)"
YEAR = r"(?:1\d|20|21)\d\d(?!\d|[,.:]\d|%)"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
WEEKDAY_SHORT = r"(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.?"
SEASON = r"(?:spring|summer|autumn|fall|winter)\b"
DASH = r"[-–—]"
NUMBER = rf"(?:(?:{either(list(_TENS))}-{either(_ONES)}|{either(NUMBERS)})\b|\d{{1,3}}(?![\d,.]))"
FEW = r"(?:a few|several|some|many|a number of|few)"
ORDINAL = rf"(?:{either(ORDINALS)}\b|\d{{1,2}}(?:st|nd|rd|th)\b)"
UNIT = r"(?:seconds|(?:minute|hour|day|week|fortnight|month|quarter|year|decade|centur(?:y|ie))s?)\b"
CALENDAR_UNIT = r"(?:weekend|week|month|quarter|year|decade|century)\b"
YEAR_SAID = rf"(?:{YEAR}|(?:this|last|next|the|that|the same|the current) year\b)"
ZONE = r"(?:(?:GMT|UTC)(?:[+-]\d{1,2})?|[A-Z]{1,3}[SD]T|ET|PT|MSK|local time|[A-Z][a-z]+ time)\b"
PART_OF_DAY = r"(?:morning|afternoon|evening|night)\b"

# What is counted, so that the four digits before it are no year.
COUNTED = re.compile(
    r" (?:\w+ )?(?:[a-z]*people|troops|soldiers|[a-z]*men|[a-z]*children|civilians|persons|officers"
    r"|police|students|tonnes|tons|miles|km|kilomet\w+|met(?:re|er)s|feet|pounds|dollars|euros|homes|houses|cases|deaths|casualties|prisoners"
    r"|hostages|votes|seats|fighters|militants|rebels|migrants|refugees|units|tanks|missiles|drones|rockets|barrels"
    r"|megawatts|percent|per cent|employees|workers|jobs|flights|families|pages|years|months|weeks|days|hours"
    r"|minutes|times|members|delegates|residents|villagers|protesters|demonstrators|others|more|copies|items|points"
    r"|victims|survivors|inmates|detainees|passengers|vehicles|ships|aircraft|warheads|hectares|acres|litres|gallons"
    r"|million|billion|thousand|years?[- ]old|[A-Z]?[a-z]* ?(?:nationals|citizens))\b",
)


def number(words: str) -> int:
    """The number that `NUMBER` matched."""
    words = words.lower()
    if words.isdigit():
        return int(words)
    tens, _, ones = words.partition("-")
    return NUMBERS[tens] + (NUMBERS[ones] if ones else 0)


def ordinal(words: str) -> int:
    """The number that `ORDINAL` matched; -1 for the last."""
    words = words.lower()
    return ORDINALS[words] if words in ORDINALS else leading(words)


def leading(words: str) -> int:
    """The number that the words begin with: 4 of "4th"."""
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]


def month(words: str) -> int:
    return MONTHS[words[:3].lower()]


def unit(words: str) -> str:
    """The singular of what `UNIT` matched."""
    words = words.lower()
    return "century" if words.startswith("centur") else words.removesuffix("s")
