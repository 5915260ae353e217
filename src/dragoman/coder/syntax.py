"""Who stands where around a trigger: subjects, objects and prepositional objects, through passives, coordination,
control, participles and relative clauses.
"""

from __future__ import annotations

from dragoman.parse import Token, conjuncts

_SUBJECTS = {"nsubj", "csubj"}
_OBJECTS = {"dobj", "dative", "nsubjpass"}
# Verbs whose object does what the infinitive says: "urged Iran to stop".
_OBJECT_CONTROL = {
    "urge", "ask", "order", "tell", "force", "allow", "invite", "press", "call", "call on", "persuade", "compel",
    "instruct", "encourage", "want", "expect", "push", "request", "beg", "implore", "warn", "enable", "help", "lead",
    "accuse", "suspect", "convict", "let",
}  # fmt: skip


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive, a bare participle after a noun ("the mayor arrested on Monday") included."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    bare = verb.tag_ == "VBN" and not any(child.dep_ in {"aux", "nsubj"} for child in verb.children)
    if verb.dep_ == "conj" and bare:
        return is_passive(verb.head)
    return verb.dep_ == "acl" and bare  # not "the claim that it had attacked"


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The tokens that do what an active verb says, or by whom a passive one says it was done."""
    if is_passive(verb):
        return [noun for child in verb.children if child.dep_ == "agent" for noun in _governed(child)]
    own = [noun for child in verb.children if child.dep_ in _SUBJECTS for noun in conjuncts(child)]
    return own or (_inherited(verb, depth) if depth < 6 else [])


def objects(verb: Token) -> list[Token]:
    """The tokens to which it is done."""
    own = [noun for child in verb.children if child.dep_ in _OBJECTS for noun in conjuncts(child)]
    if own or not is_passive(verb):
        return own
    if verb.dep_ == "conj":
        return objects(verb.head)
    return [verb.head] if verb.dep_ == "acl" else []


def prepositional(token: Token, prepositions: frozenset[str]) -> list[Token]:
    """What some prepositions of a verb or noun govern."""
    return [noun for child in token.children if _marks(child, prepositions) for noun in _governed(child)]


def complements(verb: Token) -> list[Token]:
    """The heads of the clauses that a verb or noun governs as its content."""
    found = [child for child in verb.children if child.dep_ in {"ccomp", "xcomp"}]
    found += [child for child in verb.children if child.dep_ == "acl" and child.tag_ == "VB"]
    for child in verb.children:
        if child.dep_ == "prep":
            found += [inner for inner in child.children if inner.dep_ == "pcomp"]
    return found


def content_subjects(verb: Token) -> list[Token]:
    """Whoever is to do what a verb's content says: "demanded that Peru withdraw"."""
    found = [s for clause in complements(verb) for s in clause.children if s.dep_ in {*_SUBJECTS, "nsubjpass"}]
    return [noun for token in found for noun in conjuncts(token)]


def governor(token: Token) -> Token | None:
    """The verb, noun or adjective on which a token's clause depends, past prepositions and coordination."""
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ == "ROOT":
        return None
    head = token.head
    while head.pos_ == "ADP" and head.dep_ != "ROOT":
        head = head.head
    return head


def _marks(child: Token, prepositions: frozenset[str]) -> bool:
    return child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions


def _governed(preposition: Token) -> list[Token]:
    """The objects of a preposition, also through a second one ("out of", "from within")."""
    found: list[Token] = []
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            found += conjuncts(child)
        elif child.dep_ == "prep" and child.i == preposition.i + 1:
            found += _governed(child)
    return found


def _inherited(verb: Token, depth: int) -> list[Token]:
    """The subject that a clause without one shares with its governor."""
    head = verb.head
    if verb.dep_ == "conj":
        return objects(head) if is_passive(head) and not is_passive(verb) else subjects(head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return [head]
    if verb.dep_ == "pcomp":
        head = governor(verb) or head
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        return _doers_of(head, depth)
    if verb.dep_ in {"xcomp", "ccomp"} and head.pos_ == "ADJ":  # "are due to hold", "is ready to meet"
        return subjects(head.head, depth + 1) if head.dep_ in {"acomp", "oprd"} else []
    if verb.dep_ in {"xcomp", "advcl", "pcomp", "ccomp", "dep"} and head.pos_ in {"VERB", "AUX"}:
        if verb.dep_ in {"xcomp", "ccomp", "pcomp"} and head.lemma_ in _OBJECT_CONTROL and objects(head):
            return objects(head)
        return objects(head) if is_passive(head) else subjects(head, depth + 1)
    return []


def _doers_of(noun: Token, depth: int) -> list[Token]:
    """Who is to do what a noun's infinitive says: "Xi's pledge to", "made an effort to"."""
    if noun.lemma_ == "invitation":
        return subjects(noun.head, depth + 1) if noun.head.lemma_ in {"accept", "welcome", "take"} else []
    owners = [child for child in noun.children if child.dep_ == "poss"]
    return owners or (subjects(noun.head, depth + 1) if noun.head.pos_ == "VERB" else [])
