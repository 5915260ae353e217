"""Rows as events: what the tables hold, put together again."""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

import duckdb
from numpy.typing import NDArray

from dragoman.errors import StoreError
from dragoman.model import (
    Act,
    Actor,
    ClaimMade,
    Commitment,
    Event,
    Evidence,
    Finding,
    Report,
    Span,
    Stance,
    State,
    Status,
)
from dragoman.record import actor_from_dict, place_from_dict, when_from_dict
from dragoman.store import opening

Row = dict[str, Any]
T = TypeVar("T")

# Events put together at a time: their reports' texts are in memory meanwhile.
_CHUNK = 1000

_ROW = 'run_id, type, mode, contexts, status, historical, "when", "where", p, coder'
_EVENTS = f"""
    SELECT event, event_id, {_ROW}, commitment FROM events JOIN runs USING (run_id)
    WHERE event IN (SELECT unnest($ids))"""
_ACTORS = """
    SELECT event, CASE WHEN acting THEN 'actor' ELSE 'recipient' END AS side, position, p, rule, parties.*
    FROM takes_part JOIN parties USING (party) WHERE event IN (SELECT unnest($ids)) ORDER BY position"""
_MEMBERS = "SELECT event, telling FROM members WHERE event IN (SELECT unnest($ids))"
_FINDINGS = """
    SELECT DISTINCT * FROM findings WHERE commitment_id IN (SELECT unnest($ids)) ORDER BY run_id NULLS LAST, position"""
_NUMBERS = "SELECT event_id, event FROM events WHERE event_id IN (SELECT unnest($ids))"

# The same of tellings, as every run has them.
_TELLINGS = f"""
    SELECT telling, telling_id AS event_id, {_ROW} FROM tellings JOIN runs USING (run_id)
    WHERE telling IN (SELECT unnest($ids)) ORDER BY run_id"""
_TELLING_ACTORS = "SELECT * FROM telling_actors WHERE telling IN (SELECT unnest($ids)) ORDER BY position"
_PROMISES = "SELECT * FROM commitments WHERE telling IN (SELECT unnest($ids)) ORDER BY run_id"

# What bears tellings out, asked for step by step, so that no step looks at more than one column of a table.
# The ids in these tables are left where they are, as columns of them are slow to read: reports are known by number.
_EVIDENCE = "SELECT * EXCLUDE (telling_id, report_id) FROM evidence WHERE telling IN (SELECT unnest($ids))"
_CLAIMS = "SELECT * EXCLUDE (telling_id, report_id) FROM claims WHERE telling IN (SELECT unnest($ids))"
_TEXTS = "SELECT * FROM reports WHERE report IN (SELECT unnest($ids))"
_NEWEST = "SELECT report, max(run_id) AS run_id FROM codings WHERE report IN (SELECT unnest($ids)) GROUP BY report"
_ORIGINALS = """
    SELECT report, arg_max(original, position) AS original FROM reprints
    WHERE report IN (SELECT unnest($ids)) GROUP BY report"""

Ask = Callable[..., list[Row]]
"""Runs SQL with named values and gives rows by column name."""


def fetch(connection: duckdb.DuckDBPyConnection, sql: str, values: object = None) -> list[Row]:
    """The rows of a query, by column name. A cursor of its own lets threads read side by side."""
    with _cursor(connection) as cursor:
        return ask(cursor, sql, values)


def columns(connection: duckdb.DuckDBPyConnection, sql: str, values: object = None) -> dict[str, NDArray[Any]]:
    """The columns of a query that gives no nulls, by name."""
    with _cursor(connection) as cursor:
        found: dict[str, NDArray[Any]] = cursor.execute(sql, values).fetchnumpy()
        return found


def _cursor(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    try:
        return connection.cursor()
    except duckdb.ConnectionException as error:
        raise StoreError("The store is closed. Nothing was read. Ask while it is open, or open it again.") from error


def ask(connection: duckdb.DuckDBPyConnection, sql: str, values: object = None) -> list[Row]:
    """The same by the connection itself: within a transaction, what it has written so far is seen."""
    try:
        connection.execute(sql, values)
    except duckdb.Error as error:
        if opening.is_damage(str(error)):
            raise opening.damaged("the store", str(error)) from error
        raise
    names = [column[0] for column in connection.description or ()]
    return [dict(zip(names, row, strict=True)) for row in connection.fetchall()]


def numbers(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[int]:
    """The numbers of the events with these ids, in this order, as far as there are such."""
    found = {row["event_id"]: row["event"] for row in fetch(connection, _NUMBERS, {"ids": list(ids)})}
    return [found[event_id] for event_id in ids if event_id in found]


def read_events(connection: duckdb.DuckDBPyConnection, events: Sequence[int], chunk: int = _CHUNK) -> list[Event]:
    """The events with these numbers, in this order; `chunk` at a time."""
    return [
        event
        for start in range(0, len(events), chunk)
        for event in _events(partial(fetch, connection), events[start : start + chunk])
    ]


def read_tellings(connection: duckdb.DuckDBPyConnection, tellings: Sequence[int]) -> list[tuple[Event, Report]]:
    """The tellings with these numbers that count, in this order, each with the first report that it stands in.

    Read by the connection itself: within a transaction, what it has written so far is seen.
    """
    return [
        told
        for start in range(0, len(tellings), _CHUNK)
        for told in _tellings(partial(ask, connection), tellings[start : start + _CHUNK])
    ]


def report_from_row(row: Row) -> Report:
    """A report from its row in `reports`."""
    return Report(**{name: value for name, value in row.items() if name != "report"})


@dataclass(frozen=True, slots=True)
class _Proof:
    """What bears events or tellings out, by number, the first published first; and the reports that it stands in."""

    evidence: Mapping[int, list[Row]]
    claims: Mapping[int, list[Row]]
    reports: Mapping[int, Report]


def _proof(ask: Ask, home: Mapping[int, int]) -> _Proof:
    """The evidence and claims that count, of tellings. home: what each of them belongs to."""
    wanted = {"ids": list(home)}
    evidence, claims = ask(_EVIDENCE, wanted), ask(_CLAIMS, wanted)
    named = {"ids": list({row["report"] for row in (*evidence, *claims)})}
    reports = {row["report"]: report_from_row(row) for row in ask(_TEXTS, named)}
    newest = {row["report"]: row["run_id"] for row in ask(_NEWEST, named)}
    originals = {row["report"]: row["original"] for row in ask(_ORIGINALS, named)}

    def counting(rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
        kept = (
            {**row, "of": home[row["telling"]], "original": originals.get(row["report"])}
            for row in rows
            if row["run_id"] >= newest.get(row["report"], 0)
        )
        return _grouped(sorted(kept, key=in_order), "of")

    def in_order(row: Row) -> tuple[Any, ...]:
        report = reports[row["report"]]
        return report.published or date.max, report.report_id, -row["run_id"], row["position"]

    return _Proof(counting(evidence), counting(claims), reports)


def _events(ask: Ask, numbers: Sequence[int]) -> Iterator[Event]:
    values = {"ids": list(numbers)}
    rows = {row["event"]: row for row in ask(_EVENTS, values)}
    actors = _grouped(ask(_ACTORS, values), "event")
    members = _grouped(ask(_MEMBERS, values), "event")
    proof = _proof(ask, {row["telling"]: row["event"] for told in members.values() for row in told})
    promising = [row for row in rows.values() if row["commitment"]]
    commitments = _commitments(ask, promising, members, proof) if promising else {}
    for number in numbers:
        if number in rows:
            yield _event(number, rows[number], actors[number], proof, commitments.get(number))


def _commitments(
    ask: Ask, promising: Sequence[Row], members: Mapping[int, list[Row]], proof: _Proof
) -> dict[int, Commitment]:
    """The commitments of events that hold one, by number, each in the state of the newest verdict on it."""
    made = ask(_PROMISES, {"ids": [told["telling"] for row in promising for told in members[row["event"]]]})
    findings = _grouped(ask(_FINDINGS, {"ids": list({row["commitment_id"] for row in made})}), "commitment_id")
    by_telling = _grouped(made, "telling")
    found: dict[int, Commitment] = {}
    for event in promising:
        number = event["event"]
        counting = {(row["telling"], row["run_id"]) for row in proof.evidence[number]}
        told = [row for member in members[number] for row in by_telling[member["telling"]]]
        opening = [
            row
            for row in told
            if row["telling_id"] == event["commitment"] and (row["telling"], row["run_id"]) in counting
        ]
        if opening:
            verdicts = [
                finding
                for commitment_id in dict.fromkeys(row["commitment_id"] for row in told)
                for finding in findings[commitment_id]
                if finding["run_id"] is None
            ]
            state = max(verdicts, key=lambda row: row["position"])["state"] if verdicts else opening[-1]["state"]
            own = [
                row for row in findings[opening[-1]["commitment_id"]] if row["run_id"] in (None, opening[-1]["run_id"])
            ]
            found[number] = _commitment({**opening[-1], "state": state}, own)
    return found


def _tellings(ask: Ask, numbers: Sequence[int]) -> Iterator[tuple[Event, Report]]:
    values = {"ids": list(numbers)}
    proof = _proof(ask, {number: number for number in numbers})
    runs = {number: {row["run_id"] for row in rows} for number, rows in proof.evidence.items()}
    counting = {number: max(found) for number, found in runs.items()}
    rows = {row["telling"]: row for row in ask(_TELLINGS, values) if row["run_id"] == counting.get(row["telling"])}
    told = (row for row in ask(_TELLING_ACTORS, values) if row["run_id"] == counting.get(row["telling"]))
    actors = _grouped(told, "telling")
    promises = {
        row["telling"]: _commitment(row, ())
        for row in ask(_PROMISES, values)
        if row["run_id"] in runs.get(row["telling"], ())
    }
    for number in numbers:
        if number in rows:
            event = _event(number, rows[number], actors[number], proof, promises.get(number))
            yield event, proof.reports[proof.evidence[number][0]["report"]]


def _event(number: int, row: Row, actors: Iterable[Row], proof: _Proof, commitment: Commitment | None) -> Event:
    sides = _grouped(actors, "side")
    return Event(
        event_id=row["event_id"],
        type=row["type"],
        mode=row["mode"],
        contexts=tuple(row["contexts"]),
        status=Status(row["status"]),
        historical=row["historical"],
        actors=tuple(map(actor_from_dict, sides["actor"])),
        recipients=tuple(map(actor_from_dict, sides["recipient"])),
        when=when_from_dict(_json(row["when"])),
        where=place_from_dict(_json(row["where"])),
        claims=_distinct(_claim(item, proof.reports[item["report"]]) for item in proof.claims[number]),
        commitment=commitment,
        evidence=_distinct(_evidence(item, proof.reports[item["report"]]) for item in proof.evidence[number]),
        p=row["p"],
        coder=row["coder"],
    )


def _evidence(row: Row, report: Report) -> Evidence:
    def span(offsets: Row) -> Span:
        return Span(report.text[offsets["start"] : offsets["end"]], offsets["start"], offsets["end"])

    return Evidence(
        report_id=report.report_id,
        outlet=report.outlet,
        published=report.published,
        passage=span(row),
        trigger=span(row["trigger"]),
        actors=tuple(map(span, row["actors"])),
        recipients=tuple(map(span, row["recipients"])),
        reprint_of=row["original"] if row["original"] not in (None, report.report_id) else None,
    )


def _claim(row: Row, report: Report) -> ClaimMade:
    place = report.report_id, row["start"], row["end"]
    return ClaimMade(_actors(row["speakers"]), Stance(row["stance"]), row["cue"], row["quoted"], *place)


def _commitment(row: Row, findings: Iterable[Row]) -> Commitment:
    return Commitment(
        commitment_id=row["commitment_id"],
        promisors=_actors(row["promisors"]),
        beneficiaries=_actors(row["beneficiaries"]),
        act=Act(row["act_type"], row["act_mode"]),
        condition=row["condition"],
        due=when_from_dict(_json(row["due"])),
        state=State(row["state"]),
        findings=tuple(_finding(finding) for finding in findings),
    )


def _finding(row: Row) -> Finding:
    on: date = row["on"]
    return Finding(State(row["state"]), on, row["event_id"], row["p"], row["by"])


def _actors(text: str) -> tuple[Actor, ...]:
    return tuple(map(actor_from_dict, json.loads(text)))


def _json(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def _grouped(rows: Iterable[Row], key: str) -> defaultdict[Any, list[Row]]:
    groups: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _distinct(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
