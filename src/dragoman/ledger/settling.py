"""Events and sentences → the ledger: commitments told by several reports joined, each with the verdict proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import TypeVar

from dragoman.ledger.entries import Confirmation, Entry, Proposal, Sentence, sentence, told
from dragoman.ledger.fulfilment import belies, fulfils
from dragoman.ledger.moves import moved
from dragoman.ledger.notices import closes, takes_back
from dragoman.ledger.parties import about, keys, named
from dragoman.ledger.parts import completed
from dragoman.model import Event, State

T = TypeVar("T")


def settle(
    events: Iterable[Event],
    sentences: Iterable[Sentence] = (),
    confirmations: Iterable[Confirmation] = (),
    *,
    as_of: date,
) -> list[Entry]:
    """The ledger as of a day: every commitment that the events open, by the day it is due (undated last), then id.

    events: those that open commitments and those that may close them, in any order; sentences: those that fit `CUES`.
    What was published after `as_of`, or confirmed after it, is left out. The same input gives the same ledger.
    """
    known = sorted((e for e in events if _by(told(e), as_of)), key=lambda e: (told(e) or date.min, e.event_id))
    heard = sorted(
        (s for s in sentences if s.published and s.published <= as_of),
        key=lambda s: (s.published or as_of, s.report_id, s.start),
    )
    entries = _entries(known)
    given: dict[str, list[Confirmation]] = defaultdict(list)
    for one in sorted(confirmations, key=lambda one: one.entered):
        if one.entered.date() <= as_of:
            given[one.commitment_id].append(one)
    # Only what names somebody who promised is compared: all pairs of a large store would be too many.
    acts = _by_party((event, keys((*event.actors, *event.recipients))) for event in known)
    words = _by_party((one, named(one.text, one.published)) for one in heard)
    promises = _by_party((entry, keys(entry.commitment.promisors)) for entry in entries)
    settled = []
    for entry in entries:
        party = min(keys(entry.commitment.promisors))
        for done in _settled(entry, promises[party], acts[party], words[party], as_of):
            ids = {event.commitment.commitment_id for event in done.openings if event.commitment}
            said = sorted((one for id_ in ids for one in given[id_]), key=lambda one: one.entered)
            settled.append(replace(done, confirmations=tuple(said)))
    return sorted(settled, key=lambda e: (e.due or date.max, e.commitment.commitment_id))


def _by_party(items: Iterable[tuple[T, Iterable[str]]]) -> defaultdict[str, list[T]]:
    """Things by each party that they name, in their order."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for item, parties in items:
        for party in parties:
            found[party].append(item)
    return found


def _by(day: date | None, as_of: date) -> bool:
    return day is None or day <= as_of


def _entries(events: Sequence[Event]) -> list[Entry]:
    """One entry for each promise, however many reports repeat it."""
    groups: defaultdict[tuple[str, frozenset[str]], list[Entry]] = defaultdict(list)
    for event in events:
        made = event.commitment
        if made is None or not made.promisors or takes_back(event):
            continue
        fresh = Entry(made, (event,))
        group = groups[made.act.type, frozenset(keys(made.promisors))]
        at = next((i for i, entry in enumerate(group) if _is_same(entry, fresh)), None)
        if at is None:
            group.append(fresh)
        else:
            group[at] = _joined(group[at], fresh)
    return [entry for group in groups.values() for entry in group]


def _is_same(one: Entry, other: Entry) -> bool:
    """Whether two promises of the same act by the same are one: to the same, on days that overlap, in like words."""
    a, b = one.commitment, other.commitment
    if a.beneficiaries and b.beneficiaries and keys(a.beneficiaries) != keys(b.beneficiaries):
        return False
    if (a.due is None) != (b.due is None) and a.act.type == "CONSULT" and a.act.mode != b.act.mode:
        return False
    starts, ends = [e.due_from or date.min for e in (one, other)], [e.due or date.max for e in (one, other)]
    return max(starts) <= min(ends) and bool(about(one.openings[0]) & about(other.openings[0]))


def _joined(one: Entry, other: Entry) -> Entry:
    """The earlier promise with the later's evidence, and its date where that is closer."""
    spans = [((e.due - e.due_from).days if e.due and e.due_from else 9999 if e.due else 99999) for e in (one, other)]
    due = other.commitment.due if spans[1] < spans[0] else one.commitment.due
    condition = one.commitment.condition or other.commitment.condition
    made = replace(one.commitment, due=due, condition=condition)
    return Entry(made, (*one.openings, *other.openings))


def _settled(
    entry: Entry, entries: Sequence[Entry], events: Sequence[Event], sentences: Sequence[Sentence], as_of: date
) -> list[Entry]:
    """A promise with its verdict, and those that took its place because it was put off to a day that was named."""
    denials = (closes(entry, s) for s in sentences), (belies(entry, event) for event in events)
    endings = sorted(filter(None, chain(*denials)), key=lambda p: p.on)
    ended = endings[0] if endings else None
    denied = {(s.report_id, s.start) for one in endings for s in one.evidence}
    found = filter(None, (fulfils(entry, event) for event in events))
    proved = [one for one in found if not denied & {(s.report_id, s.start) for s in one.evidence}]
    done = sorted(proved, key=lambda p: (p.on, -p.p))
    successor = _successor(entry, entries, ended)
    if ended and ended.state is State.SUPERSEDED:
        if successor is not None:
            return [replace(entry, proposal=replace(ended, event_id=successor.openings[0].event_id))]
        later = moved(entry, ended)
        if later is not None:
            ended = replace(ended, event_id=later.openings[0].event_id)
            after = [s for s in sentences if s.published and s.published > ended.on]
            return [replace(entry, proposal=ended), *_settled(later, entries, events, after, as_of)]
        done = [one for one in done if one.on > ended.on]
    whole, parts = completed(entry, done)
    if whole is not None:
        return [replace(entry, proposal=replace(whole, evidence=(*parts, *whole.evidence)))]
    return [replace(entry, proposal=ended or _overdue(entry, as_of, parts))]


def _successor(entry: Entry, entries: Sequence[Entry], ended: Proposal | None) -> Entry | None:
    """The promise of the same act for another day that came with its postponement."""
    if ended is None or ended.state is not State.SUPERSEDED:
        return None
    made = entry.commitment
    for other in entries:
        later = other.commitment
        if other is entry or later.act.type != made.act.type or not keys(later.promisors) & keys(made.promisors):
            continue
        opened = other.opened
        if opened and ended.on <= opened <= ended.on + timedelta(days=31) and other.due != entry.due:
            return other
    return None


def _overdue(entry: Entry, as_of: date, parts: Sequence[Sentence]) -> Proposal | None:
    """The date has passed and nothing was heard, or of parts only: no verdict on anybody.

    None at all where a condition stands, unless a part was done.
    """
    if entry.due is None or entry.due >= as_of or (entry.commitment.condition and not parts):
        return None
    evidence = tuple(sentence(item) for opening in entry.openings for item in opening.evidence)
    return Proposal(State.OVERDUE, entry.due, 0.9, (*evidence, *parts))
