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
    SELECT event_id, {_ROW}, commitment FROM events JOIN runs USING (run_id)
    WHERE event_id IN (SELECT unnest($ids))"""
_ACTORS = "SELECT * FROM event_actors WHERE event_id IN (SELECT unnest($ids)) ORDER BY position"
_MEMBERS = "SELECT telling_id, event_id FROM members WHERE event_id IN (SELECT unnest($ids))"
_COMMITMENTS = "SELECT * FROM current_commitments WHERE event_id IN (SELECT unnest($ids))"
_FINDINGS = """
    SELECT DISTINCT findings.* FROM findings JOIN current_commitments AS c USING (commitment_id)
    WHERE c.event_id IN (SELECT unnest($ids)) AND (findings.run_id = c.made_in OR findings.run_id IS NULL)
    ORDER BY findings.run_id NULLS LAST, position"""

# The same of tellings, as every run has them.
_TELLINGS = f"""
    SELECT telling_id AS event_id, {_ROW} FROM tellings JOIN runs USING (run_id)
    WHERE telling_id IN (SELECT unnest($ids)) ORDER BY run_id"""
_TELLING_ACTORS = """
    SELECT telling_id AS event_id, * EXCLUDE (telling_id) FROM telling_actors
    WHERE telling_id IN (SELECT unnest($ids)) ORDER BY position"""
_PROMISES = """
    SELECT telling_id AS event_id, * EXCLUDE (telling_id) FROM commitments
    WHERE telling_id IN (SELECT unnest($ids)) ORDER BY run_id"""

# What bears tellings out, asked for step by step, so that no step looks at more than one column of a table.
_EVIDENCE = "SELECT * FROM evidence WHERE telling_id IN (SELECT unnest($ids))"
_CLAIMS = "SELECT * FROM claims WHERE telling_id IN (SELECT unnest($ids))"
_TEXTS = "SELECT * FROM reports WHERE report_id IN (SELECT unnest($ids))"
_NEWEST = """
    SELECT report_id, max(run_id) AS run_id FROM codings
    WHERE report_id IN (SELECT unnest($ids)) GROUP BY report_id"""
_ORIGINALS = """
    SELECT report_id, arg_max(original, position) AS original FROM reprints
    WHERE report_id IN (SELECT unnest($ids)) GROUP BY report_id"""

Ask = Callable[..., list[Row]]
"""Runs SQL with named values and gives rows by column name."""


def fetch(connection: duckdb.DuckDBPyConnection, sql: str, values: object = None) -> list[Row]:
    """The rows of a query, by column name. A cursor of its own lets threads read side by side."""
    with connection.cursor() as cursor:
        return ask(cursor, sql, values)


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


def read_events(connection: duckdb.DuckDBPyConnection, ids: Sequence[str], chunk: int = _CHUNK) -> list[Event]:
    """The events with these ids, in this order; `chunk` at a time, each of which looks through the whole store."""
    return [
        event
        for start in range(0, len(ids), chunk)
        for event in _events(partial(fetch, connection), ids[start : start + chunk])
    ]


def read_tellings(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[tuple[Event, Report]]:
    """The tellings with these ids that count, in this order, each with the first report that it stands in.

    Read by the connection itself: within a transaction, what it has written so far is seen.
    """
    return [
        told
        for start in range(0, len(ids), _CHUNK)
        for told in _tellings(partial(ask, connection), ids[start : start + _CHUNK])
    ]


def report_from_row(row: Row) -> Report:
    """A report from its row in `reports`."""
    return Report(**row)


@dataclass(frozen=True, slots=True)
class _Proof:
    """What bears events out, by event id, the first published first; and the reports that it stands in."""

    evidence: Mapping[tuple[Any, ...], list[Row]]
    claims: Mapping[tuple[Any, ...], list[Row]]
    reports: Mapping[str, Report]


def _proof(ask: Ask, home: Mapping[str, str]) -> _Proof:
    """The evidence and claims that count, of tellings. home: the event of each."""
    wanted = {"ids": list(home)}
    evidence, claims = ask(_EVIDENCE, wanted), ask(_CLAIMS, wanted)
    named = {"ids": list({row["report_id"] for row in (*evidence, *claims)})}
    reports = {row["report_id"]: report_from_row(row) for row in ask(_TEXTS, named)}
    newest = {row["report_id"]: row["run_id"] for row in ask(_NEWEST, named)}
    originals = {row["report_id"]: row["original"] for row in ask(_ORIGINALS, named)}

    def counting(rows: Iterable[Row]) -> defaultdict[tuple[Any, ...], list[Row]]:
        kept = (
            {**row, "event_id": home[row["telling_id"]], "original": originals.get(row["report_id"])}
            for row in rows
            if row["run_id"] >= newest.get(row["report_id"], 0)
        )
        return _grouped(sorted(kept, key=in_order), "event_id")

    def in_order(row: Row) -> tuple[Any, ...]:
        return reports[row["report_id"]].published or date.max, row["report_id"], -row["run_id"], row["position"]

    return _Proof(counting(evidence), counting(claims), reports)


def _events(ask: Ask, ids: Sequence[str]) -> Iterator[Event]:
    values = {"ids": list(ids)}
    rows = {row["event_id"]: row for row in ask(_EVENTS, values)}
    actors = _grouped(ask(_ACTORS, values), "event_id", "run_id", "side")
    proof = _proof(ask, {row["telling_id"]: row["event_id"] for row in ask(_MEMBERS, values)})
    commitments: dict[str, Commitment] = {}
    if promising := [event_id for event_id, row in rows.items() if row["commitment"]]:
        made = {"ids": promising}
        findings = _grouped(ask(_FINDINGS, made), "commitment_id")
        for row in ask(_COMMITMENTS, made):
            commitments[row["event_id"]] = _commitment(row, findings[(row["commitment_id"],)])
    for event_id in ids:
        if event_id in rows:
            yield _event(rows[event_id], actors, proof, commitments.get(event_id))


def _tellings(ask: Ask, ids: Sequence[str]) -> Iterator[tuple[Event, Report]]:
    values = {"ids": list(ids)}
    proof = _proof(ask, {telling_id: telling_id for telling_id in ids})
    runs = {key[0]: {row["run_id"] for row in rows} for key, rows in proof.evidence.items()}
    counting = {key: max(found) for key, found in runs.items()}
    rows = {row["event_id"]: row for row in ask(_TELLINGS, values) if row["run_id"] == counting.get(row["event_id"])}
    actors = _grouped(ask(_TELLING_ACTORS, values), "event_id", "run_id", "side")
    promises = {
        row["event_id"]: _commitment(row, ())
        for row in ask(_PROMISES, values)
        if row["run_id"] in runs.get(row["event_id"], ())
    }
    for telling_id in ids:
        if telling_id in rows:
            event = _event(rows[telling_id], actors, proof, promises.get(telling_id))
            yield event, proof.reports[event.evidence[0].report_id]


def _event(
    row: Row, actors: Mapping[tuple[Any, ...], list[Row]], proof: _Proof, commitment: Commitment | None
) -> Event:
    event_id, run_id = row["event_id"], row["run_id"]
    return Event(
        event_id=event_id,
        type=row["type"],
        mode=row["mode"],
        contexts=tuple(row["contexts"]),
        status=Status(row["status"]),
        historical=row["historical"],
        actors=tuple(map(actor_from_dict, actors[event_id, run_id, "actor"])),
        recipients=tuple(map(actor_from_dict, actors[event_id, run_id, "recipient"])),
        when=when_from_dict(_json(row["when"])),
        where=place_from_dict(_json(row["where"])),
        claims=_distinct(map(_claim, proof.claims[(event_id,)])),
        commitment=commitment,
        evidence=_distinct(_evidence(item, proof.reports[item["report_id"]]) for item in proof.evidence[(event_id,)]),
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


def _claim(row: Row) -> ClaimMade:
    place = row["report_id"], row["start"], row["end"]
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


def _grouped(rows: Iterable[Row], *keys: str) -> defaultdict[tuple[Any, ...], list[Row]]:
    groups: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[key] for key in keys)].append(row)
    return groups


def _distinct(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
