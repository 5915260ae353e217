"""Who is actor and who recipient of a trigger: its grammatical sides, turned by its pattern into PLOVER's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman import actors
from dragoman.coder.bystanders import UNDERGOING, is_whose_side
from dragoman.coder.lexicon import lexicon
from dragoman.coder.phrases import appositives, words_of
from dragoman.coder.references import Cast
from dragoman.coder.syntax import content_subjects, is_passive, objects, prepositional, subjects
from dragoman.coder.triggers import Trigger
from dragoman.model import Actor, Kind, Participant, Span
from dragoman.parse import Token, conjuncts, span

Sides = tuple[tuple[Participant, ...], tuple[Participant, ...]]
"""Actors and recipients."""

_DOERS = frozenset({"by", "from", "of"})
_MUTUAL = frozenset({"between", "among", "involving", "amongst"})
# "Killed in a Russian strike", "arrested in raids by police": the act that did it says who did it.
_OCCASIONED = {"ASSAULT", "COERCE"}
_OCCASIONS = frozenset({"in", "during"})
# "Accused the rebels of", "blamed the army for": the object comes before the topic.
_TOPICS = frozenset({"of", "for", "over", "about"})
# Acts that can be done to things.
_DONE_TO_THINGS = {"ASSAULT", "COERCE", ""}
_COMPANY = frozenset({"with", "alongside"})
# Acts whose recipient may be the subject of what is said: "demanded that Peru withdraw".
_CLAUSAL = {"REQUEST", "ACCUSE", "THREATEN", "REJECT", "SUPPORT"}
# Verbs that lend their subject to the act their object names: "launched an attack".
_LENDING = {
    "hold", "have", "make", "conduct", "carry", "launch", "stage", "take", "begin", "start", "resume", "pay", "give",
    "reach", "sign", "impose", "do", "mount", "perform", "place", "undertake", "announce", "continue", "complete",
    "convene", "issue", "lead", "join", "attend", "plan", "intend", "schedule", "order", "suspend", "cancel",
    "postpone", "offer", "expand", "intensify", "step", "renew", "deliver", "send", "voice", "express", "reiterate",
    "reaffirm", "extend", "declare", "unveil", "lift", "end", "enter", "open", "face", "receive", "seek", "want",
    "file", "repeat",
}  # fmt: skip

# "Spoke by video conference", "met during the summit": whoever speaks holds it.
_SPEAKING = {"speak", "talk", "confer", "meet", "communicate", "consult"}


def sides(trigger: Trigger, cast: Cast) -> Sides:
    """Actors and recipients of a trigger as phrases of the cast; either may be empty."""
    doers, places = _noun_sides(trigger) if trigger.pattern.kind == "nouns" else _verb_sides(trigger)
    first = participants([one for one in doers if not is_whose_side(one, trigger.token)], cast)
    second = next(filter(None, (participants(tokens, cast) for tokens in places)), ())
    if trigger.pattern.mutual:
        return distinct((*first, *second)), ()
    second = second or tuple(map(thing, _struck(trigger)))
    if trigger.pattern.reversed:
        first, second = second, first
    first = distinct(first)
    taken = {participant.actor.actor_id for participant in first}
    return first, tuple(p for p in distinct(second) if p.actor.actor_id not in taken)


def _struck(trigger: Trigger) -> list[Token]:
    """The things that an act is done to, where the words name no party: "bombed the road"."""
    if trigger.pattern.type not in _DONE_TO_THINGS or trigger.pattern.intransitive:
        return []
    if trigger.pattern.kind == "nouns":
        nouns = prepositional(trigger.token, trigger.pattern.prepositions - {"by", "in", "at"})
    else:
        nouns = [*objects(trigger.token), *_marked(trigger)]
    seized = trigger.pattern.mode == "seize"  # weapons too
    things = [n for n in nouns if n.pos_ in {"NOUN", "PROPN"} and (seized or not is_act_or_weapon(n.lemma_.lower()))]
    return [counted(noun) for noun in things[:1]]


def counted(token: Token) -> Token:
    """What a number counts: "lorries" of "three of the lorries", "whom" of "400 of whom", "men" of "a total of 14"."""
    if token.pos_ not in {"NUM", "DET", "PRON"} and token.lemma_ not in {"total", "number"}:
        return token
    before = (token, *(child for child in token.rights if child.lower_ == "out"))
    return next((word for one in before for word in prepositional(one, frozenset({"of"}))), token)


def is_act_or_weapon(lemma: str) -> bool:
    """Whether a noun names what is done or what it is done with: "attack", "missile"."""
    weapons = lexicon().words["instruments"].values()
    return bool(lexicon().candidates("nouns", lemma)) or any(lemma in words for words in weapons)


def thing(noun: Token) -> Participant:
    """What is nobody's, under its own words."""
    return _under_own_words(noun, "thing", "no party")


def somebody(noun: Token) -> Participant:
    """Who acts and is nobody that we know: "he" of whom nothing came before, "eleven channels"."""
    one = noun.lower_ in {"he", "she", "him", "her"} or (noun.tag_ == "NN" and noun.dep_ in {"dobj", "nsubjpass"})
    return _under_own_words(noun, "person" if one else "group", "an unknown party")


def _under_own_words(noun: Token, kind: Kind, rule: str) -> Participant:
    words, country = words_of(noun), nationality(noun)
    slug = "-".join(filter(None, (country and country.lower(), re.sub(r"\W+", "-", noun.lemma_.lower()))))
    return Participant(Actor(f"{kind}:{slug}", words.text, country, None, p=0.5, kind=kind, rule=rule), words)


def nationality(noun: Token) -> str | None:
    """The country in the adjective before a noun: "the German swimmer", but not "the former Soviet republic"."""
    if _is_successor(noun):
        return None
    adjectives = (child for child in noun.lefts if child.dep_ in {"amod", "compound", "nmod"})
    return next(filter(None, (actors.nationality(_modifier(child).text) for child in adjectives)), None)


def _is_successor(noun: Token) -> bool:
    """Whether a noun names a state that was part of another: "former Soviet republics" are not Russia."""
    return noun.lemma_ in {"republic", "state", "colony"} and any(child.lower_ == "former" for child in noun.lefts)


def _verb_sides(trigger: Trigger) -> tuple[list[Token], Iterator[list[Token]]]:
    verb, pattern = trigger.token, trigger.pattern
    doers = subjects(verb)
    if not doers and is_passive(verb) and pattern.type in _OCCASIONED:
        doers = prepositional(verb, _OCCASIONS)
    return doers, _others(trigger)


def _others(trigger: Trigger) -> Iterator[list[Token]]:
    """Where the other side may stand, best place first: the first that names an actor holds it."""
    verb, pattern = trigger.token, trigger.pattern
    if pattern.intransitive:
        return
    if trigger.object is None and pattern.prepositions <= _TOPICS:
        yield objects(verb)
    yield _marked(trigger)
    if trigger.object is None:
        yield objects(verb)
    else:
        parts = conjuncts(trigger.object)
        yield [*parts, *(noun for noun in objects(verb) if noun not in parts)]
    if pattern.mutual:
        yield [*prepositional(verb, _COMPANY | _MUTUAL), *_in_object(trigger, _COMPANY | _MUTUAL)]
    if pattern.type in _CLAUSAL:
        yield content_subjects(verb)


def _marked(trigger: Trigger) -> list[Token]:
    """What the pattern's prepositions govern, under the verb or under the noun of a frame."""
    prepositions = trigger.pattern.prepositions
    return [*prepositional(trigger.token, prepositions), *_in_object(trigger, prepositions)]


def _in_object(trigger: Trigger, prepositions: frozenset[str]) -> list[Token]:
    return prepositional(trigger.object, prepositions) if trigger.object is not None else []


def _noun_sides(trigger: Trigger) -> tuple[list[Token], Iterable[list[Token]]]:
    noun, pattern = trigger.token, trigger.pattern
    others = prepositional(noun, pattern.prepositions)
    doers = [child for child in noun.children if child.dep_ in {"poss", "amod", "compound", "nmod"}]
    doers = [token for child in doers for token in conjuncts(child)]
    doers += prepositional(noun, _DOERS - pattern.prepositions) + prepositional(noun, _MUTUAL)
    verb = noun.head
    while verb.dep_ == "conj" and verb.pos_ in {"NOUN", "PROPN"}:
        verb = verb.head
    if noun.dep_ == "pobj" and verb.dep_ == "prep" and verb.head.lemma_ in _SPEAKING:
        verb = verb.head
        doers = subjects(verb) + doers
    elif noun.dep_ == "dobj" and verb.lemma_ in UNDERGOING and not pattern.mutual:
        others = others or subjects(verb)
    elif verb.pos_ == "VERB" and noun.dep_ in {"dobj", "nsubjpass", "conj"} and verb.lemma_ in _LENDING:
        doers = subjects(verb) + doers
        others = others or prepositional(verb, pattern.prepositions)
    if pattern.mutual:
        others = others + prepositional(noun, _COMPANY)
    return doers, [others]


def participants(tokens: Iterable[Token], cast: Cast) -> tuple[Participant, ...]:
    """The actors that some tokens stand for, or else whose act or thing they are."""
    found: list[Participant] = []
    for token in tokens:
        found += _phrase(token, cast) or _owner(token, cast)
    return tuple(found)


def _phrase(token: Token, cast: Cast) -> list[Participant]:
    """The actors a token itself stands for, adjectives of nationality included."""
    phrase = cast.get(token.i)
    if phrase:
        words = _telling(token, cast) or phrase.span
        return [Participant(actor, words) for actor in phrase.actors]
    if token.dep_ in {"amod", "compound", "nmod", "conj"} and not _is_opposed(token):
        words = _modifier(token)
        if actors.role(token.text) and not words.text[1:2].isupper():  # "a police raid", "a rebel attack"
            anybody = cast.resolve(words.text)
            if anybody is None or anybody.kind == "person":  # "a rebel attack" is one of rebels
                anybody = cast.resolve(f"{words.text}s") or anybody
            return [Participant(anybody, words)] if anybody is not None else []
        if not words.text[:1].isupper():
            return []
        country = actors.nationality(words.text)
        if country and not _is_city(words.text):
            return [Participant(actors.state(country), words)]
        named = None if country else cast.resolve(words.text)
        if named is not None and named.kind == "organisation":  # "a PKK attack"
            return [Participant(named, words)]
    return []


def _is_opposed(token: Token) -> bool:
    """Whether a modifier names whom somebody is against: "anti-government targets"."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "anti"


def _modifier(token: Token) -> Span:
    """The words of a name before a noun, "Saudi-led" among them before "coalition"."""
    first = token.left_edge
    if first.i > 2 and [first.nbor(-2).text, first.nbor(-1).lower_] == ["-", "led"]:
        first = first.nbor(-3)
    return span([first, token])


def _telling(token: Token, cast: Cast) -> Span | None:
    """Words that tell more than the token's own: the noun before "who", the name after "the ambassador,"."""
    if token.lower_ in {"who", "which", "that", "whom"} and token.head.dep_ == "relcl":
        return words_of(token.head.head)
    if token.pos_ != "NOUN":
        return None
    names = [noun for noun in appositives(token) if noun.pos_ == "PROPN" and noun.i in cast]
    return next((cast[noun.i].span for noun in names if cast[noun.i].actors == cast[token.i].actors), None)


def _is_city(words: str) -> bool:
    """Whether a name before a noun is a place: "the Bangkok bombing" is not Thailand's."""
    actor = actors.resolve(words)
    return actor is not None and "capital" in actor.rule


def _owner(token: Token, cast: Cast) -> list[Participant]:
    """Whose act or thing a noun is: "Israel's decision", "Russian missiles", "an offensive by rebels"."""
    if token.pos_ not in {"NOUN", "PROPN"} or _is_successor(token):
        return []
    for child in token.children:
        if child.dep_ in {"poss", "amod", "compound", "nmod"}:
            found = [p for word in conjuncts(child) for p in _phrase(word, cast)]
            anybody = child.dep_ != "poss" and all(p.actor.sector == "CVL" for p in found)  # "the mother ship"
            if found and not (anybody and not is_act_or_weapon(token.lemma_.lower())):
                return found
    return [p for noun in prepositional(token, _DOERS) for p in _phrase(noun, cast)]


def distinct(found: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each actor once, where it stands first."""
    return tuple({p.actor.actor_id: p for p in reversed(tuple(found))}.values())[::-1]
