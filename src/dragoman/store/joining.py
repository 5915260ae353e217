"""Today's reports joined to yesterday's, within a transaction: reprints to their originals, tellings to events."""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from dragoman.linking import merging
from dragoman.linking.across import Joining, Link, Telling, keys, telling
from dragoman.linking.fitting import ALIKE, interval
from dragoman.model import Event, Record, Report
from dragoman.record import independent
from dragoman.record import reports as count_reports
from dragoman.reprints import duplicates
from dragoman.reprints.marks import marks
from dragoman.store.reading import ask, read_tellings, report_from_row
from dragoman.store.rows import Rows, actor_rows, event_row

Write = Callable[[Rows], None]

# An article is compared with so many others, those that share most marks with it, and at least this many of them.
_MOST, _LEAST = 10, 2

_ALIKE_MARKS = """
    WITH new AS (SELECT unnest($owners) AS owner, unnest($marks)::UBIGINT AS mark),
    shared AS (
        SELECT owner, report_id, count(*) AS held FROM marks JOIN new USING (mark)
        WHERE report_id <> owner GROUP BY ALL
    )
    SELECT DISTINCT report_id FROM shared
    WHERE held >= $least OR report_id IN (SELECT report_id FROM marks WHERE mark IN (SELECT unnest($exact)::UBIGINT))
    QUALIFY row_number() OVER (PARTITION BY owner ORDER BY held DESC, report_id) <= $most"""
_GROUPS = """
    SELECT r.report_id, coalesce(original, r.report_id) AS original, published
    FROM reports AS r LEFT JOIN current_reprints USING (report_id)
    WHERE r.report_id IN (SELECT unnest($ids)) OR original IN (
        SELECT original FROM current_reprints WHERE report_id IN (SELECT unnest($ids)))
    ORDER BY published NULLS LAST, r.report_id"""

# Events that share a key and a day with a telling, and are of a type that can be its own: what is compared with it.
# Days are kept as `dragoman.linking.fitting.interval` has them, and a day more.
_NEAR = """
    WITH wanted AS (
        SELECT unnest($keys) AS key, unnest($types) AS type,
            unnest($firsts)::DATE AS first, unnest($lasts)::DATE AS last
    )
    SELECT DISTINCT e.event_id FROM events AS e
    JOIN event_actors AS a USING (event_id)
    JOIN wanted AS w ON w.type = e.type AND w.key = coalesce(
        a.country, CASE WHEN split_part(a.actor_id, ':', 2) = '-' THEN coalesce(a.sector, '-') END,
        nullif(split_part(a.actor_id, ':', 2), ''), a.actor_id)
    WHERE w.first <= CASE WHEN coalesce(e."when" ->> 'basis', 'publication') = 'publication' OR e.when_end IS NULL
        THEN e.published + INTERVAL (CASE WHEN e.status IN ('future', 'hypothetical') THEN 46 ELSE 1 END) DAY
        ELSE e.when_end + INTERVAL 1 DAY END
    AND w.last >= CASE WHEN coalesce(e."when" ->> 'basis', 'publication') = 'publication' OR e.when_start IS NULL
        THEN e.published - INTERVAL (CASE WHEN e.status = 'negated' THEN 15 ELSE 4 END) DAY
        ELSE e.when_start - INTERVAL 1 DAY END"""


@dataclass(slots=True)
class Batch:
    """What a batch brings. runs: of each record; recoded: reports that another coder had read before."""

    records: Sequence[Record]
    runs: Sequence[int]
    recoded: Sequence[str] = ()
    originals: dict[str, str] = field(default_factory=dict)


def join(connection: duckdb.DuckDBPyConnection, write: Write, batch: Batch) -> int:
    """Join a batch, whose rows are written, to what the store holds. Returns: how many events are new to it."""
    changed = _enter_reprints(connection, write, batch)
    told = [event.event_id for record in batch.records for event in record.events]
    touched = set(_homes(connection, told).values()) | set(_told_by(connection, (*batch.recoded, *changed)))
    grown, opened = _enter_tellings(connection, write, batch)
    _put_together(connection, write, touched | grown)
    return opened


def _homes(connection: duckdb.DuckDBPyConnection, tellings: Iterable[str]) -> dict[str, str]:
    """The events of tellings, as far as they have one yet."""
    rows = ask(
        connection,
        "SELECT event_id, telling_id FROM members WHERE telling_id IN (SELECT unnest($ids))",
        {"ids": list(set(tellings))},
    )
    return {row["telling_id"]: row["event_id"] for row in rows}


def _told_by(connection: duckdb.DuckDBPyConnection, reports: Sequence[str]) -> list[str]:
    """The events of which a report holds evidence, or held it by an older coder."""
    rows = ask(
        connection,
        "SELECT DISTINCT event_id FROM members JOIN evidence USING (telling_id) "
        "WHERE report_id IN (SELECT unnest($ids))",
        {"ids": list(reports)},
    )
    return [row["event_id"] for row in rows]


def _enter_reprints(connection: duckdb.DuckDBPyConnection, write: Write, batch: Batch) -> list[str]:
    """Group the printings of one article. Returns: the reports that were known and have another original now."""
    seen = set(batch.recoded)
    new = {r.report.report_id: r.report for r in batch.records if r.report.report_id not in seen}
    marked = dict(zip(new, marks(list(new.values())), strict=True))
    known = _alike(connection, new, marked)
    groups = duplicates([*known.values(), *new.values()])
    rows = ask(connection, _GROUPS, {"ids": list({*known, *new})})
    current = {row["report_id"]: row["original"] for row in rows}
    days = {row["report_id"]: row["published"] or date.max for row in rows}
    moved: list[dict[str, Any]] = []
    position = int(ask(connection, "SELECT coalesce(max(position), 0) AS last FROM reprints")[0]["last"])
    later: set[str] = set()
    for group in groups:
        heads = {current[report_id] for report_id in group}
        members = sorted((r for r in current if current[r] in heads), key=lambda r: (days[r], r in new, r))
        unheld = [r for r in group if r in new]
        later |= set(unheld if len(unheld) < len(group) else unheld[1:])
        for report_id in members:
            if current[report_id] != members[0] or report_id in new:
                position += 1
                moved.append({"report_id": report_id, "original": members[0], "position": position})
                current[report_id] = members[0]
    kept = [{"report_id": r, "mark": mark} for r, own in marked.items() if r not in later for mark in own]
    write({"reprints": moved, "marks": kept})
    batch.originals = current
    return [row["report_id"] for row in moved if row["report_id"] not in new]


def _alike(
    connection: duckdb.DuckDBPyConnection, new: dict[str, Report], marked: dict[str, list[int]]
) -> dict[str, Report]:
    """The reports that share marks with new ones."""
    pairs = [(owner, mark) for owner, own in marked.items() for mark in own]
    rows = ask(
        connection,
        f"SELECT * FROM reports WHERE report_id IN (SELECT report_id FROM ({_ALIKE_MARKS})) ORDER BY report_id",
        {
            "owners": [owner for owner, _ in pairs],
            "marks": [mark for _, mark in pairs],
            "exact": [own[0] for own in marked.values()],
            "least": _LEAST,
            "most": _MOST,
        },
    )
    return {row["report_id"]: report_from_row(row) for row in rows if row["report_id"] not in new}


def _enter_tellings(connection: duckdb.DuckDBPyConnection, write: Write, batch: Batch) -> tuple[set[str], int]:
    """Put the batch's new tellings into events, in the order in which they come.

    Returns: the events that changed, and how many of them are new.
    """
    told = {event.event_id for record in batch.records for event in record.events}
    held = _homes(connection, told)
    new: dict[str, tuple[Telling, int]] = {}
    for record, run_id in zip(batch.records, batch.runs, strict=True):
        for event in record.events:
            if event.event_id not in held and event.event_id not in new:
                report = record.report
                article = batch.originals.get(report.report_id, report.report_id)
                new[event.event_id] = telling(event, report, article), run_id
    joining = Joining(_near(connection, [made for made, _ in new.values()]))
    position = int(ask(connection, "SELECT coalesce(max(position), 0) AS last FROM members")[0]["last"])
    members: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    touched: set[str] = set()
    for made, run_id in new.values():
        position += 1
        link, merged = joining.place(made)
        members.append({"event_id": link.event_id, "telling_id": link.telling_id, "position": position})
        if link.event_id != link.telling_id:
            links.append(_link_row(link, run_id, position))
        touched.add(link.event_id)
        for other in merged:
            links += _move(connection, members, other, run_id, position)
            touched |= {other.event_id, other.telling_id}
    write({"members": members, "links": links})
    return touched, sum(row["event_id"] == row["telling_id"] for row in members)


def _move(
    connection: duckdb.DuckDBPyConnection, members: list[dict[str, Any]], link: Link, run_id: int, position: int
) -> list[dict[str, Any]]:
    """Make the tellings of one event, stored or about to be, those of another. Returns: rows of `links`."""
    values = {"event_id": link.event_id, "old": link.telling_id}
    rows = ask(connection, "SELECT telling_id FROM members WHERE event_id = $old", {"old": link.telling_id})
    connection.execute("UPDATE members SET event_id = $event_id WHERE event_id = $old", values)
    moved = [row["telling_id"] for row in rows]
    for row in members:
        if row["event_id"] == link.telling_id:
            row["event_id"] = link.event_id
            moved.append(row["telling_id"])
    return [_link_row(Link(telling_id, link.event_id, link.p), run_id, position) for telling_id in moved]


def _link_row(link: Link, run_id: int, position: int) -> dict[str, Any]:
    return {
        "telling_id": link.telling_id, "event_id": link.event_id, "run_id": run_id, "position": position, "p": link.p
    }  # fmt: skip


def _near(connection: duckdb.DuckDBPyConnection, new: Sequence[Telling]) -> dict[str, list[Telling]]:
    """The events that new tellings may belong to, with their tellings."""
    wanted = [
        (key, type_, *days)
        for made in new
        if (days := interval(made)) is not None
        for key in keys(made.event)
        for type_ in sorted({made.event.type}.union(*(group for group in ALIKE if made.event.type in group)))
    ]
    if not wanted:
        return {}
    columns = zip(("keys", "types", "firsts", "lasts"), map(list, zip(*wanted, strict=True)), strict=True)
    ids = [row["event_id"] for row in ask(connection, _NEAR, dict(columns))]
    return {event_id: made for event_id, made in _tellings(connection, ids).items() if made}


def _tellings(connection: duckdb.DuckDBPyConnection, events: Sequence[str]) -> dict[str, list[Telling]]:
    """The tellings of events, ready to be compared, in the order in which they were added."""
    told: dict[str, list[Telling]] = {event_id: [] for event_id in events}
    home = _members(connection, events)
    for event, report in read_tellings(connection, list(home)):
        article = event.evidence[0].reprint_of or report.report_id
        told[home[event.event_id]].append(telling(event, report, article))
    return told


def members_of(connection: duckdb.DuckDBPyConnection, event_id: str) -> list[Event]:
    """The tellings of an event that count, in the order in which they were added."""
    return [event for event, _ in read_tellings(connection, list(_members(connection, [event_id])))]


def _members(connection: duckdb.DuckDBPyConnection, events: Sequence[str]) -> dict[str, str]:
    """The event of each telling of some events, in the order in which they were added."""
    rows = ask(
        connection,
        "SELECT telling_id, event_id FROM members WHERE event_id IN (SELECT unnest($ids)) ORDER BY position",
        {"ids": list(events)},
    )
    return {row["telling_id"]: row["event_id"] for row in rows}


def _put_together(connection: duckdb.DuckDBPyConnection, write: Write, touched: Iterable[str]) -> None:
    """Work out anew what events come to. One without a telling that counts is gone from what is asked."""
    ids = sorted(touched)
    home = _members(connection, ids)
    told: dict[str, list[Event]] = defaultdict(list)
    for event, _ in read_tellings(connection, list(home)):
        told[home[event.event_id]].append(event)
    runs = _newest_runs(connection, ids)
    for table in ("events", "event_actors"):
        connection.execute(f"DELETE FROM {table} WHERE event_id IN (SELECT unnest($ids))", {"ids": ids})
    rows: Rows = {"events": [], "event_actors": []}
    for event_id, tellings in told.items():
        event, opening = merging.merge(event_id, tellings), merging.opens(tellings)
        named = {"event_id": event_id, "run_id": runs[event_id]}
        counts = {"reports": count_reports(event), "independent": independent(event)}
        commitment = {"commitment": opening.event_id if opening else None}
        rows["events"].append({**named, **event_row(event), **counts, **commitment})
        rows["event_actors"] += [{**named, **row} for row in actor_rows(event)]
    write(rows)


def _newest_runs(connection: duckdb.DuckDBPyConnection, events: Sequence[str]) -> dict[str, int]:
    rows = ask(
        connection,
        "SELECT event_id, max(run_id) AS run_id FROM current_evidence "
        "WHERE event_id IN (SELECT unnest($ids)) GROUP BY event_id",
        {"ids": list(events)},
    )
    return {row["event_id"]: row["run_id"] for row in rows}
