"""Who says so."""

from __future__ import annotations

import pytest
from telling import events, only

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


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("State radio, quoting Kenya, said that Sudan had expelled the Chadian ambassador.", ["Kenya", "State radio"]),
        ("Sudan has expelled the Chadian ambassador, Reuters quoted Kenya as saying.", ["Kenya", "Reuters"]),
        ("In a press release, Kenya said it had expelled the Chadian ambassador.", ["Kenya"]),
        ("Sudan expelled the Chadian ambassador, a source close to the talks told a local paper.", ["a source"]),
        ("Diplomats said Sudan expelled the Chadian ambassador.", ["Diplomats"]),
        ("Sudan expelled the Chadian ambassador, Kenya claims.", ["Kenya"]),
    ],
)
def test_whoever_says_so_is_named(text: str, speakers: list[str]) -> None:
    (claim,) = only(text, "SANCTION").claims
    assert [speaker.name for speaker in claim.speakers] == speakers


def test_what_a_semicolon_parts_from_the_cue_is_not_claimed() -> None:
    text = "Sudan expelled the Chadian ambassador; nobody was hurt, a Kenyan envoy said."
    assert only(text, "SANCTION").claims == ()


def test_he_is_whoever_the_report_named() -> None:
    text = "Foreign Minister Penny Wong met the press. She said China had expelled the Danish ambassador."
    (claim,) = only(text, "SANCTION").claims
    assert [speaker.name for speaker in claim.speakers] == ["Penny Wong"]


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody wrote to us,” Kenya said. “Sudan expelled the Chadian ambassador.”",
        "Kenya had a message for the press:\n\n“Nobody wrote to us,” Kenya said.\n\n“Sudan expelled Chad's envoy.”",
    ],
)
def test_a_quotation_runs_on_into_other_sentences(text: str) -> None:
    event = only(text, "SANCTION")
    (claim,) = event.claims
    assert [speaker.country for speaker in claim.speakers] == ["KEN"]
    assert claim.quoted
    assert claim.cue in text[claim.start : claim.end]
    assert "expelled" in text[claim.start : claim.end]


def test_a_denial_and_what_it_denies_are_two_claims() -> None:
    event = only("Sudan denied claims by Chad that it had attacked Tine.", "ASSAULT")
    assert event.status == "negated"
    assert [(claim.speakers[0].country, claim.stance) for claim in event.claims] == [
        ("TCD", Stance.ASSERTS),
        ("SDN", Stance.DENIES),
    ]


def test_a_denial_answers_an_accusation() -> None:
    text = "Chad accused Sudan of attacking Tine. Sudan denied that it had attacked Tine."
    found = next(event for event in events(text) if event.type == "ASSAULT")
    assert {(claim.speakers[0].country, claim.stance) for claim in found.claims} == {
        ("TCD", Stance.ASSERTS),
        ("SDN", Stance.DENIES),
    }


def test_assertion_and_denial_are_one_event_in_dispute() -> None:
    for denial in ("Sudan denied that it had attacked Tine.", "Sudan said it had not attacked Tine."):
        event = only(f"Chad said Sudan had attacked Tine. {denial}", "ASSAULT")
        assert event.status == "happened"
        assert [(claim.speakers[0].country, claim.stance) for claim in event.claims] == [
            ("TCD", Stance.ASSERTS),
            ("SDN", Stance.DENIES),
        ]


def test_who_does_not_say_so_claims_nothing() -> None:
    assert only("Kenya did not say that Sudan expelled the Chadian ambassador.", "SANCTION").claims == ()


def test_i_and_we_are_whoever_is_quoted() -> None:
    [event] = events('"We condemn the raid," the Kenyan foreign minister said on Monday.')
    assert [(actor.country, actor.sector) for actor in event.actors] == [("KEN", "GOV")]
    assert not event.claims  # saying so is the act


def test_what_goes_on_meanwhile_says_nothing() -> None:
    assert only("As the war continued, Russia bombed Kharkiv.", "ASSAULT").claims == ()
    [claim] = only("As the governor said, Russia bombed Kharkiv.", "ASSAULT").claims
    assert claim.stance is Stance.ASSERTS


def test_who_claims_a_deed_asserts_it() -> None:
    for text in (
        "Rebels claimed responsibility for the attack on the base.",
        "Rebels claimed to have bombed the base.",
    ):
        [claim] = only(text, "ASSAULT").claims
        assert (claim.speakers[0].name, claim.stance) == ("Rebels", Stance.ASSERTS)


def test_who_says_that_he_will_not_promises() -> None:
    [claim] = only("Kenya said it would no longer abide by the truce.").claims
    assert claim.stance is Stance.PROMISES


def _told_by(text: str, type_: str) -> list[tuple[list[str], Stance]]:
    return [([one.name for one in claim.speakers], claim.stance) for claim in only(text, type_).claims]


def test_several_who_say_so_together_make_a_claim_each() -> None:
    text = "A Swedish official and two Gulf diplomats said Sudan had expelled the Chadian ambassador."
    assert [stance for _, stance in _told_by(text, "SANCTION")] == [Stance.ASSERTS, Stance.ASSERTS]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Sudan shelled the port of Zeila, capital of the district, nurses and shopkeepers said.", 2),
        ("Sudan shelled the port after two days of fighting, local and military sources told AFP.", 1),
        ("Sudan shelled the port on Monday, one of the envoys said.", 1),
    ],
)
def test_whoever_is_named_last_says_so(text: str, speakers: int) -> None:
    assert len(only(text, "ASSAULT").claims) == speakers


def test_what_is_called_a_charge_may_be_denied() -> None:
    text = "The Sudanese army said rebels had shelled the port, a charge the rebels denied."
    assert [stance for _, stance in _told_by(text, "ASSAULT")] == [Stance.ASSERTS, Stance.DENIES]


def test_the_government_that_speaks_is_that_of_the_doer() -> None:
    (claim,) = only("Kenya closed its border with Sudan on Monday, the government said.", "SANCTION").claims
    assert [speaker.country for speaker in claim.speakers] == ["KEN"]


def test_who_had_promised_it_is_no_source() -> None:
    text = "Sudan freed nine prisoners, as it promised in the accord, according to Kenya."
    (claim,) = only(text, "RETREAT").claims
    assert [speaker.country for speaker in claim.speakers] == ["KEN"]


def test_who_claims_responsibility_says_so() -> None:
    (claim,) = only("Hezbollah claimed responsibility for the bombing.", "ASSAULT").claims
    assert claim.stance is Stance.ASSERTS
