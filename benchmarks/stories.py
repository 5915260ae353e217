"""How well reports of many outlets are joined to events: stories with look-alikes, read into one store.

    python -m benchmarks.stories [read|unread]

Marked words {label|words} of one label in a story tell one event. Counted are those that the coder found a telling for:
B-cubed precision, recall and F1 (Bagga and Baldwin, 1998) over their groups in one store that holds the whole half.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.coreference import Score, scores
from dragoman.ingest import read_text
from dragoman.model import Record, Report
from dragoman.pipeline import read
from dragoman.store import Store

FOLDER = Path(__file__).parents[1] / "tests" / "golden" / "stories"
_MARK = re.compile(r"\{([^|{}]+)\|([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a report that tell an event. event: its story and label."""

    report_id: str
    start: int
    end: int
    event: str


def stories(half: str) -> Iterator[tuple[Report, list[Marked]]]:
    """The reports of a half in the order of publication within each story, with what is marked in them."""
    story = head = ""
    for line in (FOLDER / f"{half}.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            head = line[3:]
        elif line.startswith("# "):
            story = line[2:]
        elif line.strip():
            outlet, published = head.rsplit(", ", 1)
            yield _marked(line, story, outlet, published)


def _marked(line: str, story: str, outlet: str, published: str) -> tuple[Report, list[Marked]]:
    text, at, found = "", 0, []
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        found.append((mark[1], len(text), len(text) + len(mark[2])))
        text += mark[2]
        at = mark.end()
    report = read_text(text + line[at:], published=published, outlet=outlet)
    return report, [Marked(report.report_id, start, end, f"{story}: {label}") for label, start, end in found]


def told(records: Mapping[str, Record], store: Store, marked: list[Marked]) -> dict[Marked, str]:
    """The event in the store that each marked telling belongs to, as far as the coder found it."""
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for event in store.events():
        for item in event.evidence:
            spans[item.report_id].append((item.trigger.start, item.trigger.end, event.event_id))
    found = {}
    for mark in marked:
        hits = [
            (min(end, mark.end) - max(start, mark.start), event_id)
            for start, end, event_id in spans[mark.report_id]
            if start < mark.end and mark.start < end
        ]
        if hits:
            found[mark] = max(hits)[1]
    return found


def measure(half: str, *, verbose: bool = False) -> Score:
    """B-cubed of a half."""
    reports = list(stories(half))
    marked = [mark for _, marks in reports for mark in marks]
    records = {report.report_id: read(report) for report, _ in sorted(reports, key=lambda r: str(r[0].published))}
    with Store.open(":memory:") as store:
        store.add(records.values())
        found = told(records, store, marked)
        if verbose:
            _explain(records, found, store)
    gold, ours = _groups({m: m.event for m in found}), _groups(found)
    score, alone = (scores(gold, groups)["B-cubed"] for groups in (ours, [{mark} for mark in found]))
    print(f"{half}: {len(reports)} reports, {len(marked)} marked, {len(found)} found by the coder")
    print(
        f"  B-cubed precision {score.precision:.3f} recall {score.recall:.3f} F1 {score.f1:.3f}; "
        f"nothing joined {alone.f1:.3f}"
    )
    return score


def _groups(of: Mapping[Marked, str]) -> list[set[Marked]]:
    groups: dict[str, set[Marked]] = defaultdict(set)
    for mark, name in of.items():
        groups[name].add(mark)
    return list(groups.values())


def _explain(records: Mapping[str, Record], found: Mapping[Marked, str], store: Store) -> None:
    """Print the events that are split or mixed."""
    by_gold: dict[str, set[str]] = defaultdict(set)
    by_ours: dict[str, set[str]] = defaultdict(set)
    for mark, event_id in found.items():
        by_gold[mark.event].add(event_id)
        by_ours[event_id].add(mark.event)
    for name, ids in by_gold.items():
        mixed = {other for id_ in ids for other in by_ours[id_]} - {name}
        if len(ids) > 1 or mixed:
            print(f"== {name}: {len(ids)} events" + (f", mixed with {sorted(mixed)}" if mixed else ""))
            for mark, id_ in found.items():
                if mark.event == name:
                    text = records[mark.report_id].report.text
                    print(
                        f"   {id_[:6]} {records[mark.report_id].report.published} "
                        f"…{text[max(0, mark.start - 60) : mark.end + 40]}"
                    )


if __name__ == "__main__":
    for name in [arg for arg in sys.argv[1:] if not arg.startswith("-")] or ["read", "unread"]:
        measure(name, verbose="-v" in sys.argv)
