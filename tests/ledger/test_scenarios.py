"""The floors of the ledger on the scenarios: lowered only in a commit that says so."""

from __future__ import annotations

from collections import Counter

from benchmarks.commitments import AGENCY, LATER, scenarios, score


def test_the_floors() -> None:
    counts: Counter[str] = Counter()
    for name, scenario in scenarios():
        counts.update(score(name, scenario, tell=False))
    assert counts["expected"] == 80
    assert 2 * counts["found"] / (counts["expected"] + counts["entered"]) >= 0.87
    assert counts["verdict"] / counts["found"] >= 0.90
    assert counts["verdict"] / counts["expected"] >= 0.83
    assert counts["unproven"] == 0


def test_the_floor_on_scenarios_by_another_hand() -> None:
    counts: Counter[str] = Counter()
    for name, scenario in scenarios(LATER):
        counts.update(score(name, scenario, tell=False))
    assert counts["expected"] == 21
    assert 2 * counts["found"] / (counts["expected"] + counts["entered"]) >= 0.80
    assert counts["unproven"] == 0


def test_the_floor_on_stories_in_agency_prose() -> None:
    counts: Counter[str] = Counter()
    for name, scenario in scenarios(AGENCY):
        counts.update(score(name, scenario, tell=False))
    assert counts["expected"] == 29
    assert 2 * counts["found"] / (counts["expected"] + counts["entered"]) >= 0.85
    assert counts["verdict"] / counts["expected"] >= 0.70
    assert counts["unproven"] == 0
