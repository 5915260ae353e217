"""Up the tree from an act: what each clause, preposition and governing word makes of it."""

from __future__ import annotations

from dragoman import actors
from dragoman.parse import Token
from dragoman.status.nominals import of_modifiers, under_preposition
from dragoman.status.outcomes import ACTUAL, OPEN, Outcome
from dragoman.status.own import follows_please, is_conditional, is_infinitive, is_order, is_said_of_oneself, own
from dragoman.status.signatures import Complement, Signature, signatures

_DEEPEST = 8
_CONTENTS: tuple[Complement, ...] = ("object", "that")
_NOT_QUITE = {"short", "close"}  # "stopped short of signing", "came close to signing"
_PLACES = {"at", "during", "in", "on"}
_SUBJECTS = ("nsubj", "nsubjpass")
_ORDINALS = {"first", "last", "only", "second", "third", "latest"}
_TIMES = {"when", "once", "until", "before", "after", "while", "whenever", "till", "soon", "as", "where"}
_VERBS = {"VERB", "AUX"}
_SUPPOSING = {"would", "could", "might", "may"}
_ANY = {"a", "an", "any", "another", "new", "further", "fresh", "additional"}  # what there need not be
_COMPLEMENTS = {
    "relcl",
    "xcomp",
    "ccomp",
    "pcomp",
    "acl",
    "csubj",
    "csubjpass",
    "oprd",
    "dobj",
    "pobj",
    "nsubj",
    "nsubjpass",
    "prep",
}


def outcome(token: Token, depth: int = 0) -> Outcome:
    """What a sentence says of the act, state or thing that a token names."""
    if follows_please(token):
        return Outcome.DESIRED
    if token.dep_ == "auxpass":
        return outcome(token.head, depth)  # "get elected", where somebody points at "get"
    if _is_predicate(token):
        return of_modifiers(token) or outcome(token.head, depth + 1)
    if token.pos_ in _VERBS:
        return _of_verb(token, depth)
    return _of_noun(token, depth)


def _is_predicate(token: Token) -> bool:
    """ "Is efficient", "became a threat" """
    if token.dep_ not in {"acomp", "attr", "oprd"} or token.head.pos_ not in _VERBS or token.tag_ in {"VB", "VBG"}:
        return False
    return token.pos_ == "ADJ" or token.head.lemma_ in {"be", "become", "remain", "seem"}


def _of_verb(verb: Token, depth: int) -> Outcome:
    said = own(verb)
    if depth > _DEEPEST:
        return said or Outcome.HAPPENED
    if is_conditional(verb):
        return Outcome.CONDITIONAL
    if is_infinitive(verb) and _has_question_word(verb) and verb.dep_ in {"xcomp", "ccomp", "pcomp"}:
        above = outcome(verb.head, depth + 1)
        return Outcome.POSSIBLE if above in ACTUAL else above  # "knew how to" (Bhatt 1999)
    top = verb
    while top.dep_ == "conj" and top.head.pos_ in _VERBS and not _stands_alone(top):
        top = top.head
    if top.dep_ in {"ROOT", "conj", "parataxis", "dep"}:
        return said or _of_main_verb(top)
    if top.dep_ == "relcl" and not is_infinitive(top) and (top.tag_ != "VB" or said not in {None, Outcome.CONDITIONAL}):
        nowhere = said is Outcome.POSSIBLE and of_modifiers(top.head) is Outcome.NEGATED  # "no way that it can"
        return Outcome.NEGATED if nowhere else said or Outcome.HAPPENED
    if top.dep_ == "advcl" and not _is_gerund_object(top):
        return _of_adverbial(top, said, depth)
    if top.dep_ in {"pcomp", "pobj"} or (top.dep_ == "prep" and top.tag_ == "VBG"):
        return _of_gerund(top, said, depth)
    if top.dep_ in {*_COMPLEMENTS, "advcl"}:
        return _of_complement(top, said, depth)
    return said or Outcome.HAPPENED


def _has_question_word(verb: Token) -> bool:
    """ "Knows how to close it", not "what it hopes to close"."""
    return any(child.tag_ in {"WRB", "WP", "WDT"} and child.i > verb.head.i for child in verb.children)


def _of_main_verb(verb: Token) -> Outcome:
    """ "Leaders to meet" (a headline), "how to meet": an infinitive that nothing governs."""
    if not is_infinitive(verb):
        return Outcome.HAPPENED
    return Outcome.SCHEDULED if _has(verb, *_SUBJECTS) else Outcome.INTENDED


def _has(token: Token, *labels: str) -> bool:
    return any(child.dep_ in labels for child in token.children)


def _is_gerund_object(verb: Token) -> bool:
    """ "Ruled out sending", which parsers take for a clause of circumstance."""
    before = verb.left_edge.i - 1
    near = before >= 0 and (verb.doc[before] == verb.head or verb.doc[before].dep_ == "prt")
    return verb.tag_ == "VBG" and near and signatures().names("ing", verb.head.lemma_.lower())


def _stands_alone(verb: Token) -> bool:
    """A conjunct with a tense or subject of its own is no part of what governs the first: "vowed to go and went"."""
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or any(child.tag_ == "MD" for child in verb.children)
    # "Without using batons and arrested two": a participle with an object and no auxiliary is a past tense
    finite = finite or (verb.tag_ == "VBN" and verb.head.tag_ == "VBG" and _has(verb, "dobj") and not _has(verb, "aux"))
    forms = {"VB", "VBG", "VBN"} if verb.tag_ == "VBD" else {"VB", "VBG"}  # "had attacked it and accused"
    return bool(verb.head.tag_ in forms and finite and not any(c.tag_ == "MD" for c in verb.head.children))


def _of_adverbial(verb: Token, said: Outcome | None, depth: int) -> Outcome:
    marks = {
        child.lower_ for child in verb.children if child.dep_ in {"mark", "aux", "advmod", "prep"} and child.i < verb.i
    }
    timed = bool(marks & _TIMES)
    above = _of_main_clause(verb.head, timed, depth)
    if is_infinitive(verb):
        return _of_purpose(verb, said, above)
    words = signatures().words
    if marks & words["prepositions negated"] and verb.tag_ not in {"VBD", "VBZ"}:
        return Outcome.NEGATED
    if said in {None, Outcome.HAPPENED} and not _is_past_form(verb) and above in OPEN:
        return above if timed or verb.tag_ not in {"VBZ", "VBP"} else said or above
    if marks & {"when", "whenever", "once"} and verb.tag_ == "VBP" and _is_of_anybody(verb):
        return Outcome.CONDITIONAL
    if "so" in marks and "that" in marks and said in {None, Outcome.POSSIBLE}:
        return Outcome.INTENDED
    return said or Outcome.HAPPENED


def _is_of_anybody(verb: Token) -> bool:
    """ "When you enter": a "when" of anybody and any time is an "if" (Farkas and Sugioka 1983)."""
    return any(child.lower_ in {"you", "one"} for child in verb.children if child.dep_ in _SUBJECTS)


def _of_main_clause(verb: Token, timed: bool, depth: int) -> Outcome:
    """What a clause of time or circumstance stands by: an act that is due ("has to wait until"), or the verb."""
    if verb.lower_ in {"soon", "long"}:
        verb = verb.head  # "as soon as"
    above = outcome(verb, depth + 1)
    if above is Outcome.NEGATED and is_order(verb):
        return Outcome.DESIRED
    if timed and above in ACTUAL and verb.lemma_.lower() in {"have", "need", "be", "go"} and not _is_past(verb):
        due = next((child for child in verb.children if child.dep_ == "xcomp" and is_infinitive(child)), None)
        return outcome(due, depth + 1) if due is not None else above
    return above


def _is_past_form(verb: Token) -> bool:
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return verb.tag_ == "VBD" or bool(helpers & {"was", "were", "had", "did"})


def _of_purpose(verb: Token, said: Outcome | None, above: Outcome) -> Outcome:
    """ "To" after a whole clause: a purpose, or what came of it ("fell to reach a low")."""
    if said is Outcome.NEGATED or above is Outcome.NEGATED:
        return said or Outcome.INTENDED
    if above in OPEN:
        return above if above is not Outcome.SCHEDULED else Outcome.INTENDED
    if verb.head.i > verb.i:
        return Outcome.INTENDED
    words, lemma = signatures().words, verb.head.lemma_.lower()
    change = lemma in words["results changes"] and verb.lemma_ in words["results happened"]
    only = any(child.lower_ == "only" and child.i < verb.i for child in verb.children)
    return Outcome.HAPPENED if change or only or _is_errand(verb.head) else Outcome.INTENDED


def _is_errand(verb: Token) -> bool:
    """ "Flew to Geneva to", "took two days to"; but "called on Chad to"."""
    if _took_its_time(verb):
        return True
    on = any(child.dep_ == "prep" and child.lower_ in {"on", "upon"} for child in verb.children)
    return verb.lemma_.lower() in signatures().words["results reached"] and _is_past(verb) and not on


def _took_its_time(verb: Token) -> bool:
    """ "Took two days to", "took the trouble to": what takes effort was done (Karttunen 1971)."""
    if verb.lower_ == "took" and any(child.lower_ == "it" for child in verb.children if child.dep_ == "nsubj"):
        return True
    objects = {child.lemma_.lower() for child in verb.children if child.dep_ in {"dobj", "npadvmod", "dative"}}
    return verb.lemma_.lower() == "take" and bool(objects & signatures().words["results taken"])


def _of_gerund(verb: Token, said: Outcome | None, depth: int) -> Outcome:
    """A gerund under a preposition: "without firing", "accused of firing", "by firing"."""
    preposition = verb if verb.dep_ == "prep" else verb.head
    before = preposition.nbor(-1) if preposition.i else preposition
    short = not _NOT_QUITE.isdisjoint({preposition.head.lower_, before.lower_})  # "stopped short of firing"
    fixed = Outcome.NEGATED if short else under_preposition(preposition)
    if fixed is not None:
        return fixed
    head = preposition
    while head.pos_ == "ADP" and head.dep_ != "ROOT":
        head = head.head
    if head is preposition:
        return said or Outcome.HAPPENED
    above = outcome(head, depth + 1)
    if head.pos_ in _VERBS:
        if preposition.lower_ == "from" and any(child.dep_ in {"dobj", "nsubjpass"} for child in head.children):
            return Signature(Outcome.NEGATED, Outcome.POSSIBLE).applied(above, said, past=True)  # "kept them from"
        if above is Outcome.NEGATED and not signatures().names("ing", head.lemma_.lower()):
            return Outcome.NEGATED if preposition.lower_ in {"by", "in"} else said or Outcome.HAPPENED
        return signatures().of("ing", head.lemma_.lower(), preposition.lower_).applied(above, said, _is_past(head))
    if head.pos_ == "NOUN" and _is_dropped(head):
        return Outcome.NEGATED
    complement: Complement = "adjective" if head.pos_ == "ADJ" else "noun"
    if not signatures().names(complement, head.lemma_.lower()):
        return said or (above if above in OPEN else Outcome.HAPPENED)
    return signatures().of(complement, head.lemma_.lower()).applied(above, said, _is_past(head))


def _of_complement(verb: Token, said: Outcome | None, depth: int) -> Outcome:
    head = verb.head
    above = outcome(head, depth + 1)
    lemma = head.lemma_.lower()
    if said is Outcome.SCHEDULED and lemma in {"be", "go"}:
        return said if above not in {Outcome.NEGATED, Outcome.CONDITIONAL, Outcome.POSSIBLE} else above
    if said is Outcome.NEGATED and lemma in {"have", "be", "remain"}:
        return said
    complement = _kind(verb, head)
    if complement is None and _tells_of_somebody(verb, head):
        return said or Outcome.HAPPENED
    if complement is None:
        return said or (above if above in OPEN else Outcome.POSSIBLE if is_infinitive(verb) else Outcome.HAPPENED)
    if complement == "to":
        listed = next((child for child in head.children if child.dep_ in {"acomp", "oprd"} and child.i < verb.i), None)
        if listed is not None and head.lemma_ in {"be", "seem", "become", "remain"}:
            complement, lemma = "adjective", listed.lemma_.lower()
        if _is_perfect(verb):
            said = Outcome.HAPPENED
        if _is_errand(head):
            return said or above
    if complement == "noun" and _is_ordinal(head) and not signatures().names("noun", lemma):
        return said or (above if above in OPEN else Outcome.HAPPENED)  # "the first premier to visit"
    if complement == "adjective" and verb.dep_ == "ccomp" and not is_infinitive(verb) and _is_sure(head):
        return _of_sure(outcome(head.head, depth + 1) if head.head.lemma_ == "make" else above, said)
    predicate = _predicate(head) if complement == "that" and lemma == "be" else None
    if predicate is not None and signatures().names("adjective", predicate.lemma_.lower()):
        complement, lemma = "adjective", predicate.lemma_.lower()  # "it is possible that"
    if complement == "noun" and (_is_rejected(head) or _is_dropped(head) or _is_false(head)):
        return Outcome.NEGATED  # "rejected claims that it had closed"
    if complement == "to" and is_said_of_oneself(verb, head):
        return Outcome.HAPPENED  # "I would like to thank"
    signature = signatures().of(complement, lemma, _particle(head) or _mood(verb, head))
    if signature.is_factive and is_infinitive(verb) and above in OPEN:
        return above  # "would be glad to meet"
    if above is Outcome.NEGATED and is_order(head) and signature.negated is Outcome.HAPPENED:
        return Outcome.DESIRED  # "do not forget to close it"
    return signature.applied(above, said, _is_past(head))


def _tells_of_somebody(verb: Token, head: Token) -> bool:
    """ "Moved to disperse crowds protesting the takeover": they did, whatever is planned for them."""
    somebody = actors.role(head.text) is not None and of_modifiers(head) is not Outcome.NEGATED
    return somebody and verb.dep_ == "acl" and verb.tag_ == "VBG"


def _mood(verb: Token, head: Token) -> str | None:
    """Which use of a governing word it is: "said to", "would like to", "has got to", "suggested that it close"."""
    helpers = {child.lower_ for child in head.children if child.dep_ == "aux"}
    if helpers & {"would", "'d", "’d"}:
        return "would"
    if verb.tag_ == "VB" and not is_infinitive(verb):
        return "subjunctive"
    if head.tag_ == "VBN":
        return "perfect" if helpers else "passive"
    return None


def _is_ordinal(noun: Token) -> bool:
    """ "The first premier to", "the worst storm to" """
    marks = [child for child in noun.children if child.dep_ == "amod"]
    return any(child.lower_ in _ORDINALS or _is_superlative(child) for child in marks)


def _is_superlative(adjective: Token) -> bool:
    """Not "the best place to", which advises."""
    if adjective.tag_ == "JJS":
        return adjective.lower_ != "best"
    return any(child.lower_ in {"most", "least"} for child in adjective.children)


def _is_sure(adjective: Token) -> bool:
    return adjective.lower_ in {"sure", "certain"}


def _of_sure(above: Outcome, said: Outcome | None) -> Outcome:
    """ "Is sure that it closed", "is not sure that it closed", "will make sure that it closes"."""
    if above is Outcome.NEGATED:
        return Outcome.POSSIBLE
    return above if above in OPEN and said in {None, Outcome.HAPPENED} else said or Outcome.HAPPENED


def _predicate(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "acomp"), None)


def _is_false(noun: Token) -> bool:
    """ "Reports that … were untrue", "… proved to be unfounded" """
    verb = noun.head
    below = [verb, *(child for child in verb.children if child.dep_ in {"xcomp", "oprd"})]
    said = {child.lemma_.lower() for each in below for child in (each, *each.children) if child.pos_ in {"ADJ", "VERB"}}
    named = noun.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ in {"be", "prove", "turn", "remain"}
    return named and bool(said & signatures().words["predicates false"]) and outcome(verb) is not Outcome.NEGATED


def _is_dropped(noun: Token) -> bool:
    """Whether what a noun stands for was given up: "dropped a plan to", "gave up hopes of", "ignored pleas to"."""
    verb = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass"} or not signatures().names("noun", noun.lemma_.lower()):
        return False
    lemma, particle = verb.lemma_.lower(), _particle(verb)
    phrase = f"{lemma} {particle}" if particle else lemma
    return phrase in signatures().words["predicates dropped"] and outcome(verb) not in {Outcome.NEGATED, *OPEN}


def _is_rejected(noun: Token) -> bool:
    verb = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass"}:
        return False
    found = {signatures().of(complement, verb.lemma_.lower(), _particle(verb)).affirmed for complement in _CONTENTS}
    return Outcome.NEGATED in found and outcome(verb) is not Outcome.NEGATED


def _particle(verb: Token) -> str | None:
    return next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)


def _kind(verb: Token, head: Token) -> Complement | None:
    """Which table a governed clause belongs to; None where its governor takes nothing from it."""
    if head.pos_ in {"NOUN", "PROPN", "PRON"}:
        bare = is_infinitive(verb) or verb.tag_ == "VB" or (verb.tag_ == "VBG" and verb.dep_ != "acl")
        return "noun" if bare or any(child.dep_ == "mark" for child in verb.children) else None
    if head.pos_ in {"ADJ", "ADV"}:
        return "adjective"
    if verb.dep_ in {"csubj", "csubjpass", "nsubj", "nsubjpass"}:
        return None
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if verb.tag_ == "VBN" and not helpers and (_has(verb, *_SUBJECTS) or _has(head, "dobj")):
        return "participle"  # "wants it closed"
    if is_infinitive(verb) or (verb.tag_ == "VB" and not _has_modal(verb)):
        with_that = any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)
        return "that" if verb.dep_ == "ccomp" and with_that else "to"  # "demanded that it close"
    if (verb.tag_ == "VBG" and not helpers) or any(child.lower_ == "having" for child in helpers):
        return "ing"  # "denied ordering", "denied having ordered"
    return "that" if verb.dep_ == "ccomp" else None


def _has_modal(verb: Token) -> bool:
    return any(child.tag_ == "MD" or child.lemma_ == "do" for child in verb.children if child.dep_ == "aux")


def _is_perfect(verb: Token) -> bool:
    """ "Is said to have fled" """
    return verb.tag_ == "VBN" and any(child.dep_ == "aux" and child.lower_ == "have" for child in verb.children)


def _is_past(head: Token) -> bool:
    while head.pos_ not in _VERBS and head.dep_ in {"acomp", "attr", "oprd", "xcomp"}:
        head = head.head
    return head.tag_ in {"VBD", "VBN"} or any(
        child.dep_ in {"aux", "auxpass"} and child.lower_ in {"was", "were", "had", "been"} for child in head.children
    )


def _of_noun(noun: Token, depth: int) -> Outcome:
    """The outcome of an act that a noun names: its modifiers, then the word that it hangs on."""
    said = of_modifiers(noun)
    if said is not None or depth > _DEEPEST:
        return said or Outcome.HAPPENED
    while noun.dep_ == "conj":
        noun = noun.head
    head, preposition = noun.head, None
    if noun.dep_ == "ROOT":
        return Outcome.HAPPENED
    if head.pos_ == "ADP":
        fixed = under_preposition(head)
        if fixed is not None:
            return fixed
        preposition = head.lower_
        while head.pos_ == "ADP" and head.dep_ != "ROOT":
            head = head.head
    if head.pos_ in _VERBS:
        return _under_verb(noun, head, preposition, depth)
    lemma = head.lemma_.lower()
    if head.pos_ == "NOUN" and (preposition or noun.dep_ == "compound") and signatures().names("of", lemma):
        return signatures().of("of", lemma).applied(outcome(head, depth + 1), None, past=True)
    return Outcome.HAPPENED


def _under_verb(noun: Token, verb: Token, preposition: str | None, depth: int) -> Outcome:
    lemma = verb.lemma_.lower()
    particle = _particle(verb)
    above = outcome(verb, depth + 1)
    tables = signatures()
    if preposition is not None:
        if not tables.names("object", f"{lemma} {preposition}"):
            return above if above in OPEN and (preposition in _PLACES or not _is_definite(noun)) else Outcome.HAPPENED
        return tables.of("object", lemma, preposition).applied(above, None, past=True)
    passive = noun.dep_ == "nsubjpass"
    if noun.dep_ in {"dobj", "nsubjpass", "dative"}:
        found = tables.of("object", lemma, particle)
        if found == tables.defaults["object"] and above in OPEN and (passive or not _is_definite(noun)):
            return above
        if found.affirmed is Outcome.NEGATED and tables.names("noun", noun.lemma_.lower()):
            return Outcome.HAPPENED  # who rejects a proposal rejects what is proposed
        return found.applied(above, None, past=True)
    if noun.dep_ == "nsubj":
        described = (child for child in verb.children if child.dep_ in {"acomp", "attr"})
        predicate = next(described, None) if lemma == "be" else None
        if predicate is not None and tables.names("adjective", predicate.lemma_.lower()):
            return tables.of("adjective", predicate.lemma_.lower()).applied(above, None, past=False)
        if _is_supposed(noun, verb) and (predicate is not None or not tables.names("subject", lemma)):
            return Outcome.CONDITIONAL
        return tables.of("subject", lemma).applied(above, None, past=True)
    return Outcome.HAPPENED


def _is_supposed(noun: Token, verb: Token) -> bool:
    """Whether it is said what an act would do or be if it came about: "an attack would be a mistake"."""
    unknown = any(child.lower_ in _ANY for child in noun.children if child.dep_ in {"det", "amod"})
    told = any(child.dep_ == "relcl" for child in noun.children)  # "an attack that killed five could deepen the crisis"
    return unknown and not told and any(child.tag_ == "MD" and child.lower_ in _SUPPOSING for child in verb.children)


def _is_definite(noun: Token) -> bool:
    """Whether a noun takes for granted that there is such a thing: "the war", "this war", "Chad's war"."""
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these", "those"})
        for child in noun.children
    )
