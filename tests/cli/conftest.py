"""A report with its record made by hand, and a program whose stages are stand-ins."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

import dragoman
from dragoman import actors
from dragoman.errors import DataError
from dragoman.model import (
    Act,
    Actor,
    ClaimMade,
    Commitment,
    Event,
    Evidence,
    Passage,
    Printing,
    Record,
    Report,
    Span,
    Stance,
    Status,
    When,
)

TEXT = "President Ana Ruiz called Minister Bo Li.\nHer aide said Ruiz would visit Norland this year.\n"
DAY = date(2026, 2, 4)
RUIZ = Actor("Q1", "Ana Ruiz", "ESP", "GOV", "President of Spain", 0.99, "person", rule="office holder on the day")
LI = Actor("Q2", "Bo Li", "CHN", "GOV", kind="person", rivals=(Actor("Q9", "Bo Li the elder", None, None, p=0.2),))
AIDE = Actor("Q3", "Eva Sol", "ESP", "GOV", kind="person")
YEAR = When(date(2026, 1, 1), date(2026, 12, 31), "year", "relative", "this year")


def make_record(report: Report) -> Record:
    """Two events: a call that the outlet reports, and a visit that an aide announces."""
    first, second = TEXT.splitlines()
    passages = tuple(
        Passage(f"p{at}", words, (Printing(report.report_id, at, at + len(words)),))
        for at, words in ((0, first), (len(first) + 1, second))
    )

    def evidence(words: str, at: int, trigger: str, actors: tuple[str, ...], to: tuple[str, ...] = ()) -> Evidence:
        def span(part: str) -> Span:
            start = at + words.index(part)
            return Span(part, start, start + len(part))

        spans = tuple(map(span, actors)), tuple(map(span, to))
        passage = Span(words, at, at + len(words))
        return Evidence(report.report_id, report.outlet, report.published, passage, span(trigger), *spans)

    call = evidence(first, 0, "called", ("Ana Ruiz", "Bo Li"))
    visit = evidence(second, len(first) + 1, "would visit", ("Ruiz",), ("Norland",))
    day = When(report.published, report.published, "day", "publication") if report.published else None
    claim = ClaimMade((AIDE,), Stance.ASSERTS, "said", False, report.report_id, visit.passage.start, visit.passage.end)
    promise = Commitment("c0ffee", (RUIZ,), (LI,), Act("CONSULT", "visit"), "if invited", YEAR)
    happened, future = Status.HAPPENED, Status.FUTURE
    modes: dict[str, Any] = {"contexts": ("diplomatic",), "historical": False, "where": None, "p": 0.97, "coder": "d 0"}
    events = (
        Event("3fa9c1d2aaaa", "CONSULT", "phone", status=happened, actors=(RUIZ, LI), recipients=(), when=day,
              claims=(), commitment=None, evidence=(call,), **modes),
        Event("3fb0000bbbbb", "CONSULT", "visit", status=future, actors=(RUIZ,), recipients=(LI,), when=YEAR,
              claims=(claim,), commitment=promise, evidence=(visit,), **modes),
    )  # fmt: skip
    return Record(report, passages, events)


@pytest.fixture
def record() -> Record:
    return make_record(Report("0123456789abcdef", TEXT, DAY, "The Courier"))


class Pipeline:
    """A stand-in for the coder: knows one text, finds nothing in others, and fails where told to."""

    def read(self, report: Report, codebook: object = None) -> Record:
        if "stumble" in report.text:
            raise RuntimeError("odd sentence")
        if "mend" in report.text:
            raise DataError("cannot be mended")
        return make_record(report) if report.text == TEXT else Record(report, (), ())


def stand_in(monkeypatch: pytest.MonkeyPatch, name: str, module: object) -> None:
    monkeypatch.setitem(sys.modules, f"dragoman.{name}", module)
    monkeypatch.setattr(dragoman, name, module, raising=False)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Run the program in an empty folder with stand-ins for the coder and the actor tables."""
    from dragoman.cli import cli

    stand_in(monkeypatch, "pipeline", Pipeline())
    known = {"the President of Spain": RUIZ, "Li": LI}
    table = ModuleType("dragoman.actors")
    stands = {"resolve": lambda phrase, on=None, context=None: known.get(phrase), "find_names": lambda text: [],
              "tenure": lambda actor, on=None: None}  # fmt: skip
    table.__dict__.update(vars(actors) | stands)  # its modules can still be imported
    stand_in(monkeypatch, "actors", table)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_STORE", raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "call.txt").write_text(TEXT, newline="")
    (tmp_path / "other.txt").write_text("Nothing happened in Norland.", newline="")

    def invoke(*args: str, **extra: Any) -> Result:
        return CliRunner().invoke(cli, args, prog_name="dragoman", **extra)

    return invoke
