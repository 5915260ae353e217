"""The command line. Nothing heavy is imported until a command runs, so that help is there at once."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from dragoman.cli import (
    asking,
    coding,
    comparing,
    exchanging,
    following,
    keeping,
    knowing,
    promising,
    reading,
    relating,
    scaling,
)
from dragoman.errors import DragomanError

_FULL = (errno.ENOSPC, errno.EDQUOT)


class Program(click.Group):
    """A group of commands that reports every error a user can cause as one line on standard error."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run and exit: 0 done, 1 something could not be read or found, 2 the command is off, 130 interrupted."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a terminal of another encoding is no reason to stop
        try:
            code = super().main(args, *rest, **{**extra, "standalone_mode": False})
            sys.stdout.flush()
        except DragomanError as error:
            code = _fail(str(error), error.exit_code)
        except click.Abort:
            code = 130
        except click.ClickException as error:
            code = _fail(_usage(error), error.exit_code)
        except OSError as error:
            if error.errno not in (*_FULL, errno.EPIPE):
                raise
            _silence_stdout()
            full = f"no room left on the disk{f' for {error.filename}' if error.filename else ''}: nothing is half "
            code = 1 if error.errno == errno.EPIPE else _fail(full + "written; free some space and run it again", 1)
        sys.exit(code if isinstance(code, int) else 0)


def _fail(line: str, code: int) -> int:
    click.echo(f"dragoman: {' '.join(line.split())}", err=True)
    return code


def _usage(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return error.format_message() + (f" See '{context.command_path} --help'." if context else "")


def _silence_stdout() -> None:
    """Keep the interpreter from writing what is left to a pipe or disk that takes no more."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dragoman", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn news reports and official readouts into a record of who did what to whom, and who says so.

    Every event comes with its status (happened, ongoing, future, hypothetical, negated), the speakers who claim it,
    and the words that bear it out. Everything runs on this machine; nothing is sent anywhere.

    \b
    Start here:
      dragoman read                                     a shipped example
      dragoman read report.txt --published 2026-02-04   your own report
      dragoman add reports/*.txt                        many, into one file to ask later
      dragoman events --actor RUS --type CONSULT
      dragoman show 3fa9c1d2                            one event with its evidence
    """


for command in (
    reading.read,
    reading.add,
    asking.events,
    asking.show,
    promising.commitments,
    promising.confirm,
    asking.resolve,
    asking.places,
    knowing.actors,
    relating.relations,
    relating.network,
    comparing.compare,
    comparing.brief,
    exchanging.export,
    exchanging.import_,
    exchanging.compare_sources,
    coding.codebook,
    scaling.code,
    following.follow,
    keeping.runs,
    keeping.recode,
    keeping.diff,
    keeping.release,
):
    cli.add_command(command)


def main() -> None:
    """Run the program `dragoman` on the arguments of the process."""
    cli.main(prog_name="dragoman")
