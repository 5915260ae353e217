"""The texts of the factuality corpora, split into words, are read as they would be printed."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.factuality import Target, _cued, _in_order, untokenized
from dragoman.model import Span


def test_words_join_as_printed_and_keep_their_places() -> None:
    words = ["``", "It", "did", "n't", "start", "(", "yet", ")", ",", "''", "he", "said", "."]
    sentence, starts = untokenized(words)
    assert sentence == '"It didn\'t start (yet)," he said.'
    assert [sentence[start : start + 2] for start in starts[1:5]] == ["It", "di", "n'", "st"]


@pytest.mark.parametrize(
    ("sentence", "words", "cued"),
    [
        ("Peru did not close the border.", "close", True),
        ("No soldier crossed the border.", "crossed", True),
        ("Peru failed to close the border.", "close", True),
        ("Peru closed the border without firing.", "firing", True),
        ("Peru closed the border.", "closed", False),
        ("Peru, which did not fire, closed the border.", "closed", False),
    ],
)
def test_a_cue_of_negation_stands_beside_or_right_above_its_event(sentence: str, words: str, cued: bool) -> None:
    start = sentence.index(words)
    assert _cued([Target(sentence, Span(words, start, start + len(words)), 0.0, read=True)]) == [cued]


def test_the_order_of_two_values_counts_half_where_they_are_equal() -> None:
    labels = np.array([3.0, 3.0, 0.0])
    assert _in_order(labels, np.array([2.0, 1.0, 1.0])) == 0.75
