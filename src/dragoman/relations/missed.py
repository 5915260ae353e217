"""How many events the reports tell when the coder finds only a share of them: its recall, measured on a sample."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import UsageError
from dragoman.relations.estimates import LEVEL, NORMAL, Estimate, distribution

Floats = NDArray[np.float64]

_POINTS = 15  # values of equal weight that stand for what is known of the recall
_NEGLIGIBLE = 1e-5  # chance below which a number of events is left out of account
_EXACT = 500  # chances up to which the distribution is summed; beyond, it is normal


@dataclass(frozen=True, slots=True)
class Recall:
    """The share of told events that the coder finds: `found` of `of` events of a sample that a person labelled.

    of: None where `found` is the share itself, taken to be known exactly.
    """

    found: float
    of: int | None = None

    @property
    def share(self) -> float:
        return self.found if self.of is None else self.found / self.of

    def __str__(self) -> str:
        return f"{self.found:g}" if self.of is None else f"{self.found:g} of {self.of}"


def recall(text: str) -> Recall:
    """The recall that words give: "61/140" (found of all, which carries its own doubt) or "0.44".

    Raises: UsageError for anything else, for nothing found, and for more found than there are.
    """
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(?:/\s*(\d+)\s*)?", text)
    if match:
        made = Recall(float(match[1]), int(match[2]) if match[2] else None)
        if made.of != 0 and 0 < made.share <= 1:
            return made
    raise UsageError(f"recall={text!r} is no share. Nothing was read. Write a share as 61/140 (found of all) or 0.44.")


def with_missed(chances: Sequence[float], known: Recall) -> Estimate:
    """How many events are told in all, found and missed, with bounds for both doubts.

    The value is the expected number of true events found over the recall. The bounds are those of the true number
    given how many were found: missed events follow a negative binomial law (every number being equally likely
    beforehand), the found ones the Poisson-binomial law of `chances`, and the recall the Beta law of its sample.
    """
    value = math.fsum(chances) / known.share
    if len(chances) > _EXACT:
        return _normal(chances, known, value)
    found = distribution([1.0] * len(chances), chances)[0] if chances else np.ones(1)
    shares = _shares(known)
    kept = np.flatnonzero(found > _NEGLIGIBLE)
    most = _most(int(kept[-1]), float(shares[0]))
    logs = np.concatenate([[0.0], np.log(np.arange(1, most + len(found) + 1)).cumsum()])
    missed = np.arange(most + 1)
    total = np.zeros(most + len(found))
    for number in kept:
        ways = logs[number + missed] - logs[number] - logs[missed]
        chance = np.exp((number + 1) * np.log(shares)[:, None] + missed * np.log1p(-shares)[:, None] + ways).mean(0)
        total[number : number + most + 1] += found[number] * chance
    below = np.cumsum(total) / total.sum()
    low, high = np.searchsorted(below, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value, float(low), float(high))


def _most(found: int, share: float) -> int:
    """A number of missed events that is all but never exceeded."""
    return math.ceil((found + 1) * (1 - share) / share + 10 * math.sqrt(found + 1) / share) + 10


@lru_cache(maxsize=8)
def _shares(known: Recall) -> Floats:
    """Values of equal weight for the recall, smallest first: quantiles of the Beta law under a flat prior."""
    nearly = 1 - 1e-9  # a recall of 1 leaves no logarithm of the rest
    if known.of is None:
        return np.array([min(known.found, nearly)])
    grid = (np.arange(20_000) + 0.5) / 20_000
    logs = known.found * np.log(grid) + (known.of - known.found) * np.log1p(-grid)
    below = np.exp(logs - logs.max()).cumsum()
    return grid[np.searchsorted(below / below[-1], (np.arange(_POINTS) + 0.5) / _POINTS)]


def _normal(chances: Sequence[float], known: Recall, value: float) -> Estimate:
    """By the delta method, for many events."""
    share = known.share
    doubt = 0.0 if known.of is None else share * (1 - share) / known.of
    found = math.fsum(p * (1 - p) for p in chances)
    spread = NORMAL * math.sqrt(found / share**2 + value * (1 - share) / share + value**2 * doubt / share**2)
    return Estimate(value, max(0.0, value - spread), value + spread)
