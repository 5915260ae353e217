"""Which passages are parsed, and what the sieve lets through."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import numpy as np
from telling import events

from dragoman.coder import may_tell
from dragoman.coder.context import needed
from dragoman.coder.relation import Reading, _model, weights
from dragoman.coder.sieve import Sieve, load

_FILE = files("dragoman") / "coder" / "model" / "sieve.npz"
_ACTS = [
    "Kenyan police arrested the opposition leader on Sunday.",
    "Peru accused Chile of spying on its generals.",
    "The two ministers will meet in Oslo next week.",
    "Rebels shelled the port overnight.",
]
_NONE = ["The valley has been known for its apples for centuries.", "The show is on until the end of the summer."]


def test_an_event_needs_the_two_passages_before_it() -> None:
    texts = ["rain fell.", "so it did.", "it was wet.", "they met.", "it ended."]
    assert needed(texts, [False, False, False, True, False]) == [1, 2, 3]


def test_an_event_needs_the_passage_where_its_names_first_stand() -> None:
    texts = ["Ada Lindqvist is 40.", "rain fell.", "Lindqvist likes it.", "so did all.", "some did.", "Lindqvist left."]
    assert needed(texts, [False] * 5 + [True]) == [0, 3, 4, 5]


def test_nothing_is_needed_where_nothing_is_told() -> None:
    assert needed(["Ada Lindqvist is 40.", "Rain fell."], [False, False]) == []


def test_a_name_told_in_full_long_before_is_still_known() -> None:
    between = "The valley has been known for its apples for centuries. Its soil is dark. Its summers are long. "
    text = f"Deputy Foreign Minister Ada Lindqvist of Sweden likes apples. {between}Lindqvist condemned Belarus."
    [event] = events(text)
    assert [actor.name for actor in event.actors] == ["Ada Lindqvist"]


def test_the_sieve_is_that_of_the_weights_that_ship() -> None:
    assert load(_FILE, weights()) is not None, "run python -m training.sieve"


def test_a_sieve_is_not_used_on_other_weights() -> None:
    assert load(_FILE, "other") is None


def test_the_sieve_lets_acts_through_and_drops_what_has_none() -> None:
    sieve = _model().sieve
    assert sieve is not None
    assert all(sieve.passes(Reading(text).words[0][1:-1]) for text in _ACTS)
    assert not any(sieve.passes(Reading(text).words[0][1:-1]) for text in _NONE)
    assert all(map(may_tell, map(Reading, _ACTS)))


def test_one_likely_word_is_enough() -> None:
    alone, around = np.eye(2, dtype=np.float32), np.zeros((2, 2), np.float32)
    sieve = Sieve(np.vstack([alone, around]), np.zeros(2, np.float32), np.ones(2, np.float32), 0.5)
    assert sieve.passes(np.array([[0, 0], [0, 0.6]], np.float32))
    assert not replace(sieve, least=0.7).passes(np.array([[0, 0], [0, 0.6]], np.float32))
    assert not sieve.passes(np.zeros((0, 2), np.float32))
