"""How an act is done and what a passage is about: PLOVER's modes and contexts."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from dragoman.coder.lexicon import lexicon
from dragoman.coder.relation import Reading
from dragoman.coder.syntax import complements
from dragoman.coder.triggers import Trigger
from dragoman.ontology import modes
from dragoman.parse import Doc, Token

# How likely a context must be, and how likely one whose words are there. Set on held-back sentences.
_ABOUT, _HINTED = 0.2, 0.07
_BY_CONTENT = {"REQUEST", "REJECT", "THREATEN"}
_REMOTE = {"phone", "telephone", "video", "videoconference", "virtual", "online", "call", "teleconference", "link"}


def mode(trigger: Trigger) -> str | None:
    """The mode that the pattern gives, or the content or instrument that the words name."""
    type_ = trigger.pattern.type
    if type_ == "CONSULT" and _lemmas(trigger) & _REMOTE:
        return "phone"
    if trigger.pattern.mode:
        return trigger.pattern.mode
    if type_ in _BY_CONTENT:
        return _named(lexicon().words["content"], _content_lemmas(trigger), modes(type_))
    if type_ == "ASSAULT":
        return _named(lexicon().words["instruments"], _lemmas(trigger), modes(type_))
    return None


def contexts(doc: Doc, reading: Reading) -> tuple[str, ...]:
    """The PLOVER contexts of a passage by name: the likely ones, and less likely ones whose words are there."""
    lemmas = [token.lemma_.lower() for token in doc]
    words = set(lemmas) | {f"{a}_{b}" for a, b in pairwise(lemmas)}
    signs = lexicon().words["contexts"]
    return tuple(
        name for name, p in reading.contexts.items() if p > _ABOUT or (p > _HINTED and signs.get(name, set()) & words)
    )


def _named(tables: object, lemmas: set[str], allowed: tuple[str, ...]) -> str | None:
    assert isinstance(tables, dict)
    return next((name for name in _order(allowed) if name in tables and tables[name] & lemmas), None)


@lru_cache
def _order(allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The codebook's order where several fit: who asks for a ceasefire and talks asks for a ceasefire."""
    first = ("yield", "meet", "assist", "drone", "aerial", "suicide-attack", "crowd-control", "unconventional")
    rank = {name: place for place, name in enumerate(first)} | {"destroy": len(first) + 1}
    return tuple(sorted(allowed, key=lambda name: rank.get(name, len(first))))


def _lemmas(trigger: Trigger) -> set[str]:
    """The lemmas of the trigger's own clause, with neighbouring pairs joined."""
    tokens = [trigger.token, *_clause(trigger.token)]
    if trigger.token.pos_ == "NOUN" and trigger.token.head.pos_ == "VERB":
        tokens += [child for child in trigger.token.head.children if child.dep_ in {"prep", "agent", "nsubj"}]
        tokens += [inner for child in trigger.token.head.children if child.dep_ == "prep" for inner in child.subtree]
    tokens.sort(key=lambda token: token.i)
    lemmas = [token.lemma_.lower() for token in tokens]
    return set(lemmas) | {f"{a}_{b}" for a, b in pairwise(lemmas)}


def _clause(token: Token) -> list[Token]:
    """What hangs on a token without the clauses that stand on their own."""
    found = []
    for child in token.children:
        if child.dep_ not in {"ccomp", "advcl", "relcl", "conj", "parataxis"}:
            found += [child, *_clause(child)]
    return found


def _content_lemmas(trigger: Trigger) -> set[str]:
    tokens = [inner for clause in complements(trigger.token) for inner in clause.subtree]
    for child in trigger.token.children:
        if child.dep_ in {"prep", "dobj"}:
            tokens += child.subtree
    if trigger.pattern.kind == "nouns":
        tokens += trigger.token.subtree
    return {token.lemma_.lower() for token in tokens}
