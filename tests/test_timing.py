"""Which date belongs to an act: its own, that of the verb that tells it, the day named last, or publication."""

from __future__ import annotations

from datetime import date

import pytest

import dragoman
from dragoman.model import When

PUBLISHED = "2026-02-04"


def _when(text: str, type_: str) -> When | None:
    [event] = [event for event in dragoman.read(text, published=PUBLISHED).events if event.type == type_]
    return event.when


def test_a_report_goes_on_about_the_day_it_named() -> None:
    when = _when("Kenya and Somalia held talks on Monday. Chad arrested the editor of a newspaper.", "COERCE")
    assert when is not None
    assert (when.start, when.basis) == (date(2026, 2, 2), "relative")


@pytest.mark.parametrize(
    "text",
    [
        "Chad arrested the officers behind last week's mutiny.",
        "Chad arrested the editor over a stadium for the 2020 Winter Games.",
    ],
)
def test_the_date_of_what_an_act_is_about_is_not_its_own(text: str) -> None:
    when = _when(text, "COERCE")
    assert when is not None
    assert when.basis == "publication"


def test_an_act_at_an_occasion_has_its_date() -> None:
    when = _when("Kenya and Somalia agreed on the border at Monday's summit.", "AGREE")
    assert when is not None
    assert when.start == date(2026, 2, 2)


def test_a_day_long_past_is_not_carried_on() -> None:
    when = _when("Kenya and Somalia held talks on 3 May 2019. Chad arrested the editor of a newspaper.", "COERCE")
    assert when is not None
    assert (when.start, when.basis) == (date(2026, 2, 4), "publication")


def test_what_did_not_happen_is_not_dated_by_another_act() -> None:
    when = _when("Kenya and Somalia held talks on Monday. Chad has not arrested the editor of a newspaper.", "COERCE")
    assert when is not None
    assert when.basis == "publication"


def test_two_acts_in_one_sentence_have_their_own_days() -> None:
    when = _when("Kenya and Somalia held talks on Sunday, and Chad arrested the editor of a newspaper.", "COERCE")
    assert when is not None
    assert when.start != date(2026, 2, 1)


def test_an_item_of_a_digest_has_no_day_of_the_item_before() -> None:
    items = (
        "Kenya and Somalia held talks on Monday.",
        "Chad arrested the editor of a newspaper.",
        "Hundreds of nurses marched through Manila for better pay.",
        "Fiji expelled an Australian diplomat over a remark.",
        "Peru opened the road to Bolivia.",
    )
    when = _when("\n\n".join(items), "COERCE")
    assert when is not None
    assert when.basis == "publication"


def test_what_lies_before_the_news_has_not_the_day_of_the_news() -> None:
    assert _when("Chad had arrested the editor of a newspaper.", "COERCE") is None


def test_how_long_it_has_been_is_no_day_of_the_next_act() -> None:
    when = _when("An envoy has waited since Sunday. Chad arrested the editor of a newspaper.", "COERCE")
    assert when is not None
    assert when.basis == "publication"


def test_the_hour_of_one_act_is_not_that_of_the_next() -> None:
    when = _when("Kenya reopened its border at 4 p.m. on Monday. Chad arrested the editor of a newspaper.", "COERCE")
    assert when is not None
    assert (when.start, when.precision) == (date(2026, 2, 2), "day")


def test_what_had_happened_has_not_the_day_named_last() -> None:
    text = "Kenya and Somalia held talks on Monday. The union had accused the police of theft."
    assert _when(text, "ACCUSE") is None


@pytest.mark.parametrize(
    ("text", "type_", "day"),
    [
        ("A court in Chad remanded the editor in custody until 10 March.", "COERCE", date(2026, 2, 4)),
        ("Chad arrested the editor of a newspaper before the March election.", "COERCE", date(2026, 2, 4)),
        ("The suspect in Sunday's shooting in Chad attacked a police officer.", "ASSAULT", date(2026, 2, 4)),
        ("Gunmen in Chad shot and wounded two editors in 2019.", "ASSAULT", date(2019, 1, 1)),
        ("A court in Chad jailed the editor for an attack two years ago.", "COERCE", date(2026, 2, 4)),
        (
            "The Senate of Chad investigates the January 5 murders of two editors by soldiers.",
            "ACCUSE",
            date(2026, 2, 4),
        ),
    ],
)
def test_which_of_the_days_in_a_sentence_is_the_act_s(text: str, type_: str, day: date) -> None:
    when = _when(text, type_)
    assert when is not None
    assert when.start == day


def test_what_has_been_done_by_now_is_of_no_day_named_before() -> None:
    when = _when("Kenya and Somalia held talks on Monday. Chad has arrested the editor of a newspaper.", "COERCE")
    assert when is not None
    assert (when.start, when.basis) == (date(2026, 2, 4), "publication")


def test_what_happened_when_something_did_has_its_day() -> None:
    text = "Two miners were shot dead on Saturday when police opened fire on a march in Lima."
    assert {event.when.start for event in dragoman.read(text, published=PUBLISHED).events if event.when} == {
        date(2026, 1, 31)
    }


def test_the_day_that_opens_a_sentence_is_that_of_its_second_verb_too() -> None:
    when = _when("On Monday the miners rejected the premier's offer of talks, and demanded new elections.", "REQUEST")
    assert when is not None
    assert when.start == date(2026, 2, 2)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Miners announced an indefinite strike from Thursday.", date(2026, 2, 5)),
        ("Rebels proposed a truce from 20 March.", date(2026, 3, 20)),
    ],
)
def test_what_is_announced_from_a_day_lies_ahead(text: str, start: date) -> None:
    [event] = dragoman.read(text, published=PUBLISHED).events
    assert event.when is not None
    assert event.when.start == start
