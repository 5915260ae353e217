"""Which statements of two texts speak of one matter."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from dragoman.readouts.meaning import Scores

# Set on the half of the pairs that is for tuning. A statement that has a partner needs more for a second one; where
# each side gives its own party's word, as a demand and its refusal, less is enough.
_LEAST, _SECOND, _OPPOSED = 0.2, 0.2, 0.18


def match(scores: Scores, opposed: NDArray[np.bool_]) -> list[tuple[int, int, float]]:
    """Pairs of row and column that belong together, with their likeness, in order.

    The likeliest pairs come first; a statement may have several partners, as one side may say in one sentence what the
    other says in two. opposed: whether the two are words of different parties, as scores are laid out.
    """
    taken: dict[tuple[str, int], int] = defaultdict(int)
    found = []
    for at in np.argsort(-scores, axis=None, kind="stable"):
        row, column = divmod(int(at), scores.shape[1])
        likeness = float(scores[row, column])
        if likeness < _OPPOSED:
            break
        partners = taken["row", row] + taken["column", column]
        least = _OPPOSED if opposed[row, column] and not partners else _LEAST + _SECOND * partners
        if likeness >= least:
            taken["row", row] += 1
            taken["column", column] += 1
            found.append((row, column, likeness))
    return sorted(found)
