"""Pairs of texts that may be one article: those that share sampled shingles. Sorting, no comparing of all pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.reprints.shingles import Corpus, Places, Words

SAMPLE = 4  # one shingle in so many is looked at: the same ones in every text, so that a part finds its whole
NEIGHBOURS = 8  # texts with the same shingle that each is paired with
CROWD = 64  # texts from which on a shingle is a common phrase, or the article a much printed one: fewer neighbours do
MIN_SHARED = 3
MIN_SHARE = 0.3  # of the sampled shingles of the text that has fewer
SURE_SHARED, SURE_SHARE = 12, 0.8  # from which on the sample itself says enough: of 13,000 such pairs none was none


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of texts by their numbers, the likeliest first.

    share: of the shorter one's samples that both have; sure: whether that is enough to know that they are reprints.
    """

    first: Places
    second: Places
    share: NDArray[np.float64]
    sure: NDArray[np.bool_]


def candidates(corpus: Corpus) -> Pairs:
    """The pairs that may be reprints of each other."""
    shingles, owners = _samples(corpus)
    count = len(corpus.bounds) - 1
    sizes = np.bincount(owners, minlength=count)
    pairs, shared = _counted(_neighbours(shingles, owners, count))
    first, second = np.divmod(pairs, count)
    share = shared / np.maximum(np.minimum(sizes[first], sizes[second]), 1)
    kept = (shared >= MIN_SHARED) & (share >= MIN_SHARE)
    order = np.argsort(-share[kept], kind="stable")
    sure = (shared >= SURE_SHARED) & (share >= SURE_SHARE)
    return Pairs(first[kept][order], second[kept][order], share[kept][order], sure[kept][order])


def _samples(corpus: Corpus) -> tuple[Words, Places]:
    """The sampled shingles with their texts, sorted by shingle, then by text; each once a text.

    Both are sorted as one number: the text's takes the lowest bits, the shingle's what is left of 64.
    """
    at = np.flatnonzero(corpus.shingles % np.uint64(SAMPLE) == 1)
    owners = np.searchsorted(corpus.bounds, at, side="right") - 1
    bits = np.uint64(len(corpus.bounds).bit_length())
    both = np.sort((corpus.shingles[at] // np.uint64(SAMPLE)) << bits | owners.astype(np.uint64))
    new = np.ones(len(both), np.bool_)
    new[1:] = both[1:] != both[:-1]
    both = both[new]
    return both >> bits, (both & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)


def _counted(codes: Places) -> tuple[Places, Places]:
    """The distinct codes in order, and how often each is there. Numbers of half the size are sorted twice as fast."""
    codes = codes.astype(np.uint32) if codes.max(initial=0) < 1 << 32 else codes
    codes.sort()
    starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]])[: len(codes)])
    return codes[starts].astype(np.int64), np.diff(starts, append=len(codes))


def _neighbours(shingles: Words, owners: Places, count: int) -> Places:
    """Each text with the next few that have the same shingle, as one number a pair."""
    starts = np.flatnonzero(np.concatenate([[True], shingles[1:] != shingles[:-1]])) if len(shingles) else np.array([0])
    lengths = np.diff(np.append(starts, len(shingles)))
    reach = np.repeat(np.where(lengths > CROWD, 2, NEIGHBOURS), lengths)
    codes = [np.zeros(0, np.int64)]
    for step in range(1, NEIGHBOURS + 1):
        same = np.flatnonzero((shingles[step:] == shingles[:-step]) & (reach[step:] >= step))
        codes.append(owners[same] * count + owners[same + step])
    return np.concatenate(codes)
