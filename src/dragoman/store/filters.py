"""Questions as SQL. Values travel as named parameters only."""

# ruff: noqa: S608 - see above
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from dragoman.errors import BadDateError, UsageError
from dragoman.store import words

Choice = TypeVar("Choice", bound=StrEnum)

ORDER = "e.first_day NULLS LAST, e.event_id"

_NEAR = "event BETWEEN $low AND $high"


def takes_part(party: str, side: str = "true") -> str:
    """The condition that a party takes part. party: a condition on `parties AS a`; side: one on `takes_part`."""
    return f"e.event IN (SELECT event FROM takes_part WHERE {side} AND party IN {_who(party)})"


def acts_on(actor: str, recipient: str) -> str:
    """The condition on `dyads` that one party acts on another. actor, recipient: conditions on `parties AS a`."""
    return f"actor IN {_who(actor)} AND recipient IN {_who(recipient)}"


_TOLD = "SELECT event, report FROM members JOIN evidence USING (telling)"


def _told(near: str) -> str:
    """The condition that a report of an event holds the words of $text."""
    if near == "true":
        return f"e.event IN (SELECT event FROM ({_TOLD}) WHERE report IN ({words.reports()}))"
    return f"""e.event IN (
        WITH near AS MATERIALIZED ({_TOLD} WHERE {near})
        SELECT event FROM near WHERE report IN ({words.reports("near")}))"""


def _country(near: str) -> str:
    part = takes_part("a.country = upper($country)", near)
    return f"({part} OR upper(e.\"where\" ->> 'country') = upper($country))"


def _told_by(near: str) -> str:
    """The condition that one of $reports tells an event. Of a part of the events, tellings are $first to $final."""
    within = "true" if near == "true" else "telling BETWEEN $first AND $final"
    told = f"SELECT telling FROM evidence WHERE {within} AND report IN (SELECT unnest($reports))"
    return f"e.event IN (SELECT event FROM members WHERE {near} AND telling IN ({told}))"


def _who(party: str) -> str:
    return f"(SELECT party FROM parties AS a WHERE {party})"


_CONDITIONS = {
    "type": "e.type = upper($type)",
    "status": "e.status = $status",
    "disputed": (
        "(NOT $disputed OR EXISTS (SELECT 1 FROM current_claims AS c WHERE c.event = e.event AND c.stance = 'denies'))"
    ),
    "since": "e.last_day >= $since",
    "until": "e.first_day <= $until",
    "last": "e.first_day <= $last",
    "low": f"e.{_NEAR}",
}


_NARROWED = {"country": _country, "text": _told, "reports": _told_by}  # of a part of the events, where one is asked for


def day(value: date | str | None, name: str) -> date | None:
    """A date from a date or an ISO 8601 string. Raises: BadDateError."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise BadDateError(
            f"{name}={value!r} is no date. Nothing was read. Write it as year-month-day, such as 2026-02-04."
        ) from error


def choice(value: Choice | str | None, options: type[Choice], name: str) -> Choice | None:
    """A member of an enumeration from its value. Raises: UsageError, naming the options."""
    if value is None:
        return None
    try:
        return options(value)
    except ValueError as error:
        raise UsageError(
            f"{name}={value!r} is unknown. Nothing was read. Choose one of: {', '.join(options)}."
        ) from error


def where(values: Mapping[str, object]) -> str:
    """The condition on `current_events AS e` that an event meets all of these parameters of `Store.events`.

    Where `low` and `high` stand beside them: only of events whose numbers go from one to the other, so that little of
    each table is looked at; where `last` does, of those that begin on that day or before; where `reports` does, of
    those that these tell.
    """
    near = _NEAR if "low" in values else "true"
    conditions = _sides(values, near) + [sql for name, sql in _CONDITIONS.items() if name in values]
    conditions += [asked(near) for name, asked in _NARROWED.items() if name in values]
    return " AND ".join(conditions) or "true"


def _sides(values: Mapping[str, object], near: str) -> list[str]:
    """Conditions on who takes part. A mutual act has everybody on both sides, but nobody acts on himself."""
    actor, recipient, either = (values.get(name) for name in ("actor", "recipient", "either"))
    conditions = []
    if actor is not None and recipient is not None:
        both = acts_on(named("a", "actor", str(actor)), named("a", "recipient", str(recipient)))
        conditions.append(f"e.event IN (SELECT event FROM dyads WHERE {near} AND {both})")
    elif actor is not None:
        conditions.append(takes_part(named("a", "actor", str(actor)), f"acting AND {near}"))
    elif recipient is not None:
        conditions.append(takes_part(named("a", "recipient", str(recipient)), f"receiving AND {near}"))
    if either is not None:
        conditions.append(takes_part(named("a", "either", str(either)), near))
    return conditions


def named(alias: str, parameter: str, value: str) -> str:
    """The condition that $parameter means this party: its country code, its id, or part of its name.

    Three letters may be a code, so in a name they must be a whole word: RUS is not Belarus, IMF is the IMF.
    """
    name, wanted = f"lower(strip_accents({alias}.name))", f"lower(strip_accents(${parameter}))"
    in_name = f"contains({name}, {wanted})"
    if len(value) == 3 and value.isascii() and value.isalpha():
        in_name = f"regexp_matches({name}, '\\b' || {wanted} || '\\b')"
    return f"({alias}.country = upper(${parameter}) OR lower({alias}.actor_id) = lower(${parameter}) OR {in_name})"
