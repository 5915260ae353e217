"""Who a name means on a day, and what they are by then: in office, out of it, or not yet."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from dragoman.actors import tables
from dragoman.actors.entries import Person, Service
from dragoman.actors.kb import KnowledgeBase, knowledge
from dragoman.actors.tables import TOP_WEIGHT
from dragoman.actors.text import alike, fold, skeleton
from dragoman.model import Actor

_NEAR = timedelta(days=731)  # a family name alone means somebody in office, or within two years of it
_STATE = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP"))
_SPARE_WORDS = tables.words("spare in names")
_RULERS = ("president", "head of government", "monarch", "supreme leader")  # titles that "leader" leaves open
_FAMILY_FIRST = tables.words("family name first")  # states where a name is said in either order
_TELLING = 4  # a family name of fewer sounds is somebody's only as it is spelt
_COMMON = 4  # this many people of the knowledge base bear a common family name
_WORLDWIDE = {"United Nations"}  # whose head is better known than the heads of many a state
_ALONE = 5  # the least weight of an office whose holder is known by family name alone

_ORDINAL = re.compile(r"[IVX]+")


def shift(on: str, by: timedelta) -> str:
    try:
        return (date.fromisoformat(on) + by).isoformat()
    except OverflowError:
        return on


def candidates(kb: KnowledgeBase, name: str, *, alone: bool = False) -> list[tuple[Person, bool]]:
    """Everybody the name can mean, with whether more than the family name matches.

    alone: nothing around the name says who is meant. A common family name then wants all of the name, and a name all of
    whose words are common ("Muhammad Hassan") its own spelling: it has too many bearers outside the knowledge base.
    """
    exact = [kb.people[m.ref] for m in kb.names.get(name, ()) if m.what == "person"]
    words = [word for word in name.replace(",", " ").split() if word.lower().strip(".") not in ("jr", "sr")]
    if all(map(_ORDINAL.fullmatch, words)):
        return []  # "I" is no king
    if exact and " " in name:
        return [(person, True) for person in exact]
    found = {person.actor_id: (person, False) for person in exact}
    if alone and len(words) > 1 and all(_is_common(kb, word) for word in _tokens(name)):
        return list(found.values())
    for family, rest in _splits(words):
        whole = alone and len(kb.families.get(family, ())) >= _COMMON
        for actor_id in kb.families.get(family, ()):
            person = kb.people[actor_id]
            if actor_id in found or (not rest and _sounds_only(words[-1], family, person)):
                continue
            if not rest or _named_so(person, words, whole=whole, alone=alone):
                found[actor_id] = (person, bool(rest) and " " in person.name)
    return list(found.values())


def _sounds_only(word: str, family: str, person: Person) -> bool:
    """Whether a word only sounds like a family name that is too short to tell: "Khan" like "Han"."""
    spelt = (fold(word) in fold(name).split() for name in (person.name, *person.aliases))
    return len(family) < _TELLING and not any(spelt)


def _is_common(kb: KnowledgeBase, word: str) -> bool:
    return len(kb.families.get(skeleton(word), ())) >= _COMMON or _bearers()[skeleton(word)] >= _COMMON


@lru_cache(maxsize=1)
def _bearers() -> Counter[str]:
    """How many people of the knowledge base have a word in their name, as family or given name, by its sounds."""
    return Counter(key for person in knowledge().people.values() for key in {*map(skeleton, _tokens(person.name))})


def is_given_name(word: str) -> bool:
    """Whether somebody of the knowledge base is called so before their family name."""
    return fold(word) in _given_names()


def is_of_names(word: str) -> bool:
    """Whether it is a word of somebody's name in the knowledge base."""
    return fold(word).lower() in _name_words()


@lru_cache(maxsize=1)
def _name_words() -> frozenset[str]:
    return frozenset(word for person in knowledge().people.values() for word in _tokens(person.name))


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    named = ((person, fold(person.name).split()) for person in knowledge().people.values())
    return frozenset(
        words[0] for person, words in named if len(words) > 1 and skeleton(words[0]) not in person.families
    )


def forget() -> None:
    """Count the names anew when next asked: the knowledge base has changed."""
    _bearers.cache_clear()
    _name_words.cache_clear()
    _given_names.cache_clear()


def _splits(words: list[str]) -> list[tuple[str, list[str]]]:
    """Ways to read words as family name and the rest: last words first, then the Asian order."""
    ways = [(skeleton(" ".join(words[-n:])), words[:-n]) for n in range(1, min(4, len(words)) + 1)]
    if len(words) > 1:
        ways += [(skeleton(words[0]), words[1:]), *((skeleton(w), [*words[:i], *words[i + 1 :]])
                 for i, w in enumerate(words[1:-1], 1))]  # fmt: skip
    return ways


@lru_cache(maxsize=8192)
def _tokens(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents, hyphens and particles ("al", "bin", "de")."""
    words = fold(name).lower().replace("-", " ").replace(".", ". ").split()
    return tuple(bare for word in words if (bare := word.strip(".,")) and bare not in _SPARE_WORDS)


def _named_so(person: Person, words: list[str], *, whole: bool, alone: bool) -> bool:
    """Whether more words than a family name name this person, under one of their spellings, all of it if `whole`.

    alone: nothing else says who is meant, so that a given name of which we know nothing is not theirs.
    """
    spellings = [name for name in (person.name, *person.aliases) if " " in name]
    if not spellings:
        return not alone and len(words) <= 3  # REIGN often has the family name alone: any given name may be theirs
    asked = _tokens(" ".join(words))
    turn = not alone or any(service.place in _FAMILY_FIRST for service in person.services)
    return any(_fits(asked, _tokens(name), whole=whole, turn=turn) for name in spellings)


def _fits(asked: tuple[str, ...], own: tuple[str, ...], *, whole: bool, turn: bool) -> bool:
    """Whether a name is a spelling of somebody's own, both in words.

    Every word in its order, vowels within a word aside; or, turned round (family name first) if `turn`, or parted
    otherwise ("Jongun"), the same sounds; or the same words and an initial. Unless `whole`, also fewer words, spelt as
    there, that begin as the own name does.
    """
    if len(asked) == len(own):
        turned = (own[i:] + own[:i] for i in range(1, len(own) if turn else 1))
        return all(map(_same_word, asked, own)) or any(all(map(_same_sound, asked, way)) for way in turned)
    if _same_sound("".join(asked), "".join(own)):
        return True
    if len(asked) > len(own):
        return len(own) > 1 and tuple(word for word in asked if len(word) > 1) == own
    if whole and len(asked) < sum(len(word) > 1 for word in own):
        return False
    return bool(asked) and _begins(asked, own)


def _begins(asked: tuple[str, ...], own: tuple[str, ...]) -> bool:
    """Whether some of somebody's own words are asked for in their order, the first (past initials) among them."""
    first = next((i for i, word in enumerate(own) if len(word) > 1), 0)
    start = 0 if asked[0] == own[0] else first
    rest = iter(own[start + 1 :])
    begins = asked[0] == own[start] or (len(asked[0]) == 1 and asked[0] == own[start][0])
    return begins and all(any(_spelt(word, other) for other in rest) for word in asked[1:])


def _spelt(word: str, own: str) -> bool:
    """The same word, or one of them the other's initial."""
    return word == own or (1 in (len(word), len(own)) and word[0] == own[0])


def _same_sound(word: str, own: str) -> bool:
    return skeleton(word) == skeleton(own)


def _same_word(word: str, own: str) -> bool:
    return _spelt(word, own) or alike(word, own)


def _sounds_so(person: Person, name: str) -> bool:
    """Whether it is all of somebody's name in its order, in any transliteration."""
    asked = tuple(map(skeleton, _tokens(name)))
    return any(asked == tuple(map(skeleton, _tokens(own))) for own in (person.name, *person.aliases))


def current(services: tuple[Service, ...], on: str) -> list[Service]:
    return [service for service in services if service.covers(on)]


def weight(kb: KnowledgeBase, person: Person, on: str) -> float:
    """How likely the name means this person on that day: by the highest office held about then."""
    best = 0.0
    near, past = shift(on, _NEAR), shift(on, -_NEAR)
    for service in person.services:
        rank = float(kb.offices[service.key].weight) * (2 if service.place in _WORLDWIDE else 1)
        if service.covers(on):
            best = max(best, rank * 2)
        elif service.start <= near and (not service.end or service.end >= past):
            best = max(best, rank)
        elif service.start <= on and rank >= TOP_WEIGHT:
            best = max(best, rank / 8)
    return best


def ranked(
    kb: KnowledgeBase, name: str, on: str, country: str | None, place: str | None, key: str | None, sector: str | None
) -> list[tuple[float, Person, bool]]:
    """The people a name can mean, likeliest first, given what stands before it: state, organisation, office, sector."""
    scored = []
    alone = {person.actor_id for person, _ in candidates(kb, name, alone=True)}
    for person, full in candidates(kb, name):
        if (country and not _of_country(kb, person, country)) or not _may_be_called(person, name, on):
            continue
        if place and not full and not any(service.place == place for service in person.services):
            continue
        score = weight(kb, person, on)
        titled = key is not None and any(
            s.key == key or (s.key == "leader" and key in _RULERS) for s in person.services
        )
        fits = titled or (sector is not None and any(kb.tenure(s, on).sector == sector for s in person.services))
        rules = score >= 2 * TOP_WEIGHT and _sounds_so(person, name)  # "Mahmud Abbas", common as both words are
        if not (country or place or fits or rules or person.actor_id in alone):
            continue
        if full:
            score = score * 3 + 1
        elif (key and not titled and key != "head") or (sector and not fits) or score < (1 if titled else _ALONE):
            continue
        scored.append((score**2 * (4 if titled else 1), person, full))
    return sorted(scored, key=lambda item: (-item[0], item[1].actor_id))


def _may_be_called(person: Person, name: str, on: str) -> bool:
    """Whether a given name may be theirs of whom only the family name is known: at its place, in or near their term."""
    words = name.split()
    if len(words) == 1 or any(" " in known for known in (person.name, *person.aliases)):
        return True
    near, past = shift(on, _NEAR), shift(on, -_NEAR)
    serving = [s for s in person.services if s.start <= near and (not s.end or s.end >= past)]
    turned = any(s.place in _FAMILY_FIRST for s in serving) and skeleton(words[0]) in person.families
    last = any(skeleton(" ".join(words[i:])) in person.families for i in range(len(words)))
    return bool(serving) and (last or turned)


def _of_country(kb: KnowledgeBase, person: Person, country: str) -> bool:
    for service in person.services:
        body = kb.organisations.get(service.place)
        if service.place == country or (body and body.country == country):
            return True
    return person.actor_id.startswith(f"person:{country.lower()}:")


def as_actor(kb: KnowledgeBase, person: Person, on: str | None, p: float, rule: str, *, former: bool = False,
             key: str | None = None, sector: str | None = None, title: str = "",
             name: str = "") -> Actor:  # fmt: skip
    """The person as of a day: the weightiest running office; else a former holder (ELI); else what the text says.

    Without a day it is the knowledge base's own date, unless the title before the name fits an office held once.
    """
    day = on or kb.as_of.isoformat()
    running = current(person.services, day)
    if former and on is None:
        running = []
    elif on is None and key and not any(s.key == key for s in running):
        running = [s for s in person.services if s.key == key] or running
    past = [s for s in person.services if s.end and s.end < day] or (list(person.services) if former else [])
    country, office = _home(kb, person), title or None
    if running:
        best = max(running, key=lambda s: (s.key == key, kb.offices[s.key].weight, s.start))
        tenure = kb.tenure(best, day)
        office, country, sector = tenure.office, tenure.country, tenure.sector
    elif past and (former or not sector or any(s.key == key for s in past)):
        tenure = kb.tenure(max(past, key=lambda s: (kb.offices[s.key].weight, s.end)), day)
        office, country = f"former {tenure.office}", tenure.country or country
        sector = "ELI" if tenure.sector in _STATE or tenure.sector == "IGO" else tenure.sector
    shown = name or person.name
    return Actor(person.actor_id, shown, country, sector, office, round(p, 3), "person", person.gender, (), rule)


def _home(kb: KnowledgeBase, person: Person) -> str | None:
    """The state the person serves or comes from: the first service for a state."""
    for service in person.services:
        if service.place in kb.states:
            return service.place
    first = kb.organisations.get(person.services[0].place) if person.services else None
    return first.country if first else None


def named(kb: KnowledgeBase, name: str, on: str | None, *, country: str | None = None, place: str | None = None,
          key: str | None = None, sector: str | None = None, former: bool = False, title: str = "",
          title_sector: str | None = None) -> Actor | None:  # fmt: skip
    """The known person a name means, with the other people it can mean as rivals; None if nobody known fits."""
    day = on or kb.as_of.isoformat()
    found = ranked(kb, name, day, country, place, key, sector)
    if not found:
        return None
    total = sum(score for score, _, _ in found) or 1.0
    full = found[0][2]
    rule = "full name" if full else "family name of an office holder at the date"
    actors = [
        as_actor(kb, person, on, (0.97 if is_full else 0.85) * (score / total if score else 0.5), rule,
                 former=former, key=key, sector=title_sector, title=title,
                 name="" if " " in person.name or name.islower() else name)
        for score, person, is_full in found[:4]
    ]  # fmt: skip
    return replace(actors[0], rivals=tuple(actors[1:]))
