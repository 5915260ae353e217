"""An index of words in the store's own tables, as safe as they are: one block of reports after the other."""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

import duckdb

BLOCK = 16_384

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

REPORTS = f"""
    SELECT report FROM (
        SELECT word, unnest(reports) AS report FROM postings
        WHERE word IN (SELECT {_NUMBER}(unnest(words_of($text))))
    ) GROUP BY report HAVING count(*) = len(words_of($text))
    UNION ALL
    SELECT report FROM reports WHERE report > (SELECT coalesce(max(last), 0) FROM postings)
    AND CASE WHEN contains(lower(strip_accents(text)), words_of($text)[1])
        THEN list_has_all(words_of(text), words_of($text)) ELSE false END"""
"""The reports that hold all words of $text, as a query: whole words, whatever their capitals and accents."""


def index(connection: duckdb.DuckDBPyConnection) -> None:
    """Enter the blocks of reports that are full and not entered yet, each whole or not at all."""
    while due := connection.execute(_DUE, {"size": BLOCK}).fetchone():
        connection.execute(_FILL, {"first": due[0], "last": due[1]})
