"""Relations between two parties over time: a pair of countries, one against all, a bloc.

parties.py says who is meant, reading.py asks the store, pairs.py tells the acts of the one on the other, acts.py holds
them, periods.py divides the calendar, series.py files and adds up, estimates.py gives the sums their bounds, missed.py
adds what the coder missed. network.py shows all parties at once.
"""

from __future__ import annotations

from datetime import date

from dragoman.errors import UsageError
from dragoman.relations import missed, periods
from dragoman.relations.acts import Act
from dragoman.relations.estimates import Estimate
from dragoman.relations.parties import Party, blocs, party
from dragoman.relations.periods import Period
from dragoman.relations.reading import Ask, Fetch, acts_between, reports_by_day
from dragoman.relations.series import Relations, Tally, relations

__all__ = ["Act", "Estimate", "Party", "Period", "Relations", "Tally", "between", "blocs", "party"]


def between(
    fetch: Fetch,
    columns: Ask,
    a: str,
    b: str,
    *,
    since: date | str | None = None,
    until: date | str | None = None,
    by: str = "month",
    recall: str | None = None,
) -> Relations:
    """The relations of two parties in a store, which `fetch` and `columns` ask.

    The other parameters are those of `Store.relations`.

    Raises: BadDateError, UsageError.
    """
    one, other, size = party(a), party(b), periods.kind(by)
    if one.kind == other.kind == "all":
        raise UsageError("ALL with ALL is no relation. Nothing was read. Name a country, a bloc or an actor.")
    first, last = periods.bound(since, "since"), periods.bound(until, "until", last=True)
    if first and last and last < first:
        raise UsageError(f"until={until} is before since={since}. Nothing was read. Swap them.")
    known = None if recall is None else missed.recall(recall)
    found = acts_between(fetch, columns, one, other)
    return relations(found, one, other, reports_by_day(fetch), since=first, until=last, by=size, recall=known)
