"""Which statements of two texts speak of one matter."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from dragoman.readouts.meaning import Scores

# Set on the half of the pairs that is for tuning. A statement that has a partner needs more for a second one.
_LEAST, _SECOND = 0.19, 0.2


def match(scores: Scores) -> list[tuple[int, int, float]]:
    """Pairs of row and column that belong together, with their likeness, in order.

    The likeliest pairs come first; a statement may have several partners, as one side may say in one sentence what the
    other says in two.
    """
    taken: dict[tuple[str, int], int] = defaultdict(int)
    found = []
    for at in np.argsort(-scores, axis=None, kind="stable"):
        row, column = divmod(int(at), scores.shape[1])
        likeness = float(scores[row, column])
        if likeness < _LEAST:
            break
        if likeness >= _LEAST + _SECOND * (taken["row", row] + taken["column", column]):
            taken["row", row] += 1
            taken["column", column] += 1
            found.append((row, column, likeness))
    return sorted(found)
