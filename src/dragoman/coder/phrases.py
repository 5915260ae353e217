"""Noun phrases → actor phrases: which words of a parse may stand for an actor, and for whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dragoman import actors
from dragoman.actors.text import fold
from dragoman.coder.syntax import prepositional
from dragoman.model import Actor, Span
from dragoman.parse import Doc, Token, conjuncts, named, span, tokens_in

Form = Literal["name", "description", "pronoun"]
Resolve = Callable[[str], Actor | None]

_BEFORE = {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "advmod", "predet"}
QUANTITIES = {
    "dozen", "hundred", "thousand", "million", "score", "number", "group", "crowd", "member", "majority", "pair",
    "team", "band", "couple", "handful", "series", "some", "one", "two", "three", "four", "five", "six", "seven",
    "many", "most", "several", "none", "both", "half", "lot", "contingent", "convoy", "delegation", "column", "unit",
}  # fmt: skip
_SOME = {"some", "many", "several", "few", "other", "most"}
_FROM, _OF = frozenset({"from"}), frozenset({"of"})
_OF_PLACE = {"of", "for"}
_NOMINAL = {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj"}
_CALENDAR = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "spring", "summer",
    "autumn", "winter",
}  # fmt: skip
_PAPERS = {
    "Act", "Law", "Bill", "Treaty", "Accord", "Accords", "Agreement", "Pact", "Protocol", "Resolution", "Constitution",
    "Plan", "Programme", "Program", "Amendment", "Directive", "Charter", "Award", "Prize", "Cup", "Games", "Olympics",
}  # fmt: skip
_PRONOUNS = {"he", "she", "they", "it", "him", "her", "them", "his", "their", "its", "who", "which", "that", "we", "i"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand for one or more actors. `head` is the index of the head token in its parse."""

    head: int
    span: Span
    actors: tuple[Actor, ...]
    form: Form
    plural: bool = False
    subject: bool = False


def nominals(doc: Doc) -> Iterator[Token]:
    """The heads of the noun phrases of a parse, pronouns included, in order."""
    for token in doc:
        if is_pronoun(token) or _is_head(token):
            yield token


def may_be_unknown(token: Token) -> bool:
    """Whether a name heads a noun phrase that the knowledge base may not tell: then a parse needs `find_names`."""
    if token.lower_ in _CALENDAR:
        return token.dep_ in {"nsubj", "nsubjpass", "poss"}
    return token.pos_ == "PROPN" and _is_head(token) and actors.resolve(words_of(token).text) is None


def identify(token: Token, resolve: Resolve) -> Phrase | None:
    """The actor phrase headed by a noun, or None if it names nobody."""
    words = words_of(token)
    readings = () if _is_company(token, words) else _readings(token, words, resolve)
    if not readings:
        readings = tuple(actor for actor in (_unresolved(token),) if actor)
    if not readings:
        return None
    form: Form = "name" if token.pos_ == "PROPN" else "description"
    return Phrase(token.i, words, readings, form, _is_plural(token), is_subject(token))


def appositives(token: Token) -> list[Token]:
    """The nouns that rename a noun: "the president, Emmanuel Macron", "the president of Guatemala, Otto Pérez"."""
    inner = prepositional(token, _OF) if token.pos_ == "NOUN" else []
    beside = [child for noun in (token, *inner) for child in noun.children if child.dep_ == "appos"]
    return [child for child in beside if child.pos_ in {"NOUN", "PROPN"} and renamed(child) == token]


def renamed(name: Token) -> Token:
    """What an apposition renames: no state is called by the name of its president."""
    noun = name.head
    of_state = noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN" and actors.nationality(noun.text) is not None
    person = name.pos_ == "PROPN" and any(child.dep_ == "compound" for child in name.children)
    return noun.head.head if of_state and person and actors.nationality(words_of(name).text) is None else noun


def combine(first: Actor, second: Actor, words: str) -> Actor:
    """One actor from two descriptions of it: the name of the person, what either says of country and sector.

    words: those of the first. If they hold an office but not the name of its holder, the second's name counts:
    "the president of Guatemala, Otto Pérez Molina".
    """
    named, other = first, second
    surname = first.name.split()[-1]
    by_office = surname.islower() or (first.office or "-").lower() in first.name.lower()
    nameless = first.kind != "person" or by_office or fold(surname) not in fold(words)
    if (second.kind == "person" and nameless) or (is_unknown_body(second) and first.kind == "organisation"):
        named, other = second, first  # "the president, Emmanuel Macron", "an advocacy group, Judicial Watch"
    if named.country and other.country and named.country != other.country:
        return first
    return replace(
        named,
        country=named.country or other.country,
        sector=named.sector or other.sector,
        office=named.office or other.office,
        p=max(named.p, other.p) if named.sector != other.sector else named.p,
    )


def is_unknown_body(actor: Actor) -> bool:
    """Whether all that is known of an organisation is its name."""
    return actor.kind == "organisation" and actor.actor_id.startswith("name:")


def placed(actor: Actor, country: str, why: str, p: float = 1.0) -> Actor:
    """A description with the country that something else says it has: another actor than without."""
    actor_id = actor.actor_id.replace(":-:", f":{country.lower()}:")
    return replace(actor, actor_id=actor_id, country=country, p=actor.p * p, rule=f"{actor.rule}; {why}")


def is_pronoun(token: Token) -> bool:
    """Whether a word stands for somebody named elsewhere; "He" is also a family name."""
    return token.lower_ in _PRONOUNS and token.pos_ in {"PRON", "DET", "SCONJ"} and token.dep_ not in {"det", "mark"}


def is_people(token: Token) -> bool:
    """Whether a participle or adjective stands for people: "the accused", "the wounded"."""
    article = any(child.dep_ == "det" and child.lower_ == "the" for child in token.children)
    return article and token.pos_ in {"VERB", "ADJ"} and token.dep_ in _NOMINAL


def _is_head(token: Token) -> bool:
    if token.lower_ in _CALENDAR and (named(token) or ("", ""))[0] in {"", "DATE", "TIME"}:
        return False  # Friday and May are also names of prime ministers
    adjective = token.pos_ == "ADJ" and token.dep_ in {"nsubj", "pobj"}
    if token.pos_ not in {"NOUN", "PROPN", "NUM"} and not (adjective or is_people(token)):
        return False
    if token.pos_ == "NUM" and token.lower_ == "two" and any(child.lower_ == "the" for child in token.children):
        return True
    if token.pos_ == "NUM":
        return token.lemma_ in QUANTITIES and any(child.lower_ == "of" for child in token.children)
    if is_fused(token):
        return True
    if token.dep_ == "npadvmod":  # "Russia, China condemn strike"
        return token.pos_ == "PROPN" and actors.nationality(token.text) is not None
    return token.dep_ not in {"compound", "amod", "quantmod", "nmod", "punct"}


def is_fused(token: Token) -> bool:
    """Whether the parser takes the first of two full names for a part of the second: "Shinzo Abe and Park Geun Hye"."""
    of_a_name = token.dep_ == "nmod" and token.pos_ == token.head.pos_ == "PROPN" and token.head.tag_ == "NNP"
    return of_a_name and {"cc", "compound"} <= {child.dep_ for child in token.children}


def words_of(token: Token) -> Span:
    """The shortest words that name it: from the first modifier to the head, and an "of" phrase after it."""
    first = token
    for child in token.lefts:
        if is_fused(child):  # the words after the "and"
            return span([next(c for c in child.children if c.dep_ == "cc").nbor(), token])
        if child.dep_ in _BEFORE:
            first = min(first, child.left_edge, key=lambda t: t.i)
    while first.i < token.i and (first.is_punct or first.lower_ in {"both", "not", "only", "even", "also"}):
        first = first.nbor()
    return span([first, token])


def in_full(words: Span, doc: Doc) -> Span:
    """Words with what they count, or the rest of a name: "thousands of workers", "the League of Arab States"."""
    inside = tokens_in(doc, words)
    if not inside:
        return words
    last = inside[-1]
    of = next((child for child in last.rights if child.i == last.i + 1 and child.lower_ == "of"), None)
    if of is None:
        return words
    inner = [part for child in of.children if child.dep_ == "pobj" for part in conjuncts(child)]
    counts = last.lemma_.lower() in QUANTITIES and last.pos_ != "PROPN"
    named = last.tag_ == "NNP" and inner and inner[0].tag_ in {"NNP", "NNPS"}
    if not (counts or named or (last.tag_ == "NNS" and len(inner) > 1)) or not inner:
        return words
    whole = span([inside[0], inner[-1]])
    return whole if named else in_full(whole, doc)


def _readings(token: Token, words: Span, resolve: Resolve) -> tuple[Actor, ...]:
    nationalities = _coordinated_nationalities(token)
    if nationalities:
        start = nationalities[-1].idx + len(nationalities[-1]) - words.start
        rest = words.text[start:].strip()
        found = (_one_of_each(n.text, rest, token, resolve) for n in nationalities)
        return tuple(actor for actor in found if actor)
    if parted := _parted_name(token, resolve):
        return parted
    of = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ in _OF_PLACE), None)
    inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if inner is not None and token.lemma_.lower() in QUANTITIES and token.pos_ != "PROPN":
        phrases = (identify(part, resolve) for part in conjuncts(inner))  # "dozens of women and children"
        return tuple(dict.fromkeys(actor for phrase in phrases if phrase for actor in phrase.actors))
    if inner is not None and of is not None and of.i == token.i + 1:
        owners = conjuncts(inner)
        if len(owners) > 1 and token.tag_ == "NNS":
            return _one_of_each_owner(token, words, owners, resolve)
        longer = resolve(f"{words.text} {token.doc[of.i : inner.i + 1].text}")
        if longer and not longer.country and token.lemma_.lower() == "office":
            holder = identify(inner, resolve)  # "the Office of the Attorney General of Switzerland"
            return holder.actors if holder and holder.actors[0].country else (_located(token, longer),)
        if longer:
            return (longer if longer.country else _located(token, longer),)
    origins = prepositional(token, _FROM)
    if len(origins) > 1 and token.tag_ == "NNS":
        return _one_of_each_owner(token, words, origins, resolve)
    actor = resolve(words.text)
    if actor and actor.kind == "organisation" and token.tag_ in {"NNS", "NNPS"} and _is_part(token):
        actor = _members(actor, words)
    if actor and not actor.country and actor.kind != "organisation":
        actor = _located(token, actor)
    return (actor,) if actor else ()


def _is_part(token: Token) -> bool:
    """Whether only some are meant: "some Republicans", "two Democrats"."""
    return any(child.dep_ == "nummod" or child.lower_ in _SOME for child in token.lefts)


def _members(actor: Actor, words: Span) -> Actor:
    slug, country = re.sub(r"\W+", "-", words.text.lower()), (actor.country or "-").lower()
    rule = f"{actor.rule}; some of them"
    return replace(actor, actor_id=f"group:{country}:{slug}", name=words.text, kind="group", rule=rule)


def _located(token: Token, actor: Actor) -> Actor:
    """The country of a description from the place it stands in: "police in Lima", "the army of Chad"."""
    later = (child for noun in conjuncts(token) if noun.i > token.i for child in noun.children)
    for child in (*token.children, *later):
        if child.dep_ == "prep" and child.lower_ in {"in", "of", "from"}:
            for place in child.children:
                around = [word for word in place.rights if word.dep_ == "nmod"]  # "in Lagos, Nigeria"
                names = [span([word.left_edge, word]).text for word in (*around, place)] + [place.text]
                country = next(filter(None, map(actors.nationality, names)), None)
                if place.dep_ == "pobj" and country:
                    return placed(actor, country, f"country of {place.text}")
    return actor


def _coordinated_nationalities(token: Token) -> list[Token]:
    """ "British" and "Canadian" in "British and Canadian prime ministers"; empty unless there are several."""
    for child in token.lefts:
        if child.dep_ in {"amod", "compound", "nmod"}:
            found = [word for word in conjuncts(child) if actors.nationality(word.text)]
            if len(found) > 1:
                return found
    return []


def _parted_name(token: Token, resolve: Resolve) -> tuple[Actor, ...]:
    """North Korea and South Korea in "North and South Korea"; empty unless each is a state."""
    for child in token.lefts:
        parts = conjuncts(child) if token.pos_ == "PROPN" and child.dep_ in {"amod", "compound", "nmod"} else []
        states = [resolve(f"{part.text} {token.text}") for part in parts]
        if len(states) > 1 and all(state is not None and state.kind == "state" for state in states):
            return tuple(state for state in states if state)
    return ()


def _one_of_each(nationality: str, rest: str, token: Token, resolve: Resolve) -> Actor | None:
    """Of "British and Canadian prime ministers" the British one; of "Thai and Cambodian troops" the Thai ones."""
    if token.tag_ == "NNS":
        holder = resolve(f"{nationality} {rest[: -len(token.text)]}{token.lemma_}")
        if holder and holder.kind == "person" and not holder.name.startswith(nationality):
            return holder
    return resolve(f"{nationality} {rest}")


def _one_of_each_owner(token: Token, words: Span, owners: list[Token], resolve: Resolve) -> tuple[Actor, ...]:
    """ "The presidents of Chile and Peru" are two; so are "troops from Chad and Niger"."""
    role = words.text[: -len(token.text)] + token.lemma_
    found = []
    for name in (span([owner.left_edge, owner]).text for owner in owners):
        holder = resolve(f"{role} of {name}")
        unnamed = holder is not None and holder.name.lower().startswith(token.lemma_.lower())
        found.append((resolve(f"{words.text} of {name}") if unnamed else None) or holder)
    return tuple(filter(None, found))


def _unresolved(token: Token) -> Actor | None:
    """A person or organisation that nobody told us about: the words, and no more."""
    kind, name = (named(token) if token.pos_ == "PROPN" else None) or ("", "")
    if kind not in {"PERSON", "ORG"}:
        return None
    name = re.sub(r"(?:^[Tt]he )|(?:['’]s?$)", "", name).strip()
    if not name[:1].isupper() or name.split()[-1] in _PAPERS:
        return None
    told = words_of(token).text.split()
    country = actors.nationality(told[0]) if kind == "PERSON" and len(told) > 2 else None
    if country and actors.state(country).name != told[0]:  # "American Paul Jackson", but not "Chad Le Roux"
        name = name.removeprefix(told[0]).strip()
        rule = f"an unknown name of a person, {told[0]}"
        return Actor(f"person:{country.lower()}:{_slug(name)}", name, country, None, p=0.6, kind="person", rule=rule)
    slug = _slug(name)
    if kind == "PERSON":
        return Actor(f"name:{slug}", name, None, None, p=0.5, kind="person", rule="an unknown name of a person")
    return Actor(f"name:{slug}", name, None, None, p=0.4, kind="organisation", rule="an unknown name")


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower()).strip("-")


def _is_company(token: Token, words: Span) -> bool:
    """Whether all the words are one name of an organisation that begins like a title: "General Mills"."""
    title = words.text.split()[0] in {"General", "Major", "Marshal", "Admiral", "Bishop"}
    return title and named(token) == ("ORG", words.text)


def _is_plural(token: Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"} or token.lower_ in {"they", "them", "their", "we", "police"}


def is_subject(token: Token) -> bool:
    """Whether a noun, or the first of its coordination, is the subject or agent of a verb."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass", "agent"}
