"""`dragoman read`: formats, many files, bad files, output written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from dragoman.cli.output import COLUMNS

Run = Callable[..., Result]
GIVEN = ("--published", "2026-02-04", "--outlet", "The Courier")


def test_the_table_says_who_did_what_to_whom(run: Run) -> None:
    result = run("read", "call.txt", *GIVEN)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "The Courier · published 2026-02-04 · 2 passages · 2 events · 1 commitment" in result.stdout
    visit = next(line for line in result.stdout.splitlines() if line.endswith("3fb0000b") and "Eva Sol" in line)
    for cell in ("2026 ", "Ana Ruiz (ESP GOV)", "CONSULT visit", "Bo Li (CHN GOV)", "→ future", "“would visit”"):
        assert cell in visit
    assert "\x1b" not in result.stdout


def test_jsonl_json_and_csv_hold_the_same_events(run: Run) -> None:
    lines = [json.loads(line) for line in run("read", "call.txt", *GIVEN, "--format", "jsonl").stdout.splitlines()]
    array = json.loads(run("read", "call.txt", *GIVEN, "--format", "JSON").stdout)
    rows = list(csv.DictReader(io.StringIO(run("read", "call.txt", *GIVEN, "--format", "csv").stdout)))
    assert array == lines
    assert (
        [row["event_id"] for row in rows] == [event["event_id"] for event in lines] == ["3fa9c1d2aaaa", "3fb0000bbbbb"]
    )
    assert rows[0]["actors"] == "Ana Ruiz; Bo Li"
    assert rows[0]["actor_sectors"] == "GOV; GOV"
    assert rows[0]["start"] == "2026-02-04"
    assert rows[1]["commitment_due"] == "2026-12-31"
    assert rows[1]["claims"] == "Eva Sol: asserts"
    assert rows[1]["historical"] == "false"


def test_the_help_names_every_column_of_csv(run: Run) -> None:
    words = run("read", "--help").stdout.split()
    assert [column for column in COLUMNS if column not in words] == []


@pytest.mark.parametrize(("form", "nothing"), [("json", "[]\n"), ("jsonl", "")])
def test_no_events(run: Run, form: str, nothing: str) -> None:
    assert run("read", "other.txt", "--format", form).stdout == nothing


def test_standard_input(run: Run) -> None:
    from_file = run("read", "call.txt", *GIVEN, "--format", "jsonl").stdout
    assert run("read", "-", *GIVEN, "--format", "jsonl", input=Path("call.txt").read_bytes()).stdout == from_file


def test_without_a_file_the_example_is_read_and_said_to_be_one(run: Run) -> None:
    result = run("read")
    assert result.exit_code == 0
    assert "shipped example" in result.stderr
    assert "published 20" in result.stdout


BAD = {
    "missing.txt": None,
    "empty.txt": b" \n",
    "binary.txt": b"a\0b\0\0c",
    "utf16.txt": "Leaders met.".encode("utf-16"),
    "latin1.txt": b"caf\xe9 au lait",
    "page.txt": b"<!doctype html><p>Leaders met.",
    "german.txt": (
        "Der Rat hat die Gesandten in der Stadt getroffen und das Treffen ist nicht das letzte. " * 3
    ).encode(),
    "huge.txt": b"They met again in the capital. " * 700_000,
    "mend.txt": b"They mend the wall.",
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_file_is_one_line(run: Run, name: str) -> None:
    content = BAD[name]
    if content is not None:
        Path(name).write_bytes(content)
    result = run("read", name)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("dragoman: ")
    assert result.stderr.count("\n") == 1


def test_a_folder_is_read(run: Run) -> None:
    result = run("read", ".", "--format", "jsonl")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 2)


def test_bad_files_among_many_are_set_aside(run: Run) -> None:
    Path("empty.txt").touch()
    Path("stumble.txt").write_text("They stumble.")
    result = run("read", "empty.txt", "call.txt", "stumble.txt", "missing.txt", "other.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    *each, summary = result.stderr.splitlines()
    assert ["empty.txt" in each[0], "RuntimeError" in each[1], "missing.txt" in each[2]] == [True] * 3
    assert "3 of 5" in summary


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("read", "call.txt", "--published", "4 February"), "YYYY-MM-DD"),
        (("read", "call.txt", "--format", "xml"), "jsonl"),
        (("read", "call.txt", "--publshed", "2026-02-04"), "--help"),
        (("read", "call.txt", "--output", "no/such/folder.csv"), "another --output"),
        (("read", "call.txt", "--output", "."), "another --output"),
        (("rread",), "No such command"),
        (("add",), "REPORTS"),
    ],
)
def test_a_command_that_is_off_is_one_line_and_exit_2(run: Run, args: tuple[str, ...], says: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_output_is_written_under_its_name_when_it_is_whole(run: Run) -> None:
    target = Path("out.jsonl")
    target.write_text("old")
    assert run("read", "missing.txt", "--format", "jsonl", "--output", str(target)).exit_code == 1
    assert target.read_text() == "old"
    result = run("read", "call.txt", "--format", "jsonl", "--output", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(target.read_text().splitlines()) == 2
    assert [path.name for path in Path().iterdir() if path.name.endswith(".part")] == []


def test_output_through_a_link_keeps_the_link(run: Run) -> None:
    Path("real.csv").write_text("old")
    Path("link.csv").symlink_to("real.csv")
    assert run("read", "call.txt", "--format", "csv", "--output", "link.csv").exit_code == 0
    assert Path("link.csv").is_symlink()
    assert Path("real.csv").read_text().startswith("event_id,")


def test_max_chars(run: Run) -> None:
    result = run("read", "call.txt", "--max-chars", "20")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "--max-chars" in result.stderr
