"""Who "he", "the two leaders", "the ministry" and a bare family name stand for, within one report.

A report is read from the top. Whoever is named enters the cast; a pronoun or description stands for the most
recent member that fits in kind, number and gender, subjects first. What fits nobody stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from dragoman import actors
from dragoman.actors.text import fold
from dragoman.coder.phrases import (
    Phrase,
    appositives,
    combine,
    identify,
    is_pronoun,
    is_subject,
    is_unknown_body,
    may_be_unknown,
    nominals,
    placed,
    renamed,
)
from dragoman.coder.syntax import prepositional, subjects
from dragoman.coder.triggers import is_harm
from dragoman.geo import gazetteer
from dragoman.model import Actor, Passage
from dragoman.parse import Doc, Token, conjuncts, find_names, join_names, join_places, span, subtree_span


class Cast(dict[int, Phrase]):
    """The actor phrases of one parse by the index of their head token. on: the date as of which they are resolved."""

    on: date | None = None

    def resolve(self, words: str) -> Actor | None:
        """Whom some words of the parse mean that are none of its phrases."""
        return actors.resolve(words, self.on)

    def copy(self) -> Cast:
        """The same phrases and date."""
        found = Cast(self)
        found.on = self.on
        return found


_MALE = {"he", "him", "his"}
_FEMALE = {"she", "her"}
_PLURAL = {"they", "them", "their"}
_THING = {"it", "its"}
_COUNTRIES = {"country", "nation", "state", "continent"}
_RELATIVE = {"who", "which", "that", "whom", "whose"}
_PERSONS = {"leader", "president", "minister", "man", "woman", "premier", "chancellor", "diplomat", "king", "official"}
_STATES = {
    "country",
    "nation",
    "state",
    "side",
    "neighbour",
    "neighbor",
    "government",
    "capital",
    "party",
    "ally",
    "army",
}
# How many phrases back a description can reach.
_REMEMBERED = 300
_TWO = {"pair", "duo", "two"}
_OFFICIAL = {"GOV", "MIL", "LEG", "SPY"}
_AT_ODDS = {"warring", "opposing", "conflicting"}
_COLLECTIVE = {"organisation", "institution", "group", "state"}
# What a description with "the" can take up: "the group", "the ministry", "the bloc".
_TAKES_UP: dict[str, tuple[str, ...]] = {
    "organisation": (
        "group", "organisation", "organization", "bloc", "alliance", "body", "agency", "company", "union", "party",
        "movement", "council", "commission", "court", "federation", "charity", "watchdog",
    ),
    "institution": ("ministry", "army", "military", "parliament", "force", "police", "department", "navy", "court"),
    "state": ("country", "nation", "kingdom", "republic", "government"),  # "the state" is mostly a part of one
}  # fmt: skip
# Of which sectors alone: "the company" is no rebel group.
_OF_SECTORS: dict[str, set[str | None]] = {
    "company": {"BUS", "JRN"}, "party": {"PTY"}, "union": {"LAB", "IGO"}, "charity": {"NGO"}, "court": {"JUD"},
    "bloc": {"IGO", "PTY"}, "alliance": {"IGO", "PTY", "REB"}, "federation": {"IGO", "LAB"},
}  # fmt: skip
_NEARBY = "of the state that the report speaks of"
# What stands before the family name of somebody named before, with the gender or the office that it tells.
_GENDERS = {"Mr": "male", "Sir": "male", "Mrs": "female", "Ms": "female", "Miss": "female", "Lady": "female"}
_OFFICES = {
    "Secretary": "secretary", "Senator": "senator", "Sen": "senator", "Governor": "governor", "Gov": "governor",
    "Representative": "representative", "Rep": "representative", "General": "general", "Gen": "general",
}  # fmt: skip
_TITLE = re.compile(rf"({'|'.join([*_GENDERS, *_OFFICES, 'Dr'])})\.? ")
# Where the family name comes first.
_FAMILY_FIRST = {"CHN", "TWN", "KOR", "PRK", "VNM", "KHM", "HUN"}
_DOING = {"nsubj", "amod", "compound", "poss"}
_LETTERS, _CAPITALISED = re.compile(r" \(([A-Z]{2,7})\)"), re.compile(r"\b[A-Z]\w+")
_FROM = frozenset({"from"})
_INDEFINITE = {"a", "an", "another"}
_DEFINITE = {"the", "this", "that", "these", "those"}


def _is_a_place(name: str, actor: Actor) -> bool:
    """Whether a name is a place's, and only sounds like that of whom it was taken for: "Raqqa" like "Raka"."""
    sounds = actor.kind == "person" and " " not in name and fold(name) not in fold(actor.name).split()
    return sounds and actor.office is not None and actor.rule.startswith("family name") and gazetteer.has(name)


def _may_be_called(person: Actor, title: str) -> bool:
    """Whether a title fits somebody, as far as is known of him: "Secretary Clinton", if she is or was one."""
    if title in _OFFICES:
        return person.office is None or _OFFICES[title] in person.office.lower()
    return person.gender is None or person.gender == _GENDERS.get(title, person.gender)


@dataclass
class _Member:
    """Actors as they were last named. `names` are the words, for later short forms."""

    actors: tuple[Actor, ...]
    words: str
    passage: int
    plural: bool
    subject: bool


@dataclass
class _Report:
    """What has been read so far."""

    on: date | None
    members: list[_Member] = field(default_factory=list)
    aliases: dict[str, Actor | None] = field(default_factory=dict)
    families: dict[str, list[Actor]] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)

    def resolve(self, words: str) -> Actor | None:
        """By the names used in this report, else as of its date."""
        name = words.removesuffix("'s").removesuffix("’s").removeprefix("the ").removeprefix("The ")
        if name in self.aliases:
            return self.aliases[name]
        title = _TITLE.match(name)
        if title:
            family = name[title.end() :]
            named = (self.aliases.get(family), *reversed(self.families.get(family, ())))
            called = [one for one in named if one and one.kind == "person" and _may_be_called(one, title[1])]
            if called:
                return called[0]
        found = actors.resolve(words, self.on)
        return None if found is not None and _is_a_place(name, found) else found

    def enter(self, phrase: Phrase, passage: int) -> None:
        del self.members[:-_REMEMBERED]
        self.members.append(_Member(phrase.actors, phrase.span.text, passage, phrase.plural, phrase.subject))
        for actor in phrase.actors:
            if actor.country and actor.sector != "JRN" and not actor.rule.endswith(_NEARBY):
                self.countries[actor.country] += 1
            if phrase.form == "name" and actor.kind == "person":
                self._remember(actor)
            if is_unknown_body(actor) and actor.sector:
                self.aliases[actor.name] = actor  # what an apposition said of it holds from now on

    def begin_story(self) -> None:
        """Forget who and which states were spoken of; names given in full stay known."""
        self.members.clear()
        self.countries.clear()

    def _remember(self, actor: Actor) -> None:
        """A person named in full can be called by the family name from now on."""
        words = actor.name.split()
        if len(words) < 2:
            return
        self.aliases[actor.name] = actor
        for family in words[:1] * (actor.country in _FAMILY_FIRST) + words[-1:]:
            self.families.setdefault(family, []).append(actor)
            held = self.aliases.get(family)
            if held is None or not held.sector or actor.sector not in {None, "CVL"}:
                self.aliases[family] = actor  # a minister's father is not who is meant by the name alone

    def shorten(self, letters: str, full: Phrase | None) -> None:
        """From now on some letters mean what the report says that they are short for, if that is somebody."""
        self.aliases[letters] = full.actors[0] if full else None

    def only_country(self) -> str | None:
        """The country of a report that has named no other."""
        return next(iter(self.countries)) if len(self.countries) == 1 else None

    def home(self) -> str | None:
        """The one country that the report is about, if there is one."""
        ranked = self.countries.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            return ranked[0][0]
        return None


def cast(
    passages: Sequence[Passage], parses: Mapping[str, Doc], on: date | None, begins: Sequence[int] = ()
) -> dict[str, Cast]:
    """The actor phrases of the parsed passages of one report by passage id, with references resolved.

    A passage without a parse is only skimmed for names, so that a pronoun after it can take them up. begins: where the
    story of each passage begins; if not given, all tell one.
    """
    report, found = _Report(on), {}
    unknown = [doc for doc in parses.values() if any(map(may_be_unknown, doc))]
    find_names(unknown)
    join_names(parses.values(), actors.find_names, lambda words: _is_known(words, on))
    join_places(parses.values(), gazetteer.lies_in)
    for index, passage in enumerate(passages):
        if begins and index and begins[index] != begins[index - 1]:
            report.begin_story()
        doc = parses.get(passage.passage_id)
        if doc is not None:
            found[passage.passage_id] = _read(doc, index, report)
        else:
            _skim(passage.text, index, report)
    return found


def _is_known(words: str, on: date | None) -> bool:
    """Whether some words name a certain actor, and not just anybody of a kind."""
    actor = actors.resolve(words, on)
    return actor is not None and ":-:" not in actor.actor_id


def _skim(text: str, index: int, report: _Report) -> None:
    for number, name in enumerate(actors.find_names(text)):
        actor = report.resolve(name.text)
        if actor:
            report.enter(Phrase(-1, name, (actor,), "name", subject=number == 0), index)


def _read(doc: Doc, index: int, report: _Report) -> Cast:
    found = Cast()
    found.on = report.on
    shortened = _shortened(doc.text)
    for token in nominals(doc):
        if token.idx in shortened:
            full = [phrase for phrase in found.values() if phrase.span.end == shortened[token.idx]]
            report.shorten(token.text, full[0] if full else None)
        phrase = _refer(token, found, index, report)
        if phrase is None and not is_pronoun(token):
            phrase = _name(token, found, index, report)
        if phrase is None:
            continue
        found[token.i] = phrase
        if token.lower_ not in _RELATIVE:
            report.enter(phrase, index)
        _enter_pair(token, found, index, report)
    return found


@lru_cache(maxsize=64)
def _shortened(text: str) -> dict[int, int]:
    """Where letters in brackets stand that are the initials of the words before, by where these words end."""
    found = {}
    for match in _LETTERS.finditer(text):
        initials = [word[0] for word in _CAPITALISED.findall(text, 0, match.start())][-len(match[1]) :]
        if "".join(initials) == match[1]:
            found[match.start(1)] = match.start()
    return found


def _enter_pair(token: Token, found: Cast, index: int, report: _Report) -> None:
    """At the end of a coordination, its members together can be taken up by "they" or "the two leaders"."""
    if token.dep_ != "conj":
        return
    first = token
    while first.dep_ == "conj":
        first = first.head
    together = [found[t.i] for t in conjuncts(first) if t.i in found and t.i <= token.i]
    if len(together) > 1 and conjuncts(first)[-1].i == token.i:
        everybody = tuple(dict.fromkeys(actor for phrase in together for actor in phrase.actors))
        words = span([first, token])
        report.enter(Phrase(first.i, words, everybody, "description", True, together[0].subject), index)


def _name(token: Token, found: Cast, index: int, report: _Report) -> Phrase | None:
    """A phrase that says itself whom it means, as far as it does."""
    phrase = identify(token, report.resolve)
    if phrase and _is_of_a_name(token, phrase, report):
        return None
    for other in appositives(token):
        if other.idx in _shortened(token.doc.text):
            continue
        also = identify(other, report.resolve)
        if also and len(also.actors) == 1:
            both = combine(phrase.actors[0], also.actors[0], phrase.span.text) if phrase else also.actors[0]
            words = phrase.span if phrase else also.span
            phrase = Phrase(token.i, words, (both,), "name", also.plural, also.subject)
    if phrase and token.dep_ == "appos" and (same := _same(phrase, found.get(renamed(token).i))):
        return replace(phrase, actors=(same,))
    if phrase and len(phrase.actors) == 1 and (phrase.form == "description" or phrase.actors[0].kind == "person"):
        return replace(phrase, actors=_placed(phrase.actors[0], token, found, index, report))
    return phrase


def _same(phrase: Phrase, before: Phrase | None) -> Actor | None:
    """The one party whom two phrases mean of which one renames the other: "Mr Putin, the Russian leader"."""
    if before is None or len(before.actors) != 1 or len(phrase.actors) != 1:
        return None
    one, other = before.actors[0], phrase.actors[0]
    if one.kind == other.kind == "person":
        return combine(one, other, before.span.text)
    if one.actor_id == other.actor_id:
        return one
    alike = one.kind == other.kind == "institution" and (one.country, one.sector) == (other.country, other.sector)
    return one if alike else None


def _is_of_a_name(token: Token, phrase: Phrase, report: _Report) -> bool:
    """Whether a possessor is anybody of a kind inside the name of a state: "the People's Republic"."""
    if token.dep_ != "poss" or not all(":-:" in actor.actor_id for actor in phrase.actors):
        return False
    owned = identify(token.head, report.resolve)
    return owned is not None and all(actor.kind == "state" for actor in owned.actors)


def _placed(actor: Actor, token: Token, found: Cast, index: int, report: _Report) -> tuple[Actor, ...]:
    """A description without a country: "its", of "both countries", taken up from before, or of a state nearby."""
    if actor.country:
        return (actor,)
    parts = [token, *(child for child in token.lefts if child.dep_ == "compound")]  # "its secretary-general"
    owned = [child for part in parts for child in part.children if child.dep_ == "poss" and child.i in found]
    owners = [a for child in owned for a in found[child.i].actors]
    if len(owners) == 1 and is_pronoun(owned[0]) and owners[0].kind in {"state", "organisation"}:
        called = report.resolve(f"{owners[0].name}'s {token.doc[owned[0].i + 1 : token.i + 1].text}")
        if called is not None and ":-:" not in called.actor_id:
            return (called,)
    if actor.kind in {"organisation", "state"} or actor.sector in {None, "IGO", "NGO", "UAF", "CRM", "REF"}:
        return (actor,)
    for noun in prepositional(token, frozenset({"of", "from", "in"})):
        pair = _pair(noun, index, report)
        if pair:
            return tuple(placed(actor, s.country, "of both countries") if s.country else actor for s in pair)
    if owners and all(owner.country for owner in owners):
        return tuple(placed(actor, owner.country, f"of {owner.name}") for owner in owners if owner.country)
    several = token.tag_ == "NNS" and token.lemma_ != "police"
    new = several or any(child.lower_ in _INDEFINITE for child in token.children)
    taken = None if new else _taken_up(token, report)
    if taken is not None:
        return (taken,)
    if any(child.dep_ == "poss" or child.lower_ == "of" for child in token.children):
        return (actor,)  # it says whose it is, in words that we cannot read
    hung = (token, token.head) if token.dep_ == "dobj" else (token,)  # the parser hangs "from" on either
    origins = [noun for one in hung for noun in prepositional(one, _FROM)]
    if any(noun.lemma_ in _COUNTRIES or (noun.pos_ == "PROPN" and not is_subject(token)) for noun in origins):
        return (actor,)  # "ministers from 14 African countries", "fishermen from Rameswaram"
    near = _state_near(token.doc, index, report) if is_subject(token) else _scene(token.doc) or report.only_country()
    if told := _told_of(token):
        return (placed(actor, told, _NEARBY, 0.7),)
    if near is None or _faces(token, near, report) or _is_only_the_attackers(near, token, found, report):
        return (actor,)
    return (placed(actor, near, _NEARBY, 0.7),)


def _told_of(token: Token) -> str | None:
    """The country of the place that a clause is about: "in Xinjiang, where the government has camps"."""
    clause = next((one for one in token.ancestors if one.dep_ == "relcl"), None)
    if clause is None or not any(child.lower_ == "where" for child in clause.children):
        return None
    place = clause.head
    words = (place, *(child for child in place.lefts if child.dep_ == "compound"))
    return next(filter(None, map(_country_of, words)), None)


def _state_near(doc: Doc, index: int, report: _Report) -> str | None:
    """The state that acts in this passage, or where it is set; else that of the one before, or of the report."""
    return _acting(index, report) or _scene(doc) or _acting(index - 1, report) or report.home()


def _acting(index: int, report: _Report) -> str | None:
    """The one country of those who act in a passage."""
    acting = {
        member.actors[0].country
        for member in report.members
        if member.passage == index and member.subject and len(member.actors) == 1 and member.actors[0].country
    }
    return acting.pop() if len(acting) == 1 else None


def _faces(token: Token, country: str, report: _Report) -> bool:
    """Whether whoever acts does so with or to somebody of a country: "the President spoke with the Indian minister"."""
    if token.dep_ == "poss":  # "the President's call with Prime Minister Modi"
        words = [token.doc[token.i + 1 :].text]
    elif token.dep_ == "nsubj":
        others = (c for c in token.head.children if c.dep_ in {"dobj", "dative"} or c.lower_ in {"with", "to"})
        words = [subtree_span(other).text for other in others]
    else:
        return False
    named = (report.resolve(name.text) for text in words for name in actors.find_names(text))
    return any(actor is not None and actor.country == country for actor in named)


def _is_only_the_attackers(country: str, token: Token, found: Cast, report: _Report) -> bool:
    """Whether a country is only known as that of who does somebody harm, maybe abroad: "Israeli troops shot a man"."""
    if report.countries[country] > 1 or token.dep_ not in {"dobj", "nsubjpass"} or not is_harm(token.head):
        return False
    named = (word for word in token.doc if word.dep_ in _DOING and actors.nationality(word.text) == country)
    return any(
        is_harm(word.head) or (word.head.i in found and found[word.head.i].actors[0].sector == "MIL") for word in named
    )


def _scene(doc: Doc) -> str | None:
    """The one country in which a passage is set, by the places that it names: "shelled civilians in Kharkiv"."""
    scenes = {_country_of(word) for word in doc if _is_scene(word)} - {None}
    return scenes.pop() if len(scenes) == 1 else None


def _is_scene(token: Token) -> bool:
    """Whether a name tells where something is: "in Turkey", "Adana, southern Turkey", "in Daraa Governorate"."""
    if token.dep_ == "compound" and token.head.pos_ == "PROPN":
        return _is_scene(token.head)
    place = token.head if token.dep_ == "pobj" else None
    within = place is not None and place.lower_ in {"in", "near", "outside"}
    hit = place is not None and place.lower_ == "on" and is_harm(place.head)  # "a raid on Jenin"
    return token.pos_ == "PROPN" and (within or hit or token.dep_ == "appos")


def _country_of(token: Token) -> str | None:
    """The country of a state, or of a town or province whose name means one."""
    return actors.nationality(token.text) or actors.tables.towns().get(token.text)


def _refer(token: Token, found: Cast, index: int, report: _Report) -> Phrase | None:
    """A phrase that takes up somebody named before."""
    word = token.lower_
    if word in _RELATIVE:
        antecedent = _antecedent(token)
        phrase = found.get(antecedent.i) if antecedent is not None else None
        return replace(phrase, head=token.i, span=span([token]), form="pronoun") if phrase else None
    if token.pos_ in {"PRON", "DET"}:
        actors_ = _pronoun(token, found, index, report)
        plural = word in _PLURAL
    else:
        pair = _pair(token, index, report)
        if _acts_on_itself(token, pair, found):
            pair = _opponents(report, _doers(token, found))
        actors_ = pair or _description(token, report)
        plural = len(actors_) > 1
    if not actors_:
        return None
    words = span([token]) if token.pos_ == "PRON" else span([token.left_edge, token])
    return Phrase(token.i, words, actors_, "pronoun", plural, token.dep_ in {"nsubj", "nsubjpass"})


def _antecedent(token: Token) -> Token | None:
    clause = token.head
    while clause.dep_ not in {"relcl", "ROOT"}:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else None


def _pronoun(token: Token, found: Cast, index: int, report: _Report) -> tuple[Actor, ...]:
    word = token.lower_
    if word in _MALE | _FEMALE:
        unlike = "female" if word in _MALE else "male"
        return _latest(
            report, index, token, found,
            lambda m: len(m.actors) == 1 and m.actors[0].kind == "person" and m.actors[0].gender != unlike,
        )  # fmt: skip
    if word in _PLURAL:
        return _latest(report, index, token, found, lambda m: m.plural or m.actors[0].kind == "group")
    if word in _THING and not _is_expletive(token):
        return _latest(
            report, index, token, found,
            lambda m: len(m.actors) == 1 and m.actors[0].kind in _COLLECTIVE and not m.plural,
        )  # fmt: skip
    return ()


def _is_expletive(token: Token) -> bool:
    return token.dep_ == "expl" or (token.dep_ == "nsubj" and token.head.lemma_ in {"be", "seem", "appear", "remain"})


def _latest(
    report: _Report, index: int, token: Token, found: Cast, fits: Callable[[_Member], bool]
) -> tuple[Actor, ...]:
    """The most recent fitting members: this passage and the two before it, subjects of a passage first.

    Somebody who takes part in the same clause is not meant, unless the pronoun is a possessive.
    """
    rivals = set[Actor]()
    if token.dep_ != "poss":
        beside = [*token.head.children, *_subjects_above(token)]
        rivals = {a for one in beside if one.i in found and one.i != token.i for a in found[one.i].actors}
    for back in range(2 if token.lower_ in _THING else 3):
        members = [m for m in report.members if m.passage == index - back and m.actors and fits(m)]
        members = [m for m in members if not rivals.intersection(m.actors)]
        if members:
            subjects = [m for m in members if m.subject]
            return (subjects[-1] if subjects else members[-1]).actors
    return ()


def _subjects_above(token: Token) -> list[Token]:
    """Who acts on what a pronoun stands for, shared subjects included: "police moved in and arrested them"."""
    if token.dep_ not in {"dobj", "dative", "pobj"}:
        return []
    verb = token.head.head if token.head.pos_ == "ADP" else token.head
    if verb.pos_ == "NUM" and verb.dep_ == "dobj":
        verb = verb.head  # "detained fourteen of them"
    return subjects(verb) if verb.pos_ == "VERB" and verb.dep_ != "acl" else []  # "his offer to host him"


def _acts_on_itself(token: Token, pair: Sequence[Actor], found: Cast) -> bool:
    """Whether those who act on a pair would be its own: "ministers from Peru and Chile urged both sides"."""
    if token.lemma_.lower() not in {"side", "party"}:
        return False
    return not _doers(token, found).isdisjoint(actor.country for actor in pair)


def _doers(token: Token, found: Cast) -> set[str | None]:
    """The countries of those who act on what a noun stands for."""
    return {a.country for one in _subjects_above(token) if one.i in found for a in found[one.i].actors} - {None}


def _opponents(report: _Report, others: Collection[str | None]) -> tuple[Actor, ...]:
    """The two sides that a report names most often beside others, if no third is named as often.

    Whoever acts for a state is of its side; rebels are one of their own.
    """
    named = Counter(
        actor if actor.kind == "organisation" else actors.state(actor.country)
        for member in report.members
        for actor in member.actors
        if actor.country and actor.country not in others and (actor.kind == "organisation" or actor.sector in _OFFICIAL)
    )
    (first, _), (second, often), (_, third) = [*named.most_common(3), *[(None, 0)] * 3][:3]
    return (first, second) if first and second and often > third else ()


def _pair(token: Token, index: int, report: _Report) -> tuple[Actor, ...]:
    """Both members of "the two leaders", "both countries", "the pair", "neither side"."""
    lemma = token.lemma_.lower()
    words = {child.lower_ for child in token.children}
    counted = bool(words & {"both", "neither", "either"}) or ("two" in words and bool(words & _DEFINITE))
    counted = counted or (lemma in {"side", "party"} and bool(words & _AT_ODDS))
    if lemma in _TWO and any(child.lower_ == "the" for child in token.children):
        counted = True
    if not counted or lemma not in _PERSONS | _STATES | _TWO:
        return ()
    if any(child.dep_ in {"amod", "poss", "compound"} and actors.nationality(child.text) for child in token.children):
        return ()
    for member in reversed(report.members):
        if len(member.actors) == 2 and _makes_pair(lemma, member.actors):
            return _as_states(member.actors) if lemma in _STATES - {"side", "party"} else member.actors
    return _opponents(report, ()) if lemma in {"side", "party"} else _two_latest(report, lemma)


def _makes_pair(lemma: str, pair: Sequence[Actor]) -> bool:
    """Whether two actors can be "the two leaders", or "the two countries"."""
    if lemma in _PERSONS:
        return all(actor.kind == "person" for actor in pair)
    if lemma in _STATES - {"side", "party"}:
        return None not in {actor.country for actor in pair} and pair[0].country != pair[1].country
    if lemma in {"side", "party"}:  # "its leader and its workers" are of one
        one, other = pair
        return one.country != other.country or "organisation" in {one.kind, other.kind}
    return True


def _two_latest(report: _Report, lemma: str) -> tuple[Actor, ...]:
    """The two persons, or the two states, that were named last."""
    found: dict[str, Actor] = {}
    for member in reversed(report.members):
        for actor in member.actors:
            state = actors.state(actor.country) if lemma in _STATES and actor.country else None
            candidate = state or (actor if actor.kind == "person" else None)
            if candidate and candidate.country not in {a.country for a in found.values()}:
                found[candidate.actor_id] = candidate
            if len(found) == 2:
                return tuple(reversed(found.values()))
    return ()


def _as_states(pair: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(actors.state(actor.country) if actor.country else actor for actor in pair)


def _description(token: Token, report: _Report) -> tuple[Actor, ...]:
    """ "The president", "the ministry", "the group": somebody named before who is one."""
    if token.pos_ != "NOUN" or token.tag_ == "NNS" or not any(c.lower_ in _DEFINITE for c in token.children):
        return ()
    if any(child.dep_ in {"amod", "compound", "poss", "nummod"} for child in token.children):
        return ()
    taken = _taken_up(token, report)
    whose = {actors.nationality(name.text) for name in prepositional(token, frozenset({"of"}))} - {None}
    return (taken,) if taken and (not whose or taken.country in whose) else ()


def _taken_up(token: Token, report: _Report) -> Actor | None:
    lemma = token.lemma_.lower()
    taking = {kind for kind, words in _TAKES_UP.items() if lemma in words}
    country = _told_of(token)
    members = list(reversed(report.members))
    if lemma == "government" and token.dep_ == "nsubj":  # "Chad closed the border with Niger, the government said"
        members.sort(key=lambda one: (one.passage, one.subject), reverse=True)
    for member in members:
        if len(member.actors) != 1 or country not in {None, member.actors[0].country}:
            continue
        actor = member.actors[0]
        if actor.kind == "person" and actor.name[:1].isupper():
            if _is_called(token, actor, member.words.lower()):
                return actor
        elif actor.kind in taking:
            known = actor.kind in {"state", "organisation"} and actor.sector in _OF_SECTORS.get(
                lemma, {actor.sector} - {None}
            )
            if known or lemma in member.words.lower():
                return actor
    return None


def _is_called(token: Token, person: Actor, words: str) -> bool:
    """Whether a description tells the office of a person or is in the words of his name; no judge is "the court".

    Several are not the one who was named, nor is the foreign minister the prime minister or one party's candidate
    another's.
    """
    if token.tag_ in {"NNS", "NNPS"}:
        return False
    lemma, office = token.lemma_.lower(), (person.office or "").lower()
    own = re.split(r" (?:of|for|to) ", office)[0].rpartition(" ")[2]
    before = [c for c in token.lefts if c.dep_ in {"compound", "amod"}]
    telling = [c.lower_ for c in before if not c.is_lower or actors.role(f"{c.lower_} {lemma}")]
    if not all(word in office or word in words for word in telling):
        return False
    return lemma == own or (lemma in words and own not in words.split())
