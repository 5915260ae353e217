"""The table of signatures: well formed, and applied as its key says."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from dragoman.status.outcomes import Outcome
from dragoman.status.signatures import Signature, signatures


def test_no_word_has_two_signatures_for_one_complement() -> None:
    read = tomllib.loads((files("dragoman.status") / "signatures.toml").read_text("utf-8"))
    for name, table in read.items():
        if "default" in table:
            counts = Counter(word for key, listed in table.items() if key != "default" for word in listed)
            assert {word for word, number in counts.items() if number > 1} == set(), name


@pytest.mark.parametrize(
    ("lemma", "above", "expected"),
    [
        ("manage", Outcome.HAPPENED, Outcome.HAPPENED),
        ("manage", Outcome.NEGATED, Outcome.NEGATED),
        ("manage", Outcome.SCHEDULED, Outcome.SCHEDULED),
        ("fail", Outcome.HAPPENED, Outcome.NEGATED),
        ("fail", Outcome.NEGATED, Outcome.HAPPENED),
        ("fail", Outcome.POSSIBLE, Outcome.POSSIBLE),
        ("plan", Outcome.HAPPENED, Outcome.INTENDED),
        ("plan", Outcome.POSSIBLE, Outcome.POSSIBLE),
    ],
)
def test_two_way_signatures(lemma: str, above: Outcome, expected: Outcome) -> None:
    assert signatures().of("to", lemma).applied(above, None, past=True) is expected


def test_a_negated_content_turns_round_what_denies_it() -> None:
    denied = Signature(Outcome.NEGATED, Outcome.HAPPENED)
    assert denied.applied(Outcome.HAPPENED, Outcome.NEGATED, past=True) is Outcome.HAPPENED
