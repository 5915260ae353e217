"""Killing a writer at random moments: nothing that was said to be added is lost, and nothing is there twice.

    python -m benchmarks.kills [KILLS] [SEED]

A process adds the stories of `tests/golden/stories` in batches, and says how many reports are stored after each. It
is killed (SIGKILL) at a random moment, its store is looked at, and another goes on. In the end the events must be the
same as without any kill.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from benchmarks.stories import stories
from dragoman.model import Record
from dragoman.pipeline import read
from dragoman.store import Store

_CHILD = """
import pickle, sys
from dragoman.store import Store, dyads, words
words.BLOCK, words.MERGED, dyads.BLOCK = 16, 3, 40
records = pickle.load(open(sys.argv[2], "rb"))
with Store.open(sys.argv[1]) as store:
    print("open", flush=True)
    size = max(len(records) // 15, 4)
    for at in range(0, len(records), size):
        store.add(records[at : at + size])
        print(at + len(records[at : at + size]), flush=True)
"""


def run(folder: Path, records: Sequence[Record], kills: int, seed: int = 1) -> int:
    """Kill a writer so many times, check its store each time, and let the last one end. Returns: how many were at work.

    Raises: AssertionError where something is lost, double or half.
    """
    chance = Random(seed)
    kept, path, given = 0, folder / "killed.duckdb", folder / "records.pickle"
    given.write_bytes(pickle.dumps(records))
    seconds = _writes(folder / "whole.duckdb", given)
    cut = 0
    for _ in range(kills):
        said, finished = _killed(path, given, chance.uniform(0, seconds * (1 - kept / len(records))))
        cut += not finished
        kept = _checked(path, kept, said)
        if finished:
            path.unlink()  # all is there: begin anew, so that every kill meets a writer at work
            kept = 0
    _writes(path, given)
    with Store.open(path) as store, Store.open(folder / "whole.duckdb") as whole:
        assert store.events() == whole.events()
        assert store.reports() == len({record.report.report_id for record in records})
    return cut


def _writes(path: Path, given: Path) -> float:
    """Add all, and say how long it took after the store was open."""
    child = _start(path, given)
    assert child.stdout is not None
    child.stdout.readline()
    start = time.perf_counter()
    child.communicate()
    assert child.returncode == 0
    return time.perf_counter() - start


def _killed(path: Path, given: Path, after: float) -> tuple[int, bool]:
    """How many reports a writer said to have stored before it was killed, and whether it was done already."""
    child = _start(path, given)
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    lines = child.communicate()[0].split()
    return int(lines[-1]) if lines else 0, child.returncode == 0


def _start(path: Path, given: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", _CHILD, str(path), str(given)], stdout=subprocess.PIPE, text=True)


def _checked(path: Path, kept: int, said: int) -> int:
    """How many reports the store holds after a kill, when all is as it should be."""
    with Store.open(path) as store:
        held = store.reports()
        assert held >= max(kept, said), f"{said} were said to be stored and {held} are"
        for table, key in _ONCE.items():
            double = store.query(f"SELECT {key}, count(*) AS n FROM {table} GROUP BY ALL HAVING n > 1")
            assert not double, (table, double[:3])
        assert not store.query(_ADRIFT)
        assert not store.query(_UNFOUND)
        assert not store.query(_MISCOUNTED)
        for event in store.events():
            assert event.evidence
    return held


_ONCE = {
    "codings": "report_id",
    "members": "telling_id",
    "events": "event_id",
    "reprints": "report_id, original",
    "postings": "last, word",
    "evidence": 'telling_id, run_id, report_id, "start", "trigger"',
}
# Tellings without an event, events without a telling, and evidence of reports that are not there.
_ADRIFT = """
    SELECT telling_id FROM tellings ANTI JOIN members USING (telling_id)
    UNION ALL SELECT telling_id FROM members ANTI JOIN tellings USING (telling_id)
    UNION ALL SELECT event_id FROM members ANTI JOIN events USING (event_id)
    UNION ALL SELECT event_id FROM events ANTI JOIN members USING (event_id)
    UNION ALL SELECT report_id FROM evidence ANTI JOIN reports USING (report_id)
    UNION ALL SELECT report_id FROM reports ANTI JOIN codings USING (report_id)"""

# Words of reports that are said to be in the index and are not.
_UNFOUND = """
    SELECT report, md5_number_lower(unnest(words_of(text))) AS word FROM reports
    WHERE report <= (SELECT coalesce(max(last), 0) FROM postings)
    EXCEPT SELECT unnest(reports), word FROM postings"""

# Who acts on whom in the events, and what is kept of it, where these are not the same.
_KEPT = "SELECT * EXCLUDE (block) FROM dyads"
_MISCOUNTED = f"(FROM acting EXCEPT ALL {_KEPT}) UNION ALL ({_KEPT} EXCEPT ALL FROM acting)"


def main() -> None:
    kills, seed = (
        (int(word) for word in (*sys.argv[1:], "50", "1")[:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 1)
    )
    records = [read(report) for half in ("read", "unread") for report, _ in stories(half)]
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        cut = run(Path(folder), records, kills, seed)
        print(
            f"{kills} kills, {cut} of them of a writer at work, in {time.perf_counter() - start:.0f} s: nothing lost, "
            "nothing double, and the same events in the end"
        )


if __name__ == "__main__":
    main()
