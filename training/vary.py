"""The generator: the same sentence about other states or in American spelling. Its labels stay exact: spans move along.

The states of a sentence change places with others, each with its name, adjective and capital, so that no type is learnt
from who usually does it. A state is replaced by one whose words begin alike (vowel or not), so that articles still fit.
The corpus is written as Britons spell; half of what is learnt is spelt as Americans do.
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

_AMERICAN = tuple(
    (re.compile(rf"\b{british}"), american)
    for british, american in (
        (
            r"(\w+(?:al|il|ol|ar|er|or|an|on|ern|ogn|in|og|ic|ac|id|ath|im|at|onom|phas))is(e[drs]?|ers|ing|ations?)\b",
            r"\1iz\2",
        ),
        (r"(\w*(?:al|ar)y)s(e[drs]?|ing)\b", r"\1z\2"),
        (r"((?:[Hh]on|l?lab|[Hh]arb|[Nn]eighb|[Ff]av|[Bb]ehavi|[Cc]ol|[Rr]um|[Aa]rm|[Hh]um|[Cc]lam)o)u(r\w*)", r"\1\2"),
        (r"([Dd]efen|[Oo]ffen|[Ll]icen)ce(s|less)?\b", r"\1se\2"),
        (r"([Pp]rogram)me(s?)\b", r"\1\2"),
        (r"([Cc]ent|[Tt]heat|\w*[Mm]et|[Ll]it)re(s?)\b", r"\1er\2"),
        (r"((?:[Tt]rav|[Cc]anc|[Mm]arsh|\w*[Ll]ab|[Cc]ouns|[Qq]uarr|\w*[Ff]u)[ae]l)l(ed|ing|ors?|ers?)\b", r"\1\2"),
        (r"([Tt]on)ne(s?)\b", r"\1\2"),
        (r"([Ss])ceptic", r"\1keptic"),
        (r"([Mm])anoeuv(?:re|r)", r"\1aneuver"),
        (r"([Tt]oward)s\b", r"\1"),
        (r"([Ff]ulfil|[Ee]nrol)(s?|ment)\b", r"\1l\2"),
        (r"([Pp]er) cent\b", r"\1cent"),
        (r"([Gg]r)ey\b", r"\1ay"),
        (r"([Pp]lo)ugh", r"\1w"),
        (r"([Cc])heque", r"\1heck"),
        (r"lorry\b", "truck"),
        (r"lorries\b", "trucks"),
        (r"petrol\b", "gasoline"),
    )
)  # fmt: skip


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
    """The sentence in American spelling, with other states, both or neither by chance. share: of sentences, each."""
    if random.random() < share:
        sentence = spelt_american(sentence)
    return elsewhere(sentence, random) if random.random() < share else sentence


def spelt_american(sentence: Sentence) -> Sentence:
    """The sentence as Americans spell it; some words of things are theirs too."""
    for british, american in _AMERICAN:
        moves = [(one.start(), one.end(), one.expand(american)) for one in british.finditer(sentence.text)]
        sentence = _moved(sentence, moves) if moves else sentence
    return sentence


def elsewhere(sentence: Sentence, random: Random) -> Sentence:
    """The sentence with other states, or as it is where it names none."""
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
