"""Who stands near an act and is no party of it, or none of his own, as the grammar has it."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coder.phrases import QUANTITIES, Phrase
from dragoman.coder.references import Cast
from dragoman.parse import Doc, Token

UNDERGOING = frozenset({"face", "receive"})
"""Verbs whose subject gets what their object names: "faces calls to resign"."""
DOERS = frozenset({"by", "from"})
"""Prepositions of whoever does what a noun names."""

_WHOSE, _WHERE = {"of", "for"}, {"in", "at", "from", "within"}
_TOPICS = {"on", "about", "regarding", "concerning", "over"}
_TREATED = {"discuss", "debate", "review", "examine", "consider", "address"}
_HITTING = {"kill", "wound", "injure", "hurt", "arrest", "detain", "displace"}
_BORDERS = {"border", "frontier", "boundary"}
_BACKING = {"back", "support", "arm", "fund", "finance", "equip", "train", "sponsor"}
_TIED = {"allied", "linked", "affiliated", "aligned", "tied", "connected", "loyal", "sympathetic", "close", "opposed"}
_LETTERS = {"letter", "note", "message", "email", "telegram", "cable", "memo", "petition", "write"}
_TIMES = {"day", "eve", "week", "month", "year", "night", "morning", "hour", "anniversary", "era", "time"}


def only_describes(phrase: Phrase, doc: Doc, cast: Cast) -> bool:
    """Whether somebody is named only to tell more of another, of an office or of a time."""
    head = doc[phrase.head]
    inside = is_inside_name(head, cast) or _is_across(head) or _is_of_a_time(head)
    return inside or _is_in_brackets(phrase, doc, cast) or _is_role(head)


def is_inside_name(token: Token, cast: Cast) -> bool:
    """Whether a name ends a longer one: "the Sixth Circuit" in the "Court of Appeals for the Sixth Circuit"."""
    while token.pos_ == "PROPN" and token.dep_ == "pobj" and token.head.lower_ in {"of", "for", "on"}:
        token = token.head.head
        kind = cast[token.i].actors[0].kind if token.i in cast and token.pos_ == "PROPN" else None
        if kind in {"institution", "organisation"}:
            return True
    return False


def _is_in_brackets(phrase: Phrase, doc: Doc, cast: Cast) -> bool:
    """Whether a phrase in brackets tells more of the one before them: "Senator Bell (Iowa)", "the Council (NLC)"."""
    start, end, text = phrase.span.start, phrase.span.end, doc.text
    before = len(text[: max(0, start - 1)].rstrip())
    if text[max(0, start - 2) : start] in {"R-", "D-"}:
        return True  # "Senator Bell, R-Iowa"
    return text[start - 1 : start] + text[end : end + 1] == "()" and any(
        other.span.end == before for other in cast.values()
    )


def is_object_apart(token: Token, act: Token) -> bool:
    """Whether somebody stands in a clause that tells of another: "police guarding parliament", "backed by Iran"."""
    token = _first(token)
    backing = token.dep_ == "pobj" and token.head.dep_ == "agent" and token.head.head.lemma_ in _BACKING
    verb = token.head.head if backing else token.head
    apart = verb.dep_ in {"acl", "relcl"} and verb != act and not verb.is_ancestor(act)
    return apart and (backing or token.dep_ == "dobj")


def _is_role(token: Token) -> bool:
    """Whether words say as what somebody acts: "resigned as the president", not "bodies such as the court"."""
    as_ = token.head if token.dep_ == "pobj" and token.head.lower_ == "as" else None
    return as_ is not None and as_.i > 0 and as_.nbor(-1).lower_ not in {"such", "well"}


def _is_of_a_time(token: Token) -> bool:
    """Whether somebody or something only names a time: "on the first day of the convention", "in the Bush era"."""
    head = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
    named = token.dep_ in {"pobj", "compound", "poss"} and head.lemma_.lower() in _TIMES
    return named and head.dep_ in {"pobj", "npadvmod"}


def is_scene(phrase: Phrase, act: Token) -> bool:
    """Whether a state is only where it happens: "protests in Greece", "arrested in Chile"."""
    head = _first(act.doc[phrase.head])
    within = head.dep_ == "pobj" and head.head.lower_ == "in" and head.head.head in {act, act.head}
    return within and phrase.actors[0].kind == "state"


def is_around_a_place(token: Token) -> bool:
    """Whether a name only says where a place lies: "a court in Lyon, France"."""
    for one in (token, *token.ancestors):
        before = one.left_edge.i - 1
        if one.dep_ == "nmod" and before > 0 and one.head.i == before - 1 and one.doc[before].text == ",":
            return True
    return False


def _is_across(token: Token) -> bool:
    """Whether a state is named for the border that something lies on: "near the border with Chad"."""
    token = _first(token)
    border = token.head.head
    of_two = token.dep_ == "pobj" and token.head.lower_ in {"with", "between"}
    return of_two and border.lemma_ in _BORDERS and border.dep_ == "pobj"


def is_whose_side(token: Token, act: Token) -> bool:
    """Whether somebody is named for those who are on his side: "fighters loyal to the general", "linked to Iran".

    By the words alone: the parser often takes "allied" for what the fighters do.
    """
    before = _first(token).left_edge
    while before.i and before.nbor(-1).pos_ == "DET":
        before = before.nbor(-1)
    tied = before.nbor(-2) if before.i > 1 and before.nbor(-1).lower_ in {"to", "with"} else None
    return tied is not None and tied.lower_ in _TIED and tied != act


def is_destination(token: Token, act: Token) -> bool:
    """Whether somebody is only where forces go: "sent jets to Syria"."""
    token = _first(token)
    to = token.dep_ == "pobj" and token.head.lower_ in {"to", "in"}
    return to and (token.head.head == act or token.head.head.head == act)


def is_home(token: Token, act: Token) -> bool:
    """Whether somebody is only where a visitor goes back to: "returned to Rome after visits to Peru and Chile"."""
    token = _first(token)
    to = token.dep_ == "pobj" and token.head.lower_ == "to"
    return to and token.head.head.lemma_ == "return" and token.head.head != act


def is_topic(token: Token) -> bool:
    """Whether somebody is only talked about: "discussed Iran", "exchanged views on ties with Iran"."""
    while token.pos_ not in {"VERB", "AUX"} and token.dep_ != "ROOT":
        if token.pos_ == "ADP" and token.lower_ in _TOPICS:
            return True
        if token.dep_ == "dobj" and token.head.lemma_ in _TREATED:
            return True
        token = token.head
    return False


def described(token: Token, cast: Cast) -> Iterator[Token]:
    """The heads of the phrases that a phrase only tells whose, what or where they are, from the nearest.

    "Presidents", of "Peru"; a "Commissioner for Refugees"; "an adviser", at "the foundation"; "lawyer", in "his
    lawyer"; "a spokesman", for "the premier's office".
    """
    noun = _owned(_first(token), cast)
    while noun is not None:
        yield noun
        noun = _owned(_first(noun), cast)


def _owned(token: Token, cast: Cast) -> Token | None:
    if token.dep_ == "poss":
        return token.head if token.head.i in cast else None
    if token.dep_ != "pobj":
        return None
    head = token.head.head
    if head.i not in cast and head.pos_ not in {"NOUN", "PROPN"}:
        return None
    return head if token.head.lower_ in _WHERE or (token.head.lower_ in _WHOSE and head.i in cast) else None


def is_in_clause_on_another(token: Token, act: Token) -> bool:
    """Whether somebody stands in a clause on a subject and the act does not: he is no doer of it.

    "Protesters enraged over a shooting by police marched".
    """
    inside = [one for one in token.ancestors if one.dep_ in {"acl", "relcl"} and one.head.dep_ == "nsubj"]
    return any(verb != act and not verb.is_ancestor(act) for verb in inside)


def is_written_to(token: Token, act: Token) -> bool:
    """Whether an act is told as that of words sent to somebody: "a letter to the banks urging them to lend"."""
    to = token.head if token.dep_ == "pobj" and token.head.lower_ == "to" else None
    if to is None or act.tag_ != "VBG" or act.dep_ not in {"acl", "advcl"} or act.head not in {token, to.head}:
        return False
    return to.head.lemma_ in _LETTERS or any(child.lemma_ in _LETTERS for child in to.head.children)


def writes(token: Token, act: Token) -> bool:
    """Whether an act is told as that of words that somebody sends: "sent the banks a letter urging them to lend"."""
    verb = token.head
    if token.dep_ != "nsubj" or act.tag_ != "VBG" or act.dep_ not in {"acl", "advcl"} or not verb.is_ancestor(act):
        return False
    return verb.lemma_ == "write" or any(child.dep_ == "dobj" and child.lemma_ in _LETTERS for child in verb.children)


def undergoes(token: Token, act: Token) -> bool:
    """Whether a noun's act is told as what somebody gets: "faces calls to resign", "received threats"."""
    verb = act.head
    return act.dep_ == "dobj" and verb.lemma_ in UNDERGOING and token.dep_ == "nsubj" and token.head == verb


def is_aimed_at(token: Token, act: Token) -> bool:
    """Whether an act that a noun names is towards somebody, or wants him to do something: "calls for him to go"."""
    token = _first(token)
    if token.dep_ == "pobj":
        return token.head.lower_ in {"for", "on", "to", "against", "over"} and token.head.head == act
    if token.dep_ == "dobj":
        return act.dep_ == "nsubj" and act.head == token.head  # "support for the rebels angered Yemen"
    wanted = token.dep_ == "nsubj" and token.head.tag_ == "VB" and act.is_ancestor(token.head)
    return wanted and any(child.lower_ == "for" and child.i < token.i for child in token.head.children)


def is_opposed(token: Token, act: Token) -> bool:
    """Whether the subject of an act is up against somebody: "an offensive against rebels killed forty"."""
    token = _first(token)
    if token.dep_ != "pobj" or token.head.lower_ != "against":
        return False
    return any(one.dep_ in {"nsubj", "nsubjpass"} and one.head == act for one in token.ancestors)


def speaks_after(token: Token, act: Token) -> bool:
    """Whether somebody is only named last, as who says so: "the guard shot two of them, police said"."""
    verb = token.head
    said = token.dep_ == "nsubj" and verb != act and verb.lemma_ in {"say", "tell", "report", "add", "confirm"}
    apart = token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ","
    return said and apart and act.i < token.i


def is_of_what_is_blamed(token: Token, act: Token) -> bool:
    """Whether somebody only stands in what is blamed on another: "blamed the attack on troops on the rebels"."""
    if act.lemma_ not in {"blame", "pin"} or act.pos_ != "VERB":
        return False
    on = next((word for word in reversed(list(act.subtree)) if word.lower_ in {"on", "upon"}), act)
    return act.i < token.i < on.i and any(child.dep_ == "dobj" and child.i < on.i for child in act.children)


def is_hit_beside(token: Token, act: Token) -> bool:
    """Whether an act is told to have hit somebody in a clause of circumstance: "attacked, wounding six"; no doer does.

    Or in a phrase: "attacked the base, with dozens of guards killed".
    """
    token = _first(token)
    if token.dep_ == "dobj":
        verb = token.head
        return verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb != act and not verb.is_ancestor(act)
    while token.dep_ == "pobj" and token.head.lower_ == "of":
        token = _first(token.head.head)
    with_ = token.dep_ == "pobj" and token.head.lower_ == "with"
    return with_ and any(word.tag_ == "VBN" and word.lemma_ in _HITTING for word in token.doc[token.i + 1 :][:8])


def whole_of(token: Token) -> Token | None:
    """The noun that a noun only tells more of, by "of" or "for", if that is no number or measure of it."""
    token = _first(token)
    noun = token.head.head if token.dep_ == "pobj" and token.head.lower_ in _WHOSE else None
    return noun if noun is not None and noun.pos_ == "NOUN" and noun.lemma_ not in QUANTITIES else None


def does_another(token: Token, act: Token) -> bool:
    """Whether the words give somebody as the doer of another noun: "visits by Peru" beside "a visit by Chile"."""
    token = _first(token)
    of = token.dep_ == "pobj" and token.head.lower_ in DOERS and token.head.head.pos_ in {"NOUN", "PROPN"}
    return of and token.head.head != act


def is_patient(token: Token, act: Token) -> bool:
    """Whether the grammar has it that an act is done to somebody: "Peru was accused", "editors arrested in May"."""
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    if token.dep_ == "nsubjpass":
        return token.head == act
    return act.dep_ == "acl" and act.tag_ == "VBN" and act.head == token


def _first(token: Token) -> Token:
    """The first of those with which a word is coordinated: it has the place of all in the grammar."""
    while token.dep_ == "conj":
        token = token.head
    return token
