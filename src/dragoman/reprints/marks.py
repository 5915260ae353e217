"""What an article is recognised by in a store that holds too many to compare with: a few hashes of each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from dragoman.model import Report
from dragoman.reprints.addresses import plain_address
from dragoman.reprints.shingles import Words, shingled

SAMPLES = (16, 8, 4, 2, 1)  # one shingle in so many is kept, the same ones in every text: the first that gives enough
ENOUGH = 12


def marks(reports: Sequence[Report]) -> list[list[int]]:
    """The marks of each report: its text, its address, and a sample of its shingles. Copies share some of them."""
    corpus = shingled([report.text for report in reports])
    found = []
    for at, report in enumerate(reports):
        shingles = corpus.shingles[corpus.bounds[at] : corpus.bounds[at + 1]]
        address = plain_address(report.address)
        own = [_hash("text", report.text)] + ([_hash("address", address)] if address else [])
        found.append(own + _sampled(shingles[shingles > 0]))
    return found


def _sampled(shingles: Words) -> list[int]:
    """Some of a text's shingles; a long one gives every sixteenth, so that a cut of it still shares some."""
    distinct = np.unique(shingles)
    samples = (distinct[distinct % np.uint64(one_in) == 1 % one_in] for one_in in SAMPLES)
    return [int(mark) for mark in next((s for s in samples if len(s) >= ENOUGH), distinct)]


def _hash(kind: str, words: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{kind} {words}".encode("utf-8", "replace")).digest()[:8], "big")
