"""The program as a whole: help without weight, one line for what goes wrong, quiet ends."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import click
import pytest
from click.testing import CliRunner, Result

from dragoman.cli import Program, cli

HEAVY = ("duckdb", "numpy", "rich", "spacy", "pandas", "sentencex")


def process(*args: str, stdout: int | IO[str] = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dragoman", *args]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['dragoman', 'read', '--help']\n"
        "from dragoman.cli import main\n"
        "try: main()\n"
        f"finally: print([name for name in sys.modules if name in {HEAVY}], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_has_examples_in_its_help(command: str) -> None:
    shown = CliRunner().invoke(cli, [command, "--help"]).stdout
    examples = [line for line in shown.partition("Examples:")[2].splitlines() if f"dragoman {command}" in line]
    assert len(examples) >= 2


def test_the_module_runs_and_tells_its_version() -> None:
    done = process("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("dragoman ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with open("/dev/full", "w") as full:
        done = process("--help", stdout=full)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "no room left" in done.stderr


def test_a_closed_pipe_is_quiet() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        done = process("--help", stdout=pipe)
    assert done.stderr == ""


def failing(error: BaseException) -> Callable[[], Result]:
    @click.group(cls=Program)
    def program() -> None: ...

    @program.command()
    def fail() -> None:
        raise error

    return lambda: CliRunner().invoke(program, ["fail"], prog_name="dragoman")


@pytest.mark.parametrize(
    ("error", "code", "lines"),
    [
        (KeyboardInterrupt(), 130, 0),
        (OSError(errno.ENOSPC, "No space left on device", "out.csv"), 1, 1),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 1, 0),
    ],
)
def test_ends_that_are_nobodys_fault(error: BaseException, code: int, lines: int) -> None:
    result = failing(error)()
    assert result.exit_code == code
    assert len(result.stderr.strip().splitlines()) == lines


def test_a_fault_of_ours_is_not_hidden() -> None:
    assert isinstance(failing(PermissionError(errno.EACCES, "no"))().exception, PermissionError)
