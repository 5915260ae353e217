"""What one process and Spark workers code and join in a second, on real text; and that all write the same.

    python -m benchmarks.scale ../shared [REPORTS]

Reports are six sentences each of the news texts that `benchmarks.duplicates` has, those of one topic within three days. The
cluster is that of `scripts/cluster.sh`, on this machine's loopback. Starting Java and loading models is told apart: the rate
of coding is that after each worker's first part, by the times of the files.
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


def measure(corpus: Path, output: Path, workers: int) -> None:
    """Code and join a corpus in this process (0 workers) or on a cluster, and print what it took."""
    start = time.time()
    coded_at = start

    def said(_: object) -> None:
        nonlocal coded_at
        coded_at = time.time()

    engine = {"engine": "spark", "master": _MASTER} if workers else {}
    coded = code([corpus], output, Given(), said=said, **engine)
    end = time.time()
    written = sorted(path.stat().st_mtime for path in (output / "reports").glob("*.parquet"))
    first = max(workers, 1)
    rate = coded.reports * (len(written) - first) / len(written) / (written[-1] - written[first - 1])
    print(
        f"{f'{workers} workers' if workers else 'in process'}: {coded.reports:,} reports, {coded.events:,} events, "
        f"{coded.joined:,} joined; {end - start:.0f} s, {coded_at - start:.0f} of them until coded; "
        f"{rate:.1f} reports/s once started",
        flush=True,
    )


@contextlib.contextmanager
def cluster(workers: int) -> Iterator[None]:
    """A master and workers on the loopback."""
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
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def same(one: Path, other: Path) -> bool:
    """Whether two runs hold the same rows."""
    with duckdb.connect() as connection:
        return all(
            connection.execute(f"SELECT * FROM '{one}/{table}/*.parquet' ORDER BY ALL").fetchall()  # noqa: S608
            == connection.execute(f"SELECT * FROM '{other}/{table}/*.parquet' ORDER BY ALL").fetchall()  # noqa: S608
            for table in ("reports", "events", "joined")
        )


def main() -> None:
    """Print rates, and whether the rows are the same."""
    shared, size = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1600
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "news.jsonl"
        corpus.write_text("\n".join(json.dumps(row) for row in islice(reports(shared), size)), encoding="utf-8")
        measure(corpus, Path(folder) / "0", 0)
        for workers in (1, 2):
            with cluster(workers):
                measure(corpus, Path(folder) / str(workers), workers)
            print("  the same rows" if same(Path(folder) / "0", Path(folder) / str(workers)) else "  OTHER ROWS")


if __name__ == "__main__":
    main()
