"""How far two people who labelled the same reports, blind to each other, agree.

    python benchmarks/agreement.py tests/golden/own tests/golden/second

Events are the same if some trigger of one overlaps some trigger of the other. Of those, the share with the same type,
quad class, status, mode, and with overlapping words on each side; and as F1, how many events the two have in common,
alone and with type and both sides.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from dragoman import ontology

Gold = dict[str, Any]


def main() -> None:
    """Print the agreement over all reports that both folders hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for path in sorted(options.second.glob("*.json")):
        one, other = (
            json.loads((folder / path.name).read_text("utf-8"))["events"] for folder in (options.first, options.second)
        )
        counts += _compare(one, other) + Counter(reports=1)
    _print(counts)


def _compare(one: list[Gold], other: list[Gold]) -> Counter[str]:
    counts = Counter(one=len(one), other=len(other))
    left = list(other)
    for event in one:
        same = [rival for rival in left if _meet(_triggers(event), _triggers(rival))]
        if not same:
            continue
        best = max(same, key=lambda rival: (rival["type"] == event["type"], _sides(event, rival)))
        left.remove(best)
        typed = best["type"] == event["type"]
        counts += Counter(
            common=1,
            type=typed,
            quad=ontology.quad(best["type"]) == ontology.quad(event["type"]),
            status=best["status"] == event["status"],
            mode=typed and best["mode"] == event["mode"],
            sides=_sides(event, best) == 2,
            event=typed and _sides(event, best) == 2,
        )
    return counts


def _triggers(event: Gold) -> list[Gold]:
    return [event["trigger"], *event["other_triggers"]]


def _sides(one: Gold, other: Gold) -> int:
    """On how many sides the words overlap, an empty side with an empty one."""
    return sum(
        _meet(one[side], other[side]) if one[side] and other[side] else not one[side] and not other[side]
        for side in ("actors", "recipients")
    )


def _meet(some: list[Gold], others: list[Gold]) -> bool:
    return any(a["start"] < b["end"] and b["start"] < a["end"] for a in some for b in others)


def _print(counts: Counter[str]) -> None:
    common, size = counts["common"], counts["one"] + counts["other"]
    print(f"{counts['reports']} reports; {counts['one']} and {counts['other']} events, {common} in common")
    print(f"same event: F1 {2 * common / size:.2f}; with type and both sides: F1 {2 * counts['event'] / size:.2f}")
    for name in ("quad", "type", "status", "sides"):
        print(f"same {name:<7} {counts[name] / common:.2f}")
    print(f"same mode, of the same type {counts['mode'] / max(1, counts['type']):.2f}")


if __name__ == "__main__":
    main()
