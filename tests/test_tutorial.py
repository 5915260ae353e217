"""The tutorial runs, cell by cell, on the package's reports and on the open corpus, where it is there."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = ROOT / "docs" / "tutorial.ipynb"
CORPUS = ROOT.parent / "shared" / "reports" / "current_events_2015-09.json"


def _run() -> tuple[dict[str, Any], list[object]]:
    """The names that the code cells define, and the value of each cell that ends in an expression."""
    notebook = json.loads(TUTORIAL.read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    shown: list[object] = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            tree = ast.parse("".join(cell["source"]))
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, cell["id"], "exec"), names)
            if isinstance(last, ast.Expr):
                shown.append(eval(compile(ast.Expression(last.value), cell["id"], "eval"), names))
    return names, shown


def _answers(capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, Any], str]:
    names, shown = _run()
    figures = [made for value in shown if (made := getattr(value, "_repr_svg_", lambda: None)())]
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        assert not figures
    else:
        assert len(figures) == 2
        assert all(figure.rstrip().endswith("</svg>") for figure in figures)
    return names, capsys.readouterr().out


def test_on_the_reports_of_the_package(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_CORPUS", raising=False)
    names, said = _answers(capsys)
    assert names["store"].reports() == len(names["reports"]) == 4
    assert names["network"].edges
    assert names["relation"].acts
    quoted = [line.strip().partition("“")[2].rstrip("”") for line in said.splitlines() if "“" in line]
    texts = " ".join(text for text, _, _ in names["reports"])
    assert quoted
    assert all(" ".join(words.split()) in " ".join(texts.split()) for words in quoted)


@pytest.mark.skipif(not CORPUS.exists(), reason="the open corpus is not beside this checkout")
def test_on_the_open_corpus(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_CORPUS", str(CORPUS))
    names, said = _answers(capsys)
    assert names["store"].reports() == len({(text, day) for text, day, _ in names["reports"]})
    assert len(names["network"].nodes) > 10
    assert 0 < names["undone"] < len(names["events"])
    assert "overdue" in said or "open" in said


def test_it_holds_no_output_that_could_be_stale() -> None:
    cells = [cell for cell in json.loads(TUTORIAL.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert cells
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells)
