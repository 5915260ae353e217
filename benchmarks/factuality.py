"""The factuality of marked events, against MEANTIME and UDS-IH2 as released by Jiang and de Marneffe (2021).

    python -m benchmarks.factuality ../shared/eval/factuality/MEANTIME/dev.jsonl [--misses]

A file holds a sentence a line, split into words, with the words of each event and a label from -3 (certainly did not
happen) to +3 (certainly did). Mean absolute error and Pearson's r are those that are published; an event that we take
for none counts as happened, as most do. --misses prints the errors of the half of the sentences that may be read.

The two corpora were asked different things, so that a class of ours is none of a band of labels in both:

- MEANTIME asks how certain the words are and notes time apart, so that what is sure to come stands at +3. It has five
  labels, of which -3 and +3 are certain: "between" is all else against `hypothetical`, "uncertain" those from -1 to 1,
  "not yet" the same band against `future` too, which the corpus mostly holds for certain. "negated" is a label of at
  most -1. With these goes the chance that an event at +3 gets a higher value from us than one between -3 and +3
  (one half where the values say nothing; equal values count half).
- UDS-IH2 asks a crowd whether the thing "happened or is happening", yes or no, times confidence: what lies ahead or is
  only wished for is a no, and what a negated verb says is often a yes, for it was so that nothing happened. A no is a
  label below 0, "unreal" here, against all three statuses of what did not happen; "not certain" takes labels below 1.
  "r as asked" answers that question: our value where an act happened or is under way, else -3.

A second line is on negation by the words: which part of what we call `negated` has a label below 0, which part of the
events that stand with a cue of negation we call `negated`, and which part of these has a label below 0, about the most
that the first figure can be. A cue is an adverb or argument of the event that negates it, or a governing word that does
("fail", "without"); the list is short, and no part of the program.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from dragoman.model import Span, Status
from dragoman.parse import Doc, parse, tokens_in
from dragoman.status import Factuality, factualities

_CLOSING = re.compile(r"^(?:[.,;:!?%)\]]|''|'|'(?:s|S|m|d|re|ve|ll)|n't|N'T)$")
_OPENING = {"(", "[", "``", "$", "#"}
_WRITTEN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
_UNREAL = {Status.NEGATED, Status.FUTURE, Status.HYPOTHETICAL}
_CLASSES: dict[str, tuple[Callable[[float], bool], set[Status]]] = {
    "negated": (lambda label: label <= -1, {Status.NEGATED}),
    "not yet": (lambda label: -1 < label < 1, {Status.FUTURE, Status.HYPOTHETICAL}),
    "between": (lambda label: -3 < label < 3, {Status.HYPOTHETICAL}),
    "uncertain": (lambda label: -1 < label < 1, {Status.HYPOTHETICAL}),
    "unreal": (lambda label: label < 0, _UNREAL),
    "not certain": (lambda label: label < 1, _UNREAL),
}
_CUES = {"no", "not", "never", "nobody", "nothing", "none", "neither", "nor", "hardly", "scarcely"}
_GOVERNING_CUES = {
    "fail",
    "refuse",
    "decline",
    "deny",
    "avoid",
    "prevent",
    "lack",
    "without",
    "failure",
    "refusal",
    "unable",
}


@dataclass(frozen=True)
class Target:
    """An event of the file. sentence: as it would be printed; read: whether its errors may be looked at."""

    sentence: str
    span: Span
    label: float
    read: bool


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--misses", action="store_true", help="print the events judged wrongly, of the half to be read")
    options = parser.parse_args()
    for path in options.files:
        targets = list(_targets(path))
        found = _judge(targets)
        cued = _cued(targets)
        print(path)
        for name, kept in (("all", {True, False}), ("read half", {True}), ("unread half", {False})):
            chosen = [(target, guess) for target, guess in zip(targets, found, strict=True) if target.read in kept]
            print(f"  {name:<12} {len(chosen):>6} events  {_scores(chosen)}")
            with_cue = [cue for target, cue in zip(targets, cued, strict=True) if target.read in kept]
            print(f"{'':<29}{_negation(chosen, with_cue)}")
        if options.misses:
            _print_misses(targets, found)


def _targets(path: Path) -> Iterator[Target]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        words = row["text"].split()
        sentence, starts = untokenized(words)
        read = sha256(row["text"].encode()).digest()[0] % 2 == 0
        for target in row["targets"]:
            first, last = target["span1"]
            start = starts[first]
            end = starts[last - 1] + len(_WRITTEN.get(words[last - 1], words[last - 1]))
            yield Target(sentence, Span(sentence[start:end], start, end), target["label"], read)


def untokenized(words: Sequence[str]) -> tuple[str, list[int]]:
    """A sentence as it would be printed, and where each of its words starts."""
    text, starts, glued = "", [], True
    for word in words:
        if not glued and not _CLOSING.match(word):
            text += " "
        starts.append(len(text))
        text += _WRITTEN.get(word, word)
        glued = word in _OPENING
    return text, starts


def _judge(targets: Sequence[Target]) -> list[Factuality]:
    nothing = Factuality(Status.HAPPENED, 3.0)
    found = factualities((target.sentence, target.span.start, target.span.end) for target in targets)
    return [one or nothing for one in found]


def _scores(chosen: Sequence[tuple[Target, Factuality]]) -> str:
    labels = np.array([target.label for target, _ in chosen])
    values = np.array([guess.value for _, guess in chosen])
    asked = np.array([-3.0 if guess.status in _UNREAL else guess.value for _, guess in chosen])
    error, r, as_asked = (
        np.abs(labels - values).mean(),
        np.corrcoef(labels, values)[0, 1],
        np.corrcoef(labels, asked)[0, 1],
    )
    order = _in_order(labels, values)
    classes = (f"{name} {_f1(chosen, name):.2f}" for name in _CLASSES)
    return (
        f"MAE {error:.3f}  r {r:.3f}  r as asked {as_asked:.3f}  F1 {', '.join(classes)}  +3 above between {order:.2f}"
    )


def _in_order(labels: np.ndarray, values: np.ndarray) -> float:
    """How often an event at +3 has a higher value than one between -3 and +3; equal values count half."""
    sure, between = values[labels == 3], values[np.abs(labels) < 3]
    apart = sure[:, None] - between[None, :]
    return float(((apart > 0) + (apart == 0) / 2).mean())


def _cued(targets: Sequence[Target]) -> list[bool]:
    """Whether a word beside or right above each event negates it."""
    sentences = list(dict.fromkeys(target.sentence for target in targets))
    parses = dict(zip(sentences, parse(sentences), strict=True))
    return [_has_cue(parses[target.sentence], target.span) for target in targets]


def _has_cue(doc: Doc, span: Span) -> bool:
    inside = tokens_in(doc, span)
    head = doc[inside[0].i : inside[-1].i + 1].root
    beside = [
        child for child in head.children if child.dep_ in {"neg", "advmod", "nsubj", "nsubjpass", "dobj", "attr", "det"}
    ]
    inner = [word for child in beside for word in (child, *(c for c in child.children if c.dep_ in {"det", "neg"}))]
    governed = head.dep_ in {"xcomp", "pcomp", "dobj", "acl", "pobj"} and head.head.lemma_.lower() in _GOVERNING_CUES
    return governed or any(word.dep_ == "neg" or word.lower_ in _CUES for word in inner)


def _negation(chosen: Sequence[tuple[Target, Factuality]], cued: Sequence[bool]) -> str:
    negated = [target.label < 0 for target, guess in chosen if guess.status is Status.NEGATED]
    ours = [guess.status is Status.NEGATED for (_, guess), cue in zip(chosen, cued, strict=True) if cue]
    low = [target.label < 0 for (target, _), cue in zip(chosen, cued, strict=True) if cue]
    return (
        f"negated by us {len(negated)}, below 0 {_share(negated)}; with a cue {len(low)}, "
        f"negated by us {_share(ours)}, below 0 {_share(low)}"
    )


def _share(told: Sequence[bool]) -> str:
    return f"{sum(told) / len(told):.2f}" if told else "-"


def _f1(chosen: Sequence[tuple[Target, Factuality]], name: str) -> float:
    belongs, statuses = _CLASSES[name]
    gold = [belongs(target.label) for target, _ in chosen]
    ours = [guess.status in statuses for _, guess in chosen]
    return 2 * sum(a and b for a, b in zip(gold, ours, strict=True)) / max(1, sum(gold) + sum(ours))


def _print_misses(targets: Sequence[Target], found: Sequence[Factuality]) -> None:
    for target, guess in zip(targets, found, strict=True):
        if target.read and abs(target.label - guess.value) >= 1.5:
            start, end = target.span.start, target.span.end
            marked = f"{target.sentence[:start]}[{target.span.text}]{target.sentence[end:]}"
            print(f"{target.label:+.1f} not {guess.value:+.1f} {guess.status}: {marked}")


if __name__ == "__main__":
    main()
