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
