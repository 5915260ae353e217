"""Which events the tellings of a new report belong to, among those that are known: the scorer of `link` and, besides,
what the pipeline knows of a telling: its type, mode, status, parties, date and place.

How probable a pair is depends on the two tellings and their reports alone, so that what else is in a store makes no
difference; tellings that cannot be of one event are never compared by their words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import inf, log

from dragoman.linking import words
from dragoman.linking.fitting import body, fit
from dragoman.linking.scoring import Pair, logistic, logit, weights
from dragoman.linking.senses import Senses, senses
from dragoman.linking.stories import Rarity, Vector, cosine
from dragoman.linking.told import Given, Told, content, tell
from dragoman.model import Actor, Event, Report, Span

# Of the tellings of an event, so many in other words than each other are compared: the newest.
_COMPARED = 12
# The scorer's features that are 0 here: `fit` compares the dates themselves.
_DATES = {"clash": 0.0, "days": 0.0}


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one report tells it, with what it is compared by.

    article: the report, or its original; keys: what another telling must share one of to be compared, see `keys`.
    """

    event: Event
    article: str
    published: date | None
    keys: frozenset[str]
    told: Told
    words: Vector = field(repr=False)
    about: Vector = field(repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A telling or, in `merged`, a whole event that belongs to an event known before."""

    telling_id: str
    event_id: str
    p: float


def telling(event: Event, report: Report, article: str) -> Telling:
    """An event of a record, made ready. report: the first that its evidence names; article: its original's id."""
    item = event.evidence[0]
    by, trigger = item.passage.start, item.trigger
    given = Given(
        event.event_id, report.report_id, item.passage.text, trigger.start - by, trigger.end - by, report.published
    )
    told = tell([given])[0]
    own, about = Rarity({}).vector(told.terms), _about(report.report_id, report.text)
    return Telling(event, article, report.published, keys(event), told, own, about)


@lru_cache(maxsize=8192)
def _about(report_id: str, text: str) -> Vector:
    """The words of a report, weighed by how rare they are."""
    return Rarity({}).vector(content(words.tokens(text)))


def probability(one: Telling, other: Telling) -> float:
    """That two tellings, in any order, are of one event; 0 where they share no key or their fields rule it out."""
    if one.told.report_id == other.told.report_id or one.keys.isdisjoint(other.keys):
        return 0.0  # what one report tells was sorted out when it was read
    if one.event.event_id > other.event.event_id:
        one, other = other, one
    typed = fit(one, other)
    if typed == -inf:
        return 0.0
    if one.told.text == other.told.text and one.article == other.article:
        here = one.told.start < other.told.end and other.told.start < one.told.end
        return 1.0 if here and one.event.type == other.event.type else 0.0
    a, b = one.told, other.told
    reports = cosine(one.about, other.about)
    known = Pair(
        word=_word(a, b),
        sense=0.0,
        rare=_rare(a.trigger.base),
        sentence=cosine(one.words, other.words),
        reports=reports,
        story=reports >= weights().story,
    )
    total = logit({**weights().weights, **_DATES}, a, b, known) + typed
    sense = weights().weights["sense"]
    if logistic(total + sense) < weights().across["least"]:
        return 0.0  # whatever the triggers mean
    return logistic(total + sense * float(_sense(a.text, a.start, a.end) @ _sense(b.text, b.start, b.end)))


class Joining:
    """Puts tellings into events one after the other. known: the events that they may belong to, with their tellings."""

    def __init__(self, known: Mapping[str, Sequence[Telling]]) -> None:
        self.events = {event_id: list(tellings) for event_id, tellings in known.items()}
        self._at: dict[str, set[str]] = defaultdict(set)
        for event_id, tellings in self.events.items():
            for one in tellings:
                self._enter(event_id, one)

    def place(self, new: Telling) -> tuple[Link, tuple[Link, ...]]:
        """The event of a telling, its own where none is likely; and events that turn out to be that one, too."""
        near = sorted({event_id for key in new.keys for event_id in self._at[key]})
        likely = [
            (p, event_id) for event_id in near if (p := self._likeness(new, event_id)) >= weights().across["stop"]
        ]
        likely.sort(key=lambda item: (-item[0], item[1]))
        if not likely:
            own = new.event.event_id
            self.events.setdefault(own, []).append(new)
            self._enter(own, new)
            return Link(own, own, 1.0), ()
        p, home = likely[0]
        self.events[home].append(new)
        self._enter(home, new)
        merged = []
        for _, other in likely[1:]:
            between = self._between(home, other)
            if between >= weights().across["stop"]:
                self._merge(home, other)
                merged.append(Link(other, home, between))
        return Link(new.event.event_id, home, p), tuple(merged)

    def _likeness(self, new: Telling, event_id: str) -> float:
        """The mean probability over an event's tellings (average linkage)."""
        compared = _newest(self.events[event_id])
        return sum(probability(new, other) for other in compared) / len(compared)

    def _between(self, one: str, other: str) -> float:
        return sum(self._likeness(t, other) for t in _newest(self.events[one])) / len(_newest(self.events[one]))

    def _merge(self, one: str, other: str) -> None:
        self.events[one] += self.events.pop(other)
        for homes in self._at.values():
            if other in homes:
                homes.discard(other)
                homes.add(one)

    def _enter(self, event_id: str, one: Telling) -> None:
        for key in one.keys:
            self._at[key].add(event_id)


def keys(event: Event) -> frozenset[str]:
    """What two tellings must share to be compared: a country, else an organisation or, of the unknown, a sector."""
    return frozenset(_key(actor) for actor in (*event.actors, *event.recipients))


def _key(actor: Actor) -> str:
    belongs = body(actor)
    return actor.country or (actor.sector or "-" if belongs == "-" else belongs)


def _newest(tellings: Sequence[Telling]) -> list[Telling]:
    """The newest tellings in words of their own: of the reprints of an article one stands for all."""
    own = {(t.article, t.told.text, t.told.start): t for t in tellings}
    return list(own.values())[-_COMPARED:]


def _rare(base: str) -> float:
    """How rare a trigger is, from 0 to 1, by our own corpus."""
    table = words.table()
    return log((table.passages + 1) / (table.counts.get(base, 0) + 0.5)) / log(2 * (table.passages + 1))


def _word(one: Told, other: Told) -> float:
    a, b = one.trigger, other.trigger
    return 1.0 if a.base == b.base or a.bases & b.bases else words.alike(a.meanings, b.meanings)


@lru_cache(maxsize=16384)
def _sense(text: str, start: int, end: int) -> Senses:
    found: Senses = senses(text, [Span(text[start:end], start, end)])[0]
    return found
