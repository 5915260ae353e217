"""What a sentence says of two given parties: the model's judgement, with the lexicon's signals beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dragoman.coder.lexicon import SHARE, Pattern
from dragoman.coder.relation import NONE, Candidate, Judgement, judge
from dragoman.coder.triggers import triggers
from dragoman.model import Span
from dragoman.parse import parse


def judge_pair(sentence: str, actor: Span | None, recipient: Span | None) -> Judgement:
    """The judgement on an actor and a recipient, or on one of them alone.

    The model is asked about the parties, then about the parties with each signal that the lexicon sees in the
    sentence; a signal's type counts by how sure the model is that it joins the parties.
    """
    [doc] = parse([sentence])
    signals = triggers(doc)
    candidates = [Candidate(actor, recipient), *(Candidate(actor, recipient, one.words) for one in signals)]
    [[judgement, *others]] = judge([(sentence, candidates)])
    sure = [1 - other.types[NONE] for other in others]
    shares = [SHARE * max(sure) * one / sum(sure) for one in sure]
    return _joined(judgement, [(share, one.pattern) for share, one in zip(shares, signals, strict=True)])


def _joined(judgement: Judgement, signals: Sequence[tuple[float, Pattern]]) -> Judgement:
    """A judgement with the shares of some signals added to their types, and the modes of the weightiest."""
    types, modes = defaultdict(float, judgement.types), dict(judgement.modes)
    for share, signal in sorted(signals, key=lambda one: one[0]):
        types[signal.type] += share
        modes[signal.type] = signal.mode or modes[signal.type]
    whole = sum(types.values())
    return replace(judgement, types={name: share / whole for name, share in types.items()}, modes=modes)
