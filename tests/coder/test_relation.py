"""The shipped relation model, and what it is asked."""

from __future__ import annotations

import pytest

from dragoman.coder.relation import NONE, Candidate, judge
from dragoman.model import Span, Status
from dragoman.ontology import TYPES, modes


def spans(sentence: str, *words: str) -> list[Span]:
    return [Span(word, sentence.index(word), sentence.index(word) + len(word)) for word in words]


def test_judgements_are_probabilities_over_the_whole_ontology() -> None:
    sentence = "Norway condemned the shelling of the port by Togo."
    first, second, act = spans(sentence, "Norway", "Togo", "condemned")
    [judgements] = judge(
        [(sentence, [Candidate(first, second, act), Candidate(second, first), Candidate(None, first)])]
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
    [[judgement]] = judge([(sentence, [Candidate(first, second)])])
    assert judgement.type == expected


def test_the_order_and_company_of_sentences_change_no_judgement() -> None:
    sentences = ["France sent tents to Haiti.", "Iran, said an aide on Monday in Muscat, may free the two sailors."]
    asked = [
        (sentences[0], [Candidate(*spans(sentences[0], "France", "Haiti"))]),
        (sentences[1], [Candidate(*spans(sentences[1], "Iran", "the two sailors", "free"))]),
    ]
    together = judge(asked)
    for number, one in enumerate(asked):
        [alone] = judge([one])
        for found, expected in zip(together[number], alone, strict=True):
            assert found == expected


def test_a_sentence_without_candidates_is_no_work() -> None:
    assert judge([("Nothing happened.", [])]) == [[]]
    assert judge([]) == []
