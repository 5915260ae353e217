"""Events by the words of their reports: the same with an index and without, whole words, and safe as the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.api import read
from dragoman.store import Store, earliest, words

TEXTS = (
    "Iran accused Norway of spying on its embassy in Yaoundé.",
    "Kenya's foreign minister met her Chinese counterpart in Oslo on Tuesday.",
    "Russia accused France of meddling in its elections.",
    "France accused Russia of jamming satellites.",
    "India condemned the closing of embassies by Russia and France.",
)


def found(store: Store, text: str) -> set[str]:
    return {item.passage.text for event in store.events(text=text) for item in event.evidence}


@pytest.mark.parametrize(
    ("block", "merged", "blocks"), [(1, 64, 5), (1, 2, 3), (1, 5, 1), (2, 2, 1), (3, 2, 1), (100, 2, 0)]
)
def test_events_by_the_words_of_their_reports(
    block: int, merged: int, blocks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "BLOCK", block)
    monkeypatch.setattr(words, "MERGED", merged)
    with Store.open(":memory:") as store:
        for text in TEXTS:
            store.add([read(text, published="2026-02-04")])
        assert found(store, "embassy") == {TEXTS[0]}
        assert found(store, "RUSSIA accused") == {TEXTS[2], TEXTS[3]}
        assert found(store, "satellites jamming") == {TEXTS[3]}
        assert found(store, "yaounde") == found(store, "Yaoundé") == {TEXTS[0]}
        assert found(store, "embass") == found(store, "Oslo embassy") == found(store, "?!") == set()
        assert store.query("SELECT count(DISTINCT last) AS n FROM postings") == [{"n": blocks}]
        assert not store.query("SELECT last, word FROM postings GROUP BY ALL HAVING count(*) > 1")


@pytest.mark.parametrize("merged", [2, 64])
def test_the_first_events_by_words_are_found_in_a_part_of_the_store(
    merged: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "BLOCK", 1)
    monkeypatch.setattr(words, "MERGED", merged)
    with Store.open(":memory:") as store:
        for text in TEXTS:
            store.add([read(text, published="2026-02-04")])
        monkeypatch.setattr(earliest, "FEW", 0)
        for text in ("embassy", "Russia", "RUSSIA accused", "accused", "Oslo embassy", "nowhere"):
            for limit in range(1, 5):
                assert store.events(text=text, limit=limit) == store.events(text=text)[:limit]


_MORE: tuple[dict[str, Any], ...] = ({}, {"since": "2026-02-04"}, {"actor": "FRA"})


@pytest.mark.parametrize("block", [2, 64])
def test_of_reports_that_hold_rare_words_the_first_events_are_found(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "BLOCK", block)
    with Store.open(":memory:") as store:
        for number in range(12):
            store.add([read(TEXTS[number % 5], published=f"2026-02-{1 + number * 5 % 12:02}")])
        monkeypatch.setattr(earliest, "FEW", 8)  # no word is held by as many
        monkeypatch.setattr(earliest, "_SHARES", (4, 2))
        for text in ("embassy", "Russia", "RUSSIA accused", "France Russia", "Oslo embassy", "nowhere"):
            for more in _MORE:
                every = store.events(text=text, **more)
                assert len(every) < 8
                for limit in range(1, 5):
                    assert store.events(text=text, limit=limit, **more) == every[:limit]


def test_blocks_of_an_older_store_are_merged_with_the_next_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "BLOCK", 1)
    with Store.open(":memory:") as store:
        store.add([read(text, published="2026-02-04") for text in TEXTS])
        before = store.query(_POSTINGS)
        monkeypatch.setattr(words, "MERGED", 2)
        store.add([])
        assert store.query(_POSTINGS) == before
        assert store.query("SELECT DISTINCT last FROM postings ORDER BY last") == [{"last": n} for n in (2, 4, 5)]


_POSTINGS = "SELECT DISTINCT word, unnest(reports) AS report FROM postings ORDER BY ALL"


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
