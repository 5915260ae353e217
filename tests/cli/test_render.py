"""Tables that fit their width, times in few words, words that cannot drive a terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from dragoman import render
from dragoman.model import Actor, ClaimMade, Evidence, Precision, Record, Span, Stance, Status, When


def shown(what: RenderableType, width: int = 120) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, markup=False, emoji=False, highlight=False).print(what)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 240])
def test_tables_fit_and_lose_no_id(record: Record, width: int) -> None:
    printed = shown(render.record(record), width)
    assert max(map(len, printed.splitlines())) <= width
    for event in record.events:
        assert event.event_id[: render.SHORT_ID] in printed
    assert "future" in printed


def test_the_words_have_a_column_only_where_there_is_room(record: Record) -> None:
    headers = {width: shown(render.record(record), width) for width in (80, 120, 160)}
    assert ["Says who" in text for text in headers.values()] == [True, True, True]
    assert ["In words" in text for text in headers.values()] == [False, False, True]
    assert "“called”" not in headers[80]
    assert "“called”" in headers[120]


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (date(2026, 2, 4), date(2026, 2, 4), "day", "2026-02-04"),
        (date(2026, 2, 4), date(2026, 2, 6), "day", "2026-02-04 – 2026-02-06"),
        (date(2026, 2, 1), date(2026, 2, 28), "month", "Feb 2026"),
        (date(2026, 2, 1), date(2026, 4, 30), "month", "Feb 2026–Apr 2026"),
        (date(2026, 2, 2), date(2026, 2, 8), "week", "week of 2026-02-02"),
        (date(2026, 2, 7), date(2026, 2, 8), "weekend", "weekend 2026-02-07"),
        (date(2026, 10, 1), date(2026, 12, 31), "quarter", "Q4 2026"),
        (date(2026, 7, 1), date(2026, 12, 31), "half", "H2 2026"),
        (date(2026, 3, 1), date(2026, 5, 31), "season", "Mar 2026–May 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "year", "2026"),
        (date(2020, 1, 1), date(2029, 12, 31), "decade", "2020s"),
        (datetime(2026, 2, 4, 9, 30), datetime(2026, 2, 4, 9, 30), "minute", "2026-02-04 09:30"),
        (date(2026, 2, 4), None, "day", "since 2026-02-04"),
        (None, date(2026, 2, 4), "day", "by 2026-02-04"),
        (None, None, "past", "recently"),
    ],
)
def test_times(start: date | None, end: date | None, precision: Precision, words: str) -> None:
    assert render.when_words(When(start, end, precision, "stated", "recently")) == words


def test_a_date_that_is_only_the_publications_is_marked() -> None:
    day = date(2026, 2, 4)
    assert render.when_words(When(day, day, "day", "publication")) == "~2026-02-04"
    assert render.when_words(None) == "—"


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "year", "by end 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "month", "by end Feb 2026"),
        (date(2026, 2, 2), date(2026, 2, 8), "week", "by 2026-02-08"),
        (date(2026, 2, 4), date(2026, 2, 4), "day", "2026-02-04"),
        (None, date(2026, 2, 4), "day", "by 2026-02-04"),
    ],
)
def test_what_is_due(start: date | None, end: date | None, precision: Precision, words: str) -> None:
    assert render.due_words(When(start, end, precision, "stated")) == words


def test_says_who(record: Record) -> None:
    call, visit = record.events
    claim = visit.claims[0]
    assert render.says_who(call).plain == "—"
    assert render.says_who(visit).plain == "Eva Sol: asserts"
    denied = replace(claim, stance=Stance.DENIES, speakers=(visit.recipients[0], claim.speakers[0]))
    both = replace(visit, claims=(claim, claim, denied))
    assert render.says_who(both).plain == "Eva Sol: asserts\nBo Li, via Eva Sol: denies\ndisputed"


def test_a_denial_is_a_dispute_only_if_somebody_asserts(record: Record) -> None:
    visit = record.events[1]
    denied: ClaimMade = replace(visit.claims[0], stance=Stance.DENIES)
    assert not render.disputed(replace(visit, claims=(denied,)))
    assert render.disputed(replace(visit, claims=(denied,), evidence=visit.evidence + record.events[0].evidence))


def test_a_status_is_told_without_colour_or_symbols(record: Record) -> None:
    for status in Status:
        event = replace(record.events[0], status=status)
        assert render.status_text(event, symbols=False).plain == status.value
        assert len({render.status_text(replace(event, status=other), symbols=True).plain[0] for other in Status}) == 5


def test_a_wording_printed_twice_is_shown_once_with_both_places(record: Record) -> None:
    call = record.events[0]
    reprint = replace(call.evidence[0], report_id="fedcba9876543210", outlet="The Post")
    printed = shown(render.event(replace(call, evidence=(*call.evidence, reprint)), plain=True))
    assert printed.count("[trigger: called]") == 1
    assert "The Courier, 2026-02-04" in printed
    assert "The Post, 2026-02-04" in printed


def test_words_of_a_report_drive_neither_markup_nor_the_terminal() -> None:
    hostile = "[bold]A[/bold] \x1b]0;x\x07 \x9b2J \u202e:smile:"
    actor = Actor("x", hostile, None, None)
    printed = shown(render.resolution(hostile, actor, None))
    assert "[bold]A[/bold]" in printed
    assert ":smile:" in printed
    assert not set("\x1b\x07\x9b\u202e") & set(printed)


@given(st.text(st.sampled_from("ab \n")), st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), max_size=5))
def test_marking_keeps_every_word_however_spans_overlap(text: str, places: list[tuple[int, int]]) -> None:
    text = f"x{text}x"
    spans = [Span(text[a : a + n], a, min(a + n, len(text))) for a, n in places if a < len(text)]
    item = Evidence("r", None, None, Span(text, 0, len(text)), Span("x", 0, 1), tuple(spans[:2]), tuple(spans[2:]))
    assert "".join(render.marked(item, plain=False).plain.split()) == "".join(text.split())


@given(st.text(max_size=200), st.integers(8, 40))
def test_clipping_fits(text: str, length: int) -> None:
    assert len(render.clip(text, length)) <= length
