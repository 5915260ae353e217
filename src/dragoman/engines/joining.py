"""Coded parts → the events of the whole corpus, each once: reprints grouped and tellings linked, on whatever engine.

    reports → marks → pairs → reprints          events → tellings → blocks → likely pairs → groups → events

Between the arrows items are grouped by key, which on a cluster is where they travel. Only who is joined to whom comes
back to where the run was started; see `dragoman.linking.blocks` for why the result is that of one process.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from dragoman.engines.local import Flow, Start
from dragoman.engines.parts import COLUMNS, Part, event_row, rows, target, write
from dragoman.linking import blocks
from dragoman.linking.across import Telling
from dragoman.linking.clustering import Groups
from dragoman.model import Event, Report
from dragoman.record import from_dict, independent
from dragoman.record import reports as count_reports
from dragoman.reprints import blocks as reprints

_PARTS = 16  # parts of the input for each file that is written
_TASK = 1 << 20  # bytes of coded files for each task: some ten seconds of work, of which starting it is little


def joined(parts: Sequence[Part], output: Path) -> bool:
    """Whether the events of just these parts stand in the folder."""
    return _file(output, _digest(parts), 0).exists()


def join(parts: Sequence[Part], output: Path, start: Start) -> int:
    """Write the events of coded parts. Returns: how many there are. Files are there whole, the first of them last."""
    digest, files = _digest(parts), -(-len(parts) // _PARTS)
    places = [(str(target(part, "events")), str(target(part, "reports"))) for part in parts]
    tasks = min(len(places), 1 + sum(Path(path).stat().st_size for place in places for path in place) // _TASK)
    originals = _originals(start([reports for _, reports in places], tasks).flatMap(_reports))
    told = start(places, tasks).flatMap(_told).groupByKey().flatMap(partial(_telling, originals))
    pairs = told.flatMap(_in_blocks).groupByKey().flatMap(_likely)
    homes = _roots(pairs.collect())
    events = told.flatMap(partial(_at_home, homes)).groupByKey().flatMap(_events)
    named = [(at, None) for at in range(files)]
    filed = events.flatMap(partial(_filed, files)).union(start(named, 1)).groupByKey()
    written = dict(filed.flatMap(partial(_write, output, digest)).collect())
    for at in reversed(range(files)):
        _unfinished(output, digest, at).replace(_file(output, digest, at))
    for old in (output / "joined").glob("*.parquet"):
        if not old.name.startswith(digest):
            old.unlink()
    return sum(written.values())


def _originals(texts: Flow[Report]) -> dict[str, str]:
    """The original of each report that is a reprint."""
    marked = texts.flatMap(_marked).groupByKey().flatMap(_neighbours)
    compared = marked.groupByKey().flatMap(_compared)
    beside = texts.flatMap(_by_id).union(compared).groupByKey().flatMap(_beside)
    alike = beside.groupByKey().flatMap(_same)
    return {name[1]: original[1] for name, original in _roots(alike.collect()).items() if name != original}


def _roots(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    groups = Groups()
    for one, other in pairs:
        groups.join(one, other)
    return groups.roots()


def _reports(path: str) -> Iterator[Report]:
    for row in rows(path):
        if row["aside"] is None:
            yield Report(**{name: row[name] for name in Report.__dataclass_fields__})


def _marked(report: Report) -> Iterator[tuple[reprints.Mark, reprints.Name]]:
    return reprints.marked([report])


def _neighbours(group: tuple[reprints.Mark, Iterable[reprints.Name]]) -> Iterator[tuple[reprints.Pair, int]]:
    return reprints.neighbours(*group)


def _compared(group: tuple[reprints.Pair, Iterable[int]]) -> Iterator[tuple[str, reprints.Pair]]:
    return reprints.compared(*group)


def _by_id(report: Report) -> Iterator[tuple[str, Report]]:
    yield report.report_id, report


def _beside(group: tuple[str, Iterable[Report | reprints.Pair]]) -> Iterator[tuple[reprints.Pair, Report]]:
    """A report beside each pair that it is of."""
    values = list(group[1])
    report = next(value for value in values if isinstance(value, Report))
    for pair in values:
        if not isinstance(pair, Report):
            yield pair, report


def _same(group: tuple[reprints.Pair, Iterable[Report]]) -> Iterator[reprints.Pair]:
    pair, reports = group
    if reprints.same_article(reports):
        yield pair


def _told(paths: tuple[str, str]) -> Iterator[tuple[str, tuple[Event, Report, int]]]:
    """The events of a part, each with its report and its place among the part's events."""
    events, reports = paths
    known = {report.report_id: report for report in _reports(reports)}
    for at, row in enumerate(rows(events)):
        yield row["event_id"], (from_dict(json.loads(row["record"])), known[row["report_id"]], at)


def _telling(
    originals: dict[str, str], group: tuple[str, Iterable[tuple[Event, Report, int]]]
) -> Iterator[blocks.Placed]:
    yield blocks.place(group[1], originals)


def _in_blocks(told: blocks.Placed) -> Iterator[tuple[blocks.Block, Telling]]:
    for block in blocks.blocks(told.telling):
        yield block, told.telling


def _likely(group: tuple[blocks.Block, Iterable[Telling]]) -> Iterator[tuple[str, str]]:
    return blocks.forest(group[1])


def _at_home(homes: dict[str, str], told: blocks.Placed) -> Iterator[tuple[str, blocks.Placed]]:
    event_id = told.telling.event.event_id
    yield homes.get(event_id, event_id), told


def _events(group: tuple[str, Iterable[blocks.Placed]]) -> Iterator[dict[str, Any]]:
    for event, tellings in blocks.join(group[1]):
        row = event_row(event)
        yield {
            **{name: row[name] for name in COLUMNS["joined"] if name in row},
            "published": min((item.published for item in event.evidence if item.published), default=None),
            "reports": count_reports(event),
            "independent": independent(event),
            "tellings": [telling.event_id for telling in tellings],
        }


def _filed(files: int, row: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    yield int(row["event_id"][:8], 16) % files, row


def _write(output: Path, digest: str, group: tuple[int, Iterable[dict[str, Any] | None]]) -> Iterator[tuple[int, int]]:
    at, given = group
    events = sorted((row for row in given if row), key=lambda row: row["event_id"])
    write(_unfinished(output, digest, at), COLUMNS["joined"], events)
    yield at, len(events)


def _digest(parts: Sequence[Part]) -> str:
    return hashlib.sha256("".join(sorted(part.name for part in parts)).encode()).hexdigest()[:16]


def _file(output: Path, digest: str, at: int) -> Path:
    return output / "joined" / f"{digest}-{at:05}.parquet"


def _unfinished(output: Path, digest: str, at: int) -> Path:
    return output / "joined" / f".{digest}-{at:05}"
