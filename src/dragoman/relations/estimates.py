"""How many events there are when each is one only with a probability: sums of independent chances, exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.9
"""The share of the chance that an interval holds."""

NORMAL = 1.6448536269514722  # the 95th percentile of the standard normal distribution
_EXACT = 500  # summands up to which sums are worked out exactly; beyond, they are normal to well under one event
_STEPS = 2  # PLOVER's scores are multiples of a half


@dataclass(frozen=True, slots=True)
class Estimate:
    """An expected value with the bounds that it lies between with a probability of `LEVEL`."""

    value: float
    low: float
    high: float


NOTHING = Estimate(0.0, 0.0, 0.0)


def count(chances: Sequence[float]) -> Estimate:
    """How many of independent events are true: the Poisson-binomial distribution. chances: from 0 to 1."""
    return total([1.0] * len(chances), chances)


def total(scores: Sequence[float], chances: Sequence[float]) -> Estimate:
    """The sum of the scores of those events that are true.

    scores: multiples of 0.5. Exact (the distributions of the single events folded into one) up to 500 events, and by
    the normal distribution beyond.
    """
    if not chances:
        return NOTHING
    expected = math.fsum(score * p for score, p in zip(scores, chances, strict=True))
    if len(chances) > _EXACT:
        spread = math.sqrt(math.fsum(s * s * p * (1 - p) for s, p in zip(scores, chances, strict=True)))
        return Estimate(expected, expected - NORMAL * spread, expected + NORMAL * spread)
    chance, offset = distribution([score * _STEPS for score in scores], chances)
    below = np.cumsum(chance)
    low, high = np.searchsorted(below, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(expected, (int(low) - offset) / _STEPS, (int(min(high, len(below) - 1)) - offset) / _STEPS)


def distribution(scores: Sequence[float], chances: Sequence[float]) -> tuple[NDArray[np.float64], int]:
    """The chance of each sum of whole scores, and the index of the sum 0."""
    steps = [round(score) for score in scores]
    offset = -sum(step for step in steps if step < 0)
    chance = np.zeros(offset + sum(step for step in steps if step > 0) + 1)
    chance[offset] = 1.0
    for step, p in zip(steps, chances, strict=True):
        chance = chance * (1 - p) + np.roll(chance, step) * p  # nothing wraps round: the ends are the extremes
    return chance, offset


def mean(scores: Sequence[float], chances: Sequence[float]) -> Estimate | None:
    """The mean score of the events that are true; None where there is none.

    The ratio of two expected sums, with bounds from its first-order variance (the delta method), kept between the
    smallest and the largest score.
    """
    expected = math.fsum(chances)
    if expected == 0:
        return None
    value = math.fsum(score * p for score, p in zip(scores, chances, strict=True)) / expected
    variance = math.fsum(p * (1 - p) * (s - value) ** 2 for s, p in zip(scores, chances, strict=True))
    spread = NORMAL * math.sqrt(variance) / expected
    return Estimate(value, max(min(scores), value - spread), min(max(scores), value + spread))
