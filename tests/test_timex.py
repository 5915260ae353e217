"""Expressions of time: our own sentences as a quality floor, and what must hold for any text."""

from __future__ import annotations

import json
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import BadDateError
from dragoman.model import When
from dragoman.timex import find, span_of

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "data" / "dates.jsonl").read_text().splitlines()
]
EXACT_FLOOR = 0.97  # share of expressions whose words and interval are both right
EXTRA_CEILING = 3  # expressions found that nobody marked
WEDNESDAY = date(2026, 2, 4)
LISTED = (
    "on in by the of to from between and until since last next this early late mid- Monday Friday Sun May March 4 31 "
    "29 February 2026 2014 1999 0 12:30 3pm GMT weekend week month years ago later two ten within 1990s century first "
    "quarter half summer fiscal year end same day following will was said recently soon the past . , - – ' ( ) 99 "
    "Sept. today tonight 2026-02-30 31/12/2026 9999 1000 decade hours overnight earlier before after through Q3"
)
WORDS = LISTED.split()


def _interval(when: When) -> list[str | None]:
    return [*(moment.isoformat() if moment else None for moment in (when.start, when.end)), when.precision]


def _only(text: str, published: date | str | None = WEDNESDAY) -> When:
    (expression,) = find(text, published)
    return expression.when


def test_floor_on_our_own_sentences() -> None:
    expected = {
        (row["text"], row["published"], e["start"], e["end"]): list(e["when"].values())
        for row in ROWS
        for e in row["expected"]
    }
    found = {
        (row["text"], row["published"], x.start, x.end): _interval(x.when)
        for row in ROWS
        for x in find(row["text"], row["published"])
    }
    wrong = [(key, found.get(key), want) for key, want in expected.items() if found.get(key) != want]
    assert len(expected) > 200
    assert 1 - len(wrong) / len(expected) >= EXACT_FLOOR, wrong
    assert len(found.keys() - expected.keys()) <= EXTRA_CEILING, found.keys() - expected.keys()


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("It was signed on 4 February 2026.", "stated"),
        ("It was signed in March 2014.", "stated"),
        ("It has lasted since 2014.", "stated"),
        ("It ran from 28 February to 3 March 2026.", "stated"),
        ("It was signed on 4 February.", "relative"),
        ("It was signed on Monday.", "relative"),
        ("It was signed in March last year.", "relative"),
    ],
)
def test_basis_tells_whether_the_words_say_the_whole_date(text: str, basis: str) -> None:
    assert _only(text).basis == basis


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("last June", date(2025, 6, 1)),
        ("last August", date(2025, 8, 1)),
        ("this past May", date(2025, 5, 1)),
        ("next March", date(2026, 3, 1)),
        ("this coming June", date(2026, 6, 1)),
    ],
)
def test_a_month_with_last_or_next_is_a_month_whatever_else_its_name_means(words: str, start: date) -> None:
    assert _only(f"Soldiers overthrew him {words}.").start == start


@pytest.mark.parametrize(
    ("text", "precision"),
    [("They met on Wednesday.", "day"), ("They met last week.", "week"), ("They met on 3 May.", "day")],
)
def test_without_publication_the_words_are_found_but_no_date_is_guessed(text: str, precision: str) -> None:
    assert _interval(_only(text, None)) == [None, None, precision]


def test_without_publication_stated_dates_are_known() -> None:
    assert _only("They met on 3 May 2024.", None).start == date(2024, 5, 3)
    assert span_of(_only("It has lasted since 2014.", None)) == (date(2014, 1, 1), None)


def test_the_last_date_named_is_looked_up_across_sentences() -> None:
    text = "The king fled on 3 May 1999. A council took over. It was gone three days later."
    first, second = find(text, WEDNESDAY)
    assert (first.when.start, second.when.start) == (date(1999, 5, 3), date(1999, 5, 6))


def test_nothing_named_nothing_known() -> None:
    assert span_of(_only("The same day, the envoy left.")) == (None, None)


def test_verbs_after_a_comma_do_not_reach_back() -> None:
    assert _only("The premier will step down, an aide told reporters on Friday.").start == date(2026, 1, 30)
    assert _only("An aide told reporters that the premier will step down on Friday.").start == date(2026, 2, 6)


def test_a_day_that_opens_a_sentence_has_nothing_of_the_sentence_before() -> None:
    text = "Clinton plans to speak in Fairfield, Iowa. Friday, she held a call with researchers."
    assert _only(text).start == date(2026, 1, 30)


def test_what_somebody_is_asked_to_do_lies_ahead() -> None:
    when = _only("Mediators asked both parties to return on Thursday.")
    assert when.start == date(2026, 2, 5)


@pytest.mark.parametrize("published", ["2026-02-04", "2026-02-04T09:00:00Z", WEDNESDAY, datetime(2026, 2, 4, 9)])
def test_publication_may_be_text_date_or_datetime(published: date | str) -> None:
    assert _only("They met yesterday.", published).start == date(2026, 2, 3)


def test_a_publication_that_is_no_date_is_refused() -> None:
    with pytest.raises(BadDateError, match="YYYY-MM-DD"):
        find("They met yesterday.", "last week")


def test_span_of_gives_whole_days() -> None:
    when = When(datetime(2026, 2, 3, 15), datetime(2026, 2, 3, 15, 59, 59), "hour", "relative", None)
    assert span_of(when) == (date(2026, 2, 3), date(2026, 2, 3))
    assert span_of(When(None, date(2026, 2, 3), "day", "relative")) == (None, date(2026, 2, 3))


def _check(text: str, published: date | None) -> None:
    end = 0
    for expression in find(text, published):
        assert end <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.text
        end = expression.end
        first, last = expression.when.start, expression.when.end
        if first is not None and last is not None:
            assert type(first) is type(last)
            assert first <= last


@given(st.text(), st.none() | st.dates())
def test_any_text_is_read(text: str, published: date | None) -> None:
    _check(text, published)


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from([" ", " ", "-", ""]), st.none() | st.dates())
def test_any_string_of_date_words_is_read(words: list[str], glue: str, published: date | None) -> None:
    _check(" ".join(words), published)
    _check(glue.join(words), published)


@pytest.mark.parametrize("text", ["They met on Wednesday.", "They met last week.", "They met two days ago."])
@given(published=st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_relative_dates_move_with_publication(text: str, published: date) -> None:
    first, last = span_of(_only(text, published))
    assert first is not None
    assert last is not None
    week = timedelta(days=7)
    assert span_of(_only(text, published + week)) == (first + week, last + week)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_weekday_is_the_last_one_or_the_coming_one(published: date) -> None:
    past, coming = _only("They met on Friday.", published).start, _only("They will meet on Friday.", published).start
    assert past is not None
    assert coming is not None
    assert published - timedelta(days=7) < past <= published <= coming < published + timedelta(days=7)


def test_a_day_before_a_request_is_that_of_the_request() -> None:
    assert _only("Ministers on Friday agreed to send troops.").start == date(2026, 1, 30)
    assert _only("Ministers agreed to send troops on Friday.").start == date(2026, 2, 6)


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)))
def test_every_way_to_write_a_date_reads_the_same(day: date) -> None:
    month = day.strftime("%B")
    for written in (f"{day.day} {month} {day.year:04}", f"{month} {day.day}, {day.year:04}", day.isoformat()):
        assert span_of(_only(f"They met on {written}.")) == (day, day)


def test_dates_take_little_time() -> None:
    """A floor far below the speed of any machine of today: only a pattern that backtracks without end fails it."""
    rows = ROWS[:100]
    began = time.perf_counter()
    for row in rows:
        find(row["text"], row["published"])
    assert (time.perf_counter() - began) / len(rows) < 0.01
