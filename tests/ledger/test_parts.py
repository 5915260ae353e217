"""How much of a promise is done."""

from __future__ import annotations

import pytest

from dragoman.ledger.parts import amounts


@pytest.mark.parametrize(
    ("text", "thing", "number"),
    [
        ("Zambia promised Malawi 50,000 tonnes of maize.", "tonne", 50000),
        ("Japan pledged 1.5 million dollars.", "dolla", 1.5e6),
        ("Australia will supply two patrol boats.", "boats", 2),
    ],
)
def test_amounts(text: str, thing: str, number: float) -> None:
    assert amounts(text)[thing] == number


def test_days_and_years_are_no_amounts() -> None:
    assert not amounts("It is due by 15 June, within seven days.")
