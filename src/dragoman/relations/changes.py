"""When a relation turned, and its most unusual period: counts of events weighed against how much was reported.

Events of each quad come at a rate per report, constant between turns: counts are Poisson, rates have a Gamma prior with
the series' mean, and a turn may fall on any period with the same chance, one turn being expected in all. Under this
product-partition model (Barry and Hartigan 1993) the chances of turns are exact sums over all partitions (Fearnhead
2006). News comes in bursts, which a Poisson law would take for turns, so counts and exposure are both divided by the
series' dispersion, estimated from neighbouring periods, which turns hardly touch. Periods without reports say nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from dragoman.relations.acts import Act
from dragoman.relations.periods import Period
from dragoman.relations.series import QUADS, Quad, Relations

SURE = 0.5
"""The chance of a turn, its period given or taken one earlier or later, from which on it is told."""

UNUSUAL = 0.05
"""The adjusted p below which a period is called unusual."""

_SHOWN = 5  # acts named as evidence
_FEWEST = 6  # periods with reports below which no turn can be told from chance
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Change:
    """A turn at the start of `period`.

    p: the posterior chance of a turn there or one period off; evidence: the Bayes factor, as its decimal logarithm, of
    two rates over one for the stretches before and after; before, after: events for 100 reports by quad; quad: the
    one that speaks most for the turn; acts: the weightiest of it where it was or became more frequent.
    """

    period: Period
    p: float
    evidence: float
    before: Mapping[Quad, float]
    after: Mapping[Quad, float]
    quad: Quad
    tell: Callable[[], tuple[Act, ...]] = field(repr=False)

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        return self.tell()

    def __str__(self) -> str:
        rates = f"{self.before[self.quad]:.2g} to {self.after[self.quad]:.2g} events for 100 reports"
        return f"turn in {self.period.label} (p {self.p:.2f}, Bayes factor 10^{self.evidence:.1f}): {self.quad} {rates}"


@dataclass(frozen=True)
class Unusual:
    """The period whose number of events of a quad is the least to be expected from all other periods.

    found: how many there are, each counted by its probability; expected: from the other periods' rate and this one's
    reports; p: the chance of so many or more (so few or fewer), for all periods and quads looked at (Bonferroni).
    """

    period: Period
    quad: Quad
    found: float
    expected: float
    p: float
    tell: Callable[[], tuple[Act, ...]] = field(repr=False)

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        return self.tell()

    def __str__(self) -> str:
        return (
            f"most unusual: {self.period.label}: {self.found:.1f} events of {self.quad} where "
            f"{self.expected:.1f} were to be expected (adjusted p {self.p:.2g})"
        )


@dataclass(frozen=True, slots=True)
class _Series:
    """Periods with reports (indices), expected counts (periods by quads) and reports, both over the dispersion."""

    periods: list[int]
    counts: Floats
    exposure: Floats
    dispersion: float

    def rates(self, start: int, end: int) -> Mapping[Quad, float]:
        rates = 100 * self.counts[start:end].sum(0) / self.exposure[start:end].sum()
        return dict(zip(QUADS, map(float, rates), strict=True))


def changes(found: Relations) -> list[Change]:
    """The turns of what occurred, in order of time; none in fewer than six periods with reports."""
    series = _series(found)
    if len(series.periods) < _FEWEST or not series.counts.any():
        return []
    fit = _fits(series)
    chances = _chances(fit.sum(2))
    edges = [0, *_best(fit.sum(2)), len(series.periods)]
    turns = []
    for start, at, end in zip(edges, edges[1:], edges[2:], strict=False):
        p = min(1.0, float(chances[max(at - 1, 1) : at + 2].sum()))
        gain = (fit[start, at] + fit[at, end] - fit[start, end]) / math.log(10)
        quad = QUADS[int(gain.argmax())]
        before, after = series.rates(start, at), series.rates(at, end)
        where = range(at, min(at + 3, end)) if after[quad] >= before[quad] else range(max(start, at - 3), at)
        acts = partial(found.weightiest, [series.periods[i] for i in where], quad, _SHOWN)
        period = found.periods[series.periods[at]]
        turns.append(Change(period, p, float(gain.sum()), before, after, quad, acts))
    return [turn for turn in turns if turn.p >= SURE]


def unusual(found: Relations) -> Unusual | None:
    """The most unusual period of what occurred, or None where every period is within chance."""
    series = _series(found)
    if len(series.periods) < _FEWEST:
        return None
    least: tuple[float, int, int, float] | None = None
    counts, exposure = series.counts, series.exposure
    for at in range(len(series.periods)):
        for column in range(len(QUADS)):
            others = float(counts[:, column].sum() - counts[at, column])
            rest = float(exposure.sum() - exposure[at])
            share = rest / (rest + float(exposure[at]))
            p = _tail(float(counts[at, column]), others + 0.5, share)
            if least is None or p < least[0]:
                least = p, at, column, others / rest * float(exposure[at]) * series.dispersion
    assert least is not None
    p, at, column, expected = least
    p = min(1.0, p * len(series.periods) * len(QUADS))
    if p >= UNUSUAL:
        return None
    period, quad = series.periods[at], QUADS[column]
    acts = partial(found.weightiest, [period], quad, _SHOWN)
    return Unusual(found.periods[period], quad, float(counts[at, column]) * series.dispersion, expected, p, acts)


def _series(found: Relations) -> _Series:
    sums = found.tallies()
    periods = [at for at, period in enumerate(found.periods) if period.covered]
    tallies = [tally for at in periods if (tally := sums[at]) is not None]
    counts = np.array([[tally.quads[quad].value for quad in QUADS] for tally in tallies]).reshape(-1, len(QUADS))
    exposure = np.array([float(found.periods[at].reports) for at in periods])
    dispersion = _dispersion(counts, exposure)
    return _Series(periods, counts / dispersion, exposure / dispersion, dispersion)


def _dispersion(counts: Floats, exposure: Floats) -> float:
    """Variance over mean, from the differences of neighbours' rates; at least 1, the Poisson law's."""
    if len(counts) < 2 or not counts.any():
        return 1.0
    rate = counts[1:] / exposure[1:, None] - counts[:-1] / exposure[:-1, None]
    pooled = (counts[1:] + counts[:-1]) / (exposure[1:] + exposure[:-1])[:, None]
    variance = pooled * (1 / exposure[1:] + 1 / exposure[:-1])[:, None]
    ratios = np.square(rate)[variance > 0] / variance[variance > 0]
    return max(1.0, float(ratios.mean())) if len(ratios) else 1.0


def _fits(series: _Series) -> Floats:
    """Log marginal likelihood of one rate for the periods from i to before j, by quad: fits[i, j, quad]."""
    size = len(series.periods)
    events = np.vstack([np.zeros(len(QUADS)), series.counts.cumsum(0)])
    reports = np.concatenate([[0.0], series.exposure.cumsum()])
    prior = reports[-1] / np.maximum(events[-1], 0.5)  # Gamma(1, prior): exponential with the series' mean rate
    log_gamma = np.vectorize(math.lgamma, otypes=[float])
    fits = np.zeros((size + 1, size + 1, len(QUADS)))
    for start in range(size):
        total = events[start + 1 :] - events[start]
        span = (reports[start + 1 :] - reports[start])[:, None]
        # The terms of the single counts are the same in every partition and are left out.
        fits[start, start + 1 :] = np.log(prior) + log_gamma(total + 1) - (total + 1) * np.log(prior + span)
    return fits


def _chances(fit: Floats) -> Floats:
    """The posterior chance of a turn at each period, by sums over all partitions, forwards and backwards."""
    size = len(fit) - 1
    turn = math.log(1 / size)
    stay = math.log1p(-1 / size)
    forward, backward = np.zeros(size + 1), np.zeros(size + 1)
    for end in range(1, size + 1):
        steps = [forward[s] + (turn if s else 0) + (end - s - 1) * stay + fit[s, end] for s in range(end)]
        forward[end] = np.logaddexp.reduce(steps)
    for start in range(size - 1, -1, -1):
        ends = range(start + 1, size + 1)
        steps = [(e - start - 1) * stay + fit[start, e] + (turn if e < size else 0) + backward[e] for e in ends]
        backward[start] = np.logaddexp.reduce(steps)
    chances: Floats = np.exp(forward[:-1] + turn + backward[:-1] - forward[size])
    chances[0] = 0.0
    return chances


def _best(fit: Floats) -> list[int]:
    """The turns of the likeliest partition."""
    size = len(fit) - 1
    turn, stay = math.log(1 / size), math.log1p(-1 / size)
    best, came = [0.0] * (size + 1), [0] * (size + 1)
    for end in range(1, size + 1):
        options = [best[s] + (turn if s else 0) + (end - s - 1) * stay + float(fit[s, end]) for s in range(end)]
        came[end] = max(range(end), key=options.__getitem__)
        best[end] = options[came[end]]
    turns, at = [], came[size]
    while at:
        turns.append(at)
        at = came[at]
    return turns[::-1]


def _tail(count: float, shape: float, share: float) -> float:
    """The chance, under the predictive negative binomial law, of so many or more, or so few or fewer, doubled."""
    whole = round(count)
    logs = [
        math.lgamma(k + shape)
        - math.lgamma(shape)
        - math.lgamma(k + 1)
        + shape * math.log(share)
        + k * math.log1p(-share)
        for k in range(whole + 1)
    ]
    below = math.fsum(map(math.exp, logs))
    above = max(1 - below + math.exp(logs[-1]), math.exp(logs[-1]))
    return min(1.0, 2 * min(below, above))
