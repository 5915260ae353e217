"""Who takes part in an act: the phrases that the relation model marks, with the grammar's word beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman import actors, claims, ontology
from dragoman.coder import bystanders
from dragoman.coder.arguments import (
    Sides,
    counted,
    distinct,
    is_act_or_weapon,
    nationality,
    participants,
    sides,
    somebody,
    thing,
)
from dragoman.coder.phrases import Phrase, is_pronoun, placed, words_of
from dragoman.coder.references import Cast
from dragoman.coder.relation import NONE, Judgement, Marks
from dragoman.coder.syntax import is_passive, prepositional, subjects
from dragoman.coder.triggers import Trigger
from dragoman.model import Participant
from dragoman.parse import Doc, Token, span, tokens_in

# How likely a phrase must be a party, and by how much the grammar makes it likelier. Set on held-back sentences.
_ACTOR, _RECIPIENT, _GRAMMAR = 0.45, 0.4, 0.15
# How much less likely a name may be than other words for the same party.
_NAME = 0.2
# How likely words must be a party where neither the cast nor the grammar gives that side anybody.
_SURE = 0.9
_OF_PARTY = re.compile(r"[RDI]-[A-Z]")
_POSSESSING = {" ", "'s ", "’s "}
_SOMEWHERE = {"ASSAULT", "PROTEST", "COERCE", "ACCUSE", "SANCTION"}
_DONE_TO_PEOPLE = {"convict", "arrest", "deport", "abduct", "assassinate", "torture", "release"}
_AIMED = {"REQUEST", "PROTEST", "ACCUSE", "ASSAULT", "SUPPORT"}
_DONE_TO_WEAPONS = {"ASSAULT", "COERCE"}
_ARTICLES = {"the", "a", "an", "of", "'s", "’s"}


@dataclass(frozen=True, slots=True)
class _Party:
    """Somebody who may take part, with how likely on each side, and whether these words are a name."""

    participant: Participant
    actor: float
    recipient: float
    named: bool = False

    @property
    def rank(self) -> float:
        """How well these words stand for somebody: a name is more to a reader than what renames it."""
        return max(self.actor, self.recipient) + _NAME * self.named


def parties(trigger: Trigger, judgement: Judgement, cast: Cast) -> Sides:
    """Actors and recipients of an act; either may be empty."""
    given = sides(trigger, cast)
    likely = [*_phrases(trigger, judgement, cast, given), *_others(trigger, judgement, cast, given)]
    likely += _unknown(trigger, judgement, cast, likely)
    best: dict[str, _Party] = {}
    for party in likely:
        rival = best.get(party.participant.actor.actor_id)
        if rival is None or party.rank > rival.rank:
            best[party.participant.actor.actor_id] = party
    kept = sorted(best.values(), key=lambda party: party.participant.span.start)
    first = [party.participant for party in kept if party.actor >= max(_ACTOR, party.recipient)]
    second = [party.participant for party in kept if party.recipient >= _RECIPIENT and party.recipient > party.actor]
    first = _without_strangers(first, given[0], trigger)
    act, doc = trigger.token, trigger.token.doc
    second = [one for one in second if not any(_is_told_beside(verb, act) for verb in _verbs_of(one, doc))]
    if all(_is_own(one, first) for one in second):
        second = []
    if not first or (judgement.mutual > 0.5 and len(first) == 1 and not second):
        first += _surely(judgement, judgement.actors, first, second, trigger, cast)
    if not second and judgement.mutual <= 0.5:
        second = _surely(judgement, judgement.recipients, second, first, trigger, cast)
        second = second or _second_party(judgement, first, given, doc)
    text = trigger.token.doc.text
    return distinct(_joined(_outermost(first), text)), distinct(_joined(_outermost(second), text))


def _second_party(judgement: Judgement, first: Sequence[Participant], given: Sides, doc: Doc) -> list[Participant]:
    """Whom the grammar gives as the other side of an act that is none without one: "extradited a militant"."""
    if len(first) != 1 or judgement.type == NONE or not ontology.requires_recipient(judgement.type):
        return []
    return [one for one in given[1] if not _is_own(one, first) and not _only_modifies(one, doc)]


def _only_modifies(one: Participant, doc: Doc) -> bool:
    """Whether words for somebody only tell of what kind something is: "military talks"."""
    return tokens_in(doc, one.span)[-1].dep_ in {"amod", "compound", "nmod"}


def _surely(
    judgement: Judgement,
    marks: Marks,
    side: Sequence[Participant],
    other: Sequence[Participant],
    trigger: Trigger,
    cast: Cast,
) -> list[Participant]:
    """Who the model is sure takes part on a side, whatever the parse says: "jails sixteen", "the mission protested".

    Who would be on both sides was taken for another: "the country", to which "the United States" cuts its aid.
    """
    doc, found = trigger.token.doc, list[Participant]()
    for words, _ in marks.runs(doc.text, _SURE):
        inside = tokens_in(doc, words)
        named = any(one.span.overlaps(words) for one in (*side, *other))
        if named or all(token.lower_ in _ARTICLES for token in inside):
            continue
        head = _last_of_name(counted(doc[inside[0].i : inside[-1].i + 1].root))
        words = span([*inside, head])
        if _stands_apart(head, trigger, judgement, cast):
            continue
        known = cast.resolve(words.text)
        whom = participants([head], cast) or ((Participant(known, words),) if known else ())
        if not {one.actor.actor_id for one in whom}.isdisjoint(one.actor.actor_id for one in (*side, *other)):
            if head.pos_ == "PROPN" or is_pronoun(head):
                continue
            whom = ()
        found += whom or (replace(somebody(head), span=words),)
    return found


def _last_of_name(token: Token) -> Token:
    """The last word of a name: "Nations" for "United" in "United Nations peacekeepers"."""
    while token.dep_ == "compound" and token.pos_ == token.head.pos_ == "PROPN":
        token = token.head
    return token


def _without_strangers(
    side: Sequence[Participant], given: Sequence[Participant], trigger: Trigger
) -> list[Participant]:
    """Without the subjects of other verbs, where the act has its own: "he added that Sanders had asked for a delay".

    Who says that something was done did not do it: "two men were freed, the ministry said".
    """
    act, doc = trigger.token, trigger.token.doc
    if is_passive(act) and not given:
        return [one for one in side if not any(map(claims.is_speech, _verbs_of(one, doc)))]
    if trigger.pattern.mutual or not any(one in given for one in side):
        return list(side)
    verbs = {act, *(noun.head for noun in subjects(act))}
    return [one for one in side if one in given or verbs.issuperset(_verbs_of(one, doc))]


def _is_told_beside(verb: Token, act: Token) -> bool:
    """Whether a verb tells what another does meanwhile: "Niger condemned the raid, while Chad closed the border"."""
    if verb.dep_ == "conj":
        return verb.head == act
    whiles = any(child.lower_ in {"while", "whereas"} for child in verb.children)
    return verb.dep_ == "advcl" and whiles and not verb.is_ancestor(act)


def _verbs_of(one: Participant, doc: Doc) -> list[Token]:
    """The verbs that a party is the subject of."""
    inside = tokens_in(doc, one.span)
    return [token.head for token in inside if token.dep_ == "nsubj" and token.head not in inside]


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


def _joined(side: Sequence[Participant], text: str) -> list[Participant]:
    """With a state and those right after its name as one: "Lebanon's army" where the parser sees two."""
    found = list[Participant]()
    for one in side:
        before = found[-1] if found else None
        if before and before.actor.kind == "state" and text[before.span.end : one.span.start] in _POSSESSING:
            found.pop()
            if one.actor.country is None and before.actor.country:
                one = replace(one, actor=placed(one.actor, before.actor.country, f"of {before.actor.name}"))
        found.append(one)
    return found


def _phrases(trigger: Trigger, judgement: Judgement, cast: Cast, given: Sides) -> Iterator[_Party]:
    """The phrases of the cast. The head tells: a possessor's words stand inside the phrase of what it owns."""
    doc = trigger.token.doc
    doers = prepositional(trigger.token, bystanders.DOERS) if trigger.pattern.kind == "nouns" else []
    for phrase in cast.values():
        if _stands_by(phrase, trigger, judgement, cast) or _runs_over(phrase, trigger):
            continue
        token, act = doc[phrase.head], trigger.token
        head = span([token])
        said = [any(one.span.overlaps(phrase.span) for one in side) for side in given]
        actor, recipient = (
            marks.share(head) + _GRAMMAR * side
            for marks, side in zip((judgement.actors, judgement.recipients), said, strict=True)
        )
        if token in doers and recipient > actor:
            actor, recipient = recipient, actor
        if trigger.pattern.reversed and said[1] and judgement.type in _AIMED:  # "drew criticism"
            actor, recipient = 0.0, max(actor, recipient)
        if bystanders.is_written_to(token, act) or bystanders.undergoes(token, act):
            actor, recipient = 0.0, max(actor, recipient)
        if bystanders.writes(token, act):
            actor, recipient = max(actor, recipient), 0.0
        if _is_no_doer(token, trigger, judgement):
            actor = 0.0
        if doers and bystanders.does_another(token, act):
            actor = 0.0
        over = [span([noun]) for noun in bystanders.described(token, cast)]
        if over:  # "the presidents of Peru and Chile" are two, not four
            actor -= max(map(judgement.actors.share, over))
            recipient -= max(map(judgement.recipients.share, over))
        for participant in participants([token], cast):
            yield _Party(participant, actor, recipient, _is_name(phrase, doc))


def _is_no_doer(token: Token, trigger: Trigger, judgement: Judgement) -> bool:
    """Whether the grammar has it that somebody suffers an act, or has another place beside it."""
    act = trigger.token
    if judgement.type != "MOBILIZE" and bystanders.is_patient(token, act):
        return True
    if judgement.type in _AIMED and trigger.pattern.kind == "nouns" and bystanders.is_aimed_at(token, act):
        return True
    if bystanders.is_hit_beside(token, act) or bystanders.is_opposed(token, act):
        return True
    return bystanders.is_in_clause_on_another(token, act)


def _is_name(phrase: Phrase, doc: Doc) -> bool:
    """Whether a phrase names somebody as himself, not by his office: "Carney" and not "the Prime Minister"."""
    first = tokens_in(doc, phrase.span)[0]
    return phrase.form == "name" and first.pos_ not in {"DET", "PRON"}


def _stands_by(phrase: Phrase, trigger: Trigger, judgement: Judgement, cast: Cast) -> bool:
    """Whether the grammar makes somebody no party of an act, whatever the model says."""
    doc = trigger.token.doc
    if judgement.type == "CONSULT" and bystanders.is_topic(doc[phrase.head]):
        return True
    if _stands_apart(doc[phrase.head], trigger, judgement, cast):
        return True
    scene = judgement.type in _SOMEWHERE and bystanders.is_scene(phrase, trigger.token)
    return scene or bystanders.only_describes(phrase, doc, cast)


def _stands_apart(token: Token, trigger: Trigger, judgement: Judgement, cast: Cast) -> bool:
    """Whether somebody belongs to something else that is told beside an act, or is where it is or forces go."""
    act = trigger.token
    is_state = token.i in cast and cast[token.i].actors[0].kind == "state"
    if judgement.type == "MOBILIZE" and is_state and bystanders.is_destination(token, act):
        return True
    if judgement.type == "CONSULT" and bystanders.is_home(token, act):
        return True
    if bystanders.is_around_a_place(token) or bystanders.is_whose_side(token, act):
        return True
    if bystanders.speaks_after(token, act):
        return True
    return bystanders.is_object_apart(token, act) or bystanders.is_of_what_is_blamed(token, act)


def _runs_over(phrase: Phrase, trigger: Trigger) -> bool:
    """Whether the parser takes an act for a noun of a phrase: "judge orders opposition candidate held"."""
    act = trigger.token
    return phrase.span.start < act.idx < phrase.span.end and act.i != phrase.head and act.dep_ == "compound"


def _others(trigger: Trigger, judgement: Judgement, cast: Cast, given: Sides) -> Iterator[_Party]:
    """Parties that the grammar gives and that are no phrases of the cast: nationalities, things, an act's modifiers."""
    doc = trigger.token.doc
    known = [phrase.span for phrase in cast.values() if phrase.head != trigger.token.i]
    for number, side in enumerate(given):
        for one in side:
            if not any(one.span.overlaps(phrase) for phrase in known):
                head = tokens_in(doc, one.span)[-1].head
                if nationality(head) and _is_marked(head, judgement):
                    continue  # "the German swimmer" is not Germany
                actor, recipient = judgement.actors.share(one.span), judgement.recipients.share(one.span)
                yield _Party(one, actor + _GRAMMAR * (not number), recipient + _GRAMMAR * number)


def _is_marked(token: Token, judgement: Judgement) -> bool:
    """Whether the model takes a word itself, and not only those before it, for one of a party."""
    return max(marks.share(span([token])) for marks in (judgement.actors, judgement.recipients)) >= _ACTOR


def _unknown(trigger: Trigger, judgement: Judgement, cast: Cast, likely: Iterable[_Party]) -> list[_Party]:
    """What the model marks and nobody has named yet: the owner of it if there is one, else a thing."""
    doc = trigger.token.doc
    words = [(party, tokens_in(doc, party.participant.span)) for party in likely]
    part = {token.i for party, own in words if max(party.actor, party.recipient) >= _RECIPIENT for token in own}
    taken = part | {own[-1].i for _, own in words}  # "US" may take part where "a US drone strike" does not
    doers = {party.participant.actor.actor_id for party, _ in words if party.actor >= _ACTOR}
    found = []
    for number, marks in enumerate((judgement.actors, judgement.recipients)):
        for head, p in _heads(doc, marks):
            while number and head.dep_ == "compound" and head.head.pos_ == "NOUN":
                head = head.head  # "an air base" is hit and not the air
            head = head if head.pos_ == "NUM" and head.i in cast else counted(head)
            modifies = head.dep_ in {"compound", "amod"}
            if head.dep_ == "conj" and head.head.dep_ in {"compound", "amod"}:
                continue  # "rights" of "environmental and human rights groups"
            if modifies and (number or head.head.i in part or _is_of_people(head.head, cast)):
                continue  # whose act it is tells who acts, not on whom; "British ministers" are not Britain
            if head.i in taken or not (_may_name(head) or modifies) or _names_no_party(head, trigger, judgement, cast):
                continue
            if is_act_or_weapon(head.lemma_.lower()) and not (number and judgement.type in _DONE_TO_WEAPONS):
                continue  # "condemned the killings", "armed with rifles"
            whom = () if nationality(head) and head.i not in cast else participants([head], cast)
            if number and whom and actors.role(head.text) and doers.issuperset(one.actor.actor_id for one in whom):
                whom = (somebody(head),)  # "asked its allies"
            if not whom and not modifies and head.pos_ == "PROPN" and (named := cast.resolve(words_of(head).text)):
                whom = (Participant(named, words_of(head)),)
            if not whom and not modifies:
                people = head.pos_ == "NUM" or (is_pronoun(head) and head.lower_ not in {"it", "which", "that"})
                people = people or judgement.modes.get(judgement.type) in _DONE_TO_PEOPLE
                whom = ((thing if number and not people else somebody)(head),)
            found += [_Party(one, p * (not number), p * number) for one in whom]
    return found


def _names_no_party(token: Token, trigger: Trigger, judgement: Judgement, cast: Cast) -> bool:
    """Whether a word that the model marks only stands near the act, or tells more of another word that it marks."""
    if token.i in cast:
        beside = _stands_by(cast[token.i], trigger, judgement, cast)
    else:
        beside = _stands_apart(token, trigger, judgement, cast)
    if beside:
        return True
    if _OF_PARTY.match(words_of(token).text):
        return True  # "Senator Cruz (R-Texas)"
    whole = bystanders.whole_of(token)
    if token.i not in cast and whole is not None and _is_marked(whole, judgement):
        return True  # "the bookkeeper of a small town"
    if any(_is_marked(noun, judgement) for noun in bystanders.described(token, cast)):
        return True
    return bystanders.is_inside_name(token, cast) or (judgement.type == "CONSULT" and bystanders.is_topic(token))


def _is_of_people(token: Token, cast: Cast) -> bool:
    people = token.i in cast and cast[token.i].actors[0].kind in {"person", "group"}
    return people and not is_act_or_weapon(token.lemma_.lower())


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
