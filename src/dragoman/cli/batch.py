"""Many files: each is read and coded; what cannot be is reported on standard error and set aside."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.model import Record, Report


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says of all its reports."""

    published: date | None = None
    outlet: str | None = None
    max_chars: int | None = None
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """What a batch keeps count of: all that was met, what was set aside and why, and what was known before."""

    met: int = 0
    known: int = 0
    aside: list[str] = field(default_factory=list)


def load(path: Path, given: Given) -> Report:
    """The report of one argument: a file, or standard input for "-". Raises: InputError."""
    from dragoman import ingest

    limit = ingest.MAX_CHARACTERS if given.max_chars is None else given.max_chars
    if str(path) == "-":
        return ingest.read_stdin(published=given.published, outlet=given.outlet, max_characters=limit)
    return ingest.read_file(path, published=given.published, outlet=given.outlet, max_characters=limit)


def example() -> Report:
    """The first shipped example, with a line on standard error that says so."""
    import json
    from importlib import resources

    from dragoman import ingest

    folder = resources.files("dragoman").joinpath("examples")
    entry = json.loads(folder.joinpath("manifest.json").read_text(encoding="utf-8"))[0]
    raw = folder.joinpath(entry["file"]).read_bytes()
    click.echo(
        f"no FILE given: this is the shipped example '{entry['file']}', which is invented. "
        "Read your own: dragoman read FILE --published YYYY-MM-DD",
        err=True,
    )
    report = ingest.read_text(raw.decode("utf-8"), published=entry["published"], outlet=entry["outlet"])
    return replace(report, title=entry["title"])


def records(
    paths: Sequence[Path],
    given: Given,
    tally: Tally,
    *,
    show_progress: bool,
    known: Callable[[str], bool] = lambda _: False,
) -> Iterator[Record]:
    """The records of many files. Whatever keeps one from being read is said, entered in the tally, and passed over.

    known: whether a report, by its id, is passed over as read before; it is asked before the report is coded.
    """
    from dragoman import ingest, pipeline

    limit = ingest.MAX_CHARACTERS if given.max_chars is None else given.max_chars
    total = None if any(map(ingest.holds_many, paths)) else len(paths)
    said = {"published": given.published, "outlet": given.outlet, "columns": given.columns}
    with _progress(total, show=show_progress) as step:
        for item in ingest.reports(paths, max_characters=limit, **said):  # type: ignore[arg-type]
            tally.met += 1
            try:
                if isinstance(item, ingest.Aside):
                    _set_aside(item.why, tally)
                elif known(item.report_id):
                    tally.known += 1
                else:
                    yield pipeline.read(item)
            except DragomanError as error:
                _set_aside(str(error), tally)
            except Exception as error:  # one odd report must not cost the others their reading
                name = item.title or item.report_id if isinstance(item, ingest.Report) else item.name
                _set_aside(f"'{name}' could not be coded, a fault of ours ({type(error).__name__}: {error})", tally)
            step()


def summary_of_aside(tally: Tally) -> None:
    """Say at the end how many reports were set aside."""
    if tally.aside:
        click.echo(
            f"dragoman: {len(tally.aside):,} of {tally.met:,} reports set aside, see above; the rest is done", err=True
        )


def _set_aside(why: str, tally: Tally) -> None:
    tally.aside.append(why)
    # Not click.echo, which writes past the progress bar to the terminal and leaves both on one line.
    sys.stderr.write(f"dragoman: {' '.join(why.split())}\n")


@contextmanager
def _progress(total: int | None, *, show: bool) -> Iterator[Callable[[], object]]:
    """A bar on standard error with the rate, if that is a terminal; lines written meanwhile appear above it."""
    if not show or (total is not None and total < 2) or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(), MofNCompleteColumn(), TaskProgressColumn(show_speed=True), TimeRemainingColumn(),
        TextColumn("{task.fields[rate]}"),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total, rate="")

        def step() -> None:
            bar.advance(task)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.1f} reports/s" if speed else "")

        yield step
