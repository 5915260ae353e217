"""Rows as events: what the tables hold, put together again."""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
_EVENTS = f"SELECT event_id, {_ROW} FROM events JOIN runs USING (run_id) WHERE event_id IN (SELECT unnest($ids))"
_ACTORS = "SELECT * FROM event_actors WHERE event_id IN (SELECT unnest($ids)) ORDER BY position"
_EVIDENCE = """
    SELECT e.*, original FROM current_evidence AS e JOIN reports USING (report_id)
    LEFT JOIN current_reprints USING (report_id)
    WHERE event_id IN (SELECT unnest($ids)) ORDER BY published NULLS LAST, report_id, run_id DESC, position"""
_CLAIMS = """
    SELECT c.* FROM current_claims AS c JOIN reports USING (report_id)
    WHERE event_id IN (SELECT unnest($ids)) ORDER BY published NULLS LAST, report_id, run_id DESC, position"""
_COMMITMENTS = "SELECT * FROM current_commitments WHERE event_id IN (SELECT unnest($ids))"
_FINDINGS = """
    SELECT DISTINCT findings.* FROM findings JOIN current_commitments AS c USING (commitment_id)
    WHERE c.event_id IN (SELECT unnest($ids)) AND (findings.run_id = c.made_in OR findings.run_id IS NULL)
    ORDER BY findings.run_id NULLS LAST, position"""
_TEXTS = "SELECT * FROM reports WHERE report_id IN (SELECT unnest($ids))"

# The same of tellings: what a coder made of one report, by the newest run that a report of theirs is coded in.
_TELLINGS = f"""
    SELECT telling_id AS event_id, {_ROW} FROM tellings JOIN runs USING (run_id)
    WHERE (telling_id, run_id) IN (
        SELECT (telling_id, max(run_id)) FROM current_tellings
        WHERE telling_id IN (SELECT unnest($ids)) GROUP BY telling_id)"""
_TELLING_QUERIES = {
    "events": _TELLINGS,
    "actors": """
        SELECT telling_id AS event_id, * EXCLUDE (telling_id) FROM telling_actors
        WHERE telling_id IN (SELECT unnest($ids)) ORDER BY position""",
    "evidence": """
        SELECT telling_id AS event_id, e.* EXCLUDE (telling_id), original
        FROM current_tellings AS e JOIN reports USING (report_id) LEFT JOIN current_reprints USING (report_id)
        WHERE telling_id IN (SELECT unnest($ids)) ORDER BY published NULLS LAST, report_id, run_id DESC, position""",
    "claims": """
        SELECT c.event_id AS owner, c.telling_id AS event_id, c.* EXCLUDE (event_id, telling_id)
        FROM current_claims AS c JOIN reports USING (report_id)
        WHERE telling_id IN (SELECT unnest($ids)) ORDER BY published NULLS LAST, report_id, run_id DESC, position""",
    "commitments": """
        SELECT telling_id AS event_id, run_id AS made_in, * EXCLUDE (telling_id) FROM commitments
        WHERE telling_id IN (SELECT unnest($ids))
        AND (telling_id, run_id) IN (SELECT (telling_id, run_id) FROM current_tellings) ORDER BY run_id""",
    "findings": """
        SELECT findings.* FROM findings SEMI JOIN commitments USING (commitment_id, run_id)
        WHERE commitment_id IN (SELECT commitment_id FROM commitments WHERE telling_id IN (SELECT unnest($ids)))
        ORDER BY position""",
}
_EVENT_QUERIES = {
    "events": _EVENTS,
    "actors": _ACTORS,
    "evidence": _EVIDENCE,
    "claims": _CLAIMS,
    "commitments": _COMMITMENTS,
    "findings": _FINDINGS,
}


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
        for event, _ in _read_chunk(partial(fetch, connection), ids[start : start + chunk], _EVENT_QUERIES)
    ]


def read_tellings(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[tuple[Event, Report]]:
    """The tellings with these ids that count, in this order, each with the first report that it stands in.

    Read by the connection itself: within a transaction, what it has written so far is seen.
    """
    return [
        told
        for start in range(0, len(ids), _CHUNK)
        for told in _read_chunk(partial(ask, connection), ids[start : start + _CHUNK], _TELLING_QUERIES)
    ]


def report_from_row(row: Row) -> Report:
    """A report from its row in `reports`."""
    return Report(**row)


def _read_chunk(
    ask: Callable[..., list[Row]], ids: Sequence[str], queries: Mapping[str, str]
) -> Iterator[tuple[Event, Report]]:
    values = {"ids": list(ids)}
    events = {row["event_id"]: row for row in ask(queries["events"], values)}
    actors = _grouped(ask(queries["actors"], values), "event_id", "run_id", "side")
    evidence = _grouped(ask(queries["evidence"], values), "event_id")
    named = {"ids": list({row["report_id"] for rows in evidence.values() for row in rows})}
    reports = {row["report_id"]: report_from_row(row) for row in ask(_TEXTS, named)}
    claims = _grouped(ask(queries["claims"], values), "event_id")
    findings = _grouped(ask(queries["findings"], values), "commitment_id")
    commitments = {
        row["event_id"]: _commitment(row, findings[(row["commitment_id"],)])
        for row in ask(queries["commitments"], values)
    }
    for event_id in ids:
        if event_id not in events:
            continue
        row = events[event_id]
        key = event_id, row["run_id"]
        event = Event(
            event_id=event_id,
            type=row["type"],
            mode=row["mode"],
            contexts=tuple(row["contexts"]),
            status=Status(row["status"]),
            historical=row["historical"],
            actors=tuple(map(actor_from_dict, actors[(*key, "actor")])),
            recipients=tuple(map(actor_from_dict, actors[(*key, "recipient")])),
            when=when_from_dict(_json(row["when"])),
            where=place_from_dict(_json(row["where"])),
            claims=_distinct(map(_claim, claims[(event_id,)])),
            commitment=commitments.get(event_id),
            evidence=_distinct(_evidence(item, reports[item["report_id"]]) for item in evidence[(event_id,)]),
            p=row["p"],
            coder=row["coder"],
        )
        yield event, reports[event.evidence[0].report_id]


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
        reprint_of=row["original"] if row["original"] != report.report_id else None,
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
