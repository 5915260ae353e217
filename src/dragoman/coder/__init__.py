"""Proposals and judgements → mentions: who did what to whom, as far as a sentence says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date

from dragoman import claims, commitments, ontology, status, timing
from dragoman.coder import untold
from dragoman.coder.arguments import Sides
from dragoman.coder.codebook import Codebook
from dragoman.coder.lexicon import SHARE
from dragoman.coder.modes import contexts, mode
from dragoman.coder.parties import parties
from dragoman.coder.phrases import in_full
from dragoman.coder.proposals import Proposal, noticed_in_any, propose
from dragoman.coder.references import Cast
from dragoman.coder.relation import NONE, NOTICED, Judgement, Reading
from dragoman.coder.syntax import objects, subjects
from dragoman.coder.triggers import Trigger, content, names_of
from dragoman.model import Actor, Label, Mention, Participant, Passage, Status, When
from dragoman.parse import Doc, find_names, has_names
from dragoman.timex import DateExpression

# How sure the model must be that there is an event, in words that the lexicon knows and in others; by how much noticing
# the words counts beside judging them. Set on the development sets.
_KNOWN, _OPEN, _NOTICED = 0.7, 0.8, 0.7
_LEAST = (min(_KNOWN, _OPEN) - (1 - _NOTICED)) / _NOTICED  # noticed less than this, no words can be an event

_HARMS, _BODIES = {"ASSAULT", "COERCE", "THREATEN", "AID"}, {"organisation", "institution", "state"}
_PRIVATE = {None, "CVL", "LAB", "EDU", "MED", "AGR"}
_OF_STATE = {"curfew", "martial-law"}
_WIELDED = {"curfew", "state_of_emergency", "state_of_siege", "martial_law", "decree", "amnesty", "ambassador"}
_OUTLAWS, _CAPTIVES = {"REB", "UAF", "CRM", "SEP"}, {"captive", "hostage", "abductee"}
_MANY = {"dozen", "hundred", "thousand", "ten", "million", "crowd"}
_DEALS = {"COOPERATE", "AGREE", "AID", "SUPPORT"}
_ATTEMPTED, _FIRST = {"ASSAULT", "PROTEST"}, {"i", "we"}  # to try is to do; to say so is


@dataclass(frozen=True, slots=True)
class Setting:
    """A passage with all that is known of it before its acts are.

    doc, reading: as parsed, and as the relation model has read it; cast, expressions: the actor phrases and the
    expressions of time in it; hearing: who is cited in its report; named: the day that the report named last before it;
    published: the day of the report.
    """

    passage: Passage
    doc: Doc
    reading: Reading
    cast: Cast
    hearing: claims.Hearing
    expressions: Sequence[DateExpression]
    named: When | None
    published: date | None


def may_tell(reading: Reading) -> bool:
    """Whether a passage may hold an event, whatever its parse and the judgements on its words will say."""
    return reading.holds_acts(_LEAST)


def code(settings: Sequence[Setting], beside: Executor, codebook: Codebook | None = None) -> Iterator[Mention]:
    """The mentions of events in some passages, in order of their triggers, labelled by a codebook of the user's own.

    The model judges ahead in other threads.
    """
    told = [
        (setting, judgement, decided)
        for setting, judged in zip(settings, beside.map(_judged, settings), strict=True)
        for proposal, judgement in judged
        if (decided := _decide(proposal, judgement, setting.cast)) is not None
    ]
    find_names({id(setting.doc): setting.doc for setting, _, _ in told if not has_names(setting.doc)}.values())
    for setting, judgement, (trigger, sides, p) in told:
        label = codebook.label(judgement.state) if codebook else None
        for both in _events(trigger, sides):
            yield _mention(setting, trigger, both, p, (label,) if label else ())


def _judged(setting: Setting) -> list[tuple[Proposal, Judgement]]:
    """What is proposed in a passage, but for what no judgement could make an event, with the model's judgements."""
    proposals, judge = propose(setting.doc, setting.reading), setting.reading.judge
    likely = [one for one in proposals if _is_likely(one, 1.0)]
    judged = list(zip(likely, judge([one.candidate for one in likely]), strict=True))
    vague = [one for one in proposals if one not in likely and one.noticed >= NOTICED]
    if len(vague) > 1 and noticed_in_any(vague) >= _LEAST:
        others = [(one, judge([one.candidate])[0]) for one in vague]  # one by one: together they take more memory
        judged += _told_together(others, [judgement for _, judgement in judged])
        judged.sort(key=lambda one: one[0].trigger.token.i)
    return judged


def _told_together(
    vague: list[tuple[Proposal, Judgement]], told: Sequence[Judgement]
) -> Iterator[tuple[Proposal, Judgement]]:
    """The acts that several words tell and none by itself: "said that Chad must provide", "announced assistance".

    Each in the likeliest of its words, as noticed as all of them are together.
    """
    left = [one for one in vague if one[1].type != NONE and not any(map(one[1].is_same_act, told))]
    while left:
        same = [one for one in left if one[1].is_same_act(left[0][1])]
        left = [one for one in left if one not in same]
        if len(same) > 1:
            proposal, judgement = max(same, key=lambda one: one[0].noticed * one[1].event)
            yield replace(proposal, noticed=noticed_in_any([one for one, _ in same])), judgement


def _is_likely(proposal: Proposal, event: float) -> bool:
    """Whether a proposal carries an event, judged to be one with a probability."""
    least = _KNOWN if proposal.trigger.pattern.type else _OPEN
    return _NOTICED * proposal.noticed + (1 - _NOTICED) * event >= least


def _decide(proposal: Proposal, judgement: Judgement, cast: Cast) -> tuple[Trigger, Sides, float] | None:
    """The type and the parties of a trigger, with how sure that is, or None if it carries no event."""
    trigger = proposal.trigger
    if untold.is_untold(trigger, cast):
        return None
    if not _is_likely(proposal, judgement.event):
        return None
    type_, p = _type(trigger, judgement)
    if untold.is_raised(trigger) and not ontology.quad(type_).startswith("verbal"):
        return None
    sides = parties(trigger, judgement, cast)
    mode_ = judgement.modes[type_] if type_ != trigger.pattern.type else trigger.pattern.mode
    type_, mode_ = _as_done_by(sides, type_, mode_, trigger)
    mutual = judgement.mutual > 0.5 and mode_ != "visit"
    if (type_, mode_, mutual) != (trigger.pattern.type, trigger.pattern.mode, trigger.pattern.mutual):
        trigger = replace(trigger, pattern=replace(trigger.pattern, type=type_, mode=mode_, mutual=mutual))
    if mutual and sides[1] and len(sides[0]) < 2:  # "Peru and Chile volunteered to send Haiti soldiers" is not
        sides = (*sides[0], *sides[1]), ()
    return trigger, sides, p


def _as_done_by(sides: Sides, type_: str, mode_: str | None, trigger: Trigger) -> tuple[str, str | None]:
    """What an act is for those who do it: rebels abduct and do not arrest, troops withdraw and do not resign."""
    doers = {one.actor.sector for one in sides[0]}
    if type_ == "COERCE" and mode_ == "arrest" and doers and doers <= _OUTLAWS:
        return "ASSAULT", "abduct"
    if type_ == "RETREAT" and mode_ == "resign" and doers and doers <= _OUTLAWS | {"MIL"}:
        return type_, "withdraw"
    freed = any(noun.lemma_.lower() in _CAPTIVES for noun in objects(trigger.token))
    if type_ == "RETREAT" and mode_ == "release" and freed and doers and doers <= {"MIL", "COP"}:
        return "AID", None
    return type_, mode_


def _type(trigger: Trigger, judgement: Judgement) -> tuple[str, float]:
    """The type of model and lexicon together, and its share among the types."""
    shares = {name: share for name, share in judgement.types.items() if name != NONE}
    if _is_of_a_crowd(trigger):
        return "PROTEST", round(judgement.event, 3)
    whole = sum(shares.values())
    if trigger.pattern.type:
        shares[_signalled(trigger)] += SHARE * whole
    best = max(shares, key=lambda name: shares[name])
    return best, round((1 - judgement.types[NONE]) * judgement.types[best] / whole, 3)


def _is_of_a_crowd(trigger: Trigger) -> bool:
    """Whether many are told to protest, which they do in a place: "thousands protested the ruling"."""
    many = (noun for noun in subjects(trigger.token) if noun.lemma_.lower() in _MANY)
    return trigger.token.lemma_ == "protest" and trigger.token.pos_ == "VERB" and any(many)


def _signalled(trigger: Trigger) -> str:
    """The lexicon's type; but who vows harm threatens."""
    if trigger.pattern.type != "AGREE" or trigger.pattern.mutual:
        return trigger.pattern.type
    promised = {pattern.type for _, pattern in content(trigger)}
    return "THREATEN" if promised & {"ASSAULT", "SANCTION", "COERCE", "MOBILIZE"} else "AGREE"


def _events(trigger: Trigger, sides: Sides) -> Iterator[Sides]:
    """The acts that a trigger names: one, or one an actor where a plural noun counts them ("visits by A and B")."""
    actors, recipients = sides
    pattern = trigger.pattern
    public = _is_of_state(trigger) or _is_public(pattern.type, *([p.actor for p in side] for side in sides))
    if not actors or not public:
        return
    alone = not recipients and len(actors) < 2 and not (pattern.mutual and _is_plural(actors))
    if ontology.requires_recipient(pattern.type) and alone:
        return
    counted = pattern.kind == "nouns" and trigger.token.tag_ == "NNS" and not pattern.mutual
    if counted and all(actor.span.start > trigger.words.start for actor in actors):
        yield from (((actor,), recipients) for actor in actors)
    elif pattern.kind == "nouns" and pattern.mutual and alone:
        return
    else:
        yield actors, recipients


def _mention(setting: Setting, trigger: Trigger, sides: Sides, p: float, labels: tuple[Label, ...]) -> Mention:
    actors, recipients = sides
    cast, expressions, published = setting.cast, setting.expressions, setting.published
    assessed = _status(trigger)
    said = claims.attribute(trigger.token, assessed, cast, setting.hearing)
    if ontology.is_speech(trigger.pattern.type) and assessed in {Status.HAPPENED, Status.ONGOING}:
        said = claims.spoken_by_others(said, [participant.actor for participant in actors])
    occurs = timing.when(trigger.token, expressions, assessed, published, setting.named)
    if assessed in {Status.HAPPENED, Status.ONGOING} and timing.lies_ahead(occurs, published):
        assessed = Status.FUTURE
    return Mention(
        passage=setting.passage,
        type=trigger.pattern.type,
        mode=mode(trigger),
        contexts=contexts(setting.doc, setting.reading),
        trigger=trigger.words,
        actors=_named(actors, cast, setting.doc),
        recipients=_named(recipients, cast, setting.doc),
        status=assessed,
        historical=timing.is_recalled(occurs, published),
        when=occurs,
        where=timing.where(trigger.token, trigger.pattern.type),
        claims=said,
        promise=commitments.promise(
            trigger, assessed, actors, recipients, occurs, expressions, cast, published, setting.reading
        ),
        p=p,
        labels=labels,
    )


def _named(side: Sequence[Participant], cast: Cast, doc: Doc) -> tuple[Participant, ...]:
    """A side in full, with the words of the passage that name those only taken up: "the army said it had left"."""
    names = {phrase.actors: phrase.span for phrase in cast.values() if phrase.form != "pronoun"}
    taken = {phrase.span for phrase in cast.values() if phrase.form == "pronoun"}
    return tuple(
        replace(one, named=names.get((one.actor,))) if one.span in taken else replace(one, span=in_full(one.span, doc))
        for one in side
    )


def _status(trigger: Trigger) -> Status:
    assessed = status.assess(trigger.token)
    tried = trigger.pattern.type in _ATTEMPTED and status.was_tried(trigger.token)
    saying = ontology.is_speech(trigger.pattern.type) and assessed is Status.ONGOING
    if tried or (saying and any(doer.lower_ in _FIRST for doer in subjects(trigger.token))):
        return Status.HAPPENED  # "tried to kill"; "we are asking"
    return assessed


def _is_of_state(trigger: Trigger) -> bool:
    """Whether only those who hold power can do an act: call out troops, impose or lift a curfew."""
    if trigger.pattern.type == "MOBILIZE" or trigger.pattern.mode in _OF_STATE:
        return True
    return any(names_of(noun) & _WIELDED for noun in objects(trigger.token))


def _is_public(type_: str, actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    """Whether an act is more than a matter between private persons: an employee shoots another."""
    if type_ == "PROTEST":
        return True
    if type_ in _DEALS and recipients and all(map(_is_firm, (*actors, *recipients))):
        return False  # "General Mills sells Green Giant to B&G Foods"
    if type_ in _HARMS and all(map(_is_private_person, actors)):
        return any(one.kind in _BODIES or one.sector not in _PRIVATE for one in recipients)
    return any(one.kind != "person" or one.country or one.sector for one in (*actors, *recipients))


def _is_firm(actor: Actor) -> bool:
    return actor.kind == "organisation" and (actor.sector == "BUS" or actor.actor_id.startswith("name:"))


def _is_private_person(actor: Actor) -> bool:
    return actor.kind == "person" and actor.sector in _PRIVATE and not (actor.sector is None and actor.country)


def _is_plural(actors: Sequence[Participant]) -> bool:
    return any(participant.actor.kind == "group" for participant in actors)
