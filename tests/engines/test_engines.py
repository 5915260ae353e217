"""A corpus coded in parts: the same whatever does the work, whole after an interruption, nothing lost in silence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.stories import stories
from dragoman import pipeline
from dragoman.engines import Given, code, parts
from dragoman.errors import UsageError
from dragoman.ingest import read_text
from dragoman.linking.across import probability, telling
from dragoman.linking.blocks import blocks, forest
from dragoman.linking.clustering import Groups
from dragoman.record import to_json_line
from dragoman.store import Store

SENTENCES = (
    "Kenya's foreign minister met her Norwegian counterpart in Oslo on Tuesday.",
    "France accused Russia of spying on its embassy.",
    "Turkey and Greece agreed to hold talks next month.",
    "Protesters marched through Lima on Monday.",
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    lines = [json.dumps({"text": text, "published": "2026-02-04", "outlet": "The Example"}) for text in SENTENCES]
    path.write_text("\n".join([*lines, json.dumps({"text": ""}), "no JSON"]), encoding="utf-8")
    return path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_LEAST", 2)


def rows(folder: Path, table: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT * FROM '{folder}/{table}/*.parquet' ORDER BY ALL").fetchall()


def test_what_is_coded_in_parts_is_what_is_read(corpus: Path, tmp_path: Path, small: None) -> None:
    coded = code([corpus], tmp_path / "out", Given())
    assert (coded.parts, coded.reports, coded.aside.total()) == (3, 4, 2)
    told = [
        to_json_line(event)
        for text in SENTENCES
        for event in pipeline.read(read_text(text, published="2026-02-04", outlet="The Example")).events
    ]
    assert sorted(row[-1] for row in rows(tmp_path / "out", "events")) == sorted(told)
    assert [row[1] for row in rows(tmp_path / "out", "reports")] == [1, 2, 3, 4, 5, 6]


def test_a_run_goes_on_where_it_was_cut_short(
    corpus: Path, tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, output = tmp_path / "whole", tmp_path / "out"
    code([corpus], whole, Given())
    write: Callable[..., None] = parts.write
    written: list[Path] = []

    def stops(path: Path, *rest: Any) -> None:
        if len(written) == 3:  # in the middle of the second part
            raise KeyboardInterrupt
        write(path, *rest)
        written.append(path)

    monkeypatch.setattr(parts, "write", stops)
    with pytest.raises(KeyboardInterrupt):
        code([corpus], output, Given())
    monkeypatch.setattr(parts, "write", write)
    again = code([corpus], output, Given())
    assert (again.before, again.parts) == (1, 2)
    for table in ("reports", "events"):
        assert rows(output, table) == rows(whole, table)
    assert not list(output.rglob(".*"))


def test_what_is_joined_in_blocks_is_what_a_store_joins(tmp_path: Path, small: None) -> None:
    reports = [report for report, _ in stories("read")][:60]
    copy = "By A. Nyong\n\n" + reports[0].text + "\n\nReporting by A. Nyong. Read more on our website."
    reports.append(read_text(copy, published="2026-12-01", outlet="The Reprint"))
    path = tmp_path / "stories.jsonl"
    given = [{"text": r.text, "published": str(r.published), "outlet": r.outlet} for r in (*reports, reports[1])]
    path.write_text("\n".join(map(json.dumps, given)), encoding="utf-8")
    coded = code([path], tmp_path / "out", Given())
    with Store.open(":memory:") as store:
        store.add(pipeline.read(r) for r in sorted(reports, key=lambda r: (str(r.published), r.report_id)))
        events = store.events()
    found = rows(tmp_path / "out", "joined")
    assert sorted(row[-1] for row in found) == sorted(map(to_json_line, events))
    assert coded.joined == len(events) < coded.events
    assert any(event.evidence[-1].reprint_of for event in events)
    assert code([path], tmp_path / "out", Given()).joined is None


def test_tellings_of_one_event_share_a_block() -> None:
    told = [
        telling(event, report, report.report_id)
        for report, _ in list(stories("read"))[:60]
        for event in pipeline.read(report).events
    ]
    likely = [(a, b) for a, b in combinations(told, 2) if probability(a, b) >= 0.05]
    assert len(likely) > 20
    assert all(set(blocks(a)) & set(blocks(b)) for a, b in likely)
    assert all(probability(a, b) == probability(b, a) for a, b in likely)
    groups = Groups()
    for pair in forest(told):
        groups.join(*pair)
    assert all(
        groups.root(a.event.event_id) == groups.root(b.event.event_id) for a, b in likely if probability(a, b) >= 0.5
    )


def test_a_folder_takes_one_setting_and_nothing_foreign(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    code([corpus], output, Given())
    with pytest.raises(UsageError, match="other settings"):
        code([corpus], output, replace(Given(), outlet="Another"))
    with pytest.raises(UsageError, match="something else"):
        code([corpus], tmp_path, Given())


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:PySpark does not:FutureWarning")
def test_spark_codes_the_same(corpus: Path, tmp_path: Path, small: None) -> None:
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("PySpark or Java is not installed")
    local = code([corpus], tmp_path / "local", Given())
    spark = code([corpus], tmp_path / "spark", Given(), engine="spark", master="local[2]")
    assert spark == local
    for table in ("reports", "events", "joined"):
        assert rows(tmp_path / "spark", table) == rows(tmp_path / "local", table)
        names = [sorted(path.name for path in (tmp_path / by / table).iterdir()) for by in ("local", "spark")]
        assert names[0] == names[1]
