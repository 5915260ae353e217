"""A cheap look at the words: which passages cannot hold an event and need no parse."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.coder.lexicon import Pattern, lexicon
from dragoman.parse import irregular_verbs

_WORD = re.compile(r"[A-Za-z]+")
_ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("ed", ""), ("ing", ""), ("s", ""), ("d", ""), ("men", "man"))


def may_hold_event(text: str) -> bool:
    """Whether a passage has the words of some trigger. No passage with a trigger is without them."""
    alone, pairs = _signs()
    lemmas = frozenset[str]().union(*(_lemmas(word) for word in _WORD.findall(text.lower())))
    return bool(lemmas & alone) or any(pairs[head] & lemmas for head in lemmas & pairs.keys())


@lru_cache(maxsize=1)
def _signs() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """Lemmas that are triggers by themselves; and for verbs and nouns that need a second word, those words."""
    alone: set[str] = set()
    pairs: dict[str, set[str]] = {}
    for (_, head), patterns in lexicon().patterns.items():
        for pattern in patterns:
            seconds = _second_words(pattern)
            if seconds:
                pairs.setdefault(head, set()).update(seconds)
            else:
                alone.add(head)
    return frozenset(alone), {head: frozenset(words) for head, words in pairs.items()}


def _second_words(pattern: Pattern) -> set[str]:
    """The words of which a passage must have one, besides the head."""
    if pattern.compound:
        return set(pattern.compound.split("_"))
    if pattern.objects:
        return {part for noun in pattern.objects for part in noun.split("_")}
    if pattern.kind == "verbs":
        return {word for words in (*pattern.particles, pattern.prepositions) for word in words}
    return set()


@lru_cache(maxsize=50_000)
def _lemmas(word: str) -> frozenset[str]:
    """What a word may be a form of, the right lemma among them."""
    found = {word, *irregular_verbs().get(word, ())}
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)] + instead
            found |= {stem, stem + "e"}
            if len(stem) > 3 and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return frozenset(found)
