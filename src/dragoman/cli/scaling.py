"""The command for corpora that outgrow a store or a machine: `code`."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.engines import Coded


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=options.PATH)
@click.argument("output", type=options.PATH)
@click.option(
    "--engine", type=click.Choice(("local", "spark")), default="local", show_default=True, help="What does the work."
)
@click.option("--master", metavar="ADDRESS", help="Spark's master, such as spark://host:7077. [default: local[*]]")
@options.published
@options.outlet
@options.columns
@options.max_chars
@click.pass_context
def code(
    ctx: click.Context,
    inputs: tuple[Path, ...],
    output: Path,
    engine: str,
    master: str | None,
    published: date | None,
    outlet: str | None,
    columns: dict[str, str] | None,
    max_chars: int | None,
) -> None:
    """Code a corpus into Parquet files below OUTPUT, on this machine or on a Spark cluster.

    INPUTS are what `dragoman read` takes. OUTPUT/reports has a row for each entry of the input, with the reason if it
    was set aside; OUTPUT/events a row for each event as one report tells it, and the whole record as JSON;
    OUTPUT/joined a row for each event once, however many reports tell it. Both engines write the same.

    A run that was cut short goes on where it stopped when it is started again. With --engine spark (pip install
    "dragoman[spark]", and Java 17), INPUTS and OUTPUT must lie where every worker sees them.

    \b
    Examples:
      dragoman code archive/*.jsonl coded
      dragoman code CC-NEWS-*.warc.gz coded --engine spark
      dragoman code /shared/news /shared/coded --engine spark --master spark://host:7077
    """
    from dragoman.engines import Given, code
    from dragoman.errors import UsageError

    if master and engine != "spark":
        raise UsageError("--master is Spark's; nothing was coded; add --engine spark")
    given = Given(published, outlet, max_chars, columns or {})
    show = sys.stderr.isatty()
    coded = code(
        inputs,
        output,
        given,
        engine=engine,
        master=master,
        said=lambda done: (
            click.echo(f"{done.name}: {done.reports:,} reports, {done.events:,} events", err=True) if show else None
        ),
    )
    click.echo(f"{output}: {_told(coded)}")
    ctx.exit(1 if coded.aside else 0)


def _told(coded: Coded) -> str:
    from dragoman.render import count

    parts = [f"{count(coded.reports, 'report')} coded with {count(coded.events, 'event')}"]
    parts += [f"{count(coded.before, 'part')} done before"] if coded.before else []
    parts += [f"{count(coded.joined, 'event')} when joined"] if coded.joined is not None else []
    if coded.aside:
        reasons = ", ".join(f"{number:,} {kind}" for kind, number in coded.aside.most_common())
        parts += [f"{coded.aside.total():,} set aside ({reasons})"]
    return ", ".join(parts)
