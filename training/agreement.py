"""How far two people who labelled the same sentences, blind to each other, agree.

    python -m training.agreement training/corpus training/corpus/second [--differences]

Events of a sentence are the same if their triggers overlap; type, quad class, status and sides are compared on those.
Pairs are the ordered pairs of marked parties that at least one of the two relates, with the type each gives.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import permutations
from pathlib import Path

from dragoman.model import Span
from dragoman.ontology import quad
from training.corpus import Labelled, Sentence, read

Names = Mapping[str, str]
"""What the parties of a sentence are called, by letter."""


def main() -> None:
    """Print the agreement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--differences", action="store_true", help="print where the types differ")
    options = parser.parse_args()
    first = {one.text: one for one in read(sorted(options.first.glob("*.txt"))).sentences}
    counts: Counter[str] = Counter()
    for other in read(sorted(options.second.glob("*.txt"))).sentences:
        one = first[other.text]
        names = _names(one, one), _names(other, one)
        counts += _events(one, other, names, options.differences) + _pairs(one, other, names) + Counter(sentences=1)
    _print(counts)


def _names(sentence: Sentence, one: Sentence) -> Names:
    """The parties of a sentence by its letters, called as whoever labelled it first calls those with the same words."""
    spans = {letter: one.party(letter) for letter in one.mentions}
    return {
        letter: next((name for x, name in spans.items() if _meet(one.mentions[x].span, marked.span)), f"{letter} alone")
        for letter, marked in sentence.mentions.items()
    }


def _events(one: Sentence, other: Sentence, names: tuple[Names, Names], show: bool) -> Counter[str]:
    counts = Counter(events=len(one.events) + len(other.events))
    left = list(other.events)
    for event in one.events:
        same = [rival for rival in left if _meet(one.triggers[event.trigger], other.triggers[rival.trigger])]
        if not same:
            continue
        sides = _sides(event, names[0])
        best = max(same, key=lambda rival: (rival.type == event.type, sides == _sides(rival, names[1])))
        left.remove(best)
        counts += Counter(
            common=1,
            quad=quad(best.type) == quad(event.type),
            type=best.type == event.type,
            mode=best.type == event.type and best.mode == event.mode,
            status=best.status == event.status,
            sides=sides == _sides(best, names[1]),
            whole=best.type == event.type and sides == _sides(best, names[1]),
        )
        if show and best.type != event.type:
            print(f"{event.type} or {best.type}: {one.triggers[event.trigger].text!r} in {one.text}")
    return counts


def _pairs(one: Sentence, other: Sentence, names: tuple[Names, Names]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for pair in permutations(sorted(set(names[0].values())), 2):
        types = [
            {event.type for event in side.events if _joins(event, called, pair)}
            for side, called in zip((one, other), names, strict=True)
        ]
        if any(types):
            counts += Counter(
                pairs=1,
                paired=bool(types[0] & types[1]),
                quads=bool({quad(name) for name in types[0]} & {quad(name) for name in types[1]}),
            )
    return counts


def _joins(event: Labelled, names: Names, pair: tuple[str, str]) -> bool:
    actors, recipients = _sides(event, names)
    return pair[0] in actors and pair[1] in (recipients or actors)


def _sides(event: Labelled, names: Names) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(names[x] for x in event.actors), frozenset(names[x] for x in event.recipients)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _print(counts: Mapping[str, int]) -> None:
    print(f"{counts['sentences']} sentences, {counts['events'] / 2:.0f} events each on average")
    for name, share in _shares(counts):
        print(f"  {name:<34} {share:.2f}")


def _shares(counts: Mapping[str, int]) -> Iterator[tuple[str, float]]:
    common = counts["common"]
    yield "the same events, F1", 2 * common / counts["events"]
    yield "with type and both sides, F1", 2 * counts["whole"] / counts["events"]
    for name in ("quad", "type", "status", "sides"):
        yield f"same {name} of the same event", counts[name] / common
    yield "same mode of the same type", counts["mode"] / counts["type"]
    yield "same quad of related pairs", counts["quads"] / counts["pairs"]
    yield "same type of related pairs", counts["paired"] / counts["pairs"]


if __name__ == "__main__":
    main()
