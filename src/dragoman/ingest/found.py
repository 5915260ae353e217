"""What the readers of files find: the words of a report with what is said of it, or why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from dragoman.errors import BadDateError


@dataclass(frozen=True, slots=True)
class Found:
    """A text as it stands in a file. name: what messages call it, such as "'news.csv' row 12"."""

    name: str
    text: str
    published: date | str | None = None
    outlet: str | None = None
    title: str | None = None
    address: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """What could not be read. why: one sentence that names it and says what to do; kind: the reason in few words."""

    name: str
    why: str
    kind: str = "no report"


def day(value: date | str | None, name: str) -> date | None:
    """A publication date as files write it: ISO 8601 with or without a time, YYYYMMDD, or as mail writes it.

    Raises: BadDateError for any other form, since 04/02/2026 is February to some and April to others.
    """
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    text = value.strip()
    if not text:
        return None
    try:
        if re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", text):
            return date.fromisoformat(text[:10])
        if re.fullmatch(r"\d{8}(?:\d{6})?", text):
            return datetime.strptime(text[:8], "%Y%m%d").date()
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError):
        raise BadDateError(f"{name}: its date '{text[:40]}' cannot be read: write it as YYYY-MM-DD") from None
