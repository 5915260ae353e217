"""What relations need from a store: events with their parties, and how many reports there are of each day."""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from dragoman.relations.parties import Party, Side
from dragoman.store.filters import named

Row = dict[str, Any]
Fetch = Callable[[str, dict[str, Any]], list[Row]]
"""Runs SQL with named parameters and gives rows by column name."""

_WORDS = ("a_words", "b_words")


def events_between(fetch: Fetch, a: Party, b: Party) -> list[Row]:
    """The events in which somebody of each party takes part, in the form that `acts` takes, by id.

    Memberships are not looked at here: whoever belongs to a bloc at any time counts.
    """
    values: dict[str, Any] = {}
    chosen = " INTERSECT ".join(
        f"SELECT event_id, run_id FROM event_actors AS a WHERE {_belongs(party, name, values)}"
        for party, name in ((a, "a"), (b, "b"))
    )
    matches = ", ".join(f"{named('a', name, values[name]) if name in values else 'false'} AS {name}" for name in _WORDS)
    rows = fetch(
        f"""
        WITH chosen AS ({chosen}),
        parties AS (
            SELECT event_id, run_id, list(struct_pack(side, actor_id, name, country, sector, p, a_words, b_words)
                                          ORDER BY side, position) AS sides
            FROM (SELECT a.*, {matches} FROM event_actors AS a SEMI JOIN chosen USING (event_id, run_id)
                  WHERE kind <> 'thing')
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
        match = item["a_words"], item["b_words"]
        side = Side(item["actor_id"], item["name"], item["country"], item["sector"], item["p"], match)
        sides[item["side"]].append(side)
    return {**row, "actors": sides["actor"], "recipients": sides["recipient"]}
