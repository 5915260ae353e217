"""Who acts on whom, kept beside the events with what is counted of them: rows of two parties lie together."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dragoman.store.opening import transaction

BLOCK = 1 << 20
"""Rows that are put into a block, sorted; as many at most are looked through one by one."""

_KINDS = """
    INSERT INTO kinds
    SELECT (SELECT coalesce(max(kind), 0) FROM kinds) + row_number() OVER (ORDER BY type, mode, status, mutual), *
    FROM (
        SELECT type, mode, status, mutual FROM events WHERE event IN (SELECT unnest($ids))
        EXCEPT SELECT type, mode, status, mutual FROM kinds)"""
# The bounds are there for DuckDB, which takes them to all tables of the view, and the list only to its end.
_ENTER = """
    INSERT INTO dyads SELECT 0, * FROM acting
    WHERE event BETWEEN $low AND $high AND event IN (SELECT unnest($ids))"""

_LOOSE = "SELECT count(*) FROM dyads WHERE block = 0"
_SORT = """
    INSERT INTO dyads SELECT (SELECT max(block) + 1 FROM dyads), * EXCLUDE (block) FROM dyads WHERE block = 0
    ORDER BY actor, recipient, event"""
_CLEAR = "DELETE FROM dyads WHERE block = 0"


def enter(connection: duckdb.DuckDBPyConnection, events: Sequence[int]) -> None:
    """Enter who acts on whom in events that have no row here."""
    if events:
        connection.execute(_KINDS, {"ids": list(events)})
        connection.execute(_ENTER, {"ids": list(events), "low": min(events), "high": max(events)})


def index(connection: duckdb.DuckDBPyConnection) -> None:
    """Make a block of the rows that are in none, once they are many: whole or not at all."""
    (loose,) = connection.execute(_LOOSE).fetchone() or (0,)
    if loose >= BLOCK:
        with transaction(connection):
            connection.execute(_SORT)
            connection.execute(_CLEAR)
