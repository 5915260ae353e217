"""A round of feeds: what they announce that is not known yet, fetched and made into reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dragoman.errors import DragomanError, EmptyInputError
from dragoman.ingest.feeds import Entry, Feed, entries
from dragoman.ingest.fetching import Answer, Fetcher
from dragoman.ingest.found import Aside, Found
from dragoman.ingest.html import read_page
from dragoman.ingest.many import kind_of, to_report
from dragoman.ingest.text import MAX_CHARACTERS
from dragoman.model import Report

Seen = Callable[[str], tuple[str | None, str | None] | None]
"""Whether an address was fetched: its ETag and time of change as the server gave them; None if it was not."""


def round_of(
    feeds: Sequence[Feed], fetcher: Fetcher, seen: Seen
) -> Iterator[tuple[Report | Aside | None, Answer | None]]:
    """What a round over some feeds brings: each new article, and what is to be noted as fetched with it.

    A feed that has not changed brings nothing. What cannot be fetched or read is set aside with its reason; it is asked
    for again in the next round unless a server gave it and it was no article.
    """
    for feed in feeds:
        etag, modified = seen(feed.address) or (None, None)
        try:
            answer = fetcher.get(feed.address, etag=etag, modified=modified)
            announced = list(entries(answer.body, feed.address)) if answer.status == 200 else []
        except DragomanError as error:
            yield Aside(feed.address, str(error), "feed not to be had"), None
            continue
        whole = True
        for entry in announced:
            if entry.address is None or seen(entry.address) is None:
                item, page = _article(feed, entry, fetcher)
                whole = whole and page is not None
                yield item, page
        if whole and answer.status == 200:
            yield None, replace(answer, address=feed.address)  # else the feed is read again for what is missing


def _article(feed: Feed, entry: Entry, fetcher: Fetcher) -> tuple[Report | Aside, Answer | None]:
    name = entry.address or f"{feed.address} “{entry.title}”"
    page = Answer(name, 200, b"", None, None)
    try:
        if feed.pages and entry.address:
            page = fetcher.get(entry.address)
            found = read_page(page.body, name, entry.address)
        else:
            found = _own_words(entry, name)
    except DragomanError as error:
        fetched = isinstance(error, EmptyInputError)
        return Aside(name, str(error), kind_of(error)), replace(page, address=name) if fetched else None
    told = replace(
        found,
        published=found.published or entry.published,
        title=found.title or entry.title,
        outlet=feed.outlet or found.outlet,
        licence=found.licence or feed.licence,
    )
    return to_report(told, None, feed.outlet, MAX_CHARACTERS), replace(page, address=name)


def _own_words(entry: Entry, name: str) -> Found:
    """An article as far as the feed itself gives it. Raises: EmptyInputError."""
    from trafilatura import html2txt

    text = html2txt(f"<html><body>{entry.content}</body></html>") if entry.content else ""
    if not text:
        raise EmptyInputError(f"{name}: the feed gives no text of it: set pages = true to fetch the page")
    return Found(name, text, entry.published, title=entry.title, address=entry.address)
