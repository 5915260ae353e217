"""Precision, recall and F1 on whole reports that people annotated without seeing the program.

    python -m benchmarks.golden [tests/golden/own tests/golden/wikinews] [--misses]

An event counts as found if its type is right and on each side some actor's words overlap the annotated ones (an
empty side must be empty). Status, date and speaker are then judged on the events found. Half of the reports are
held out from whoever writes rules: --held-out reads only those, the default only the others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.api import read
from dragoman.model import ClaimMade, Event, Span
from dragoman.timing import as_date
from scripts.wikinews_text import digest, text_of

Gold = dict[str, Any]
_REPOSITORY = Path(__file__).parents[1]
_ARTICLES = _REPOSITORY.parent / "shared" / "reports" / "wikinews"


@dataclass(frozen=True)
class Match:
    """An annotated event and what the program made of it, if anything."""

    gold: Gold
    event: Event | None


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="*", default=[Path("tests/golden/own")])
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was too much")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for path in sorted(p for folder in options.folder for p in folder.glob("*.json")):
        if _is_held_out(path.stem) is options.held_out:
            counts += _score(path, options.misses)
    _print(counts)


def _is_held_out(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def _score(path: Path, show: bool) -> Counter[str]:
    gold = json.loads(path.read_text("utf-8"))
    text = _text(path, gold)
    found = list(read(text, published=gold["published"]).events)
    matches = list(_align(gold["events"], found))
    matched = {id(match.event) for match in matches if match.event}
    counts = Counter(gold=len(matches), found=len(found), right=sum(match.event is not None for match in matches))
    for match in matches:
        if match.event:
            counts.update(_fields(match.gold, match.event))
        counts[f"gold {match.gold['type']}"] += 1
        counts[f"right {match.gold['type']}"] += match.event is not None
    counts.update(f"found {event.type}" for event in found)
    if show:
        _show(path.stem, matches, [event for event in found if id(event) not in matched])
    return counts


def _text(path: Path, gold: Gold) -> str:
    """The report's text: beside its annotation, or rebuilt from the corpus file that it names."""
    if "source" not in gold:
        return path.with_suffix(".txt").read_text("utf-8")
    text, _ = text_of(_ARTICLES / gold["source"])
    if digest(text) != gold["sha256"]:
        raise ValueError(f"{path}: the offsets are of another text than that of {gold['source']}")
    return text


def _align(annotated: Iterable[Gold], events: Sequence[Event]) -> Iterator[Match]:
    """Each annotated event with the first event not yet taken that fits; those with the right status first."""
    left = list(events)
    for gold in annotated:
        fitting = [event for event in left if _fits(gold, event)]
        best = max(fitting, key=lambda event: event.status == gold["status"], default=None)
        if best is not None:
            left.remove(best)
        yield Match(gold, best)


def _fits(gold: Gold, event: Event) -> bool:
    if event.type != gold["type"]:
        return False
    return any(
        _side(gold["actors"], item.actors) and _side(gold["recipients"], item.recipients) for item in event.evidence
    ) and any(_near(gold, item.trigger) for item in event.evidence)


def _side(gold: Sequence[Gold], spans: Sequence[Span]) -> bool:
    if not gold or not spans:
        return not gold and not spans
    return any(span.start < party["end"] and party["start"] < span.end for party in gold for span in spans)


def _near(gold: Gold, trigger: Span) -> bool:
    """Whether the triggers stand in the same sentence or so: a report may hold several alike acts of one pair."""
    places = [gold["trigger"], *gold.get("other_triggers", [])]
    return any(abs(place["start"] - trigger.start) < 200 for place in places)


def _fields(gold: Gold, event: Event) -> Counter[str]:
    counts: Counter[str] = Counter()
    counts["status"] = event.status == gold["status"]
    counts["mode"] = event.mode == gold["mode"]
    counts["speaker"] = _speaker(gold, event.claims)
    if gold["when"] and event.when and event.when.start:
        counts["dated"] = 1
        counts["when"] = str(as_date(event.when.start)) == gold["when"]["start"]
    return counts


def _speaker(gold: Gold, claims: Sequence[ClaimMade]) -> bool:
    """Whether the nearest speaker is the right one, or rightly nobody."""
    wanted = gold.get("speakers") or []
    if not wanted or not claims:
        return not wanted and not claims
    names = [claim.speakers[0].name.lower() for claim in claims if claim.speakers]
    last = str(wanted[0]).lower().split()[-1]
    return any(last in name or name.split()[-1] in str(wanted[0]).lower() for name in names) or bool(
        {s.get("country") for s in gold.get("speaker_spans", [])[:1]} & {c.speakers[0].country for c in claims} - {None}
    )


def _show(name: str, matches: Sequence[Match], extra: Sequence[Event]) -> None:
    print(f"== {name}")
    for match in matches:
        if match.event is None:
            sides = [", ".join(p["text"] for p in match.gold[side]) for side in ("actors", "recipients")]
            print(
                "  missed ",
                match.gold["type"],
                match.gold["status"],
                "|",
                " > ".join(sides),
                "|",
                match.gold["trigger"]["text"],
            )
    for event in extra:
        item = event.evidence[0]
        sides = [", ".join(s.text for s in side) for side in (item.actors, item.recipients)]
        print("  extra  ", event.type, event.status, "|", " > ".join(sides), "|", item.trigger.text)


def _print(counts: Counter[str]) -> None:
    precision, recall = counts["right"] / max(1, counts["found"]), counts["right"] / max(1, counts["gold"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"events: {counts['gold']} annotated, {counts['found']} found; "
        f"precision {precision:.2f} recall {recall:.2f} F1 {f1:.2f}"
    )
    right = max(1, counts["right"])
    for field in ("status", "mode", "speaker"):
        print(f"{field} right in {counts[field] / right:.2f} of the events found")
    print(f"date right in {counts['when'] / max(1, counts['dated']):.2f} of {counts['dated']}")
    for name in sorted(key[5:] for key in counts if key.startswith("gold ")):
        annotated, found, right = (counts[f"{what} {name}"] for what in ("gold", "found", "right"))
        print(f"  {name:<10} annotated {annotated:>3}  found {found:>3}  right {right:>3}")


if __name__ == "__main__":
    main()
