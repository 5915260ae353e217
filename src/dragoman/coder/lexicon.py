"""The trigger lexicon: which verbs, nouns and frames signal which PLOVER type. `lexicon.toml` explains itself."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

SHARE = 0.4  # by how much its type counts beside the model's judgement; set on the development sets

Kind = Literal["verbs", "nouns", "frames"]

_FLAGS = {"!": "needs_recipient", "<": "reversed", "=": "mutual", "~": "intransitive", "+": "needs_content"}
_WORD_TABLES = {"content", "contexts", "instruments", "governors", "modifiers", "speech"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say that something happened.

    head: lemma; compound: the noun before it, if the trigger has two words; objects: lemmas of which one must be
    the object; particles and prepositions: words after the head, the last of which mark the recipient.
    """

    type: str
    mode: str | None
    kind: Kind
    head: str
    compound: str | None = None
    objects: frozenset[str] = frozenset()
    particles: tuple[frozenset[str], ...] = ()
    prepositions: frozenset[str] = frozenset()
    needs_recipient: bool = False
    reversed: bool = False
    mutual: bool = False
    intransitive: bool = False
    needs_content: bool = False

    @property
    def weight(self) -> int:
        """How specific the pattern is: the most specific one that fits decides."""
        return 4 * bool(self.objects) + 2 * len(self.particles) + bool(self.prepositions) + 2 * bool(self.compound)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All patterns by kind and head lemma, and the lists of words that modify them."""

    patterns: Mapping[tuple[Kind, str], tuple[Pattern, ...]]
    words: Mapping[str, Mapping[str, frozenset[str]]]

    def candidates(self, kind: Kind, head: str) -> tuple[Pattern, ...]:
        return self.patterns.get((kind, head), ())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    tables = tomllib.loads((files(__package__) / "lexicon.toml").read_text("utf-8"))
    found: dict[tuple[Kind, str], list[Pattern]] = defaultdict(list)
    for pattern in _patterns(tables):
        found[pattern.kind, pattern.head].append(pattern)
    return Lexicon(
        {key: tuple(sorted(patterns, key=lambda p: -p.weight)) for key, patterns in found.items()},
        {name: {key: frozenset(words) for key, words in tables.get(name, {}).items()} for name in _WORD_TABLES},
    )


def _patterns(tables: Mapping[str, Any]) -> Iterable[Pattern]:
    for type_, table in tables.items():
        if type_ in _WORD_TABLES:
            continue
        yield from _section(type_, None, table)
        for mode, section in table.items():
            if isinstance(section, dict):
                yield from _section(type_, mode, section)


def _section(type_: str, mode: str | None, section: Mapping[str, Any]) -> Iterable[Pattern]:
    kinds: tuple[Kind, ...] = ("verbs", "nouns", "frames")
    for kind in kinds:
        for text in section.get(kind, ()):
            yield read(text, type_, mode, kind)


def read(text: str, type_: str, mode: str | None, kind: Kind) -> Pattern:
    """One pattern from its notation, such as ``pay (visit) to``, ``crack down on`` or ``meet with =``."""
    before, _, rest = text.partition("(")
    inside, _, after = rest.partition(")")
    flags = {_FLAGS[token]: True for token in text.split() if token in _FLAGS}
    head, *words = [token for token in before.split() if token not in _FLAGS]
    compound, _, head = head.rpartition("_")
    marks = [token for token in after.split() if token not in _FLAGS] if rest else words[-1:]
    particles = [*words, *marks[:-1]] if rest else words[:-1]
    return Pattern(
        type_,
        mode,
        kind,
        head,
        compound or None,
        frozenset(word.strip() for word in inside.split(",") if word.strip()),
        particles=tuple(frozenset(word.split("|")) for word in particles),
        prepositions=frozenset(marks[-1].split("|")) if marks else frozenset(),
        **flags,
    )
