"""What a verb's own auxiliaries, negation, form and arguments say of it."""

from __future__ import annotations

from dragoman.parse import Token
from dragoman.status.outcomes import Outcome
from dragoman.status.signatures import signatures

_NEGATIONS = {"not", "n't", "n’t", "nt", "never", "no", "neither", "nor", "hardly", "nowhere", "scarcely"}
_ALMOST = {"almost", "nearly"}
_NOBODY = {"nobody", "none", "nothing", "neither"}
_WILL = {"will", "shall", "'ll", "’ll", "wo", "sha"}
_POSSIBLE = {"may", "might", "could", "can", "ca"}
_NORMS = {"should", "must", "ought", "need"}
# Questions that take the act for granted: "how did they cross"
_ASKING = {"why", "how", "when", "where", "what", "who", "whom", "whose", "which"}
_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj"}
_HELPERS = {"aux", "auxpass"}
_OWN_PARTS = {*_HELPERS, "nsubj", "nsubjpass"}
_BE = {"is", "are", "am", "was", "were", "been", "be", "'s", "'re", "’s", "’re"}
_PAST_BE = {"was", "were"}
_PRESENT = {"VBZ", "VBP"}
# A speaker's own doing where they open a sentence without a subject: "Thank you", "Hope to see you"
_OF_THE_SPEAKER = {"appreciate", "hope", "love", "regret", "thank", "wish"}
# The same of a form that may as well be a present: "Look forward to it", "don't know"
_SAID_OF_ONESELF = {"got", "guess", "have", "know", "like", "look", "need", "seem", "sound", "think", "want"}
_WISHES = {"like", "want", "wish", "have"}
_USES = {
    "modals sensed": {"can"},
    "modals wished": {"would", "'d", "’d"},
    "modals said": {"must", "should", "may", "might"},
}
_BARE = {"VB", "VBP"}
_LOOSE = {"advcl", "dep", "parataxis"}
_NOT_OF_ORDERS = {*_SUBJECTS, *_HELPERS, "mark", "compound", "nmod"}
_AND = {"and", "or", "&"}


def own(verb: Token) -> Outcome | None:
    """What a verb says by itself; None for a bare form that says nothing."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in _HELPERS}
    if _is_suggested(verb):
        return Outcome.DESIRED
    if is_negated(verb):
        if helpers & {"may", "might"} and helpers.isdisjoint(_WILL):
            return Outcome.DOUBTFUL
        return Outcome.HAPPENED if _not_until(verb, helpers) else Outcome.NEGATED
    if verb.tag_ == "VBN" and "have" in helpers and is_infinitive(verb) and verb.head.lower_ in {"was", "were"}:
        return Outcome.NEGATED  # "was to have visited"
    modal = _modal(verb, helpers)
    if modal is not None:
        return modal
    if (verb.tag_ == "VBG" or "being" in helpers) and helpers & _BE:
        if _lies_ahead(verb, helpers):
            return Outcome.SCHEDULED
        return Outcome.HAPPENED if helpers & _PAST_BE and _is_scene(verb) else Outcome.ONGOING
    if "being" in helpers:
        return None  # "with prizes being awarded"
    if _is_asked(verb):
        return Outcome.POSSIBLE
    joined = verb.dep_ == "conj" and not any(child.dep_ in _OWN_PARTS for child in verb.children)
    shared = _shared_by_conjunction(verb) if joined else None
    if shared is not None:
        return shared
    if verb.tag_ in _BARE and is_order(verb):
        return Outcome.DESIRED
    if joined:
        return Outcome.HAPPENED if verb.tag_ != "VB" else None
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    adverbs = {child.lower_ for child in verb.children if child.dep_ == "advmod"}
    if adverbs & signatures().words["adverbs possible"]:
        return Outcome.POSSIBLE
    if verb.tag_ in _PRESENT and _has_condition(verb):
        return Outcome.CONDITIONAL
    if verb.tag_ in _PRESENT and not _governs_clause(verb) and _is_dated_ahead(verb):
        return Outcome.SCHEDULED
    return Outcome.PROBABLE if adverbs & signatures().words["adverbs probable"] else Outcome.HAPPENED


def _is_scene(verb: Token) -> bool:
    """Whether it went on when something else happened: "was patrolling when it was hit"."""
    whens = (child for child in verb.children if child.dep_ == "advcl" and child.tag_ in {"VBD", "VBN"})
    return any(clause.left_edge.lower_ == "when" for clause in whens)


def _lies_ahead(verb: Token, helpers: set[str]) -> bool:
    """ "Is leaving tomorrow", "was going to be" """
    if verb.lower_ in {"going", "gon"} and _governs_infinitive(verb):
        return True
    return bool(helpers & {"is", "are", "am", "'s", "'re", "’s", "’re"}) and _is_dated_ahead(verb)


def _governs_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "xcomp" and (child.tag_ == "VB" or is_infinitive(child)) for child in verb.children)


def _is_dated_ahead(verb: Token) -> bool:
    """ "Leaves tomorrow", "is leaving next week" """
    times = [child for child in verb.children if child.dep_ in {"npadvmod", "advmod"}]
    times += [inner for child in verb.children if child.dep_ == "prep" for inner in child.children]
    words = {token.lower_ for time in times for token in (time, *time.children)}
    return bool(words & signatures().words["adverbs ahead"])


def _governs_clause(verb: Token) -> bool:
    """Whether a date beside the verb may be that of what it governs: "urges Chile to leave next week"."""
    return any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children)


def _has_condition(verb: Token) -> bool:
    """ "Strikes if provoked", but not "warns of a strike if provoked": that is a condition of what is said."""
    conditions = (child for child in verb.children if child.dep_ == "advcl" and is_conditional(child))
    return any(child.i < verb.i or verb.lemma_ not in _BINDING for child in conditions)


def _not_until(verb: Token, helpers: set[str]) -> bool:
    """ "Did not sign until May": it did then."""
    past = helpers & {"did", "was", "were", "had"}
    return bool(past) and any(
        child.lower_ in {"until", "till"} or (child.dep_ == "advcl" and child.left_edge.lower_ in {"until", "till"})
        for child in verb.children
    )


def is_infinitive(verb: Token) -> bool:
    """ "To close", "to be closed" """
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def is_negated(verb: Token) -> bool:
    """Whether a verb is negated by an adverb, an argument ("no talks were held") or "has yet to"."""
    for child in verb.children:
        if child.dep_ in {"aux", "neg", "advmod", "preconj", "cc"} and child.lower_ in _NEGATIONS:
            if child.dep_ == "cc" and child.lower_ != "nor":
                continue
            if (child.dep_ == "advmod" and child.lower_ == "no") or not _is_only(child):
                return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and _is_none(child):
            return True
    almost = verb.tag_ in {"VBD", "VBN"} and any(c.dep_ == "advmod" and c.lower_ in _ALMOST for c in verb.children)
    return almost or _has_yet(verb) or _no_longer(verb)


def _is_only(negation: Token) -> bool:
    """ "Not only", "not to mention", "not just": these take nothing back."""
    following = negation.nbor().lower_ if negation.i + 1 < len(negation.doc) else ""
    return following in {"only", "just", "merely", "simply"} and negation.lower_ == "not"


def _is_none(argument: Token) -> bool:
    """ "Nobody", "no agreement", "none of them", "few soldiers" """
    if any(child.lower_ in {"hardly", "scarcely"} for child in argument.children):
        return True
    if argument.lower_ in _NOBODY:
        return not any(child.lower_ in {"but", "except"} for child in argument.children)
    if any(child.dep_ in {"det", "neg"} and child.lower_ in {"no", "neither"} for child in argument.children):
        return True
    if argument.lower_ == "one" and argument.i and argument.nbor(-1).lower_ == "no":
        return True
    if argument.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    few = argument if argument.lower_ == "few" else None
    few = few or next((child for child in argument.children if child.lower_ == "few" and child.dep_ == "amod"), None)
    return few is not None and not (few.i and few.nbor(-1).lower_ in {"a", "the", "these", "those", "his", "its"})


def _no_longer(verb: Token) -> bool:
    return any(
        child.lower_ == "longer" and any(inner.lower_ == "no" for inner in child.children)
        for child in verb.children
        if child.dep_ == "advmod"
    )


def _has_yet(verb: Token) -> bool:
    """ "Has yet to meet" """
    head = verb.head
    return (
        verb.dep_ in {"xcomp", "ccomp"}
        and head.lemma_ in {"have", "be", "remain"}
        and any(child.lower_ == "yet" for child in (*head.children, *verb.children))
    )


def _modal(verb: Token, helpers: set[str]) -> Outcome | None:
    if verb.tag_ == "VBN" and helpers <= {"'d", "’d"}:
        return None  # "he'd closed it"
    perfect = "have" in helpers or "’ve" in helpers or "'ve" in helpers
    if helpers and not perfect and _is_done_by_saying(verb, helpers):
        return Outcome.HAPPENED
    if helpers & _WILL or _is_to(verb) or _going_to(verb):
        return Outcome.SCHEDULED
    if helpers & {"would", "'d", "’d"} and not perfect:
        return Outcome.INTENDED if _is_reported_in_the_past(verb) else Outcome.CONDITIONAL
    if helpers & {"would", "should", "ought"}:
        return Outcome.DESIRED if not perfect else Outcome.NEGATED  # "should have resigned"
    if helpers & _POSSIBLE or ("must" in helpers and perfect):
        return Outcome.POSSIBLE
    if helpers & _NORMS:
        return Outcome.DESIRED
    return None


def _is_done_by_saying(verb: Token, helpers: set[str]) -> bool:
    """Hedged performatives (Fraser 1975) and wishes of whoever speaks, and senses: "I must say", "I can hear"."""
    use = next((use for use, modals in _USES.items() if helpers & modals), None)
    if use is None or verb.lemma_.lower() not in signatures().words[use]:
        return False
    if use == "modals sensed":
        return not _is_asked(verb)
    return verb.tag_ == "VB" and _is_of_the_speaker(verb) and not _has_condition(verb)


def _is_of_the_speaker(verb: Token) -> bool:
    """ "We must say", "must say"; not "the envoy came and must say", whose subject stands before."""
    subjects = {child.lower_ for child in verb.children if child.dep_ in _SUBJECTS}
    while not subjects and verb.dep_ == "conj":
        verb = verb.head
        subjects = {child.lower_ for child in verb.children if child.dep_ in _SUBJECTS}
    return subjects <= {"i", "we"}


def is_said_of_oneself(verb: Token, head: Token) -> bool:
    """ "I would like to thank", "we want to congratulate": saying so does it."""
    if head.lemma_.lower() not in _WISHES or verb.lemma_.lower() not in signatures().words["modals said"]:
        return False
    return _is_of_the_speaker(head) and own(head) is Outcome.HAPPENED


def _shared_by_conjunction(verb: Token) -> Outcome | None:
    """In "will meet and sign" the second verb shares the first one's auxiliary; "did not meet but signed" does not."""
    first = verb.head
    if first.pos_ not in {"VERB", "AUX"} or first.tag_ != verb.tag_:
        return None
    said = own(first)
    if said is Outcome.NEGATED:
        between = {child.lower_ for child in first.children if child.dep_ == "cc"}
        while first.dep_ == "conj" and first.head.tag_ == first.tag_ and not is_negated(first):
            first = first.head  # "did not use, copy or sell it"
        by_adverb = any(c.dep_ == "neg" or (c.dep_ == "nsubj" and _is_none(c)) for c in first.children)
        if by_adverb and "but" not in between:
            return said
        return Outcome.DESIRED if is_order(verb) else Outcome.HAPPENED
    return said


def is_order(verb: Token) -> bool:
    """A bare form without a subject that nothing governs: "Release the prisoners", "if it rains, close the gate"."""
    while verb.dep_ == "conj" and verb.head.tag_ in _BARE:
        verb = verb.head
    if verb.dep_ == "conj":  # "the gate is open, but close it": a bare form does not agree with "is"
        free = verb.tag_ == "VB" and verb.head.tag_ == "VBZ" and not any(c.lower_ in _AND for c in verb.head.children)
    else:
        free = verb.dep_ == "ROOT" or (verb.tag_ == "VB" and verb.dep_ in _LOOSE)
    lemma = verb.lemma_.lower()
    if not free and not any(child.lower_ == "please" for child in verb.children):
        return False
    if lemma in _OF_THE_SPEAKER or (verb.tag_ == "VBP" and lemma in _SAID_OF_ONESELF):
        return False
    negated = any(child.dep_ == "neg" for child in verb.children)  # "do not close it"
    if negated and lemma in _SAID_OF_ONESELF:
        return False
    others = (child for child in verb.children if not (negated and child.lower_ == "do"))
    return not any(child.dep_ in _NOT_OF_ORDERS or child.tag_ == "WRB" for child in others)


def follows_please(token: Token) -> bool:
    """ "Please close the gate", whatever the parser takes the word for."""
    return token.i > 0 and token.nbor(-1).lower_ == "please" and token.nbor(-1).tag_ == "UH"


def _is_suggested(verb: Token) -> bool:
    """ "Why not meet?", "Why don't you meet?": these ask for the act, whatever the negation."""
    while verb.dep_ == "conj" and verb.head.tag_ == verb.tag_:
        verb = verb.head
    first = verb.left_edge
    if verb.tag_ != "VB" or first.lower_ != "why" or not any(child.dep_ == "neg" for child in verb.children):
        return False
    subjects = {child.lower_ for child in verb.children if child.dep_ in _SUBJECTS}
    return subjects <= {"you", "we"} and first.nbor().lower_ in ({"do"} if subjects else {"not"})


def _is_asked(verb: Token) -> bool:
    """The main verb of a question that is open: "Did troops cross the border?" """
    while verb.dep_ == "conj":
        verb = verb.head
    if verb.dep_ != "ROOT" or not any(child.lower_ == "?" for child in verb.children):
        return False
    subject = next((child.i for child in verb.children if child.dep_ in _SUBJECTS), None)
    if subject is None:
        return False
    first = next(iter(verb.subtree))
    if verb.pos_ == "AUX" and verb.i < subject:
        return first.lower_ not in _ASKING
    return first.lower_ not in _ASKING and any(c.dep_ in _HELPERS and c.i < subject for c in verb.children)


def _is_to(verb: Token) -> bool:
    """ "Is to visit" """
    if verb.tag_ != "VB" or verb.dep_ not in {"xcomp", "ccomp"}:
        return False
    head = verb.head
    subject_near = not any(child.dep_ in {"acomp", "attr"} for child in head.children)
    return head.lemma_ == "be" and head.tag_ in {"VBZ", "VBP", "VBD"} and subject_near


def _going_to(verb: Token) -> bool:
    return verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lower_ in {"going", "gon"}


def _is_reported_in_the_past(verb: Token) -> bool:
    """ "Said it would" looks forward; "it would, if" does not."""
    while verb.dep_ in {"conj", "relcl", "advcl", "acl"}:
        if verb.dep_ == "relcl" and signatures().names("noun", verb.head.lemma_.lower()):
            return True  # "agreed on a plan which would"
        verb = verb.head
    said = verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN", "VBG"}
    return said and not _has_condition(verb)


_BINDING = {"warn", "threaten", "vow", "promise", "pledge", "offer", "urge", "ask", "demand"}
_CONDITIONS = {"if", "unless", "whether", "lest", "provided", "should", "assuming", "supposing"}


def is_conditional(verb: Token) -> bool:
    """Whether a clause is a condition: "if", "unless", "should he resign", "in case"."""
    while verb.dep_ == "conj":
        verb = verb.head
    marks = [child for child in verb.children if child.dep_ in {"mark", "advmod", "prep"}]
    if any(child.dep_ == "mark" and child.lower_ in _CONDITIONS for child in marks):
        return True
    if verb.dep_ not in {"advcl", "ccomp", "pcomp", "acl", "xcomp"}:
        return False
    if any(child.lower_ == "case" for mark in marks for child in mark.subtree if mark.i < verb.i):
        return True
    first = verb.left_edge
    return verb.dep_ == "advcl" and first.lower_ in {"should", "were", "had"} and first.dep_ in _HELPERS
