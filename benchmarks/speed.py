"""How fast and how large: start-up, one report from a cold start, sentences and candidates a second, memory.

    python benchmarks/speed.py REPORT [--sentences 5000]

Each figure is the median of several runs in fresh processes; compare figures of one run only, machines differ.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

_LONG = """
import resource, sys, time
from datetime import date
from pathlib import Path
from dragoman.model import Report
from dragoman.passages import sentences
from dragoman.pipeline import read
texts = [Path(name).read_text("utf-8") for name in sys.argv[2:]]
wanted, count, reports = int(sys.argv[1]), 0, []
while count < wanted:
    for number, text in enumerate(texts):
        reports.append(Report(f"r{len(reports)}", text, date(2026, 2, 4)))
        count += sum(1 for _ in sentences(text))
read(reports[0])
start = time.perf_counter()
events = sum(len(read(report).events) for report in reports)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(count / seconds, events / count, peak)
"""

_JUDGED = """
import sys, time
from pathlib import Path
from dragoman.coder.relation import Candidate, Reading
from dragoman.passages import sentences
texts = [one.text for name in sys.argv[1:] for one in sentences(Path(name).read_text("utf-8"))]
readings = [Reading(text) for text in texts]
asked = [(one, [Candidate(trigger=words) for words, _ in one.triggers]) for one in readings]
start, count = time.perf_counter(), 0
while count < 2000:
    count += sum(len(one.judge(candidates)) for one, candidates in asked)
print(count / (time.perf_counter() - start))
"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, nargs="+")
    parser.add_argument("--sentences", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    dragoman = [sys.executable, "-m", "dragoman"]
    print(f"dragoman --help          {_median([*dragoman, '--help'], options.runs):.2f} s")
    cold = [*dragoman, "read", str(options.report[0]), "--published", "2026-02-04"]
    print(f"one report, cold start   {_median(cold, options.runs):.2f} s")
    long = [sys.executable, "-c", _LONG, str(options.sentences), *map(str, options.report)]
    printed = subprocess.run(long, capture_output=True, text=True, check=True).stdout.split()
    rate, density, peak = map(float, printed)
    print(
        f"long text, one process   {rate:.0f} sentences/s, {density:.2f} events a sentence, {peak:.0f} MB at its peak"
    )
    judged = [sys.executable, "-c", _JUDGED, *map(str, options.report)]
    printed = subprocess.run(judged, capture_output=True, text=True, check=True).stdout.split()
    print(f"candidates, one thread   {float(printed[0]):.0f}/s")


def _median(command: list[str], runs: int) -> float:
    """Median wall-clock seconds of a command after one run that is not counted."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, env=os.environ)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


if __name__ == "__main__":
    main()
