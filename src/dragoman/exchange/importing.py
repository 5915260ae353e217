"""Others' events into a store, in a table of their own. DuckDB reads the files, so that memory does not grow."""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters or as quoted text
from __future__ import annotations

import csv
import gzip
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from dragoman import ontology
from dragoman.errors import InputError, MissingFileError, UsageError
from dragoman.exchange.countries import countries
from dragoman.exchange.layouts import FORMATS, JOINS, LAYOUTS, guess
from dragoman.ontology.plover import load
from dragoman.store import opening

if TYPE_CHECKING:
    from dragoman.store import Store


@dataclass(frozen=True, slots=True)
class Imported:
    """What reading a file did. rows: new in the store; known: there already; bad: rows set aside, with examples."""

    file: str
    source: str
    rows: int
    known: int
    bad: int
    examples: tuple[str, ...] = ()


def import_file(store: Store, path: str | os.PathLike[str], form: str | None = None) -> Imported:
    """Read a file of GDELT, ICEWS or POLECAT events into `external_events`; all of it or nothing.

    form: gdelt, icews or polecat; None guesses from the first line. A .gz or .zip file is read as it is. Events that
    are there already, by source and id, are passed over; a row that cannot be read is set aside and counted.

    Raises: MissingFileError; InputError for a file that is none of these; UsageError for an unknown format;
    StoreFullError, StoreError.
    """
    if form is not None and form not in FORMATS:
        raise UsageError(f"{form!r} cannot be imported. Nothing was read. Choose one of: {', '.join(FORMATS)}.")
    name = os.fspath(path)
    with _unpacked(Path(name)) as file:
        header, delimiter = _first_line(file, name)
        source = form or guess(header)
        if source is None:
            raise InputError(
                f"{name} has neither the columns of GDELT, ICEWS nor POLECAT. Nothing was read. "
                "Say which it is with --format."
            )
        try:
            return _read(store, file, name, source, header, delimiter)
        except duckdb.Error as error:
            raise opening.writing_error(store.path, error, f"Nothing of {name} was stored.") from error


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """The file, or what the only file in a .zip holds, for as long as it is needed."""
    if not path.is_file():
        raise MissingFileError(f"{path} is not there, or is no file. Nothing was read. Check the path.")
    if path.suffix.lower() != ".zip":
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "unpacked"
        try:
            with zipfile.ZipFile(path) as packed:
                (only,) = packed.namelist()
                with packed.open(only) as inside, target.open("wb") as out:
                    shutil.copyfileobj(inside, out)
        except (ValueError, zipfile.BadZipFile) as error:
            raise InputError(f"{path} is no .zip of one file. Nothing was read. Unpack it first.") from error
        yield target


def _first_line(file: Path, name: str) -> tuple[list[str], str]:
    """The cells of the first line, and what parts them: a tab or a comma."""
    opened = gzip.open if file.suffix.lower() == ".gz" else open
    try:
        with opened(file, "rt", encoding="utf-8-sig", errors="replace", newline="") as stream:
            line = stream.readline(1_000_000)
    except OSError as error:
        raise InputError(f"{name} cannot be read ({error}). Nothing was read. Check the file.") from error
    if not line.strip():
        raise InputError(f"{name} is empty. Nothing was read.")
    delimiter = "\t" if "\t" in line else ","
    return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter)), delimiter


def _read(store: Store, file: Path, name: str, source: str, header: Sequence[str], delimiter: str) -> Imported:
    layout = LAYOUTS[source]
    named = guess(header) == source and not header[0].isdigit()
    missing = [column for column in layout.columns if column not in header] if named else []
    if not named and len(header) != len(layout.columns):
        raise InputError(
            f"{name} has {len(header)} columns and no header, and {source} has {len(layout.columns)}. Nothing was read."
        )
    columns = _distinct(header) if named else list(layout.columns)
    with store.writing() as cursor:
        _tables(cursor)
        cursor.execute("CREATE OR REPLACE TEMP TABLE rejected (line BIGINT, error VARCHAR)")
        _load(cursor, file, columns, delimiter, named=named, nulls=layout.nulls)
        for column in missing:
            cursor.execute(f"ALTER TABLE raw ADD COLUMN {_name(column)} VARCHAR")
        cursor.execute(_SELECT.format(source=source, **_parts(source)))
        cursor.execute(_FRESH, [source])
        counts = cursor.execute(_COUNTS).fetchone()
        assert counts is not None
        total, good, fresh = counts
        cursor.execute(_INSERT, [source, name, opening.now()])
        rejected = cursor.execute("SELECT count(*) FROM rejected").fetchone()
        lines = cursor.execute("SELECT line, error FROM rejected ORDER BY line LIMIT 3").fetchall()
        cursor.execute("DROP VIEW wanted; DROP TABLE raw; DROP TABLE fresh; DROP TABLE rejected")
    bad = total - good + (rejected[0] if rejected else 0)
    return Imported(name, source, fresh, good - fresh, bad, tuple(f"line {line}: {error}" for line, error in lines))


def _distinct(header: Sequence[str]) -> list[str]:
    """Names for columns, no two alike: some files have more tabs than names."""
    return [name if name and name not in header[:at] else f"extra {at}" for at, name in enumerate(header)]


def _load(
    cursor: duckdb.DuckDBPyConnection,
    file: Path,
    columns: Sequence[str],
    delimiter: str,
    *,
    named: bool,
    nulls: Sequence[str],
) -> None:
    """The file as text in the table `raw`; lines that do not fit in `rejected`."""
    shape = ", ".join(f"{_text(column)}: 'VARCHAR'" for column in columns)
    quote = '"' if delimiter == "," else ""
    packed = "gzip" if file.suffix.lower() == ".gz" else "none"
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM read_csv({_text(str(file))}, delim = {_text(delimiter)}, "
        f"header = {named}, columns = {{{shape}}}, auto_detect = false, "
        f"quote = {_text(quote)}, escape = {_text(quote)}, "
        f"nullstr = [{', '.join(map(_text, nulls))}], compression = '{packed}', strict_mode = false, "
        "max_line_size = 16777216, store_rejects = true, rejects_table = 'bad_lines', rejects_scan = 'bad_scans')"
    )
    cursor.execute("INSERT INTO rejected SELECT line, any_value(error_message) FROM bad_lines GROUP BY line")
    cursor.execute("DROP TABLE bad_lines; DROP TABLE bad_scans")


def _tables(cursor: duckdb.DuckDBPyConnection) -> None:
    """The codes of countries and of CAMEO as tables for this connection."""
    rows = [(one.country, one.fips, one.icews) for one in countries().values()]
    cursor.execute("CREATE OR REPLACE TEMP TABLE countries (iso3 VARCHAR, fips VARCHAR, icews_name VARCHAR)")
    cursor.execute(f"INSERT INTO countries VALUES {', '.join(['(?, ?, ?)'] * len(rows))}", _flat(rows))
    codes: list[tuple[str | None, ...]] = [
        (code, type_, mode, ontology.quad(type_)) for code, (type_, mode, _) in load("cameo.json")["codes"].items()
    ]
    codes += [(code, None, None, "verbal cooperation") for code in _dropped()]
    codes += [(name, name, None, ontology.quad(name)) for name in ontology.TYPES]
    cursor.execute("CREATE OR REPLACE TEMP TABLE codes (code VARCHAR, type VARCHAR, mode VARCHAR, quad VARCHAR)")
    cursor.execute(f"INSERT INTO codes VALUES {', '.join(['(?, ?, ?, ?)'] * len(codes))}", _flat(codes))


def _dropped() -> list[str]:
    """The codes of statements and appeals, which PLOVER leaves out."""
    digits = ["", *map(str, range(10)), *(f"{number:02}" for number in range(100))]
    return [f"{root}{more}" for root in ("01", "02") for more in digits]


def _parts(source: str) -> dict[str, str]:
    fields = LAYOUTS[source].fields
    names = ("iso", "iso2", "home")
    joins = " ".join(
        f"LEFT JOIN countries AS {alias} ON {alias}.{key} = raw.{_name(column)}"
        for alias, (column, key) in zip(names, JOINS[source], strict=False)
    )
    mode = '"Event Mode"' if source == "polecat" else "codes.mode"
    return {
        "fields": ", ".join(f"{sql} AS {name}" for name, sql in fields.items()),
        "joins": joins,
        "code": fields["code"],
        "mode": mode,
    }


_SELECT = """
    CREATE OR REPLACE TEMP VIEW wanted AS
    SELECT raw.rowid AS line, {fields}, codes.type AS type, {mode} AS mode, codes.quad AS quad, to_json(raw) AS "row"
    FROM raw {joins} LEFT JOIN codes ON codes.code = {code}"""

# Only ids and line numbers are gathered, never whole rows. Of two rows with one id the first counts.
_FRESH = """
    CREATE OR REPLACE TEMP TABLE fresh AS SELECT min(line) AS line FROM wanted
    WHERE day IS NOT NULL AND external_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM external_events AS held WHERE held.source = $1 AND held.external_id = wanted.external_id)
    GROUP BY external_id"""
_COUNTS = """
    SELECT count(*), count(*) FILTER (external_id IS NOT NULL AND day IS NOT NULL), (SELECT count(*) FROM fresh)
    FROM wanted"""
_INSERT = """
    INSERT INTO external_events BY NAME
    SELECT $1 AS source, * EXCLUDE (line, "row"), json_merge_patch('{}', "row") AS "row", $2 AS file, $3 AS imported
    FROM wanted WHERE line IN (SELECT line FROM fresh)"""


def _flat(rows: Sequence[Sequence[str | None]]) -> list[str | None]:
    return [value for row in rows for value in row]


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
