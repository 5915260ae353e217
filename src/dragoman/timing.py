"""When and where a mention took place: which of a passage's dates and places belong to its trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from dragoman import actors, claims, ontology
from dragoman.geo import locate
from dragoman.model import Place, Printing, Status, When
from dragoman.parse import Token
from dragoman.status.signatures import signatures
from dragoman.timex import DateExpression

# What starts a clause or a second act: a date inside belongs to that, not to what stands above it.
_CLAUSES = {"ROOT", "relcl", "advcl", "ccomp", "xcomp", "acl", "pcomp", "parataxis", "conj", "appos"}
_RECALLED = timedelta(days=365)
_NEWS = timedelta(days=7)
_OCCASIONS = {"at", "in", "on", "during", "by"}  # "agreed at Monday's summit"
# Verbs of what answers an act: "jailed for an attack in May".
_ANSWERING = {
    "sentence", "convict", "jail", "imprison", "fine", "arrest", "detain", "charge", "indict", "prosecute", "try",
    "condemn", "criticise", "criticize", "accuse", "blame", "sue", "sanction", "punish", "praise", "thank",
}  # fmt: skip
_ANCHORS = {"before", "after", "until", "till", "ahead", "following"}
_DAYS = {"second", "minute", "hour", "day"}


def when(
    trigger: Token,
    expressions: Sequence[DateExpression],
    status: Status,
    published: date | None,
    named: When | None = None,
) -> When | None:
    """The date that the words give the act, else that of what is told as news; else None.

    What happened and has no date of its own belongs to the day `named` last before its sentence: a report goes on about
    the day that it has named. What is under way, undone, told in the present or as done by now belongs to the day of
    publication.
    """
    own = [e for e in expressions if _belongs(e, trigger)]
    own = own or [e for verb in _at_once(trigger) for e in expressions if _belongs(e, verb)]
    if status is not Status.ONGOING:
        own = [e for e in own if not _is_span(e)]
    if own:
        return min(own, key=lambda e: _distance(e, trigger)).when
    present = trigger.tag_ in {"VBZ", "VBP"} or _is_perfect(trigger)
    if named and status is Status.HAPPENED and not present and not _is_background(trigger):
        return named
    if published and status in {Status.HAPPENED, Status.ONGOING, Status.NEGATED} and not _is_background(trigger):
        return When(published, published, "day", "publication")
    return None


def _at_once(trigger: Token) -> list[Token]:
    """The verbs of what is told to have happened at the time of an act: "was killed on Monday when troops fired"."""
    verb = trigger if trigger.pos_ == "VERB" else trigger.head
    clauses = [child for child in verb.children if child.dep_ == "advcl" and _says_when(child)]
    return clauses + ([verb.head] if verb.dep_ == "advcl" and _says_when(verb) else [])


def _says_when(clause: Token) -> bool:
    return any(child.lower_ == "when" and child.i < clause.i for child in clause.children) and clause.tag_ == "VBD"


def _is_perfect(trigger: Token) -> bool:
    """Whether words tell an act as done by now, on no certain day: "have accused"."""
    return any(child.dep_ == "aux" and child.lower_ in {"has", "have", "'ve", "’ve"} for child in trigger.children)


def _is_background(trigger: Token) -> bool:
    """Whether words tell an act as past to what is told: "had signed", "the deal that they signed"."""
    told = trigger if trigger.pos_ in {"VERB", "AUX"} else trigger.head
    perfect = any(child.dep_ == "aux" and child.lower_ in {"had", "'d"} for child in told.children)
    return perfect or (told.dep_ == "relcl" and told.tag_ == "VBD") or (told.dep_ == "acl" and told.tag_ == "VBN")


def within(expressions: Sequence[DateExpression], printing: Printing) -> list[DateExpression]:
    """The expressions of a report that stand in one passage, by the passage's own offsets."""
    by = printing.start
    return [
        replace(e, start=e.start - by, end=e.end - by)
        for e in expressions
        if printing.start <= e.start and e.end <= printing.end
    ]


def last_named(
    expressions: Sequence[DateExpression], printing: Printing, published: date | None, begins: int = 0
) -> When | None:
    """The day that a report named last before a passage, if it lies in the week before publication.

    begins: where the passage's story begins in the report; what stands before that counts for nothing.
    """
    before = [e for e in expressions if begins <= e.start and e.end <= printing.start and not _is_span(e)]
    days = [e.when for e in before if e.when.precision in _DAYS and e.when.start]
    if not days or published is None or days[-1].start is None:
        return None
    age = published - as_date(days[-1].start)
    if not timedelta(0) <= age <= _NEWS:
        return None
    day = as_date(days[-1].start)
    if isinstance(days[-1].start, datetime):  # the hour is that act's alone
        return When(day, day, "day", "relative")
    return replace(days[-1], basis="relative")


def _is_span(expression: DateExpression) -> bool:
    """Whether an expression tells how long, and not when: "since Sunday", "until May"."""
    return expression.text.lower().startswith(("since ", "until ", "till "))


def is_recalled(when: When | None, published: date | None) -> bool:
    """Whether a report recalls an act: it ended a year or more before publication."""
    if when is None or when.end is None or published is None:
        return False
    return published - as_date(when.end) >= _RECALLED


def lies_ahead(when: When | None, published: date | None) -> bool:
    """Whether an act is dated after the publication."""
    return bool(when and when.start and published and as_date(when.start) > published)


def as_date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


_PLACED = {"in", "at", "near", "outside", "inside", "across", "around", "on", "off", "from"}
_ABOUT = {"on", "off", "from", "across"}  # "called on Chad", "views on Sudan"
_ASKED = {"request", "invitation", "behest", "urging", "suggestion"}
_DEEDS = {"ASSAULT", "COERCE", "MOBILIZE", "AID"}
_THERE = {"in", "at", "near", "outside", "inside", "around"}
_TOLD_APART = {"relcl", "acl", "ccomp", "conj", "parataxis"}
_KINDS = {"GPE", "LOC", "FAC"}
_TOWNS = {"town", "city", "village", "port", "province", "district", "region", "suburb", "capital", "island"}
_SURE = 0.8  # that a place tied to an act is where it was; set by hand


def where(trigger: Token, type_: str) -> Place | None:
    """The place that a preposition ties to an act of a type, or that it is done to, located beside the others.

    Only the words of the act count: the town that a speaker is in is none of its places, nor is that of what he speaks
    of. Of a deed, as against words, those of its parties and circumstances too: "police in Lagos fired", "killed six at
    a market in Lagos". None where they name none, and without coordinates where the gazetteer does not have it.
    """
    taken = set[str]() if ontology.is_speech(type_) else {"dobj", "nsubjpass"}
    objects = [child for child in trigger.children if child.dep_ in taken]
    above = [] if trigger.pos_ == "VERB" else [trigger.head]
    placing = _PLACED if type_ in {*_DEEDS, "PROTEST"} else _PLACED - _ABOUT
    for token in (trigger, *objects, *above):
        for child in token.children:
            noun = _placed(child) if child.dep_ == "prep" and child.lower_ in placing else None
            if noun is None and child.dep_ == "dobj" and child in objects and child.ent_type_ in _KINDS:
                noun = child
            if noun is not None and (place := _place(noun, only_towns=child.dep_ == "dobj" or child.lower_ == "from")):
                return place
        if token.i == trigger.i and trigger.pos_ != "VERB" and token.head.pos_ != "VERB":
            break
    for preposition in _within(trigger) if type_ in _DEEDS else ():
        noun = _placed(preposition)
        if noun is not None and (place := _place(noun, only_towns=False)):
            return place
    return None


def _within(trigger: Token) -> list[Token]:
    """The prepositions of place in the clause of an act, the nearest first, but for those in clauses about a party."""
    found, left = list[Token](), [trigger]
    while left:
        token = left.pop()
        if token.dep_ == "prep" and token.lower_ in _THERE and token.head.pos_ != "PROPN":  # "Al-Qaeda in Iraq"
            found.append(token)
        left += [child for child in token.children if child.dep_ not in _TOLD_APART]
    return sorted(found, key=lambda token: abs(token.i - trigger.i))


def _placed(preposition: Token) -> Token | None:
    """The name that a preposition governs: 'in Goma', 'near the eastern town of Goma'."""
    for noun in preposition.children:
        if noun.dep_ == "pobj":
            if noun.ent_type_ in _KINDS or (noun.pos_ == "PROPN" and noun.text in actors.tables.towns()):
                return noun
            for inner in noun.children:
                if inner.dep_ == "prep" and inner.lower_ == "of" and noun.lemma_.lower() in _TOWNS:
                    return next((name for name in inner.children if name.pos_ == "PROPN"), None)
                if inner.dep_ == "prep" and inner.lower_ in {"of", "in"} and noun.lemma_.lower() not in _ASKED:
                    return _placed(inner)
    return None


def _place(noun: Token, *, only_towns: bool) -> Place | None:
    """The name around a noun, located. A country that something is done to, or comes from, is no place of an act."""
    names = [(entity, entity.text.removeprefix("the ")) for entity in noun.doc.ents if entity.label_ in _KINDS]
    own = " ".join(token.text for token in noun.subtree if token.dep_ == "compound" or token.i == noun.i)
    name = next((text for entity, text in names if entity.start <= noun.i < entity.end), own)
    known = actors.resolve(name)
    if known is not None and known.kind == "person":
        return None  # what is done in Obama's time is not done in the town of Obama
    is_state = known is not None and known.kind == "state" and name == known.name
    found = locate(name, near=[text for _, text in names if text != name and not is_state])
    state = None if is_state else _state_after(noun)
    if state is not None and found is not None and found.country != state:
        return Place(name, state, p=0.6)  # "Palmyra, Syria", where the gazetteer has others of the name
    if only_towns and (found is None or found.kind in {"country", "region"}):
        return None
    if found is None:
        return Place(name, actors.nationality(name), p=0.6)
    return replace(found.place(), name=name, p=round(_SURE * found.p, 3))


def _state_after(noun: Token) -> str | None:
    """The country that stands right after a place: "in Palmyra, Syria", but not "in Paris, Texas"."""
    after = noun.doc[noun.i + 1 : noun.i + 3]
    return actors.nationality(after[1].text) if len(after) > 1 and after[0].text == "," else None


def _belongs(expression: DateExpression, trigger: Token) -> bool:
    """A date belongs to the nearest clause above it: to an act, and not to the saying of it."""
    token = _token_at(expression, trigger)
    if token is None:
        return False
    heads = _clause_heads(trigger, token)
    path = {trigger.i, *(t.i for t in (*heads, *_tellers(trigger)))}
    first, of_a_noun = token, False
    while token.i not in path:
        if token.dep_ == "conj" and token.head == trigger and not _has_object(trigger):
            return True  # "shot and wounded him in 1981"
        of_a_noun = of_a_noun or token.dep_ in {"poss", "compound", "nummod", "nmod"}
        told_of = of_a_noun and token.dep_ in {"nsubj", "nsubjpass", "dobj"}  # "the suspect in Sunday's shooting fled"
        anchor = token.dep_ == "prep" and token.lower_ in _ANCHORS and first.head != token
        elsewhere = of_a_noun and token.dep_ == "prep" and token.lower_ not in _OCCASIONS  # "guards behind May's coup"
        answered = token.lower_ in {"for", "over"} and first.head != token and token.head.lemma_ in _ANSWERING
        if token.dep_ in _CLAUSES or anchor or told_of or elsewhere or answered:
            return False  # "before the March primary" is not in March
        token = token.head
    return True


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in {"dobj", "nsubjpass"} for child in verb.children)


def _tellers(trigger: Token) -> list[Token]:
    """The verbs below a noun that say that it took place: "the deal they signed in May", "talks held on Monday"."""
    if trigger.pos_ != "NOUN":
        return []
    told = [child for child in trigger.children if child.dep_ in {"relcl", "acl"}]
    return [verb for verb in told if signatures().of("object", verb.lemma_.lower()).affirmed == "above"]


def _clause_heads(trigger: Token, when: Token) -> list[Token]:
    """The words above a trigger whose dates are its own too: the verb of its noun, the plan of its infinitive.

    A verb shares the date of one that it is coordinated with unless it has a subject of its own and the date does not
    open the sentence: "Chad paid on Monday, and Niger agreed".
    """
    found = []
    token = trigger
    while token.dep_ in {
        "xcomp", "dobj", "nsubj", "nsubjpass", "conj", "pobj", "prep", "acl", "pcomp", "oprd",
    }:  # fmt: skip
        joined = token.dep_ == "conj"
        alone = joined and any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
        token = token.head
        if (claims.is_speech(token) and not joined) or (alone and when.i > token.i):
            break
        found.append(token)
    return found


def _distance(expression: DateExpression, trigger: Token) -> int:
    """Steps from the date up the tree to the trigger, or words between them if it hangs elsewhere."""
    token = _token_at(expression, trigger)
    steps = 0
    while token is not None and token.i != trigger.i and token.dep_ != "ROOT":
        token, steps = token.head, steps + 1
    if token is not None and token.i == trigger.i:
        return steps
    return 20 + min(abs(expression.start - trigger.idx), abs(expression.end - trigger.idx))


def _token_at(expression: DateExpression, trigger: Token) -> Token | None:
    """The head of a date expression in the trigger's parse."""
    words = trigger.doc.char_span(expression.start, expression.end, alignment_mode="expand")
    return words.root if words is not None else None
