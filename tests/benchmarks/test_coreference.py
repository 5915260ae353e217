"""The measures against examples worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks.coreference import conll, scores

GOLD = [["a", "b", "c"], ["d", "e"]]
GUESS = [["a", "b"], ["c", "d", "e"]]


def test_the_measures_by_hand() -> None:
    # MUC: a gold group of 3 in two parts keeps 1 of 2 links, that of 2 keeps its one: 2/3; and so the other way.
    # B-cubed: (4/3 + 1/3 + 4/2) / 5. CEAF-e: abc with ab 4/5, de with cde 4/5: 1.6 / 2.
    # LEA: abc keeps 1 of 3 links, de 1 of 1: (3 * 1/3 + 2) / 5.
    measured = scores(GOLD, GUESS)
    expected = {"MUC": 2 / 3, "B-cubed": 11 / 15, "CEAF-e": 0.8, "LEA": 0.6}
    for name, value in expected.items():
        assert measured[name].precision == pytest.approx(value)
        assert measured[name].recall == pytest.approx(value)
    assert conll(measured) == pytest.approx((2 / 3 + 11 / 15 + 0.8) / 3)


def test_nothing_linked() -> None:
    measured = scores(GOLD, [["a"], ["b"], ["c"], ["d"], ["e"]])
    assert measured["MUC"].f1 == 0
    assert measured["B-cubed"].recall == pytest.approx(2 / 5)
    assert measured["CEAF-e"].recall == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert measured["LEA"].recall == 0


def test_other_mentions_are_refused() -> None:
    with pytest.raises(ValueError, match="same mentions"):
        scores(GOLD, [["a", "b"]])
