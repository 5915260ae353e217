"""Who takes part in an act: the phrases that the relation model marks, with the grammar's word beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.coder.arguments import (
    Sides,
    distinct,
    is_act_or_weapon,
    nationality,
    participants,
    sides,
    somebody,
    thing,
)
from dragoman.coder.phrases import Phrase, is_pronoun
from dragoman.coder.references import Cast
from dragoman.coder.relation import Judgement, Marks
from dragoman.coder.syntax import prepositional
from dragoman.coder.triggers import Trigger
from dragoman.model import Participant
from dragoman.parse import Doc, Token, span, tokens_in

# How likely a phrase must be a party, and by how much the grammar makes it likelier. Set on held-back sentences.
_ACTOR, _RECIPIENT, _GRAMMAR = 0.45, 0.4, 0.25
_DOERS = frozenset({"by", "from"})  # of an act that a noun names, whatever the model says
_WHOSE, _WHERE = {"of", "for"}, {"in", "at", "from", "within"}
_TOPICS = {"on", "about", "regarding", "concerning", "over"}
_DONE_TO_WEAPONS = {"ASSAULT", "COERCE"}
_TIMES = {"day", "eve", "week", "month", "year", "night", "morning", "hour", "anniversary", "era", "time"}
_TREATED = {"discuss", "debate", "review", "examine", "consider", "address"}


@dataclass(frozen=True, slots=True)
class _Party:
    """Somebody who may take part, with how likely on each side."""

    participant: Participant
    actor: float
    recipient: float


def parties(trigger: Trigger, judgement: Judgement, cast: Cast) -> Sides:
    """Actors and recipients of an act; either may be empty."""
    given = sides(trigger, cast)
    likely = [*_phrases(trigger, judgement, cast, given), *_others(trigger, judgement, cast, given)]
    likely += _unknown(trigger, judgement, cast, likely)
    best: dict[str, _Party] = {}
    for party in likely:
        rival = best.get(party.participant.actor.actor_id)
        if rival is None or max(party.actor, party.recipient) > max(rival.actor, rival.recipient):
            best[party.participant.actor.actor_id] = party
    kept = sorted(best.values(), key=lambda party: party.participant.span.start)
    first = [party.participant for party in kept if party.actor >= max(_ACTOR, party.recipient)]
    second = [party.participant for party in kept if party.recipient >= _RECIPIENT and party.recipient > party.actor]
    if second and all(_is_own(one, first) for one in second):
        return (), ()
    return distinct(_outermost(first)), distinct(_outermost(second))


def _is_own(recipient: Participant, actors: Sequence[Participant]) -> bool:
    """Whether a recipient is the state that an actor acts for: nobody is the other party of his own act."""
    state = recipient.actor.country if recipient.actor.kind == "state" else None
    return state is not None and any(one.actor.country == state and one.actor.sector == "GOV" for one in actors)


def _outermost(side: Sequence[Participant]) -> list[Participant]:
    """Without those who are only named in the phrase of another: "the king" in "the king's police"."""
    return [
        one
        for one in side
        if not any(
            other.span.start <= one.span.start and one.span.end <= other.span.end and other.span != one.span
            for other in side
        )
    ]


def _phrases(trigger: Trigger, judgement: Judgement, cast: Cast, given: Sides) -> Iterator[_Party]:
    """The phrases of the cast. The head tells: a possessor's words stand inside the phrase of what it owns."""
    doc = trigger.token.doc
    doers = prepositional(trigger.token, _DOERS) if trigger.pattern.kind == "nouns" else []
    for phrase in cast.values():
        if judgement.type == "CONSULT" and _is_topic(doc[phrase.head]):
            continue
        if _is_inside_name(doc[phrase.head], cast) or _is_in_brackets(phrase, doc, cast):
            continue
        if _is_role(doc[phrase.head]) or _is_of_a_time(doc[phrase.head]):
            continue
        head = span([doc[phrase.head]])
        said = [
            any(one.span.start < phrase.span.end and phrase.span.start < one.span.end for one in side) for side in given
        ]
        actor, recipient = (
            marks.share(head) + _GRAMMAR * side
            for marks, side in zip((judgement.actors, judgement.recipients), said, strict=True)
        )
        if doc[phrase.head] in doers and recipient > actor:
            actor, recipient = recipient, actor
        if (doers and _does_another(doc[phrase.head], trigger.token)) or _is_patient(doc[phrase.head], trigger.token):
            actor = 0.0
        if owned := _owned(doc[phrase.head], cast):  # "the presidents of Peru and Chile" are two, not four
            over = span([owned])
            actor -= judgement.actors.share(over)
            recipient -= judgement.recipients.share(over)
        for participant in participants([doc[phrase.head]], cast):
            yield _Party(participant, actor, recipient)


def _does_another(token: Token, act: Token) -> bool:
    """Whether the words give somebody as the doer of another noun: "visits by Peru" beside "a visit by Chile"."""
    while token.dep_ == "conj":
        token = token.head
    of = token.dep_ == "pobj" and token.head.lower_ in _DOERS and token.head.head.pos_ in {"NOUN", "PROPN"}
    return of and token.head.head != act


def _is_patient(token: Token, act: Token) -> bool:
    """Whether the grammar has it that an act is done to somebody: "Peru was accused", "editors arrested in May"."""
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    if token.dep_ == "nsubjpass":
        return token.head == act
    return act.dep_ == "acl" and act.tag_ == "VBN" and act.head == token


def _owned(token: Token, cast: Cast) -> Token | None:
    """The head of the phrase that a phrase only tells whose, what or where it is: "presidents", of "Peru"; a
    "Commissioner for Refugees"; "an adviser", at "the foundation".
    """
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ != "pobj" or token.head.head.pos_ not in {"NOUN", "PROPN"}:
        return None
    head = token.head.head
    return head if token.head.lower_ in _WHERE or (token.head.lower_ in _WHOSE and head.i in cast) else None


def _is_inside_name(token: Token, cast: Cast) -> bool:
    """Whether a name ends a longer one: "the Sixth Circuit" in the "Court of Appeals for the Sixth Circuit"."""
    while token.pos_ == "PROPN" and token.dep_ == "pobj" and token.head.lower_ in {"of", "for", "on"}:
        token = token.head.head
        kind = cast[token.i].actors[0].kind if token.i in cast and token.pos_ == "PROPN" else None
        if kind in {"institution", "organisation"}:
            return True
    return False


def _is_role(token: Token) -> bool:
    """Whether words say as what somebody acts: "resigned as the president", not "bodies such as the court"."""
    as_ = token.head if token.dep_ == "pobj" and token.head.lower_ == "as" else None
    return as_ is not None and as_.i > 0 and as_.nbor(-1).lower_ not in {"such", "as"}


def _is_of_a_time(token: Token) -> bool:
    """Whether somebody or something only names a time: "on the first day of the convention", "in the Bush era"."""
    head = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
    named = token.dep_ in {"pobj", "compound", "poss"} and head.lemma_.lower() in _TIMES
    return named and head.dep_ in {"pobj", "npadvmod"}


def _is_in_brackets(phrase: Phrase, doc: Doc, cast: Cast) -> bool:
    """Whether a phrase in brackets tells more of the one before them: "Senator Bell (Iowa)", "the Council (NLC)"."""
    start, end = phrase.span.start, phrase.span.end
    before = len(doc.text[: max(0, start - 1)].rstrip())
    return doc.text[start - 1 : start] + doc.text[end : end + 1] == "()" and any(
        other.span.end == before for other in cast.values()
    )


def _is_topic(token: Token) -> bool:
    """Whether somebody is only talked about: "discussed Iran", "exchanged views on ties with Iran"."""
    while token.pos_ not in {"VERB", "AUX"} and token.dep_ != "ROOT":
        if token.pos_ == "ADP" and token.lower_ in _TOPICS:
            return True
        if token.dep_ == "dobj" and token.head.lemma_ in _TREATED:
            return True
        token = token.head
    return False


def _others(trigger: Trigger, judgement: Judgement, cast: Cast, given: Sides) -> Iterator[_Party]:
    """Parties that the grammar gives and that are no phrases of the cast: nationalities, things, an act's modifiers."""
    doc = trigger.token.doc
    known = [phrase.span for phrase in cast.values() if phrase.head != trigger.token.i]
    for number, side in enumerate(given):
        for one in side:
            if not any(one.span.start < phrase.end and phrase.start < one.span.end for phrase in known):
                head = tokens_in(doc, one.span)[-1].head
                if nationality(head) and _is_marked(head, judgement):
                    continue  # "the German swimmer" is not Germany
                scores = [judgement.actors.share(one.span), judgement.recipients.share(one.span)]
                scores[number] += _GRAMMAR
                yield _Party(one, *scores)


def _is_marked(token: Token, judgement: Judgement) -> bool:
    """Whether the model takes a word itself, and not only those before it, for one of a party."""
    return max(marks.share(span([token])) for marks in (judgement.actors, judgement.recipients)) >= _ACTOR


def _unknown(trigger: Trigger, judgement: Judgement, cast: Cast, likely: Iterable[_Party]) -> list[_Party]:
    """What the model marks and nobody has named yet: the owner of it if there is one, else a thing."""
    doc = trigger.token.doc
    words = [(party, tokens_in(doc, party.participant.span)) for party in likely]
    part = {token.i for party, own in words if max(party.actor, party.recipient) >= _RECIPIENT for token in own}
    taken = part | {own[-1].i for _, own in words}  # "US" may take part where "a US drone strike" does not
    found = []
    for number, marks in enumerate((judgement.actors, judgement.recipients)):
        for head, p in _heads(doc, marks):
            while number and head.dep_ == "compound" and head.head.pos_ == "NOUN":
                head = head.head  # "an air base" is hit and not the air
            head = _counted(head)
            modifies = head.dep_ in {"compound", "amod"}
            if modifies and (number or head.head.i in part or _is_of_people(head.head, cast)):
                continue  # whose act it is tells who acts, not on whom; "British ministers" are not Britain
            if head.i in taken or not (_may_name(head) or modifies) or _is_inside_name(head, cast):
                continue
            if is_act_or_weapon(head.lemma_.lower()) and not (number and judgement.type in _DONE_TO_WEAPONS):
                continue  # "condemned the killings", "armed with rifles"
            if judgement.type == "CONSULT" and _is_topic(head):
                continue
            whom = () if nationality(head) and head.i not in cast else participants([head], cast)
            if not whom and not modifies:
                whom = ((thing if number and head.pos_ != "NUM" else somebody)(head),)
            found += [_Party(one, *((0.0, p) if number else (p, 0.0))) for one in whom]
    return found


def _is_of_people(token: Token, cast: Cast) -> bool:
    people = token.i in cast and cast[token.i].actors[0].kind in {"person", "group"}
    return people and not is_act_or_weapon(token.lemma_.lower())


def _counted(token: Token) -> Token:
    """What a number counts: "lorries" of "three of the lorries", "whom" of "400 of whom", "men" of "a total of 14"."""
    counts = token.pos_ in {"NUM", "DET", "PRON"} or token.lemma_ in {"total", "number"}
    of = [word for word in prepositional(token, frozenset({"of"})) if counts]
    return of[0] if of else token


def _may_name(token: Token) -> bool:
    """Whether a word may head the words of a party: no hyphen, not the "Co" of a "Co-founder", no "de" of a name."""
    joined = token.i + 1 < len(token.doc) and token.nbor().text == "-" and not token.whitespace_
    noun = token.pos_ == "NOUN" or (token.pos_ == "PROPN" and not token.is_lower)
    counted = token.pos_ == "NUM" and token.is_alpha and token.dep_ in {"dobj", "nsubj", "nsubjpass"}  # "killed five"
    return (noun and token.text[-1:].isalnum() and not joined) or is_pronoun(token) or counted


def _heads(doc: Doc, marks: Marks) -> Iterator[tuple[Token, float]]:
    for words, p in marks.runs(doc.text, _ACTOR):
        inside = tokens_in(doc, words)
        numbers = {token.i for token in inside}
        for token in inside:
            if token.head.i not in numbers or token.dep_ == "conj":
                yield token, p
