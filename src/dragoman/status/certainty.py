"""How sure the words are of an act: certain, probable or possible, by the hedges on it and on what governs it."""

from __future__ import annotations

from dragoman.parse import Token
from dragoman.status.grades import Certainty
from dragoman.status.signatures import signatures

_DEEPEST = 8
_CLAUSES = {"ccomp", "xcomp", "acl", "pcomp", "csubj", "csubjpass", "oprd"}
_UPWARDS = {*_CLAUSES, "prep", "pobj", "dobj", "nsubj", "nsubjpass", "acomp", "attr", "conj"}
_BESIDE = {"aux", "advmod", "amod", "acomp"}


def certainty(token: Token) -> Certainty:
    """The least certain of the hedges from an act upwards: "may", "reportedly", "is likely to", "believes that"."""
    found = [_beside(token)]
    for _ in range(_DEEPEST):
        if token.dep_ not in _UPWARDS:
            break
        if token.dep_ in _CLAUSES:
            found.append(_grade(token.head.lemma_.lower(), "governors"))
        token = token.head
        found.append(_beside(token))
    return min(found)


def _beside(token: Token) -> Certainty:
    return min(
        (_grade(child.lemma_.lower(), "modifiers") for child in token.children if child.dep_ in _BESIDE),
        default=Certainty.CERTAIN,
    )


def _grade(lemma: str, kind: str) -> Certainty:
    words = signatures().words
    if lemma in words[f"hedges {kind} possible"]:
        return Certainty.POSSIBLE
    return Certainty.PROBABLE if lemma in words[f"hedges {kind} probable"] else Certainty.CERTAIN
