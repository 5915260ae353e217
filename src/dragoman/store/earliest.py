"""The first events that meet conditions, looked for among the earliest days first, where most questions end."""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dragoman.store import filters, words

Row = dict[str, Any]
Fetch = Callable[..., list[Row]]

FEW = 100_000  # events, or reports that hold a word, that are looked through at once
_SHARES = (64, 16, 4)  # of the events in question: the first one in so many
_AROUND = 50

_ALL = "SELECT min(event) AS low, max(event) AS high FROM current_events AS e WHERE {}"
_TELLINGS = "SELECT min(telling) AS first, max(telling) AS final FROM members WHERE event BETWEEN $low AND $high"
_DAY = "SELECT median(first_day)::DATE AS day FROM events WHERE event BETWEEN $at - $around AND $at + $around"


def earliest(fetch: Fetch, values: Mapping[str, Any], limit: int) -> list[int]:
    """The numbers of the first `limit` events, by date, then id, that meet the parameters of `Store.events`."""
    if "text" in values and (told := words.found(fetch, values["text"], FEW)) is not None:
        values = {**{name: value for name, value in values.items() if name != "text"}, "reports": told}
    rows: list[Row] = []
    for window in _windows(fetch, values, limit):
        asked = {**values, **window}
        sql = f"SELECT event FROM current_events AS e WHERE {filters.where(asked)} ORDER BY {filters.ORDER}"
        rows = fetch(f"{sql} LIMIT {limit}", asked)
        if len(rows) == limit:
            break
    return [row["event"] for row in rows]


def _shares(values: Mapping[str, Any], limit: int) -> Sequence[int]:
    """The parts to look through. Where reports are known, those that are likely to be enough."""
    if "reports" not in values:
        return _SHARES
    return [share for share in _SHARES if share * limit <= len(values["reports"])]


def _windows(fetch: Fetch, values: Mapping[str, Any], limit: int) -> Iterator[Row]:
    """The first days, then all, and from which number to which their events go. Events without a day are in the last.

    Events are numbered as they came, which is nearly by date: some in the middle of a part tell the day.
    """
    days = {name: values[name] for name in ("since", "until") if name in values}
    within = filters.where(days)
    whole = fetch(_ALL.format(within), days)[0]
    low, high = whole["low"], whole["high"]
    if low is None:
        return
    for share in _shares(values, limit) if high - low >= FEW else ():
        last = fetch(_DAY, {"at": low + (high - low) // share, "around": _AROUND})[0]["day"]
        found = fetch(_ALL.format(f"{within} AND first_day <= $last"), {**days, "last": last})[0]
        if found["low"] is not None:
            yield {"last": last, **found, **(fetch(_TELLINGS, found)[0] if "reports" in values else {})}
    yield whole if days and "reports" not in values else {}
