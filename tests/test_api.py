"""What users import."""

from __future__ import annotations

import subprocess
import sys

import pytest

import dragoman


def test_the_public_names_are_there() -> None:
    assert list(dragoman.__all__) == sorted(dragoman.__all__)
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        dragoman.nonsense  # noqa: B018


def test_public_functions_survive_the_import_of_their_stages() -> None:
    code = "import dragoman.pipeline, dragoman; assert callable(dragoman.dates) and callable(dragoman.read)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_relate_names_the_act_between_two_parties() -> None:
    relation = dragoman.relate(
        "Iran accused the UN of bias, and Russia praised Iran.", actor="Iran", recipient="the UN"
    )
    assert (relation.type, relation.status, relation.plover) == ("ACCUSE", "happened", "ACCUSE")
    assert sum(relation.probabilities.values()) == pytest.approx(1)


def test_relate_knows_the_direction() -> None:
    relation = dragoman.relate("Iran accused the UN of bias.", actor="the UN", recipient="Iran")
    assert relation.type is None
    assert relation.probabilities["none"] > 0.5


def test_relate_takes_a_mutual_act_in_both_directions() -> None:
    for actor, recipient in (("Iran", "Oman"), ("Oman", "Iran")):
        assert dragoman.relate("Iran and Oman held talks.", actor=actor, recipient=recipient).type == "CONSULT"


def test_relate_wants_words_of_the_sentence() -> None:
    with pytest.raises(ValueError, match="does not occur"):
        dragoman.relate("Iran accused the UN of bias.", actor="Chad")


def test_a_bad_date_is_refused() -> None:
    with pytest.raises(dragoman.DragomanError, match="YYYY-MM-DD"):
        dragoman.read("France condemned Belarus.", published="yesterday")


def test_dates_are_found_with_offsets() -> None:
    text = "They will meet on 9 March 2026."
    (found,) = dragoman.dates(text, published="2026-02-04")
    assert text[found.start : found.end] == "9 March 2026"
    assert str(found.when.start) == "2026-03-09"
