"""How fast and how large: start-up, one report from a cold start, sentences and candidates a second, memory.

    python -m benchmarks.speed REPORT [--sentences 5000]
    python -m benchmarks.speed --shared ../shared [--sentences 5000]

Each figure of a report is the median of several runs in fresh processes; compare figures of one run only, machines
differ. With --shared, the reports and the texts for evaluation that lie there (those of `benchmarks.duplicates`,
days of Current Events, political news) are coded, by one process and by two, each of which takes every
second; sentences a second are told by the clock and by the processor's time, which other work on the machine disturbs
less. Beside them stands what spaCy alone, its parser and its names as they come, makes of the same sentences in the
same processes: the share of its speed that is left is what compares from one machine to another.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path

import spacy

from benchmarks.duplicates import _originals
from dragoman.parse import PIPELINE

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


def texts(shared: Path) -> Iterator[str]:
    """The reports and the texts for evaluation, mixed."""
    found = [" ".join(sentences) for _, sentences in _originals(shared)]
    found += [path.read_text("utf-8") for path in (shared / "reports").glob("putin*.txt")]
    found += [path.read_text("utf-8", "replace") for path in (shared / "eval" / "attribution" / "text").iterdir()]
    days: dict[str, list[str]] = {}
    for event in json.loads((shared / "reports" / "current_events_2015-09.json").read_text("utf-8")):
        days.setdefault(event["date"], []).append(event["description"].strip())
    found += ["\n".join(day) for day in days.values()]
    yield from sorted(found, key=lambda text: hashlib.sha256(text.encode()).digest())


def rate(shared: Path, wanted: int, share: int, of: int) -> tuple[float, float, float, float]:
    """Sentences a second by the clock and by processor time, MB at the peak, and sentences a second by spaCy alone.

    Of a process that takes its share. What is loaded when first asked for is loaded before.
    """
    from dragoman.geo import locate
    from dragoman.model import Report
    from dragoman.passages import sentences
    from dragoman.pipeline import read

    every = list(texts(shared))
    read(Report("first", every[0], date(2026, 2, 4)))
    locate("Lagos")
    seen, start, worked = list[str](), time.perf_counter(), time.process_time()
    for number, text in enumerate(cycle(every[share::of])):
        read(Report(f"r{number}", text, date(2026, 2, 4)))
        seen += (one.text for one in sentences(text))
        if len(seen) >= wanted:
            break
    clock, processor = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return len(seen) / clock, len(seen) / processor, peak, _parsed(seen)


def _parsed(sentences: list[str]) -> float:
    """Sentences a second that spaCy parses and finds names in, nothing of ours beside it."""
    language = spacy.load(PIPELINE, disable=["tagger", "attribute_ruler", "lemmatizer"])
    deque(language.pipe(sentences[:64]), maxlen=0)
    start = time.perf_counter()
    deque(language.pipe(sentences), maxlen=0)
    return len(sentences) / (time.perf_counter() - start)


def _shared(shared: Path, wanted: int) -> None:
    """Print what one process and two code in a second."""
    for processes in (1, 2):
        command = [sys.executable, "-m", "benchmarks.speed", "--shared", str(shared), "--sentences", str(wanted)]
        running = [
            subprocess.Popen([*command, "--share", str(share), str(processes)], stdout=subprocess.PIPE, text=True)
            for share in range(processes)
        ]
        told = [list(map(float, one.communicate()[0].split())) for one in running]
        clock, alone = sum(t[0] for t in told), sum(t[3] for t in told)
        processor, peak = sum(t[1] for t in told) / processes, max(t[2] for t in told)
        print(
            f"{processes} at work   {clock:.0f} sentences/s, {clock / alone:.2f} of the {alone:.0f} that spaCy alone "
            f"parses; {processor:.0f} for a second of processor time; {peak:.0f} MB at the peak of one"
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path, nargs="*")
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--share", type=int, nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--sentences", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    if options.share:
        print(*rate(options.shared, options.sentences, *options.share))
    elif options.shared:
        _shared(options.shared, options.sentences)
    if options.report:
        _reports(options)


def _reports(options: argparse.Namespace) -> None:
    """Print start-up, and what is coded and judged of some reports."""
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
