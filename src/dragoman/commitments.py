"""What a mention promises: only acts that can be tested, by somebody who can do them.

A belief or an aim is no promise; what is merely expected is none either.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coder.syntax import complements, governor
from dragoman.coder.triggers import Trigger, content
from dragoman.model import Act, Participant, Promise, Status, When
from dragoman.parse import Token, subtree_span
from dragoman.timex import DateExpression
from dragoman.timing import when

# Acts whose content is bound to follow: agreed, promised, conceded, threatened.
_BINDING = {"AGREE", "CONCEDE", "THREATEN"}
# Future acts that bind by themselves once they are scheduled.
_SCHEDULED_TYPES = {"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "SANCTION", "PROTEST", "MOBILIZE"}
_SCHEDULE = {"due", "schedule", "set", "agree", "decide", "pledge", "promise", "vow", "commit", "prepare", "slate"}
_SCHEDULE_AUXILIARIES = {"will", "shall", "'ll", "’ll", "wo"}


def promise(
    trigger: Trigger,
    status: Status,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
    occurs: When | None,
    dates: Sequence[DateExpression],
) -> Promise | None:
    """The commitment that a mention opens, or None."""
    promisors = tuple(participant.actor for participant in actors)
    beneficiaries = tuple(participant.actor for participant in recipients)
    condition = _condition(trigger.token)
    if trigger.pattern.type in _BINDING and status in {Status.HAPPENED, Status.ONGOING}:
        for token, pattern in content(trigger):
            if not any(child.dep_ in {"nsubj", "nsubjpass"} and child.pos_ == "NOUN" for child in token.children):
                due = when(token, dates, Status.FUTURE, None)
                return Promise(Act(pattern.type, pattern.mode), promisors, beneficiaries, condition, due)
        for token in complements(trigger.token):
            due = when(token, dates, Status.FUTURE, None)
            if due is not None:  # what is promised has no type of its own, but a date to test it by
                return Promise(Act(trigger.pattern.type), promisors, beneficiaries, condition, due)
        return None
    if trigger.pattern.type in _SCHEDULED_TYPES and status is Status.FUTURE and _is_scheduled(trigger.token, occurs):
        return Promise(Act(trigger.pattern.type, trigger.pattern.mode), promisors, beneficiaries, condition, occurs)
    return None


def _is_scheduled(token: Token, occurs: When | None) -> bool:
    """Whether words say that it is settled: "will", "is to", "is due to"; a plan only if it has a date."""
    if any(child.lower_ in _SCHEDULE_AUXILIARIES for child in token.children if child.dep_ == "aux"):
        return True
    above = governor(token)
    if above is None:
        return False
    if above.lemma_ in _SCHEDULE or (above.lemma_ == "be" and token.tag_ == "VB"):
        return True
    dated = occurs is not None and occurs.start is not None
    return dated and above.lemma_ in {"plan", "announce", "intend"}


def _condition(token: Token) -> str | None:
    """The words of an "if" or "unless" clause on the act or on what it promises."""
    above = [token, *token.ancestors]
    for verb in [*above, *(child for child in token.children if child.dep_ in {"xcomp", "ccomp"})]:
        for child in verb.children:
            first = child.left_edge.lower_
            if child.dep_ == "advcl" and first in {"if", "unless", "provided", "should"}:
                return subtree_span(child).text
    return None
