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

_ALL = """
    SELECT report FROM few WHERE len(words_of($text)) = 1
    UNION ALL
    SELECT report FROM others SEMI JOIN few USING (report)
    WHERE len(words_of($text)) > 1 GROUP BY report HAVING count(*) = len(words_of($text)) - 1
    UNION ALL
    SELECT report FROM reports WHERE report > (SELECT coalesce(max(last), 0) FROM postings) AND {kept}
    AND CASE WHEN contains(lower(strip_accents(text)), words_of($text)[1])
        THEN list_has_all(words_of(text), words_of($text)) ELSE false END"""


def reports(near: str | None = None) -> str:
    """The reports that hold all words of $text, as a query: whole words, whatever their capitals and accents.

    near: a table of reports, outside of which none is looked for.
    """
    if near is None:
        return _held() + _ALL.format(kept="true")
    first, last = (f"(SELECT {end}(report) FROM {near})" for end in ("min", "max"))
    kept = f"report IN (SELECT report FROM {near})"
    block = f"last >= {first} AND last < {last} + {BLOCK * MERGED}"
    return _held(block=block, kept=kept) + _ALL.format(kept=kept)


def _held(*, block: str = "true", kept: str = "true", many: str = "true") -> str:
    """The reports that hold the rarest of the words (`few`) and those that hold the others: how a query begins.

    Reports without the rarest word need not be counted: a word that many hold would take most of the time. block, kept,
    many: conditions on blocks, on reports, and on how many reports hold the rarest word.
    """
    return f"""
    WITH held AS MATERIALIZED (SELECT word, reports FROM postings WHERE word IN ({_WANTED}) AND {block}),
    rarest AS (SELECT word, sum(len(reports)) AS many FROM held GROUP BY word ORDER BY many LIMIT 1),
    few AS (
        SELECT report FROM (
            SELECT unnest(reports) AS report FROM held WHERE word = (SELECT word FROM rarest WHERE {many})
        ) WHERE {kept}),
    others AS (SELECT unnest(reports) AS report FROM held WHERE word <> (SELECT word FROM rarest))"""


def found(fetch: Callable[..., list[dict[str, Any]]], text: str, most: int) -> list[int] | None:
    """The reports that hold all words of a text; None where, by the index, `most` or more hold the rarest of them."""
    sql = f"""{_held(many="many < $most")}
        SELECT (SELECT many FROM rarest) AS many, list(report) AS found FROM ({_ALL.format(kept="true")})"""
    (row,) = fetch(sql, {"text": text, "most": most})
    return None if (row["many"] or 0) >= most else row["found"] or []


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
