"""spaCy's attribute ruler, remembered: the parts of speech that its rules give, looked up instead of matched again.

A rule about one token knows no more of it than its tag, its dependency and perhaps its form, so what was given once
holds for every token like it. Texts with a token that a rule about several begins with are left to spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token

_SEEN = {"TAG", "DEP", "LOWER", "IS_SPACE"}
_Kind = tuple[int, int, bool, int]
_Given = tuple[int, Any, int, int]


def remember(language: Language) -> None:
    """Put the remembering ruler in the place of a pipeline's own, if all its rules are such as can be remembered."""
    ruler = language.get_pipe("attribute_ruler")
    if isinstance(ruler, AttributeRuler) and all(_SEEN.issuperset(tests[0]) for tests in _patterns(ruler)):
        Language.factory("remembered_rules", func=lambda nlp, name: Remembered(ruler))
        language.replace_pipe("attribute_ruler", "remembered_rules")


class Remembered:
    """Gives each token what the ruler gave one of its kind: part of speech, morphology, lemma and dependency if any."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._forms = [tests[0]["LOWER"] for tests in _patterns(ruler) if "LOWER" in tests[0]]
        self._longer = [tests[0] for tests in _patterns(ruler) if len(tests) > 1]
        self._named: dict[int, bool] = {}  # whether a rule asks for a form
        self._given: dict[_Kind, _Given] = {}  # not where a rule about several tokens may begin

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a text in place."""
        kinds = [self._kind(token) for token in doc]
        given = [known for kind in kinds if (known := self._given.get(kind))]
        if len(given) == len(kinds):
            for token, kind, (pos, morph, lemma, dependency) in zip(doc, kinds, given, strict=True):
                token.pos, token.morph, token.lemma = pos, morph, lemma
                if dependency != kind[1]:
                    token.dep = dependency
            return doc
        starts = [any(_may_begin(first, token) for first in self._longer) for token in doc]
        self._ruler(doc)
        if not any(starts):
            result = [(token.pos, token.morph, token.lemma, token.dep) for token in doc]
            self._given.update(zip(kinds, result, strict=True))
        return doc

    def _kind(self, token: Token) -> _Kind:
        """What single rules know of a token: its form only if one asks for it."""
        named = self._named.get(token.lower)
        if named is None:
            named = self._named[token.lower] = any(_is(test, token.lower_) for test in self._forms)
        return token.tag, token.dep, token.is_space, token.lower if named else 0


def _patterns(ruler: AttributeRuler) -> Iterable[list[dict[str, Any]]]:
    rules: list[Any] = list(ruler.patterns)
    return (tests for rule in rules for tests in rule["patterns"])


def _may_begin(first: Mapping[str, Any], token: Token) -> bool:
    """Whether a rule about several tokens may begin with this one, whatever its tag."""
    return _is(first.get("LOWER", {}), token.lower_) and _is(first.get("DEP", {}), token.dep_)


def _is(test: str | Mapping[str, Any], value: str) -> bool:
    """Whether a token may have the value that a rule asks for; what this cannot tell may be."""
    if isinstance(test, str):
        return value == test
    if "IN" in test:
        return value in test["IN"]
    return "REGEX" not in test or re.search(test["REGEX"], value) is not None
