"""What goes out: files written whole or not at all, consoles, and events in the formats that are offered."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.model import Actor, Event, Record

PIPED_WIDTH = 120  # columns of a table where there is no terminal to ask

COLUMNS = (
    "event_id", "start", "end", "precision", "basis", "type", "mode", "contexts", "status", "historical", "plover",
    "quad", "score", "cameo", "actors", "actor_ids", "actor_countries", "actor_sectors", "recipients",
    "recipient_ids", "recipient_countries", "recipient_sectors", "place", "place_country", "latitude", "longitude",
    "claims", "commitment_id", "commitment_state", "commitment_due", "reports", "independent", "report_ids", "outlets",
    "published", "text_start", "text_end", "trigger", "text", "p", "coder",
)  # fmt: skip
"""The columns of CSV, one row an event. Several values in a cell are parted by "; ". Text, trigger and offsets are
those of the first evidence."""


@contextmanager
def opened(path: Path | None) -> Iterator[IO[str]]:
    """A stream for the output: standard output, or a file that appears under its name only when all is written.

    Raises: UsageError where the file cannot be made. A device or a pipe is written to directly.
    """
    if path is None:
        if hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    target = path.resolve()  # a link keeps pointing where it does
    direct = target.exists() and not target.is_file() and not target.is_dir()
    part = target if direct else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        stream = part.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(
            f"cannot write to '{path}' ({error.strerror}): nothing was read; choose another --output"
        ) from None
    try:
        with stream:
            yield stream
            stream.flush()
            if not direct:
                os.fsync(stream.fileno())
        if not direct:
            part.replace(target)
    except BaseException:
        if not direct:
            with suppress(OSError):
                part.unlink()
        raise


def console(stream: IO[str] | None = None) -> Console:
    """A console that takes words as they are; without colour where the stream is no terminal or NO_COLOR is set."""
    from rich.console import Console

    stream = stream or sys.stdout
    known = stream.isatty() or os.environ.get("COLUMNS", "").isdigit()
    width = None if known else PIPED_WIDTH
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


class Writer:
    """Writes events to a stream in one of the machine formats, as they come."""

    def __init__(self, stream: IO[str], form: str) -> None:
        self._stream = stream
        self._form = form
        self._written = 0
        if form == "csv":
            csv.writer(stream, lineterminator="\n").writerow(COLUMNS)

    def write(self, events: Sequence[Event]) -> None:
        """Write some events."""
        from dragoman.record import to_dict, to_json_line

        for event in events:
            if self._form == "jsonl":
                self._stream.write(to_json_line(event) + "\n")
            elif self._form == "json":
                self._stream.write(("[\n" if not self._written else ",\n") + to_json_line(event))
            else:
                csv.writer(self._stream, lineterminator="\n").writerow(_cells(event, to_dict(event)))
            self._written += 1

    def close(self) -> None:
        """Write what the format needs at its end."""
        if self._form == "json":
            self._stream.write("\n]\n" if self._written else "[]\n")


@contextmanager
def record_writer(stream: IO[str], form: str) -> Iterator[Callable[[Record], None]]:
    """A function that writes records to the stream: tables as a reader sees them, or their events."""
    if form == "table":
        from dragoman import render

        shown = console(stream)
        yield lambda record: shown.print(render.record(record))
        return
    writer = Writer(stream, form)
    yield lambda record: writer.write(record.events)
    writer.close()


def _cells(event: Event, data: Mapping[str, Any]) -> list[Any]:
    """An event as the cells of COLUMNS. None becomes an empty cell."""
    when, where, made = data["when"] or {}, data["where"] or {}, event.commitment
    first = event.evidence[0] if event.evidence else None
    row = {
        **{name: data[name] for name in COLUMNS if name in data},
        **{name: when.get(name) for name in ("start", "end", "precision", "basis")},
        "contexts": _joined(event.contexts),
        "historical": str(event.historical).lower(),
        **_side("actor", event.actors),
        **_side("recipient", event.recipients),
        "place": where.get("name"),
        "place_country": where.get("country"),
        "latitude": where.get("latitude"),
        "longitude": where.get("longitude"),
        "claims": _joined(f"{' < '.join(s.name for s in c.speakers)}: {c.stance}" for c in event.claims),
        "commitment_id": made.commitment_id if made else None,
        "commitment_state": made.state.value if made else None,
        "commitment_due": ((made.due.end or made.due.start) if made.due else None) if made else None,
        "report_ids": _joined(item.report_id for item in event.evidence),
        "outlets": _joined(item.outlet for item in event.evidence if item.outlet),
        "published": first.published if first else None,
        "text_start": first.passage.start if first else None,
        "text_end": first.passage.end if first else None,
        "trigger": first.trigger.text if first else None,
        "text": first.passage.text if first else None,
    }
    return [row[name] for name in COLUMNS]


def _side(name: str, actors: Sequence[Actor]) -> dict[str, str]:
    """One side's four cells, each with a value an actor, so that they stay in step."""
    return {
        f"{name}s": "; ".join(actor.name for actor in actors),
        f"{name}_ids": "; ".join(actor.actor_id for actor in actors),
        f"{name}_countries": "; ".join(actor.country or "" for actor in actors),
        f"{name}_sectors": "; ".join(actor.sector or "" for actor in actors),
    }


def _joined(values: Any) -> str:
    """Distinct values in order, parted by "; "."""
    return "; ".join(dict.fromkeys(values))
