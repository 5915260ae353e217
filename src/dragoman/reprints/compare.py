"""Two texts laid over each other: is one a printing of the other?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dragoman.reprints.shingles import WIDTH, Corpus, Words

Flags = NDArray[np.bool_]

LEAD = 60  # words: a headline and a first sentence or two, which tell the news of an article
LEAD_WEIGHT = 0.2
ENOUGH = 0.76
LEAST = 0.4  # of the shorter text's words


def same_article(corpus: Corpus, one: int, other: int) -> bool:
    """Whether two texts of a corpus, by number, are printings of one article.

    What counts is the share of the shorter text's words that stand in shingles of the other, and whether the news at
    the head of one stands in the other too: two stories may share most of their background, but not their leads.
    """
    first, second = (corpus.shingles[corpus.bounds[at] : corpus.bounds[at + 1]] for at in (one, other))
    short, long = sorted((first, second), key=len)
    if not len(short):
        return False
    ours = _covered(short, long)
    share = float(ours.mean())
    if share >= ENOUGH or share < LEAST:
        return share >= ENOUGH
    lead = max(ours[:LEAD].mean(), _covered(long, short)[:LEAD].mean())
    return share + LEAD_WEIGHT * float(lead) >= ENOUGH


def _covered(shingles: Words, others: Words) -> Flags:
    """Which words of a text stand in a shingle that the other text has too."""
    ordered = np.sort(others)
    at = np.minimum(np.searchsorted(ordered, shingles), len(ordered) - 1)
    hits = (ordered[at] == shingles) & (shingles > 0)
    found: Flags = hits.copy()
    for step in range(1, WIDTH):
        found[step:] |= hits[:-step]
    return found
