"""Words that tell no act, whatever the model says of them, as the grammar has it."""

from __future__ import annotations

from dragoman.coder.phrases import is_people
from dragoman.coder.references import Cast
from dragoman.coder.syntax import objects
from dragoman.coder.triggers import Trigger, named_act
from dragoman.parse import Token

_SILENCES = {"comment", "confirm", "elaborate", "say", "specify", "speculate"}
_RAISING = {"raise", "discuss", "debate", "mention"}
_FOILING, _ACCUSING = {"foil", "thwart"}, {"accuse", "suspect", "blame", "charge"}
_REHEARSING = {"simulate", "rehearse", "practise", "practice"}


def is_untold(trigger: Trigger, cast: Cast) -> bool:
    """Whether words name somebody, or tell of what is only asked, alleged, foiled, played through or not said."""
    token = trigger.token
    if not trigger.pattern.type and token.i in cast:
        return True  # who is named there acts nothing by being named
    if is_people(token) or (token.dep_ == "amod" and token.tag_ == "VBN"):
        return True  # "the accused", "captured soldiers": told of them, and not as news
    if _is_of_a_name(token, cast) or _is_asked(token) or _is_accused(token):
        return True
    return _is_foiled(token) or _is_rehearsed(token) or _keeps_silent(token)


def is_raised(trigger: Trigger) -> bool:
    """Whether an act is only what somebody talks about: "raised the arrest of two editors with the envoy"."""
    token = trigger.token
    verb = token.head if token.dep_ == "dobj" else token
    return verb.lemma_ in _RAISING and trigger.pattern.kind != "frames" and any(map(named_act, objects(verb)))


def _is_foiled(token: Token) -> bool:
    """Whether words tell of a plot that came to nothing, which is no event: "thwarted an attack"."""
    above = token.head if token.dep_ in {"dobj", "nsubjpass"} else token
    return not {token.lemma_.lower(), above.lemma_.lower()}.isdisjoint(_FOILING)


def _is_rehearsed(token: Token) -> bool:
    """Whether words tell of what is only played through: "an exercise simulating an attack on the island"."""
    while token.dep_ not in {"ROOT", "nsubj", "advcl", "relcl"}:
        within = token.dep_ != "conj"
        token = token.head
        if within and token.pos_ == "VERB" and token.lemma_.lower() in _REHEARSING:
            return True
    return False


def _keeps_silent(token: Token) -> bool:
    """Whether a verb says only that somebody says nothing: "aides declined to confirm the trip"."""
    contents = [child for child in token.children if child.dep_ == "xcomp" and child.lemma_ in _SILENCES]
    told = any(word.dep_ == "mark" and word.lower_ == "that" for content in contents for word in content.subtree)
    return token.lemma_ in {"decline", "refuse"} and bool(contents) and not told  # "refused to say that he had lied"


def _is_asked(token: Token) -> bool:
    """Whether a sentence only asks if something is so: "Will Russia attack Moldova?"; "why" takes it for granted."""
    if not token.doc.text.rstrip("\"'”’ ").endswith("?"):
        return False
    while token.dep_ in {"xcomp", "conj", "dobj"}:
        token = token.head
    before = [
        child for child in token.lefts if child.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass", "advmod", "attr"}
    ]
    return token.dep_ == "ROOT" and bool(before) and before[0].dep_ in {"aux", "auxpass"}


def _is_of_a_name(token: Token, cast: Cast) -> bool:
    """Whether a word is of a person's name and no act: "Judge Emmet Sullivan"."""
    names = (one for one in cast.values() if one.form == "name" and one.actors[0].kind == "person")
    return token.pos_ == "PROPN" and any(one.span.start <= token.idx < one.span.end for one in names)


def _is_accused(token: Token) -> bool:
    """Whether a verb says only what somebody is accused of: "accused them of looting shops and burning a school"."""
    while token.dep_ == "conj" and token.tag_ == token.head.tag_:
        token = token.head
    if token.tag_ != "VBG" or token.dep_ not in {"pcomp", "advcl"}:
        return False
    verb = token.head.head if token.dep_ == "pcomp" else token.head
    of = any(word.lower_ == "of" and word.nbor().tag_ == "VBG" for word in token.doc[verb.i : token.i])
    return verb.lemma_.lower() in _ACCUSING and (token.dep_ == "pcomp" or of)
