"""The day that a report prints at its head: in a line that is a date and little else, or in its dateline."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{_MONTH}),? (?P<y1>\d{{4}})|"
    rf"(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})|"
    r"(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))"
)
_PARTS = (("y1", "y2", "y3"), ("m1", "m2", "m3"), ("d1", "d2", "d3"))
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,? )?"
_LABEL = r"(?:(?:first |last )?(?:published|updated|posted|modified|filed|released|date)(?: on| at)?:? )?"
_CLOCK = r"(?:[,|]? ?(?:at |- )?\d{1,2}[:.]\d\d.{0,20})?"
_LINE = re.compile(rf"\s*{_LABEL}{_WEEKDAY}{_DAY}{_CLOCK}\s*", re.IGNORECASE)
_DATELINE = re.compile(rf"[A-Z][A-Z.'’-]{{2,}}[\w.'’, ]{{0,40}}, {_WEEKDAY}{_DAY}(?: ?\([\w /.]{{2,20}}\))? ?[-–—]")
_LINES = 8  # so many lines, at most, belong to the head of a report


def printed_day(text: str) -> date | None:
    """The day of publication that a text prints at its head, or None."""
    lines = [line for line in text[:4000].splitlines() if line.strip()][:_LINES]
    for line in lines:
        found = _LINE.fullmatch(line) or _DATELINE.match(line)
        if found:
            year, month, day = (next(filter(None, found.group(*names))) for names in _PARTS)
            try:
                return date(int(year), _number(month), int(day))
            except ValueError:
                return None  # 31 June
    return None


def _number(month: str) -> int:
    return int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
