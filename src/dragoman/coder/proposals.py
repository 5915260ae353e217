"""What may be an act in a passage: the words that the relation model noticed, and those that the lexicon knows.

Each is asked about once, with its words pointed out; the model says what it is and marks its parties.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.coder.lexicon import Kind, Pattern
from dragoman.coder.relation import Candidate, Reading
from dragoman.coder.triggers import Trigger, triggers
from dragoman.model import Span
from dragoman.parse import Doc, Token, tokens_in

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


def propose(doc: Doc, reading: Reading) -> list[Proposal]:
    """The proposals of one parse in order."""
    found = {trigger.token.i: Proposal(trigger, reading.marks.share(trigger.words)) for trigger in triggers(doc)}
    objects = ((one.trigger.object, one) for one in found.values())  # of a frame; "talks" in "no talks were held"
    taken = {noun.i: one for noun, one in objects if noun is not None and noun.dep_ == "nsubjpass"}
    taken |= {token.i: one for one in found.values() for token in tokens_in(doc, one.trigger.words)}
    for words, p in reading.triggers:
        head = _head(doc, words)
        if head is None:
            continue
        known = next((taken[token.i] for token in (head, *tokens_in(doc, words)) if token.i in taken), None)
        if known is None:
            kind: Kind = "nouns" if head.pos_ in {"NOUN", "PROPN"} else "verbs"
            trigger = Trigger(head, Pattern("", None, kind, head.lemma_.lower()), said=words)
            found[head.i] = Proposal(trigger, p)
        else:
            longer = words if len(words.text) > len(known.trigger.words.text) else known.trigger.said
            found[known.trigger.token.i] = Proposal(replace(known.trigger, said=longer), max(p, known.noticed))
    return [found[i] for i in sorted(found)]


def _head(doc: Doc, words: Span) -> Token | None:
    """The word on which the others of an act hang."""
    tokens = tokens_in(doc, words)
    inside = {token.i for token in tokens}
    bearing = [token for token in tokens if token.pos_ in _BEARERS]
    return next((token for token in bearing if token.head.i not in inside), bearing[0] if bearing else None)
