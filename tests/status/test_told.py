"""Floors on minimal pairs: one act asserted, negated, hedged, attributed and foretold."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.pairs import is_right, rows, told
from dragoman import factuality


def test_at_least_0_93_of_each_phenomenon_are_right() -> None:
    whole, right = Counter[str](), Counter[str]()
    for row in rows():
        whole[row.phenomenon] += 1
        right[row.phenomenon] += is_right(row, *told(row))
    assert set(whole.values()) == {40}
    assert all(right[phenomenon] >= 0.93 * count for phenomenon, count in whole.items()), right


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Peru [closed] the border.", 3.0),
        ("Peru reportedly [closed] the border.", 2.0),
        ("Chile believes that Peru [closed] the border.", 2.0),
        ("Peru is likely to [close] the border.", 2.0),
        ("Peru may have [closed] the border.", 1.0),
        ("Perhaps Peru [closed] the border.", 1.0),
        ("Peru may not have [closed] the border.", -1.0),
        ("Chile doubts that Peru [closed] the border.", -2.0),
        ("Peru is unlikely to [close] the border.", -2.0),
        ("Peru did not [close] the border.", -3.0),
    ],
)
def test_the_value_is_graded_by_the_certainty_of_the_words(sentence: str, value: float) -> None:
    start, end = sentence.index("["), sentence.index("]") - 1
    found = factuality(sentence.replace("[", "").replace("]", ""), start, end)
    assert found is not None
    assert found.value == value
