"""Labelled sentences → what the relation model is shown, and what it should say.

A candidate is a party, perhaps a second party, and perhaps the words of an act, in a sentence. Its answer is the type
of the act by the first party, towards or with the second, or none. Candidates come from the labels alone: every pair
and trigger that an event joins is right; every other pair of parties, the reversed pair, a decoy and a party of another
event are wrong. Doubles of a party ("he", an apposition) are neither, so they are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from random import Random

from dragoman.model import Span
from training.corpus import Labelled, Sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """Spans of one sentence and the event that joins them; `event` is None where nothing does."""

    actor: Span
    recipient: Span | None
    trigger: Span | None
    event: Labelled | None

    @property
    def mutual(self) -> bool:
        """Whether both parties act."""
        return self.event is not None and len(self.event.actors) > 1 and not self.event.recipients


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence with its candidates, right and wrong apart."""

    sentence: Sentence
    right: tuple[Candidate, ...]
    wrong: tuple[Candidate, ...]

    def draw(self, random: Random, right: int, wrong: int) -> list[Candidate]:
        """At most so many of each, by chance."""
        return [*_some(self.right, right, random), *_some(self.wrong, wrong, random)]


def shown(sentence: Sentence) -> Shown:
    """All candidates of a sentence."""
    return Shown(sentence, tuple(_right(sentence)), tuple(_wrong(sentence)))


def _right(sentence: Sentence) -> Iterator[Candidate]:
    pairs: dict[tuple[str, str], list[Labelled]] = {}
    for event in sentence.events:
        trigger = sentence.triggers[event.trigger]
        for actor, recipient in _joined(event):
            first, second = _span(sentence, actor), _span(sentence, recipient) if recipient else None
            yield Candidate(first, second, trigger, event)
            if recipient:
                pairs.setdefault((actor, recipient), []).append(event)
        if len(event.actors) > 1 and not event.recipients:  # "the two met": each of them acts, whoever else does
            for actor in event.actors:
                yield Candidate(_span(sentence, actor), None, trigger, event)
    for (actor, recipient), events in pairs.items():
        if len({event.type for event in events}) == 1:  # without a trigger the answer must be one
            yield Candidate(_span(sentence, actor), _span(sentence, recipient), None, events[0])


def _wrong(sentence: Sentence) -> Iterator[Candidate]:
    parties = {letter: sentence.party(letter) for letter in sentence.mentions}
    apart = [pair for pair in permutations(sentence.mentions, 2) if parties[pair[0]] != parties[pair[1]]]
    acts: list[tuple[Span, list[Labelled]]] = [
        (span, [event for event in sentence.events if event.trigger == number])
        for number, span in sentence.triggers.items()
    ]
    acts += [(span, []) for span in sentence.decoys]
    for first, second in apart:
        spans = _span(sentence, first), _span(sentence, second)
        for trigger, events in acts:
            if not any(_touches(event, parties[first], parties[second], parties) for event in events):
                yield Candidate(*spans, trigger, None)
        if not any(_touches(event, parties[first], parties[second], parties) for event in sentence.events):
            yield Candidate(*spans, None, None)
    for letter in sentence.mentions:
        for trigger, events in acts:
            if not any(parties[letter] in {parties[actor] for actor in event.actors} for event in events):
                yield Candidate(_span(sentence, letter), None, trigger, None)


def _joined(event: Labelled) -> Iterable[tuple[str, str | None]]:
    if event.recipients:
        return [(actor, recipient) for actor in event.actors for recipient in event.recipients]
    if len(event.actors) > 1:
        return list(permutations(event.actors, 2))
    return [(event.actors[0], None)]


def _touches(event: Labelled, first: str, second: str, parties: dict[str, str]) -> bool:
    """Whether an event joins two parties in this order. Two actors on one side of a one-sided act are left open."""
    actors = {parties[letter] for letter in event.actors}
    recipients = {parties[letter] for letter in event.recipients}
    return first in actors and second in (recipients | actors if len(actors) > 1 else recipients)


def _span(sentence: Sentence, letter: str) -> Span:
    return sentence.mentions[letter].span


def _some(candidates: Sequence[Candidate], number: int, random: Random) -> Sequence[Candidate]:
    return random.sample(candidates, number) if len(candidates) > number else candidates
