"""Many files: each is read and coded; what cannot be is reported on standard error and set aside."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.coder.codebook import Codebook
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
    """What a batch keeps count of: all that was met, what was set aside and why, and what was known before.

    places: how far each file is dealt with, and whether it is done; passed: files that were not looked at again.
    """

    met: int = 0
    known: int = 0
    passed: int = 0
    aside: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    places: dict[Path, tuple[int, bool]] = field(default_factory=dict)


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
    skip: Callable[[Path], int | None] = lambda _: 0,
    codebook: Codebook | None = None,
) -> Iterator[Record]:
    """The records of many files. Whatever keeps one from being read is said, entered in the tally, and passed over.

    known: whether a report, by its id, is passed over as read before; it is asked before the report is coded. skip: how
    many entries of a file are passed over unread, None for all. codebook: the user's own, to label events by.
    """
    from dragoman import ingest, pipeline

    limit = ingest.MAX_CHARACTERS if given.max_chars is None else given.max_chars
    said = {"published": given.published, "outlet": given.outlet, "columns": given.columns}
    visible = show_progress and sys.stderr.isatty()
    with progress(ingest.count(paths) if visible else 0, show=visible) as step:
        for placed in ingest.numbered(paths, max_characters=limit, skip=skip, **said):  # type: ignore[arg-type]
            item = placed.item
            tally.places[placed.path] = placed.number, item is None
            if item is None:
                continue
            tally.met += 1
            if isinstance(item, ingest.Aside):
                set_aside(item.why, item.kind, tally)
            elif known(item.report_id):
                tally.known += 1
            elif made := coded(item, tally, partial(pipeline.read, codebook=codebook)):
                yield made
            step()


def coded(report: Report, tally: Tally, read: Callable[[Report], Record]) -> Record | None:
    """The record of a report; None, said and entered in the tally, where there is none."""
    from dragoman import ingest

    try:
        return read(report)
    except DragomanError as error:
        set_aside(str(error), ingest.kind_of(error), tally)
    except Exception as error:  # one odd report must not cost the others their reading
        name = report.title or report.report_id
        why = f"'{name}' could not be coded, a fault of ours ({type(error).__name__}: {error})"
        set_aside(why, "could not be coded", tally)
    return None


def summary_of_aside(tally: Tally) -> None:
    """Say at the end how many reports were set aside."""
    if tally.aside:
        click.echo(
            f"dragoman: {len(tally.aside):,} of {tally.met:,} reports set aside, see above; the rest is done", err=True
        )


def reasons(tally: Tally) -> str:
    """What was set aside, by reason, the commonest first: "3 set aside (2 not in English, 1 too long)"."""
    counted = ", ".join(f"{number:,} {kind}" for kind, number in tally.kinds.most_common())
    return f"{len(tally.aside):,} set aside ({counted})"


def set_aside(why: str, kind: str, tally: Tally) -> None:
    """Say what was set aside, and enter it in the tally."""
    tally.aside.append(why)
    tally.kinds[kind] += 1
    # Not click.echo, which writes past the progress bar to the terminal and leaves both on one line.
    sys.stderr.write(f"dragoman: {' '.join(why.split())}\n")


@contextmanager
def progress(total: int | None, *, show: bool) -> Iterator[Callable[[], object]]:
    """A bar on standard error with rate and time left, if it is a terminal; lines written meanwhile appear above it."""
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
