"""A noun phrase cut into the parts that say who is meant: nationality, organisation, office, name.

No grammar is needed beyond the order of an English noun phrase: determiner, signs of nationality and organisation,
adjectives, head noun (a role) and perhaps a name; then what hangs on it after a preposition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.actors import tables
from dragoman.actors.kb import KnowledgeBase, Named
from dragoman.actors.tables import Role
from dragoman.actors.text import fold

_PREPOSITIONS = tables.words("prepositions")
_PARTICLES = tables.words("particles")
INDEFINITE = tables.words("indefinite")
_DETERMINERS = tables.words("determiners")
_FORMER = tables.words("former")
_NOT_IN_OFFICE = tables.words("not in office")
_TITLES: dict[str, str] = {
    **dict.fromkeys(tables.words("titles"), ""),
    **dict.fromkeys(tables.words("male titles"), "male"),
    **dict.fromkeys(tables.words("female titles"), "female"),
}
_ACRONYMS = tables.words("acronyms of roles")
_SHORT = {
    "Gen.": "general", "Lt.": "lieutenant", "Col.": "colonel", "Maj.": "major", "Capt.": "captain", "Adm.": "admiral",
    "Brig.": "brigadier", "Sgt.": "sergeant", "Sen.": "senator", "Rep.": "congressman", "Gov.": "governor",
    "Pres.": "president", "Amb.": "ambassador", "Prof.": "professor", "Rev.": "reverend", "PM": "prime minister",
    "FM": "foreign minister", "Lieut.": "lieutenant", "Sens.": "senators", "Reps.": "congressmen", "Cpl.": "corporal",
    "Gens.": "generals", "Govs.": "governors", "Brig": "brigadier", "Lt": "lieutenant", "Maj": "major",
}  # fmt: skip
_DAYS, _MONTHS, _TIMES = ("|".join(sorted(tables.words(key))) for key in ("days", "months", "times of day"))
_BEFORE = "on|by|until|since|late|earlier|early|last|this|next"
_DATED = re.compile(
    rf"^(?:(?:(?:{_BEFORE}) )*(?:{_DAYS})(?:'s)?(?: (?:{_TIMES}))?|(?:(?:in|{_BEFORE}) )+(?:{_MONTHS}|week|month|year)|"
    rf"(?:{_MONTHS}) \d{{1,2}}|the same day),? (?=\w)",
    re.IGNORECASE,
)  # "Wednesday Sudan's foreign ministry": a day that a parser took for part of the phrase
_FIRST_HALVES = dict(pair.split("=") for pair in tables.words("first halves"))
_PARTICIPLE = re.compile(
    r"^[a-z]+(?:ing|ed)$|^(?:said|says|told|tells|held|led|shot|sent|killed|seen|known|made|born|hit|hurt|slain|torn)$"
)
_NAME_WORD = re.compile(r"(?:[a-z]{1,3}[-'])?[^\W\d_a-z]")  # "Putin", "al-Shara", "d'Estaing"
_JOINT = frozenset(("GOV", "MIL", "COP"))  # whose people act for two states together
_JOINING = frozenset(("and", "or", "&", ","))
_ENDING = _JOINING | {";", "("}
_NUMBER = re.compile(r"^[\d,.]+(?:-[a-z-]+)?$")
_HYPHENATED = re.compile(
    r"^(?:anti|pro)-|-(?:led|backed|born|based|trained|funded|armed|sponsored|supported|allied|aligned|controlled|occupied|"
    r"installed|speaking|run|owned|flagged|linked|throwing|bound|made|built|appointed|brokered|mediated|majority|"
    r"dominated|language|style)$",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(
    r"\b([A-Z][\w.]*) (led|backed|based|born|trained|occupied|funded)(?= \w)"
)  # "Saudi led coalition"
_QUANTITY = re.compile(
    r"^(?:at (?:least|most)|up to|as many as|more than|(?:no )?(?:fewer|less|more) than|only|even|just|also|"
    r"an? (?:estimated|expected|additional|unknown number of)|(?:some|most|many|all|one|two|none|both) of)\s+(?=\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a phrase and what they can be. A part with no meaning is a plain word, or a name if capitalised."""

    text: str
    named: tuple[Named, ...] = ()
    role: Role | None = None
    modifier: str | None = None
    possessive: bool = False

    @property
    def country(self) -> str | None:
        """The state that the part stands for, if it is a sign of nationality."""
        for meaning in self.named:
            if meaning.what not in ("organisation", "person"):
                return meaning.country
        return None

    def means(self, *what: str) -> Named | None:
        return next((meaning for meaning in self.named if meaning.what in what), None)

    @property
    def is_name(self) -> bool:
        """Whether it reads as a word of a proper name: capitalised or a particle of names, and not a known role."""
        return self.role is None and bool(_NAME_WORD.match(self.text) or self.text in _PARTICLES)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A parsed noun phrase. `words` is the head part as text, without its determiner."""

    words: str
    parts: tuple[Part, ...]
    determiner: str
    former: bool
    not_in_office: bool
    gender: str
    leading: str | None
    preposition: str
    complement: str


def cut(text: str) -> list[str]:
    """Words of a phrase, with possessive 's split off and trailing punctuation removed."""
    keep_dot = text.rstrip().endswith(".")  # "Washington, D.C.", "Robert Downey Jr."
    plain = fold(text).strip(" \t\n\"',;:!?()[]" if keep_dot else " \t\n\"'.,;:!?()[]")
    plain = re.sub(r"\b([A-Za-z]+s)'(?=\s)", r"\1 's", plain)
    plain = re.sub(r"'s\b(?=\s|$|-)", " 's", plain)
    plain = _QUANTITY.sub("", _TWO_WORDS.sub(r"\1-\2", plain))
    words = re.sub(r"([,;()\"])", r" \1 ", plain).split()
    if words and words[-1] == "'s":
        words.pop()
    return [word for word in words if word != '"']


def undated(text: str) -> str:
    """The phrase without a day or time before it, and nothing of a phrase that is only a day."""
    return _DATED.sub("", "" if text.strip() in tables.words("days") else text.lstrip(), count=1)


def parse(kb: KnowledgeBase, words: list[str]) -> Phrase:
    """The parts of the noun phrase that the words begin with; the rest is its complement."""
    determiner, start = _determiner(words)
    former, gender, leading = False, "", None
    parts: list[Part] = []
    i = start
    while i < len(words):
        word = words[i]
        low = word.lower()
        part, size = _longest(kb, words, i)
        if word == "'s":
            parts[-1:] = [replace(last, possessive=True) for last in parts[-1:]]
        elif low in _FORMER:
            former, size = True, 1
        elif part is not None:
            parts.append(part)
        elif low.startswith("ex-"):
            former = True
            parts.append(_longest(kb, [word[3:]], 0)[0] or Part(word[3:]))
        elif low in _TITLES and i + 1 < len(words):
            gender = _TITLES[low] or gender
        elif _HYPHENATED.search(word):
            leading = leading or _leader(kb, word)
        elif word in _JOINING and _joins_signs(kb, parts, words, i):
            pass
        elif low in _PREPOSITIONS or word in _ENDING or _cuts_off(parts, words, i):
            break
        else:
            parts.append(Part(word))
        i += size
    not_in_office = any(part.text.lower() in _NOT_IN_OFFICE for part in parts)
    text = _said(words[start:i])
    preposition = words[i] if i < len(words) else ""
    return Phrase(text, tuple(parts), determiner, former, not_in_office, gender, leading, preposition,
                  _said(words[i + 1 :]))  # fmt: skip


def _said(words: list[str]) -> str:
    """Words as they were said, before `cut` split possessives off."""
    return " ".join(words).replace("s 's", "s'").replace(" 's", "'s")


def _determiner(words: list[str]) -> tuple[str, int]:
    i = 0
    first = words[0].lower() if words else ""
    while i < len(words) - 1 and (words[i].lower() in _DETERMINERS or _NUMBER.match(words[i])):
        if words[i] == "US":
            break
        i += 1
    return (first if i else "", i)


def _leader(kb: KnowledgeBase, word: str) -> str | None:
    """The state in 'Saudi-led'; not the one in 'US-backed' or 'pro-Russian', who are somebody else's people."""
    stem, _, tail = word.rpartition("-")
    if tail.lower() not in ("led", "based", "owned", "run", "controlled"):
        return None
    return next((meaning.country for meaning in kb.names.get(stem, ()) if meaning.country), None)


def _joins_signs(kb: KnowledgeBase, parts: list[Part], words: list[str], i: int) -> bool:
    """'British and Canadian ministers', 'police and army officers': what is joined stands before one head noun."""
    if not parts or not all(part.modifier or (part.country and not part.possessive) for part in parts):
        return False
    following, size = _longest(kb, words, i + 1)
    joined = following is not None and bool(following.modifier or following.country)
    after = i + 1 + size
    return joined and after < len(words) and _longest(kb, words, after)[0] is not None


def _cuts_off(parts: list[Part], words: list[str], i: int) -> bool:
    """'protesters demanding reform' ends with the protesters; 'government spending' is not the government."""
    if not parts or (parts[-1].role is None and not parts[-1].named) or not _PARTICIPLE.match(words[i]):
        return False
    if words[i].endswith("ing"):
        role = parts[-1].role
        return i < len(words) - 1 and role is not None and role.plural
    return True


def _longest(kb: KnowledgeBase, words: list[str], i: int) -> tuple[Part | None, int]:
    """The longest run of words from i that is a name, a role or a modifier."""
    for size in range(min(9, len(words) - i), 0, -1):
        text = _said(words[i : i + size])
        if size == 1 and text in _SHORT:
            return Part(text, role=kb.roles[_SHORT[text]]), 1
        named = kb.names.get(text, ()) if not text.islower() or text in kb.names else ()
        low = text.lower()
        role = kb.roles.get(low)
        if text.isupper() and len(text) < 4 and role and low not in _ACRONYMS:
            role = None
        modifier = kb.modifiers.get(low)
        if named or role or modifier:
            return Part(text, named, role, modifier), size
    return _compound(kb, words, i)


def _compound(kb: KnowledgeBase, words: list[str], i: int) -> tuple[Part | None, int]:
    """'US-South Korean forces', 'Franco-German': two nations, the first of which counts.

    Before somebody's trade they are one person's two nations: an 'Iranian-American journalist' is American.
    """
    first, hyphen, last = words[i].partition("-") if i < len(words) else ("", "", "")
    nation = _nation(kb, _FIRST_HALVES.get(first, first)) if hyphen else None
    for size in range(min(3, len(words) - i), 0, -1) if nation else ():
        other = _nation(kb, " ".join((last, *words[i + 1 : i + size])))
        if nation and other:
            role = _next_role(kb, words[i + size :])
            one = first not in _FIRST_HALVES and (role is None or (role.kind == "person" and role.sector not in _JOINT))
            return (replace(other if one else nation, text=" ".join(words[i : i + size])), size)
    return None, 1


def _next_role(kb: KnowledgeBase, words: list[str]) -> Role | None:
    """The first word that is a role, before any preposition."""
    for word in words:
        if word.lower() in _PREPOSITIONS or word in _ENDING:
            return None
        if word.lower() in kb.roles:
            return kb.roles[word.lower()]
    return None


def _nation(kb: KnowledgeBase, text: str) -> Part | None:
    part = Part(text, kb.names.get(text, ()))
    return part if part.country else None
