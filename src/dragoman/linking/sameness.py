"""Whether two tellings with known type, status, parties and date are of one event.

Type, mode, parties, date and country must agree as far as both give them. Acts of speech, of which there may be many a
day, must besides be about the same: their triggers mean the same and the words around them are alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from dragoman.linking import words
from dragoman.linking.stories import Rarity, Vector, cosine
from dragoman.linking.told import content, trigger
from dragoman.model import Actor, Mention, Place, Span, Status, When
from dragoman.ontology import is_speech
from dragoman.timing import as_date

# How alike triggers must be, from 0 to 1, and the words around them (cosine, parties left out).
_WORD, _ALIKE = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of one passage: its text, the trigger, and the words that name the parties."""

    text: str
    trigger: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What two events, or mentions, are compared by. contradicts: somebody cited says that it was not done."""

    type: str
    mode: str | None
    status: Status
    historical: bool
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    when: When | None
    where: Place | None
    tellings: tuple[Telling, ...]
    contradicts: bool = False


def of_mention(mention: Mention) -> Profile:
    """A mention as it is compared within its report."""
    spans = [words for participant in (*mention.actors, *mention.recipients) for words in participant.spans]
    return Profile(
        mention.type,
        mention.mode,
        mention.status,
        mention.historical,
        tuple(participant.actor for participant in mention.actors),
        tuple(participant.actor for participant in mention.recipients),
        mention.when,
        mention.where,
        (_telling(mention.passage.text, mention.trigger, spans),),
        mention.status is Status.NEGATED and bool(mention.claims),
    )


def same_in_report(one: Profile, other: Profile) -> bool:
    """Whether one report tells one event twice. What it says will be and what it says was are two.

    What is told as done and what somebody denies are one, in dispute.
    """
    if not _same_status(one, other) or not _agree(one, other) or not _same_time(one.when, other.when):
        return False
    here = one.tellings[0].text == other.tellings[0].text
    return here or not is_speech(one.type) or _likeness(one, other, _WORD) >= _ALIKE


def _same_status(one: Profile, other: Profile) -> bool:
    done = {Status.HAPPENED, Status.ONGOING}
    disputed = (one.contradicts and other.status in done) or (other.contradicts and one.status in done)
    return one.status == other.status or disputed


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
    shorter, longer = sorted((_apart(one), _apart(other)), key=len)
    return all(any(may_be(a, b) for b in longer) for a in shorter)


def _apart(side: Sequence[Actor]) -> list[Actor]:
    """A side without those who are one party with somebody before them: Russia after its president."""
    kept = list[Actor]()
    for actor in side:
        if not any(may_be(actor, other) for other in kept):
            kept.append(actor)
    return kept


def _same_time(one: When | None, other: When | None) -> bool:
    """Whether two dates can be one: a day within a month, or anything where only the publication gives a date."""
    if one is None or other is None or "publication" in {one.basis, other.basis}:
        return True
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    starts, ends = (as_date(one.start), as_date(other.start)), (as_date(one.end), as_date(other.end))
    return max(starts) <= min(ends)


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


def _telling(text: str, words_: Span, parties: Sequence[Span]) -> Telling:
    return Telling(text, words_.text, tuple(dict.fromkeys(span.text for span in parties)))
