"""Who is actor and who recipient, through the constructions of news English."""

from __future__ import annotations

import pytest
from telling import countries, events, only, told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("France condemned Belarus on Monday.", "FRA > BLR ACCUSE"),
        ("Belarus was condemned by France on Monday.", "FRA > BLR ACCUSE"),
        ("France, which condemned Belarus on Monday, recalled its envoy.", "FRA > BLR ACCUSE"),
        ("Condemning Belarus, France closed its embassy.", "FRA > BLR ACCUSE"),
        ("France wants talks, and condemned Belarus.", "FRA > BLR ACCUSE"),
        ("Japan imposed sanctions on Iran.", "JPN > IRN SANCTION"),
        ("Sanctions were imposed on Iran by Japan.", "JPN > IRN SANCTION"),
        ("Kenya urged Ethiopia to withdraw its troops.", "KEN > ETH REQUEST"),
        ("Kenya demanded that Ethiopia withdraw its troops.", "KEN > ETH REQUEST"),
        ("The Brazilian president visited Argentina.", "BRA > ARG CONSULT"),
        ("Argentina hosted the Brazilian president.", "BRA > ARG CONSULT"),
        ("Pakistan summoned the Indian ambassador.", "PAK > IND ACCUSE"),
        ("Egypt praised Sudan's decision.", "EGY > SDN SUPPORT"),
    ],
)
def test_sides(sentence: str, expected: str) -> None:
    assert any(told(event).startswith(expected) for event in events(sentence)), [told(e) for e in events(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The presidents of Chile and Peru met in Santiago.",
        "Chile and Peru held talks on Monday.",
        "Chile held talks with Peru.",
        "Chile's president met with Peru's president.",
        "Talks between Chile and Peru took place on Monday.",
    ],
)
def test_mutual_acts_have_both_sides_as_actors(sentence: str) -> None:
    event = only(sentence, "CONSULT")
    assert set(countries(event.actors)) >= {"CHL", "PER"}
    assert event.recipients == ()


def test_who_act_together_on_another_are_not_joined_by_him() -> None:
    event = only("Jordan and Morocco have pledged to send Sudan 400 soldiers.", "AGREE")
    assert countries(event.actors) == ["JOR", "MAR"]
    assert countries(event.recipients) == ["SDN"]


def test_coordinated_nationalities_are_two_actors() -> None:
    found = [
        e for e in events("The visits by the Norwegian and Danish prime ministers were brief.") if e.mode == "visit"
    ]
    assert [countries(event.actors) for event in found] == [["NOR"], ["DNK"]]


def test_the_content_of_a_demand_is_no_event() -> None:
    assert [e.type for e in events("Kenya urged Ethiopia to arrest the rebels.")] == ["REQUEST"]
    assert [e.type for e in events("Kenya threatened to attack Ethiopia.")] == ["THREATEN"]


def test_every_offset_points_at_its_words() -> None:
    text = "Zoë’s government 🇫🇷 — France condemned Belarus.\n\nIt urged Minsk to free “all” prisoners."
    for event in events(text):
        for item in event.evidence:
            for span in (item.passage, item.trigger, *item.actors, *item.recipients):
                assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "sentence",
    [
        "A police crackdown on protesters in Tbilisi left dozens of them hurt on Monday.",
        pytest.param(
            "Dozens were hurt in a police crackdown on protesters in Tbilisi.",
            marks=pytest.mark.xfail(strict=True, reason="the model notices who was hurt and not the crackdown"),
        ),
    ],
)
def test_the_modifier_of_an_act_may_do_it(sentence: str) -> None:
    event = only(sentence, "COERCE")
    assert [actor.sector for actor in event.actors] == ["COP"]


def test_who_leads_a_coalition_belongs_to_its_name() -> None:
    event = only("A Saudi-led coalition airstrike on a government building in Sanaa killed ten people.", "ASSAULT")
    assert countries(event.actors) == ["SAU"]
