"""How probable it is that two tellings are of one event. `weights.toml` explains the features and their weights."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp, log

import numpy as np

from dragoman.linking import words
from dragoman.linking.clustering import Edge
from dragoman.linking.senses import Senses, senses
from dragoman.linking.stories import Rarity, Stories, cosine, stories
from dragoman.linking.told import Told, Trigger
from dragoman.model import Span

# Less probable pairs are left out of the graph, where they count as 0.
_LEAST = 0.02
_SAME_DAYS, _FARTHEST = 2, 40


@dataclass(frozen=True)
class Weights:
    """The scorer's figures, as `weights.toml` has them. across: what the pipeline's fields add; see `across`."""

    stop: float
    story: float
    weights: Mapping[str, float]
    across: Mapping[str, float]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped figures."""
    read = tomllib.loads((files(__package__) / "weights.toml").read_text("utf-8"))
    return Weights(read["stop"], read["story"], read["weights"], read["across"])


def edges(told: Sequence[Told]) -> Iterator[Edge]:
    """Pairs of tellings that may be of one event, by their places in `told`, with how probable that is.

    Compared are tellings of one report, and of reports that are near each other.
    """
    scorer = Scorer(told)
    for one, other in scorer.pairs():
        p = scorer.probability(one, other)
        if p >= _LEAST:
            yield Edge(one, other, p)


class Scorer:
    """What the tellings of one call have in common, worked out once: their reports, stories, vectors and senses."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told
        self._weights = weights().weights
        reports: dict[str, dict[str, Counter[str]]] = defaultdict(dict)
        for t in told:
            reports[t.report_id][t.text] = t.all_terms
        bags = {name: sum(texts.values(), Counter[str]()) for name, texts in reports.items()}
        rarity = Rarity(bags)
        self._stories: Stories = stories({n: rarity.vector(bag) for n, bag in bags.items()}, weights().story)
        self._vectors = [rarity.vector(t.terms) for t in told]
        self._senses = _senses(told)
        held = Counter(base for base, _ in {(t.trigger.base, t.report_id) for t in told})
        self._rare = {base: log((len(bags) + 1) / (n + 0.5)) / log(len(bags) + 1) for base, n in held.items()}
        self._words: dict[tuple[str, str], float] = {}

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The places of the tellings to be compared, the lower one first, in order."""
        at: dict[str, list[int]] = defaultdict(list)
        for number, t in enumerate(self._told):
            at[t.report_id].append(number)
        near: dict[str, set[str]] = {name: {name} for name in at}
        for name, others in self._stories.neighbours.items():
            for other in others:
                near[name].add(other)
                near[other].add(name)
        for number, t in enumerate(self._told):
            yield from ((number, other) for name in sorted(near[t.report_id]) for other in at[name] if number < other)

    def probability(self, one: int, other: int) -> float:
        """That two tellings, by their places, are of one event."""
        a, b = self._told[one], self._told[other]
        together = a.report_id == b.report_id
        pair = Pair(
            word=self._word(a.trigger, b.trigger),
            sense=float(self._senses[one] @ self._senses[other]),
            rare=self._rare[a.trigger.base],
            sentence=0.0 if a.text == b.text else cosine(self._vectors[one], self._vectors[other]),
            reports=0.0 if together else self._stories.likeness(a.report_id, b.report_id),
            story=together or self._stories.story[a.report_id] == self._stories.story[b.report_id],
        )
        return logistic(logit(self._weights, a, b, pair))

    def _word(self, one: Trigger, other: Trigger) -> float:
        if one.base == other.base or one.bases & other.bases:
            return 1.0
        key = (one.base, other.base) if one.base < other.base else (other.base, one.base)
        if key not in self._words:
            self._words[key] = words.alike(one.meanings, other.meanings)
        return self._words[key]


@dataclass(frozen=True, slots=True)
class Pair:
    """How alike two tellings are in what needs more than their own words, from 0 to 1: see `weights.toml`."""

    word: float
    sense: float
    rare: float
    sentence: float
    reports: float
    story: bool


def logit(weigh: Mapping[str, float], a: Told, b: Told, pair: Pair) -> float:
    """The log odds that two tellings are of one event."""
    total = weigh["bias"] + weigh["word"] * pair.word + weigh["sense"] * pair.sense
    total += weigh["report"] * (a.report_id == b.report_id)
    total += weigh["reports"] * pair.reports + weigh["story"] * pair.story
    if pair.word == 1.0 and a.trigger.base == b.trigger.base:
        total += weigh["rare"] * pair.rare
    if a.text != b.text:
        total += weigh["sentence"] * pair.word * pair.sentence
        total += weigh["names"] * len(a.names & b.names) / max(1, min(len(a.names), len(b.names)))
        total += weigh["numbers"] * (bool(a.numbers and b.numbers) and not a.numbers & b.numbers)
        total += weigh["clash"] * any(x and y and not x & y for x, y in zip(a.times, b.times, strict=True))
    return total + weigh["days"] * _days(a, b)


def logistic(logit: float) -> float:
    """The probability that log odds stand for."""
    return 1 / (1 + exp(-logit))


def _senses(told: Sequence[Told]) -> list[Senses]:
    """A vector for each telling; each text is read once."""
    at: dict[str, list[int]] = defaultdict(list)
    for number, t in enumerate(told):
        at[t.text].append(number)
    found: dict[int, Senses] = {}
    for text, numbers in at.items():
        spans = [Span(text[t.start : t.end], t.start, t.end) for t in (told[number] for number in numbers)]
        found |= zip(numbers, senses(text, spans), strict=True)
    return [np.asarray(found[number]) for number in range(len(told))]


def _days(one: Told, other: Told) -> int:
    """Days between the publications, as far as they tell: none up to two, and at most forty."""
    if one.published is None or other.published is None:
        return 0
    return max(0, min(_FARTHEST, abs((one.published - other.published).days)) - _SAME_DAYS)
