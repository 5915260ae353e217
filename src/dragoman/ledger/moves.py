"""A promise put off to another day: the one that takes its place, where the words name that day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dragoman.ledger.entries import Entry, Proposal, Sentence, ahead, as_date
from dragoman.model import Commitment, Event, Evidence, Span, State, Status, When
from dragoman.timex import find

_TO = re.compile(r"(?i)\b(?:to|until|till|for)\s+(?:the\s+)?$")
_RANGE = re.compile(r"(?i)\b(?:to|until|till)\b")


def moved(entry: Entry, ended: Proposal) -> Entry | None:
    """The commitment for the day to which a postponement moves one; None where its words name no other day ahead.

    Its id is the first one's with the new day. It is opened by the sentence that moves it.
    """
    told = ended.evidence[0]
    due = _new_day(told, entry.due)
    if ended.state is not State.SUPERSEDED or due is None or due.end is None:
        return None
    name = entry.commitment.commitment_id.partition("@")[0]
    made = replace(entry.commitment, commitment_id=f"{name}@{as_date(due.end)}", due=due)
    return Entry(made, (_opening(entry.openings[-1], told, made),))


def _new_day(told: Sentence, old: date | None) -> When | None:
    """The last day ahead that the words name as an aim, other than the one it was due."""
    days = []
    for found in find(told.text, told.published):
        if _RANGE.search(found.text):  # "from 12 May to 9 June" is no span of time where something is put off
            days.append(ahead(replace(found.when, start=found.when.end), told.published))
        elif _TO.search(told.text[: found.start]):
            days.append(ahead(found.when, told.published))
    ends = [(day, as_date(day.end)) for day in days if day and day.end]
    coming = [day for day, end in ends if told.published and end >= told.published and end != old]
    return coming[-1] if coming else None


def _opening(first: Event, told: Sentence, made: Commitment) -> Event:
    words = Span(told.text, told.start, told.end)
    evidence = Evidence(told.report_id, None, told.published, words, words, (), ())
    return replace(first, status=Status.FUTURE, when=made.due, commitment=made, evidence=(evidence,))
