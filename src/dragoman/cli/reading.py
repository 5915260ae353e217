"""The commands that read reports: `read` and `add`."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import batch, options
from dragoman.cli.intake import Intake
from dragoman.cli.output import opened, record_writer

if TYPE_CHECKING:
    from dragoman.coder.codebook import Codebook


@click.command()
@click.argument("files", nargs=-1, type=options.PATH)
@options.published
@options.outlet
@options.output_format
@options.output
@options.columns
@options.max_chars
@options.actors
@options.gazetteer
@click.option("--codebook", type=options.PATH, help="Label events by a codebook that 'dragoman codebook train' made.")
@click.pass_context
def read(
    ctx: click.Context,
    files: tuple[Path, ...],
    published: date | None,
    outlet: str | None,
    form: str,
    output: Path | None,
    columns: dict[str, str] | None,
    max_chars: int | None,
    codebook: Path | None,
) -> None:
    """Read reports and print their events.

    FILES are plain text, saved web pages (.html), tables with a report a row (.jsonl, .csv, .tsv, .parquet), mail
    (.eml, .mbox, maildir), web archives (.warc, .wet), or folders and patterns of these; - is standard input. Without
    FILES an example that ships with Dragoman is read. --published and --outlet hold where a report does not say itself.

    \b
    What comes out (--format):
      table   for people; a date after ~ is only that of publication
      jsonl   one event a line, with evidence and offsets; json: the same as one array
      csv     one row an event, flat: several values in a cell are parted by "; "

    \b
    The columns of csv:
      event_id start end precision basis type mode contexts status historical
      plover quad score cameo
      actors actor_ids actor_countries actor_sectors
      recipients recipient_ids recipient_countries recipient_sectors
      place place_country latitude longitude
      claims commitment_id commitment_state commitment_due
      reports independent report_ids outlets p coder
      and of the first evidence: published text_start text_end trigger text

    \b
    Examples:
      dragoman read
      dragoman read report.txt --published 2026-02-04 --outlet Reuters
      dragoman read reports/*.txt --format jsonl --output events.jsonl
      pdftotext report.pdf - | dragoman read - --format csv
    """
    given = batch.Given(published, outlet, max_chars, columns or {})
    tally = batch.Tally()
    book = _codebook(codebook)
    with opened(output) as stream, record_writer(stream, form) as write:
        if not files:
            from dragoman import pipeline

            write(pipeline.read(batch.example(), book))
        else:
            for record in batch.records(files, given, tally, show_progress=not stream.isatty(), codebook=book):
                write(record)
            if tally.met == len(tally.aside) == 1:
                ctx.exit(1)  # inside, so that a file of an earlier run is kept
    batch.summary_of_aside(tally)
    ctx.exit(1 if tally.aside else 0)


def _codebook(path: Path | None) -> Codebook | None:
    if path is None:
        return None
    from dragoman.coder.codebook import load

    return load(path)


@click.command()
@click.argument("reports", nargs=-1, required=True, type=options.PATH)
@options.store
@options.published
@options.outlet
@options.columns
@options.max_chars
@options.actors
@options.gazetteer
@click.option("--resume", is_flag=True, help="Pass over, unread, what an interrupted run of the same files did.")
@click.pass_context
def add(
    ctx: click.Context,
    reports: tuple[Path, ...],
    store: Path,
    published: date | None,
    outlet: str | None,
    columns: dict[str, str] | None,
    max_chars: int | None,
    resume: bool,
) -> None:
    """Read reports into a store, to ask it later.

    The store is one file, which events, show and commitments look into. What a report tells is joined to what others
    told of the same act, and printings of one article are grouped.

    A report that is there already is passed over before it is coded; with --resume, files that have not changed since
    are not even looked at as far as they are done. A run may be cut short at any moment: what was stored stays.
    Whatever cannot be read is said and set aside, and the exit code is then 1. What comes out is one line of counts.

    \b
    Examples:
      dragoman add report.txt --published 2026-02-04 --outlet Reuters
      dragoman add 2026-02-04/*.txt --published 2026-02-04 --store gulf.duckdb
      dragoman add archive/*.jsonl --resume
    """
    from dragoman.linking import coder
    from dragoman.render import count
    from dragoman.store import Store

    tally = batch.Tally()
    given = batch.Given(published, outlet, max_chars, columns or {})
    with Store.open(store) as opened_store:
        intake = Intake(opened_store, given, coder(), tally)
        try:
            records = batch.records(
                reports,
                given,
                tally,
                show_progress=True,
                known=partial(opened_store.has_read, coder=coder()),
                skip=intake.skip if resume else intake.nothing,
            )
            done = opened_store.add(records, intake=intake.rows)
        except KeyboardInterrupt:
            click.echo(f"dragoman: stopped. What {store} had taken is kept; add --resume goes on from there", err=True)
            raise
    parts = [f"{count(done.reports, 'report')} added with {count(done.events, 'new event')}"]
    parts += [f"{known:,} already known"] if (known := done.known + tally.known) else []
    parts += [f"{count(tally.passed, 'file')} done before"] if tally.passed else []
    parts += [batch.reasons(tally)] if tally.aside else []
    click.echo(f"{store}: {', '.join(parts)}")
    sys.stdout.flush()
    ctx.exit(1 if tally.aside else 0)
