"""Whether an event is the act that was promised: done in time, done late, or shown not to be done."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman import ontology
from dragoman.ledger.entries import Entry, Proposal, as_date, sentence, told
from dragoman.ledger.notices import DECLINES
from dragoman.ledger.parties import about, keys, known, named
from dragoman.model import Event, Stance, State, Status

# Types that tell of the same acts: annotators and coders take one for the other.
_NEAR = (
    {"CONCEDE", "RETREAT"}, {"AID", "COOPERATE"}, {"SUPPORT", "AGREE"}, {"SUPPORT", "COOPERATE"},
    {"MOBILIZE", "COERCE"}, {"SANCTION", "COERCE"}, {"ASSAULT", "COERCE"}, {"SANCTION", "REJECT"},
)  # fmt: skip
_TALKS = "CONSULT"
# A visit or talks this far from the day they were due are others; any other act counts for longer.
_EARLY, _MEETING_LATE, _LATE = timedelta(days=3), timedelta(days=120), timedelta(days=540)
_GENERAL = re.compile(r"(?i)\b(?:aid|assistance|help|relief|supplies|sanctions|forces|deliveries)\b")
# "Yesterday" is lost where a report gives no day of its own.
_GRACE = timedelta(days=2)
_SURE_OF_PARTIES = 0.05


def fulfils(entry: Entry, event: Event) -> Proposal | None:
    """The verdict that the commitment was kept, or late, by this event; None if it is not the promised act."""
    if event.status not in {Status.HAPPENED, Status.ONGOING} or event.historical:
        return None
    p = _sameness(entry, event)
    day = _day(event)
    if p is None or day is None or not _after(entry, event, day) or not _in_time(entry, event, day):
        return None
    grace = _GRACE if event.when is None or event.when.basis == "publication" else timedelta(0)
    late = entry.due is not None and day > entry.due + grace and not _only_begins(entry)
    evidence = tuple(sentence(item) for item in event.evidence)
    return Proposal(State.LATE if late else State.KEPT, day, p, evidence, event.event_id)


def belies(entry: Entry, event: Event) -> Proposal | None:
    """The verdict that the commitment was broken, by an event that is its contrary; None if it is none.

    That is the same act told as one that will not be done, or after the due day as not done; or, where something good
    was promised, a refusal by those who promised to whom they promised it, in words in common.
    """
    words = " ".join(item.passage.text for item in event.evidence)
    day = told(event)
    if day is None or event.historical or not _after(entry, event, day):
        return None
    if event.status is Status.NEGATED and all(claim.stance is not Stance.DENIES for claim in event.claims):
        past = entry.due is not None and day > entry.due
        p = _sameness(entry, event) if past or DECLINES.search(words) else None
    elif event.type == "REJECT" and event.status is Status.HAPPENED and event.recipients:
        shared = len(_words(entry) & about(event))
        good = "cooperation" in ontology.quad(entry.commitment.act.type)
        p = 0.6 if good and shared > 1 and _parties(entry, event, shared) == _SURE_OF_PARTIES else None
    else:
        p = None
    evidence = tuple(sentence(item) for item in event.evidence)
    return None if p is None else Proposal(State.BROKEN, day, round(0.9 * p, 2), evidence, event.event_id)


def _after(entry: Entry, event: Event, day: date) -> bool:
    """Told in a later report, of a day that is not before the promise."""
    reports = {item.report_id for opening in entry.openings for item in opening.evidence}
    if any(item.report_id in reports for item in event.evidence):
        return False
    first, opened = told(event), entry.opened
    return first is None or opened is None or (first >= opened and day >= opened)


def _in_time(entry: Entry, event: Event, day: date) -> bool:
    meeting = entry.commitment.act.type == _TALKS
    start = entry.due_from or (entry.due if meeting else None)
    if meeting and start and day < start - _EARLY and entry.due_from is not None:
        return False
    last = entry.due or entry.opened
    limit = _MEETING_LATE if meeting and entry.due else _LATE
    if last and day > last + limit:
        return False
    is_visit = entry.commitment.act.mode == "visit"
    if is_visit and event.mode != "visit" and entry.due and event.type == _TALKS:
        return day <= entry.due + _GRACE  # a meeting is the visit only on its days
    return True


def _only_begins(entry: Entry) -> bool:
    """Whether the day is one from which on something is to be so ("from 20 March"): what comes after is not late."""
    due = entry.commitment.due
    if due is None or not due.text:
        return False
    begins = re.compile(rf"(?i)\b(?:as of|as from|from|starting|beginning)(?: on)? {re.escape(due.text)}")
    return any(begins.search(item.passage.text) for opening in entry.openings for item in opening.evidence)


def _sameness(entry: Entry, event: Event) -> float | None:
    """How sure it is that the event is the promised act, or None. What is cheap to see is looked at first."""
    made = entry.commitment
    types = {event.type, made.act.type}
    told_otherwise = len(types) > 1 and types not in _NEAR
    if told_otherwise and made.act.type != "AGREE" and _TALKS not in types - {made.act.type} and not _alike(types):
        return None
    shared = len(_words(entry) & about(event))
    whole = _parties(entry, event, shared)
    if whole is None:
        return None
    if told_otherwise and shared < 2:
        return None
    # "Rescue teams arrived" is told as a journey and was promised as aid.
    p = 0.5 if told_otherwise else 0.8 if len(types) == 1 else 0.6
    if not made.beneficiaries and len(made.promisors) < 2 and not shared:
        return None
    if _TALKS not in {made.act.type, event.type} and not shared and not (_is_general(entry) or _names_no_goods(event)):
        return None
    return round(min(0.97, p + whole + 0.04 * min(shared, 3)), 2)


def _alike(types: set[str]) -> bool:
    """Whether two types are both of cooperation that has effects, or both of such conflict."""
    return len({"cooperation" in ontology.quad(type_) for type_ in types}) == 1 and all(map(_has_effects, types))


def _has_effects(type_: str) -> bool:
    """Whether an act is more than words: to ease what was imposed (CONCEDE) is, though it counts as verbal."""
    return type_ == "CONCEDE" or ontology.quad(type_).startswith("material")


def _words(entry: Entry) -> frozenset[str]:
    return frozenset[str]().union(*map(about, entry.openings))


def _is_general(entry: Entry) -> bool:
    return any(map(_names_no_goods, entry.openings))


def _names_no_goods(event: Event) -> bool:
    """Whether an event is told in words for all its kind, as "aid", which may stand for any goods."""
    return any(_GENERAL.search(item.passage.text) for item in event.evidence)


def _parties(entry: Entry, event: Event, shared: int) -> float | None:
    """What the parties add to the likeness; None if they are others. shared: how many words they have in common."""
    made = entry.commitment
    promisors, beneficiaries = keys(made.promisors), keys(made.beneficiaries)
    there = {event.where.country} if event.where and event.where.country else set()
    acting = keys(event.actors)
    told_of = acting | keys(event.recipients) | there
    hosted = made.act.type == _TALKS and len(promisors) > 2 and len(promisors & told_of) > 1  # the host goes unsaid
    if not hosted and not promisors <= (told_of if len(promisors) > 1 else acting):
        return None
    beneficiaries -= promisors
    if not beneficiaries or beneficiaries & told_of:
        return _SURE_OF_PARTIES
    words = frozenset[str]().union(*(named(item.passage.text, item.published) for item in event.evidence))
    named_so = known(made.beneficiaries)
    if not named_so or (not event.recipients and len(acting) == len(promisors) and shared > 1):
        return 0.0  # told of nobody else
    return -0.1 if named_so & words else None


def _day(event: Event) -> date | None:
    when = event.when
    if when is not None and when.basis != "publication":
        moment = when.start or when.end
        if moment is not None:
            return as_date(moment)
    return told(event)
