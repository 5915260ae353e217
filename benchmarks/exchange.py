"""How long exports and imports take, and how much memory, as a store grows.

    python -m benchmarks.exchange [EVENTS] [FORMAT …]

The store is the synthetic one of `benchmarks.store`. Each format is written by a process of its own, so that its peak
of memory is its own; then the GDELT file, if it is among them, is read in again.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.store import fill
from dragoman.exchange import FORMATS, export, import_file
from dragoman.store import Store


def main(arguments: Sequence[str]) -> None:
    """Print rows, size, elapsed and processor seconds and the peak of memory for each format."""
    events = int(arguments[0]) if arguments else 100_000
    forms = arguments[1:] or FORMATS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{events:,} events; a store filled: {_alone(_fill, folder, events)}", flush=True)
        for form in forms:
            print(f"export {form}: {_alone(_export, folder, form)}", flush=True)
        if "gdelt" in forms:
            print(f"import gdelt: {_alone(_import, folder)}")


def _fill(folder: Path, events: int) -> str:
    with Store.open(folder / "s.duckdb") as store:
        fill(store, events)
    return _size(folder / "s.duckdb")


def _export(folder: Path, form: str) -> str:
    with Store.open(folder / "s.duckdb", read_only=True) as store:
        done = export(store, folder / form, form)
    return f"{done.rows:,} rows of {done.events:,} events, {_size(folder / form)}"


def _import(folder: Path) -> str:
    with Store.open(folder / "imported.duckdb") as store:
        return f"{import_file(store, folder / 'gdelt').rows:,} rows"


def _alone(task: Callable[..., str], *arguments: object) -> str:
    """What a task says of itself, run in a new process, and what it cost there."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (task, arguments))


def _measured(task: Callable[..., str], arguments: tuple[object, ...]) -> str:
    start, worked = time.perf_counter(), time.process_time()
    said = task(*arguments)
    wall, work = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{said}; {wall:.0f} s, {work:.0f} s of processor time, {peak} MB at the peak"


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:,.0f} MB"


if __name__ == "__main__":
    main(sys.argv[1:])
