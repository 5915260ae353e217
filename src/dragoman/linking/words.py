"""Words as linking compares them: base forms, how rare they are, and what they can mean.

The table `words.tsv.gz` is made by `scripts/build_words.py` from WordNet 3.0 (its licence is in `docs/linking.md`) and
from counts in our own training corpus.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from dragoman.model import Span

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-.&][^\W\d_]+)*")
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""),
    ("ing", "e"), ("ing", ""),
)  # fmt: skip
_PARTICLES = frozenset({
    "about", "across", "after", "against", "ahead", "along", "apart", "around", "as", "aside", "at", "away",
    "back", "by", "down", "for", "forth", "forward", "from", "in", "into", "of", "off", "on", "onto", "out",
    "over", "past", "through", "to", "together", "under", "up", "upon", "with", "without",
})  # fmt: skip
_LIGHT = frozenset({
    "a", "an", "and", "be", "become", "bring", "carry", "come", "conduct", "do", "for", "get", "give", "go",
    "hold", "in", "keep", "launch", "make", "of", "on", "own", "pay", "put", "receive", "set", "take", "that",
    "the", "to", "will", "would", "could", "may", "might", "can", "should", "s", "his", "her", "their", "its",
    "not", "have",
})  # fmt: skip
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")


def tokens(text: str) -> list[Span]:
    """The words and numbers of a text, with where they stand."""
    return [Span(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]


@dataclass(frozen=True)
class Words:
    """The table. counts: in how many passages of our corpus a base form stands; irregular: base forms of irregular
    forms; meanings: of a base form, or of words joined by "_", synsets with their shares.
    """

    counts: Mapping[str, int]
    irregular: Mapping[str, str]
    meanings: Mapping[str, Mapping[str, float]]

    @cached_property
    def passages(self) -> int:
        """About how many passages were counted: the commonest word stands in most of them."""
        return max(self.counts.values(), default=1)

    def bases(self, form: str) -> tuple[str, ...]:
        """What a form can be a form of, by rules and the table: the word itself where nothing else is known."""
        word = form.lower()
        found = [self.irregular[word]] if word in self.irregular else []
        found += [word] if word in self.meanings else []
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stem = word[: -len(ending)] + instead
                options = [stem, stem[:-1]] if not instead and _DOUBLED.search(stem) else [stem]
                found += [option for option in options if option in self.meanings]
        return tuple(dict.fromkeys(found)) or (_plain(word),)

    def base(self, form: str) -> str:
        """The shortest base form: one name for all forms of a word."""
        return min(self.bases(form), key=lambda word: (len(word), word))

    def share(self, term: str) -> float:
        """Of the passages of our corpus that hold a common word, how many hold this one: from 0 to 1."""
        return self.counts.get(term, 0) / self.passages


@lru_cache(maxsize=1)
def table() -> Words:
    """The shipped table."""
    packed = (files(__package__) / "words.tsv.gz").read_bytes()
    return read(gzip.decompress(packed).decode().splitlines())


def read(lines: Iterable[str]) -> Words:
    """The table from its rows; `scripts/build_words.py` says what they hold."""
    counts: dict[str, int] = {}
    irregular: dict[str, str] = {}
    meanings: dict[str, dict[str, float]] = {}
    for line in lines:
        tag, word, rest = line.split("\t")
        if tag == "f":
            counts[word] = int(rest)
        elif tag == "x":
            irregular[word] = rest
        else:
            pairs = (item.split(":") for item in rest.split())
            meanings[word] = {synset: int(weight) / 100 for synset, weight in pairs}
    return Words(counts, irregular, meanings)


def _plain(word: str) -> str:
    """The singular of a word that the table does not know, by its look."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def alike(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How well two words' meanings agree, from 0 to 1: the shares that both give to the same synsets."""
    shorter, longer = sorted((one, other), key=len)
    return min(1.0, sum(min(share, longer[synset]) for synset, share in shorter.items() if synset in longer))


def heads(words: Sequence[str]) -> list[str]:
    """The words of a trigger that say what happens, the likeliest first: neither particles nor light verbs."""
    lower = [word.lower() for word in words]
    known = table()
    telling = [w for w in lower if w not in _PARTICLES and known.base(w) not in _LIGHT]
    if not telling:
        return lower[:1]
    return telling[:1] if lower[-1] in _PARTICLES else telling[::-1]
