"""Where an act was: by its own words, located; not where those are who speak of it."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.model import Place


def _where(text: str, type_: str) -> Place | None:
    [event] = [event for event in dragoman.read(text, published="2025-01-28").events if event.type == type_]
    return event.where


@pytest.mark.parametrize(
    ("text", "type_", "name", "country", "precision"),
    [
        ("Thousands of people protested in Kharkiv on Monday.", "PROTEST", "Kharkiv", "UKR", "city"),
        ("Israeli jets bombed Rafah in Gaza on Monday.", "ASSAULT", "Rafah", "PSE", "city"),
        ("Rebels attacked soldiers near the eastern town of Goma on Monday.", "ASSAULT", "Goma", "COD", "city"),
    ],
)
def test_a_place_tied_to_the_act(text: str, type_: str, name: str, country: str, precision: str) -> None:
    place = _where(text, type_)
    assert place is not None
    assert (place.name, place.country, place.precision) == (name, country, precision)
    assert place.latitude is not None
    assert place.longitude is not None
    assert place.admin1


def test_a_country_that_is_attacked_is_no_place() -> None:
    assert _where("Israel attacked Iran on Monday.", "ASSAULT") is None


@pytest.mark.parametrize(
    ("text", "type_", "name"),
    [
        ("Police fired tear gas at demonstrators outside the assembly in Lusaka.", "ASSAULT", "Lusaka"),  # a capital
        ("Customs officers in Rotterdam seized a ship loaded with weapons.", "COERCE", "Rotterdam"),
        ("Gunmen killed three teachers at a college in Sokoto on Monday.", "ASSAULT", "Sokoto"),
    ],
)
def test_a_deed_was_where_its_parties_or_circumstances_were(text: str, type_: str, name: str) -> None:
    place = _where(text, type_)
    assert place is not None
    assert place.name == name


def test_what_is_spoken_of_is_not_where_it_is_said() -> None:
    assert _where("Peru condemned the killing of a priest in Quito.", "ACCUSE") is None


def test_the_country_after_a_place_tells_which_of_its_name_is_meant() -> None:
    place = _where("Rebels destroyed a shrine in Athens, Chad, on Monday.", "ASSAULT")
    assert place is not None
    assert (place.name, place.country, place.latitude) == ("Athens", "TCD", None)


def test_a_place_in_the_name_of_a_party_is_not_where_it_acts() -> None:
    place = _where("Al-Qaeda in Iraq shot three guards dead on Monday.", "ASSAULT")
    assert place is None


def test_a_state_is_the_state_whatever_town_near_the_others_bears_its_name() -> None:
    place = _where("Police detained forty people in El Salvador, Guatemala and Honduras on Monday.", "COERCE")
    assert place is not None
    assert (place.country, place.precision) == ("SLV", "country")


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The envoy called on Zambia to free the editor.", "REQUEST"),
        ("Kenya sent two doctors to Zambia at the request of Malawi.", "AID"),
    ],
)
def test_whom_somebody_speaks_to_is_no_place(text: str, type_: str) -> None:
    assert _where(text, type_) is None
