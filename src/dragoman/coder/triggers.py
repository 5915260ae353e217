"""Which words of a parse signal an act: the triggers, each with the most specific pattern that fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dragoman.coder.lexicon import Lexicon, Pattern, lexicon
from dragoman.coder.syntax import complements, objects, prepositional
from dragoman.model import Span
from dragoman.parse import Doc, Token, span

# Acts whose content is no act of its own: what is asked, promised, refused or alleged.
_OPAQUE = {"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE", "ACCUSE", "PROTEST"}
_CONTENT = {"xcomp", "ccomp", "dobj", "prep", "pobj", "pcomp", "acl", "oprd", "nsubjpass", "dative", "conj", "advcl"}
# Whoever goes somewhere to do something sets about it; other purposes are only aims.
_MOVES = {"fly", "travel", "arrive", "come", "visit", "return"}
_AIMS = {"aim", "hope", "seek", "want", "wish", "desire", "strive", "aspire", "endeavour", "endeavor", "prefer", "like"}
# "call off", "set free", "hold responsible"
_PARTICLES = {"prt", "advmod", "oprd", "acomp"}
_OWN_CLAUSE = {"after", "before", "because", "since", "while", "when", "as", "although", "though", "until", "once"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb or noun that carries an act. `object` is the noun of a frame, as "talks" in "held talks".

    said: the words that carry it, if the model noticed them.
    """

    token: Token
    pattern: Pattern
    object: Token | None = None
    said: Span | None = None

    @property
    def words(self) -> Span:
        """The words that carry the act: verb and object, or verb and particle, where they stand close together."""
        if self.said is not None:
            return self.said
        last = self.token
        if self.object is not None and 0 < self.object.i - self.token.i <= 6:
            last = self.token if _parted(self.token, self.object) or _is_answer(self) else self.object
        elif self.pattern.kind == "verbs" and last.i + 1 < len(last.doc):
            after = last.nbor()
            belongs = frozenset[str]().union(*self.pattern.particles, self.pattern.prepositions)
            last = after if after.lower_ in belongs and after.dep_ in {"prt", "prep", "advmod"} else last
        first = self.token
        if self.pattern.compound:
            first = min((c for c in self.token.lefts if c.dep_ == "compound"), key=lambda t: t.i, default=self.token)
        return span([first, last])


def _parted(verb: Token, noun: Token) -> bool:
    """Whether somebody stands between a verb and the noun of its frame: "sentenced the editor to two years".

    Also if it is whose noun: "condemned the Supreme Court's decision".
    """
    between = verb.doc[verb.i + 1 : noun.i]
    return any(
        word.pos_ == "PROPN" or (word.pos_ in {"NOUN", "PRON"} and not noun.is_ancestor(word)) for word in between
    )


def _is_answer(trigger: Trigger) -> bool:
    """Whether the noun of a frame is what somebody else had said: "granted a request by the union"."""
    act = named_act(trigger.object) if trigger.object is not None else None
    return act is not None and act.type in {"REQUEST", "AGREE"} and act.type != trigger.pattern.type


def triggers(doc: Doc) -> list[Trigger]:
    """The triggers of a parse in order, without those that are only the content of another."""
    words = lexicon()
    found: dict[int, Trigger] = {}
    for token in doc:
        trigger = _verb(token, words) if token.pos_ == "VERB" else None
        if trigger:
            found[token.i] = trigger
    taken = {trigger.object.i for trigger in found.values() if trigger.object is not None}
    for token in doc:
        if token.pos_ in {"NOUN", "PROPN"} and token.i not in taken and token.dep_ != "compound":
            trigger = _noun(token, words)
            if trigger:
                found[token.i] = trigger
    return [found[i] for i in sorted(found) if not is_content(found[i], found)]


def content(trigger: Trigger) -> Iterator[tuple[Token, Pattern]]:
    """The acts that a trigger's content names, by the lexicon: "visit" in "agreed to visit"."""
    starts = complements(trigger.token)
    if trigger.object is not None:
        starts += complements(trigger.object)
    else:
        starts += [clause for noun in objects(trigger.token) for clause in (*complements(noun), noun)]
    for start in starts:
        pattern = named_act(start)
        if pattern:
            yield start, pattern


def named_act(token: Token) -> Pattern | None:
    """The act that a verb or noun names by the lexicon, wherever it stands."""
    inner = _verb(token, lexicon()) if token.pos_ == "VERB" else _noun(token, lexicon())
    return inner.pattern if inner else None


def is_harm(token: Token) -> bool:
    """Whether a verb or noun names an attack by the lexicon: "shelled", "the raid"."""
    act = named_act(token) if token.pos_ in {"VERB", "NOUN"} else None
    return act is not None and act.type == "ASSAULT"


def _verb(token: Token, words: Lexicon) -> Trigger | None:
    lemma = token.lemma_.lower()
    nouns = objects(token)
    best: Trigger | None = None
    for pattern in (*words.candidates("frames", lemma), *words.candidates("verbs", lemma)):
        trigger = _fits(token, pattern, nouns)
        if trigger and (best is None or _specificity(trigger) > _specificity(best)):
            best = trigger
    return best


def _specificity(trigger: Trigger) -> int:
    """How much of a pattern is there: "hunger strike" beats "strike", and a missing preposition counts against."""
    pattern, weight = trigger.pattern, trigger.pattern.weight
    if trigger.object is not None and trigger.object.lemma_.lower() not in pattern.objects:
        weight += 2
    sides = [token for token in (trigger.token, trigger.object) if token is not None]
    if pattern.prepositions and not any(prepositional(token, pattern.prepositions) for token in sides):
        weight -= 1
    return weight


def _fits(token: Token, pattern: Pattern, nouns: list[Token]) -> Trigger | None:
    for alternatives in pattern.particles:
        if not any(child.lower_ in alternatives and child.dep_ in {"prep", *_PARTICLES} for child in token.children):
            return None
    if pattern.objects:
        if not pattern.particles and any(child.dep_ == "oprd" for child in token.children):
            return None  # "called the strike a betrayal": what is said of the noun, and no act done with it
        inside = [noun for words in pattern.particles for noun in prepositional(token, words)]
        noun = next((noun for noun in (*nouns, *inside) if names_of(noun) & pattern.objects), None)
        return Trigger(token, pattern, noun) if noun is not None else None
    if pattern.prepositions and not _has_preposition(token, pattern.prepositions):
        return None
    if pattern.needs_content and not any(_looks_ahead(clause) for clause in complements(token)):
        return None
    return Trigger(token, pattern)


def _looks_ahead(clause: Token) -> bool:
    """Whether a clause names an act to come: "to send", "that it would send", "on sending"."""
    if clause.tag_ in {"VB", "VBG"} and clause.dep_ != "ccomp":
        return True
    return any(child.dep_ == "aux" and child.tag_ in {"MD", "TO"} for child in clause.children)


def _has_preposition(token: Token, prepositions: frozenset[str]) -> bool:
    """Whether a verb has one of the prepositions or, for a verb like "call off", the particle."""
    if prepositional(token, prepositions):
        return True
    return any(child.lower_ in prepositions and child.dep_ in _PARTICLES for child in token.children)


def names_of(noun: Token) -> set[str]:
    """A noun's lemma, alone and with the noun before or the "of" phrase after it: "state_of_emergency"."""
    lemma = noun.lemma_.lower()
    names = {lemma}
    names.update(f"{child.lemma_.lower()}_{lemma}" for child in noun.lefts if child.dep_ in {"compound", "amod"})
    names.update(f"{lemma}_of_{inner.lemma_.lower()}" for inner in prepositional(noun, frozenset({"of"})))
    return names


def _noun(token: Token, words: Lexicon) -> Trigger | None:
    before = token.nbor(-1).lemma_.lower() if token.i and token.nbor(-1).dep_ in {"compound", "amod"} else None
    fitting = [p for p in words.candidates("nouns", token.lemma_.lower()) if p.compound in {None, before}]
    best = max(fitting, key=lambda pattern: pattern.weight, default=None)
    return Trigger(token, best) if best else None


def is_content(trigger: Trigger, others: Mapping[int, Trigger]) -> bool:
    """Whether an act is only what another act is about, or what somebody aims at."""
    token = trigger.token
    if _is_aim(token):
        return True
    while token.dep_ in _CONTENT:
        if token.dep_ == "advcl" and (_has_own_clause(token) or token.tag_ != "VB"):
            return False
        above = others.get(token.head.i)
        if above and token.dep_ != "conj":
            if above.pattern.type == "ACCUSE" and trigger.pattern.kind == "nouns":
                return False
            if above.pattern.type in _OPAQUE:
                return True
        token = token.head
    return False


def _is_aim(token: Token) -> bool:
    """Whether an act is only aimed at, or asked about: "met to discuss", "seeks to export", "whether it met"."""
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ in {"ccomp", "pcomp"} and any(c.dep_ == "mark" and c.lower_ == "whether" for c in token.children):
        return True
    if token.dep_ in {"xcomp", "pcomp"} and token.tag_ == "VBG" and token.head.pos_ == "VERB":
        return _is_aim(token.head)
    if token.tag_ != "VB" or not any(child.lower_ == "to" for child in token.children if child.dep_ == "aux"):
        return False
    if token.dep_ == "advcl":
        return token.head.lemma_ not in _MOVES
    return token.dep_ == "xcomp" and token.head.lemma_ in _AIMS


def _has_own_clause(token: Token) -> bool:
    return any(child.dep_ in {"mark", "advmod"} and child.lower_ in _OWN_CLAUSE for child in token.children)
