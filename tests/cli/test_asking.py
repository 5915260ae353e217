"""`add`, `events`, `show`, `commitments` on a real store, and `resolve`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from dragoman.model import Record, Stance
from dragoman.store import Store

Run = Callable[..., Result]


@pytest.fixture
def stored(run: Run) -> Run:
    """The program, with a store in the folder it runs in."""
    assert run("add", "call.txt", "other.txt", "--published", "2026-02-04", "--outlet", "The Courier").exit_code == 0
    return run


def test_add_counts_what_it_did(run: Run) -> None:
    Path("empty.txt").touch()
    first = run("add", "call.txt", "empty.txt", "other.txt")
    assert first.exit_code == 1
    assert (
        first.stdout
        == "relations.duckdb: 2 reports added with 2 new events, 1 set aside (1 without words or an article)\n"
    )
    assert "empty.txt" in first.stderr
    again = run("add", "call.txt", "--store", "relations.duckdb")
    assert again.exit_code == 0
    assert "0 reports added with 0 new events, 1 already known" in again.stdout


def test_events_are_filtered(stored: Run) -> None:
    everything = stored("events", "--format", "jsonl").stdout.splitlines()
    assert len(everything) == 2
    future = stored("events", "--type", "consult", "--status", "FUTURE", "--actor", "ESP", "--format", "json")
    assert [event["event_id"] for event in json.loads(future.stdout)] == ["3fb0000bbbbb"]
    assert stored("events", "--until", "2025-12-31", "--format", "jsonl").stdout == ""
    assert len(stored("events", "--limit", "1", "--format", "jsonl").stdout.splitlines()) == 1


def test_the_table_of_events(stored: Run) -> None:
    result = stored("events")
    assert "relations.duckdb · 2 events" in result.stdout
    assert "3fa9c1d2" in result.stdout
    nothing = stored("events", "--actor", "PER")
    assert (nothing.exit_code, nothing.stdout.strip()) == (0, "relations.duckdb · 0 events")


def test_an_unknown_type_names_the_types(stored: Run) -> None:
    result = stored("events", "--type", "MEET")
    assert result.exit_code == 2
    assert "CONSULT" in result.stderr
    assert "ASSAULT" in result.stderr


@pytest.mark.parametrize("command", [("events",), ("show", "3fa9"), ("commitments",)])
def test_a_store_that_is_not_there_is_one_line(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--store", "nowhere.duckdb")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert not Path("nowhere.duckdb").exists()


def test_a_file_that_is_no_store_is_one_line_and_stays(run: Run) -> None:
    result = run("add", "call.txt", "--store", "other.txt")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert Path("other.txt").read_text() == "Nothing happened in Norland."


def test_show_marks_the_words_in_plain_text(stored: Run) -> None:
    shown = stored("show", "3fb0").stdout
    assert "said [actor: Ruiz] [trigger: would visit] [recipient: Norland] this year." in shown
    assert re.search(r"Eva Sol \(ESP GOV\)\s+asserts\s+“said”", shown)
    assert "if invited" in shown
    assert "by end 2026" in shown


def test_show_in_colour(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = stored("show", "3fb0", color=True).stdout
    assert "\x1b[" in coloured
    assert "[actor:" not in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "[actor: Ruiz]" in stored("show", "3fb0", color=True).stdout


def test_show_finds_the_store_by_the_environment(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("relations.duckdb").rename("gulf.duckdb")
    monkeypatch.setenv("DRAGOMAN_STORE", "gulf.duckdb")
    assert "CONSULT phone" in stored("show", "3fa9").stdout


def test_show_looks_into_a_report(run: Run) -> None:
    assert "CONSULT phone" in run("show", "3fa9", "--report", "call.txt").stdout


@pytest.mark.parametrize(("prefix", "says"), [("3f", "several events"), ("zz", "no event")])
def test_show_without_one_event(run: Run, prefix: str, says: str) -> None:
    result = run("show", prefix, "--report", "call.txt")
    assert result.exit_code == 1
    assert says in result.stderr


def test_show_falls_back_on_the_example(run: Run) -> None:
    result = run("show", "zz")
    assert result.exit_code == 1
    assert "shipped example" in result.stderr


def test_commitments(stored: Run) -> None:
    shown = stored("commitments", "--state", "open").stdout
    assert "Ana Ruiz (ESP GOV)" in shown
    assert "by end 2026" in shown
    assert "no broken commitments" in stored("commitments", "--state", "broken").stdout


def test_resolve_explains(run: Run) -> None:
    shown = run("resolve", "Li", "--on", "2026-02-04").stdout
    assert "“Li”, as of 2026-02-04" in shown
    assert "20%  Bo Li the elder" in shown
    assert "office holder on the day" in run("resolve", "the President of Spain").stdout


def test_resolve_without_anybody(run: Run) -> None:
    result = run("resolve", "nobody\x1b[2J at all")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert "\x1b" not in result.stderr


def test_disputed_events_are_those_that_somebody_denies(run: Run, record: Record) -> None:
    call, visit = record.events
    denial = replace(visit.claims[0], stance=Stance.DENIES, cue="aide", speakers=(call.actors[1],))
    with Store.open("relations.duckdb") as store:
        store.add([replace(record, events=(call, replace(visit, claims=(*visit.claims, denial))))])
    listed = run("events", "--disputed", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["event_id"] for line in listed] == [visit.event_id]
    shown = run("show", "3fb0").stdout
    assert re.search(r"2026-02-04\s+The Courier\s+Eva Sol.*asserts.*\n.*2026-02-04.*Bo Li.*denies", shown)


def test_add_resumes_where_it_stopped(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.store import Store

    monkeypatch.setattr(Store.add, "__kwdefaults__", {**(Store.add.__kwdefaults__ or {}), "batch": 2})
    lines = [json.dumps({"text": f"Nothing of note happened in Norland on day {n}."}) for n in range(5)]
    Path("a.jsonl").write_text("\n".join([*lines, json.dumps({"text": "kill"})]) + "\n")
    read: list[object] = []
    real = Store._add_batch

    def dies(self: Store, *args: object) -> object:
        if len(read) == 2:
            raise KeyboardInterrupt
        read.append(args)
        return real(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "_add_batch", dies)
    stopped = run("add", "a.jsonl", "call.txt")
    assert (stopped.exit_code, stopped.stdout) == (130, "")
    assert "is kept; add --resume goes on" in stopped.stderr
    monkeypatch.setattr(Store, "_add_batch", real)
    assert (
        run("add", "a.jsonl", "call.txt", "--resume").stdout == "relations.duckdb: 3 reports added with 2 new events\n"
    )
    again = run("add", "a.jsonl", "call.txt", "--resume").stdout
    assert again == "relations.duckdb: 0 reports added with 0 new events, 2 files done before\n"
    Path("a.jsonl").write_text("\n".join(lines))
    assert "5 already known, 1 file done before" in run("add", "a.jsonl", "call.txt", "--resume").stdout
    assert "6 already known" in run("add", "a.jsonl", "call.txt").stdout
