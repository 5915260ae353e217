"""Whether a sentence may hold an act at all, by the reader's states of its words: before the judge is asked for acts.

A network of one narrow layer that learnt from the judge (`training/sieve.py`): of each word it sees the state and the
mean state of its sentence, which lets a sixth fewer sentences through than the state alone. It belongs to the weights
that it was fitted on; beside others it is not used, and every sentence passes.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

States = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Sieve:
    """into: (2 * width, hidden), first for the word, then for the mean of all; bias: (hidden,); out: (hidden,).

    least: what some word of a sentence must reach.
    """

    into: States
    bias: States
    out: States
    least: float

    def scores(self, words: States) -> States:
        """How likely each word is of an act, as a number without a scale. words: (n, width)."""
        alone, around = np.split(self.into, 2)
        scores: States = np.maximum(words @ alone + words.mean(axis=0) @ around + self.bias, 0) @ self.out
        return scores

    def passes(self, words: States) -> bool:
        """Whether a sentence of these words may hold an act."""
        return len(words) > 0 and bool(self.scores(words).max() >= self.least)


def load(file: Traversable, weights: str) -> Sieve | None:
    """The sieve in a file, if it was fitted on the model with these weights."""
    if not file.is_file():
        return None
    with file.open("rb") as opened, np.load(opened) as held:
        if str(held["weights"]) != weights:
            return None
        return Sieve(held["into"], held["bias"], held["out"], float(held["least"]))
