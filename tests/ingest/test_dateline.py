"""The day that a report prints at its head."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.ingest import read_text
from dragoman.ingest.dateline import printed_day


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Updated: November 11, 2011 16:53 IST", date(2011, 11, 11)),
        ("Friday, 4 Sept 2015", date(2015, 9, 4)),
        ("2026-02-04", date(2026, 2, 4)),
        ("Posted on Tue, Mar 3rd, 2009 at 10:15", date(2009, 3, 3)),
        ("ATHENS, May 5, 2010 (Reuters) - Three people died.", date(2010, 5, 5)),
        ("The minister was born on 5 May 1950.", None),
        ("June 31, 2010", None),
        ("Miners march in Lima", None),
    ],
)
def test_the_day_at_the_head(head: str, day: date | None) -> None:
    assert printed_day(f"Miners march in Lima\n{head}\n\nThey met the minister on Monday.") == day


def test_what_is_given_counts_before_what_is_printed() -> None:
    text = "Updated: November 11, 2011\n\nMiners marched through the streets of Lima on Monday, the union said."
    assert read_text(text).published == date(2011, 11, 11)
    assert read_text(text, published="2011-11-12").published == date(2011, 11, 12)


def test_a_date_further_down_is_none_of_the_report() -> None:
    assert printed_day("\n".join(["Miners march in Lima."] * 9 + ["5 May 2010"])) is None
