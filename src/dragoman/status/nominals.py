"""What the words right around an event's noun say of it: modifiers and prepositions."""

from __future__ import annotations

from dragoman.coder.lexicon import lexicon
from dragoman.parse import Token
from dragoman.status.outcomes import Outcome
from dragoman.status.signatures import signatures

_MODIFIERS = {
    "future": Outcome.SCHEDULED,
    "hypothetical": Outcome.POSSIBLE,
    "ongoing": Outcome.ONGOING,
    "negated": Outcome.NEGATED,
}


def of_modifiers(noun: Token) -> Outcome | None:
    """What a noun's modifiers say: "no agreement", "the planned visit", "cancelled talks"."""
    children = [child for child in noun.children if child.dep_ in {"amod", "det", "compound", "neg", "nmod", "advmod"}]
    words = {child.lower_ for child in children} | {child.lemma_.lower() for child in children}
    if words & {"no", "neither"} or any(child.dep_ == "neg" for child in children):
        return Outcome.NEGATED
    listed, ours = lexicon().words["modifiers"], signatures().words
    for name in ("negated", "future", "hypothetical", "ongoing"):
        if words & listed.get(name, frozenset()):
            return _MODIFIERS[name]
    for name in ("negated", "intended", "possible", "probable"):
        if words & ours[f"nouns {name}"]:
            return Outcome(name)
    return None


def under_preposition(preposition: Token) -> Outcome | None:
    """What a preposition says of the act it governs, whatever stands above: "without", "after"."""
    words = signatures().words
    if (
        preposition.lower_ == "of"
        and preposition.head.lower_ in {"case", "event"}
        and preposition.head.head.lower_ == "in"
    ):
        return Outcome.CONDITIONAL
    outermost = preposition
    while outermost.head.pos_ == "ADP" and outermost.head.i == outermost.i - 1:
        outermost = outermost.head
    names = {preposition.lower_, outermost.lower_}
    names |= {child.lower_ for child in preposition.children if child.dep_ == "advmod"}  # "instead of"
    if names & words["prepositions negated"]:
        return Outcome.NEGATED
    return Outcome.HAPPENED if names & words["prepositions happened"] else None
