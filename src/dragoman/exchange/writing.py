"""A store's events into a file that others can load, batch by batch."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from dragoman.exchange import acled, documents, gdelt, icews, parquet, polecat
from dragoman.exchange.acts import Coded, LeftOut, Source, coded
from dragoman.exchange.gdelt import Cell
from dragoman.model import Event
from dragoman.record import to_json_line

if TYPE_CHECKING:
    from dragoman.store import Store

FORMATS = (
    "gdelt", "icews", "polecat", "cameo", "acled", "geojson", "stix", "jsonld", "parquet", "csv", "jsonl",
)  # fmt: skip
# Each batch looks through the whole store once, so that small ones are slow.
_BATCH = 5000
_SOURCES = """
    SELECT report_id, address, title, language,
           CASE strpos(text, chr(10)) WHEN 0 THEN length(text) ELSE strpos(text, chr(10)) END AS lead
    FROM reports WHERE report_id IN (SELECT unnest($ids))"""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format of rows is written. header: whether its first line names the columns; null: what stands for none."""

    rows: Callable[[Coded, Mapping[str, Source]], Iterator[list[Cell]]]
    columns: tuple[str, ...]
    header: bool
    null: str
    commas: bool = False


LAYOUTS = {
    "gdelt": Layout(gdelt.rows, gdelt.COLUMNS, header=False, null=""),
    "icews": Layout(icews.rows, icews.COLUMNS, header=True, null="NA"),
    "polecat": Layout(polecat.rows, polecat.COLUMNS, header=True, null="None"),
    "cameo": Layout(icews.triples, ("date", "source", "target", "code"), header=False, null=""),
    "acled": Layout(acled.rows, acled.COLUMNS, header=True, null="", commas=True),
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What `export` wrote. rows: lines, features or objects; events: that they tell of; left_out: events by reason."""

    rows: int
    events: int
    left_out: Mapping[str, int]


def export(store: Store, path: str | os.PathLike[str], form: str, **conditions: Any) -> Exported:
    """Write the events of a store that meet all conditions, those of `Store.events`, into a file.

    The file appears under its name when all is written, else not at all. Memory does not grow with the store. Formats
    without a status leave out what did not happen, unless `status` asks for it by name; `Exported.left_out` counts it.

    Raises: UsageError for an unknown format, or where the file cannot be made; BadDateError.
    """
    from dragoman.cli.output import opened
    from dragoman.errors import UsageError

    if form not in FORMATS:
        raise UsageError(f"{form!r} is no format. Nothing was written. Choose one of: {', '.join(FORMATS)}.")
    batches = store.batches(size=_BATCH, **conditions)
    target = Path(path)
    if form == "parquet":
        part = target.with_name(f".{target.name}.{os.getpid()}.jsonl")
        try:
            with opened(part) as stream:
                done = _write(stream, "jsonl", batches, store, conditions)
            parquet.convert(part, target)
        finally:
            with suppress(OSError):
                part.unlink()
        return done
    with opened(target) as stream:
        return _write(stream, form, batches, store, conditions)


def write(stream: IO[str], form: str, store: Store, **conditions: Any) -> Exported:
    """As `export`, to an open text stream; any format but Parquet."""
    return _write(stream, form, store.batches(size=_BATCH, **conditions), store, conditions)


def sources(store: Store, events: Iterable[Event]) -> dict[str, Source]:
    """What formats need of the reports that print some events."""
    ids = {item.report_id for event in events for item in event.evidence}
    return {row["report_id"]: Source(**row) for row in store.query(_SOURCES, {"ids": list(ids)})}


def _write(
    stream: IO[str], form: str, batches: Iterator[list[Event]], store: Store, conditions: Mapping[str, Any]
) -> Exported:
    if form in LAYOUTS:
        return _write_rows(stream, LAYOUTS[form], batches, store, any_status=conditions.get("status") is not None)
    if form in documents.FRAMES:
        return _write_objects(stream, form, batches, store, any_status=conditions.get("status") is not None)
    count = 0
    if form == "csv":
        from dragoman.cli.output import Writer

        writer = Writer(stream, form)
        for batch in batches:
            writer.write(batch)
            count += len(batch)
        return Exported(count, count, {})
    for batch in batches:
        stream.writelines(f"{to_json_line(event)}\n" for event in batch)
        count += len(batch)
    return Exported(count, count, {})


def _write_rows(
    stream: IO[str], layout: Layout, batches: Iterator[list[Event]], store: Store, *, any_status: bool
) -> Exported:
    line = _comma_line if layout.commas else _tab_line
    if layout.header:
        stream.write(line(layout.columns, layout.null))
    rows, events, left_out = 0, 0, Counter[str]()
    for batch in batches:
        told = sources(store, batch)
        for event in batch:
            act = coded(event, any_status=any_status)
            if isinstance(act, LeftOut):
                left_out[act.value] += 1
                continue
            lines = [line(cells, layout.null) for cells in layout.rows(act, told)]
            stream.writelines(lines)
            rows += len(lines)
            events += bool(lines)
            left_out[LeftOut.TYPE.value] += not lines
    return Exported(rows, events, +left_out)


def _write_objects(
    stream: IO[str], form: str, batches: Iterator[list[Event]], store: Store, *, any_status: bool
) -> Exported:
    before, between, after = documents.FRAMES[form]
    make = documents.DOCUMENTS[form]
    rows, events, left_out, shared = 0, 0, Counter[str](), set[str]()
    stream.write(before)
    for batch in batches:
        told = sources(store, batch)
        for event in batch:
            if form == "stix" and not any_status and not documents.happened(event):
                left_out[event.status.value] += 1
                continue
            objects = list(make(event, told))
            events += bool(objects)
            if form == "stix":  # what many events name stands once
                objects = [item for item in objects if item["id"] not in shared]
                shared.update(item["id"] for item in objects if item["type"] != "report")
            for item in objects:
                stream.write((between if rows else "") + json.dumps(item, ensure_ascii=False))
                rows += 1
    stream.write(after)
    return Exported(rows, events, left_out)


def _tab_line(cells: Iterable[Cell], null: str) -> str:
    """A line without quotation, as these data have it: a tab or a line's end within a value becomes a space."""
    return "\t".join(null if cell is None else " ".join(str(cell).split()) for cell in cells) + "\n"


def _comma_line(cells: Iterable[Cell], null: str) -> str:
    return ",".join(null if cell is None else _quoted(str(cell)) for cell in cells) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n\r') else text
