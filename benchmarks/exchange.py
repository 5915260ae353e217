"""How long exports and imports take, and how much memory, as a store grows.

    python -m benchmarks.exchange [EVENTS]

The store holds one meeting between two countries, copied under other ids: two reports in five lines each.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from dragoman.exchange import export, import_file
from dragoman.model import Actor, Event, Evidence, Passage, Printing, Record, Report, Span, Status, When
from dragoman.store import Store

FORMS = ("gdelt", "parquet")


def main() -> None:
    """Print seconds, events a second and the peak of memory so far for each format."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.duckdb") as store:
        _fill(store, events)
        print(f"{events} events; {_peak()} MB before the first export")
        for form in FORMS:
            start = time.perf_counter()
            done = export(store, Path(folder) / form, form)
            seconds = time.perf_counter() - start
            print(f"export {form}: {seconds:.1f} s, {done.events / seconds:.0f} events/s, peak {_peak()} MB")
        start = time.perf_counter()
        back = import_file(store, Path(folder) / "gdelt")
        print(f"import gdelt: {back.rows} rows in {time.perf_counter() - start:.1f} s, peak {_peak()} MB")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _fill(store: Store, events: int) -> None:
    store.add([_record()])
    with store.writing() as cursor:
        for table in ("events", "event_actors"):
            _copy(cursor, table, {"event_id"}, events)
        for table in ("tellings", "telling_actors"):
            _copy(cursor, table, {"telling_id"}, events)
        for table in ("reports", "codings"):
            _copy(cursor, table, {"report_id"}, events)
        _copy(cursor, "members", {"event_id", "telling_id"}, events)
        _copy(cursor, "evidence", {"telling_id", "report_id"}, events)


def _copy(cursor, table: str, keys: set[str], events: int) -> None:  # type: ignore[no-untyped-def]
    changed = ", ".join(f"{key} || '-' || n AS {key}" for key in sorted(keys))
    cursor.execute(
        f"INSERT INTO {table} SELECT {table}.* REPLACE ({changed}) FROM {table}, range({events - 1}) AS r(n)"
    )


def _record() -> Record:
    text = "Lena Ostrev met Wei Jun on Tuesday.\n" + "They spoke of trade and of the border for an hour. " * 40
    report = Report("r", text, date(2026, 2, 4), "The Harbour Post")
    passage = Passage("p", text[:35], (Printing("r", 0, 35),))
    who = (Actor("Q901", "Lena Ostrev", "RUS", "GOV"), Actor("Q902", "Wei Jun", "CHN", "GOV"))
    spans = (Span("Lena Ostrev", 0, 11), Span("Wei Jun", 16, 23))
    proof = Evidence("r", "The Harbour Post", report.published, Span(text[:35], 0, 35), Span("met", 12, 15), spans, ())
    when = When(date(2026, 2, 3), date(2026, 2, 3), "day", "relative", "on Tuesday")
    event = Event(
        "e", "CONSULT", None, (), Status.HAPPENED, False, who, (), when, None, (), None, (proof,), 0.9, "hand"
    )
    return Record(report, (passage,), (event,), "hand")


if __name__ == "__main__":
    main()
