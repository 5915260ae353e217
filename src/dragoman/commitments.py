"""What a mention promises: only acts that can be tested, by somebody who can do them.

A belief or an aim is no promise; what is merely expected is none either.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from dragoman import timing
from dragoman.coder.references import Cast
from dragoman.coder.syntax import complements, governor, objects
from dragoman.coder.triggers import Trigger, content
from dragoman.model import Act, Actor, Participant, Promise, Status, When
from dragoman.parse import Token, subtree_span
from dragoman.timex import DateExpression

# Acts whose content is bound to follow: agreed, promised, conceded, threatened.
_BINDING = {"AGREE", "CONCEDE", "THREATEN"}
# Future acts that bind by themselves once they are scheduled.
_SCHEDULED_TYPES = {
    "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "SANCTION", "PROTEST", "MOBILIZE", "CONCEDE", "COERCE",
    "ASSAULT",
}  # fmt: skip
# Without a date, nobody could say whether these were done.
_VAGUE = {"CONSULT", "SUPPORT", "COOPERATE", "AGREE"}
_BELIEFS = {
    "believe", "expect", "hope", "predict", "think", "fear", "forecast", "foresee", "anticipate", "doubt", "wish",
    "want", "suspect", "estimate", "speculate", "guess", "assume",
}  # fmt: skip
_SCHEDULE = {"due", "schedule", "set", "agree", "decide", "pledge", "promise", "vow", "commit", "prepare", "slate"}
_SCHEDULE_AUXILIARIES = {"will", "shall", "'ll", "’ll", "wo"}


def promise(
    trigger: Trigger,
    status: Status,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
    occurs: When | None,
    dates: Sequence[DateExpression],
    cast: Cast,
    published: date | None,
) -> Promise | None:
    """The commitment that a mention opens, or None. cast: the actor phrases of the passage."""
    promisors = tuple(participant.actor for participant in actors)
    beneficiaries = tuple(participant.actor for participant in recipients)
    found = _act(trigger, status, occurs, dates)
    if found is None or _is_believed(trigger.token):
        return None
    token, act, due = found
    condition = _condition(trigger.token)
    if trigger.pattern.type == "REQUEST":
        promisors, beneficiaries = beneficiaries, promisors
    due = _ahead(due, published)
    if not promisors or (act.type in _VAGUE and act.mode != "visit" and due is None and condition is None):
        return None
    own = {actor.country or actor.actor_id for actor in promisors}
    if len(promisors) < 2 and all((actor.country or actor.actor_id) in own for actor in beneficiaries):
        beneficiaries = _concerned(token, cast, promisors) or _concerned(trigger.token, cast, promisors)
    return Promise(act, promisors, beneficiaries, condition, due)


def _act(
    trigger: Trigger, status: Status, occurs: When | None, dates: Sequence[DateExpression]
) -> tuple[Token, Act, When | None] | None:
    """The act that is promised, with the word that names it and when it is due."""
    type_ = trigger.pattern.type
    asked = type_ == "REQUEST" and _is_ultimatum(trigger.token)
    if (type_ in _BINDING or asked) and status in {Status.HAPPENED, Status.ONGOING}:
        for token, pattern in content(trigger):
            if asked or not any(c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "NOUN" for c in token.children):
                return token, Act(pattern.type, pattern.mode), timing.when(token, dates, Status.FUTURE, None)
        for token in complements(trigger.token):
            due = timing.when(token, dates, Status.FUTURE, None)
            if due is not None:  # what is promised has no type of its own, but a date to test it by
                return token, Act(type_), due
        if type_ == "AGREE" and any(map(_is_goods, objects(trigger.token))):
            return trigger.token, Act("AID"), timing.when(trigger.token, dates, Status.FUTURE, None)
        return None
    if type_ in _SCHEDULED_TYPES and status is Status.FUTURE and _is_scheduled(trigger.token, occurs):
        return trigger.token, Act(type_, trigger.pattern.mode), occurs
    told = status is Status.HYPOTHETICAL and trigger.token.dep_ in {"xcomp", "ccomp"}
    if type_ in _SCHEDULED_TYPES and told and _is_ultimatum(trigger.token):  # "told them to leave or face arrest"
        return trigger.token, Act(type_, trigger.pattern.mode), timing.when(trigger.token, dates, Status.FUTURE, None)
    return None


def _is_goods(noun: Token) -> bool:
    """What can be handed over: a sum or a number of things, as in "pledged 30 million dollars"."""
    return noun.ent_type_ == "MONEY" or any(child.dep_ == "nummod" for child in noun.children)


def _is_ultimatum(token: Token) -> bool:
    """A demand under threat: "release them or face sanctions"."""
    words = list(token.subtree)
    return any(w.lower_ == "or" for w in words) and any(w.lemma_ in {"face", "risk"} for w in words)


def _is_believed(token: Token) -> bool:
    """What somebody only believes, hopes or foresees."""
    return any(above.lemma_ in _BELIEFS for above in token.ancestors)


def _concerned(token: Token, cast: Cast, promisors: Sequence[Actor]) -> tuple[Actor, ...]:
    """To whom an act is promised, where grammar does not say: those named within it, conditions left out."""
    apart = {t.i for child in token.subtree if child.dep_ == "advcl" for t in child.subtree}
    inside = sorted(t.i for t in token.subtree if t.i not in apart and t.i >= token.i)
    own = {actor.country or actor.actor_id for actor in promisors}
    found = {
        actor.country or actor.actor_id: actor
        for phrase in (cast[i] for i in inside if i in cast)
        for actor in phrase.actors
        if actor.kind != "thing" and (actor.country or actor.kind == "organisation")
    }
    return tuple(actor for key, actor in found.items() if key not in own)


def _ahead(due: When | None, published: date | None) -> When | None:
    """What is promised lies ahead: a month or day without a year is the next one after the report."""
    if due is None or due.end is None or published is None or timing.as_date(due.end) >= published:
        return due
    if due.basis != "relative" or due.precision not in {"day", "month"} or re.search(r"\d{4}", due.text or ""):
        return due
    return replace(due, start=_next_year(due.start), end=_next_year(due.end))


def _next_year(moment: date | datetime | None) -> date | datetime | None:
    if moment is None:
        return None
    last = calendar.monthrange(moment.year + 1, moment.month)[1]
    return moment.replace(year=moment.year + 1, day=min(moment.day, last))


def _is_scheduled(token: Token, occurs: When | None) -> bool:
    """Whether words say that it is settled: "will", "is to", "is due to"; a plan only if it has a date."""
    if _is_settled(token):
        return True
    above = governor(token)
    if above is None:
        return False
    if above.lemma_ in {"tell", "order", "warn"} and _is_ultimatum(above):
        return True
    if token.pos_ == "NOUN" and token.dep_ in {"nsubj", "nsubjpass", "dobj"} and _is_settled(above):
        return True
    if above.lemma_ in _SCHEDULE or (above.lemma_ == "be" and token.tag_ == "VB"):
        return True
    dated = occurs is not None and occurs.start is not None
    return dated and above.lemma_ in {"plan", "announce", "intend"}


def _is_settled(verb: Token) -> bool:
    return any(child.lower_ in _SCHEDULE_AUXILIARIES for child in verb.children if child.dep_ == "aux")


def _condition(token: Token) -> str | None:
    """The words of an "if" or "unless" clause on the act or on what it promises."""
    above = [token, *token.ancestors]
    for verb in [*above, *(child for child in token.children if child.dep_ in {"xcomp", "ccomp"})]:
        for child in verb.children:
            first = child.left_edge.lower_
            if child.dep_ == "advcl" and first in {"if", "unless", "provided", "should"}:
                return subtree_span(child).text
    return None
