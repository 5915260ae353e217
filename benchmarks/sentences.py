"""`read` on the sentences of our own corpus that training holds back: what is found, and where the rest is lost.

    python -m benchmarks.sentences [--half 0|1] [--files 'told-*'] [--misses]

An annotated event is noticed if some event's trigger overlaps its own; found if one of those has its type and on each
side some party whose words overlap those annotated (an empty side must be empty; doubles of a party count as the
party). Thresholds are set on half 0; half 1 is for the figures that are told.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dragoman import read
from dragoman.model import Event, Span
from training.corpus import Labelled, Sentence, is_held_back
from training.corpus import read as read_corpus

_CORPUS = Path(__file__).parents[1] / "training" / "corpus"


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", type=int, choices=(0, 1), default=0)
    parser.add_argument(
        "--files", default="*", help="of the corpus: told-* are whole reports, single-* and the rest are not"
    )
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was too much")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for sentence in read_corpus(sorted(_CORPUS.glob(f"{options.files}.txt"))).sentences:
        half = hashlib.sha256(sentence.text.encode()).digest()[1] % 2
        if is_held_back(sentence.text) and half == options.half:
            counts += _score(sentence, options.misses)
    _print(counts)


def _score(sentence: Sentence, show: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    left = list(read(sentence.text).events)
    counts["found"] = len(left)
    for gold in sentence.events:
        trigger = sentence.triggers[gold.trigger]
        near = [event for event in left if _overlap([event.evidence[0].trigger], [trigger])]
        typed = [event for event in near if event.type == gold.type]
        right = [event for event in typed if _sides(sentence, gold, event)]
        counts["gold"] += 1
        counts[f"gold {gold.type}"] += 1
        counts["noticed"] += bool(near)
        counts["typed"] += bool(typed)
        if right:
            left.remove(right[0])
            counts.update(right=1, status=right[0].status == gold.status, mode=right[0].mode == gold.mode)
            counts[f"right {gold.type}"] += 1
        elif show:
            lost = "sides" if typed else "type" if near else "unnoticed"
            sides = [
                " + ".join(sentence.mentions[x].span.text for x in side) for side in (gold.actors, gold.recipients)
            ]
            print(f"missed ({lost}) {gold.type} | {' > '.join(sides)} | {trigger.text} || {sentence.text}")
    for event in left if show else ():
        item = event.evidence[0]
        sides = [" + ".join(span.text for span in side) for side in (item.actors, item.recipients)]
        print(f"extra {event.type} {event.p} | {' > '.join(sides)} | {item.trigger.text} || {sentence.text}")
    return counts


def _sides(sentence: Sentence, gold: Labelled, event: Event) -> bool:
    item = event.evidence[0]
    return _side(sentence, gold.actors, item.actors) and _side(sentence, gold.recipients, item.recipients)


def _side(sentence: Sentence, letters: Sequence[str], spans: Sequence[Span]) -> bool:
    if not letters or not spans:
        return not letters and not spans
    parties = {sentence.party(letter) for letter in letters}
    return _overlap([one.span for x, one in sentence.mentions.items() if sentence.party(x) in parties], spans)


def _overlap(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in some for other in others)


def _print(counts: Counter[str]) -> None:
    gold = max(1, counts["gold"])
    precision, recall = counts["right"] / max(1, counts["found"]), counts["right"] / gold
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"{counts['gold']} events, {counts['found']} found: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"
    )
    print(f"noticed {counts['noticed'] / gold:.3f}, typed {counts['typed'] / gold:.3f}, with the sides {recall:.3f}")
    for field in ("status", "mode"):
        print(f"{field} right in {counts[field] / max(1, counts['right']):.3f} of those found")
    print(
        ", ".join(
            f"{k[5:]} {counts['right ' + k[5:]] / counts[k]:.2f}" for k in sorted(counts) if k.startswith("gold ")
        )
    )


if __name__ == "__main__":
    main()
