"""Events by the words of their reports: the same with an index and without, whole words, and safe as the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.api import read
from dragoman.store import Store, words

TEXTS = (
    "Iran accused Norway of spying on its embassy in Yaoundé.",
    "Kenya's foreign minister met her Chinese counterpart in Oslo on Tuesday.",
    "Russia accused France of meddling in its elections.",
    "France accused Russia of jamming satellites.",
    "India condemned the closing of embassies by Russia and France.",
)


def found(store: Store, text: str) -> set[str]:
    return {item.passage.text for event in store.events(text=text) for item in event.evidence}


@pytest.mark.parametrize("block", [1, 2, 3, 100])
def test_events_by_the_words_of_their_reports(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "BLOCK", block)
    with Store.open(":memory:") as store:
        for text in TEXTS:
            store.add([read(text, published="2026-02-04")])
        assert found(store, "embassy") == {TEXTS[0]}
        assert found(store, "RUSSIA accused") == {TEXTS[2], TEXTS[3]}
        assert found(store, "satellites jamming") == {TEXTS[3]}
        assert found(store, "yaounde") == found(store, "Yaoundé") == {TEXTS[0]}
        assert found(store, "embass") == found(store, "Oslo embassy") == found(store, "?!") == set()
        assert store.query("SELECT count(DISTINCT last) AS n FROM postings") == [{"n": len(TEXTS) // block}]


def test_what_is_not_entered_yet_is_entered_with_the_next_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path / "old.duckdb") as store:
        store.add([read(text, published="2026-02-04") for text in TEXTS[:4]])
        assert store.query("SELECT count(*) AS n FROM postings") == [{"n": 0}]
    monkeypatch.setattr(words, "BLOCK", 2)
    with Store.open(tmp_path / "old.duckdb") as store:
        assert found(store, "satellites") == {TEXTS[3]}
        store.add([read(TEXTS[4], published="2026-02-04")])
        assert store.query("SELECT count(DISTINCT last) AS n FROM postings") == [{"n": 2}]
        assert found(store, "France Russia") == set(TEXTS[2:])
