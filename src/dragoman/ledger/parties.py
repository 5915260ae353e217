"""Who is who, and what a sentence is about: what commitments and later reports are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from dragoman import actors
from dragoman.model import Actor, Event

_WORD = re.compile(r"[^\W\d_]{4,}")
# A number that two sentences hardly share by chance: of three digits or more, and no year.
_NUMBER = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?!,?\d))\d[\d,]{2,}(?<!,)")
# Words that tell nothing of what an act is about: of speech, time and order.
_EMPTY = {
    "agree", "agreed", "announced", "also", "been", "before", "after", "between", "could", "date", "days",
    "deadline", "each", "from", "have", "hold", "held", "into", "last", "later", "made", "make", "making",
    "minister", "ministry", "month", "more", "most", "next", "official", "officials", "only", "other", "over",
    "pledge", "pledged", "plan", "planned", "plans", "president", "prime", "promise", "promised", "said", "says",
    "shall", "since", "some", "spokesman", "spokeswoman", "than", "that", "their", "them", "then", "there",
    "months", "weeks", "years", "hours",
    "these", "they", "this", "threat", "threatened", "today", "told", "under", "unless", "until", "vowed", "week",
    "were", "when", "which", "while", "will", "with", "within", "would", "year", "government", "foreign",
    "countries", "country", "state", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december",
}  # fmt: skip


def key(actor: Actor) -> str:
    """What stands for an actor: a state for whoever acts for it, else the actor's own id."""
    return actor.country or actor.actor_id


def keys(parties: Iterable[Actor]) -> set[str]:
    return {key(actor) for actor in parties}


def known(parties: Iterable[Actor]) -> set[str]:
    """The keys of those that a sentence can be held to name: not of "inspectors" that are nobody's."""
    return keys(actor for actor in parties if actor.kind != "group" or actor.country)


@lru_cache(maxsize=65536)
def named(text: str, on: date | None) -> frozenset[str]:
    """The keys of all whom a text names, "Chilean" and "Santiago" included."""
    found = (actors.resolve(words.text, on) for words in actors.find_names(text))
    return frozenset(key(actor) for actor in found if actor is not None)


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """The first five letters of each word that says what a text is about, and its large numbers; names left out."""
    spans = actors.find_names(text)
    free = (match for match in _WORD.finditer(text) if not any(s.start <= match.start() < s.end for s in spans))
    return frozenset(filter(None, (stem(match.group()) for match in free))) | frozenset(_NUMBER.findall(text))


def stem(word: str) -> str | None:
    """The first five letters of a word; None if it is too short or too common to say what a text is about."""
    lower = word.lower()
    return lower[:5] if len(lower) > 3 and lower not in _EMPTY else None


def about(event: Event) -> frozenset[str]:
    """What an event's sentences are about."""
    return frozenset[str]().union(*(stems(item.passage.text) for item in event.evidence))
