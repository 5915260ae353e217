"""Labelled sentences → what the relation model is shown, and what it should say.

It is shown a sentence with some words pointed out. With none, it should mark the words that carry acts, and say what
the sentence is about. With an act's words, it should judge the act (its type or none, mode, status) and mark who does
it and to whom. With two parties, and perhaps an act, it should judge what the first does to the second: every pair
that an event joins is right; every other pair of parties, the reversed pair, a decoy and a party of another event are
wrong. Doubles of a party ("he", an apposition) are neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from random import Random

from dragoman.model import Span
from training.corpus import Labelled, Sentence


@dataclass(frozen=True, slots=True)
class Marks:
    """Words that the model should mark, and words that it may."""

    right: tuple[Span, ...]
    open: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Spans of one sentence that are pointed out, and the answers.

    event: what joins them, None where nothing does; judged: whether that is asked. marks: of actors, recipients and
    triggers, None where it is not asked. contexts: None where they are not asked. known: whether the answers are, or
    only a teacher can give them.
    """

    actor: Span | None
    recipient: Span | None
    trigger: Span | None
    event: Labelled | None
    judged: bool = True
    marks: tuple[Marks | None, Marks | None, Marks | None] = (None, None, None)
    contexts: tuple[str, ...] | None = None
    known: bool = True

    @property
    def mutual(self) -> bool:
        """Whether both parties act."""
        return self.event is not None and len(self.event.actors) > 1 and not self.event.recipients


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence with its candidates: as a whole, its acts, its decoys, and pairs of parties, right and wrong apart."""

    sentence: Sentence
    whole: Candidate
    acts: tuple[Candidate, ...]
    decoys: tuple[Candidate, ...]
    right: tuple[Candidate, ...]
    wrong: tuple[Candidate, ...]

    def draw(self, random: Random, right: int, wrong: int) -> list[Candidate]:
        """The whole, and by chance at most so many of the others: pairs as given, two acts, one decoy."""
        return [
            self.whole,
            *_some(self.acts, 2, random),
            *_some(self.decoys, 1, random),
            *_some(self.right, right, random),
            *_some(self.wrong, wrong, random),
        ]


def shown(sentence: Sentence) -> Shown:
    """All candidates of a sentence."""
    if not sentence.labelled:
        return _unknown(sentence)
    return Shown(
        sentence,
        _whole(sentence),
        tuple(_acts(sentence)),
        tuple(Candidate(None, None, span, None) for span in sentence.decoys),
        tuple(_right(sentence)),
        tuple(_wrong(sentence)),
    )


def _unknown(sentence: Sentence) -> Shown:
    """The candidates of a sentence that nobody labelled: its decoys may be acts, its parties may do anything."""
    asked = Marks(())
    whole = Candidate(None, None, None, None, judged=False, marks=(None, None, asked), contexts=(), known=False)
    acts = [Candidate(None, None, span, None, marks=(asked, asked, None), known=False) for span in sentence.decoys]
    pairs = [replace(pair, known=False) for pair in _wrong(sentence)]
    return Shown(sentence, whole, tuple(acts), (), (), tuple(pairs))


def _whole(sentence: Sentence) -> Candidate:
    """The sentence with nothing pointed out. A generated one has no contexts and is not asked for them."""
    contexts = sentence.contexts if sentence.manner else None
    marks = Marks(tuple(sentence.triggers.values()))
    return Candidate(None, None, None, None, judged=False, marks=(None, None, marks), contexts=contexts)


def _acts(sentence: Sentence) -> Iterator[Candidate]:
    """The triggers with their parties. Two events of one trigger are one act if they have one type."""
    for number, trigger in sentence.triggers.items():
        events = [event for event in sentence.events if event.trigger == number]
        if len({event.type for event in events}) == 1:
            sides = (
                [letter for event in events for letter in event.actors],
                [letter for event in events for letter in event.recipients],
            )
            actors, recipients = (_marks(sentence, side) for side in sides)
            yield Candidate(None, None, trigger, events[0], marks=(actors, recipients, None))


def _marks(sentence: Sentence, letters: Sequence[str]) -> Marks:
    parties = {sentence.party(letter) for letter in letters}
    doubles = [m for m in sentence.mentions if m not in letters and sentence.party(m) in parties]
    return Marks(
        tuple(_span(sentence, letter) for letter in letters), tuple(_span(sentence, letter) for letter in doubles)
    )


def _right(sentence: Sentence) -> Iterator[Candidate]:
    pairs: dict[tuple[str, str], list[Labelled]] = {}
    for event in sentence.events:
        trigger = sentence.triggers[event.trigger]
        for actor, recipient in _joined(event):
            second = _span(sentence, recipient) if recipient else None
            yield Candidate(_span(sentence, actor), second, trigger, event)
            if recipient:
                pairs.setdefault((actor, recipient), []).append(event)
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
