"""The golden annotations are sound in themselves: offsets, names and the codebook's rules on who must take part."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

REPO = Path(__file__).parents[3]
OWN = REPO / "tests" / "golden" / "own"
SECOND = REPO / "tests" / "golden" / "second"
WIKINEWS = REPO / "tests" / "golden" / "wikinews"
ARTICLES = REPO.parent / "shared" / "reports" / "wikinews"

STATUSES = {"happened", "ongoing", "future", "hypothetical", "negated"}
STANCES = {"asserts", "denies", "promises"}
NEEDS_TWO = {"COOPERATE", "AID", "SANCTION"}


def spans(event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield event["trigger"]
    for key in ("other_triggers", "actors", "recipients", "speaker_spans"):
        yield from event[key]
    for claim in event["other_claims"]:
        yield from claim["speaker_spans"]


def check(text: str, golden: dict[str, Any]) -> None:
    date.fromisoformat(golden["published"])
    for event in golden["events"]:
        for span in spans(event):
            assert text[span["start"] : span["end"]] == span["text"]
        assert event["status"] in STATUSES
        assert event["actors"]
        assert event["type"] not in NEEDS_TWO or len(event["actors"]) > 1 or event["recipients"] or _collective(event)
        for claim in (event, *event["other_claims"]):
            assert claim["speakers"] == [span["text"] for span in claim["speaker_spans"]]
            assert bool(claim["speakers"]) == (claim["stance"] in STANCES)
        when = event["when"] or {"start": golden["published"], "end": None}
        assert when["end"] is None or date.fromisoformat(when["start"]) <= date.fromisoformat(when["end"])


def _collective(event: dict[str, Any]) -> bool:
    """Whether one phrase names both parties of a mutual act, as in "ships from two countries"."""
    return event["actors"][0]["country"] is None


@pytest.mark.parametrize(
    "path", sorted([*OWN.glob("*.json"), *SECOND.glob("*.json")]), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_own_reports(path: Path) -> None:
    text = (OWN / path.name).with_suffix(".txt").read_text(encoding="utf-8")
    golden = json.loads(path.read_text(encoding="utf-8"))
    assert golden["events"]
    check(text, golden)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the Wikinews articles are not beside the repository")
@pytest.mark.parametrize("path", sorted(WIKINEWS.glob("*.json")), ids=lambda path: path.stem)
def test_wikinews(path: Path) -> None:
    spec = importlib.util.spec_from_file_location("wikinews_text", REPO / "scripts" / "wikinews_text.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    golden = json.loads(path.read_text(encoding="utf-8"))
    text, about = module.text_of(ARTICLES / golden["source"])
    assert module.digest(text) == golden["sha256"]
    assert about["title"]
    check(text, golden)
