"""How fast phrases are resolved, and what loading the knowledge base costs.

    python -m benchmarks.actors tests/golden/actors/phrases.tsv

Phrases are resolved without the cache of answers, once to warm up the caches of spellings and then ten times over, on
one core; time is that of the process. Memory is the peak of the process, with Python itself.
"""

from __future__ import annotations

import argparse
import csv
import resource
import time
from pathlib import Path


def main() -> None:
    """Print load time, phrases a second and peak memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="a table with the columns phrase and date, parted by tabs")
    with parser.parse_args().file.open(encoding="utf-8", newline="") as file:
        phrases = [(row["phrase"], row["date"]) for row in csv.DictReader(file, delimiter="\t")]
    start = time.process_time()
    from dragoman.actors.kb import knowledge
    from dragoman.actors.resolver import resolve_phrase

    knowledge()
    loaded = time.process_time() - start
    uncached = resolve_phrase.__wrapped__
    for phrase, day in phrases:
        uncached(phrase, day, None)
    start = time.process_time()
    for _ in range(10):
        for phrase, day in phrases:
            uncached(phrase, day, None)
    rate = 10 * len(phrases) / (time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"load {1000 * loaded:.0f} ms; {rate:,.0f} phrases/s; peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
