"""The ledger on scenarios: commitments opened, and the verdicts on them from later reports.

    python -m benchmarks.commitments [--misses]

The scenarios stand in tests/golden/commitments; half of them, by a hash of their names, are the unread half, whose
misses are never printed. Opened: precision, recall and F1 of entries by promisor, beneficiary, type and opening report;
due: the share of those found whose last day is right. Verdicts: the share of all expected commitments, and of those
found, whose state on the day asked is right.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dragoman import read
from dragoman.ledger import CUES, Entry, Sentence, settle
from dragoman.model import Actor, Record

SCENARIOS = Path(__file__).parents[1] / "tests" / "golden" / "commitments"
LATER = SCENARIOS / "later"  # by another hand, which had not read the rules
AGENCY = SCENARIOS / "agency"  # stories in agency prose, written before the code was read; unread.toml stays unread
_CUES = re.compile(CUES)


def main() -> None:
    """Print the scores of both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print what is wrong in the half that is read")
    options = parser.parse_args()
    totals: Counter[str] = Counter()
    for unread in (False, True):
        counts: Counter[str] = Counter()
        for name, scenario in scenarios():
            if is_unread(name) == unread:
                counts.update(score(name, scenario, tell=options.misses and not unread))
        print(f"{'unread' if unread else 'read'} half: {summary(counts)}")
        totals.update(counts)
    print(f"all: {summary(totals)}")
    for path in (*sorted(LATER.glob("*.toml")), *sorted(AGENCY.glob("*.toml"))):
        counts = Counter()
        for name, scenario in scenarios(path):
            counts.update(score(name, scenario, tell=options.misses and path.stem != "unread"))
        print(f"{path.parent.name}, {path.stem}: {summary(counts)}")


def scenarios(where: Path = SCENARIOS) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Name and content of each scenario in a folder or file."""
    for path in [where] if where.is_file() else sorted(where.glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8")).items()


def is_unread(name: str) -> bool:
    """Whether a scenario belongs to the half whose errors nobody looks at."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 1


def ledger(records: Sequence[Record], as_of: date) -> list[Entry]:
    """The ledger of some records, without a store."""
    sentences = [
        Sentence(record.report.report_id, record.report.published, passage.text, printing.start, printing.end)
        for record in records
        for passage in record.passages
        for printing in passage.printings
        if _CUES.search(passage.text)
    ]
    return settle((event for record in records for event in record.events), sentences, as_of=as_of)


def score(name: str, scenario: Mapping[str, Any], *, tell: bool) -> Counter[str]:
    """Counts over one scenario: expected, entered, found, due, dated, verdict, evidenced."""
    records = [read(text, published=day) for day, text in scenario["reports"]]
    left = ledger(records, scenario["as_of"])
    counts = Counter(expected=len(scenario["commitments"]), entered=len(left))
    counts["unproven"] = sum(bool(entry.proposal and not entry.proposal.evidence) for entry in left)
    for wanted in scenario["commitments"]:
        report_id = records[wanted["in"]].report.report_id
        entry = next((entry for entry in left if _is(entry, wanted, report_id)), None)
        if entry is None:
            if tell:
                print(f"{name}: missed {wanted}")
            continue
        left.remove(entry)
        counts["found"] += 1
        right = entry.state.value in wanted["verdict"].split("|")
        counts["verdict"] += right
        if "due" in wanted:
            counts["dated"] += 1
            counts["due"] += str(entry.due) == wanted["due"][1]
        if tell and not right:
            print(f"{name}: {entry.state.value}, not {wanted['verdict']}: {entry.proposal}")
        if tell and "due" in wanted and str(entry.due) != wanted["due"][1]:
            print(f"{name}: due {entry.due}, not {wanted['due'][1]}")
    if tell:
        for entry in left:
            print(f"{name}: not expected: {entry.commitment.act} {entry.openings[0].evidence[0].passage.text}")
    return counts


def summary(counts: Counter[str]) -> str:
    """The scores in a line."""
    found, expected, entered = counts["found"], counts["expected"], counts["entered"]
    return (
        f"{expected} commitments; opened precision {found / entered:.2f} recall {found / expected:.2f} "
        f"F1 {2 * found / (expected + entered):.3f}; due {counts['due'] / counts['dated']:.3f}; verdicts right "
        f"{counts['verdict'] / found:.3f} of those found, {counts['verdict'] / expected:.3f} of all; "
        f"without evidence {counts['unproven']}"
    )


def _is(entry: Entry, wanted: Mapping[str, Any], report_id: str) -> bool:
    made = entry.commitment
    if made.act.type not in wanted["type"].split("|"):
        return False
    if all(item.report_id != report_id for opening in entry.openings for item in opening.evidence):
        return False
    if not all(any(_names(actor, who) for actor in made.promisors) for who in wanted["by"]):
        return False
    everybody = (*made.beneficiaries, *made.promisors)
    return not wanted["to"] or any(_names(actor, who) for actor in everybody for who in wanted["to"])


def _names(actor: Actor, who: str) -> bool:
    return actor.country == who or who.lower() in actor.name.lower()


if __name__ == "__main__":
    main()
