"""Codebooks of a user's own: what they must hold, and that they tell what their examples tell apart."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman
from dragoman.coder.codebook import define, load, train
from dragoman.errors import CodebookError

WATER = """
name = "water"
[types.DAM]
description = "builds, fills or opens a dam on a shared river"
examples = [
  "Ethiopia {began filling} the reservoir behind its new dam in July.",
  "Laos {opened} a dam on the Mekong despite the protests of Vietnam.",
  "Turkey {has built} a third dam on the upper Tigris.",
  "Tajikistan {closed the gates} of the Rogun dam and filled its lake.",
  "Iran {dammed} the Helmand's tributary last spring.",
  "China {completed} another dam upstream of Thailand.",
]
[types.SHARE]
description = "shares water, or data on it, with a neighbour"
examples = [
  "Israel {will pump} more water to Jordan this summer.",
  "India {shared} flood data with Pakistan on Tuesday.",
  "Kyrgyzstan {released water} to Kazakh farmers.",
  "Turkey {let} more water {through} to Iraq.",
  "Lesotho {sells} water to South Africa.",
  "China {handed over} river readings to Bangladesh.",
]
[none]
examples = ["The minister {spoke} about the river.", "Police {arrested} three fishermen.", "The lake is deep."]
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("codebook") / "water.toml"
    path.write_text(WATER.replace("{let} more water {through}", "{let through} more water"), "utf-8")
    return path


def test_what_is_trained_is_saved_loaded_and_labels_events(file: Path) -> None:
    made, scores = train(define(file))
    assert set(scores) == {"DAM", "SHARE"}
    assert all(0 <= score.f1 <= 1 and score.examples == 6 for score in scores.values())
    made.save(file.with_suffix(".json"))
    book = load(file.with_suffix(".json"))
    [event] = dragoman.read("Sudan shared flood data with Egypt on Monday.", codebook=book).events
    assert [(label.codebook, label.type) for label in event.labels] == [("water", "SHARE")]
    [other] = dragoman.read("Peru condemned Chile on Monday.", codebook=book).events
    assert other.labels == ()


def test_without_a_codebook_nothing_is_labelled() -> None:
    [event] = dragoman.read("Sudan shared flood data with Egypt on Monday.").events
    assert event.labels == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = 3", "needs name"),
        ('name = "x"\n[types.A]\ndescription = "a"', "needs examples"),
        ('name = "x"\n[types.A]\ndescription = "a"\nexamples = ["One."]', "1 examples; give 5 to 50"),
        ("name = ", "cannot be read as TOML"),
    ],
)
def test_a_codebook_that_lacks_something_says_what(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CodebookError, match=said):
        define(path)


def test_what_is_no_trained_codebook_is_refused(file: Path) -> None:
    with pytest.raises(CodebookError, match="no trained codebook"):
        load(file)
