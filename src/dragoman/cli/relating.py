"""The commands that ask how parties stand: `relations` of two, and the `network` of many."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from dragoman.cli import options
from dragoman.cli.output import console, opened
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.relations.acts import Standing

_BY = ("day", "week", "month", "quarter", "year")
STANDINGS = ("occurred", "foreseen", "denied")
_FORMATS = ("table", "csv", "json", "parquet")


@click.command()
@click.argument("a")
@click.argument("b", default="ALL")
@click.option("--since", metavar="DATE", help="A year, month or day: 2020, 2020-05 or 2020-05-17.")
@click.option("--until", metavar="DATE", help="The same; all of that year or month counts.")
@click.option("--by", type=click.Choice(_BY), default="month", show_default=True, help="How long a period is.")
@click.option("--each", type=click.Choice(("quad", "type")), help="One row for each quad or type, in files.")
@click.option("--recall", metavar="FOUND/OF", help="What the coder finds of all told events, to count those it missed.")
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
    each: Literal["quad", "type"] | None,
    recall: str | None,
    plot: Path | None,
    store: Path,
    form: str,
    output: Path | None,
) -> None:
    """Show what two parties did to each other over time, or one party and all others.

    A and B are countries (RUS, or Russia), blocs (ASEAN, AU, BRICS, EU, G7, GCC, NATO, …; members as of each event's
    day), actors by name or id, or ALL, as B is where it is not given. Events count once, however many reports print
    them; brackets hold 90% of the chance, given how sure the coder was of each event.

    \b
    What tells a quiet month from one nobody reported:
      0   reports were read, and no event was found
      –   the store holds no report of that period: nothing is known

    csv and parquet hold one row for each period, direction and standing (occurred, foreseen, denied); json adds the
    events, the turns and the most unusual period with their evidence. --each quad or --each type gives long rows.

    Brackets do not hold what the coder missed. Where you know what share it finds, from a sample that you labelled,
    --recall 61/140 adds the number of events with those missed.

    \b
    Examples:
      dragoman relations RUS CHN --since 2020 --by quarter
      dragoman relations BRICS USA --by year --format csv --output brics.csv
      dragoman relations IRN --plot iran.svg
    """
    from dragoman.relations import tables
    from dragoman.store import Store

    if form == "parquet" and output is None:
        raise UsageError("parquet is not for the screen: nothing was read; add --output FILE")
    with Store.open(store, read_only=True) as opened_store:
        found = opened_store.relations(a, b, since=since, until=until, by=by, recall=recall)
        if plot is not None:
            found.plot(plot)
        rows = found.counts(each) if each else found.rows()
        if form == "parquet":
            assert output is not None
            tables.write_parquet(rows, output)
            return
        with opened(output) as stream:
            if form == "csv":
                tables.write_csv(rows, stream)
            elif form == "json":
                tables.write_json(found, rows, stream)
            else:
                console(stream).print(tables.table(found, str(store)))


@click.command()
@click.argument("parties", nargs=-1, metavar="[PARTY]…")
@click.option("--since", metavar="DATE", help="A year, month or day: 2020, 2020-05 or 2020-05-17.")
@click.option("--until", metavar="DATE", help="The same; all of that year or month counts.")
@click.option("--by", type=click.Choice(_BY), help="One network for each; without it, one for the whole time.")
@click.option("--actors", is_flag=True, help="Persons and bodies as nodes, not countries.")
@click.option("--standing", type=click.Choice(STANDINGS), default="occurred", show_default=True, help="Which events.")
@click.option("--top", type=click.IntRange(min=2), default=15, show_default=True, help="Parties in the figure.")
@click.option("--plot", type=options.PATH, metavar="FILE", help="Draw into FILE: .svg, .png or .pdf.")
@options.store
@click.option("--format", "form", type=click.Choice((*_FORMATS, "graphml")), default="table", show_default=True)
@options.output
def network(
    parties: tuple[str, ...],
    since: str | None,
    until: str | None,
    by: str | None,
    actors: bool,
    standing: Standing,
    top: int,
    plot: Path | None,
    store: Path,
    form: str,
    output: Path | None,
) -> None:
    """Show who acted on whom: a network of countries and international organisations, or of actors.

    A PARTY is a country, a bloc or, with --actors, somebody by name. One country or actor is shown with all it dealt
    with; a bloc, or several parties, with what they did among themselves; nobody named, with everybody.

    Edges run from actor to recipient; a mutual act, such as a meeting, lies on both edges of its pair. csv and parquet
    hold one row for each edge and period; graphml is for Gephi, igraph and networkx; json is networkx's node-link form.

    \b
    Examples:
      dragoman network --since 2026 --plot network.svg
      dragoman network G7 RUS CHN --by year --format graphml --output g7.graphml
      dragoman network --actors Lavrov --format csv
    """
    from dragoman.relations import graphs, tables
    from dragoman.store import Store

    if form == "parquet" and output is None:
        raise UsageError("parquet is not for the screen: nothing was read; add --output FILE")
    with Store.open(store, read_only=True) as opened_store:
        found = opened_store.network(parties, since=since, until=until, by=by, actors=actors, standing=standing)
    if plot is not None:
        found.plot(plot, top=top)
    if form == "parquet":
        assert output is not None
        tables.write_parquet(found.rows(), output)
        return
    with opened(output) as stream:
        if form == "csv":
            tables.write_csv(found.rows(), stream)
        elif form == "json":
            graphs.write_json(found, stream)
        elif form == "graphml":
            graphs.write_graphml(found, stream)
        else:
            console(stream).print(graphs.table(found, str(store), actors=actors))
