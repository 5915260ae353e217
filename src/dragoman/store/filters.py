"""Questions as SQL. Values travel as named parameters only."""

# ruff: noqa: S608 - see above
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from dragoman.errors import BadDateError, UsageError

Choice = TypeVar("Choice", bound=StrEnum)

# Without a date of its own, an event is filed under the day it was published.
_FIRST_DAY = "coalesce(e.when_start, e.when_end, e.published)"
_LAST_DAY = "coalesce(e.when_end, e.when_start, e.published)"
ORDER = f"{_FIRST_DAY} NULLS LAST, e.event_id"


def _takes_part(condition: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM event_actors AS a WHERE a.event_id = e.event_id AND a.run_id = e.run_id "
        f"AND {condition})"
    )


_CONDITIONS = {
    "type": "e.type = upper($type)",
    "status": "e.status = $status",
    "disputed": (
        "(NOT $disputed OR EXISTS "
        "(SELECT 1 FROM current_claims AS c WHERE c.event_id = e.event_id AND c.stance = 'denies'))"
    ),
    "since": f"{_LAST_DAY} >= $since",
    "until": f"{_FIRST_DAY} <= $until",
    "country": f"({_takes_part('a.country = upper($country)')} OR upper(e.\"where\" ->> 'country') = upper($country))",
}


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
    """The condition on `current_events AS e` that an event meets all of these parameters of `Store.events`."""
    conditions = [sql for name, sql in _CONDITIONS.items() if name in values]
    return " AND ".join(_sides(values) + conditions) or "true"


def dyad(actor_name: str, actor: str, recipient_name: str, recipient: str) -> str:
    """The condition that one party acts on another. The names are those of the parameters."""
    return f"""EXISTS (
        SELECT 1 FROM event_actors AS a JOIN event_actors AS r USING (event_id, run_id)
        WHERE a.event_id = e.event_id AND a.run_id = e.run_id
        AND a.side = 'actor' AND (r.side = 'recipient' OR (e.mutual AND a.position <> r.position))
        AND {named("a", actor_name, actor)} AND {named("r", recipient_name, recipient)})"""


def _sides(values: Mapping[str, object]) -> list[str]:
    """Conditions on who takes part. A mutual act has everybody on both sides, but nobody acts on himself."""
    actor, recipient, either = (values.get(name) for name in ("actor", "recipient", "either"))
    conditions = []
    if actor is not None and recipient is not None:
        conditions.append(dyad("actor", str(actor), "recipient", str(recipient)))
    elif actor is not None:
        conditions.append(_takes_part(f"a.side = 'actor' AND {named('a', 'actor', str(actor))}"))
    elif recipient is not None:
        name = named("a", "recipient", str(recipient))
        conditions.append(_takes_part(f"(a.side = 'recipient' OR e.mutual) AND {name}"))
    if either is not None:
        conditions.append(_takes_part(named("a", "either", str(either))))
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
