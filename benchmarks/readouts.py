"""Pairs of readouts with the alignment known: are the statements that belong together found, and what is left out?

    python -m benchmarks.readouts [--half tuning|unread] [--misses]

F1 counts links between statements; omissions are the statements without a link: recall, and precision beside it. Kinds
count among links that are found. Disputed facts must have the right kind and the right words on both sides, up to what
one includes of the other. The pairs are in tests/golden/readouts; the half whose name has an even SHA-256 was used for
tuning, the other half was not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dragoman import compare
from dragoman.ingest import read_text
from dragoman.readouts import Comparison

PAIRS = Path(__file__).resolve().parents[1] / "tests" / "golden" / "readouts"
HALVES = ("tuning", "unread")
LATER = "later"  # a folder of pairs by another hand, which had not read the matcher


def main() -> None:
    """Print the scores of each half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=(*HALVES, LATER), help="only this half")
    parser.add_argument("--misses", action="store_true", help="print what is not as the alignment says")
    options = parser.parse_args()
    for half in [options.half] if options.half else (*HALVES, LATER):
        counts, pairs = Counter[str](), 0
        for name in names(half):
            counts += score(name, misses=options.misses)
            pairs += 1
        print(f"{half}: {pairs} pairs, {counts['links']} links, {counts['omitted']} omissions")
        for line, value in figures(counts).items():
            print(f"  {line:<32} {value:.3f}")


def names(half: str) -> list[str]:
    """The pairs of a half, or those that came later, by name."""
    if half == LATER:
        return sorted(f"{LATER}/{path.stem}" for path in (PAIRS / LATER).glob("*.json"))
    found = sorted(path.stem for path in PAIRS.glob("*.json"))
    return [name for name in found if HALVES[int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2] == half]


def figures(counts: Mapping[str, int]) -> dict[str, float]:
    """The scores from the counts."""

    def f1(hits: str, said: str, known: str) -> float:
        return 2 * counts[hits] / max(1, counts[said] + counts[known])

    return {
        "statement alignment F1": f1("hits", "found", "links"),
        "omissions found": counts["omissions"] / max(1, counts["omitted"]),
        "omissions, precision": counts["omissions"] / max(1, counts["alone"]),
        "kind right, of links found": counts["kinds"] / max(1, counts["hits"]),
        "in different terms, F1": f1("terms_hit", "terms_said", "terms"),
        "disputed facts, F1": f1("disputes_hit", "disputes_said", "disputes"),
    }


def score(name: str, *, misses: bool = False) -> Counter[str]:
    """What is counted on one pair."""
    gold = json.loads((PAIRS / f"{name}.json").read_text("utf-8"))
    compared = compare(
        read_text(
            (PAIRS / f"{name}.{side}.txt").read_text("utf-8"),
            published=gold["published"],
            outlet=gold[side]["outlet"],
        )
        for side in "ab"
    )
    known = {(link["a"], link["b"]): link["kind"] for link in gold["links"]}
    said = {
        (
            _number(gold, "a", link.statements[0].span.start),
            _number(gold, "b", link.statements[1].span.start),
        ): link.kind
        for topic in compared.topics
        for link in topic.links
    }
    both = known.keys() & said.keys()
    alone = [set(range(len(gold[s]["statements"]))) - {ends[i] for ends in said} for i, s in enumerate("ab")]
    omitted = [set(gold["only_a"]), set(gold["only_b"])]
    if misses:
        _print_misses(name, gold, compared, known, said)
    return Counter(
        hits=len(both),
        found=len(said),
        links=len(known),
        omitted=sum(map(len, omitted)),
        alone=sum(map(len, alone)),
        omissions=sum(len(a & b) for a, b in zip(alone, omitted, strict=True)),
        kinds=sum(known[ends] == said[ends] for ends in both),
        terms=sum(kind == "terms" for kind in known.values()),
        terms_said=sum(kind == "terms" for kind in said.values()),
        terms_hit=sum(known[ends] == said[ends] == "terms" for ends in both),
        **_disputes(gold, compared),
    )


def _disputes(gold: Mapping[str, Any], compared: Comparison) -> dict[str, int]:
    texts = [report.text for report in compared.reports]
    hit = sum(any(_is(fact, dispute, texts) for dispute in compared.disputes) for fact in gold["disputed"])
    return {"disputes": len(gold["disputed"]), "disputes_said": len(compared.disputes), "disputes_hit": hit}


def _is(fact: Mapping[str, str], dispute: Any, texts: list[str]) -> bool:
    kind = "number" if dispute.kind == "length" else dispute.kind
    if kind != fact["kind"]:
        return False
    if kind == "caller":
        return True
    pairs = zip((fact["a"], fact["b"]), dispute.words, strict=True)
    return all(words in span.text or span.text in words for words, span in pairs)


def _number(gold: Mapping[str, Any], side: str, start: int) -> int:
    """The statement that holds an offset."""
    return next(at for at, (first, end) in enumerate(gold[side]["statements"]) if first <= start < end)


def _print_misses(
    name: str,
    gold: Mapping[str, Any],
    compared: Comparison,
    known: Mapping[tuple[int, int], str],
    said: Mapping[tuple[int, int], str],
) -> None:
    texts = [report.text for report in compared.reports]
    for ends in sorted(known.keys() | said.keys()):
        if known.get(ends) != said.get(ends):
            words = [texts[i][slice(*gold[s]["statements"][ends[i]])] for i, s in enumerate("ab")]
            print(f"{name}: is {known.get(ends)}, said {said.get(ends)}: {words[0]} || {words[1]}")
    for dispute in compared.disputes:
        if not any(_is(fact, dispute, texts) for fact in gold["disputed"]):
            print(f"{name}: no dispute: {dispute.kind} {dispute.words[0].text} | {dispute.words[1].text}")
    for fact in gold["disputed"]:
        if not any(_is(fact, dispute, texts) for dispute in compared.disputes):
            print(f"{name}: dispute not found: {fact}")


if __name__ == "__main__":
    main()
