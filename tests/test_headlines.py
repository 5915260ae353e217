"""Headlines are parsed as sentences."""

from __future__ import annotations

import pytest
from telling import events

from dragoman.headlines import recase
from dragoman.parse import parse


def _is_word(form: str) -> bool:
    return form not in {"okello", "lavrov", "nato"}


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Miners Warned By Ministry Over Strike", "Miners warned by ministry over strike"),
        ("RIOT POLICE CLEAR SQUARE IN ATHENS", "Riot police clear square in Athens"),
        ("UN Chief Condemns Turkish Raids On Villages", "UN chief condemns Turkish raids on villages"),
        ("Okello Bell Arrested At Lusaka Airport", "Okello Bell arrested at Lusaka airport"),
        ("The minister met Tom Bell of Shell in Rome.", "The minister met Tom Bell of Shell in Rome."),
    ],
)
def test_only_names_keep_their_capitals(headline: str, sentence: str) -> None:
    assert recase(headline, _is_word) == sentence


def test_a_parse_has_the_words_as_they_are_written() -> None:
    headline = "Miners Warned By Ministry Over Strike Plans"
    [doc] = parse([headline])
    assert doc.text == headline
    assert [(token.text, token.dep_) for token in doc if token.text in {"By", "Warned"}] == [
        ("Warned", "ROOT"),
        ("By", "agent"),
    ]


def test_who_suffers_in_a_headline() -> None:
    [event] = events("Brooklyn Teen Killed By Police")
    assert [span.text for span in event.evidence[0].recipients] == ["Brooklyn Teen"]
