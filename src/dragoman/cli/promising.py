"""The commands for the ledger: `commitments` and `confirm`."""
# ruff: noqa: D301 - click takes the character \b for "keep these lines as they are"

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.cli.output import console, opened
from dragoman.errors import UnknownEventError, UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Entry

_STATES = ("open", "kept", "late", "overdue", "withdrawn", "broken", "superseded")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


class Ahead(click.ParamType):  # type: ignore[type-arg,unused-ignore] # click 8.1 takes no argument
    """How long ahead: 30d, 6w, 3m or 1y."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """Read the length of time. Raises: UsageError."""
        found = re.fullmatch(r"(\d{1,4})([dwmy])", str(value).strip().lower())
        if found is None:
            raise UsageError(f"'{value}' is no length of time: nothing was read; write days as 30d, or 6w, 3m, 1y")
        return timedelta(days=int(found[1]) * _DAYS[found[2]])


@click.command()
@options.store
@click.option("--state", type=click.Choice(_STATES, case_sensitive=False), help="Only those that stand so.")
@click.option("--due", type=Ahead(), metavar="TIME", help="Only what is open and due within 30d, 6w, 3m or 1y.")
@click.option("--overdue", is_flag=True, help="Only what was due, and of which nothing was heard.")
@click.option("--by", metavar="WHO", help="Only what this one promised: a country code or part of a name.")
@click.option("--as-of", type=options.DAY, metavar="YYYY-MM-DD", help="The day on which to ask. [default: today]")
@click.option("--evidence", is_flag=True, help="Add the words that opened each and those behind its verdict.")
@click.option("--ics", is_flag=True, help="A calendar of what is due, for --output or a calendar program.")
@options.output
def commitments(
    store: Path,
    state: str | None,
    due: timedelta | None,
    overdue: bool,
    by: str | None,
    as_of: date | None,
    evidence: bool,
    ics: bool,
    output: Path | None,
) -> None:
    """List what was promised, scheduled or threatened, and where it stands.

    By whom, to whom, what, due when, under what condition; what is due first comes first. Verdicts are proposed from
    later reports, each with its evidence and how sure it is; a person's (see `dragoman confirm`) stand above them and
    carry a ✓. Overdue says that the day has passed and no report was found: it is not a verdict on anybody.

    \b
    Examples:
      dragoman commitments
      dragoman commitments --due 30d
      dragoman commitments --overdue --by Egypt --evidence
      dragoman commitments --ics --output due.ics
    """
    from dragoman import ledger, render
    from dragoman.store import Store

    today = as_of or datetime.now(UTC).date()
    with Store.open(store, read_only=True) as opened_store:
        entries = opened_store.ledger(today)
    wanted = "overdue" if overdue else state
    found = [entry for entry in entries if _fits(entry, wanted, by, due, today)]
    with opened(output) as stream:
        if ics:
            stream.write(ledger.to_ics((e for e in found if e.state in {"open", "overdue"}), stamp=datetime.now(UTC)))
        elif found:
            console(stream).print(render.ledger(found, evidence=evidence))
        else:
            stream.write(f"{store}: no {wanted or ''} commitments\n".replace("  ", " "))


@click.command()
@click.argument("commitment_id", metavar="ID")
@click.argument("state", type=click.Choice(_STATES, case_sensitive=False))
@click.option("--because", required=True, metavar="TEXT", help="Why: what you saw, and where.")
@click.option("--by", default="", metavar="NAME", envvar="DRAGOMAN_USER", show_envvar=True, help="Who says so.")
@options.store
def confirm(commitment_id: str, state: str, because: str, by: str, store: Path) -> None:
    """Confirm or correct the verdict on a commitment.

    ID is the one that `dragoman commitments` prints, or the beginning of one. What was proposed, with its evidence, and
    earlier verdicts stay on record beside yours; the newest stands.

    \b
    Examples:
      dragoman confirm c3fa9c1d kept --because "pool report from Tokyo, 3 February"
      dragoman confirm c3fa9c1d late --because "signed in May" --by "A. Ruiz"
    """
    from dragoman.store import Store

    with Store.open(store) as opened_store:
        entry = _by_prefix(opened_store.ledger(), commitment_id)
        opened_store.confirm(
            entry.commitment.commitment_id, state, because=because, by=by, proposed=entry.proposal
        )  # fmt: skip
    proposed = f"proposed: {entry.proposal.state.value}" if entry.proposal else "no verdict was proposed"
    click.echo(f"{entry.commitment.commitment_id}: {state} ({proposed})")


def _fits(entry: Entry, state: str | None, by: str | None, ahead: timedelta | None, today: date) -> bool:
    if state is not None and entry.state != state:
        return False
    if ahead is not None and not (entry.state == "open" and entry.due and today <= entry.due <= today + ahead):
        return False
    names = [(actor.country or "", actor.name.lower()) for actor in entry.commitment.promisors]
    return by is None or any(by.upper() == country or by.lower() in name for country, name in names)


def _begins(commitment_id: str, prefix: str) -> bool:
    """Whether an id begins so; what was put off to another day is only meant where that day is given."""
    (known, _, moved_to), (given, _, asked) = commitment_id.partition("@"), prefix.partition("@")
    return known.startswith((given, f"c{given}")) and moved_to == asked


def _by_prefix(entries: list[Entry], prefix: str) -> Entry:
    """The only entry one of whose ids begins so, with or without its first letter. Raises: UnknownEventError."""
    found = [
        entry
        for entry in entries
        if any(e.commitment and _begins(e.commitment.commitment_id, prefix) for e in entry.openings)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(entry.commitment.commitment_id for entry in found[:5])
        raise UnknownEventError(f"several commitments begin with '{prefix}': {ids}. Nothing was written; give more")
    raise UnknownEventError(
        f"no commitment '{prefix}': nothing was written; `dragoman commitments` lists those there are"
    )
