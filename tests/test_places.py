"""Names of places in a text, and where they are."""

from __future__ import annotations

import pytest

from dragoman.geo import distance, locate, places


@pytest.mark.parametrize(
    ("name", "near", "countries", "country"),
    [
        ("Tripoli", ["Zuwara"], ["LBY"], "LBY"),
        ("Tripoli", ["Beirut", "Sidon"], ["LBN"], "LBN"),
        ("Valencia", ["Maracay"], ["VEN"], "VEN"),
        ("Mexico", ["Missouri"], [], "MEX"),
        ("Mali", ["Guinea"], [], "MLI"),
        ("Georgia", ["Florida", "Alabama"], [], "USA"),
        ("Georgia", ["Russia", "Abkhazia", "Tbilisi"], [], "GEO"),
        ("the U.S.", [], [], "USA"),
        ("northern Mali", [], [], "MLI"),
        ("Guangdong province", [], [], "CHN"),
        ("Düsseldorf", [], [], "DEU"),
        ("Dusseldorf", [], [], "DEU"),
    ],
)
def test_what_a_text_speaks_of_decides(name: str, near: list[str], countries: list[str], country: str) -> None:
    found = locate(name, near=near, countries=countries)
    assert found is not None
    assert found.country == country


def test_a_capital_or_the_province_that_is_spoken_of() -> None:
    kinds = {
        near: found.kind
        for near in (("Moscow", "Beijing"), ("Oregon", "Seattle"))
        if (found := locate("Washington", near=near)) is not None
    }
    assert kinds == {("Moscow", "Beijing"): "city", ("Oregon", "Seattle"): "region"}
    county = locate("Scott County", near=["Indiana", "Louisville"])
    assert county is not None
    assert county.admin1 == "Indiana"


def test_a_part_of_one_place_is_not_another_province() -> None:
    java, elsewhere = locate("Java"), locate("North Eastern Province")
    assert java is not None
    assert java.name == "Java"
    assert elsewhere is not None
    assert elsewhere.country == "KEN"


def test_rivals_are_ranked_and_shares_are_shares() -> None:
    found = locate("Springfield")
    assert found is not None
    shares = [found.p, *(rival.p for rival in found.rivals)]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1.001
    assert len({rival.geonames_id for rival in found.rivals}) == len(found.rivals) > 1


def test_an_unknown_name_is_nowhere() -> None:
    assert locate("Qwertyville-sur-Rien") is None


def test_names_in_a_text_by_code_points() -> None:
    text = "The ministers met in Ankara, Turkey. They meet again in Berlin."
    found = places(text)
    assert [one.text for one in found] == ["Ankara", "Turkey", "Berlin"]
    assert all(text[one.start : one.end] == one.text for one in found)
    assert [one.place and one.place.country for one in found] == ["TUR", "TUR", "DEU"]


def told(text: str) -> list[str]:
    return [one.text for one in places(text)]


def test_names_that_the_tagger_passes_over_are_held_against_the_gazetteer() -> None:
    assert told("The DRC sent doctors to the border.") == ["DRC"]
    assert told("Cases were found in the region KwaZulu-Natal.") == ["KwaZulu-Natal"]
    assert told("Fighting went on in Homa Bay, Rongo, Siaya, Kisumu and Kisii.") == [
        "Homa Bay", "Rongo", "Siaya", "Kisumu", "Kisii",
    ]  # fmt: skip
    assert "Democratic Republic of the Congo" in told("He fled the Democratic Republic of the Congo on Monday.")


def test_a_name_is_without_what_is_no_part_of_it() -> None:
    assert told("Floods hit Hebei province.") == ["Hebei"]
    assert told("The United States Department of Labor said nothing.") == ["United States"]


def test_names_of_no_place_want_a_word_that_puts_them_somewhere() -> None:
    assert told("The village of Qwertyrien was quarantined.") == ["Qwertyrien"]
    assert told("According to Qwertyrien, the doctors left.") == []


def test_distance_is_in_kilometres() -> None:
    vienna, bratislava = locate("Vienna"), locate("Bratislava")
    assert vienna is not None
    assert bratislava is not None
    assert 50 < distance(vienna, bratislava) < 65
