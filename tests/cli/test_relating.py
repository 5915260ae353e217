"""`relations` on a real store."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import dragoman
from dragoman import actors

Run = Callable[..., Result]


@pytest.fixture
def stored(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program, with a store in the folder it runs in, and the true tables of actors."""
    monkeypatch.setitem(sys.modules, "dragoman.actors", actors)
    monkeypatch.setattr(dragoman, "actors", actors)
    assert run("add", "call.txt", "--published", "2026-02-04").exit_code == 0
    return run


def test_relations_as_table_and_json(stored: Run) -> None:
    shown = stored("relations", "ESP", "China")
    assert shown.exit_code == 0, shown.stderr
    assert "2026-02" in shown.stdout
    data = json.loads(stored("relations", "ESP", "CHN", "--format", "json").stdout)
    assert {act["status"] for act in data["acts"]} == {"happened", "future"}
    assert data["rows"][0]["acts"] == 1
    assert stored("relations", "ESP").stdout == stored("relations", "ESP", "ALL").stdout != ""


def test_relations_that_are_off_are_one_line(stored: Run) -> None:
    for wrong in (("--since", "soon"), ("--format", "parquet"), ("--plot", "f.doc")):
        result = stored("relations", "ESP", "CHN", *wrong)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert not Path("f.doc").exists()


def test_network_in_every_form(stored: Run) -> None:
    shown = stored("network", "--by", "month")
    assert shown.exit_code == 0, shown.stderr
    assert "Spain" in shown.stdout
    for form in ("csv", "json", "graphml"):
        written = stored("network", "--format", form)
        assert (written.exit_code, written.stderr) == (0, "")
        assert "ESP" in written.stdout
    assert stored("network", "--format", "parquet", "--output", "n.parquet").exit_code == 0
    assert Path("n.parquet").exists()


def test_what_the_coder_missed_is_told_where_its_recall_is_given(stored: Run) -> None:
    shown = stored("relations", "ESP", "CHN", "--recall", "3/6")
    assert "missed" in shown.stdout
    assert stored("relations", "ESP", "CHN", "--recall", "7/6").exit_code == 2
    rows = stored("relations", "ESP", "CHN", "--each", "quad", "--format", "csv").stdout.splitlines()
    assert "quad" in rows[0].split(",")
