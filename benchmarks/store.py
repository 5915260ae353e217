"""A store at size: synthetic events, and how long typical questions take.

    python -m benchmarks.store [EVENTS] [FOLDER] [shuffled]

Events over ten years, each in one report of its own, four in ten in two reports; 200 states and 2,000 other parties, the
first ones far more often than the last; what is to come holds a commitment. A report has 20 words of 60,000, the first ones
far more often than the last. Rows are made by SQL and written into the store's
tables; each question is asked six times and the median of the last five is given. With the word "shuffled" the events come in
no order of time.
"""

# ruff: noqa: E501 - SQL in lines as it reads best

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from dragoman.ontology import TYPES, quad
from dragoman.store import Store, dyads, words

_TYPES = ", ".join(f"'{name}'" for name in TYPES)
_QUADS = " ".join(f"WHEN '{name}' THEN '{quad(name)}'" for name in TYPES)
_FILL = (
    """INSERT INTO runs VALUES (1, 'synthetic', TIMESTAMP '2026-01-01', '0')""",
    """CREATE TEMP TABLE made AS SELECT i, format('{:016x}', hash(i)) AS id, DATE '2016-01-01' + CAST({at} * 3650 / $n AS INTEGER) AS day,
        hash(i, 1) % 1000 / 1000.0 AS a, hash(i, 2) % 1000 / 1000.0 AS b, hash(i, 3) % 1000 / 1000.0 AS c,
        CAST(hash(i, 4) % 100 AS BIGINT) AS d FROM range($n) AS r(i)""",
    """INSERT INTO reports SELECT format('{:016x}', hash(i, 9)),
        'Report ' || i || ': the two sides spoke of ' || ['grain', 'gas', 'a bridge', 'prisoners', 'sanctions', 'a border'][1 + d % 6] || '.'
        || array_to_string([' w' || CAST(floor(pow(60000.0, hash(i, 10 + k) % 1000000 / 1e6)) AS INTEGER) FOR k IN range(20)], ''),
        day, 'Outlet ' || (d % 40), null, 'en', null, null, i + 1 FROM made""",
    """INSERT INTO codings SELECT format('{:016x}', hash(i, 9)), 'synthetic', 1, i + 1 FROM made""",
    f"""INSERT INTO tellings SELECT i + 1, id, 1, type, null, [], status, false, type, CASE type {_QUADS} END, false,
        day, day, day, {{'start': day::VARCHAR, 'end': day::VARCHAR, 'precision': 'day', 'basis': 'stated', 'text': null}}, null, 0.9
        FROM (SELECT *, [{_TYPES}][1 + CAST(floor(16 * c * c) AS INTEGER)] AS type,
            CASE WHEN d < 78 THEN 'happened' WHEN d < 90 THEN 'future' WHEN d < 94 THEN 'ongoing' WHEN d < 97 THEN 'negated'
            ELSE 'hypothetical' END AS status FROM made)""",
    """INSERT INTO events BY NAME SELECT telling AS event, telling_id AS event_id, t.* EXCLUDE (telling, telling_id), published AS first_day,
        published AS last_day, 1 + CAST(hash(telling - 1, 4) % 100 < 40 AS INTEGER) AS reports, reports AS independent, CASE status WHEN 'future' THEN telling_id END AS commitment FROM tellings AS t""",
    """INSERT INTO commitments SELECT 'c' || telling_id, telling_id, 1, type, null, null, published, published, null, 'open', '[]', '[]', telling
        FROM tellings WHERE status = 'future'""",
    """INSERT INTO parties SELECT who, CASE WHEN who < 200 THEN 'state:' || code ELSE 'Q' || who END, 'Party ' || who, code, 'GOV', null,
        'state', null, [] FROM (
            SELECT who, chr(65 + who % 8) || chr(65 + who // 8 % 5) || chr(65 + who // 40 % 5) AS code FROM (SELECT unnest(range(2200))::INTEGER AS who))""",
    """INSERT INTO takes_part SELECT i + 1, CAST(floor(2200 * pow(CASE WHEN acting THEN a ELSE b END, 3)) AS INTEGER),
            acting, NOT acting, 0, 0.9, '' FROM made, (VALUES (true), (false)) AS sides(acting) ORDER BY i, NOT acting""",
    """INSERT INTO kinds SELECT row_number() OVER (ORDER BY type, mode, status, mutual), *
            FROM (SELECT DISTINCT type, mode, status, mutual FROM events)""",
    """INSERT INTO dyads SELECT 0, * FROM acting ORDER BY event""",
    """INSERT INTO members SELECT id, id, i + 1, i + 1 FROM made""",
    """INSERT INTO telling_actors BY NAME SELECT m.telling, m.telling_id, a.* EXCLUDE (event_id)
        FROM event_actors AS a JOIN members AS m USING (event_id) ORDER BY telling""",
    """INSERT INTO evidence SELECT i + 1, i + 1 - k, id, 1, format('{:016x}', hash(i - k, 9)), 0, 0, 30, {'start': 10, 'end': 15}, [], []
        FROM made, range(2) AS r(k) WHERE k = 0 OR (d < 40 AND i > 0) ORDER BY i""",
)


def fill(store: Store, events: int, *, shuffled: bool = False) -> None:
    """Write synthetic events into an empty store, by day unless shuffled."""
    at = "hash(i, 5) % $n" if shuffled else "i"
    with store.writing() as cursor:
        for sql in _FILL:
            cursor.execute(sql.replace("{at}", at), {"n": events} if "$n" in sql else None)
    words.index(store.cursor())
    dyads.index(store.cursor())


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """Typical questions by name."""
    return {
        "the busiest dyad by month": lambda: store.relations("AAA", "BAA", by="month"),
        "a busy dyad by month": lambda: store.relations("CAA", "BAA", by="month"),
        "a middling dyad by month": lambda: store.relations("CBA", "DBA", by="month"),
        "one actor's last 30 days": lambda: store.events(actor="AAA", since="2025-12-01", limit=200),
        "by type, status, country": lambda: store.events(type="ACCUSE", status="future", country="CAA", limit=200),
        "one dyad, 200 events": lambda: store.events(actor="AAA", recipient="BAA", limit=200),
        "an actor by part of a name": lambda: store.events(actor="Party 1234", limit=200),
        "one event by the beginning of its id": lambda: store.event(str(store.events(limit=1)[0].event_id)[:8]),
        "a word of one report in six": lambda: store.events(text="prisoners", limit=200),
        "a word of one report in twenty": lambda: store.events(text="w25", limit=200),
        "a word of one report in two thousand": lambda: store.events(text="w3000", limit=200),
        "two words, one report in ten thousand": lambda: store.events(text="prisoners w2000", limit=200),
    }


def median(ask: Callable[[], object], times: int = 6) -> tuple[float, float]:
    """Seconds that a question takes, warm, and seconds of processor time."""
    taken: list[tuple[float, float]] = []
    for _ in range(times):
        start, worked = time.perf_counter(), time.process_time()
        ask()
        taken.append((time.perf_counter() - start, time.process_time() - worked))
    walls, works = zip(*taken[1:], strict=True)
    return statistics.median(walls), statistics.median(works)


def main(arguments: Sequence[str]) -> None:
    """Print the size of a store and the time of each question."""
    shuffled = "shuffled" in arguments
    arguments = [word for word in arguments if word != "shuffled"]
    events = int(arguments[0]) if arguments else 1_000_000
    with tempfile.TemporaryDirectory(dir=arguments[1] if len(arguments) > 1 else None) as folder:
        path = Path(folder) / "size.duckdb"
        start = time.perf_counter()
        with Store.open(path) as store:
            fill(store, events, shuffled=shuffled)
        print(f"{events:,} events: {path.stat().st_size / 1e6:,.0f} MB, written in {time.perf_counter() - start:.0f} s")
        with Store.open(path, read_only=True) as store:
            for name, ask in questions(store).items():
                wall, work = median(ask)
                print(f"  {name}: {1000 * wall:,.0f} ms, {1000 * work:,.0f} ms of processor time", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
