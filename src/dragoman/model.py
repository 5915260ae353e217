"""The words Dragoman uses, as types. Everything here is frozen; this module imports nothing of ours.

Offsets count Unicode code points. Within a stage they are relative to the passage; in a record they are
relative to the report's text exactly as given, so that ``report.text[start:end]`` equals the quoted words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

Kind = Literal["state", "person", "organisation", "institution", "group", "thing"]
"""What sort of actor it is: decides which pronouns and descriptions can refer to it."""

Gender = Literal["female", "male"]

Precision = Literal[
    "second", "minute", "hour", "day", "week", "weekend", "month", "quarter", "half", "season", "year",
    "decade", "century", "past", "present", "future",
]  # fmt: skip

Basis = Literal["stated", "relative", "publication"]
"""Where a date comes from: its own words, words relative to another date, or only the publication date."""


class Status(StrEnum):
    """Whether the act took place. PLOVER's auxiliary modes, with "ongoing" told apart from "happened"."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class Stance(StrEnum):
    """What a speaker does with an event."""

    ASSERTS = "asserts"
    DENIES = "denies"
    PROMISES = "promises"


class State(StrEnum):
    """Where a commitment stands."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"
    BROKEN = "broken"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text and where they stand: ``text_of[start:end] == text``."""

    text: str
    start: int
    end: int

    def shifted(self, by: int) -> Span:
        return Span(self.text, self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Report:
    """One printing of a text. `report_id` is derived from the content, so the same report has the same id."""

    report_id: str
    text: str
    published: date | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    licence: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Printing:
    """One place where a passage is printed."""

    report_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, stored once with all its printings. Its offsets start at 0."""

    passage_id: str
    text: str
    printings: tuple[Printing, ...]


@dataclass(frozen=True, slots=True)
class When:
    """An interval of time, both ends inclusive. Ends are dates, or datetimes for precisions below a day."""

    start: date | datetime | None
    end: date | datetime | None
    precision: Precision
    basis: Basis
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened, with the words that say so as `name`.

    admin1: the province, by GeoNames' name; precision: country, region, province, district or city.
    """

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    p: float = 1.0
    admin1: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time in an office. `end` is inclusive; None on either side means unknown or still running."""

    office: str
    country: str | None
    sector: str
    start: date | None
    end: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A party to an event as of a date, with how it was resolved.

    country: ISO 3166-1 alpha-3, KOS for Kosovo, None for international organisations and for the unknown.
    sector: a PLOVER sector (GOV, MIL, LEG, …), IGO for international organisations, None for the unknown.
    kind: "thing" for what no party owns in the words, as the road in "bombed the road".
    rule: the rule that resolved it, in words; rivals: other readings, most probable first.
    """

    actor_id: str
    name: str
    country: str | None
    sector: str | None
    office: str | None = None
    p: float = 1.0
    kind: Kind = "group"
    gender: Gender | None = None
    other_sectors: tuple[str, ...] = ()
    rule: str = ""
    rivals: tuple[Actor, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in its place in a passage: the words may be a pronoun, the actor is who it stands for.

    named: the words of the passage that name it, if `span` only takes them up.
    """

    actor: Actor
    span: Span
    named: Span | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words that name it, then those that take them up."""
        return (self.named, self.span) if self.named else (self.span,)


@dataclass(frozen=True, slots=True)
class Claim:
    """A chain of speakers, nearest to the event first, and what they do with the event."""

    speakers: tuple[Participant, ...]
    stance: Stance
    cue: Span
    quoted: bool


@dataclass(frozen=True, slots=True)
class Act:
    """What is promised."""

    type: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A type of a codebook of the user's own, with how sure its classifier is."""

    codebook: str
    type: str
    p: float


@dataclass(frozen=True, slots=True)
class Promise:
    """What a mention promises, before it is entered in the ledger as a commitment."""

    act: Act
    promisors: tuple[Actor, ...]
    beneficiaries: tuple[Actor, ...]
    condition: str | None
    due: When | None


@dataclass(frozen=True, slots=True)
class Mention:
    """What one passage says happened. All spans are relative to the passage."""

    passage: Passage
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    trigger: Span
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    status: Status
    historical: bool
    when: When | None
    where: Place | None
    claims: tuple[Claim, ...]
    promise: Promise | None
    p: float
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One printing of the words that support an event. All spans are relative to the report.

    reprint_of: the report that this one is a printing of, if it is known to be no original.
    """

    report_id: str
    outlet: str | None
    published: date | None
    passage: Span
    trigger: Span
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    reprint_of: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimMade:
    """A claim as printed in a report. `span` is the passage that makes it, relative to the report."""

    speakers: tuple[Actor, ...]
    stance: Stance
    cue: str
    quoted: bool
    report_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on a commitment, with the event that shows it and who says so."""

    state: State
    on: date
    event_id: str | None
    p: float
    by: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """A future act that somebody with the power to do it has promised, agreed to, scheduled or threatened."""

    commitment_id: str
    promisors: tuple[Actor, ...]
    beneficiaries: tuple[Actor, ...]
    act: Act
    condition: str | None
    due: When | None
    state: State = State.OPEN
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A real-world event: who did what to whom, when and where, who says so, and the words that prove it."""

    event_id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
    historical: bool
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    when: When | None
    where: Place | None
    claims: tuple[ClaimMade, ...]
    commitment: Commitment | None
    evidence: tuple[Evidence, ...]
    p: float
    coder: str
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What `dragoman.read` makes of one report. `coder` names what coded it, also where it found no event."""

    report: Report
    passages: tuple[Passage, ...]
    events: tuple[Event, ...]
    coder: str = ""

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """The commitments that the events open, in the order of the events."""
        return tuple(event.commitment for event in self.events if event.commitment is not None)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Everybody who takes part in an event, once each, in order of appearance."""
        seen = {actor.actor_id: actor for event in self.events for actor in (*event.actors, *event.recipients)}
        return tuple(seen.values())
