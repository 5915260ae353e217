"""The shipped relation model, and what it is asked."""

from __future__ import annotations

import pytest

from dragoman.coder.relation import NONE, Candidate, Reading, _unbroken
from dragoman.model import Span, Status
from dragoman.ontology import TYPES, modes


def spans(sentence: str, *words: str) -> list[Span]:
    return [Span(word, sentence.index(word), sentence.index(word) + len(word)) for word in words]


def test_judgements_are_probabilities_over_the_whole_ontology() -> None:
    sentence = "Norway condemned the shelling of the port by Togo."
    first, second, act = spans(sentence, "Norway", "Togo", "condemned")
    judgements = Reading(sentence).judge(
        [Candidate(first, second, act), Candidate(second, first), Candidate(trigger=act)]
    )
    assert len(judgements) == 3
    for judgement in judgements:
        assert set(judgement.types) == {NONE, *TYPES}
        assert sum(judgement.types.values()) == pytest.approx(1, abs=1e-4)
        assert set(judgement.statuses) == set(Status)
        assert sum(judgement.statuses.values()) == pytest.approx(1, abs=1e-4)
        assert all(mode is None or mode in modes(name) for name, mode in judgement.modes.items())


@pytest.mark.parametrize(
    ("sentence", "actor", "recipient", "expected"),
    [
        ("Kenyan police arrested the opposition leader on Sunday.", "Kenyan police", "the opposition leader", "COERCE"),
        ("Peru accused Chile of spying on its generals.", "Peru", "Chile", "ACCUSE"),
        (
            "The Greek premier met the Turkish president in Izmir.",
            "The Greek premier",
            "the Turkish president",
            "CONSULT",
        ),
        ("Rebels attacked an army post, killing nine soldiers.", "Rebels", "nine soldiers", "ASSAULT"),
    ],
)
def test_plain_words_have_their_type(sentence: str, actor: str, recipient: str, expected: str) -> None:
    first, second = spans(sentence, actor, recipient)
    [judgement] = Reading(sentence).judge([Candidate(first, second)])
    assert judgement.type == expected


@pytest.mark.parametrize(
    ("sentence", "act", "actor", "recipient"),
    [
        (
            "Kenyan police arrested the opposition leader on Sunday.",
            "arrested",
            "Kenyan police",
            "the opposition leader",
        ),
        ("The opposition leader was arrested by police.", "arrested", "police", "The opposition leader"),
        ("Peru accused Chile of spying on its generals.", "accused", "Peru", "Chile"),
    ],
)
def test_acts_are_noticed_and_their_parties_marked(sentence: str, act: str, actor: str, recipient: str) -> None:
    reading = Reading(sentence)
    [(words, p)] = reading.triggers
    assert words.text == act
    assert p > 0.5
    [judgement] = reading.judge([Candidate(trigger=words)])
    [doer, target] = spans(sentence, actor, recipient)
    assert judgement.event > 0.5
    assert judgement.actors.share(doer) > 0.5 > judgement.actors.share(target)
    assert judgement.recipients.share(target) > 0.5 > judgement.recipients.share(doer)


def test_candidates_beside_each_other_change_no_judgement() -> None:
    sentence = "Iran, said an aide on Monday in Muscat, may free the two sailors."
    reading = Reading(sentence)
    one, other = Candidate(*spans(sentence, "Iran", "the two sailors", "free")), Candidate(*spans(sentence, "an aide"))
    [alone] = reading.judge([one])
    beside, _ = reading.judge([one, other])
    assert beside.types == pytest.approx(alone.types, abs=0.02)


def test_no_candidates_are_no_work() -> None:
    assert Reading("Nothing happened.").judge([]) == []


def test_an_act_in_words_with_a_hyphen_is_one() -> None:
    text = "Stone-throwing broke out between settlers and villagers near Hebron."
    runs = [(Span("Stone", 0, 5), 0.4), (Span("throwing broke out", 6, 24), 0.9), (Span("near", 55, 59), 0.3)]
    whole = (Span("Stone-throwing broke out", 0, 24), 0.9)
    assert list(_unbroken(text, runs)) == [whole, (Span("near", 55, 59), 0.3)]
