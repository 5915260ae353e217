"""Sentences with exact offsets; equal words are one passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Report
from dragoman.passages import sentences, split, stories


@given(st.text())
def test_every_sentence_is_where_it_says(text: str) -> None:
    end = 0
    for span in sentences(text):
        assert text[span.start : span.end] == span.text
        assert span.start >= end
        assert span.text == span.text.strip()
        end = span.end


@given(st.text())
def test_no_word_is_lost(text: str) -> None:
    assert "".join("".join(s.text.split()) for s in sentences(text)) == "".join(text.split())


def words(text: str) -> list[str]:
    return [span.text for span in sentences(text)]


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert len(words("The U.S. envoy met Gov. Ruiz on Jan. 5. They talked.")) == 2


def test_may_is_a_whole_word_and_may_end_a_sentence() -> None:
    assert len(words("They met on 18 May. Minister Ruiz left. Gen. Ruiz met Mrs. May on May 5.")) == 3


def test_a_clock_time_does_not_end_a_sentence() -> None:
    assert len(words("They met at 3 p.m. Monday in Riga. Then they left.")) == 2


def test_a_heading_is_a_sentence_of_its_own() -> None:
    assert words("Talks fail in Doha\n\nThe envoys left.") == ["Talks fail in Doha", "The envoys left."]


@pytest.mark.parametrize(
    "dateline",
    [
        "BELGRADE, Serbia (AP) -- ",
        "MBANDAKA, Democratic Republic of Congo (Equator Press) - ",
        "GOMA, Democratic Republic of Congo, May 21 - ",
        "Libreville, Jan. 14 - ",
        "KABUL/ISLAMABAD (Wire) - ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    assert words(f"{dateline}Nurses left their posts.") == ["Nurses left their posts."]


def test_wrapped_lines_belong_together() -> None:
    lines = [
        "The foreign ministers of the five states of the region met on the",
        "island for two days, and although no statement was issued after the",
        "last session, three of them said that they would come together again",
        "before the summer.",
    ]
    assert words("\n".join(lines)) == ["\n".join(lines)]


def test_a_passage_printed_twice_is_stored_once() -> None:
    report = Report("r", "Kenya met Chad. Oslo waits. Kenya met Chad.")
    first, second = split([report])
    assert [(p.start, p.end) for p in first.printings] == [(0, 15), (28, 43)]
    assert len(second.printings) == 1


def test_reports_share_their_passages() -> None:
    passages = split([Report("a", "Kenya met Chad."), Report("b", "News: Kenya met Chad.\nKenya met Chad.")])
    assert [p.report_id for p in passages[0].printings] == ["a", "b"]


DIGEST = (
    "Kenyan police arrested two editors in Mombasa on Friday.",
    "Chile and Peru opened a border crossing for lorries near Arica.",
    "Hundreds of nurses marched through Manila for better pay.",
    "A court in Oslo sentenced a banker to four years in prison.",
    "Fiji expelled an Australian diplomat over a remark.",
)


def test_every_item_of_a_digest_is_a_story_of_its_own() -> None:
    report = Report("r", "\n\n".join(DIGEST), None)
    passages = split([report])
    assert stories(report, passages) == [passage.printings[0].start for passage in passages]


def test_paragraphs_that_go_on_about_the_same_names_tell_one_story() -> None:
    paragraphs = (DIGEST[0], "Kenyan lawyers protested.", "Mombasa was calm.", "The police said nothing.", "They left.")
    report = Report("r", "\n\n".join(paragraphs), None)
    assert set(stories(report, split([report]))) == {0}


def test_paragraphs_about_one_country_are_one_story_though_they_repeat_few_words() -> None:
    paragraphs = (
        "Kenyan police arrested two editors in Mombasa on Friday.",
        "Lawyers marched through the rain.",
        "A court in Nairobi set bail at a million shillings.",
        "Donors were silent.",
        "Opposition deputies walked out of parliament.",
    )
    report = Report("r", "\n\n".join(paragraphs), None)
    assert set(stories(report, split([report]))) == {0}


def test_a_rank_does_not_end_a_sentence() -> None:
    assert [one.text for one in sentences("Police Const. Ann Reid told reporters. She left.")] == [
        "Police Const. Ann Reid told reporters.",
        "She left.",
    ]


def test_a_title_before_a_name_ends_no_sentence() -> None:
    assert len(list(sentences("Mr. Okoye passed the letter to Ms. Adeyemi and Ms. Bello on Monday."))) == 1
