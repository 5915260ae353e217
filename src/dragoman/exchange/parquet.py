"""Parquet with the record's own fields: one row an event, actors and evidence as lists of structs."""

# ruff: noqa: S608 - the SQL put together here is our own
from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import duckdb

_ACTOR = (
    "STRUCT(actor_id VARCHAR, name VARCHAR, country VARCHAR, sector VARCHAR, office VARCHAR, p DOUBLE, "
    "kind VARCHAR, gender VARCHAR, other_sectors VARCHAR[], rule VARCHAR)"
)
# The ends of a time may bear hours, and so stay text.
_WHEN = 'STRUCT("start" VARCHAR, "end" VARCHAR, precision VARCHAR, basis VARCHAR, "text" VARCHAR)'
_SPAN = 'STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT)'
_PLACE = (
    "STRUCT(name VARCHAR, country VARCHAR, latitude DOUBLE, longitude DOUBLE, geonames_id BIGINT, p DOUBLE, "
    "admin1 VARCHAR, precision VARCHAR)"
)  # fmt: skip
_CLAIM = (
    f"STRUCT(speakers {_ACTOR}[], stance VARCHAR, cue VARCHAR, quoted BOOLEAN, report_id VARCHAR, "
    '"start" BIGINT, "end" BIGINT)'
)
_COMMITMENT = (
    f"STRUCT(commitment_id VARCHAR, promisors {_ACTOR}[], beneficiaries {_ACTOR}[], "
    f'act STRUCT("type" VARCHAR, "mode" VARCHAR), condition VARCHAR, due {_WHEN}, state VARCHAR, '
    'findings STRUCT(state VARCHAR, "on" DATE, event_id VARCHAR, p DOUBLE, "by" VARCHAR)[])'
)
_EVIDENCE = (
    'STRUCT(report_id VARCHAR, outlet VARCHAR, published DATE, "start" BIGINT, "end" BIGINT, "text" VARCHAR, '
    f'"trigger" {_SPAN}, actors {_SPAN}[], recipients {_SPAN}[], reprint_of VARCHAR)'
)

COLUMNS = {
    "event_id": "VARCHAR", "type": "VARCHAR", "mode": "VARCHAR", "contexts": "VARCHAR[]", "status": "VARCHAR",
    "historical": "BOOLEAN", "plover": "VARCHAR", "quad": "VARCHAR", "score": "DOUBLE", "cameo": "VARCHAR",
    "actors": f"{_ACTOR}[]", "recipients": f"{_ACTOR}[]", "when": _WHEN, "where": _PLACE, "claims": f"{_CLAIM}[]",
    "commitment": _COMMITMENT, "evidence": f"{_EVIDENCE}[]", "reports": "BIGINT", "independent": "BIGINT",
    "p": "DOUBLE", "coder": "VARCHAR",
}  # fmt: skip
"""The columns and their types in DuckDB's words. They are stated, so that an empty file has them too."""

# One thread and small groups of rows: with what DuckDB does by itself, a million events take 2 GB instead of 0.4.
_ROWS = 10_000
_LINE = 1 << 24  # bytes of a line that DuckDB makes room for; more where a line is longer


def convert(lines: Path, target: Path) -> None:
    """Make a Parquet file of a file of JSON lines as `to_json_line` writes them. Whole or not at all.

    Raises: UsageError where the file cannot be made.
    """
    from dragoman.errors import UsageError

    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
    try:
        with duckdb.connect(config={"autoinstall_known_extensions": False, "threads": 1}) as connection:
            connection.execute(
                f"COPY (SELECT * FROM read_json({_text(lines)}, format = 'newline_delimited', "
                f"maximum_object_size = {max(_LINE, _longest(lines))}, columns = {{{columns}}})) TO {_text(part)} "
                f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROWS})"
            )
        part.replace(target)
    except (duckdb.IOException, OSError) as error:
        raise UsageError(f"cannot write to '{target}' ({error}): nothing was written; choose another file") from error
    finally:
        with suppress(OSError):
            part.unlink()


def _longest(lines: Path) -> int:
    """The bytes of a file's longest line."""
    with lines.open("rb") as stream:
        return max(map(len, stream), default=0)


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
