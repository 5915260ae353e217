"""The relation model on sentences with both parties marked, and the whole pipeline on the same without the marks.

    python benchmarks/relations.py ../shared/eval/relations/plv_dev.tsv [--misses]

The file names a source and a target in each sentence and the PLOVER type between them, with CONCEDE and RETREAT joined
as YIELD. Model and lexicon are asked for the likeliest type, "none" left out, as every row has one; types with a
status are reduced as PLOVER does. Three conventions of the file are those of the table from CAMEO to PLOVER and not of
the manual that we follow: to find guilty is ACCUSE (CAMEO 116), an intent to yield is AGREE (CAMEO 035), and declining
to yield is REJECT (CAMEO 124). The second figure takes our answers over into them by mode and status. End to end, a
row counts if an event has the right type and its two sides overlap the marks; without recipients, its actors overlap
both ("UK and EU negotiators agreed").
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from dragoman import ontology, read
from dragoman.coder.pair import judge_pair
from dragoman.coder.relation import NONE, Judgement
from dragoman.model import Event, Span, Status

_QUADS = {
    1: {"AGREE", "CONSULT", "SUPPORT"},
    2: {"YIELD", "AID", "COOPERATE"},
    3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}
_JOINED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


@dataclass(frozen=True)
class Row:
    """A sentence with its marked parties and what the file says of them. quad: the file's own, as a digit."""

    text: str
    source: Span | None
    target: Span | None
    type: str
    quad: str


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true", help="print the rows that the model gets wrong")
    options = parser.parse_args()
    rows = list(_rows(options.file))
    judgements = [judge_pair(row.text, row.source, row.target) for row in rows]
    plain = [_shares(one, _reduced) for one in judgements]
    print(f"type macro-F1 by the manual {_macro([row.type for row in rows], list(map(_likeliest, plain))):.3f}")
    shares = [_shares(one, _by_table) for one in judgements]
    guesses = list(map(_likeliest, shares))
    _print_types([row.type for row in rows], guesses)
    quads = [next(str(quad) for quad, types in _QUADS.items() if guess in types) for guess in guesses]
    print(f"quad macro-F1 {_macro([row.quad for row in rows], quads):.3f}")
    print(f"expected calibration error {_calibration([row.type for row in rows], shares):.3f}")
    print(f"unrelated, says the model, of related pairs: {sum(one.type == NONE for one in judgements) / len(rows):.2f}")
    _print_whole(rows)
    if options.misses:
        for row, guess in zip(rows, guesses, strict=True):
            if guess != row.type:
                parties = [party.text if party else "?" for party in (row.source, row.target)]
                print(f"{row.type} not {guess}: {' > '.join(parties)} | {row.text}")


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text, marks = _unmarked(row["marked_sentence"])
            yield Row(text, marks.get("s"), marks.get("t"), row["gold_root"], row["gold_penta"])


def _unmarked(marked: str) -> tuple[str, dict[str, Span]]:
    """A sentence without its marks, and by mark the words where they first stand; some rows lack one party."""
    text, at, starts, marks = "", 0, dict[str, int](), dict[str, Span]()
    for tag in re.finditer(r"<(/?)([st])>", marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if not tag[1]:
            starts[tag[2]] = len(text)
        elif tag[2] not in marks:
            start = starts[tag[2]]
            marks[tag[2]] = Span(text[start:], start, len(text))
    return text + marked[at:], marks


def _shares(judgement: Judgement, convention: Callable[[str, Status, str | None], str]) -> dict[str, float]:
    """Shares of the file's types: each type with each status by a convention, "none" left out."""
    shares: dict[str, float] = defaultdict(float)
    for (type_, p), (status, share) in product(judgement.types.items(), judgement.statuses.items()):
        if type_ != NONE:
            name = convention(type_, status, judgement.modes[type_])
            shares[_JOINED.get(name, name)] += p * share
    whole = sum(shares.values())
    return {name: share / whole for name, share in shares.items()}


def _reduced(type_: str, status: Status, mode: str | None) -> str:
    return ontology.reduce(type_, status, mode) or type_


def _by_table(type_: str, status: Status, mode: str | None) -> str:
    if (type_, mode) == ("SANCTION", "convict"):
        return "ACCUSE"
    if type_ in _JOINED and status is Status.FUTURE:
        return "AGREE"
    if type_ in _JOINED and status is Status.NEGATED:
        return "REJECT"
    return _reduced(type_, status, mode)


def _likeliest(shares: Mapping[str, float]) -> str:
    return max(shares, key=lambda name: shares[name])


def _f1(gold: Sequence[str], guesses: Sequence[str], name: str) -> float:
    both = sum(a == b == name for a, b in zip(gold, guesses, strict=True))
    return 2 * both / max(1, gold.count(name) + list(guesses).count(name))


def _macro(gold: Sequence[str], guesses: Sequence[str]) -> float:
    names = sorted(set(gold))
    return sum(_f1(gold, guesses, name) for name in names) / len(names)


def _print_types(gold: Sequence[str], guesses: Sequence[str]) -> None:
    print(f"type macro-F1 {_macro(gold, guesses):.3f} on {len(gold)} pairs")
    for name in sorted(set(gold)):
        print(f"  {name:<10} {gold.count(name):>4}  F1 {_f1(gold, guesses, name):.2f}")


def _calibration(gold: Sequence[str], shares: Sequence[Mapping[str, float]], bins: int = 10) -> float:
    """Expected calibration error of the likeliest type in bins of equal width (Guo et al. 2017)."""
    sums = [[0.0, 0.0] for _ in range(bins)]
    for right, some in zip(gold, shares, strict=True):
        name, share = max(some.items(), key=lambda item: item[1])
        one = sums[min(bins - 1, int(share * bins))]
        one[0] += share
        one[1] += name == right
    return sum(abs(confidence - correct) for confidence, correct in sums) / len(gold)


def _print_whole(rows: Sequence[Row]) -> None:
    typed = parties = both = 0
    for row in rows:
        found = [_has(row, event) for event in read(row.text).events]
        typed += any(right for right, _ in found)
        parties += any(sides for _, sides in found)
        both += any(right and sides for right, sides in found)
    print(
        f"end to end: type and both parties {both / len(rows):.3f}; "
        f"some event of the type {typed / len(rows):.3f}, of the parties {parties / len(rows):.3f}"
    )


def _has(row: Row, event: Event) -> tuple[bool, bool]:
    """Whether an event has the type, as such or as PLOVER reduces it, and whether it has the parties."""
    item = event.evidence[0]
    sides = _overlap(item.actors, row.source) and _overlap(item.recipients or item.actors, row.target)
    names = {
        event.type,
        _reduced(event.type, event.status, event.mode),
        _by_table(event.type, event.status, event.mode),
    }
    return row.type in {_JOINED.get(name, name) for name in names}, sides


def _overlap(spans: Sequence[Span], mark: Span | None) -> bool:
    """Whether some span overlaps a mark; a party that the row does not mark may be anybody."""
    return mark is None or any(span.start < mark.end and mark.start < span.end for span in spans)


if __name__ == "__main__":
    main()
