"""Rows as events: what the tables hold, put together again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
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

Row = dict[str, Any]
T = TypeVar("T")

# Events put together at a time: their reports' texts are in memory meanwhile.
_CHUNK = 1000

_EVENTS = """
    SELECT event_id, run_id, type, mode, contexts, status, historical, "when", "where", p, coder
    FROM current_events JOIN runs USING (run_id) WHERE event_id IN (SELECT unnest($ids))"""
_ACTORS = "SELECT * FROM event_actors WHERE event_id IN (SELECT unnest($ids)) ORDER BY position"
_TEXTS = """
    SELECT * FROM reports
    WHERE report_id IN (SELECT report_id FROM evidence WHERE event_id IN (SELECT unnest($ids)))"""
_EVIDENCE = """
    SELECT current_evidence.* FROM current_evidence JOIN reports USING (report_id)
    WHERE event_id IN (SELECT unnest($ids)) ORDER BY published NULLS LAST, report_id, run_id DESC, position"""
_CLAIMS = """
    SELECT current_claims.* FROM current_claims JOIN reports USING (report_id)
    WHERE event_id IN (SELECT unnest($ids)) ORDER BY published NULLS LAST, report_id, run_id DESC, position"""
_COMMITMENTS = "SELECT * FROM current_commitments WHERE event_id IN (SELECT unnest($ids))"
_FINDINGS = """
    SELECT DISTINCT findings.* FROM findings JOIN current_commitments AS c USING (commitment_id)
    WHERE c.event_id IN (SELECT unnest($ids)) AND (findings.run_id = c.run_id OR findings.run_id IS NULL)
    ORDER BY findings.run_id NULLS LAST, position"""


def fetch(connection: duckdb.DuckDBPyConnection, sql: str, values: object = None) -> list[Row]:
    """The rows of a query, by column name. A cursor of its own lets threads read side by side."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def read_events(connection: duckdb.DuckDBPyConnection, ids: Sequence[str], chunk: int = _CHUNK) -> list[Event]:
    """The events with these ids, in this order; `chunk` at a time, each of which looks through the whole store."""
    return [
        event for start in range(0, len(ids), chunk) for event in _read_chunk(connection, ids[start : start + chunk])
    ]


def report_from_row(row: Row) -> Report:
    """A report from its row in `reports`."""
    return Report(**row)


def _read_chunk(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[Event]:
    values = {"ids": list(ids)}
    events = {row["event_id"]: row for row in fetch(connection, _EVENTS, values)}
    actors = _grouped(fetch(connection, _ACTORS, values), "event_id", "run_id", "side")
    reports = {row["report_id"]: report_from_row(row) for row in fetch(connection, _TEXTS, values)}
    evidence = _grouped(fetch(connection, _EVIDENCE, values), "event_id")
    claims = _grouped(fetch(connection, _CLAIMS, values), "event_id")
    findings = _grouped(fetch(connection, _FINDINGS, values), "commitment_id")
    commitments = {
        row["event_id"]: _commitment(row, findings[(row["commitment_id"],)])
        for row in fetch(connection, _COMMITMENTS, values)
    }
    for event_id in ids:
        row = events[event_id]
        key = event_id, row["run_id"]
        yield Event(
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
