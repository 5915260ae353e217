"""Who says so."""

from __future__ import annotations

from telling import only

from dragoman.model import Stance


def test_nobody_is_cited() -> None:
    assert only("Kenya expelled the Sudanese ambassador.").claims == ()


def test_a_speaker_before_and_after() -> None:
    for text in (
        "Kenya said Sudan expelled the Chadian ambassador.",
        "Sudan expelled the Chadian ambassador, Kenya said.",
        "According to Kenya, Sudan expelled the Chadian ambassador.",
    ):
        (claim,) = only(text, "SANCTION").claims
        assert [speaker.country for speaker in claim.speakers] == ["KEN"], text
        assert claim.stance is Stance.ASSERTS


def test_a_chain_names_the_nearest_speaker_first() -> None:
    (claim,) = only("Kenya said Uganda reported that Sudan expelled the Chadian ambassador.", "SANCTION").claims
    assert [speaker.country for speaker in claim.speakers] == ["UGA", "KEN"]


def test_a_denial_keeps_the_event() -> None:
    event = only("Sudan denied that its troops had attacked Chad.", "ASSAULT")
    assert event.status == "negated"
    assert [claim.stance for claim in event.claims] == [Stance.DENIES]


def test_words_between_quotation_marks_are_quoted() -> None:
    (claim,) = only("“Sudan expelled the Chadian ambassador,” Kenya said.", "SANCTION").claims
    assert claim.quoted
