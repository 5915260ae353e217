"""`compare` and `brief` as commands."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import Result

import dragoman
from dragoman import actors, pipeline

Run = Callable[..., Result]
A = "President Ana Ruiz called Minister Bo Li. They agreed to open a railway to Norland in May."
B = "Minister Bo Li took a call from President Ana Ruiz. The two sides agreed to open a railway to Norland in June."


@pytest.fixture
def accounts(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program with the true pipeline and tables, and two accounts in its folder."""
    for name, module in (("actors", actors), ("pipeline", pipeline)):
        monkeypatch.setitem(sys.modules, f"dragoman.{name}", module)
        monkeypatch.setattr(dragoman, name, module)
    Path("a.txt").write_text(A)
    Path("b.txt").write_text(B)
    return run


def test_compare_in_three_formats(accounts: Run) -> None:
    shown = accounts("compare", "a.txt", "b.txt", "--published", "2026-02-04")
    assert shown.exit_code == 0, shown.stderr
    assert "in common" in shown.stdout
    assert "1 disputed fact" in shown.stdout
    lines = accounts("compare", "a.txt", "b.txt", "--published", "2026-02-04", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["row"] for line in lines][:2] == ["account", "account"]
    assert accounts("compare", "a.txt", "b.txt", "--format", "html", "--output", "c.html").stdout == ""
    assert Path("c.html").read_text().startswith("<!DOCTYPE html>")


def test_compare_that_is_off_is_one_line(accounts: Run) -> None:
    for wrong in (("a.txt",), ("a.txt", "b.txt", "--outlet", "One"), ("a.txt", "--event", "3fa"), ("a.txt", "a.txt")):
        result = accounts("compare", *wrong)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_an_event_of_one_report_cannot_be_compared(run: Run) -> None:
    assert run("add", "call.txt", "--published", "2026-02-04").exit_code == 0
    result = run("compare", "--event", "3fa9")
    assert (result.exit_code, "only one report" in result.stderr) == (2, True)


def test_brief_gives_every_line_its_source(run: Run) -> None:
    assert run("add", "call.txt", "--published", "2026-02-04", "--outlet", "The Courier").exit_code == 0
    shown = run("brief", "--until", "2026-02-05")
    assert shown.exit_code == 0, shown.stderr
    lines = shown.stdout.splitlines()
    said = [at for at, line in enumerate(lines) if line.startswith("- ")]
    assert len(said) == 2
    assert all("The Courier, 2026-02-04, report" in lines[at + 1] and "“" in lines[at + 1] for at in said)


def test_brief_asks_by_party_and_day(run: Run) -> None:
    assert run("add", "call.txt", "--published", "2026-02-04").exit_code == 0
    assert "CONSULT" in run("brief", "--until", "2026-02-11", "--since", "7d", "--about", "KEN,CHN").stdout
    assert "CONSULT" not in run("brief", "--until", "2026-02-11", "--since", "7d", "--about", "KEN").stdout
    due = run("brief", "--since", "2026-12-20", "--until", "2026-12-25", "--format", "markdown").stdout
    assert "## Due\n\n- by end 2026" in due
    assert "nothing" in due.partition("## Due")[0]
    assert "<blockquote>" in run("brief", "--until", "2026-02-05", "--format", "html").stdout


def test_a_brief_of_past_days_quotes_nothing_later(run: Run) -> None:
    for day in ("04", "06"):
        assert run("add", "call.txt", "--published", f"2026-02-{day}", "--outlet", f"Paper {day}").exit_code == 0
    assert "2026-02-06, report" in run("brief", "--since", "2026-02-04", "--until", "2026-02-06").stdout
    shown = run("brief", "--since", "2026-02-04", "--until", "2026-02-05").stdout
    assert "2026-02-04, report" in shown
    assert "2026-02-06, report" not in shown


def test_brief_with_days_that_are_off_is_one_line(run: Run) -> None:
    run("add", "call.txt")
    for wrong in (("--since", "soon"), ("--since", "2026-02-05", "--until", "2026-02-04")):
        result = run("brief", *wrong)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_compare_takes_the_reports_of_an_event_from_the_store(accounts: Run) -> None:
    same = "President Vladimir Putin spoke by phone with President Xi Jinping on 3 March 2026."
    for outlet, rest in (
        ("The Kremlin", "Trade will reach 300 billion dollars."),
        ("Xinhua", "Xi was invited to Kazan."),
    ):
        Path("one.txt").write_text(f"{same} {rest}")
        assert accounts("add", "one.txt", "--published", "2026-03-04", "--outlet", outlet).exit_code == 0
    events = [json.loads(line) for line in accounts("events", "--format", "jsonl").stdout.splitlines()]
    shared = next(event["event_id"] for event in events if event["reports"] == 2)
    rows = [
        json.loads(line) for line in accounts("compare", "--event", shared, "--format", "jsonl").stdout.splitlines()
    ]
    assert {row["outlet"] for row in rows if row["row"] == "account"} == {"The Kremlin", "Xinhua"}
    assert sorted(row["kind"] for row in rows if row["row"] == "topic") == ["only", "only", "same"]


@pytest.mark.parametrize("made", ["brief", "compare"])
def test_pages_stand_alone_in_the_dark_on_paper_and_for_screen_readers(accounts: Run, made: str) -> None:
    assert accounts("add", "call.txt", "--published", "2026-02-04").exit_code == 0
    asked = ("--until", "2026-02-05") if made == "brief" else ("a.txt", "b.txt")
    page = accounts(made, *asked, "--format", "html").stdout
    root = ElementTree.fromstring(re.sub(r"<meta ([^>]*)>", r"<meta \1/>", page.partition("\n")[2]))
    assert root.get("lang") == "en"
    assert all(len(root.findall(f".//{name}")) == 1 for name in ("main", "h1", "title"))
    assert not any(root.findall(f".//{name}") for name in ("script", "link", "img"))
    style = root.findtext(".//style") or ""
    assert "prefers-color-scheme:dark" in style
    assert "@media print" in style
    assert not re.search(r"url\(|@import|https?:", style)
    for table in root.iter("table"):
        assert table.find("caption") is not None
        assert all(cell.get("scope") in {"row", "col"} for cell in table.iter("th"))
    for link in root.iter("a"):
        assert root.findall(f".//*[@id='{(link.get('href') or '').removeprefix('#')}']")
