"""Events as the coded data of the field hold them: dated, in one category, with pairs of actors.

What those data cannot say is left out rather than told as if it had happened: an act denied, one merely supposed, and
a coming one unless PLOVER has a category for the intent.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import permutations, product

from dragoman import ontology
from dragoman.model import Actor, Event, Status

# CAMEO's codes for an intent, which say more than the crosswalk's for AGREE.
_INTENT = {"CONSULT": "036", "AID": "033", "COOPERATE": "031", "SUPPORT": "032"}
LONGEST = 31
"""The days of the longest time that data by the day can stand for: an act of "2024" is not one of 1 January."""
_FIRST_NUMBER = 1 << 52  # above the numbers that GDELT and ICEWS have given out, and exact in a double


class LeftOut(StrEnum):
    """Why an event is not in a file of a format without status."""

    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    FUTURE = "future"
    UNDATED = "undated"
    VAGUE = "dated to no month"
    TYPE = "of other types"


@dataclass(frozen=True, slots=True)
class Source:
    """What a format needs of a report. lead: the code points of its first paragraph."""

    report_id: str
    address: str | None
    title: str | None
    language: str | None
    lead: int


@dataclass(frozen=True, slots=True)
class Coded:
    """An event in the terms of coded data.

    day: when it took place, of a week or a month the first day, else the day of publication; for an intent the day
    of publication. type: PLOVER's category once the status is taken into account; code: CAMEO 1.1b3. pairs: who acts on
    whom; for a mutual act each on each other, as ICEWS and GDELT have it.
    """

    event: Event
    day: date
    published: date
    type: str
    mode: str | None
    code: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    pairs: tuple[tuple[Actor | None, Actor | None], ...]

    @property
    def reports(self) -> list[str]:
        """The ids of the reports that print it, the earliest first."""
        return list(dict.fromkeys(item.report_id for item in self.event.evidence))


def coded(event: Event, *, any_status: bool = False) -> Coded | LeftOut:
    """The event in the terms of coded data, or why it has no place there.

    any_status: take hypothetical and future acts too, for callers who asked for them by name.
    """
    type_ = ontology.reduce(event.type, event.status, event.mode)
    if type_ is None:
        return LeftOut.NEGATED
    if event.status is Status.HYPOTHETICAL and not any_status:
        return LeftOut.HYPOTHETICAL
    intent = type_ != event.type
    if event.status is Status.FUTURE and not intent and not any_status:
        return LeftOut.FUTURE
    published = min((item.published for item in event.evidence if item.published), default=None)
    day = published if intent else _day(event) or published
    if day is None:
        return LeftOut.UNDATED
    if not intent and _vague(event):
        return LeftOut.VAGUE
    mode = None if intent else event.mode
    code = _INTENT.get(event.type) if intent else None
    actors, recipients = _parties(event.actors), _parties(event.recipients)
    return Coded(
        event=event,
        day=day,
        published=published or day,
        type=type_,
        mode=mode,
        code=code or ontology.to_cameo(type_, mode, event.contexts),
        actors=actors,
        recipients=recipients,
        pairs=_pairs(actors, recipients),
    )


def number(event_id: str, pair: int = 0) -> int:
    """A whole number for an event and one of its pairs, the same in every export, from 2^52 up to 2^53."""
    digest = hashlib.blake2b(f"{event_id}/{pair}".encode(), digest_size=8).digest()
    return _FIRST_NUMBER + int.from_bytes(digest) % _FIRST_NUMBER


def _day(event: Event) -> date | None:
    moment = (event.when.start or event.when.end) if event.when else None
    return moment.date() if isinstance(moment, datetime) else moment


def _vague(event: Event) -> bool:
    when = event.when
    if when is None or when.start is None or when.end is None:
        return False
    return when.end.toordinal() - when.start.toordinal() >= LONGEST


def _parties(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who can act or be acted on: not the things that words name as object."""
    return tuple({actor.actor_id: actor for actor in actors if actor.kind != "thing"}.values())


def _pairs(actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> tuple[tuple[Actor | None, Actor | None], ...]:
    if len(actors) > 1 and not recipients:
        return tuple(permutations(actors, 2))
    return tuple(product(actors or (None,), recipients or (None,)))
