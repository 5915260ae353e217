"""What relations need from a store: events with their parties, and how many reports there are of each day."""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from dragoman.relations.parties import Party, Side
from dragoman.store.filters import named

Row = dict[str, Any]
Fetch = Callable[[str, dict[str, Any]], list[Row]]
"""Runs SQL with named parameters and gives rows by column name."""


def events_between(fetch: Fetch, a: Party, b: Party) -> list[Row]:
    """The events in which somebody of each party takes part, in the form that `acts` takes, by id.

    Memberships are not looked at here: whoever belongs to a bloc at any time counts.
    """
    return _events(fetch, (a, b), "INTERSECT")


def events_of(fetch: Fetch, parties: Sequence[Party]) -> list[Row]:
    """The events in which somebody of any of the parties takes part, all where none is given; as `events_between`."""
    return _events(fetch, parties, "UNION")


def _events(fetch: Fetch, parties: Sequence[Party], joined: str) -> list[Row]:
    values: dict[str, Any] = {}
    everything = "SELECT event_id, run_id FROM event_actors AS a WHERE "
    conditions = [_belongs(party, f"p{at}", values) for at, party in enumerate(parties)] or ["true"]
    chosen = f" {joined} ".join(everything + condition for condition in conditions)
    words = [f"p{at}_words" for at in range(len(parties))]
    matches = ", ".join(named("a", name, values[name]) if name in values else "false" for name in words)
    rows = fetch(
        f"""
        WITH chosen AS (SELECT DISTINCT event_id, run_id FROM ({chosen})),
        parties AS (
            SELECT event_id, run_id, list(struct_pack(side, actor_id, name, country, sector, p, matches)
                                          ORDER BY side, position) AS sides
            FROM (SELECT a.*, [{matches}]::BOOLEAN[] AS matches
                  FROM event_actors AS a SEMI JOIN chosen USING (event_id, run_id) WHERE kind <> 'thing')
            GROUP BY ALL
        ), told AS (
            SELECT event_id, count(DISTINCT report_id) AS printings FROM current_evidence
            SEMI JOIN chosen USING (event_id) GROUP BY ALL
        )
        SELECT e.event_id, type, mode, status, historical, mutual, p, when_start, when_end, published,
               "when" IS NOT NULL AND coalesce("when" ->> 'precision', '') <> 'present' AS dated, sides, printings
        FROM current_events AS e JOIN parties USING (event_id, run_id) JOIN told USING (event_id) ORDER BY event_id
        """,
        values,
    )
    return [_row(row) for row in rows]


def reports_by_day(fetch: Fetch) -> dict[date, int]:
    """How many of the store's reports were published on each day that has any."""
    rows = fetch("SELECT published, count(*) AS reports FROM reports WHERE published IS NOT NULL GROUP BY ALL", {})
    return {row["published"]: row["reports"] for row in rows}


def _belongs(party: Party, name: str, values: dict[str, Any]) -> str:
    """The condition that an actor `a` may belong to a party; its values are entered in `values`."""
    if party.kind == "all":
        return "(a.country IS NOT NULL OR a.sector = 'IGO')"
    if party.kind == "actor":
        values[f"{name}_words"] = party.key
        return named("a", f"{name}_words", party.key)
    values[f"{name}_codes"] = sorted({*party.members(date.max), *(item.country for item in party.memberships)})
    values[f"{name}_id"] = party.actor_id or ""
    return f"(a.country IN (SELECT unnest(${name}_codes)) OR a.actor_id = ${name}_id)"


def _row(row: Row) -> Row:
    sides: dict[str, list[Side]] = {"actor": [], "recipient": []}
    for item in row.pop("sides"):
        match = tuple(item["matches"])
        side = Side(item["actor_id"], item["name"], item["country"], item["sector"], item["p"], match)
        sides[item["side"]].append(side)
    return {**row, "actors": sides["actor"], "recipients": sides["recipient"]}
