"""What the relation model is asked about a passage: triggers, each with the parties it may join.

Syntax proposes and the model decides. A trigger of the lexicon whose actor the grammar does not give is asked about the
one that stands nearest; every trigger about the phrases that hang on it as second parties; a verb that the lexicon does
not know is asked about if it joins two parties.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dragoman.coder.arguments import Sides, sides
from dragoman.coder.lexicon import Pattern
from dragoman.coder.references import Cast
from dragoman.coder.relation import Candidate
from dragoman.coder.syntax import objects
from dragoman.coder.triggers import Trigger, is_content, triggers
from dragoman.model import Participant
from dragoman.parse import Doc, Token

# Where the other party of a verb that the lexicon does not know may stand.
_ANYWHERE = frozenset({"with", "to", "against", "on", "at", "from", "for", "into", "over", "between"})
# Verbs that only introduce, connect or lend a subject.
_EMPTY = {
    "be", "have", "do", "get", "make", "take", "say", "tell", "add", "note", "state", "believe", "think", "know",
    "see", "seem", "appear", "become", "remain", "include", "mean", "show", "report", "describe", "call", "want",
    "need", "hope", "live", "own", "begin", "start", "continue", "belong", "consist", "follow", "precede",
    "expect", "consider",
}  # fmt: skip
_NEAREST, _OTHERS = 1, 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trigger and the parties that it may have.

    options: its sides, likeliest first; given: whether the grammar gives the first. others: who else may be the second
    party beside the actors of the first option, nearest first.
    """

    trigger: Trigger
    options: tuple[Sides, ...]
    given: bool
    others: tuple[tuple[Participant, ...], ...] = ()

    def candidates(self) -> list[Candidate]:
        """What the model is asked, one question an option, then one for each of the others.

        The first party of each side stands for it.
        """
        asked = [self._candidate(*option) for option in self.options]
        return asked + [self._candidate(self.options[0][0][:1], other) for other in self.others]

    def _candidate(self, actors: Sequence[Participant], recipients: Sequence[Participant]) -> Candidate:
        second = recipients[:1] or actors[1:2]
        return Candidate(actors[0].span, second[0].span if second else None, self.trigger.words)


def propose(doc: Doc, cast: Cast) -> list[Proposal]:
    """The proposals of one parse in order."""
    known = triggers(doc)
    others = {trigger.token.i: trigger for trigger in known}
    found = [_proposal(trigger, cast) for trigger in known]
    taken = {token.i for trigger in known for token in (trigger.token, trigger.object) if token is not None}
    for token in doc:
        if token.pos_ == "VERB" and token.i not in taken and token.lemma_.lower() not in _EMPTY:
            trigger = Trigger(token, Pattern("", None, "verbs", token.lemma_.lower(), prepositions=_ANYWHERE))
            parties = sides(trigger, cast)
            known_act = any(noun.i in taken for noun in objects(token))  # "emphasised Russia's commitment"
            if all(parties) and not known_act and not is_content(trigger, others):
                found.append(Proposal(trigger, (parties,), True, _others(trigger, cast, parties)))
    return sorted((one for one in found if one.options), key=lambda one: one.trigger.token.i)


def _proposal(trigger: Trigger, cast: Cast) -> Proposal:
    options = tuple(_options(trigger, cast))
    others = _others(trigger, cast, options[0]) if options else ()
    return Proposal(trigger, options, bool(sides(trigger, cast)[0]), others)


def _options(trigger: Trigger, cast: Cast) -> Iterator[Sides]:
    actors, recipients = sides(trigger, cast)
    if actors:
        yield actors, recipients
    else:
        yield from ((near, recipients) for near in _nearest(trigger.token, cast, recipients))


def _others(trigger: Trigger, cast: Cast, parties: Sides) -> tuple[tuple[Participant, ...], ...]:
    """Phrases that hang on a trigger and name nobody who is a party already."""
    below = {token.i for token in trigger.token.subtree}
    return tuple(_nearest(trigger.token, cast, (*parties[0], *parties[1]), below, _OTHERS))


def _nearest(
    token: Token, cast: Cast, but: tuple[Participant, ...], among: Collection[int] | None = None, most: int = _NEAREST
) -> Iterator[tuple[Participant, ...]]:
    """The phrases that stand nearest to a trigger and name nobody who is a party already.

    among: the only heads that count, by index; what hangs on the trigger may be its recipient.
    """
    taken = {participant.actor.actor_id for participant in but}
    heads = {token.doc[phrase.head] for phrase in cast.values() if any(p.span == phrase.span for p in but)}
    left = most
    for phrase in sorted(cast.values(), key=lambda phrase: abs(phrase.head - token.i)):
        doubled = token.doc[phrase.head].dep_ == "appos" and token.doc[phrase.head].head in heads
        if among is not None and phrase.head not in among:
            continue
        if left and phrase.actors and not doubled and not taken & {actor.actor_id for actor in phrase.actors}:
            left -= 1
            yield tuple(Participant(actor, phrase.span) for actor in phrase.actors)
