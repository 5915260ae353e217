"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click


class Day(click.ParamType):  # type: ignore[type-arg,unused-ignore] # click 8.1 takes no argument
    """A date written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date. Raises: BadDateError."""
        from dragoman.ingest import parse_date

        return parse_date(value)


DAY = Day()
PATH = click.Path(path_type=Path)


class Columns(click.ParamType):  # type: ignore[type-arg,unused-ignore] # click 8.1 takes no argument
    """A mapping written text=body,published=date."""

    name = "columns"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, str]:
        """Read the mapping. Raises: UsageError."""
        from dragoman.ingest.tables import parse_columns

        return value if isinstance(value, dict) else parse_columns(value)


FORMATS = ("table", "jsonl", "json", "csv")

published = click.option(
    "--published",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="Date of publication, from which “yesterday” is counted. Default: a date printed at the report's head.",
)
outlet = click.option("--outlet", metavar="NAME", help="Who printed it, such as Reuters.")
max_chars = click.option(
    "--max-chars", type=click.IntRange(min=1), metavar="N", help="Longest text taken for one report. [default: 5000000]"
)
columns = click.option(
    "--columns",
    type=Columns(),
    metavar="FIELD=COLUMN,…",
    help="Where tables keep what, such as text=body,published=date,title=headline. [default: the usual names]",
)
store = click.option(
    "--store",
    type=PATH,
    default=Path("relations.duckdb"),
    envvar="DRAGOMAN_STORE",
    show_default=True,
    show_envvar=True,
    help="The file that holds the record.",
)
output_format = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS, case_sensitive=False),
    default="table",
    show_default=True,
    help="What comes out.",
)
output = click.option("--output", type=PATH, metavar="FILE", help="Write to FILE: all of it or nothing.")


def _lay_over(ctx: click.Context, param: click.Parameter, tables: tuple[Path, ...]) -> None:
    if tables:
        from dragoman.actors import use

        use(*tables)


actors = click.option(
    "--actors",
    type=PATH,
    multiple=True,
    metavar="TABLE",
    expose_value=False,
    callback=_lay_over,
    help="Go by this table of actors first; see `dragoman actors add`. May be given again.",
)


def _locate_by(ctx: click.Context, param: click.Parameter, dump: Path | None) -> None:
    if dump:
        from dragoman.geo import use

        use(dump)


gazetteer = click.option(
    "--gazetteer",
    type=PATH,
    metavar="DUMP",
    expose_value=False,
    callback=_locate_by,
    help="Take towns and provinces from this GeoNames table, unpacked, such as UA.txt.",
)
