"""A part of a corpus: some entries of one file, coded into two Parquet files. What every engine runs."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

_LEAST = 100  # entries of a part
_MOST = 64  # parts of a file: each reads past the entries of those before it

COLUMNS = {
    "reports": {
        "path": "VARCHAR", "entry": "BIGINT", "report_id": "VARCHAR", "published": "DATE", "outlet": "VARCHAR",
        "title": "VARCHAR", "language": "VARCHAR", "licence": "VARCHAR", "address": "VARCHAR", "text": "VARCHAR",
        "events": "BIGINT", "coder": "VARCHAR", "aside": "VARCHAR", "kind": "VARCHAR",
    },
    "events": {
        "report_id": "VARCHAR", "event_id": "VARCHAR", "published": "DATE", "type": "VARCHAR", "mode": "VARCHAR",
        "status": "VARCHAR", "plover": "VARCHAR", "quad": "VARCHAR", "when_start": "DATE", "when_end": "DATE",
        "actors": "VARCHAR[]", "recipients": "VARCHAR[]", "p": "DOUBLE", "record": "VARCHAR",
    },
    "joined": {
        "event_id": "VARCHAR", "published": "DATE", "type": "VARCHAR", "mode": "VARCHAR", "status": "VARCHAR",
        "plover": "VARCHAR", "quad": "VARCHAR", "when_start": "DATE", "when_end": "DATE", "actors": "VARCHAR[]",
        "recipients": "VARCHAR[]", "p": "DOUBLE", "reports": "BIGINT", "independent": "BIGINT", "tellings": "VARCHAR[]",
        "record": "VARCHAR",
    },
}  # fmt: skip
"""The tables and their columns. aside: why an entry was set aside, null if it was coded; record: the event as JSON.

events: as one report tells it; joined: as all reports do, with the ids of those in `events` as tellings.
"""


@dataclass(frozen=True, slots=True)
class Given:
    """What holds for all reports of a run. columns: where tables keep what; max_characters: the longest text taken."""

    published: date | None = None
    outlet: str | None = None
    max_characters: int | None = None
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """The entries of a file after `first`, up to and with `last`, or to its end; coded into `output` under `name`."""

    path: str
    first: int
    last: int | None
    output: str
    name: str
    given: Given


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a part. aside: entries set aside, by reason."""

    name: str
    reports: int
    events: int
    aside: dict[str, int]


def cut(inputs: Iterable[Path], output: Path, given: Given) -> list[Part]:
    """The parts of files, folders and patterns: a file whose entries can be counted is cut, another one is one part."""
    from dragoman.ingest import count
    from dragoman.ingest.many import files

    parts = []
    for path in files(inputs):
        entries = count([path]) or 0
        size = max(_LEAST, -(-entries // _MOST))
        starts = range(0, max(entries, 1), size)
        for first in starts:
            last = None if first == starts[-1] else first + size
            told = str(path.resolve())
            parts.append(Part(told, first, last, str(output.resolve()), _name(path, told, first, last), given))
    return parts


def _name(path: Path, told: str, first: int, last: int | None) -> str:
    """A name of its own for a part of a file as it is now: one that was changed since is coded anew."""
    state = path.stat() if path.is_file() else None
    key = json.dumps((told, first, last, state and (state.st_size, state.st_mtime_ns)))
    return f"part-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def is_done(part: Part) -> bool:
    """Whether a part is there. Its reports are written last."""
    return target(part, "reports").exists()


def code_part(part: Part) -> Done:
    """Code a part into its files, each of which is there whole or not at all."""
    made: dict[str, list[dict[str, Any]]] = {"events": [], "reports": []}
    aside: Counter[str] = Counter()
    for report, events in _coded(part):
        made["reports"].append(report)
        made["events"] += events
        if report["kind"]:
            aside[report["kind"]] += 1
    for table in ("events", "reports"):
        write(target(part, table), COLUMNS[table], made[table])
    return Done(part.name, len(made["reports"]) - aside.total(), len(made["events"]), dict(aside))


def _coded(part: Part) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """A row for each entry of a part, with the rows of its events."""
    from dragoman import ingest, pipeline

    given = part.given
    limit = ingest.MAX_CHARACTERS if given.max_characters is None else given.max_characters
    said = {"columns": given.columns, "published": given.published, "outlet": given.outlet, "max_characters": limit}
    for placed in ingest.numbered([part.path], skip=lambda _: part.first, **said):  # type: ignore[arg-type]
        if part.last is not None and placed.number > part.last:
            return
        if (item := placed.item) is None:
            continue
        row = dict.fromkeys(COLUMNS["reports"]) | {"path": part.path, "entry": placed.number}
        if isinstance(item, ingest.Aside):
            yield row | {"aside": item.why, "kind": item.kind}, []
            continue
        row |= {name: getattr(item, name) for name in row if hasattr(item, name)}
        try:
            record = pipeline.read(item)
        except Exception as error:  # one odd report must not cost the others their reading
            yield row | {"aside": f"{type(error).__name__}: {error}", "kind": "could not be coded"}, []
            continue
        told = {"report_id": item.report_id, "published": item.published}
        events = [event_row(event) | told for event in record.events]
        yield row | {"events": len(events), "coder": record.coder}, events


def event_row(event: Any) -> dict[str, Any]:
    """The fields of an event that are asked for most, and the whole of it as JSON."""
    from dragoman.record import to_json_line

    line = to_json_line(event)
    told = json.loads(line)
    when = told["when"] or {"start": None, "end": None}
    return {
        **{name: told[name] for name in ("event_id", "type", "mode", "status", "plover", "quad", "p")},
        "when_start": when["start"] and when["start"][:10],
        "when_end": when["end"] and when["end"][:10],
        "actors": [actor["actor_id"] for actor in told["actors"]],
        "recipients": [actor["actor_id"] for actor in told["recipients"]],
        "record": line,
    }


def target(part: Part, table: str) -> Path:
    """The file of a part in a table."""
    return Path(part.output) / table / f"{part.name}.parquet"


def rows(path: str) -> list[dict[str, Any]]:
    """The rows of a Parquet file, by column name, as they were written."""
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [path])
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def write(path: Path, columns: dict[str, str], rows: list[dict[str, Any]]) -> None:
    """Write rows under another name first: two workers at one part write the same, and the last one stands."""
    import duckdb

    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.uname().nodename}-{os.getpid()}")
    kinds = json.dumps([columns])
    try:
        with duckdb.connect() as connection:
            connection.execute(
                "CREATE TABLE rows AS SELECT unnest(from_json(?::JSON, ?), max_depth := 2)",
                [json.dumps(rows, default=str), kinds],
            )
            connection.execute(f"COPY rows TO '{str(unfinished).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
