"""What happened and what did not: the status of an act from the words that govern it.

Read from the trigger upwards: its own tense, modals and negation, then every verb, noun or conjunction on which
its clause depends ("plans to", "failed to", "if", "denied that"). The nearest word that decides wins.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.coder.lexicon import lexicon
from dragoman.coder.syntax import governor
from dragoman.model import Status
from dragoman.parse import Token, parse

_NEGATIONS = {"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"}
_FUTURE = {"will", "shall", "'ll", "’ll", "wo"}
_POSSIBLE = {"may", "might", "could", "can", "should", "must", "ought", "would", "ca"}
_CONDITIONS = {"if", "unless", "whether", "lest", "provided", "should"}
# Verbs that add a phase to the act but take nothing from it: "held talks", "began shelling".
_SUPPORTING = {
    "hold", "have", "make", "conduct", "carry", "launch", "stage", "take", "begin", "start", "resume", "pay", "give",
    "reach", "sign", "impose", "do", "mount", "perform", "place", "undertake", "announce", "be", "continue", "complete",
    "convene", "host", "open", "issue", "lead", "join", "attend", "follow", "occur", "see",
}  # fmt: skip


# How sure a reader may be that an act took place, on Saurí and Pustejovsky's scale from -3 to +3. Acts to come and acts
# in doubt stand near the middle, as their annotators had it.
_VALUES = {
    Status.HAPPENED: 2.8,
    Status.ONGOING: 2.6,
    Status.FUTURE: 0.3,
    Status.HYPOTHETICAL: -0.2,
    Status.NEGATED: -2.4,
}


@dataclass(frozen=True, slots=True)
class Factuality:
    """Whether an event took place: its status, and `value` from -3 (certainly not) to +3 (certainly)."""

    status: Status
    value: float


def factuality(sentence: str, start: int, end: int) -> Factuality | None:
    """What a sentence says of the event named at `sentence[start:end]`, in code points; None if that names no event.

    The value follows the status (Saurí and Pustejovsky 2009): see `docs/status.md`.

    Raises:
        ValueError: if the span is empty or does not lie within the sentence.
    """
    if not 0 <= start < end <= len(sentence):
        raise ValueError(f"{start}:{end} is no span of a sentence of {len(sentence)} characters; give code points")
    [doc] = parse([sentence])
    inside = [token for token in doc if token.idx < end and token.idx + len(token) > start and not token.is_punct]
    if not inside:
        return None
    head = doc[inside[0].i : inside[-1].i + 1].root
    if head.pos_ in {"PRON", "DET", "ADP", "CCONJ", "SCONJ", "PART", "SPACE"}:
        return None
    found = assess(head)
    return Factuality(found, _VALUES[found])


def assess(trigger: Token) -> Status:
    """The status of the act that a verb or noun names."""
    if trigger.pos_ in {"VERB", "AUX"}:
        return _of_verb(trigger)
    return _of_noun(trigger)


def _of_verb(verb: Token, depth: int = 0) -> Status:
    own = _own(verb)
    if own is Status.NEGATED or depth > 6:
        return own or Status.HAPPENED
    inherited = _inherited(verb, depth)
    if own is Status.HYPOTHETICAL and inherited is Status.FUTURE:
        return own
    return inherited or own or Status.HAPPENED


def _own(verb: Token) -> Status | None:
    """What a verb's own auxiliaries and form say; None for a bare form that says nothing."""
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass", "neg", "advmod", "preconj"}}
    if words & _NEGATIONS or _has_yet(verb) or _negated_argument(verb):
        return Status.NEGATED
    if words & _FUTURE or _is_to(verb) or _going_to(verb):
        return Status.FUTURE
    if "would" in words and _is_reported_in_the_past(verb):
        return Status.FUTURE
    if words & _POSSIBLE:
        return Status.HYPOTHETICAL
    if verb.tag_ == "VBG" and words & {"is", "are", "am", "was", "were", "been", "'s", "'re"}:
        return Status.ONGOING
    if _is_asked(verb):
        return Status.HYPOTHETICAL
    if verb.tag_ == "VB" and not words & {"do", "does", "did"}:
        return _shared_by_conjunction(verb) or (Status.HYPOTHETICAL if _is_order(verb) else None)
    if verb.dep_ == "conj" and not any(
        child.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for child in verb.children
    ):
        return _shared_by_conjunction(verb) or Status.HAPPENED
    return Status.HAPPENED if verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"} else None


def _shared_by_conjunction(verb: Token) -> Status | None:
    """In "will meet and sign" the second verb shares the first one's auxiliary, but not its negation's object."""
    if verb.dep_ != "conj" or verb.head.tag_ != verb.tag_:
        return None
    return _own(verb.head) if verb.head.pos_ == "VERB" else None


def _is_order(verb: Token) -> bool:
    """A bare form that opens a sentence without a subject: "Release the prisoners"."""
    while verb.dep_ == "conj" and verb.head.tag_ == "VB":
        verb = verb.head
    return verb.dep_ == "ROOT" and not any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in verb.children)


def _is_asked(verb: Token) -> bool:
    """The main verb of a question that is open: "Did troops cross the border?" """
    while verb.dep_ == "conj":
        verb = verb.head
    if verb.dep_ != "ROOT" or not any(child.lower_ == "?" for child in verb.children):
        return False
    subject = next((child.i for child in verb.children if child.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    return subject is not None and any(
        child.dep_ in {"aux", "auxpass"} and child.i < subject for child in verb.children
    )


def _is_unfulfilled(preposition: Token, above: Status | None) -> bool:
    """Whether what a preposition governs shares the doubt about the verb above it, or is still to come."""
    if preposition.lower_ == "before":
        return True
    return preposition.lower_ in {"by", "in", "of", "for", "to", "on", "at"} and above in {
        Status.FUTURE,
        Status.HYPOTHETICAL,
    }


def _inherited(verb: Token, depth: int) -> Status | None:
    """What the words above a clause make of it."""
    if _is_conditional(verb):
        return Status.HYPOTHETICAL
    while verb.dep_ == "conj":
        verb = verb.head
    head = governor(verb)
    if head is None or verb.dep_ in {"relcl"}:
        return None
    marked = {child.lower_ for child in verb.children if child.dep_ in {"mark", "aux"}}
    above = _of_verb(head, depth + 1) if head.pos_ in {"VERB", "AUX"} else None
    if verb.dep_ == "advcl":
        if verb.tag_ == "VB" and "to" in marked:
            return Status.FUTURE  # a purpose: not done yet
        return above if verb.tag_ in {"VBZ", "VBP"} and above in {Status.FUTURE, Status.HYPOTHETICAL} else None
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG" and _is_unfulfilled(verb.head, above):
        return Status.FUTURE if above is Status.HAPPENED or above is None else above
    if verb.dep_ not in {"xcomp", "ccomp", "pcomp", "acl", "dobj", "pobj", "prep", "nsubj", "nsubjpass", "oprd"}:
        return None
    return _governed_by(head, verb, depth)


def _governed_by(head: Token, clause: Token, depth: int) -> Status | None:
    words = lexicon().words
    governors, speech = words["governors"], words["speech"]
    lemma = head.lemma_.lower()
    above = _of_verb(head, depth + 1) if head.pos_ in {"VERB", "AUX"} else None
    if lemma in speech.get("denies", ()) and clause.dep_ in {"ccomp", "xcomp", "pcomp"}:
        return Status.NEGATED
    if lemma in governors.get("negative", ()) and clause.dep_ in {"xcomp", "pcomp", "dobj", "acl"}:
        return Status.HYPOTHETICAL if above is Status.NEGATED else Status.NEGATED
    if clause.dep_ in {"xcomp", "acl", "oprd"} and clause.tag_ == "VB":
        if lemma in governors.get("continue", ()):
            return above if above not in {None, Status.HAPPENED} else Status.ONGOING
        if lemma in governors.get("start", ()) or lemma in {"manage", "help", "do", "have"}:
            return above
        if above is Status.NEGATED:
            return Status.NEGATED
        if lemma in governors.get("future", ()) or lemma in speech.get("promises", ()):
            return Status.HYPOTHETICAL if above is Status.HYPOTHETICAL else Status.FUTURE
        return Status.HYPOTHETICAL if lemma in governors.get("desire", ()) else Status.FUTURE
    if clause.dep_ == "xcomp" and clause.tag_ == "VBG":
        if lemma in governors.get("continue", ()):
            return Status.ONGOING
        return Status.HYPOTHETICAL if lemma in governors.get("desire", ()) else above
    if clause.dep_ == "ccomp" and lemma in governors.get("desire", ()):
        return Status.HYPOTHETICAL
    if clause.tag_ == "VB" and clause.dep_ == "ccomp" and above is not Status.HAPPENED:
        return above
    return None


def _of_noun(noun: Token) -> Status:
    """The status of an act that a noun names: its modifiers, then the verb that it hangs on."""
    modifiers = lexicon().words["modifiers"]
    words = {
        child.lemma_.lower() for child in noun.children if child.dep_ in {"amod", "det", "compound", "neg", "nmod"}
    }
    words |= {child.lower_ for child in noun.children if child.dep_ in {"amod", "det"}}
    if words & {"no", "neither"} or words & modifiers.get("negated", frozenset()):
        return Status.NEGATED
    for name in ("future", "hypothetical", "ongoing"):
        if words & modifiers.get(name, frozenset()):
            return Status(name)
    while noun.dep_ == "conj":
        noun = noun.head
    head = governor(noun)
    if head is None or head.pos_ not in {"VERB", "AUX"}:
        return (
            _of_noun(head) if head is not None and head.pos_ == "NOUN" and _is_condition_noun(head) else Status.HAPPENED
        )
    return _of_noun_under(noun, head)


def _of_noun_under(noun: Token, verb: Token) -> Status:
    governors = lexicon().words["governors"]
    lemma = verb.lemma_.lower()
    above = _of_verb(verb)
    argument = noun.dep_ in {"dobj", "nsubjpass", "nsubj", "attr"}
    if lemma in governors.get("negative", ()) and argument:
        return Status.HYPOTHETICAL if above is Status.NEGATED else Status.NEGATED
    if lemma in governors.get("future", ()) and argument:
        return Status.FUTURE
    if lemma in governors.get("desire", ()) and argument:
        return Status.HYPOTHETICAL
    if lemma in governors.get("continue", ()) and argument:
        return Status.ONGOING if above is Status.HAPPENED else above
    if (argument or noun.dep_ == "pobj") and lemma in _SUPPORTING:
        return above
    return Status.HAPPENED


def _is_condition_noun(noun: Token) -> bool:
    return noun.lemma_.lower() in {
        "possibility",
        "prospect",
        "risk",
        "threat",
        "chance",
        "plan",
        "proposal",
        "idea",
        "hope",
    }


def _has_yet(verb: Token) -> bool:
    """ "Has yet to meet" """
    head = verb.head
    return (
        verb.dep_ in {"xcomp", "ccomp"}
        and head.lemma_ in {"have", "be"}
        and any(c.lower_ == "yet" for c in head.children)
    )


def _negated_argument(verb: Token) -> bool:
    """ "No talks were held", "nobody was arrested", "reached no agreement" """
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            if child.lower_ in {"nobody", "none", "nothing", "neither"}:
                return True
            if any(c.dep_ in {"det", "neg"} and c.lower_ in {"no", "neither"} for c in child.children):
                return True
    return False


def _is_to(verb: Token) -> bool:
    """ "Is to visit", "are due to meet", "is set to" """
    if verb.tag_ != "VB" or verb.dep_ not in {"xcomp", "ccomp"}:
        return False
    head = verb.head
    return head.lemma_ == "be" and head.pos_ in {"AUX", "VERB"} and head.tag_ in {"VBZ", "VBP", "VBD"}


def _going_to(verb: Token) -> bool:
    return verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lower_ == "going"


def _is_reported_in_the_past(verb: Token) -> bool:
    """ "Said it would" looks forward; "it would, if" does not."""
    while verb.dep_ in {"conj", "relcl", "advcl", "acl"} and verb.dep_ != "ROOT":
        verb = verb.head
    said = verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN", "VBG"}
    return said and not any(child.dep_ == "advcl" and _is_conditional(child) for child in verb.children)


def _is_conditional(verb: Token) -> bool:
    while verb.dep_ == "conj":
        verb = verb.head
    if verb.dep_ not in {"advcl", "ccomp"}:
        return False
    if any(child.dep_ == "mark" and child.lower_ in _CONDITIONS for child in verb.children):
        return True
    first = verb.left_edge
    return verb.dep_ == "advcl" and first.lower_ == "should" and first.dep_ == "aux"
