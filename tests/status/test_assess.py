"""What happened and what did not, from the words around an act."""

from __future__ import annotations

import pytest
from telling import events, only

from dragoman.model import Status


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Chad arrested the editor.", Status.HAPPENED),
        ("Chad has arrested the editor.", Status.HAPPENED),
        ("Chad arrests the editor.", Status.HAPPENED),
        ("Chad has not arrested the editor.", Status.NEGATED),
        ("Chad never arrested the editor.", Status.NEGATED),
        ("Chad failed to arrest the editor.", Status.NEGATED),
        ("Chad will arrest the editor.", Status.FUTURE),
        ("Chad plans to arrest the editor.", Status.FUTURE),
        ("Chad is expected to arrest the editor.", Status.FUTURE),
        ("Chad said it would arrest the editor.", Status.FUTURE),
        ("Chad may arrest the editor.", Status.HYPOTHETICAL),
        ("Chad could arrest the editor.", Status.HYPOTHETICAL),
        ("If Chad arrests the editor, Niger will protest.", Status.HYPOTHETICAL),
        ("Chad would arrest the editor if he returned.", Status.HYPOTHETICAL),
        ("Chad is arresting the editor.", Status.ONGOING),
        ("Chad denied that it arrested the editor.", Status.NEGATED),
    ],
)
def test_status_of_a_verb(sentence: str, expected: Status) -> None:
    found = [event.status for event in events(sentence) if event.type == "COERCE"]
    assert found == [expected]


def test_to_try_to_kill_is_an_assault() -> None:
    assert only("Gunmen tried to kill the mayor of Bamako on Sunday.", "ASSAULT").status is Status.HAPPENED


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels were attacking the town when the army struck them.",
        "Rebels were shelling the town when the army attacked them.",
    ],
)
def test_what_went_on_when_something_else_happened_is_over(sentence: str) -> None:
    [event] = [e for e in events(sentence) if "Rebels" in {span.text for span in e.evidence[0].actors}]
    assert event.status is Status.HAPPENED


def test_to_say_we_are_asking_is_to_ask() -> None:
    found = events('"We are asking Chad to free the editor," the Kenyan foreign minister said.')
    assert [event.status for event in found if event.type == "REQUEST"] == [Status.HAPPENED]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Chad held talks with Niger.", Status.HAPPENED),
        ("No talks were held between Chad and Niger.", Status.NEGATED),
        ("The planned talks between Chad and Niger drew criticism.", Status.FUTURE),
        ("Possible talks between Chad and Niger drew criticism.", Status.HYPOTHETICAL),
        ("Chad will hold talks with Niger.", Status.FUTURE),
        ("The ongoing talks between Chad and Niger drew criticism.", Status.ONGOING),
    ],
)
def test_status_of_a_noun(sentence: str, expected: Status) -> None:
    found = [event.status for event in events(sentence) if event.type == "CONSULT"]
    assert found == [expected]


def test_an_act_dated_after_publication_lies_ahead() -> None:
    found = [event.status for event in events("The French president visits Kenya on 9 March 2026.", "2026-02-04")]
    assert found == [Status.FUTURE]


def test_what_is_recalled_is_historical() -> None:
    found = [event.historical for event in events("Kenya and Somalia held talks in May 2011.", "2026-02-04")]
    assert found == [True]


def test_a_semicolon_parts_what_is_denied() -> None:
    event = only("Chad frees the Niger envoy; Mali denies paying for it.", "RETREAT")
    assert event.status is Status.HAPPENED


def test_a_call_made_to_congratulate_congratulates() -> None:
    assert only("The premier telephoned the Chadian leader to congratulate him.", "SUPPORT").status is Status.HAPPENED
