"""The calendar: a reader must find every due day in it, whatever the words hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.commitments import ledger
from dragoman import read
from dragoman.ledger import to_ics

STAMP = datetime(2026, 4, 2, 8, 30, tzinfo=UTC)
TEXT = "Peru's president will visit Ghana on 12 May, his office said; he is keen, it added."
[ENTRY] = ledger([read(TEXT, published="2026-04-01")], date(2026, 4, 2))


def test_a_day_is_an_all_day_entry() -> None:
    lines = to_ics([ENTRY], stamp=STAMP).split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"DTSTART;VALUE=DATE:20260512", "DTEND;VALUE=DATE:20260513", "DTSTAMP:20260402T083000Z"} <= set(lines)


def test_what_has_no_day_is_left_out() -> None:
    undated = replace(ENTRY, commitment=replace(ENTRY.commitment, due=None))
    assert "VEVENT" not in to_ics([undated], stamp=STAMP)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_lines_fold_at_75_octets_and_unfold_to_the_words(words: str) -> None:
    made = replace(ENTRY.commitment, condition=words or "x")
    text = to_ics([replace(ENTRY, commitment=made)], stamp=STAMP)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    plain = text.replace("\r\n ", "").split("DESCRIPTION:")[1].split("\r\nTRANSP")[0]
    unescaped = plain.replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",")
    if "\\" not in words and "\r" not in words:
        assert unescaped.endswith(f"Condition: {words or 'x'}")
