"""Web archives (WARC, as Common Crawl's CC-NEWS; WET), read record by record, packed or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError, NotTextError
from dragoman.ingest.found import Aside, Found
from dragoman.ingest.html import read_page

_LARGEST = 10_000_000  # bytes of a page
_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(path: Path) -> Iterator[Found | Aside]:
    """The articles of the pages that were fetched with success; other records are passed over.

    A page's address is that of its record. The day on which it was fetched is not taken for that of publication.
    Raises: NotTextError for a file that is no archive, or where it is torn, after what could be read.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.conversion
    number = 0
    try:
        records = ArchiveIterator(str(path), record_types=kinds, auto_decode="all", max_content_length=_LARGEST)
        for number, record in enumerate(records, 1):
            found = _read(record, f"'{path}' record {number:,}")
            if found is not None:
                yield found
    except (OSError, ValueError, EOFError) as error:
        raise NotTextError(
            f"'{path}' cannot be read as WARC after record {number:,} ({error}): was the download cut off?"
        ) from None
    if not number and path.stat().st_size and not _begins_as_warc(path):
        raise NotTextError(f"'{path}' is no WARC file: it holds no record of a page")


def _read(record: Any, name: str) -> Found | Aside | None:
    """The article of a record; None for what is no page."""
    address = record.headers.get("WARC-Target-URI")
    name = f"{name} ({address})" if address else name
    if record.http_headers is None:  # a WET file: the text of a page, already taken out
        text = record.reader.read().decode("utf-8", "replace")
        return Found(name, text, address=address)
    if record.http_headers.status_code != 200 or (record.http_content_type or "").lower() not in _PAGES:
        return None
    body = record.reader.read()
    try:
        return read_page(body, name, address)
    except DragomanError as error:
        return Aside(name, str(error), "without words or an article")


def _begins_as_warc(path: Path) -> bool:
    import gzip

    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as file:
        return bool(file.read(5) == b"WARC/")
