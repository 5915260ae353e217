"""An index of words in the store's own tables, as safe as they are: one block of reports after the other."""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb

from dragoman.store.opening import transaction

BLOCK = 16_384
MERGED = 64
"""Blocks that are made one, in which a word is found without looking through all of it."""

_SLICES = 16

_NUMBER = "md5_number_lower"
"""A word as a number: the same with every version of DuckDB, and looked up three times as fast as the word."""

_DUE = """
    SELECT first, first + $size AS last FROM (SELECT coalesce(max(last), 0) AS first FROM postings)
    WHERE first + $size <= (SELECT max(report) FROM reports)"""
# Of a block without any word there is a row all the same, so that it is known to be done.
_FILL = f"""
    INSERT INTO postings
    SELECT $last, {_NUMBER}(word) AS number, list(report ORDER BY report) FROM (
        SELECT report, unnest(words_of(text)) AS word FROM reports WHERE report > $first AND report <= $last
        UNION ALL SELECT NULL, ''
    ) GROUP BY word ORDER BY number"""

_APART = """
    SELECT first, first + $size AS last FROM (
        SELECT min(last) // $size * $size AS first FROM postings WHERE last % $size <> 0
    ) WHERE first + $size <= (SELECT max(last) FROM postings)"""
_MERGE = """
    INSERT INTO postings
    SELECT $last, word, flatten(list(reports ORDER BY last)) FROM postings
    WHERE last > $first AND last <= $last AND rowid <= $old AND word >> 60 = $slice GROUP BY word ORDER BY word"""
_CLEAR = "DELETE FROM postings WHERE last > $first AND last <= $last AND rowid <= $old"

_WANTED = f"SELECT {_NUMBER}(unnest(words_of($text)))"
_HELD = f"SELECT word, sum(len(reports)) AS held FROM postings WHERE word IN ({_WANTED}) GROUP BY word"


def reports(near: str | None = None) -> str:
    """The reports that hold all words of $text, as a query: whole words, whatever their capitals and accents.

    near: a table of reports, outside of which none is looked for.
    """
    # Reports without the rarest word need not be counted: a word that many hold would take most of the time.
    block = kept = ""
    if near is not None:
        first, last = (f"(SELECT {end}(report) FROM {near})" for end in ("min", "max"))
        block = f"AND last >= {first} AND last < {last} + {BLOCK * MERGED}"
        kept = f"AND report IN (SELECT report FROM {near})"
    return f"""
    WITH held AS MATERIALIZED (SELECT word, reports FROM postings WHERE word IN ({_WANTED}) {block}),
    rarest AS (SELECT word FROM held GROUP BY word ORDER BY sum(len(reports)) LIMIT 1),
    few AS (
        SELECT report FROM (SELECT unnest(reports) AS report FROM held WHERE word = (FROM rarest))
        WHERE true {kept}),
    others AS (SELECT unnest(reports) AS report FROM held WHERE word <> (FROM rarest))
    SELECT report FROM few WHERE len(words_of($text)) = 1
    UNION ALL
    SELECT report FROM others SEMI JOIN few USING (report)
    WHERE len(words_of($text)) > 1 GROUP BY report HAVING count(*) = len(words_of($text)) - 1
    UNION ALL
    SELECT report FROM reports WHERE report > (SELECT coalesce(max(last), 0) FROM postings) {kept}
    AND CASE WHEN contains(lower(strip_accents(text)), words_of($text)[1])
        THEN list_has_all(words_of(text), words_of($text)) ELSE false END"""


def most(fetch: Callable[..., list[dict[str, Any]]], text: str) -> int:
    """How many reports at most hold all words of a text, by the index: as many as hold the rarest of them."""
    rows = fetch(_HELD, {"text": text})
    return min((int(row["held"]) for row in rows), default=0)


def index(connection: duckdb.DuckDBPyConnection) -> None:
    """Enter the blocks of reports that are full and not entered yet, and merge them, each whole or not at all."""
    while due := connection.execute(_DUE, {"size": BLOCK}).fetchone():
        connection.execute(_FILL, {"first": due[0], "last": due[1]})
    while apart := connection.execute(_APART, {"size": BLOCK * MERGED}).fetchone():
        _merge(connection, *apart)


def _merge(connection: duckdb.DuckDBPyConnection, first: int, last: int) -> None:
    """Make the blocks from one report to another one block, a slice of the words at a time."""
    place = {"first": first, "last": last}
    with transaction(connection):
        (old,) = connection.execute("SELECT max(rowid) FROM postings").fetchone() or (0,)
        for slice_ in range(_SLICES):
            connection.execute(_MERGE, {**place, "old": old, "slice": slice_})
        connection.execute(_CLEAR, {**place, "old": old})
