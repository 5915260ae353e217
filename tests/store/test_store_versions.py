"""Codings side by side, and a store frozen as a data set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import DataError, UsageError
from dragoman.exchange import release as making
from dragoman.model import Status
from dragoman.store import Store
from dragoman.store.versions import why

from . import stories as s

OLD, NEW = "hand 1+lexicon.aa.relation.bb", "hand 2+lexicon.aa.relation.cc"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three reports: one coded alike twice, one with another type, one with an event gone and one new."""
    meeting, accusation, loan = s.meeting(), s.accusation(), s.loan()
    old = [s.recoded(story, OLD, *story.events) for story in (meeting, accusation, loan)]
    other = replace(accusation.events[0], event_id="new1", type="REJECT", status=Status.NEGATED)
    moved = replace(
        loan.events[0],
        event_id="new2",
        evidence=(replace(loan.events[0].evidence[0], trigger=s.span(loan.report, "money")),),
    )
    new = [s.recoded(meeting, NEW, *meeting.events), s.recoded(accusation, NEW, other), s.recoded(loan, NEW, moved)]
    with Store.open(tmp_path / "versions.duckdb") as opened:
        opened.add(old)
        opened.add(new)
        yield opened


def test_runs_are_listed(store: Store) -> None:
    assert [(run.run_id, run.coder, run.reports) for run in store.runs()] == [(1, OLD, 3), (2, NEW, 3)]


def test_what_two_coders_give_differently(store: Store) -> None:
    found = store.diff(1, NEW)
    assert (found.reports, found.same, found.why) == (3, 1, "version hand 1 and hand 2, another relation model")
    assert dict(found.counts) == {"type": 1, "status": 1, "new": 1, "gone": 1}
    changed = next(change for change in found.changes if change.before and change.after)
    assert (changed.words, changed.fields) == ("accused", ("type", "status"))
    assert changed.before is not None
    assert changed.after is not None
    assert (changed.before["type"], changed.after["status"]) == ("ACCUSE", "negated")
    assert [change.words for change in found.changes if not change.after] == ["lend"]


def test_sides_that_cannot_be_compared(store: Store) -> None:
    with pytest.raises(UsageError, match="no run or coder 9"):
        store.diff(9, 1)
    with pytest.raises(UsageError, match="no report was coded by both"):
        store.diff(1, 1)


def test_why_coders_differ() -> None:
    assert why("d 1+lexicon.a.relation.b", "d 1+lexicon.c.relation.b") == "another lexicon"
    assert why("d 1", "d 1") == "the same coder, run again"


def test_a_release_is_whole_and_the_same_each_time(store: Store, tmp_path: Path) -> None:
    made = [making.release(store, tmp_path / name, title="T", version="1.0") for name in ("one", "two")]
    assert made[0] == made[1] == json.loads((tmp_path / "one" / "manifest.json").read_text())
    assert {coder["coder"]: coder["reports"] for coder in made[0]["coders"]} == {NEW: 3}
    assert made[0]["files"]["events.parquet"]["rows"] == len(store.events()) == 3
    assert making.verify(tmp_path / "one") == []
    with pytest.raises(UsageError, match="is there already"):
        making.release(store, tmp_path / "one", title="T", version="1.0")
    assert not list(tmp_path.glob(".*.part"))


def test_every_column_of_a_release_is_in_its_codebook(store: Store, tmp_path: Path) -> None:
    for name, with_text in (("bare", False), ("full", True)):
        folder = tmp_path / name
        making.release(store, folder, title="T", version="1.0", with_text=with_text)
        book = (folder / "codebook.md").read_text()
        for table, (_, columns) in making.TABLES.items():
            rows = duckdb.execute(f"DESCRIBE FROM '{folder / table}.parquet'").fetchall()
            assert [row[0] for row in rows] == [column for column in columns if with_text or column != "text"]
            assert all(f"| {row[0]} |" in book for row in rows)
    texts = duckdb.execute(f"SELECT text FROM '{folder}/evidence.parquet' ORDER BY ALL").fetchall()
    assert (s.loan().report.text,) in texts


def test_a_release_that_was_changed_is_found_out(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    making.release(store, folder, title="T", version="1.0")
    with (folder / "events.parquet").open("ab") as file:
        file.write(b"!")
    (folder / "claims.parquet").unlink()
    assert making.verify(folder) == ["claims.parquet is missing", "events.parquet has been changed"]
    with pytest.raises(DataError, match="is no release"):
        making.verify(tmp_path)
