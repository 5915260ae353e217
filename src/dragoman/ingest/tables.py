"""Tables of reports, one a row: JSONL, CSV and Parquet, read row by row."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO, Any

from dragoman.errors import NotTextError, UsageError
from dragoman.ingest.found import Aside, Found

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "maintext", "article", "article_text", "full_text", "fulltext", "story"),
    "published": (
        "published", "publication_date", "date_publish", "pub_date", "pubdate", "published_at", "publish_date", "date",
    ),
    "outlet": ("outlet", "source", "publisher", "source_domain", "publication", "newspaper", "site", "sitename"),
    "title": ("title", "headline"),
    "address": ("address", "url", "link", "source_url"),
    "licence": ("licence", "license"),
}  # fmt: skip
"""What a report may hold, and the usual names of its column, likeliest first; capitals do not matter."""

_LONGEST_CELL = 2**31 - 1
_ROWS = 500  # of a Parquet file in memory at a time


def parse_columns(given: str) -> dict[str, str]:
    """A mapping from "text=body,published=date". Raises: UsageError, naming the fields there are."""
    pairs = [pair.partition("=") for pair in given.split(",")]
    if any(not name.strip() or field.strip() not in FIELDS for field, _, name in pairs):
        raise UsageError(f"columns '{given}' is off: write text=body,published=date; fields are {', '.join(FIELDS)}")
    return {field.strip(): name.strip() for field, _, name in pairs}


def read_jsonl(path: Path, columns: Mapping[str, str]) -> Iterator[Found | Aside]:
    """One object a line. A line that is no object is set aside alone."""
    with _opened(path) as stream:
        for number, line in enumerate(stream, 1):
            name = f"'{path}' line {number:,}"
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Aside(name, f"{name} is no JSON ({error}): one object a line is read")
                continue
            if isinstance(row, dict):
                yield _found(row, columns, name)
            else:
                yield Aside(name, f"{name} is no JSON object: one object a line is read")


def read_csv(path: Path, columns: Mapping[str, str]) -> Iterator[Found | Aside]:
    """One report a row under a line of names, parted by comma, semicolon or tab: whichever the names have most of."""
    csv.field_size_limit(_LONGEST_CELL)  # the module's own limit is less than a long report
    with _opened(path) as stream:
        head = stream.readline()
        delimiter = max(",;\t", key=head.count)
        names = next(csv.reader([head], delimiter=delimiter), [])
        _require_text(names, columns, path)
        for number, cells in enumerate(csv.reader(stream, delimiter=delimiter), 2):
            if cells:
                yield _found(dict(zip(names, cells, strict=False)), columns, f"'{path}' row {number:,}")


def read_parquet(path: Path, columns: Mapping[str, str]) -> Iterator[Found | Aside]:
    """One report a row. Raises: NotTextError for a file that is no Parquet."""
    import duckdb

    with duckdb.connect() as connection:
        try:
            connection.execute("SELECT * FROM read_parquet($path)", {"path": _literal(path)})
            names = [column[0] for column in connection.description or ()]
            _require_text(names, columns, path)
            rows = chain.from_iterable(iter(lambda: connection.fetchmany(_ROWS), []))
            for number, row in enumerate(rows, 1):
                yield _found(dict(zip(names, row, strict=True)), columns, f"'{path}' row {number:,}")
        except duckdb.Error as error:
            why = str(error).splitlines()[0]
            raise NotTextError(f"'{path}' cannot be read as Parquet ({why}): was the download cut off?") from None


def parquet_rows(path: Path) -> int | None:
    """How many rows a Parquet file says that it has; None for a file that is none."""
    import duckdb

    with duckdb.connect() as connection:
        try:
            found = connection.execute(
                "SELECT sum(num_rows) FROM parquet_file_metadata(?)", [_literal(path)]
            ).fetchone()
        except duckdb.Error:
            return None
    return int(found[0]) if found and found[0] is not None else None


def _literal(path: Path) -> str:
    """The path with the characters that DuckDB takes for wildcards in brackets."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(path))


def _opened(path: Path) -> IO[str]:
    """A stream that turns bytes outside UTF-8 into lone surrogates, so that only the row that has them is refused."""
    raw = gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")  # noqa: SIM115 - the wrapper closes it
    return io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="")


def _column(field: str, names: Iterable[str], columns: Mapping[str, str]) -> str | None:
    """The column that holds a field: the one that is given, else the likeliest of the usual names."""
    if field in columns:
        return columns[field] if columns[field] in names else None
    known = {name.strip().lower(): name for name in names}
    return next((known[usual] for usual in FIELDS[field] if usual in known), None)


def _require_text(names: list[str], columns: Mapping[str, str], path: Path) -> None:
    missing = [name for name in columns.values() if name not in names]
    if missing or _column("text", names, columns) is None:
        raise NotTextError(
            f"'{path}' has no column {', '.join(missing) or 'that is known to hold the text'}; it has "
            f"{', '.join(names)[:300]}. Name it: --columns text=COLUMN,published=COLUMN"
        )


def _found(row: Mapping[str, Any], columns: Mapping[str, str], name: str) -> Found | Aside:
    held = {field: row.get(column) for field in FIELDS if (column := _column(field, row, columns))}
    text = held.pop("text", None)
    if not isinstance(text, str):
        has = ", ".join(map(str, row))[:200]
        return Aside(name, f"{name} has no text (it has {has}): name its column with --columns text=COLUMN")
    values = {field: value if isinstance(value, date) else _word(value) for field, value in held.items()}
    return Found(name, text, **values)  # type: ignore[arg-type]


def _word(value: object) -> str | None:
    """A value of a cell as words; what is empty or structured says nothing."""
    return str(value).strip() or None if isinstance(value, str | int) else None
