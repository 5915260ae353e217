"""How long exports and imports take, and how much memory, as a store grows.

    python -m benchmarks.exchange [EVENTS]

The store is the synthetic one of `benchmarks.store`.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.store import fill
from dragoman.exchange import export, import_file
from dragoman.store import Store

FORMS = ("gdelt", "parquet")


def main() -> None:
    """Print seconds, events a second and the peak of memory so far for each format."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.duckdb") as store:
        fill(store, events)
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


if __name__ == "__main__":
    main()
