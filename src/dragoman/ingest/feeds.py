"""RSS and Atom feeds to the articles that they announce."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.errors import FetchError, MissingFileError, UsageError

_KEYS = {"address": str, "outlet": str, "licence": str, "pages": bool}


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to follow. outlet, licence: of its articles; pages: fetch each page, not only the feed's own words."""

    address: str
    outlet: str | None = None
    licence: str | None = None
    pages: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a feed announces it. content: its text as HTML, where the feed gives it."""

    address: str | None
    title: str | None
    published: date | None
    content: str | None


def settings(path: Path) -> tuple[list[Feed], float]:
    """The feeds of a settings file, and the seconds between two requests to a host (2 unless `delay` says otherwise).

    Raises: MissingFileError; UsageError for what is off, with what is expected.
    """
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MissingFileError(f"'{path}' cannot be read ({error.strerror}): name a file with your feeds") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"'{path}' is no TOML ({error}): {_EXPECTED}") from None
    entries, delay = read.pop("feed", None), read.pop("delay", 2.0)
    if read or not isinstance(entries, list) or not isinstance(delay, int | float) or delay < 0:
        raise UsageError(f"'{path}' is off: {_EXPECTED}")
    return [_feed(entry, path) for entry in entries], float(delay)


_EXPECTED = (
    'write delay = 2.0 (seconds, optional) and for each feed [[feed]] with address = "https://…" and, if you like, '
    "outlet, licence, pages = false"
)


def _feed(entry: Any, path: Path) -> Feed:
    known = isinstance(entry, dict) and "address" in entry and entry.keys() <= _KEYS.keys()
    if not known or not all(isinstance(value, _KEYS[name]) for name, value in entry.items()):
        raise UsageError(f"'{path}' has a feed that is off ({entry}): {_EXPECTED}")
    return Feed(**entry)


def entries(body: bytes, address: str) -> Iterator[Entry]:
    """The articles that a feed announces, in its order. Raises: FetchError for what is no feed."""
    import feedparser

    read = feedparser.parse(body, response_headers={"content-location": address})
    if not read.version and not read.entries:
        raise FetchError(f"{address}: is no RSS or Atom feed")
    for entry in read.entries:
        day = entry.get("published_parsed") or entry.get("updated_parsed")
        contents = [part.get("value") for part in entry.get("content", ())] or [entry.get("summary")]
        yield Entry(
            entry.get("link"), entry.get("title"), date(*day[:3]) if day else None, next(filter(None, contents), None)
        )
