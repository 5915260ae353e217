"""Readouts compared, on two invented accounts of a call, and the floors on the pairs with known alignment."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest

import dragoman
from benchmarks import readouts as benchmark
from dragoman.errors import UsageError
from dragoman.ingest import read_text
from dragoman.readouts import Comparison
from dragoman.readouts.facts import differing, quantities
from dragoman.readouts.matching import match
from dragoman.readouts.meaning import likenesses
from dragoman.readouts.page import page
from dragoman.readouts.table import marked

OURS = (
    "The Chancellor spoke by phone today with the President of Kenya for 30 minutes. "
    "They agreed that engineers will meet in Mombasa on 4 May to plan the new harbour crane. "
    "The Chancellor stressed that coffee growers must be paid a fair price. "
    "She <b>congratulated</b> Kenya on its marathon runners."
)
THEIRS = (
    "The President received a telephone call from the Chancellor of Germany, which lasted 45 minutes. "
    "It was agreed that the engineers meet on 9 May in Mombasa about the harbour crane. "
    "The President rejected any tax on coffee growers. "
    "Germany pledged 40 million euros for the vaccination of cattle."
)


@pytest.fixture(scope="module")
def made() -> Comparison:
    pairs = ((OURS, "Federal Government of Germany"), (THEIRS, "Presidency of Kenya"))
    return dragoman.compare(read_text(text, published="2026-04-20", outlet=outlet) for text, outlet in pairs)


def words(made: Comparison, kind: str) -> set[tuple[str, str]]:
    return {(d.words[0].text, d.words[1].text) for d in made.disputes if d.kind == kind}


def test_every_statement_is_in_one_topic_and_quotes_its_report(made: Comparison) -> None:
    texts = {report.report_id: report.text for report in made.reports}
    held = Counter(statement for topic in made.topics for some in topic.statements for statement in some)
    assert set(held.values()) == {1}
    assert len(held) == sum(account.statements for account in made.accounts) == 8
    for statement in held:
        assert texts[statement.report_id][statement.span.start : statement.span.end] == statement.span.text
    for dispute in made.disputes:
        for report, span in zip(dispute.reports, dispute.words, strict=True):
            assert texts[report][span.start : span.end] == span.text


def test_what_one_side_leaves_out(made: Comparison) -> None:
    alone = {at: [t.statements[at][0].span.text for t in made.only(at)] for at in (0, 1)}
    assert any("marathon" in text for text in alone[0])
    assert any("cattle" in text for text in alone[1])
    assert not any("crane" in text for some in alone.values() for text in some)


def test_facts_that_differ(made: Comparison) -> None:
    assert words(made, "date") == {("4 May", "9 May")}
    assert words(made, "length") == {("30 minutes", "45 minutes")}
    assert not words(made, "number")
    assert [account.side for account in made.accounts] == ["DEU", "KEN"]
    assert made.accounts[1].caller_country == "DEU"


def test_what_is_ascribed_to_the_other_side(made: Comparison) -> None:
    pledged = next(a for a in made.ascriptions if a.words.text == "pledged")
    assert (pledged.to, pledged.jointly, pledged.echo) == ("DEU", False, "absent")
    agreed = next(a for a in made.ascriptions if a.to == "KEN")
    assert (agreed.jointly, agreed.echo) == (True, "same")


def test_rows_are_json_and_the_page_is_safe(made: Comparison) -> None:
    rows = [json.loads(json.dumps(row)) for row in made.rows()]
    assert {row["row"] for row in rows} == {"account", "topic", "dispute", "ascription"}
    shown = page(made)
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown
    assert "http" not in shown
    assert "<script" not in shown


def test_marks_stand_on_the_words_of_their_own_report(made: Comparison) -> None:
    for topic in made.topics:
        for statement in (one for some in topic.statements for one in some):
            pieces = list(marked(topic, statement))
            assert "".join(words for words, _ in pieces) == statement.span.text
            facts = {words for words, mark in pieces if mark == "disputed"}
            assert facts <= {"4 May", "9 May", "30 minutes", "45 minutes"}
            assert any(fact.endswith("May") for fact in facts) == ("crane" in statement.span.text)


def test_three_reports_share_a_topic() -> None:
    third = "Engineers of both countries meet in Mombasa on 4 May about a harbour crane, an agency reported."
    made = dragoman.compare([OURS, THEIRS, third])
    crane = next(topic for topic in made.topics if any("crane" in s.span.text for s in topic.statements[0]))
    assert crane.reports == (0, 1, 2)


def test_a_comparison_needs_two_different_reports() -> None:
    for given in ([OURS], [OURS, OURS]):
        with pytest.raises(UsageError, match="nothing was compared"):
            dragoman.compare(given)


def test_a_second_partner_must_be_more_alike_than_the_first() -> None:
    scores = likenesses([OURS.split(". ")[1]], [THEIRS.split(". ")[1], "It rained."])
    both = np.zeros(scores.shape, bool)
    assert [(row, column) for row, column, _ in match(scores, both)] == [(0, 0)]


def test_each_sides_own_words_need_less_in_common_but_only_for_a_first_partner() -> None:
    scores = np.array([[0.19, 0.0, 0.0], [0.0, 0.5, 0.19]])
    assert [(row, column) for row, column, _ in match(scores, scores < 0)] == [(1, 1)]
    assert [(row, column) for row, column, _ in match(scores, scores >= 0)] == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("It cost $3.5 billion.", "money", 3.5e9),
        ("They spoke for fifty minutes.", "minute", 50),
        ("Trade grew by 12 percent.", "percent", 12),
        ("1,200 soldiers went home.", "count", 1200),
    ],
)
def test_quantities(text: str, kind: str, value: float) -> None:
    (found,) = quantities(text)
    assert (found.kind, found.value) == (kind, value)
    assert text[found.span.start : found.span.end] == found.span.text


def test_a_day_of_the_month_is_no_quantity_and_equal_numbers_are_no_dispute() -> None:
    assert not quantities("They meet on 3 March.")
    one, other = "Norway gives 40 trucks.", "It welcomed the gift of 40 trucks."
    assert not list(differing(one, other, (None, None), (one, other)))


def _figures(half: str) -> dict[str, float]:
    counts = Counter[str]()
    for name in benchmark.names(half):
        counts += benchmark.score(name)
    return benchmark.figures(counts)


@pytest.mark.parametrize(("half", "f1"), [("tuning", 0.86), ("unread", 0.82)])
def test_floors_of_the_alignment(half: str, f1: float) -> None:
    assert _figures(half)["statement alignment F1"] >= f1


@pytest.mark.parametrize(("half", "share"), [("tuning", 0.88), ("unread", 0.85)])
def test_floors_of_the_omissions(half: str, share: float) -> None:
    assert _figures(half)["omissions found"] >= share
