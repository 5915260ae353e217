"""The parses are spaCy's, whatever is remembered or looked up sooner."""

from __future__ import annotations

from importlib import import_module

import pytest
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from dragoman.parse import PIPELINE, join_places, parse
from dragoman.parse.rules import Remembered, remember

_TEXTS = [
    "Kenya had signed the treaty, which it has been criticising ever since.",
    "There is no deal; there are talks, and there was a letter.",
    "We're gonna sign, y'all: let's see whether that ain't nothin'.",
    "The army  has\n\nbeen told that it must not have to go there.",
    "Uganda had been asked which of the two it was that had signed.",
]


@pytest.fixture(scope="module")
def language() -> Language:
    loaded: Language = import_module(PIPELINE).load(exclude=["ner"])
    return loaded


def _annotations(docs: list[Doc]) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, t.dep_, t.lemma_, str(t.morph)) for doc in docs for t in doc]


def test_what_is_remembered_is_what_the_rules_give(language: Language) -> None:
    expected = _annotations(list(language.pipe(_TEXTS)))
    remember(language)
    assert isinstance(language.get_pipe("attribute_ruler"), Remembered)
    for _ in ("matched", "remembered"):
        assert _annotations(list(language.pipe(_TEXTS))) == expected


def test_rules_that_see_more_of_a_token_are_left_to_spacy() -> None:
    language = Language()
    ruler = language.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"SHAPE": "Xxxx"}]], {"POS": "PROPN"})
    remember(language)
    assert language.get_pipe("attribute_ruler") is ruler


@pytest.mark.parametrize("deps", [["nmod", "punct", "ROOT"], ["ROOT", "punct", "appos"]])
def test_a_place_alone_is_joined_with_what_it_lies_in(language: Language, deps: list[str]) -> None:
    root = deps.index("ROOT")
    doc = Doc(
        language.vocab, words=["Lagos", ",", "Nigeria"], pos=["PROPN", "PUNCT", "PROPN"], heads=[root] * 3, deps=deps
    )
    join_places([doc], lambda *_: True)
    assert [token.dep_ for token in doc].count("ROOT") == 1
    assert doc[2].dep_ == ("nmod" if deps[2] == "appos" else "ROOT")


@pytest.mark.parametrize(
    "text",
    [
        "Hamid el-Tayeb of Sudan arrested two editors.",
        "Army spokesman Yahya Abdul al-Rasheed denounced Israel.",
        "Syrian rebels freed Mansour al-Kadri on Monday.",
    ],
)
def test_a_name_with_the_arabic_article_is_one(text: str) -> None:
    [doc] = parse([text])
    [name] = [token for token in doc if "-" in token.text]
    assert (doc.text, name.pos_) == (text, "PROPN")
    assert name.dep_ in {"nsubj", "dobj"}
    assert name.nbor(-1).head == name
