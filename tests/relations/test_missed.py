"""How many events there are when the coder's recall is known."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.relations.estimates import count
from dragoman.relations.missed import Recall, recall, with_missed
from dragoman.store import Store
from relations import made


def test_words_for_a_recall() -> None:
    assert recall("61/140") == Recall(61, 140)
    assert recall("0.44").share == 0.44
    for wrong in ("", "0", "1.2", "0/9", "9/3", "3/0", "all", "-1"):
        with pytest.raises(UsageError, match="share"):
            recall(wrong)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_a_coder_that_finds_all_misses_none(chances: list[float]) -> None:
    found, whole = with_missed(chances, Recall(1.0)), count(chances)
    assert found.value == pytest.approx(whole.value)
    assert abs(found.low - whole.low) <= 1  # a bound may fall to either side where the sum of chances is at its limit
    assert abs(found.high - whole.high) <= 1


def test_the_bounds_hold_the_number_nine_times_in_ten() -> None:
    """Numbers drawn evenly, each event found by the recall's chance: the bounds of what was found hold the number."""
    chance, share = Random(11), 0.4
    inside: Counter[bool] = Counter()
    for _ in range(3000):
        true = chance.randrange(120)
        found = sum(chance.random() < share for _ in range(true))
        if found < 30:  # far from the end of the even draw, which the method does not know of
            bounds = with_missed([1.0] * found, Recall(share))
            inside[bounds.low <= true <= bounds.high] += 1
    assert 0.88 < inside[True] / inside.total() < 0.96


def test_a_smaller_sample_leaves_more_doubt_and_nothing_found_is_not_nothing() -> None:
    few, many = with_missed([0.9] * 20, Recall(5, 10)), with_missed([0.9] * 20, Recall(500, 1000))
    assert few.value == many.value == pytest.approx(36)
    assert few.low < many.low < many.high < few.high
    silent = with_missed([], Recall(0.5))
    assert (silent.value, silent.low) == (0, 0)
    assert silent.high > 2


def test_many_events_are_normal() -> None:
    exact, normal = with_missed([0.8] * 500, Recall(40, 80)), with_missed([0.8] * 501, Recall(40, 80))
    assert normal.low == pytest.approx(exact.low, rel=0.05)
    assert normal.high == pytest.approx(exact.high, rel=0.05)


def test_relations_give_both_and_each_quad_and_type() -> None:
    with Store.open(":memory:") as store:
        store.add(made.records())
        plain = store.relations("RUS", "CHN", by="year")
        found = store.relations("RUS", "CHN", by="year", recall="30/60")
    row, bare = next(found.rows()), next(plain.rows())
    assert row["events_with_missed"] == pytest.approx(2 * float(row["events"] or 0), abs=1e-3)
    assert bare["events_with_missed"] is None
    assert list(row) == list(bare)
    for each in ("quad", "type"):
        counts = [line for line in found.counts(each) if (line["direction"], line["standing"]) == ("all", "occurred")]
        for line, whole in zip(found.tallies(), range(3), strict=True):
            assert line is not None
            of_year = [item for item in counts if item["period"] == found.periods[whole].label]
            assert sum(int(item["acts"] or 0) for item in of_year) == line.acts
