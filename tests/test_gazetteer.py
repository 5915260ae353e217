"""Towns from a GeoNames table in place of those that ship."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import InputError, MissingFileError
from dragoman.geo import gazetteer, locate, use

LINE = (
    "1\tNew Quill\tNew Quill\tNuova Penna,Penna\t35.9\t14.5\tP\tPPL\tMT\t\t01\t\t\t\t4200\t\t5\tEurope/Malta\t"
    "2026-01-01\n"
)
HARBOUR = LINE.replace("New Quill", "Quill Harbour").replace("\tP\tPPL\t", "\tH\tHBR\t")


@pytest.fixture(autouse=True)
def shipped_again() -> Iterator[None]:
    yield
    use(None)


def test_towns_of_the_table_and_countries_of_ours(tmp_path: Path) -> None:
    table = tmp_path / "MT.txt"
    table.write_text(LINE + HARBOUR, encoding="utf-8")
    use(table)
    found = locate("Penna")
    assert found is not None
    assert (found.name, found.country, found.latitude, found.geonames_id) == ("New Quill", "MLT", 35.9, 1)
    assert locate("Quill Harbour") is None  # a harbour is neither town nor province
    assert locate("Timbuktu") is None
    assert locate("Malta") is not None


def test_what_is_no_table_is_said(tmp_path: Path) -> None:
    (tmp_path / "no.txt").write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1: 2 columns"):
        use(tmp_path / "no.txt")
    with pytest.raises(MissingFileError):
        use(tmp_path / "none.txt")


def test_provinces_and_districts() -> None:
    for name, country, kind in (("Nueva Ecija", "PHL", "district"), ("Nineveh", "IRQ", "province")):
        found = locate(name)
        assert found is not None, name
        assert (found.country, found.kind) == (country, kind)


def test_a_town_lies_in_its_country_and_province() -> None:
    assert gazetteer.lies_in("Lagos", "Nigeria")
    assert gazetteer.lies_in("Harriman", "Tennessee")
    assert not gazetteer.lies_in("Lagos", "Ghana")
    assert not gazetteer.lies_in("Jordan", "Mexico")  # there is a town, but nobody means it
