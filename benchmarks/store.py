"""A store at size: synthetic events, and how long typical questions take.

    python -m benchmarks.store [EVENTS] [FOLDER]

Events over ten years, each in one report of its own, four in ten in two reports; 200 states and 2,000 other parties, the
first ones far more often than the last. Rows are made by SQL and written into the store's tables; each question is asked
six times and the median of the last five is given.
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
from dragoman.store import Store

_TYPES = ", ".join(f"'{name}'" for name in TYPES)
_QUADS = " ".join(f"WHEN '{name}' THEN '{quad(name)}'" for name in TYPES)
_FILL = (
    """INSERT INTO runs VALUES (1, 'synthetic', TIMESTAMP '2026-01-01', '0')""",
    """CREATE TEMP TABLE made AS SELECT i, format('{:016x}', hash(i)) AS id, DATE '2016-01-01' + CAST(i * 3650 / $n AS INTEGER) AS day,
        hash(i, 1) % 1000 / 1000.0 AS a, hash(i, 2) % 1000 / 1000.0 AS b, hash(i, 3) % 1000 / 1000.0 AS c,
        CAST(hash(i, 4) % 100 AS BIGINT) AS d FROM range($n) AS r(i)""",
    """INSERT INTO reports SELECT format('{:016x}', hash(i, 9)),
        'Report ' || i || ': the two sides spoke of ' || ['grain', 'gas', 'a bridge', 'prisoners', 'sanctions', 'a border'][1 + d % 6] || '.',
        day, 'Outlet ' || (d % 40), null, 'en', null, null FROM made""",
    """INSERT INTO codings SELECT format('{:016x}', hash(i, 9)), 'synthetic', 1 FROM made""",
    f"""INSERT INTO tellings SELECT id, 1, type, null, [], status, false, type, CASE type {_QUADS} END, false,
        day, day, day, {{'start': day::VARCHAR, 'end': day::VARCHAR, 'precision': 'day', 'basis': 'stated', 'text': null}}, null, 0.9
        FROM (SELECT *, [{_TYPES}][1 + CAST(floor(16 * c * c) AS INTEGER)] AS type,
            CASE WHEN d < 78 THEN 'happened' WHEN d < 90 THEN 'future' WHEN d < 94 THEN 'ongoing' WHEN d < 97 THEN 'negated'
            ELSE 'hypothetical' END AS status FROM made)""",
    """INSERT INTO events SELECT telling_id, t.* EXCLUDE (telling_id), 1, 1, null FROM tellings AS t""",
    """CREATE TEMP TABLE sides AS SELECT id, side, CAST(floor(2200 * pow(x, 3)) AS INTEGER) AS who
        FROM (SELECT i, id, 'actor' AS side, a AS x FROM made UNION ALL SELECT i, id, 'recipient', b FROM made) ORDER BY i""",
    """INSERT INTO event_actors SELECT id, 1, side, 0, CASE WHEN who < 200 THEN 'state:' || code ELSE 'Q' || who END, 'Party ' || who,
        code, 'GOV', null, 0.9, 'state', null, [], ''
        FROM (SELECT *, chr(65 + who % 8) || chr(65 + who // 8 % 5) || chr(65 + who // 40 % 5) AS code FROM sides)""",
    """INSERT INTO telling_actors SELECT * FROM event_actors""",
    """INSERT INTO members SELECT id, id, i FROM made""",
    """INSERT INTO evidence SELECT id, 1, format('{:016x}', hash(i, 9)), 0, 0, 30, {'start': 10, 'end': 15}, [], [] FROM made""",
    """INSERT INTO evidence SELECT id, 1, format('{:016x}', hash(i - 1, 9)), 0, 0, 30, {'start': 10, 'end': 15}, [], [] FROM made
        WHERE d < 40 AND i > 0""",
)


def fill(store: Store, events: int) -> None:
    """Write synthetic events into an empty store."""
    with store.writing() as cursor:
        for sql in _FILL:
            cursor.execute(sql, {"n": events} if "$n" in sql else None)


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """Typical questions by name."""
    return {
        "one dyad by month": lambda: store.relations("AAA", "BAA", by="month"),
        "one actor's last 30 days": lambda: store.events(actor="AAA", since="2025-12-01", limit=200),
        "by type, status, country": lambda: store.events(type="ACCUSE", status="future", country="CAA", limit=200),
        "one dyad, 200 events": lambda: store.events(actor="AAA", recipient="BAA", limit=200),
        "an actor by part of a name": lambda: store.events(actor="Party 1234", limit=200),
        "one event by the beginning of its id": lambda: store.event(str(store.events(limit=1)[0].event_id)[:8]),
        "events by words of a report": lambda: store.query(
            "SELECT event_id FROM current_evidence JOIN reports USING (report_id) WHERE contains(text, 'prisoners') LIMIT 200"
        ),
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
    events = int(arguments[0]) if arguments else 1_000_000
    with tempfile.TemporaryDirectory(dir=arguments[1] if len(arguments) > 1 else None) as folder:
        path = Path(folder) / "size.duckdb"
        start = time.perf_counter()
        with Store.open(path) as store:
            fill(store, events)
        print(f"{events:,} events: {path.stat().st_size / 1e6:,.0f} MB, written in {time.perf_counter() - start:.0f} s")
        with Store.open(path, read_only=True) as store:
            for name, ask in questions(store).items():
                wall, work = median(ask)
                print(f"  {name}: {1000 * wall:,.0f} ms, {1000 * work:,.0f} ms of processor time", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
