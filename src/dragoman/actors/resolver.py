"""The rules that turn a noun phrase into an actor. Each names itself in the actor's `rule`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from dragoman.actors import people, tables
from dragoman.actors.entities import bodies_named, day_of, entity, is_anybodys, state_actor
from dragoman.actors.entries import person_id
from dragoman.actors.kb import KnowledgeBase, Named, knowledge
from dragoman.actors.phrase import INDEFINITE, Part, Phrase, cut, parse, undated
from dragoman.actors.tables import Role
from dragoman.actors.text import slug
from dragoman.model import Actor, Gender, Kind

STATE_SECTORS = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))
_GOVERNMENTS = tables.words("governments")
_UNIQUE_OFFICES = tables.words("unique offices")
_OFFICIAL = STATE_SECTORS | {"REB", "PRM", "PTY", "SOC", "OPP", "IGO"}
_BODY_DECIDES = frozenset(("IGO", "REB", "PRM", "CRM", "UAF", "NGO"))
_ONE_STATES_ALONE = {"State Department", "Home Office"}  # "Foreign Office" is Germany's and Pakistan's too
_ONCE_OF = {"republic", "state", "country", "nation", "colony", "territory"}
_PRESIDING = {"president", "vice president", "vice-president"}
_PRIVATE_BODIES = {
    "company", "firm", "corporation", "union", "association", "club", "college", "university", "foundation", "group",
    "institute", "society", "board", "charity",
}  # fmt: skip
_AWAY = tables.words("away")  # whose "in X" says where they are, not whose they are
_TYING = frozenset(("of", "for", "in", "from", "at", "with", "to"))
_SHIPS = dict(pair.split("=") for pair in tables.words("ships"))
_FOLLOWERS = tables.words("followers")
_SERVING = frozenset(("aide", "adviser", "advisor", "assistant", "deputy", "counsel"))  # "to X" says whose they are
_GIVEN_TOO = tables.words("given names that are roles")
_PREFERENCE = ("state", "organisation", "person", "capital", "region", "many", "region people", "adjective", "one")


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands around a head noun or name: whose it is."""

    country: str | None = None
    body: str | None = None
    sectors: tuple[str, ...] = ()
    by: str = ""
    part: bool = False  # the sign is a part of the state or its capital, not the state as such
    disputed: bool = False


@lru_cache(maxsize=65536)
def resolve_phrase(phrase: str, on: str | None, here: str | None) -> Actor | None:
    """See `dragoman.actors.resolve`; `here` is the one state that the context is about."""
    kb = knowledge()
    found = _resolve_phrase(kb, phrase, on, here)
    if found is None or on is None or found.country not in tables.predecessors():
        return found
    return replace(found, country=kb.country_on(found.country, on))


def _resolve_phrase(kb: KnowledgeBase, phrase: str, on: str | None, here: str | None) -> Actor | None:
    words = cut(phrase)
    if not words:
        return None
    exact = _exact(kb, words, on, here)
    if exact is not None:
        return exact
    ship = _ship(words)
    if ship is not None:
        return ship
    words = _counted(cut(undated(phrase)))
    if "," in words[1:-1]:
        return _apposition(kb, words, on, here)
    return _resolve(kb, parse(kb, words), on, here)


def _ship(words: list[str]) -> Actor | None:
    """A warship by the letters before its name: "the frigate HMS Portland", "INS Sukanya"."""
    for letters, name in pairwise(words):
        country = _SHIPS.get(letters)
        if country and name[:1].isupper():
            after = words[words.index(letters) :]
            named = " ".join(after[: after.index("'s")] if "'s" in after else after)
            ship_id = f"ship:{country.lower()}:{slug(named)}"
            return Actor(ship_id, named, country, "MIL", None, 0.9, "institution", rule="ship of a navy")
    return None


_MEASURES = tables.words("measures")


def _counted(words: list[str]) -> list[str]:
    """'hundreds of Iraqi soldiers', 'a group of rebels', 'tens of thousands of people': what is counted."""
    for i in range(min(3, len(words) - 2), 0, -1):
        if words[i] == "of" and words[i - 1].lower() in _MEASURES:
            counted = parse(knowledge(), words[i + 1 :]).parts[-1:]
            if counted and counted[0].role is not None and counted[0].role.plural:
                return _counted(words[i + 1 :])
    return words


def _exact(kb: KnowledgeBase, words: list[str], on: str | None, here: str | None) -> Actor | None:
    """The whole phrase is a known name, with or without its article."""
    text = " ".join(words).replace("s 's", "s'").replace(" 's", "'s").replace(" ,", ",")
    bare = text[4:] if text[:4] in ("the ", "The ") else text
    for name in (text, bare):
        meanings = kb.names.get(name, ())
        if name != text and meanings and meanings[0].what in ("adjective", "many", "one"):
            return None
        if len(words) == 1 and text.lower() in kb.roles and not meanings:
            return None
        for what in _PREFERENCE[:6]:
            found = next((m for m in meanings if m.what == what), None)
            if found is None or (what == "capital" and not found.ref):
                continue
            bodies = bodies_named(meanings, here) if what == "organisation" else ()
            meant = entity(kb, found, name, on, bodies, here)
            if meant is not None or what != "person":
                return meant
    return None


def _apposition(kb: KnowledgeBase, words: list[str], on: str | None, here: str | None) -> Actor | None:
    """'Yuri Ushakov, a Kremlin aide': the name from one side, the office from the other."""
    at = words.index(",")
    first = _exact(kb, words[:at], on, here) or _resolve(kb, parse(kb, words[:at]), on, here)
    if first is not None:
        return first
    rest = words[at + 1 :]
    end = rest.index(",") if "," in rest else len(rest)
    second = _resolve(kb, parse(kb, rest[:end]), on, here) if end else None
    if second is None or not all(word[:1].isupper() for word in words[:at]):
        return second
    if second.kind not in ("person", "group"):
        return None
    name = " ".join(words[:at])
    return replace(second, actor_id=person_id(second.country or "", name), name=name, kind="person",
                   office=second.office or second.name, rule=f"apposition; {second.rule}")  # fmt: skip


def _resolve(kb: KnowledgeBase, phrase: Phrase, on: str | None, here: str | None) -> Actor | None:
    parts = phrase.parts
    if not parts:
        return None
    run = _name_run(parts)
    if run:
        return _person(kb, phrase, parts[: len(parts) - run], parts[len(parts) - run :], on, here)
    head = parts[-1]
    if head.possessive:
        return None  # the head noun is beyond what could be read: "Austria's and Germany's decision"
    signs = _signs(kb, parts[:-1], on)
    if phrase.leading and not signs.country:
        force = head.role is not None and head.role.noun in ("coalition", "alliance", "force", "mission")
        signs = replace(signs, country=phrase.leading, sectors=("MIL",) if force else signs.sectors, by="who leads it")
    if head.role is not None:
        bodies = bodies_named(head.named, signs.country)
        if bodies and head.text[:1].isupper() and signs.country in (None, bodies[0].country):
            return entity(kb, bodies[0], head.text, on, bodies[:1] if signs.country else bodies)
        return _role(kb, phrase, head, head.role, signs, on, here)
    if head.named:
        return _known_head(kb, phrase, head, signs, on)
    return None


def _name_run(parts: tuple[Part, ...]) -> int:
    """How many parts at the end make up a person's name."""
    size = 0
    for i in range(len(parts) - 1, -1, -1):
        part = parts[i]
        before = parts[i - 1] if i else None
        foreign = part.country is not None or part.means("organisation") is not None
        inside_name = size == 0 and before is not None and before.is_name and not before.named and not before.possessive
        if size == 0 and before is not None and _is_namesake(part, parts[:i]):
            size = 1
            continue
        if not part.is_name or (foreign and not inside_name) or (size and part.possessive) or part.means("capital"):
            break
        size += 1
    while size and parts[-size].text.islower():
        size -= 1
    return size


def _is_namesake(last: Part, before: tuple[Part, ...]) -> bool:
    """'Marcos Lima' and 'Larry King': a family name that is also a capital or a title, after a given name.

    'Wu Gang' likewise, if both are words of names that we know; 'Putin aide' and 'Trump Administration' are not.
    """
    if not last.text[:1].isupper() or not all(map(_may_be_given, before)):
        return False
    first = before[0].text
    given, known = people.is_given_name(first), people.is_of_names(first)
    if last.role is None:
        return (given or known) and last.means("capital") is not None
    if " " in last.text or last.role.plural or last.role.noun in _SERVING or last.role.noun.startswith("spokes"):
        return False
    also_name = people.is_of_names(last.text)
    if last.role.kind == "person":
        return given or also_name
    return known and also_name and last.role.sector not in STATE_SECTORS


def _may_be_given(part: Part) -> bool:
    """Whether a word can be of a personal name and is no sign of a state, organisation or sector."""
    sign = part.possessive or part.modifier or part.country or part.means("organisation")
    return part.is_name and not sign and part.text not in tables.towns()


def _signs(kb: KnowledgeBase, parts: tuple[Part, ...], on: str | None) -> Signs:
    """Country, organisation and sectors that the words before a head give; the first of country and body counts."""
    signs = Signs()
    sectors: list[str] = []
    for part in parts:
        organisation = part.means("organisation")
        if signs.country is None and signs.body is None:
            signs = _sign(kb, part, on) or signs
        own = part.role.sector if part.role and not (part.role.generic and sectors) else None
        if organisation and is_anybodys(kb, bodies_named(part.named, None)):
            own = kb.organisations[organisation.ref].sector
        elif organisation:
            own = None
        sector = (None if organisation else part.modifier) or own
        # "the African nation": people in general say nothing of a sector
        if sector and (sector != "CVL" or part.modifier):
            sectors.append(sector)
    if signs.country is None and signs.body is None:
        signs = _town(parts) or signs
    return replace(signs, sectors=tuple(sectors))


def _town(parts: tuple[Part, ...]) -> Signs | None:
    """The state of the town or province that stands among the parts: 'Busan harbour police', 'in Rio de Janeiro'."""
    names = [part.text if part.is_name and not part.named else "" for part in parts]
    for size in range(min(4, len(names)), 0, -1):
        for i in range(len(names) - size + 1):
            name = " ".join(names[i : i + size])
            country = tables.towns().get(name) if all(names[i : i + size]) else None
            if country is not None:
                return Signs(country, by=name, part=True)
    return None


def _sign(kb: KnowledgeBase, part: Part, on: str | None) -> Signs | None:
    """The state or organisation that one part stands for; a person stands for theirs ("the Biden administration")."""
    if part.country:
        region = part.means("region", "region people")
        whole = part.means("state", "adjective", "one", "many") is not None
        disputed = region is not None and kb.regions[region.ref].disputed
        return Signs(part.country, by=part.text, part=not whole, disputed=disputed and not whole)
    organisation = part.means("organisation")
    if organisation is not None:
        only = part.role is None or part.text in _ONE_STATES_ALONE
        known = only and not is_anybodys(kb, bodies_named(part.named, None))
        return Signs(body=organisation.ref) if known else None
    someone = people.named(kb, part.text, on) if part.is_name else None
    return Signs(someone.country, by=part.text) if someone is not None and someone.p >= 0.4 else None


def _complement(kb: KnowledgeBase, phrase: Phrase, role: Role, signs: Signs, on: str | None) -> Signs:
    """What 'of France', 'of the WHO', 'for the Foreign Ministry', 'in Nairobi' add."""
    word = phrase.preposition.lower()
    if signs.country or signs.body or not phrase.complement or word not in _TYING:
        return _aboard(kb, phrase, role, signs, on)
    rest = parse(kb, cut(phrase.complement))
    found = _signs(kb, rest.parts, on)
    own = role.noun.rpartition(" ")[2]
    belongs = (
        word in ("of", "from")
        or (word == "to" and own in _SERVING)
        or (word in ("for", "with", "at") and (own.startswith("spokes") or found.body is not None or found.part))
        or (word == "in" and role.sector not in ("MIL", "IGO", "REF", "JRN") and own not in _AWAY)
    )
    if not belongs and word != "for":
        return signs
    sectors = (*signs.sectors, *found.sectors) if word in ("of", "for", "from", "with") else signs.sectors
    return replace(found, country=found.country if belongs else None, sectors=sectors)


def _aboard(kb: KnowledgeBase, phrase: Phrase, role: Role, signs: Signs, on: str | None) -> Signs:
    """What a ship or firm after the head says of its people's trade: 'Filipino sailors on a merchant ship'."""
    if signs.sectors or not role.generic or phrase.preposition.lower() not in ("on", "aboard", "of"):
        return signs
    sectors = _signs(kb, parse(kb, cut(phrase.complement)).parts, on).sectors
    return replace(signs, sectors=sectors[-1:]) if sectors[-1:] == ("BUS",) else signs


def _sector(kb: KnowledgeBase, role: Role, signs: Signs, on: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The sector of a role with what stands before it, and the sectors it has besides."""
    body = kb.organisations[signs.body] if signs.body else None
    if body is not None and not (signs.country and body.sector == "IGO"):
        sector = kb.sector_on(signs.body or "", day_of(kb, on))
        official = role.sector is None or role.sector in _OFFICIAL
        presiding = role.noun in _PRESIDING
        if role.generic or (official and (sector in _BODY_DECIDES or presiding)) or role.sector is None:
            return sector, body.other_sectors
        return role.sector, () if role.sector == sector else (sector,)
    if signs.sectors and (role.generic or (role.noun == "chief of staff" and signs.sectors[-1] == "MIL")):
        return signs.sectors[-1], ()
    others = tuple(dict.fromkeys(s for s in signs.sectors if s != role.sector and s != "GOV"))
    if role.sector is None:
        return ("GOV" if signs.country else None), ()
    return role.sector, others


def _role(kb: KnowledgeBase, phrase: Phrase, head: Part, role: Role, signs: Signs, on: str | None,
          here: str | None) -> Actor | None:  # fmt: skip
    """A head noun: the office holder on that day where it means one person, else an unnamed actor of its sector."""
    if role.sector == "x":
        return None
    if phrase.former and role.noun in _ONCE_OF and signs.country:
        signs = Signs()  # "the former Soviet republic of Georgia" is none of Russia's
    signs = _complement(kb, phrase, role, signs, on)
    if role.noun in _PRESIDING and not (signs.country or signs.body) and _is_of_others(kb, phrase):
        return None
    if signs.body and role.sector == "JUD" and kb.organisations[signs.body].sector == "PTY":
        signs = replace(signs, body=None)  # the Labour Court is no party's
    sector, others = _sector(kb, role, signs, on)
    if role.noun in _FOLLOWERS and sector in STATE_SECTORS:
        sector = "CVL"  # who is for a minister is none
    if sector is None or (role.weak and not (signs.country or signs.body or signs.sectors)):
        return None
    country, sure = _country(kb, signs), 0.85
    rule = f"role '{role.noun}'" + (f" with {signs.by}" if signs.by else "")
    if country is None and signs.body is None and sector != "IGO":
        sure = 0.6
        implied = _IMPLIED.get(head.text.lower())
        if implied and here in (None, implied) and not phrase.former:
            country, sure, rule = implied, 0.75, f"{rule}; only one state has the title"
        elif here and (sector in STATE_SECTORS or sector in ("OPP", "PTY")):
            country, sure, rule = here, 0.4, f"{rule}; country from context"
    if phrase.former and sector in STATE_SECTORS and role.kind in ("person", "group"):
        return _unnamed(kb, phrase, role, country, "ELI", others, sure, f"former {rule}", signs)
    if signs.disputed:
        others = (*others, "PRE")
    if country and role.noun in _GOVERNMENTS and not (signs.body or signs.sectors or signs.part):
        return replace(state_actor(kb, country), p=min(sure + 0.1, 0.95), rule=f"government; {rule}")
    alone = not (role.plural or phrase.not_in_office or signs.part)
    holder = None if not alone else _holder(kb, phrase, head, country, signs, on)
    if holder is not None:
        factor = 1 if sure > 0.8 else sure
        rivals = tuple(replace(rival, p=round(rival.p * factor, 3)) for rival in holder.rivals)
        return replace(holder, p=round(holder.p * factor, 3), rivals=rivals)
    if signs.body is not None and sector == "IGO":
        country = None
    return _unnamed(kb, phrase, role, country, sector, others, sure, rule, signs)


def _is_of_others(kb: KnowledgeBase, phrase: Phrase) -> bool:
    """Whether somebody presides over a body that is no state's, as far as we know: "president of Judicial Watch"."""
    if phrase.preposition.lower() != "of" or not phrase.complement:
        return False
    if phrase.complement.split()[-1].lower() in _PRIVATE_BODIES:
        return True
    *_, head = parse(kb, cut(phrase.complement)).parts or (Part(""),)
    ours = head.role is not None and head.role.sector in STATE_SECTORS
    return head.text[:1].isupper() and not head.named and not ours


def _country(kb: KnowledgeBase, signs: Signs) -> str | None:
    body = kb.organisations.get(signs.body or "")
    return signs.country or (body.country if body else None)


def office_key(kb: KnowledgeBase, noun: str, country: str | None) -> str | None:
    """The office that a noun means in a state: the British chancellor is the finance minister, the German the head."""
    if noun == "chancellor" and country == "GBR":
        return "finance minister"
    if noun == "chief executive":
        return "head of government" if country == "HKG" else None
    if noun == "secretary of state" and country != "USA" and country is not None:
        return None
    return kb.office_of.get(noun)


# Titles that only one state uses, where the phrase names none.
_IMPLIED = {
    "pope": "VAT", "pontiff": "VAT", "archbishop of canterbury": "GBR", "ecumenical patriarch": "TUR",
    "taoiseach": "IRL", "tanaiste": "IRL", "chancellor of the exchequer": "GBR",
    "home secretary": "GBR", "foreign secretary": "GBR", "defence secretary": "GBR", "secretary of state": "USA",
    "assistant secretary of state": "USA", "undersecretary of state": "USA",
    "defense secretary": "USA", "secretary of defense": "USA", "treasury secretary": "USA", "pentagon chief": "USA",
    "fed chair": "USA", "fed chairman": "USA", "director of national intelligence": "USA", "cia director": "USA",
}  # fmt: skip
# Bodies whose head is called by another body's name.
_HEADED = {
    ("European Union", "foreign policy chief"): "European External Action Service",
    ("European Union", "high representative"): "European External Action Service",
    ("European Union", "top diplomat"): "European External Action Service",
    ("European Union", "chief diplomat"): "European External Action Service",
    ("United Nations", "rights chief"): "United Nations Human Rights Office",
    ("United Nations", "human rights chief"): "United Nations Human Rights Office",
    ("United Nations", "high commissioner for human rights"): "United Nations Human Rights Office",
    ("United Nations", "high commissioner for refugees"): "United Nations High Commissioner for Refugees",
    ("United Nations", "refugee chief"): "United Nations High Commissioner for Refugees",
    ("United Nations", "relief chief"): "United Nations Office for the Coordination of Humanitarian Affairs",
    ("United Nations", "aid chief"): "United Nations Office for the Coordination of Humanitarian Affairs",
    ("United Nations", "humanitarian chief"): "United Nations Office for the Coordination of Humanitarian Affairs",
    ("United Nations", "nuclear chief"): "International Atomic Energy Agency",
    ("African Union", "chief"): "African Union Commission",
}  # fmt: skip


def _holder(kb: KnowledgeBase, phrase: Phrase, head: Part, country: str | None, signs: Signs,
            on: str | None) -> Actor | None:  # fmt: skip
    """'the British prime minister' on a day; None where the phrase is indefinite or nobody is known."""
    if on is None or phrase.determiner in INDEFINITE:
        return None
    noun = head.role.noun if head.role else head.text.lower()
    place = _HEADED.get((signs.body or "", noun), signs.body) if signs.body and not signs.country else country
    key = office_key(kb, noun, country)
    if (
        place in kb.organisations and noun in ("chief executive", "chief executive officer", "ceo", "foreign minister")
    ) or (place in kb.organisations and (signs.body, noun) in _HEADED):
        key = "head"
    if place is None or key not in _UNIQUE_OFFICES or (signs.sectors and key in ("head", "army chief", "spy chief")):
        return None
    keys: tuple[str, ...] = (key,)
    if key == "head" and place in kb.states:
        keys = kb.leads.get(place, ()) if noun == "leader" else ()
    elif place in kb.organisations and key in ("president", "head"):
        keys = ("head", "rebel leader", "party leader", "army chief")
    for each in keys:
        rule = f"holder of '{each}' of {kb.place_name(place)} on {on}"
        p = 0.93 / max(1, len(kb.holding(each, place, on)))
        holders = [people.as_actor(kb, who, on, p, rule, key=each) for who in kb.holding(each, place, on)]
        if holders:
            return replace(holders[0], rivals=tuple(holders[1:]))
    return None


def _unnamed(kb: KnowledgeBase, phrase: Phrase, role: Role, country: str | None, sector: str, others: tuple[str, ...],
             p: float, rule: str, signs: Signs) -> Actor:  # fmt: skip
    """An actor known by its role only: it keeps its words as name, but offices and institutions are named."""
    kind: Kind = role.kind
    place = signs.body or country or ""
    whose = "" if signs.part or not place else kb.place_name(place)
    name = phrase.words
    office = None
    short = phrase.words.count(" ") <= role.noun.count(" ") + 1
    offices = kind == "person" and role.noun in kb.office_of and not phrase.former
    if whose and (offices or (kind == "institution" and short and not role.weak)):
        name = f"{role.noun} of {whose}"
    elif signs.by and signs.by in phrase.complement:
        name = f"{phrase.words} {phrase.preposition} {signs.by}"
    if kind == "person":
        office = role.noun
    identity = f"{kind}:{slug(place) or '-'}:{slug(name)}"
    gender: Gender | None = role.gender or ("female" if phrase.gender == "female" else None)
    return Actor(identity, name, country, sector, office, round(p, 3), kind, gender, others, rule)


def _person(kb: KnowledgeBase, phrase: Phrase, before: tuple[Part, ...], run: tuple[Part, ...], on: str | None,
            here: str | None) -> Actor | None:  # fmt: skip
    """A personal name with what stands before it; somebody unknown is who their title says they are."""
    if before and before[-1].text.lower() in _GIVEN_TOO and before[-1].text[0].isupper():
        before, run = before[:-1], (before[-1], *run)  # Christian Lindner is not a Christian of that name
    name = " ".join(part.text for part in run)
    title = before[-1].role if before else None
    signs = _signs(kb, before[:-1] if title else before, on)
    sector, others = _sector(kb, title, signs, on) if title else (None, ())
    country = _country(kb, signs) or (_IMPLIED.get(title.noun) if title and not signs.body else None)
    if title is not None and title.kind == "institution":
        return None
    if title is not None and title.kind == "organisation" and sector:
        return Actor(f"org:{slug(name)}", name, country, sector, None, 0.7, title.kind, None, others,
                     f"unknown {title.noun} by name")  # fmt: skip
    key = office_key(kb, title.noun, country) if title else None
    words = " ".join(part.text + ("'s" if part.possessive else "") for part in before)
    known = people.named(kb, name, on, country=signs.country, place=signs.body if not signs.country else None, key=key,
                         sector=sector, former=phrase.former, title=words, title_sector=sector)  # fmt: skip
    if known is not None and (phrase.gender, known.gender) != ("female", "male"):
        return known
    if title is None:
        return _stranger(kb, phrase, name, signs, on)
    if title.noun in _PRESIDING and not (signs.country or signs.body) and any(map(_is_unknown, before[:-1])):
        return None  # "Judicial Watch President Tom Fitton"
    if sector is None or (title.weak and not (country or signs.body or signs.sectors)):
        return None
    sure = 0.85 if country or sector == "IGO" else 0.6
    if country is None and here and sector in STATE_SECTORS:
        country, sure = here, 0.4
    if phrase.former and sector in STATE_SECTORS:
        sector = "ELI"
    if signs.body and sector == "IGO":
        country = None
    return Actor(person_id(country or "", name), name, country, sector, words, sure, "person", _gender(phrase, title),
                 others, f"unknown person with title '{title.noun}'")  # fmt: skip


def _is_unknown(part: Part) -> bool:
    return part.text[:1].isupper() and not (part.named or part.role or part.modifier)


def _gender(phrase: Phrase, title: Role | None) -> Gender | None:
    if phrase.gender:
        return "female" if phrase.gender == "female" else "male"
    return title.gender if title else None


def _stranger(kb: KnowledgeBase, phrase: Phrase, name: str, signs: Signs, on: str | None) -> Actor | None:
    """An unknown name after an organisation's: 'Hamas's Basem Naim'. After a nation's it may be anything."""
    first = phrase.parts[0]
    if not signs.body or first.means("organisation") is None or not first.possessive:
        return None
    body = kb.organisations[signs.body]
    sector = kb.sector_on(signs.body, day_of(kb, on))
    identity, gender = person_id(signs.body, name), _gender(phrase, None)
    rule = f"unknown person of {signs.body}"
    return Actor(identity, name, body.country, sector, None, 0.5, "person", gender, (), rule)


def _known_head(kb: KnowledgeBase, phrase: Phrase, head: Part, signs: Signs, on: str | None) -> Actor | None:
    """The phrase ends in a known name: 'militant group Hamas', 'war-torn Syria', 'the British', 'a Kenyan'."""
    people_of = head.means("many", "one", "region people", "adjective")
    for what in _PREFERENCE[:5]:
        found = head.means(what)
        if found is not None and not (people_of and phrase.determiner) and not (what == "capital" and not found.ref):
            if what != "organisation":
                return entity(kb, found, head.text, on)
            bodies = bodies_named(head.named, signs.country)
            theirs = _like_theirs(kb, bodies[0], phrase, signs, on)
            return theirs or entity(kb, found, head.text, on, bodies[:1] if signs.country else bodies)
    if people_of is None or people_of.country is None:
        return None
    return _nationals(kb, phrase, head, people_of)


def _like_theirs(kb: KnowledgeBase, body: Named, phrase: Phrase, signs: Signs, on: str | None) -> Actor | None:
    """'the Norwegian Labour Party', where only those of other states are known: a body of the same sort."""
    if not signs.country or body.country in (None, signs.country) or not body.ref.endswith(")"):
        return None
    sector, name = kb.sector_on(body.ref, day_of(kb, on)), phrase.words
    return Actor(f"org:{slug(name)}", name, signs.country, sector, None, 0.7, "organisation", None, (),
                 f"named as {body.ref} is, with {signs.by}")  # fmt: skip


def _nationals(kb: KnowledgeBase, phrase: Phrase, head: Part, found: Named) -> Actor | None:
    """People called by their nation: 'the British' may mean their government; 'Britons' and 'a Briton' do not."""
    iso3 = found.country or ""
    many = head.means("many")
    single = phrase.determiner in ("a", "an", "another", "one")
    kind: Kind = "person" if single else "group"
    crowd = Actor(f"{kind}:{slug(iso3)}:nationals", phrase.words, iso3, "CVL", None, 0.6, kind, None, (), "nationals")
    if found.ref in kb.regions:
        return crowd  # "the Rohingya" rule nobody
    if phrase.determiner == "the":
        ruling = replace(state_actor(kb, iso3), p=0.5, rule="a nation for its government")
        return replace(ruling, rivals=(replace(crowd, p=0.4),))
    return crowd if many or single or phrase.determiner else None
