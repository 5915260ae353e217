"""The commands about what is known of actors: `actors add`, `actors build` and `actors gaps`."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from dragoman.cli import batch, options
from dragoman.cli.output import opened

if TYPE_CHECKING:
    from dragoman.actors.additions import Row
    from dragoman.model import Report


@click.group()
def actors() -> None:
    """Add to what is known of actors, and see what is missing.

    \b
    Examples:
      dragoman actors gaps reports/*.jsonl --top 20
      dragoman actors add ministers.csv
      dragoman actors build --wikidata latest-all.json.bz2 --output wikidata.csv
    """


@actors.command()
@click.argument("table", type=options.PATH)
def add(table: Path) -> None:
    """Add or correct actors by a CSV table.

    The rows of TABLE are checked and kept in a file of your own, which `read`, `add` and `resolve` then go by:
    actors.csv in ~/.dragoman, or in the folder that DRAGOMAN_HOME names. A row with an office is a person's time in
    it; a row without one is an organisation. What a row says counts before what Dragoman knows. To go by a table once,
    give it as --actors TABLE to those commands.

    \b
    The columns, in any order, with a heading; all but name may be empty or missing:
      name          as reports have it
      country       ISO 3166-1 alpha-3, KOS for Kosovo
      sector        of PLOVER's; needed for organisations and for offices that are not known
      office        such as foreign minister
      organisation  if the office is not the state's
      start end     2026, 2026-02 or 2026-02-04, both inclusive
      aliases       other names, parted by |
      gender        female or male
      id            such as a Wikidata id
      source        where it is from

    \b
    Example:
      dragoman actors add ministers.csv
    """
    from dragoman.actors import additions

    rows = additions.read(table)
    target = additions.user_file()
    merged = {_key(row): row for row in (*(additions.read(target) if target.exists() else ()), *rows)}
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".part")
    with draft.open("w", encoding="utf-8", newline="") as file:
        _write(merged.values(), file)
    os.replace(draft, target)
    click.echo(f"{target}: {len(rows):,} rows of {table} added or corrected, {len(merged):,} in all")


@actors.command()
@click.option(
    "--wikidata", "dump", type=options.PATH, required=True, metavar="DUMP", help="A JSON dump: .json, .bz2, .gz."
)
@options.output
def build(dump: Path, output: Path | None) -> None:
    """Make a table of actors from a Wikidata JSON dump.

    What comes out is for `actors add` or --actors: the offices that people held with their dates, and the organisations
    that they belong to. The dump is read twice from beginning to end and never unpacked; that of all Wikidata takes
    hours.

    \b
    Example:
      dragoman actors build --wikidata latest-all.json.bz2 --output wikidata.csv
    """
    from dragoman.actors import wikidata

    with opened(output) as stream:
        count = _write(wikidata.rows(dump), stream)
    click.echo(f"{count:,} rows" + (f" in {output}" if output else ""), err=True)


@actors.command()
@click.argument("files", nargs=-1, required=True, type=options.PATH)
@options.published
@options.columns
@options.actors
@click.option("--top", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="At most N names.")
@options.output
def gaps(
    files: Sequence[Path], published: date | None, columns: dict[str, str] | None, top: int, output: Path | None
) -> None:
    """List the names in a corpus that nobody is found for, most frequent first.

    FILES are those that `dragoman read` takes. What comes out is CSV: the count, the name, its kind (PERSON, ORG,
    NORP), the day of the first report that has it, and its sentence there. Add those that matter with
    `dragoman actors add`.

    \b
    Example:
      dragoman actors gaps reports/*.jsonl --top 20
    """
    from dragoman.actors.gaps import gaps as find

    found = find(_reports(files, batch.Given(published, columns=columns or {})))
    with opened(output) as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(("count", "name", "kind", "published", "example"))
        for gap in found[:top]:
            table.writerow((gap.count, gap.name, gap.kind, gap.published or "", gap.example))
    if len(found) > top:
        click.echo(f"the first {top:,} of {len(found):,} names; --top N shows more", err=True)


def _reports(files: Sequence[Path], given: batch.Given) -> Iterator[Report]:
    from dragoman import ingest

    for item in ingest.reports(files, published=given.published, columns=given.columns):
        if isinstance(item, ingest.Aside):
            click.echo(f"dragoman: {item.why}", err=True)
        else:
            yield item


def _key(row: Row) -> tuple[str, ...]:
    """What a later row replaces: the same office of the same name from the same day."""
    return row.name, row.country, row.office, row.organisation, row.start


def _write(rows: Iterable[Row], stream: IO[str]) -> int:
    from dragoman.actors.additions import COLUMNS

    table = csv.writer(stream, lineterminator="\n")
    table.writerow(COLUMNS)
    count = 0
    for row in rows:
        table.writerow(row[: len(COLUMNS)])
        count += 1
    return count
