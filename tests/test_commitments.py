"""What opens a commitment, and what does not."""

from __future__ import annotations

import pytest
from telling import countries, events, only

from dragoman.model import Commitment


def test_an_accepted_invitation() -> None:
    commitment = only("Macron accepted Modi's invitation to visit India in March 2026.", "AGREE").commitment
    assert commitment is not None
    assert (commitment.act.type, commitment.act.mode) == ("CONSULT", "visit")
    assert countries(commitment.promisors) == ["FRA"]
    assert commitment.due is not None
    assert str(commitment.due.end) == "2026-03-31"


def test_a_pledge_with_a_condition() -> None:
    commitment = _opened("Britain pledged to lift the sanctions if Belarus frees the prisoners.")
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


@pytest.mark.parametrize(
    "text",
    [
        "Norway pledged to lend Kenya 40 million dollars by 9 March 2026.",
        "Norway promised to ship 20,000 tonnes of rice to Kenya by 9 March 2026.",
        "Norway offered on Thursday to donate 500 lorries to Kenya by 9 March 2026.",
    ],
)
def test_goods_that_somebody_is_to_get_are_aid(text: str) -> None:
    (commitment,) = (event.commitment for event in events(text) if event.commitment)
    assert commitment.act.type in {"AID", "COOPERATE"}
    assert countries(commitment.promisors) == ["NOR"]
    assert countries(commitment.beneficiaries) == ["KEN"]
    assert commitment.due is not None
    assert str(commitment.due.end) == "2026-03-09"


def test_what_somebody_said_he_would_do_binds_him() -> None:
    (commitment,) = (
        event.commitment
        for event in events("Norway's minister said that his country would visit Kenya on 9 March 2026.")
        if event.commitment
    )
    assert commitment.act.type == "CONSULT"


def test_a_threat_is_meant_for_whoever_is_to_meet_its_condition() -> None:
    (commitment,) = (
        event.commitment
        for event in events("Norway threatened to impose tariffs unless Kenya frees the sailors.")
        if event.commitment
    )
    assert countries(commitment.beneficiaries) == ["KEN"]


@pytest.mark.parametrize(
    ("text", "type_", "due"),
    [
        ("Turkey agreed to withdraw its troops from Syria by 1 May 2026.", "RETREAT", "2026-05-01"),
        ("Azerbaijan agreed to hand 32 prisoners to Armenia by 1 May 2026.", "RETREAT", "2026-05-01"),
        ("The ELN pledged to stop kidnappings in Colombia by June 2026.", "CONCEDE", "2026-06-30"),
        ("Nigeria agreed to share intelligence with Niger by 1 May 2026.", "COOPERATE", "2026-05-01"),
        ("Chad and Niger agreed that their joint body would resume its work in May 2026.", "COOPERATE", "2026-05-31"),
        ("Nigeria agreed to resume oil swaps with Venezuela by 1 May 2026.", "COOPERATE", "2026-05-01"),
        ("Libya's unions threatened to strike on 3 May 2026.", "PROTEST", "2026-05-03"),
    ],
)  # fmt: skip
def test_what_is_promised_is_the_act_itself(text: str, type_: str, due: str) -> None:
    commitment = _opened(text)
    assert commitment is not None
    assert commitment.act.type == type_
    assert commitment.due is not None
    assert str(commitment.due.end) == due


def test_a_truce_that_is_agreed_is_to_be_held() -> None:
    commitment = _opened("Sudan's army agreed to a ceasefire with the RSF from 3 May 2026.")
    assert commitment is not None
    assert (commitment.act.type, commitment.act.mode) == ("RETREAT", "ceasefire")
    assert set(countries(commitment.promisors)) == {"SDN"}


def test_who_is_given_time_is_to_do_it() -> None:
    commitment = _opened("Niger's junta gave Algeria until 15 June 2026 to free the two officers.")
    assert commitment is not None
    assert countries(commitment.promisors) == ["DZA"]
    assert countries(commitment.beneficiaries) == ["NER"]
    assert commitment.act.type == "RETREAT"


def test_a_promise_not_to_act_is_never_done() -> None:
    assert _opened("The Taliban have pledged not to attack foreign troops.") is None


def _opened(text: str) -> Commitment | None:
    return next((event.commitment for event in events(text) if event.commitment), None)
