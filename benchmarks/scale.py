"""What one process and Spark workers code and join in a second, on real text; and that all write the same.

    python -m benchmarks.scale ../shared [REPORTS [WORKERS …]]

Reports are six sentences each of the news texts of `benchmarks.duplicates`, those of one topic within a month. The
cluster is that of `scripts/cluster.sh`, on this machine's loopback. Starting Java and loading models is told apart: the
rate of coding is that after each worker's first part, by the times of the files. Processor time is that of all
processes of the cluster and of this one: it says how many cores were at work, as a process that codes parses a text
while a model reads the one before, and more than the clock where a machine has other work.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import duckdb

from benchmarks.duplicates import _originals
from dragoman.engines import Given, code

_SENTENCES = 6
_PORT = 7077
_MASTER = f"spark://127.0.0.1:{_PORT}"


def reports(folder: Path) -> Iterator[dict[str, str]]:
    """Short reports as rows, a few of each text."""
    for key, sentences in _originals(folder):
        topic = int(hashlib.sha256(key.split("_")[0].encode()).hexdigest()[:8], 16)
        for at in range(0, len(sentences) - _SENTENCES + 1, _SENTENCES):
            day = date(2026, 1, 1) + timedelta(topic % 30 + at % 3)
            text = " ".join(sentences[at : at + _SENTENCES])
            yield {"text": text, "published": day.isoformat(), "outlet": key}


def measure(corpus: Path, output: Path, workers: int, session: int | None = None) -> None:
    """Code and join a corpus in this process (no workers) or on a cluster of this session, and print what it took."""
    start, worked = time.time(), _worked(session)
    coded_at, coded_work = start, worked

    def said(_: object) -> None:
        nonlocal coded_at, coded_work
        coded_at, coded_work = time.time(), _worked(session)

    engine = {"engine": "spark", "master": _MASTER} if workers else {}
    coded = code([corpus], output, Given(), said=said, **engine)
    end, work = time.time(), coded_work - worked
    written = sorted(path.stat().st_mtime for path in (output / "reports").glob("*.parquet"))
    first = max(workers, 1)
    rate = coded.reports * (len(written) - first) / len(written) / (written[-1] - written[first - 1])
    taken, where = coded_at - start, f"{workers} workers" if workers else "in process"
    print(
        f"{where}: {coded.reports:,} reports, {coded.events:,} events, {coded.joined:,} joined; "
        f"coded in {taken:.0f} s by {work / taken:.1f} cores, joined in {end - coded_at:.0f} s; "
        f"{rate:.1f} reports/s once started",
        flush=True,
    )


def _worked(session: int | None) -> float:
    """Seconds of processor time of this process and of all processes of a session."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat") if session else ():
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                ticks += sum(map(int, fields[11:15]))  # its own, and that of those of its children that ended
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def cluster(workers: int) -> Iterator[int]:
    """A master and workers on the loopback. Yields: the number of their session."""
    script = Path(__file__).parents[1] / "scripts" / "cluster.sh"
    environment = {**os.environ, "PYTHON": sys.executable}
    process = subprocess.Popen(
        ["bash", str(script), str(workers)], env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", _PORT), 1):
                break
            time.sleep(0.5)
        time.sleep(5)  # until the workers have found the master
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def same(one: Path, other: Path) -> bool:
    """Whether two runs hold the same rows."""
    with duckdb.connect() as connection:
        return all(
            connection.execute(f"SELECT * FROM '{one}/{table}/*.parquet' ORDER BY ALL").fetchall()
            == connection.execute(f"SELECT * FROM '{other}/{table}/*.parquet' ORDER BY ALL").fetchall()
            for table in ("reports", "events", "joined")
        )


def main() -> None:
    """Print rates, and whether the rows are the same."""
    shared, size = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1600
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "news.jsonl"
        corpus.write_text("\n".join(json.dumps(row) for row in islice(reports(shared), size)), encoding="utf-8")
        measure(corpus, Path(folder) / "0", 0)
        for workers in map(int, sys.argv[3:] or ("1", "2")):
            with cluster(workers) as session:
                measure(corpus, Path(folder) / str(workers), workers, session)
            print("  the same rows" if same(Path(folder) / "0", Path(folder) / str(workers)) else "  OTHER ROWS")


if __name__ == "__main__":
    main()
