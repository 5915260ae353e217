"""Who is cited, by which cue, for what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import attributions


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The harbour master said that the quay had sunk.", "The harbour master", "said", ["that the quay had sunk"]),
        ("“We never met them,” the clerk said.", "the clerk", "said", ["“We never met them,”"]),
        (
            "“We never met them,” said the clerk. “Nobody wrote to us.”",
            "the clerk",
            "said",
            ["“We never met them,”", "“Nobody wrote to us.”"],
        ),
        ("According to the port authority, the quay had sunk.", "the port authority", "According to", None),
        ("The unions have also denounced the new tolls.", "The unions", "have also denounced", ["the new tolls"]),
        ("The bridge is expected to close in May.", None, "is expected", ["The bridge", "to close in May"]),
        ("The clerk declined to comment on the toll.", "The clerk", "declined to comment on", ["the toll"]),
        ("The tolls were rejected by the council.", "the council", "were rejected by", ["The tolls"]),
        ("The unions voiced doubts about the tolls.", "The unions", "voiced doubts about", ["the tolls"]),
        ("The pilots are confident that it will rain.", "The pilots", "are confident", ["that it will rain"]),
        ("The clerk asked the mayor if it rained.", "The clerk", "asked", ["if it rained"]),
        ("The club said in a statement: “It was our fault.”", "The club", "said", ["“It was our fault.”"]),
        ("The mayor wants to widen the road.", "The mayor", "wants", ["to widen the road"]),
    ],
)
def test_spans(text: str, source: str | None, cue: str, content: list[str] | None) -> None:
    [found] = attributions(text)
    assert (found.source and found.source.text) == source
    assert found.cue is not None
    assert found.cue.text == cue
    assert [part.text for part in found.content] == (content or ["the quay had sunk"])


def test_what_a_quotation_says_others_said_is_not_told_apart() -> None:
    [found] = attributions("“The owner told me that he had sold it,” the broker said.")
    assert found.source is not None
    assert found.source.text == "the broker"


def test_plain_telling_cites_nobody() -> None:
    assert attributions("The ferry sank off the cape. Nine people drowned.") == []


@given(st.lists(st.sampled_from(["He said", "“", "”", "that", "it rained", ".", "\n\n", "according to", "him"])))
def test_spans_are_words_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for one in attributions(text):
        for span in (one.source, one.cue, *one.content):
            assert span is None or text[span.start : span.end] == span.text
