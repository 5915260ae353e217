"""Proposals and judgements → mentions: who did what to whom, as far as a sentence says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dragoman import claims, commitments, ontology, status, timing
from dragoman.coder.arguments import Sides
from dragoman.coder.lexicon import SHARE
from dragoman.coder.modes import contexts, mode
from dragoman.coder.proposals import Proposal
from dragoman.coder.references import Cast
from dragoman.coder.relation import NONE, Judgement
from dragoman.coder.triggers import Trigger, content
from dragoman.model import Actor, Mention, Participant, Passage, Status, When
from dragoman.timex import DateExpression

# Whoever of these takes part makes talks and visits political; states do in any sector.
_POLITICAL = {
    "GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP", "REB", "UAF", "IGO", "NGO", "PRM", "ELI", "PRE",
    "SOC", "LAB", "BUS", "REL",
}  # fmt: skip
# How sure the model must be that there is an event; and how much surer where the grammar does not give the parties, or
# the lexicon not the verb. Set on the development sets.
_LEAST, _NEAR, _OPEN = 0.3, 0.3, 0.6
# How sure the model must be of a second party that the grammar does not give; and how much surer than of one it gives.
_SECOND, _BETTER = 0.95, 0.3


def code(
    passage: Passage,
    proposals: Sequence[Proposal],
    judgements: Sequence[Judgement],
    cast: Cast,
    hearing: claims.Hearing,
    expressions: Sequence[DateExpression],
    named: When | None,
    published: date | None,
) -> Iterator[Mention]:
    """The mentions of events in one passage, in order of their triggers.

    judgements: on the candidates of the proposals, in their order; cast, expressions: the actor phrases and the
    expressions of time in the passage; hearing: who is cited in its report; named: the day that the report named last.
    """
    left = iter(judgements)
    for proposal in proposals:
        decided = _decide(proposal, [next(left) for _ in proposal.candidates()])
        if decided is None:
            continue
        trigger, parties, p = decided
        for actors, recipients in _events(trigger, parties):
            yield _mention(passage, trigger, (actors, recipients), p, cast, hearing, expressions, named, published)


def _decide(proposal: Proposal, judgements: Sequence[Judgement]) -> tuple[Trigger, Sides, float] | None:
    """The type and the parties of a trigger, with how sure that is, or None if it carries no event."""
    options = [*proposal.options, *((proposal.options[0][0], other) for other in proposal.others)]
    best: tuple[float, int] | None = None
    for number, judgement in enumerate(judgements):
        margin = _related(judgement) - _LEAST
        if not proposal.trigger.pattern.type:
            margin -= _OPEN
        elif number or not proposal.given:
            margin -= _NEAR
        if margin > 0 and (best is None or margin > best[0]):
            best = margin, number
    if best is None:
        return None
    chosen = best[1] or _second(proposal, judgements)
    parties, judgement = options[chosen], judgements[chosen]
    type_, p = _type(proposal.trigger, judgement)
    trigger = proposal.trigger
    mutual = trigger.pattern.mutual
    if type_ != trigger.pattern.type:
        mutual = judgement.mutual > 0.5
        mode_ = judgement.modes[type_]
        trigger = replace(trigger, pattern=replace(trigger.pattern, type=type_, mode=mode_, mutual=mutual))
    if mutual and parties[1]:
        parties = (*parties[0], *parties[1]), ()
    return trigger, parties, p


def _second(proposal: Proposal, judgements: Sequence[Judgement]) -> int:
    """The number of the first option, or of a better second party for its actors."""
    actors, recipients = proposal.options[0]
    others = range(len(proposal.options), len(judgements))
    best = max(others, key=lambda number: _related(judgements[number]), default=0)
    known = any(participant.actor.kind != "thing" for participant in recipients or actors[1:])
    least = _related(judgements[0]) + _BETTER if known else _SECOND
    return best if _related(judgements[best]) > least else 0


def _related(judgement: Judgement) -> float:
    """The probability that there is an event."""
    return 1 - judgement.types[NONE]


def _type(trigger: Trigger, judgement: Judgement) -> tuple[str, float]:
    """The type of model and lexicon together, and its share among the types."""
    shares = {name: share for name, share in judgement.types.items() if name != NONE}
    whole = sum(shares.values())
    if trigger.pattern.type:
        shares[_signalled(trigger)] += SHARE * whole
    best = max(shares, key=lambda name: shares[name])
    return best, round((1 - judgement.types[NONE]) * judgement.types[best] / whole, 3)


def _signalled(trigger: Trigger) -> str:
    """The lexicon's type; but who promises to undo something concedes, and who vows harm threatens."""
    if trigger.pattern.type != "AGREE" or trigger.pattern.mutual:
        return trigger.pattern.type
    promised = {pattern.type for _, pattern in content(trigger)}
    if promised & {"CONCEDE", "RETREAT"}:
        return "CONCEDE"
    return "THREATEN" if promised & {"ASSAULT", "SANCTION", "COERCE", "MOBILIZE"} else "AGREE"


def _events(trigger: Trigger, parties: Sides) -> Iterator[Sides]:
    """The acts that a trigger names: one, or one an actor where a plural noun counts them ("visits by A and B")."""
    actors, recipients = parties
    pattern = trigger.pattern
    if not actors or (pattern.type == "CONSULT" and not any(_acts_for_many(p.actor) for p in (*actors, *recipients))):
        return  # private journeys and talks
    alone = not recipients and len(actors) < 2 and not (pattern.mutual and _is_plural(actors))
    if ontology.requires_recipient(pattern.type) and alone:
        return
    if pattern.kind == "nouns" and trigger.token.tag_ == "NNS" and not pattern.mutual:
        yield from (((actor,), recipients) for actor in actors)
    elif pattern.kind == "nouns" and pattern.mutual and alone:
        return
    else:
        yield actors, recipients


def _mention(
    passage: Passage,
    trigger: Trigger,
    parties: Sides,
    p: float,
    cast: Cast,
    hearing: claims.Hearing,
    expressions: Sequence[DateExpression],
    named: When | None,
    published: date | None,
) -> Mention:
    actors, recipients = parties
    assessed = status.assess(trigger.token)
    occurs = timing.when(trigger.token, expressions, assessed, published, named)
    if assessed in {Status.HAPPENED, Status.ONGOING} and timing.lies_ahead(occurs, published):
        assessed = Status.FUTURE
    said = claims.attribute(trigger.token, assessed, cast, hearing)
    return Mention(
        passage=passage,
        type=trigger.pattern.type,
        mode=mode(trigger),
        contexts=contexts(trigger.token.doc),
        trigger=trigger.words,
        actors=actors,
        recipients=recipients,
        status=assessed,
        historical=timing.is_recalled(occurs, published),
        when=occurs,
        where=timing.where(trigger.token),
        claims=said,
        promise=commitments.promise(trigger, assessed, actors, recipients, occurs, expressions, cast, published),
        p=p,
    )


def _acts_for_many(actor: Actor) -> bool:
    return actor.kind == "state" or actor.sector in _POLITICAL


def _is_plural(actors: Sequence[Participant]) -> bool:
    return any(participant.actor.kind == "group" for participant in actors)
