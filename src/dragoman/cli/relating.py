"""The command that asks how two parties stand: `relations`."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.cli.output import console, opened
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.relations import Relations

_BY = ("day", "week", "month", "quarter", "year")
_FORMATS = ("table", "csv", "json", "parquet")


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--since", metavar="DATE", help="A year, month or day: 2020, 2020-05 or 2020-05-17.")
@click.option("--until", metavar="DATE", help="The same; all of that year or month counts.")
@click.option("--by", type=click.Choice(_BY), default="month", show_default=True, help="How long a period is.")
@click.option("--plot", type=options.PATH, metavar="FILE", help="Draw into FILE: .svg, .png or .pdf.")
@options.store
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True)
@options.output
def relations(
    a: str,
    b: str,
    since: str | None,
    until: str | None,
    by: str,
    plot: Path | None,
    store: Path,
    form: str,
    output: Path | None,
) -> None:
    """Show what two parties did to each other over time.

    A and B are countries (RUS, or Russia), blocs (ASEAN, AU, BRICS, EU, G7, GCC, NATO, …; members as of each event's
    day), actors by name or id, or ALL. Events count once, however many reports print them; brackets hold 90% of the
    chance, given how sure the coder was of each event.

    \b
    What tells a quiet month from one nobody reported:
      0   reports were read, and no event was found
      –   the store holds no report of that period: nothing is known

    csv and parquet hold one row for each period, direction and standing (occurred, foreseen, denied); json adds the
    events, the turns and the most unusual period with their evidence.

    \b
    Examples:
      dragoman relations RUS CHN --since 2020 --by quarter
      dragoman relations BRICS USA --by year --format csv --output brics.csv
      dragoman relations IRN ALL --plot iran.svg
    """
    from dragoman.store import Store

    if form == "parquet" and output is None:
        raise UsageError("parquet is not for the screen: nothing was read; add --output FILE")
    with Store.open(store, read_only=True) as opened_store:
        found = opened_store.relations(a, b, since=since, until=until, by=by)
    if plot is not None:
        found.plot(plot)
    _write(found, form, output, store)


def _write(found: Relations, form: str, output: Path | None, store: Path) -> None:
    from dragoman.relations import tables

    if form == "parquet":
        assert output is not None
        tables.write_parquet(found, output)
        return
    with opened(output) as stream:
        if form == "csv":
            tables.write_csv(found, stream)
        elif form == "json":
            tables.write_json(found, stream)
        else:
            console(stream).print(tables.table(found, str(store)))
