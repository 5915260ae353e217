"""Parses → mentions: who did what to whom, as far as a sentence says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dragoman import claims, commitments, ontology, status, timing
from dragoman.coder.arguments import Sides, sides
from dragoman.coder.modes import contexts, mode
from dragoman.coder.references import Cast
from dragoman.coder.triggers import Trigger, content, triggers
from dragoman.model import Actor, Mention, Participant, Passage, Status
from dragoman.parse import Doc
from dragoman.timex import DateExpression

# Whoever of these takes part makes an act political; states do in any sector.
_POLITICAL = {
    "GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP", "REB", "UAF", "IGO", "NGO", "PRM", "ELI", "PRE", "SOC",
}  # fmt: skip
# Violence, repression and protest are political between any parties.
_ALWAYS_POLITICAL = {"PROTEST", "ASSAULT", "COERCE"}
_CONFIDENCE = {"frames": 0.8, "verbs": 0.7, "nouns": 0.6}


def code(
    passage: Passage, doc: Doc, cast: Cast, expressions: Sequence[DateExpression], published: date | None
) -> Iterator[Mention]:
    """The mentions of events in one passage, in order of their triggers.

    doc, cast, expressions: the parse of the passage, the actor phrases and the expressions of time in it.
    """
    found = triggers(doc)
    if not found:
        return
    about = contexts(doc)
    for trigger in found:
        for actors, recipients in _events(trigger, sides(trigger, cast)):
            yield _mention(passage, trigger, (actors, recipients), cast, expressions, about, published)


def _events(trigger: Trigger, parties: Sides) -> Iterator[Sides]:
    """The acts that a trigger names: one, or one an actor where a plural noun counts them ("visits by A and B")."""
    actors, recipients = parties
    if not actors or not _is_political(trigger, (*actors, *recipients)):
        return
    pattern = trigger.pattern
    if pattern.type == "CONSULT" and not any(_acts_for_many(p.actor) for p in actors):
        return  # private journeys and talks
    if pattern.needs_recipient and not (len(actors) > 1 if pattern.mutual else recipients):
        return
    if ontology.requires_recipient(pattern.type) and not recipients and len(actors) < 2:
        return
    if pattern.kind == "nouns" and trigger.token.tag_ == "NNS" and not pattern.mutual:
        yield from (((actor,), recipients) for actor in actors)
    elif pattern.kind == "nouns" and pattern.mutual and len(actors) < 2 and not _is_plural(actors):
        return
    else:
        yield actors, recipients


def _mention(
    passage: Passage,
    trigger: Trigger,
    parties: Sides,
    cast: Cast,
    expressions: Sequence[DateExpression],
    about: tuple[str, ...],
    published: date | None,
) -> Mention:
    actors, recipients = parties
    assessed = status.assess(trigger.token)
    occurs = timing.when(trigger.token, expressions, assessed, published)
    if assessed is Status.HAPPENED and timing.lies_ahead(occurs, published):
        assessed = Status.FUTURE
    said = claims.attribute(trigger.token, assessed, cast)
    return Mention(
        passage=passage,
        type=_type(trigger, actors),
        mode=mode(trigger),
        contexts=about,
        trigger=trigger.words,
        actors=actors,
        recipients=recipients,
        status=assessed,
        historical=timing.is_recalled(occurs, published),
        when=occurs,
        where=timing.where(trigger.token),
        claims=said,
        promise=commitments.promise(trigger, assessed, actors, recipients, occurs, expressions),
        p=round(_CONFIDENCE[trigger.pattern.kind] * min(p.actor.p for p in (*actors, *recipients)) ** 0.5, 3),
    )


def _type(trigger: Trigger, actors: Sequence[Participant]) -> str:
    """The type of the pattern; but who promises to undo something concedes, and who vows harm threatens."""
    type_ = trigger.pattern.type
    if type_ != "AGREE" or len(actors) > 1:
        return type_
    promised = {pattern.type for _, pattern in content(trigger)}
    if promised & {"CONCEDE", "RETREAT"}:
        return "CONCEDE"
    return "THREATEN" if promised & {"ASSAULT", "SANCTION", "COERCE", "MOBILIZE"} else type_


def _is_political(trigger: Trigger, participants: Sequence[Participant]) -> bool:
    return trigger.pattern.type in _ALWAYS_POLITICAL or any(_acts_for_many(p.actor) for p in participants)


def _acts_for_many(actor: Actor) -> bool:
    return actor.kind == "state" or actor.sector in _POLITICAL


def _is_plural(actors: Sequence[Participant]) -> bool:
    return any(participant.actor.kind == "group" for participant in actors)
