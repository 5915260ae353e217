"""What relations need from a store: events with their parties, and how many reports there are of each day."""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, partial
from typing import Any

import numpy as np

from dragoman.model import Status
from dragoman.relations.acts import Acts, Kind, Told
from dragoman.relations.pairs import Columns, acts
from dragoman.relations.parties import Party, Side
from dragoman.store.filters import acts_on, named, takes_part

Row = dict[str, Any]
Fetch = Callable[[str, dict[str, Any]], list[Row]]
"""Runs SQL with named parameters and gives rows by column name."""
Ask = Callable[[str, dict[str, Any]], Columns]
"""The same, and gives columns. No value may be null."""

_ORDINAL = "{} - DATE '0001-01-01' + 1"  # as `date.toordinal`


def acts_between(fetch: Fetch, columns: Ask, a: Party, b: Party) -> Acts:
    """The acts of one party on the other, either way."""
    values: dict[str, Any] = {}
    one, other = _belongs(a, "p0", values), _belongs(b, "p1", values)
    pairs = columns(f"{_pairs(one, other)} UNION ALL {_pairs(other, one)}", values)
    wanted = np.unique(np.concatenate([pairs["actor"], pairs["recipient"]])).tolist()
    known = _parties(fetch, wanted, {f"p{at}_words": values.get(f"p{at}_words") for at in range(2)})
    kinds = fetch("SELECT type, mode, status, mutual FROM kinds ORDER BY kind", {})
    return acts(
        {**pairs, "kind": pairs["kind"] - 1},
        known,
        [Kind(row["type"], row["mode"], Status(row["status"]), row["mutual"]) for row in kinds],
        partial(_told, fetch),
        a,
        b,
    )


def _pairs(actor: str, recipient: str) -> str:
    """Who acts on whom of two parties, in the form that `dragoman.relations.pairs.acts` takes, as a query."""
    return f"""
        SELECT event, actor, recipient, kind, coalesce({_ORDINAL.format("first")}, 0) AS first,
            coalesce({_ORDINAL.format("last")}, {date.max.toordinal()}) AS last, p, printings
        FROM dyads WHERE p > 0 AND {acts_on(actor, recipient)}"""


def _told(fetch: Fetch, events: Sequence[int]) -> dict[int, Told]:
    """What is shown of events, by number."""
    rows = fetch(
        """
        SELECT event, any_value(event_id) AS event_id, list(name ORDER BY position) FILTER (acting) AS actors,
            list(name ORDER BY position) FILTER (NOT acting) AS recipients
        FROM takes_part JOIN parties USING (party) JOIN events USING (event)
        WHERE kind <> 'thing' AND event IN (SELECT unnest($events)) GROUP BY event""",
        {"events": list(events)},
    )
    return {
        row["event"]: Told(row["event_id"], tuple(row["actors"] or ()), tuple(row["recipients"] or ())) for row in rows
    }


def events_of(fetch: Fetch, parties: Sequence[Party]) -> list[Row]:
    """The events in which somebody of any of the parties takes part, all where none is given, by id.

    first, last: the days that they are filed under, first None if nobody knows. Memberships are not looked at here:
    whoever belongs to a bloc at any time counts.
    """
    values: dict[str, Any] = {}
    conditions = [takes_part(_belongs(party, f"p{at}", values)) for at, party in enumerate(parties)] or ["true"]
    return _events(fetch, f"SELECT event FROM events AS e WHERE {' OR '.join(conditions)}", len(parties), values)


def _events(fetch: Fetch, chosen: str, parties: int, values: dict[str, Any]) -> list[Row]:
    """Events with their parties. chosen: their numbers, as a query; parties: how many are asked for, named p0, p1, …"""
    rows = fetch(
        f"""
        WITH chosen AS ({chosen}), sides AS (
            SELECT event, count_if(acting) AS acting, list(party ORDER BY NOT acting, position) AS parties,
                list(p ORDER BY NOT acting, position) AS chances
            FROM takes_part SEMI JOIN chosen USING (event) GROUP BY event
        )
        SELECT event_id, type, mode, status, mutual, p, first, last, reports AS printings, acting, parties, chances
        FROM filed JOIN sides USING (event) ORDER BY event_id
        """,
        values,
    )
    wanted = {party for row in rows for party in row["parties"]}
    known = _parties(fetch, wanted, {f"p{at}_words": values.get(f"p{at}_words") for at in range(parties)})

    @cache
    def side(party: int, p: float) -> Side | None:
        return known[party]._replace(p=p) if party in known else None

    for row in rows:
        sides = list(map(side, row.pop("parties"), row.pop("chances")))
        acting = row.pop("acting")
        row["actors"], row["recipients"] = list(filter(None, sides[:acting])), list(filter(None, sides[acting:]))
    return rows


def _parties(fetch: Fetch, wanted: Iterable[int], words: dict[str, str | None]) -> dict[int, Side]:
    """Parties by number, things left out. words: of each party that is asked for by name, else None."""
    matches = ", ".join(named("a", name, value) if value else "false" for name, value in words.items())
    rows = fetch(
        f"""
        SELECT party, actor_id, name, country, sector, [{matches}]::BOOLEAN[] AS matches FROM parties AS a
        WHERE kind <> 'thing' AND party IN (SELECT unnest($parties))
        """,
        {"parties": list(wanted), **{name: value for name, value in words.items() if value}},
    )
    return {
        row["party"]: Side(row["actor_id"], row["name"], row["country"], row["sector"], 1.0, tuple(row["matches"]))
        for row in rows
    }


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
