"""The commands that hold our record beside others': `export`, `import` and `compare-sources`."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.cli.asking import STATUSES, known_type

if TYPE_CHECKING:
    from rich.table import Table

    from dragoman.exchange import Comparison

# As `exchange.FORMATS`, which is not imported here so that help is there at once.
FORMATS = (
    "gdelt", "icews", "polecat", "cameo", "acled", "geojson", "stix", "jsonld", "parquet", "csv", "jsonl",
)  # fmt: skip


@click.command()
@options.store
@click.option("--format", "form", type=click.Choice(FORMATS, case_sensitive=False), required=True)
@click.option("--output", "-o", type=options.PATH, required=True, metavar="FILE", help="Written whole or not at all.")
@click.option("--actor", metavar="WHO", help="A country code, an actor's id or part of a name, on the acting side.")
@click.option("--recipient", metavar="WHO", help="The same, on the receiving side.")
@click.option("--type", "type_", metavar="TYPE", help="A PLOVER type, such as CONSULT; capitals do not matter.")
@click.option("--status", type=click.Choice(STATUSES, case_sensitive=False))
@click.option("--since", type=options.DAY, metavar="YYYY-MM-DD", help="On this day or later.")
@click.option("--until", type=options.DAY, metavar="YYYY-MM-DD", help="On this day or before.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N events.")
def export(
    store: Path,
    form: str,
    output: Path,
    actor: str | None,
    recipient: str | None,
    type_: str | None,
    status: str | None,
    since: date | None,
    until: date | None,
    limit: int | None,
) -> None:
    """Write the events of a store in a format that others load.

    \b
      gdelt     GDELT 2.0 events: 61 columns, tabs, no header
      icews     ICEWS coded events: 20 columns, tabs
      polecat   POLECAT: 40 columns, tabs
      cameo     date, source actor, target actor, CAMEO code
      acled     31 columns like ACLED's: protests, violence, arrests
      geojson, stix, jsonld, parquet, csv, jsonl

    gdelt, icews, polecat, cameo, acled and stix cannot say that an act was denied or only supposed: such events are
    left out and counted, unless --status asks for them. csv, jsonl, parquet, geojson and jsonld hold everything.

    \b
    Examples:
      dragoman export --format gdelt -o ours.export.CSV
      dragoman export --format parquet --actor RUS --recipient CHN -o dyad.parquet
      dragoman export --format geojson --type protest --since 2026-01-01 -o protests.geojson
    """
    from dragoman import exchange
    from dragoman.store import Store

    asked = {"actor": actor, "recipient": recipient, "type": known_type(type_) if type_ else None, "status": status,
             "since": since, "until": until, "limit": limit}  # fmt: skip
    with Store.open(store, read_only=True) as opened_store:
        done = exchange.export(opened_store, output, form, **asked)
    click.echo(f"{output}: {done.events} events in {done.rows} rows", err=True)
    if done.left_out:
        reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(done.left_out.items()))
        click.echo(f"left out, which {form} cannot say: {reasons}", err=True)


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, type=options.PATH)
@options.store
@click.option(
    "--format",
    "form",
    type=click.Choice(("gdelt", "icews", "polecat"), case_sensitive=False),
    help="What the files are. [default: told by their first line]",
)
@click.pass_context
def import_(ctx: click.Context, files: tuple[Path, ...], store: Path, form: str | None) -> None:
    """Read others' events into a store, to hold them beside ours.

    FILES are GDELT 2.0, ICEWS or POLECAT events, plain, .gz or .zip. They are kept in the table external_events,
    apart from our own record, and never counted as ours. What is there already is passed over, so that importing
    twice changes nothing. Each file is stored whole or not at all; one that cannot be read is named, the
    others are read, and the exit code is 1.

    \b
    Examples:
      dragoman import 20191024143000.export.CSV.zip
      dragoman import events.2018.tab --format icews --store gulf.duckdb
    """
    from dragoman import exchange
    from dragoman.errors import InputError
    from dragoman.store import Store

    failed = False
    with Store.open(store) as opened_store:
        for file in files:
            try:
                done = exchange.import_file(opened_store, file, form)
            except InputError as error:
                click.echo(f"dragoman: {' '.join(str(error).split())}", err=True)
                failed = True
                continue
            known = f", {done.known} known already" if done.known else ""
            click.echo(f"{file}: {done.rows} {done.source} events{known}")
            if done.bad:
                click.echo(f"{file}: {done.bad} rows set aside: no date, no id or a broken line", err=True)
            for example in done.examples:
                click.echo(f"{file}: {example}", err=True)
    if failed:
        ctx.exit(1)


@click.command(name="compare-sources")
@click.argument("a")
@click.argument("b")
@options.store
@click.option("--since", type=options.DAY, metavar="YYYY-MM-DD", help="On this day or later.")
@click.option("--until", type=options.DAY, metavar="YYYY-MM-DD", help="On this day or before.")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def compare_sources(a: str, b: str, store: Path, since: date | None, until: date | None, form: str) -> None:
    """Hold our events between two countries beside imported ones.

    A and B are countries (RUS, or Russia); it does not matter which of them acts. First come the events of each month
    by source and quad, then how many of ours have a match in each source: the same pair, a day apart at most, the
    same PLOVER type (theirs by crosswalk from CAMEO). Only days of which a source tells anything are compared. A match
    does not make either right, and ICEWS and GDELT write a meeting in two rows.

    \b
    Examples:
      dragoman compare-sources RUS CHN
      dragoman compare-sources Russia China --since 2018-01-01 --format json
    """
    import dataclasses
    import json

    from dragoman import exchange
    from dragoman.cli.output import console
    from dragoman.store import Store

    with Store.open(store, read_only=True) as opened_store:
        found = exchange.compare_sources(opened_store, a, b, since=since, until=until)
    if form == "json":
        click.echo(json.dumps(dataclasses.asdict(found), default=str, indent=1))
        return
    if not found.agreement:
        click.echo(f"{store}: no events imported; `dragoman import` reads GDELT, ICEWS and POLECAT", err=True)
    shown = console()
    for table in _tables(found):
        shown.print(table)


def _tables(found: Comparison) -> tuple[Table, Table]:
    from rich.table import Table

    counts = Table("month", "source", "quad", "events", title=f"{found.a} and {found.b}", box=None)
    for row in found.counts:
        counts.add_row(f"{row.month:%Y-%m}", row.source, row.quad or "–", str(row.events))
    agreement = Table("source", "days", "ours", "matched", "any type", "theirs", "matched", title="agreement", box=None)
    for one in found.agreement:
        share = f" ({one.share:.0%})" if one.share is not None else ""
        days = f"{one.days}, {one.since} to {one.until}"
        agreement.add_row(one.source, days, str(one.ours), f"{one.matched}{share}", str(one.any_type),
                          str(one.theirs), str(one.theirs_matched))  # fmt: skip
    return counts, agreement
