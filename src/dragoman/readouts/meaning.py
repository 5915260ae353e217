"""How alike two statements are in meaning.

Three readings, weighed on our own pairs of readouts (`python -m benchmarks.readouts`): rare words in common, words that
WordNet knows to mean the same, and sentence vectors from the second layer of the shipped encoder. Words that stand all
over both texts, such as the parties' names, hardly count; nor does what all their sentence vectors have in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from dragoman.coder.relation import Reading
from dragoman.linking import words
from dragoman.linking.told import content

Scores = NDArray[np.float64]

# Measured on the half of the pairs that is for tuning: words alone reach F1 0.86 there, with the vectors 0.89.
_MEANINGS, _VECTORS, _ORDER = 0.5, 0.3, 0.1
_NUMBER, _UNSEEN = 5.0, 2e-4
_ENOUGH = 6


def likenesses(one: Sequence[str], other: Sequence[str]) -> Scores:
    """How alike each statement of one text is to each of another: an array of len(one) × len(other)."""
    bags = [Counter(set(content(words.tokens(text)))) for text in (*one, *other)]
    held = Counter(term for bag in bags for term in bag)
    weighed = [{term: _rarity(term) / (1 + max(0, held[term] - 2)) for term in bag} for bag in bags]
    vectors = _centred([*one, *other])
    first, split = len(one), len(one) + len(other)
    scores = np.zeros((first, split - first))
    for a in range(first):
        for b in range(first, split):
            apart = abs(a / first - (b - first) / (split - first))
            scores[a, b - first] = (
                _shared(weighed[a], weighed[b])
                + _MEANINGS * _agreeing(weighed[a], weighed[b])
                + _VECTORS * float(vectors[a] @ vectors[b])
                + _ORDER * (1 - apart)
            )
    return scores


def means_the_same(one: str, other: str, least: float = 0.3) -> bool:
    """Whether two base forms are one, or WordNet gives them senses in common."""
    return one == other or _alike(one, other) >= least


def _rarity(term: str) -> float:
    return _NUMBER if term.isdigit() else log(1 / (words.table().share(term) + _UNSEEN))


def _shared(one: dict[str, float], other: dict[str, float]) -> float:
    """The cosine of two weighed bags of words."""
    lengths = sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return sum(weight * other[term] for term, weight in one.items() if term in other) / (lengths or 1.0)


def _agreeing(one: dict[str, float], other: dict[str, float]) -> float:
    """The share of weight that finds a word alike in meaning on the other side, both ways."""
    shares = []
    for here, there in ((one, other), (other, one)):
        found = sum(weight * max((_alike(term, t) for t in there), default=0.0) for term, weight in here.items())
        shares.append(found / (sum(here.values()) or 1.0))
    return sum(shares) / 2


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> float:
    meanings = words.table().meanings
    return 1.0 if one == other else words.alike(meanings.get(one, {}), meanings.get(other, {}))


def _centred(texts: Sequence[str]) -> NDArray[np.float64]:
    """Sentence vectors of length 1, without their mean."""
    vectors = np.array([Reading(text).mean for text in texts], np.float64)
    if len(texts) < _ENOUGH:
        return np.zeros_like(vectors)  # too few to tell what all have in common
    vectors -= vectors.mean(axis=0)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    centred: NDArray[np.float64] = vectors / np.where(lengths > 0, lengths, 1.0)
    return centred
