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
from dragoman.store import dyads
from dragoman.store.reading import ask, read_tellings, report_from_row
from dragoman.store.rows import Numbers, Rows, actor_rows, event_row

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
    SELECT r.report, r.report_id, coalesce(original, r.report_id) AS original, published
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
    SELECT DISTINCT e.event, e.event_id FROM events AS e
    JOIN takes_part USING (event) JOIN parties AS a USING (party)
    JOIN wanted AS w ON w.type = e.type AND w.key = coalesce(
        a.country, CASE WHEN split_part(a.actor_id, ':', 2) = '-' THEN coalesce(a.sector, '-') END,
        nullif(split_part(a.actor_id, ':', 2), ''), a.actor_id)
    WHERE w.first <= CASE WHEN coalesce(e."when" ->> 'basis', 'publication') = 'publication' OR e.when_end IS NULL
        THEN e.published + INTERVAL (CASE WHEN e.status IN ('future', 'hypothetical') THEN 46 ELSE 1 END) DAY
        ELSE e.when_end + INTERVAL 1 DAY END
    AND w.last >= CASE WHEN coalesce(e."when" ->> 'basis', 'publication') = 'publication' OR e.when_start IS NULL
        THEN e.published - INTERVAL (CASE WHEN e.status = 'negated' THEN 15 ELSE 4 END) DAY
        ELSE e.when_start - INTERVAL 1 DAY END"""
_HOMES = "SELECT DISTINCT event FROM members WHERE telling IN (SELECT unnest($ids))"
_TOLD_BY = """
    SELECT DISTINCT event FROM members JOIN evidence USING (telling)
    WHERE report IN (SELECT report FROM reports WHERE report_id IN (SELECT unnest($ids)))"""
_RUNS = """
    SELECT event, max(e.run_id) AS run_id FROM members JOIN evidence AS e USING (telling)
    WHERE event IN (SELECT unnest($ids))
    AND NOT EXISTS (SELECT 1 FROM codings AS c WHERE c.report = e.report AND c.run_id > e.run_id) GROUP BY event"""
_KIND = ("actor_id", "name", "country", "sector", "office", "kind", "gender", "other_sectors")


@dataclass(slots=True)
class Batch:
    """What a batch brings. runs: of each record; recoded: reports that another coder had read before."""

    records: Sequence[Record]
    runs: Sequence[int]
    numbers: Numbers
    recoded: Sequence[str] = ()
    originals: dict[str, str] = field(default_factory=dict)


def join(connection: duckdb.DuckDBPyConnection, write: Write, batch: Batch) -> int:
    """Join a batch, whose rows are written, to what the store holds. Returns: how many events are new to it."""
    changed = _enter_reprints(connection, write, batch)
    rows = ask(connection, _HOMES, {"ids": list(batch.numbers.tellings.values())})
    if known := [*batch.recoded, *changed]:
        rows += ask(connection, _TOLD_BY, {"ids": known})
    grown, opened = _enter_tellings(connection, write, batch)
    _put_together(connection, write, grown.union(row["event"] for row in rows))
    return opened


def _enter_reprints(connection: duckdb.DuckDBPyConnection, write: Write, batch: Batch) -> list[str]:
    """Group the printings of one article. Returns: the reports that were known and have another original now."""
    seen = set(batch.recoded)
    new = {r.report.report_id: r.report for r in batch.records if r.report.report_id not in seen}
    marked = dict(zip(new, marks(list(new.values())), strict=True))
    known = _alike(connection, new, marked)
    groups = duplicates([*known.values(), *new.values()])
    rows = ask(connection, _GROUPS, {"ids": list({*known, *new})})
    current = {row["report_id"]: row["original"] for row in rows}
    numbers = {row["report_id"]: row["report"] for row in rows}
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
                moved.append(
                    {"report": numbers[report_id], "report_id": report_id, "original": members[0], "position": position}
                )
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


def _enter_tellings(connection: duckdb.DuckDBPyConnection, write: Write, batch: Batch) -> tuple[set[int], int]:
    """Put the batch's new tellings into events, in the order in which they come.

    Returns: the numbers of the events that changed, and how many of them are new.
    """
    numbers = batch.numbers.tellings
    new = _new(connection, batch)
    near = _near(connection, [made for made, _ in new])
    events = {**{event_id: number for number, event_id in near}, **numbers}  # an event has its first telling's number
    joining = Joining({event_id: made for (_, event_id), made in near.items()})
    members: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    touched: set[int] = set()
    for made, run_id in new:
        link, merged = joining.place(made)
        home, number = events[link.event_id], numbers[link.telling_id]
        members.append({"event_id": link.event_id, "telling_id": link.telling_id, "event": home, "telling": number})
        if link.event_id != link.telling_id:
            links.append(_link_row(link, run_id, number))
        touched.add(home)
        for other in merged:
            moved = _move(connection, members, other, events[other.telling_id], home)
            links += [_link_row(Link(telling_id, other.event_id, other.p), run_id, number) for telling_id in moved]
            touched.add(events[other.telling_id])
    write({"members": members, "links": links})
    return touched, sum(row["event"] == row["telling"] for row in members)


def _new(connection: duckdb.DuckDBPyConnection, batch: Batch) -> list[tuple[Telling, int]]:
    """The tellings of a batch that the store does not hold, each once, with their runs."""
    numbers = batch.numbers.tellings
    rows = ask(
        connection, "SELECT telling FROM members WHERE telling IN (SELECT unnest($ids))", {"ids": [*numbers.values()]}
    )
    held = {row["telling"] for row in rows}
    new: dict[str, tuple[Telling, int]] = {}
    for record, run_id in zip(batch.records, batch.runs, strict=True):
        report = record.report
        article = batch.originals.get(report.report_id, report.report_id)
        for event in record.events:
            if numbers[event.event_id] not in held and event.event_id not in new:
                new[event.event_id] = telling(event, report, article), run_id
    return list(new.values())


def _move(
    connection: duckdb.DuckDBPyConnection, members: list[dict[str, Any]], link: Link, old: int, home: int
) -> list[str]:
    """Make the tellings of one event, stored or about to be, those of another. Returns: their ids."""
    rows = ask(connection, "SELECT telling_id FROM members WHERE event = $old", {"old": old})
    connection.execute(
        "UPDATE members SET event_id = $event_id, event = $home WHERE event = $old",
        {"event_id": link.event_id, "home": home, "old": old},
    )
    moved = [row["telling_id"] for row in rows]
    for row in members:
        if row["event"] == old:
            row |= {"event_id": link.event_id, "event": home}
            moved.append(row["telling_id"])
    return moved


def _link_row(link: Link, run_id: int, position: int) -> dict[str, Any]:
    return {
        "telling_id": link.telling_id, "event_id": link.event_id, "run_id": run_id, "position": position, "p": link.p
    }  # fmt: skip


def _near(connection: duckdb.DuckDBPyConnection, new: Sequence[Telling]) -> dict[tuple[int, str], list[Telling]]:
    """The events that new tellings may belong to, by number and id, with their tellings in the order of entry."""
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
    told: dict[tuple[int, str], list[Telling]] = defaultdict(list)
    members = _members(connection, [row["event"] for row in ask(connection, _NEAR, dict(columns))])
    home = {row["telling_id"]: (row["event"], row["event_id"]) for row in members}
    for event, report in read_tellings(connection, [row["telling"] for row in members]):
        article = event.evidence[0].reprint_of or report.report_id
        told[home[event.event_id]].append(telling(event, report, article))
    return told


def members_of(connection: duckdb.DuckDBPyConnection, event: int) -> list[Event]:
    """The tellings of an event that count, in the order in which they were added."""
    members = [row["telling"] for row in _members(connection, [event])]
    return [told for told, _ in read_tellings(connection, members)]


def _members(connection: duckdb.DuckDBPyConnection, events: Sequence[int]) -> list[dict[str, Any]]:
    """The tellings of some events, in the order in which they were added."""
    return ask(
        connection, "SELECT * FROM members WHERE event IN (SELECT unnest($ids)) ORDER BY telling", {"ids": list(events)}
    )


def _put_together(connection: duckdb.DuckDBPyConnection, write: Write, touched: Iterable[int]) -> None:
    """Work out anew what events come to. One without a telling that counts is gone from what is asked."""
    ids = sorted(touched)
    members = _members(connection, ids)
    home = {row["telling_id"]: (row["event"], row["event_id"]) for row in members}
    told: dict[tuple[int, str], list[Event]] = defaultdict(list)
    for event, _ in read_tellings(connection, [row["telling"] for row in members]):
        told[home[event.event_id]].append(event)
    runs = {row["event"]: row["run_id"] for row in ask(connection, _RUNS, {"ids": ids})}
    for table in ("events", "takes_part", "dyads"):
        connection.execute(f"DELETE FROM {table} WHERE event IN (SELECT unnest($ids))", {"ids": ids})
    rows: Rows = {"events": []}
    acting: list[dict[str, Any]] = []
    for (number, event_id), tellings in sorted(told.items()):
        event, opening = merging.merge(event_id, tellings), merging.opens(tellings)
        named, row = {"event": number, "event_id": event_id, "run_id": runs[number]}, event_row(event)
        counts = {"reports": count_reports(event), "independent": independent(event)}
        commitment = {"commitment": opening.event_id if opening else None}
        rows["events"].append({**named, **row, **_filed(row), **counts, **commitment})
        acting += [{"event": number, "mutual": row["mutual"], **actor} for actor in actor_rows(event)]
    write(rows)
    _enter_parties(connection, write, acting)
    dyads.enter(connection, ids)


def _filed(row: dict[str, Any]) -> dict[str, Any]:
    """The days an event is filed under: without a date of its own, that on which it was published."""
    start, end, published = row["when_start"], row["when_end"], row["published"]
    return {"first_day": start or end or published, "last_day": end or start or published}


def _enter_parties(connection: duckdb.DuckDBPyConnection, write: Write, acting: Sequence[dict[str, Any]]) -> None:
    """Enter who takes part in events, and whoever is new among them."""
    rows = ask(
        connection,
        "SELECT * FROM parties WHERE actor_id IN (SELECT unnest($ids))",
        {"ids": list({row["actor_id"] for row in acting})},
    )
    known = {_kind(row): row["party"] for row in rows}
    last = int(ask(connection, "SELECT coalesce(max(party), 0) AS last FROM parties")[0]["last"])
    new: list[dict[str, Any]] = []
    for row in acting:
        if _kind(row) not in known:
            known[_kind(row)] = last = last + 1
            new.append({"party": last, **{name: row[name] for name in _KIND}})
    taking = [
        {
            "event": row["event"],
            "party": known[_kind(row)],
            "acting": row["side"] == "actor",
            "receiving": row["side"] == "recipient" or row["mutual"],
            "position": row["position"],
            "p": row["p"],
            "rule": row["rule"],
        }
        for row in acting
    ]
    write({"parties": new, "takes_part": taking})


def _kind(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(tuple(value) if isinstance(value, list) else value for value in (row[name] for name in _KIND))
