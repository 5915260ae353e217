"""What a sentence says of two given parties: the model's judgement on them, and on each act that may join them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from dragoman.coder.proposals import propose
from dragoman.coder.relation import Candidate, Judgement, Reading
from dragoman.model import Span
from dragoman.parse import parse

Key = TypeVar("Key")
_ACTS = 0.5  # the weight of the acts beside the parties alone; set on held-back sentences of our own


def judge_pair(sentence: str, actor: Span | None, recipient: Span | None) -> Judgement:
    """The judgement on an actor and a recipient, or on one of them alone.

    The model is asked about the parties, then about the parties with each act that it or the lexicon sees in the
    sentence. An act counts by how sure the model is that it joins the parties.
    """
    [doc] = parse([sentence])
    reading = Reading(sentence)
    acts = propose(doc, reading)
    candidates = [Candidate(actor, recipient), *(Candidate(actor, recipient, act.trigger.words) for act in acts)]
    alone, *joined = reading.judge(candidates)
    return _mixed(alone, joined) if joined else alone


def _weights(joined: Sequence[Judgement]) -> list[float]:
    """How much each act counts: together as much as the surest is sure."""
    sure = [judgement.event**2 for judgement in joined]
    whole = sum(sure) or 1.0
    return [max(judgement.event for judgement in joined) * one / whole for one in sure]


def _mixed(alone: Judgement, joined: Sequence[Judgement]) -> Judgement:
    """The parties' judgement with those of the acts beside it."""
    weights = _weights(joined)
    parts = [(alone, 1 - _ACTS), *((one, _ACTS * weight) for one, weight in zip(joined, weights, strict=True))]
    surest = max(parts[1:], key=lambda part: part[1])[0]
    return replace(
        alone,
        types=_mean([(one.types, weight) for one, weight in parts]),
        modes=surest.modes,
        statuses=_mean([(one.statuses, weight) for one, weight in parts]),
    )


def _mean(parts: Sequence[tuple[Mapping[Key, float], float]]) -> dict[Key, float]:
    whole = sum(weight for _, weight in parts)
    return {key: sum(weight * shares[key] for shares, weight in parts) / whole for key in parts[0][0]}
