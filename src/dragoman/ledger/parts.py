"""How much of what was promised an act delivers: ten vehicles of forty are a part, and a part keeps no promise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from dragoman.ledger.entries import Entry, Proposal, Sentence
from dragoman.ledger.parties import stem

_ONES = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
_TENS = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: float(n) for n, word in enumerate(_ONES, 1)} | {word: 10.0 * n for n, word in enumerate(_TENS, 3)}
_WORDS |= {"hundred": 100.0, "dozen": 12.0}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
# A number, its scale, and the words after it, among which is what it counts.
_COUNTED = re.compile(
    rf"(?i)(?<![\w.,-])(?P<sign>[$€£]?)(?P<n>\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b)"
    rf"(?:\s(?P<scale>{'|'.join(_SCALES)})\b)?(?P<after>(?:[\s-][^\W\d_]+){{0,4}})"
)
_PART = re.compile(
    r"(?i)\b(?:first (?:batch|tranche|shipment|instal\w+|group|consignment|convoy|delivery|load|\d+|"
    rf"{'|'.join(_WORDS)})|half of|(?:part|some|portion) of|partly|partially)\b"
)
_WHOLE = re.compile(r"(?i)\b(?:all|last|final|remaining|rest of|complet\w+|in full|fully)\b")
_SO_FAR = re.compile(r"(?i)\b(?:so far|to date|in total|altogether|by now|had|has|have)\b")


def completed(entry: Entry, acts: Iterable[Proposal]) -> tuple[Proposal | None, tuple[Sentence, ...]]:
    """The act, of those in order of time, by which all that was promised is done, and the sentences on parts before it.

    None if they are only parts of it. Numbers of the same things are added up, unless words count from the beginning.
    """
    promised = amounts(" ".join(item.passage.text for opening in entry.openings for item in opening.evidence))
    total, parts = 0.0, list[Sentence]()
    for act in acts:
        text = " ".join(item.text for item in act.evidence)
        share = _share(promised, text)
        if share is None:
            return act, tuple(parts)
        total = max(total, share) if _SO_FAR.search(text) else total + share
        if total >= 1:
            return act, tuple(parts)
        parts += act.evidence
    return None, tuple(parts)


def _share(promised: dict[str, float], text: str) -> float | None:
    """The share of the promise that a text tells of; 0 if it is a part of unknown size, None if it is the whole."""
    if _WHOLE.search(text):
        return None
    told = amounts(text)
    shares = [told[thing] / promised[thing] for thing in told.keys() & promised.keys() if promised[thing]]
    if shares:
        return max(shares)
    return 0.0 if _PART.search(text) else None


@lru_cache(maxsize=4096)
def amounts(text: str) -> dict[str, float]:
    """How many of what a text counts, the largest number of each; things by the stems of their names."""
    found: dict[str, float] = {}
    for match in _COUNTED.finditer(text):
        digits = match["n"].lower()
        number = _WORDS.get(digits) or float(digits.rstrip(",").replace(",", ""))
        number *= _SCALES[match["scale"].lower()] if match["scale"] else 1
        things = {stem(word) for word in re.findall(r"[^\W\d_]+", match["after"])} - {None}
        for thing in things | ({"dolla"} if match["sign"] else set()):
            if thing is not None:
                found[thing] = max(number, found.get(thing, 0.0))
    return found
