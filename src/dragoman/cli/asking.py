"""The commands that ask: `events`, `show`, `resolve` and `places`."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import batch, options
from dragoman.cli.output import Writer, console, opened
from dragoman.errors import UnknownEventError, UsageError

if TYPE_CHECKING:
    from dragoman.model import Event

TABLE_ROWS = 200
"""The most events that a table shows unless --limit says otherwise."""

STATUSES = ("happened", "ongoing", "future", "hypothetical", "negated")


@click.command()
@options.store
@click.option("--actor", metavar="WHO", help="A country code, an actor's id or part of a name, on the acting side.")
@click.option("--recipient", metavar="WHO", help="The same, on the receiving side.")
@click.option("--type", "type_", metavar="TYPE", help="A PLOVER type, such as CONSULT; capitals do not matter.")
@click.option("--status", type=click.Choice(STATUSES, case_sensitive=False))
@click.option("--since", type=options.DAY, metavar="YYYY-MM-DD", help="On this day or later.")
@click.option("--until", type=options.DAY, metavar="YYYY-MM-DD", help="On this day or before.")
@click.option("--text", metavar="WORDS", help="Only of reports that hold all of these words.")
@click.option("--disputed", is_flag=True, help="Only what somebody denies.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N events. [default: 200 in a table]")
@options.output_format
@options.output
def events(
    store: Path,
    actor: str | None,
    recipient: str | None,
    type_: str | None,
    status: str | None,
    since: date | None,
    until: date | None,
    text: str | None,
    disputed: bool,
    limit: int | None,
    form: str,
    output: Path | None,
) -> None:
    """List the events of a store by date.

    Conditions add up; a meeting has everybody on both sides. The formats are
    those of `dragoman read`. The table's ids are for `dragoman show`.

    \b
    Examples:
      dragoman events --actor RUS --recipient CHN
      dragoman events --type assault --status happened --since 2026-01-01
      dragoman events --actor RUS --disputed
      dragoman events --text "grain ports"
      dragoman events --store gulf.duckdb --format csv --output events.csv
    """
    from dragoman.store import Store

    type_ = known_type(type_) if type_ else None
    asked = limit or (TABLE_ROWS + 1 if form == "table" else None)
    with Store.open(store, read_only=True) as opened_store:
        found = opened_store.events(
            actor=actor,
            recipient=recipient,
            type=type_,
            status=status,
            since=since,
            until=until,
            text=text,
            disputed=disputed,
            limit=asked,
        )
    if form != "table":
        with opened(output) as stream:
            writer = Writer(stream, form)
            writer.write(found)
            writer.close()
        return
    _print_table(found[: limit or TABLE_ROWS], store, output)
    if not limit and len(found) > TABLE_ROWS:
        click.echo(f"the first {TABLE_ROWS} events only; --limit N shows more, --format csv all", err=True)


@click.command()
@click.argument("event_id")
@options.store
@click.option("--report", "file", type=options.PATH, metavar="FILE", help="Look in this report, not in a store.")
@options.published
@options.outlet
@click.pass_context
def show(
    ctx: click.Context, event_id: str, store: Path, file: Path | None, published: date | None, outlet: str | None
) -> None:
    """Show one event with its evidence, how it came to be what it is, and what its reports disagree about.

    EVENT_ID is the id that the tables print, or the beginning of one; the id of an event that turned out to be another
    one still answers. The evidence marks the words for actor, trigger
    and recipient, in colour or as [actor: …]. With --report, give --published and --outlet as you gave them to `read`.
    Where there is neither a store nor --report, the shipped example is searched.

    \b
    Examples:
      dragoman show 3fa9c1d2
      dragoman show 3fa9 --store gulf.duckdb
      dragoman show 3fa9c1d2 --report report.txt --published 2026-02-04
    """
    chosen = ctx.get_parameter_source("store") is not click.core.ParameterSource.DEFAULT
    if file is None and (chosen or store.exists()):
        from dragoman.store import Store

        with Store.open(store, read_only=True) as opened_store:
            found, history = opened_store.event(event_id), opened_store.history(event_id)
        if not found.event_id.startswith(event_id):
            click.echo(f"what was {event_id} turned out to be of event {found.event_id}:", err=True)
    else:
        from dragoman import pipeline

        report = batch.load(file, batch.Given(published, outlet)) if file else batch.example()
        found, history = _by_prefix(pipeline.read(report).events, event_id), None
    from dragoman import render

    shown = console()
    shown.print(render.event(found, plain=shown.color_system is None or shown.no_color, history=history))


@click.command()
@click.argument("phrase")
@click.option("--on", type=options.DAY, metavar="YYYY-MM-DD", help="The day as of which offices are held.")
@options.actors
@click.pass_context
def resolve(ctx: click.Context, phrase: str, on: date | None) -> None:
    """Say which actor a phrase names on a day.

    What comes out: the entry, its codes, the office with the time that it was held and where that is from, the members
    that an international organisation had, the rule that found it, and what else the phrase might name. Exit code 1 if
    nobody is found.

    \b
    Examples:
      dragoman resolve "the Kremlin"
      dragoman resolve "Foreign Minister Penny Wong" --on 2024-03-01
    """
    from dragoman import actors, render

    found = actors.resolve(phrase, on=on)
    if found is None:
        click.echo(
            f"dragoman: nobody found for “{render.clean(phrase)}”: try the full name, or --on another day", err=True
        )
        ctx.exit(1)
    members = actors.members(phrase, on) if found.sector == "IGO" else None
    console().print(render.resolution(phrase, found, on, actors.tenure(found, on), members or ()))


@click.command()
@click.argument("names", nargs=-1, required=True)
@click.option("--country", "countries", multiple=True, metavar="ISO3", help="A country that the text is about.")
@options.gazetteer
@click.pass_context
def places(ctx: click.Context, names: tuple[str, ...], countries: tuple[str, ...]) -> None:
    """Say where places are.

    NAMES are read as those of one text, so that each helps to place the others. What comes out, a line each: the name,
    its kind, province and country, latitude and longitude, GeoNames id and probability; then its rivals, indented. Exit
    code 1 if one is not found.

    \b
    Examples:
      dragoman places Tripoli Benghazi
      dragoman places Tripoli --country LBN
    """
    from dragoman.geo import locate

    missing = False
    for name in names:
        found = locate(name, near=[other for other in names if other != name], countries=countries)
        if found is None:
            missing = True
            click.echo(f"dragoman: no place '{name}' in the gazetteer", err=True)
            continue
        for one, indent in ((found, ""), *((rival, "  ") for rival in found.rivals)):
            parts = (one.kind, one.admin1, one.country, f"{one.latitude:.3f} {one.longitude:.3f}",
                     f"GeoNames {one.geonames_id}" if one.geonames_id else None, f"p {one.p:.2f}")  # fmt: skip
            click.echo(f"{indent}{one.name} · {' · '.join(part for part in parts if part)}")
    ctx.exit(1 if missing else 0)


def known_type(name: str) -> str:
    """The type in capitals. Raises: UsageError for what is none."""
    from dragoman import ontology

    if name.upper() not in ontology.TYPES:
        raise UsageError(f"'{name}' is no event type: choose one of {', '.join(ontology.TYPES)}")
    return name.upper()


def _print_table(found: list[Event], store: Path, output: Path | None) -> None:
    from dragoman import render

    with opened(output) as stream:
        shown = console(stream)
        shown.print(f"{store} · {render.count(len(found), 'event')}", style="dim")
        if found:
            shown.print()
            shown.print(render.events(found))


def _by_prefix(found: tuple[Event, ...], prefix: str) -> Event:
    """The only event whose id begins so. Raises: UnknownEventError."""
    matches = {event.event_id: event for event in found if event.event_id.startswith(prefix)}
    if len(matches) == 1:
        return next(iter(matches.values()))
    if matches:
        raise UnknownEventError(f"several events begin with '{prefix}': {', '.join(matches)}. Give more of the id")
    raise UnknownEventError(f"no event '{prefix}' in this report: `dragoman read` lists those there are")
