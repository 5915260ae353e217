"""Expressions of time as TimeML marks them, and floors on sentences of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.timex import read, scores
from dragoman import timexes

_LIST = Path(__file__).parent / "data" / "dates" / "timex.tsv"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The siege lasted three months.", [("three months", "DURATION", "P3M")]),
        ("Ships waited for several weeks.", [("several weeks", "DURATION", "PXW")]),
        ("It rained every other day.", [("every other day", "SET", "P2D")]),
        ("The court meets every Monday.", [("every Monday", "SET", "XXXX-WXX-1")]),
        ("They fought from 1980 to 1988.", [("1980", "DATE", "1980"), ("1988", "DATE", "1988")]),
        ("He has led it since 2014.", [("2014", "DATE", "2014")]),
        ("Rebels took the town on Monday morning.", [("Monday morning", "TIME", "2026-02-02TMO")]),
        ("A 24-hour truce began today.", [("24-hour", "DURATION", "PT24H"), ("today", "DATE", "2026-02-04")]),
        ("A 10-year-old boy spoke.", []),
    ],
)
def test_type_and_value(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = timexes(text, published="2026-02-04")
    assert [(one.text, one.type, one.value) for one in found] == expected
    assert all(text[one.start : one.end] == one.text for one in found)


def test_floors() -> None:
    found = scores(list(read(_LIST)))
    assert found["strict"] >= 0.93
    assert found["value"] >= 0.93


def test_a_timeml_document_is_read(tmp_path: Path) -> None:
    path = tmp_path / "one.tml"
    path.write_text(
        '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2026-02-04" functionInDocument="CREATION_TIME">'
        '2026-02-04</TIMEX3></DCT><TEXT>They <EVENT eid="e1">met</EVENT> <TIMEX3 tid="t1" type="DATE" '
        'value="2026-02-03">yesterday</TIMEX3>.</TEXT></TimeML>'
    )
    (text,) = read(path)
    assert (text.text, text.published) == ("They met yesterday.", "2026-02-04")
    assert scores([text]) == {"strict": 1.0, "relaxed": 1.0, "value": 1.0, "type": 1.0}
