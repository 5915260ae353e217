"""Relations as tables: for people, CSV, JSON and Parquet."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import IO

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.errors import UsageError
from dragoman.relations.acts import Act
from dragoman.relations.changes import Change, Unusual, changes, unusual
from dragoman.relations.estimates import Estimate
from dragoman.relations.series import QUADS, Relations, Tally

_UNKNOWN = "–"
_SHORT = {
    "verbal cooperation": "coop\nverbal",
    "material cooperation": "coop\nmaterial",
    "verbal conflict": "conflict\nverbal",
    "material conflict": "conflict\nmaterial",
}


Rows = Iterable[Mapping[str, object]]
_SHOWN_GAP = 3  # periods without reports in a row from which on the table gives them one line


def write_csv(rows: Rows, stream: IO[str]) -> None:
    """Flat rows. What is unknown is an empty cell; without rows nothing is written."""
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(stream, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(row)


def write_json(found: Relations, rows: Rows, stream: IO[str]) -> None:
    """One object: the parties, rows as in CSV, the acts, and what turned when, with the acts behind it."""
    odd = unusual(found)
    data = {
        "a": found.a.key,
        "b": found.b.key,
        "by": found.by,
        "rows": list(rows),
        "acts": [_act(act) for act in (*found.acts, *found.unplaced)],
        "changes": [_change(change) for change in changes(found)],
        "unusual": None if odd is None else _unusual(odd),
    }
    json.dump(data, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def write_parquet(rows: Rows, path: Path) -> None:
    """Flat rows as a Parquet file, which appears under its name only when it is whole.

    Raises: UsageError where there is no row, or the file cannot be made.
    """
    import duckdb

    rows = list(rows)
    if not rows:
        raise UsageError(f"nothing to write to '{path}' in this time: give other --since and --until, or other parties")
    types = {name: next((type(row[name]) for row in rows if row[name] is not None), float) for name in rows[0]}
    sql = {str: "VARCHAR", int: "INTEGER", float: "DOUBLE"}
    shape = json.dumps([{name: "DATE" if name in ("start", "end") else sql[kind] for name, kind in types.items()}])
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with duckdb.connect() as connection:
            relation = connection.sql(
                "SELECT unnest(from_json(?::JSON, ?), max_depth := 2)", params=[json.dumps(rows), shape]
            )
            relation.write_parquet(str(part))
        part.replace(path)
    except (duckdb.IOException, OSError) as error:
        part.unlink(missing_ok=True)
        raise UsageError(f"cannot write to '{path}' ({error}): choose another --output") from None


def table(found: Relations, source: str) -> RenderableType:
    """What an analyst sees: a line a period, the turns, and the most unusual period."""
    heading = Text(f"{source} · {found.a.name} and {found.b.name} · by {found.by}", style="dim")
    parts: list[RenderableType] = [heading, Text()]
    if found.number(standing=None):
        parts += [_periods(found), Text()]
    else:
        parts += [
            Text("no events between these two in this time: `dragoman events` lists what the store holds"),
            Text(),
        ]
    parts += [Text(line, style="dim") for line in _left_out(found)]
    for change in changes(found):
        parts += [Text(str(change), style="bold"), *(Text(f"  {act}") for act in change.acts)]
    odd = unusual(found)
    if odd is not None:
        parts += [Text(str(odd), style="bold"), *(Text(f"  {act}") for act in odd.acts)]
    return Group(*parts)


def _periods(found: Relations) -> Table:
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 0), show_edge=False)
    directions = list(found.directions.items())
    grid.add_column("period", no_wrap=True)
    names = [
        "reports",
        "events",
        *(["with\nmissed"] if found.recall else []),
        *(_SHORT[quad] for quad in QUADS),
        "score",
        "mean",
    ]
    names += [name.replace(" ", "\n", 1) for _, name in directions if len(directions) > 1] + ["foreseen", "denied"]
    for name in names:
        grid.add_column(name, justify="right", no_wrap=True)
    series = [found.tallies(direction) for direction, _ in directions if len(directions) > 1]
    others = found.tallies(standing="foreseen"), found.tallies(standing="denied")
    sums = found.tallies()
    for run in _runs(found, sums):
        if len(run) >= _SHOWN_GAP:
            first, last = found.periods[run[0]], found.periods[run[-1]]
            grid.add_row(f"{first.label} to\n{last.label}", *[_UNKNOWN] * len(names))
            continue
        for at in run:
            period, rest = found.periods[at], [_coded(column[at]) for column in (*series, *others)]
            cells = _cells(sums[at], found.recall is not None)
            grid.add_row(period.label, str(period.reports or _UNKNOWN), *cells, *rest)
    return grid


def _runs(found: Relations, sums: Sequence[Tally | None]) -> Iterator[list[int]]:
    """The periods, those of which nothing is known in runs, the others one by one."""
    for unknown, group in groupby(range(len(sums)), key=lambda at: sums[at] is None):
        run = list(group)
        yield from [run] if unknown else ([at] for at in run)


def _cells(sums: Tally | None, recalled: bool) -> Iterator[str]:
    if sums is None:
        yield from [_UNKNOWN] * (7 + recalled)
        return
    yield _span(sums.events) if sums.acts else "0"
    if sums.missed:
        yield _span(sums.missed["events"])
    for quad in QUADS:
        yield short(sums.quads[quad].value)
    yield f"{sums.score.value:+.1f}" if sums.acts else "·"
    yield f"{sums.mean_score.value:+.1f}" if sums.mean_score is not None else "·"


def _span(found: Estimate) -> str:
    """As "12 [10–14]", or "1.3 [0–3]": an expected number is no whole one, which shows while it is small."""
    return f"{short(found.value)} [{found.low:.0f}–{found.high:.0f}]"


def short(value: float) -> str:
    """An expected number for people; a dot for none."""
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value else "·"


def _coded(sums: Tally | None) -> str:
    return _UNKNOWN if sums is None else str(sums.acts or "·")


def _left_out(found: Relations) -> Iterator[str]:
    unplaced, outside = found.left_out()
    if unplaced:
        yield f"{unplaced} more without a date that fits one {found.by}"
    if outside:
        yield f"{outside} more before or after: --since and --until take them in"


def _act(act: Act) -> dict[str, object]:
    start, end = act.interval or (None, None)
    return {
        "event_id": act.event_id,
        "start": start and start.isoformat(),
        "end": end and end.isoformat(),
        "type": act.type,
        "mode": act.mode,
        "quad": act.quad,
        "score": act.score,
        "status": act.status.value,
        "direction": act.direction,
        "actors": act.actors,
        "recipients": act.recipients,
        "p": round(act.p, 4),
        "printings": act.printings,
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "period": change.period.label,
        "p": round(change.p, 4),
        "log10_bayes_factor": round(change.evidence, 2),
        "quad": change.quad,
        "before": {quad: round(rate, 4) for quad, rate in change.before.items()},
        "after": {quad: round(rate, 4) for quad, rate in change.after.items()},
        "events": [act.event_id for act in change.acts],
    }


def _unusual(odd: Unusual) -> dict[str, object]:
    return {
        "period": odd.period.label,
        "quad": odd.quad,
        "events_expected_to_be_true": round(odd.found, 4),
        "events_to_be_expected": round(odd.expected, 4),
        "p": odd.p,
        "events": [act.event_id for act in odd.acts],
    }
