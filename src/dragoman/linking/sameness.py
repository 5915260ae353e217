"""Whether two tellings with known type, status, parties and date are of one event.

Type, mode, parties, date and country must agree as far as both give them. Acts of speech, of which there may be many a
day, must besides be about the same: their triggers mean the same and the words around them are alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from dragoman.linking import words
from dragoman.linking.stories import Rarity, Vector, cosine
from dragoman.linking.told import content, trigger
from dragoman.model import Actor, Event, Mention, Place, Span, Status, When
from dragoman.ontology import quad
from dragoman.timing import as_date

# What an act can turn out to be: a plan that is carried out, a visit that is under way.
_UNFOLDING = frozenset({Status.FUTURE, Status.ONGOING, Status.HAPPENED})
# How alike triggers must be, from 0 to 1, and the words around them (cosine, parties left out).
_WORD, _ALIKE = 0.5, 0.3
_ELSEWHERE = 0.08
# Days from an act to the report that does not say when it was.
_NEWS, _SAME_NEWS = 3, 1
_TELLINGS = 5


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of one passage: its text, the trigger, and the words that name the parties."""

    text: str
    trigger: str
    parties: tuple[str, ...]
    published: date | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What two events, or mentions, are compared by."""

    type: str
    mode: str | None
    status: Status
    historical: bool
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    when: When | None
    where: Place | None
    tellings: tuple[Telling, ...]


def of_mention(mention: Mention) -> Profile:
    """A mention as it is compared within its report."""
    spans = [participant.span for participant in (*mention.actors, *mention.recipients)]
    return Profile(
        mention.type,
        mention.mode,
        mention.status,
        mention.historical,
        tuple(participant.actor for participant in mention.actors),
        tuple(participant.actor for participant in mention.recipients),
        mention.when,
        mention.where,
        (_telling(mention.passage.text, mention.trigger, spans, None),),
    )


def of_event(event: Event) -> Profile:
    """An event as it is compared with those of other reports."""
    tellings = dict.fromkeys(
        _telling(item.passage.text, item.trigger, [*item.actors, *item.recipients], item.published)
        for item in event.evidence
    )
    return Profile(
        event.type,
        event.mode,
        event.status,
        event.historical,
        event.actors,
        event.recipients,
        event.when,
        event.where,
        tuple(tellings)[:_TELLINGS],
    )


def same_in_report(one: Profile, other: Profile) -> bool:
    """Whether one report tells one event twice. What it says will be and what it says was are two."""
    if one.status != other.status or not _agree(one, other) or not _same_time(one.when, other.when):
        return False
    here = one.tellings[0].text == other.tellings[0].text
    return here or not _is_speech(one) or _likeness(one, other, _WORD) >= _ALIKE


def same_across(one: Profile, other: Profile) -> bool:
    """Whether two reports tell one event. What one expects, the other may report as done."""
    if one.status != other.status and not {one.status, other.status} <= _UNFOLDING:
        return False
    if not _agree(one, other) or not _same_day(one, other):
        return False
    if any(a.text == b.text and a.trigger == b.trigger for a, b in product(one.tellings, other.tellings)):
        return True
    if _is_speech(one):
        return _likeness(one, other, _WORD) >= _ALIKE
    return _likeness(one, other, 0.0) >= _ELSEWHERE


def may_be(one: Actor, other: Actor) -> bool:
    """The same actor, or a state and somebody who acts for it."""
    if one.actor_id == other.actor_id:
        return True
    stands_for = {"state", "institution"}
    return bool(one.country) and one.country == other.country and one.sector == other.sector == "GOV" and (
        one.kind in stands_for or other.kind in stands_for
    )  # fmt: skip


def _agree(one: Profile, other: Profile) -> bool:
    """Type, mode, parties and country, as far as both give them."""
    if (one.type, one.historical) != (other.type, other.historical) or (one.mode or other.mode) != (
        other.mode or one.mode
    ):
        return False
    countries = {place.country for place in (one.where, other.where) if place and place.country}
    if len(countries) > 1:
        return False
    here = one.tellings[0].text == other.tellings[0].text
    silent = here and not (one.recipients and other.recipients)
    return _overlap(one.actors, other.actors) and (silent or _overlap(one.recipients, other.recipients))


def _overlap(one: Sequence[Actor], other: Sequence[Actor]) -> bool:
    """Whether both sides name nobody, or everybody on the shorter side is on the longer one."""
    if not one or not other:
        return not one and not other
    shorter, longer = sorted((one, other), key=len)
    return all(any(may_be(a, b) for b in longer) for a in shorter)


def _is_speech(one: Profile) -> bool:
    return quad(one.type).startswith("verbal") and one.type != "CONSULT"


def _same_time(one: When | None, other: When | None) -> bool:
    """Whether two dates can be one: a day within a month, or anything where only the publication gives a date."""
    if one is None or other is None or "publication" in {one.basis, other.basis}:
        return True
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    starts, ends = (as_date(one.start), as_date(other.start)), (as_date(one.end), as_date(other.end))
    return max(starts) <= min(ends)


def _same_day(one: Profile, other: Profile) -> bool:
    """Whether two reports can mean one day: where one does not say, it tells what was news when it was published."""
    stated = [p.when if p.when and p.when.basis != "publication" and p.when.start else None for p in (one, other)]
    news = [min((t.published for t in p.tellings if t.published), default=None) for p in (one, other)]
    if stated[0] and stated[1]:
        return _same_time(*stated)
    if news[0] is None or news[1] is None:
        return stated == [None, None] and news == [None, None]
    if stated == [None, None]:
        return abs((news[0] - news[1]).days) <= _SAME_NEWS
    dated, day = (stated[0], news[1]) if stated[0] else (stated[1], news[0])
    if dated is None or dated.start is None:
        return False
    return as_date(dated.start) <= day and (day - as_date(dated.end or dated.start)).days <= _NEWS


def _likeness(one: Profile, other: Profile, word: float) -> float:
    """How alike the most alike tellings are whose triggers are `word` alike; 0 if there are none."""
    alike = (
        cosine(_vector(a), _vector(b))
        for a, b in product(one.tellings, other.tellings)
        if _word(a.trigger, b.trigger) >= word
    )
    return max(alike, default=0.0)


def _word(one: str, other: str) -> float:
    a, b = (trigger(tuple(token.text for token in words.tokens(part)) or (part,)) for part in (one, other))
    return 1.0 if a.base == b.base or a.bases & b.bases else words.alike(a.meanings, b.meanings)


@lru_cache(maxsize=4096)
def _vector(telling: Telling) -> Vector:
    """The words of a telling without those that name the parties: what the act is about."""
    terms = content(words.tokens(telling.text))
    named = content(token for part in telling.parties for token in words.tokens(part))
    return Rarity({}).vector(Counter({term: n for term, n in terms.items() if term not in named}))


def _telling(text: str, words_: Span, parties: Sequence[Span], published: date | None) -> Telling:
    return Telling(text, words_.text, tuple(dict.fromkeys(span.text for span in parties)), published)
