"""What may be an act in a passage: the words that the relation model noticed, and those that the lexicon knows.

Each is asked about once, with its words pointed out; the model says what it is and marks its parties.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.coder.lexicon import Kind, Pattern
from dragoman.coder.relation import Candidate, Reading
from dragoman.coder.syntax import subjects
from dragoman.coder.triggers import Trigger, is_harm, named_act, triggers
from dragoman.model import Span
from dragoman.parse import Doc, Token, span, tokens_in

_BEARERS = {"VERB", "NOUN", "PROPN", "ADJ", "AUX"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trigger. noticed: how likely its words are of an act, as the model read the sentence."""

    trigger: Trigger
    noticed: float

    @property
    def candidate(self) -> Candidate:
        """What the model is asked."""
        return Candidate(trigger=self.trigger.words)


def noticed_in_any(proposals: Iterable[Proposal]) -> float:
    """How likely some words of several proposals are of an act."""
    return 1 - math.prod(1 - one.noticed for one in proposals)


def propose(doc: Doc, reading: Reading) -> list[Proposal]:
    """The proposals of one parse in order."""
    found = {trigger.token.i: Proposal(trigger, reading.marks.share(trigger.words)) for trigger in triggers(doc)}
    objects = ((one.trigger.object, one) for one in found.values())  # of a frame; "talks" in "no talks were held"
    taken = {noun.i: one for noun, one in objects if noun is not None and noun.dep_ == "nsubjpass"}
    taken |= {token.i: one for one in found.values() for token in tokens_in(doc, one.trigger.words)}
    noticed = [(words, p, tokens_in(doc, words)) for words, p in reading.triggers]
    seen = {token for _, _, inside in noticed for token in inside}
    for words, p, inside in noticed:
        head = _head(inside)
        if head is None:
            continue
        known = next((taken[token.i] for token in (head, *inside) if token.i in taken), None)
        if known is None:
            kind: Kind = "nouns" if head.pos_ in {"NOUN", "PROPN"} else "verbs"
            pattern = Pattern("", None, kind, head.lemma_.lower())
            found[head.i] = Proposal(Trigger(head, pattern, said=words), p)
        elif known.trigger.token in seen - set(inside) and (act := named_act(head)):
            found[head.i] = Proposal(Trigger(head, act, said=words), p)  # "the attack" of "condemned the attack"
        else:
            said = words if _says_more(words, known.trigger, inside) else known.trigger.said
            found[known.trigger.token.i] = Proposal(replace(known.trigger, said=said), max(p, known.noticed))
    return [_with_deed(found[i], reading) for i in sorted(found)]


def _with_deed(told: Proposal, reading: Reading) -> Proposal:
    """A verb of harm noticed with the deed that does it: "the air strike killed nine" is one act, in either word."""
    verb, pattern = told.trigger.token, told.trigger.pattern
    if pattern.type != "ASSAULT" or verb.pos_ != "VERB":
        return told
    missed = math.prod(1 - reading.marks.share(span([noun])) for noun in subjects(verb) if is_harm(noun))
    return replace(told, noticed=1 - (1 - told.noticed) * missed)


def _says_more(words: Span, trigger: Trigger, inside: Sequence[Token]) -> bool:
    """Whether noticed words carry an act better than the lexicon's: longer ones, or those without what is condemned."""
    condemned = trigger.object if trigger.pattern.type == "ACCUSE" else None
    judges = condemned is not None and condemned not in inside and named_act(condemned) is not None
    return judges or len(words.text) > len(trigger.words.text)


def _head(tokens: Sequence[Token]) -> Token | None:
    """The word on which the others of an act hang."""
    inside = {token.i for token in tokens}
    bearing = [token for token in tokens if token.pos_ in _BEARERS]
    return next((token for token in bearing if token.head.i not in inside), bearing[0] if bearing else None)
