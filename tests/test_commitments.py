"""What opens a commitment, and what does not."""

from __future__ import annotations

import pytest
from telling import countries, events, only


def test_an_accepted_invitation() -> None:
    commitment = only("Macron accepted Modi's invitation to visit India in March 2026.", "AGREE").commitment
    assert commitment is not None
    assert (commitment.act.type, commitment.act.mode) == ("CONSULT", "visit")
    assert countries(commitment.promisors) == ["FRA"]
    assert commitment.due is not None
    assert str(commitment.due.end) == "2026-03-31"


def test_a_pledge_with_a_condition() -> None:
    commitment = only("Britain pledged to lift the sanctions if Belarus frees the prisoners.", "CONCEDE").commitment
    assert commitment is not None
    assert commitment.condition is not None
    assert "frees the prisoners" in commitment.condition


def test_a_scheduled_visit() -> None:
    commitment = only("The Polish president will visit Kenya on 9 March 2026.").commitment
    assert commitment is not None
    assert commitment.state == "open"


@pytest.mark.parametrize(
    "text",
    [
        "The Polish president may visit Kenya in March.",
        "The Polish president wants to visit Kenya.",
        "The Polish president visited Kenya.",
        "Poland believes that Kenya is a friend.",
    ],
)
def test_aims_possibilities_and_past_acts_bind_nobody(text: str) -> None:
    assert all(event.commitment is None for event in events(text))
