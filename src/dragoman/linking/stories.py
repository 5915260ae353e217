"""Which reports are about the same: reports as bags of words, compared by what they share that is rare.

Only terms that few reports hold are looked up, so that the cost grows with the number of reports and not its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from dragoman.linking import words
from dragoman.linking.clustering import Edge, average_linkage

Vector = Mapping[str, float]

# A term in more reports than this is not looked up, and a report has at most this many neighbours.
_LONGEST, _NEIGHBOURS = 300, 100
_LEAST = 0.05
# Our training corpus weighs as much as this many reports in how common a word is.
_BACKGROUND = 100


class Rarity:
    """How much a shared term tells, from how many reports hold it and how common it is elsewhere."""

    def __init__(self, reports: Mapping[str, Counter[str]]) -> None:
        self._held = Counter(term for terms in reports.values() for term in terms)
        self._reports = len(reports)

    def vector(self, terms: Counter[str]) -> dict[str, float]:
        """The terms weighed (tf-idf), of length 1."""
        weights = {term: (1 + log(count)) * self._weight(term) for term, count in terms.items()}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in sorted(weights.items())}

    def _weight(self, term: str) -> float:
        elsewhere = _BACKGROUND * words.table().share(term)
        return log((self._reports + _BACKGROUND + 1) / (self._held[term] + elsewhere + 0.5))


@dataclass(frozen=True)
class Stories:
    """Neighbours of each report with their likeness, the report itself not among them; and the story each is of."""

    neighbours: Mapping[str, Mapping[str, float]]
    story: Mapping[str, int]

    def likeness(self, one: str, other: str) -> float:
        return self.neighbours[one].get(other, self.neighbours[other].get(one, 0.0))


def cosine(one: Vector, other: Vector) -> float:
    """Of two vectors of length 1."""
    shorter, longer = sorted((one, other), key=len)
    return sum(weight * longer[term] for term, weight in shorter.items() if term in longer)


def stories(vectors: Mapping[str, Vector], stop: float) -> Stories:
    """The neighbours and the stories of reports, given by their vectors; `stop` as in `average_linkage`."""
    names = sorted(vectors)
    places: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for term in vectors[name]:
            places[term].append(name)
    neighbours = {name: _nearest(name, vectors, places) for name in names}
    number = {name: at for at, name in enumerate(names)}
    pairs = {tuple(sorted((one, other))): s for one, others in neighbours.items() for other, s in others.items()}
    edges = [Edge(number[one], number[other], s) for (one, other), s in sorted(pairs.items())]
    groups = average_linkage(len(names), edges, stop)
    return Stories(neighbours, {names[at]: story for story, group in enumerate(groups) for at in group})


def _nearest(name: str, vectors: Mapping[str, Vector], places: Mapping[str, Sequence[str]]) -> dict[str, float]:
    seen = {other for term in vectors[name] if len(places[term]) <= _LONGEST for other in places[term]} - {name}
    likeness = ((cosine(vectors[name], vectors[other]), other) for other in seen)
    nearest = sorted(((s, other) for s, other in likeness if s >= _LEAST), key=lambda item: (-item[0], item[1]))
    return {other: s for s, other in nearest[:_NEIGHBOURS]}
