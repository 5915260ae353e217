"""The generator: the same sentence about other states. Its labels stay exact, for the spans move with the words.

The states of a sentence change places with others, each with its name, adjective and capital, so that no type is learnt
from who usually does it. A state is replaced by one whose words begin alike (vowel or not), so that articles still fit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from random import Random

from dragoman.actors import tables
from dragoman.model import Span
from training.corpus import Sentence

Forms = tuple[str, str, str]


@cache
def _states() -> list[Forms]:
    """Name, adjective and capital of each state that has all three in plain words."""
    found = []
    for state in tables.states():
        forms = (
            state.name,
            state.adjectives[0] if state.adjectives else "",
            state.capitals[0].lstrip("~") if state.capitals else "",
        )
        if all(re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", form) for form in forms):
            found.append(forms)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted({form for forms in _states() for form in forms}, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})\b")


def varied(sentence: Sentence, random: Random, share: float = 0.5) -> Sentence:
    """The sentence with other states, or as it is where it names none or by chance. share: of sentences changed."""
    if random.random() >= share:
        return sentence
    instead: dict[str, str] = {}
    for forms in (forms for forms in _states() if any(form in sentence.text for form in forms)):
        alike = [other for other in _states() if all(map(_begin_alike, forms, other))]
        chosen = random.choice(alike)
        instead |= {form: new for form, new in zip(forms, chosen, strict=True) if form not in instead}
    moves: list[tuple[int, int, str]] = [
        (found.start(), found.end(), instead[found[0]])
        for found in _pattern().finditer(sentence.text)
        if found[0] in instead
    ]
    return _moved(sentence, moves) if moves else sentence


def _begin_alike(one: str, other: str) -> bool:
    return (one[0] in "AEIO") == (other[0] in "AEIO")


def _moved(sentence: Sentence, moves: list[tuple[int, int, str]]) -> Sentence:
    text = sentence.text
    for start, end, words in reversed(moves):
        text = text[:start] + words + text[end:]

    def moved(span: Span) -> Span:
        start = span.start + sum(len(new) - (b - a) for a, b, new in moves if b <= span.start)
        end = span.end + sum(len(new) - (b - a) for a, b, new in moves if a < span.end)
        return Span(text[start:end], start, end)

    return replace(
        sentence,
        text=text,
        mentions={letter: replace(one, span=moved(one.span)) for letter, one in sentence.mentions.items()},
        triggers={number: moved(span) for number, span in sentence.triggers.items()},
        decoys=tuple(map(moved, sentence.decoys)),
    )
