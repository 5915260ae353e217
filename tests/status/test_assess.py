"""What happened and what did not, from the words around an act."""

from __future__ import annotations

import pytest
from telling import events

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
