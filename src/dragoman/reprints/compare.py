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
_BITS = 16


class Comparer:
    """Compares the texts of a corpus by number.

    The shingles of a text are put into a table by their lowest bits, where another text's are looked up. Of two
    shingles of a text with the same lowest bits the later one stays, which loses about one in four hundred.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._shingles = corpus.shingles
        self._places = (corpus.shingles & np.uint64((1 << _BITS) - 1)).astype(np.intp)
        self._bounds = corpus.bounds.tolist()
        self._table: Words = np.zeros(1 << _BITS, np.uint64)

    def same_article(self, one: int, other: int) -> bool:
        """Whether two texts are printings of one article.

        What counts is the share of the shorter text's words that stand in shingles of the other, and whether the news
        at the head of one stands in the other too: two stories may share most of their background, but not their leads.
        """
        short, long = sorted((one, other), key=self._length)
        if not self._length(short):
            return False
        ours = self._covered(short, long)
        share = float(np.count_nonzero(ours)) / len(ours)
        if share >= ENOUGH or share + LEAD_WEIGHT < ENOUGH or share < LEAST:
            return share >= ENOUGH
        lead = max(_share(ours[:LEAD]), _share(self._covered(long, short)[:LEAD]))
        return share + LEAD_WEIGHT * lead >= ENOUGH

    def _length(self, at: int) -> int:
        return int(self._bounds[at + 1] - self._bounds[at])

    def _covered(self, one: int, other: int) -> Flags:
        """Which words of a text stand in a shingle that the other text has too."""
        theirs, ours = (slice(self._bounds[at], self._bounds[at + 1]) for at in (other, one))
        self._table[self._places[theirs]] = self._shingles[theirs]
        shingles = self._shingles[ours]
        hits: Flags = self._table[self._places[ours]] == shingles
        hits &= shingles > 0
        self._table[self._places[theirs]] = 0
        found = hits.copy()
        for step in range(1, WIDTH):
            found[step:] |= hits[:-step]
        return found


def _share(flags: Flags) -> float:
    return float(np.count_nonzero(flags)) / len(flags)
