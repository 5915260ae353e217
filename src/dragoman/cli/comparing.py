"""The commands that lay accounts side by side and sum up what is new: `compare` and `brief`."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.cli.output import console, opened
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.model import Report
    from dragoman.readouts import Comparison

_FORMATS = ("table", "html", "jsonl")


@click.command()
@click.argument("files", nargs=-1, type=options.PATH)
@click.option("--event", "event_id", metavar="ID", help="Compare all reports of one event of the store instead.")
@options.store
@options.published
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Whose account, once for each FILE, in order.")
@click.option("--format", "form", type=click.Choice(_FORMATS, case_sensitive=False), default="table", show_default=True)
@options.output
def compare(
    files: tuple[Path, ...],
    event_id: str | None,
    store: Path,
    published: date | None,
    outlets: tuple[str, ...],
    form: str,
    output: Path | None,
) -> None:
    """Lay accounts of one meeting or call side by side.

    FILES are the readouts, two or more, as plain text; or --event takes those in a store. What comes out: who called
    whom and for how long, what accounts have in common, what they word differently (with the words marked), what one
    alone says, facts in dispute, and commitments that one side ascribes to the other.

    Whose account a FILE is follows from --outlet ("The Kremlin", "Presidency of Egypt"). Without it nothing is
    ascribed to a side.

    \b
    What comes out (--format):
      table   for people
      html    one page that needs nothing else, to keep or to send
      jsonl   one object a line, each with its "row": account, topic, dispute, ascription

    \b
    Examples:
      dragoman compare white-house.txt kremlin.txt --published 2026-02-11 \\
        --outlet "The White House" --outlet "The Kremlin"
      dragoman compare a.txt b.txt c.txt --format html --output call.html
      dragoman compare --event 3fa9c1d2 --store gulf.duckdb
    """
    reports = _of_event(event_id, store, files) if event_id else _of_files(files, published, outlets)
    from dragoman import readouts

    made = readouts.compare(reports)
    with opened(output) as stream:
        if form == "html":
            from dragoman.readouts.page import page

            stream.write(page(made))
        elif form == "jsonl":
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in made.rows())
        else:
            _show(made, stream)


def _show(made: Comparison, stream: object) -> None:
    from dragoman.readouts.table import render

    shown = console(stream)  # type: ignore[arg-type]
    shown.print(render(made, plain=shown.color_system is None or shown.no_color))


def _of_files(files: tuple[Path, ...], published: date | None, outlets: tuple[str, ...]) -> list[Report]:
    from dragoman import ingest

    if len(files) < 2:
        raise UsageError("a comparison needs two files or more, or --event: nothing was read; name another account")
    if outlets and len(outlets) != len(files):
        raise UsageError(
            f"--outlet is given {len(outlets)} times for {len(files)} files: nothing was read; give it once for each"
        )
    named = outlets or (None,) * len(files)
    return [
        ingest.read_file(path, published=published, outlet=outlet) for path, outlet in zip(files, named, strict=True)
    ]


def _of_event(event_id: str, store: Path, files: tuple[Path, ...]) -> list[Report]:
    from dragoman.store import Store

    if files:
        raise UsageError("--event takes the reports from the store: nothing was read; leave out the files")
    with Store.open(store, read_only=True) as opened_store:
        found = opened_store.event(event_id)
        ids = list(dict.fromkeys(item.report_id for item in found.evidence))
        if len(ids) < 2:
            raise UsageError(f"only one report tells of event {found.event_id}: there is nothing to compare it with")
        return [opened_store.report(id_) for id_ in ids]


@click.command()
@options.store
@click.option("--since", default="yesterday", show_default=True, metavar="DAY", help="YYYY-MM-DD, yesterday, 7d, 2w.")
@click.option("--until", type=options.DAY, metavar="YYYY-MM-DD", help="The last day, from which DAY counts. [today]")
@click.option("--about", metavar="WHO,…", help="Only where one of these takes part: country codes, ids or names.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Lines in a section at most.")
@click.option("--format", "form", type=click.Choice(("text", "markdown", "html")), default="text", show_default=True)
@options.output
def brief(
    store: Path, since: str, until: date | None, about: str | None, limit: int, form: str, output: Path | None
) -> None:
    """Sum up what a store has learnt since a day.

    New: events first reported since then. Changed: what was foreseen and has come about or not, and verdicts on
    promises. Due: open promises from that day until two weeks ahead. Disputed: what one asserts and another denies.
    Days are those of publication. Every line comes with its report and its words; nothing is said without a source.

    \b
    Examples:
      dragoman brief --store gulf.duckdb
      dragoman brief --since 7d --about RUS,CHN --format markdown
      dragoman brief --since 2026-02-01 --until 2026-02-28 --format html --output february.html
    """
    from dragoman.briefing.writing import FORMATS
    from dragoman.store import Store

    last = until or date.today()
    first = _day(since, last)
    if first > last:
        raise UsageError(f"--since {first} lies after --until {last}: nothing was read; name an earlier day")
    parties = [party.strip() for party in (about or "").split(",") if party.strip()]
    with Store.open(store, read_only=True) as opened_store:
        made = opened_store.brief(first, until=last, about=parties, limit=limit)
    with opened(output) as stream:
        stream.write(FORMATS[form](made))


def _day(words: str, today: date) -> date:
    """A day from YYYY-MM-DD, or counted back from today. Raises: BadDateError."""
    from dragoman.ingest import parse_date

    counted = re.fullmatch(r"(\d{1,4}) ?(d|w|days?|weeks?)(?: ago)?", words)
    if counted:
        return today - timedelta(days=int(counted[1]) * (7 if counted[2].startswith("w") else 1))
    back = {"today": 0, "yesterday": 1}
    return today - timedelta(days=back[words]) if words in back else parse_date(words)
