"""The commands that keep versions: `runs`, `recode`, `diff` and `release`."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import batch, options
from dragoman.cli.output import console, opened

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from dragoman.model import Record
    from dragoman.store import Store
    from dragoman.store.versions import Change, Diff


@click.command()
@options.store
def runs(store: Path) -> None:
    """List what was coded when, and by which coder.

    The numbers are for `dragoman diff`. Times are UTC.

    \b
    Examples:
      dragoman runs
      dragoman runs --store gulf.duckdb
    """
    from dragoman.store import Store

    with Store.open(store, read_only=True) as opened_store:
        for run in opened_store.runs():
            click.echo(f"{run.run_id:>4}  {run.started:%Y-%m-%d %H:%M}  {run.reports:>9,} reports  {run.coder}")


@click.command()
@options.store
def recode(store: Path) -> None:
    """Code the reports of a store anew, with the coder of this Dragoman.

    Only those that it has not read: a run that was cut short goes on where it stopped. Older codings stay in the store;
    the newest is what the other commands show, and `dragoman diff` says what has changed.

    \b
    Examples:
      dragoman recode
      dragoman recode --store gulf.duckdb
      dragoman diff "dragoman 0.1.0" "dragoman 0.2.0"
    """
    from dragoman.linking import coder
    from dragoman.render import count
    from dragoman.store import Store

    tally = batch.Tally()
    with Store.open(store) as opened_store:
        done = opened_store.add(_coded_anew(opened_store, coder(), tally))
    failed = f", {batch.reasons(tally)}" if tally.aside else ""
    click.echo(f"{store}: {count(done.reports, 'report')} coded anew{failed}")


def _coded_anew(store: Store, coder: str, tally: batch.Tally) -> Iterator[Record]:
    from dragoman import pipeline

    waiting = store.outdated(coder)
    with batch.progress(store.reports(), show=True) as step:
        for report in waiting:
            tally.met += 1
            made = batch.coded(report, tally, pipeline.read)
            if made is not None:
                yield made
            step()


@click.command()
@click.argument("run_a")
@click.argument("run_b")
@options.store
@click.option(
    "--format", "form", type=click.Choice(("table", "jsonl"), case_sensitive=False), default="table", show_default=True
)
@options.output
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Changes that a table shows.")
def diff(run_a: str, run_b: str, store: Path, form: str, output: Path | None, limit: int) -> None:
    """Say which events two codings of the same reports give differently, and why.

    RUN_A and RUN_B are numbers from `dragoman runs`, or the beginning of a coder's name. Compared are the reports that
    both have coded, event by event where their words overlap.

    \b
    Examples:
      dragoman diff 3 7
      dragoman diff "dragoman 0.1.0" "dragoman 0.2.0" --format jsonl --output changes.jsonl
    """
    from dragoman.store import Store

    with Store.open(store, read_only=True) as opened_store:
        found = opened_store.diff(run_a, run_b)
    with opened(output) as stream:
        if form == "jsonl":
            for change in found.changes:
                stream.write(json.dumps(asdict(change), ensure_ascii=False, default=str) + "\n")
            return
        shown = console(stream)
        for line in _summary(found):
            shown.print(line)
        if found.changes:
            shown.print(_table(found.changes[:limit]))
        if len(found.changes) > limit:
            shown.print(f"the first {limit} of {len(found.changes):,}; --limit N shows more, --format jsonl all")


def _summary(found: Diff) -> Iterator[str]:
    counts = found.counts
    changed = len(found.changes) - counts["new"] - counts["gone"]
    by_field = ", ".join(f"{name} {n:,}" for name, n in counts.most_common() if name not in {"new", "gone"} and n)
    yield f"{found.a} → {found.b}: {found.why}"
    yield (
        f"{found.reports:,} reports coded by both: {found.same:,} events alike, {changed:,} changed"
        f"{f' ({by_field})' if by_field else ''}, {counts['new']:,} new, {counts['gone']:,} gone\n"
    )


def _table(rows: Sequence[Change]) -> Table:
    """A table of what two codings give differently: the words, and each field before and after."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from dragoman.render import SHORT_ID, clip

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim", expand=True, leading=1)
    table.add_column("Report", no_wrap=True)
    table.add_column("In words", ratio=4)
    table.add_column("What changed", ratio=5)
    for change in rows:
        place = f"{change.published or 'date unknown'}\n{change.report_id[:SHORT_ID]}"
        what = Text("\n").join(_differences(change))
        table.add_row(Text(place, "dim"), Text(f"“{clip(change.words, 40)}” in “{clip(change.passage, 90)}”"), what)
    return table


def _differences(change: Change) -> Iterator[Text]:
    from rich.text import Text

    from dragoman.render import clean

    one = change.before or change.after
    assert one is not None
    if change.before is None or change.after is None:
        label, look = ("gone", "red") if change.before else ("new", "green")
        told = " ".join(clean(str(one[field])) for field in ("type", "mode", "status") if one[field])
        who = " → ".join(clean(str(one[side])) for side in ("actors", "recipients") if one[side])
        yield Text(f"{label}: ", look).append(f"{told}, {who or 'nobody named'}")
        return
    for field in change.fields:
        before, after = (
            clean(str(side[field] if side[field] not in (None, "") else "—")) for side in (change.before, change.after)
        )
        yield Text(f"{field}: {before} → ").append(after, "bold")


@click.command()
@click.argument("folder", type=options.PATH)
@options.store
@click.option("--title", default="Events coded by Dragoman", show_default=True)
@click.option("--version", "version", default="1.0", show_default=True, help="Of the data set.")
@click.option("--licence", metavar="NAME", help="Of the data set, such as CC-BY-4.0.")
@click.option("--with-text", is_flag=True, help="Put in the reports' texts, where you may pass them on.")
@click.option("--check", is_flag=True, help="Look whether FOLDER is as it was released, and write nothing.")
@click.pass_context
def release(
    ctx: click.Context,
    folder: Path,
    store: Path,
    title: str,
    version: str,
    licence: str | None,
    with_text: bool,
    check: bool,
) -> None:
    """Freeze a store as a data set that can be cited.

    FOLDER is made: Parquet tables of events, actors, evidence, claims, commitments and reports, a codebook, and
    manifest.json with the hash of every file and the versions of all that made them. The same store gives the same
    bytes. Texts are left out unless --with-text: evidence then points at them by report and offsets.

    \b
    Examples:
      dragoman release gulf-1.0 --store gulf.duckdb --title "Gulf relations" --version 1.0 --licence CC-BY-4.0
      dragoman release gulf-1.0 --check
    """
    from dragoman.exchange import release as making

    if check:
        wrong = making.verify(folder)
        click.echo(f"{folder}: {'; '.join(wrong) if wrong else 'as it was released'}")
        ctx.exit(1 if wrong else 0)
    from dragoman.store import Store

    with Store.open(store, read_only=True) as opened_store:
        made = making.release(opened_store, folder, title=title, version=version, licence=licence, with_text=with_text)
    rows = ", ".join(
        f"{entry['rows']:,} {name.split('.')[0]}" for name, entry in made["files"].items() if "rows" in entry
    )
    click.echo(f"{folder}: {rows}")
