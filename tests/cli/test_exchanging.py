"""`export`, `import` and `compare-sources` on a real store."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import dragoman
from dragoman import actors, exchange
from dragoman.cli import exchanging

Run = Callable[..., Result]


@pytest.fixture
def stored(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program, with a store in the folder it runs in, and the true tables of actors."""
    monkeypatch.setitem(sys.modules, "dragoman.actors", actors)
    monkeypatch.setattr(dragoman, "actors", actors)
    assert run("add", "call.txt", "--published", "2026-02-04").exit_code == 0
    return run


def test_out_and_in_again(stored: Run) -> None:
    done = stored("export", "--format", "gdelt", "-o", "ours.CSV", "--actor", "ESP")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "ours.CSV: 2 events in 3 rows" in done.stderr
    back = stored("import", "ours.CSV")
    assert back.stdout == "ours.CSV: 3 gdelt events\n"
    assert "3 known already" in stored("import", "ours.CSV").stdout
    compared = stored("compare-sources", "ESP", "CHN", "--format", "json")
    assert compared.exit_code == 0, compared.stderr
    found = json.loads(compared.stdout)
    assert found["agreement"][0]["matched"] == 2
    assert "gdelt" in stored("compare-sources", "Spain", "China").stdout


def test_what_a_format_cannot_say_is_told(stored: Run) -> None:
    done = stored("export", "--format", "stix", "-o", "s.json")
    assert "left out, which stix cannot say: 1 future" in done.stderr


def test_one_bad_file_does_not_stop_the_others(stored: Run) -> None:
    assert stored("export", "--format", "icews", "-o", "i.tab").exit_code == 0
    done = stored("import", "call.txt", "i.tab", "missing.tab")
    assert done.exit_code == 1
    assert done.stdout.startswith("i.tab: 3 icews events")
    assert done.stderr.count("Nothing was read") == 2


def test_formats_are_those_of_the_library() -> None:
    assert exchanging.FORMATS == exchange.FORMATS


def test_usage(stored: Run) -> None:
    for wrong in (("--format", "xml", "-o", "x"), ("--format", "csv"), ("--format", "csv", "-o", "x", "--type", "X")):
        done = stored("export", *wrong)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert not Path("x").exists()
    done = stored("export", "--format", "csv", "-o", "no/such/folder.csv")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    done = stored("export", "--format", "parquet", "-o", "no/such/folder.parquet")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
