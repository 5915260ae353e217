"""What the ledger holds: an entry for each commitment, the verdict proposed and the one that a person gave."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dragoman.model import Commitment, Event, Evidence, State, When

_WEEKDAY = re.compile(r"(?i)^(?:mon|tues|wednes|thurs|fri|satur|sun)day$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report that may close a commitment. Offsets count code points of the report's text."""

    report_id: str
    published: date | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """The verdict that the reports suggest.

    on: the day of the act or report that shows it; evidence: the sentences that show it, never empty; event_id: the
    event that fulfils or breaks the commitment, or the one that opens its successor, if there is one; p: how sure,
    from 0 to 1, set by hand.
    """

    state: State
    on: date
    p: float
    evidence: tuple[Sentence, ...]
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person's verdict, with their reason and what was proposed when they gave it. `entered` is UTC."""

    commitment_id: str
    state: State
    because: str
    by: str
    entered: datetime
    proposed: State | None = None
    proposed_p: float | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A commitment with all events that opened it (earliest first), and where it stands.

    proposal: None while the commitment is open; confirmations: oldest first.
    """

    commitment: Commitment
    openings: tuple[Event, ...]
    proposal: Proposal | None = None
    confirmations: tuple[Confirmation, ...] = ()

    @property
    def state(self) -> State:
        """A person's newest verdict, else the one proposed, else open."""
        if self.confirmations:
            return self.confirmations[-1].state
        return self.proposal.state if self.proposal else State.OPEN

    @property
    def opened(self) -> date | None:
        """The day of the earliest report that opened it."""
        return min(filter(None, map(told, self.openings)), default=None)

    @property
    def due(self) -> date | None:
        """The last day on which it is kept in time."""
        due = self.commitment.due
        return as_date(due.end) if due and due.end else None

    @property
    def due_from(self) -> date | None:
        """The first day for which it is planned; None where the words only give a last one."""
        due = self.commitment.due
        return as_date(due.start) if due and due.start else None


def as_date(moment: date | datetime) -> date:
    """As `dragoman.timing.as_date`, which would load the parser: asking the ledger must not wait for that."""
    return moment.date() if isinstance(moment, datetime) else moment


def told(event: Event) -> date | None:
    """The day of the earliest report that tells of an event."""
    return min((item.published for item in event.evidence if item.published), default=None)


def sentence(item: Evidence) -> Sentence:
    """Where a piece of evidence stands."""
    return Sentence(item.report_id, item.published, item.passage.text, item.passage.start, item.passage.end)


def ahead(due: When | None, published: date | None) -> When | None:
    """What is promised lies ahead: a weekday, or a month or day without a year, is the next one after the report."""
    if due is None or due.end is None or published is None or as_date(due.end) >= published:
        return due
    if due.start is not None and _WEEKDAY.search(due.text or ""):
        weeks = timedelta(weeks=-((as_date(due.end) - published).days // 7))
        return replace(due, start=due.start + weeks, end=due.end + weeks)
    if due.basis != "relative" or due.precision not in {"day", "month"} or re.search(r"\d{4}", due.text or ""):
        return due
    return replace(due, start=_next_year(due.start), end=_next_year(due.end))


def _next_year(moment: date | datetime | None) -> date | datetime | None:
    if moment is None:
        return None
    last = calendar.monthrange(moment.year + 1, moment.month)[1]
    return moment.replace(year=moment.year + 1, day=min(moment.day, last))
