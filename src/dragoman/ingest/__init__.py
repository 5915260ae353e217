"""Files, standard input and strings to reports. The text is kept exactly as given; offsets count its code points."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import BadDateError, MissingFileError, NotTextError
from dragoman.ingest.dateline import printed_day
from dragoman.ingest.found import Aside
from dragoman.ingest.many import MAIL, PAGES, TABLES, WARC, Placed, count, holds_many, kind_of, numbered, reports
from dragoman.ingest.text import MAX_CHARACTERS, byte_limit, check, decode
from dragoman.model import Report

__all__ = [
    "MAX_CHARACTERS",
    "Aside",
    "Placed",
    "Report",
    "count",
    "holds_many",
    "kind_of",
    "numbered",
    "parse_date",
    "read_file",
    "read_stdin",
    "read_text",
    "reports",
]


def read_text(
    text: str,
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    max_characters: int = MAX_CHARACTERS,
    name: str = "the text",
) -> Report:
    """Make a report of a string, which is kept exactly as given.

    published: the publication date, as a date or as YYYY-MM-DD; else the one that the text prints at its head, in a
    line of its own or a dateline, if it does. max_characters: the longest text taken for one report, in code points.
    name: what messages call the text. The report's language is "en", or None for a text too short to say.

    Raises: BadDateError, EmptyInputError, NotTextError, TooLongError, WrongLanguageError.
    """
    day = parse_date(published) if published is not None else printed_day(text)
    language = check(text, name, max_characters=max_characters)
    return Report(_report_id(text, day, outlet), text, published=day, outlet=outlet, language=language)


def read_file(
    path: str | Path,
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    max_characters: int = MAX_CHARACTERS,
) -> Report:
    """Read one report from a file of plain text or Markdown in UTF-8.

    Newlines are not translated; a byte order mark at the start is dropped and does not count in offsets.

    Raises: BadDateError, MissingFileError, EmptyInputError, NotTextError, WrongEncodingError, TooLongError,
    WrongLanguageError, each with the file's name and what to do next.
    """
    path = Path(path)
    day = parse_date(published) if published is not None else None
    name = f"'{path}'"
    text = _reader(path)(path, name, max_characters)
    return read_text(text, published=day, outlet=outlet, max_characters=max_characters, name=name)


def read_stdin(
    stream: BinaryIO | None = None,
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    max_characters: int = MAX_CHARACTERS,
) -> Report:
    """Read one report of plain text in UTF-8 from standard input or another binary stream, as `read_file` does."""
    raw = (stream or sys.stdin.buffer).read(byte_limit(max_characters))
    text = decode(raw, "standard input", max_characters=max_characters)
    return read_text(text, published=published, outlet=outlet, max_characters=max_characters, name="standard input")


def parse_date(value: date | str) -> date:
    """Read a date written YYYY-MM-DD; a date is returned as it is, a datetime loses its time.

    Raises: BadDateError for any other form, since 04/02/2026 is February to some and April to others.
    """
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise BadDateError(f"'{value}' is not a date that can be read: write YYYY-MM-DD, for example 2026-02-04")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadDateError(f"'{value}' is no day of the calendar: write YYYY-MM-DD, for example 2026-02-04") from None


def _report_id(text: str, published: date | None, outlet: str | None) -> str:
    """A stable name for the same printing; NUL, which no text holds, keeps the parts apart."""
    parts = (text, published.isoformat() if published else "", outlet or "")
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _plain(path: Path, name: str, max_characters: int) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(byte_limit(max_characters))
    except FileNotFoundError:
        raise MissingFileError(f"no file {name}: check its name and folder, or give '-' for standard input") from None
    except IsADirectoryError:
        raise MissingFileError(
            f"{name} is a folder, not a report: name the files in it, such as {path}/*.txt"
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise MissingFileError(f"{name} cannot be read ({why}): check the path and who may read it") from None
    return decode(raw, name, max_characters=max_characters)


Reader = Callable[[Path, str, int], str]
"""(path, its name for messages, the limit in characters) to the text of a report."""

_READERS: dict[str, Reader] = {".txt": _plain, ".md": _plain}

_ELSEWHERE = frozenset((*TABLES, *PAGES, *MAIL, *WARC, ".parquet"))
"""What `reports` reads: such a file may hold many reports, or one inside its markup."""

_NOT_YET = frozenset((
    ".doc", ".docx", ".epub", ".json", ".odt", ".pdf", ".rss", ".rtf", ".xls", ".xlsx", ".xml",
))  # fmt: skip


def _reader(path: Path) -> Reader:
    """The reader for a suffix. A suffix that says nothing is read as plain text: the contents are checked anyway."""
    suffix = path.suffix.lower()
    if suffix in _ELSEWHERE and path.is_file():
        raise NotTextError(f"'{path}' is no plain text: read {suffix} files with dragoman.ingest.reports")
    if suffix in _NOT_YET and path.is_file():
        raise NotTextError(f"'{path}': {suffix} files are not read yet: save the text of each report as a .txt file")
    return _READERS.get(suffix, _plain)
