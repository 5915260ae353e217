"""A corpus coded in parts: the same whatever does the work, whole after an interruption, nothing lost in silence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dragoman import pipeline
from dragoman.engines import Given, code, parts
from dragoman.errors import UsageError
from dragoman.ingest import read_text
from dragoman.record import to_json_line

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
    write: Callable[..., None] = parts._write
    written: list[Path] = []

    def stops(path: Path, *rest: Any) -> None:
        if len(written) == 3:  # in the middle of the second part
            raise KeyboardInterrupt
        write(path, *rest)
        written.append(path)

    monkeypatch.setattr(parts, "_write", stops)
    with pytest.raises(KeyboardInterrupt):
        code([corpus], output, Given())
    monkeypatch.setattr(parts, "_write", write)
    again = code([corpus], output, Given())
    assert (again.before, again.parts) == (1, 2)
    for table in ("reports", "events"):
        assert rows(output, table) == rows(whole, table)
    assert not list(output.rglob(".*"))


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
    for table in ("reports", "events"):
        assert rows(tmp_path / "spark", table) == rows(tmp_path / "local", table)
        names = [sorted(path.name for path in (tmp_path / by / table).iterdir()) for by in ("local", "spark")]
        assert names[0] == names[1]
