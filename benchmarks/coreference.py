"""The measures of coreference: MUC, B-cubed, CEAF-e, LEA, and the CoNLL score, the mean of the first three F1s.

As the reference scorer has them (Pradhan et al. 2014; LEA: Moosavi and Strube 2016), for mentions that are given: gold
and guess group the same mentions. Groups of one mention count, except in MUC, which knows only links.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Groups = Sequence[frozenset[Hashable]]


@dataclass(frozen=True)
class Score:
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def scores(gold: Iterable[Iterable[Hashable]], guess: Iterable[Iterable[Hashable]]) -> dict[str, Score]:
    """Each measure by name. Raises: ValueError unless both group the same mentions, each once."""
    golden, guessed = [frozenset(group) for group in gold], [frozenset(group) for group in guess]
    if Counter(m for g in golden for m in g) != Counter(m for g in guessed for m in g):
        raise ValueError("gold and guess do not group the same mentions, each once")
    return {
        "MUC": _both_ways(_muc, golden, guessed),
        "B-cubed": _both_ways(_b_cubed, golden, guessed),
        "CEAF-e": _ceaf_e(golden, guessed),
        "LEA": _both_ways(_lea, golden, guessed),
    }


def conll(measured: Mapping[str, Score]) -> float:
    """The mean of the F1s of MUC, B-cubed and CEAF-e."""
    return sum(measured[name].f1 for name in ("MUC", "B-cubed", "CEAF-e")) / 3


def _both_ways(recall: Callable[[Groups, Groups], float], gold: Groups, guess: Groups) -> Score:
    return Score(recall(guess, gold), recall(gold, guess))


def _parts(group: frozenset[Hashable], homes: Mapping[Hashable, int]) -> Counter[int]:
    """How a group is spread over the other side's groups."""
    return Counter(homes[mention] for mention in group)


def _homes(groups: Groups) -> dict[Hashable, int]:
    return {mention: number for number, group in enumerate(groups) for mention in group}


def _muc(gold: Groups, guess: Groups) -> float:
    homes = _homes(guess)
    links = sum(len(group) - 1 for group in gold)
    kept = sum(len(group) - len(_parts(group, homes)) for group in gold)
    return kept / links if links else 0.0


def _b_cubed(gold: Groups, guess: Groups) -> float:
    homes = _homes(guess)
    total = sum(map(len, gold))
    return sum(n * n / len(group) for group in gold for n in _parts(group, homes).values()) / total if total else 0.0


def _lea(gold: Groups, guess: Groups) -> float:
    """A group of one has one link, to itself, which is kept where the other side has it alone too."""
    homes = _homes(guess)
    total = sum(map(len, gold))
    kept = 0.0
    for group in gold:
        if len(group) == 1:
            kept += len(guess[homes[next(iter(group))]]) == 1
        else:
            kept += len(group) * sum(n * (n - 1) for n in _parts(group, homes).values()) / len(group) / (len(group) - 1)
    return kept / total if total else 0.0


def _ceaf_e(gold: Groups, guess: Groups) -> Score:
    homes = _homes(guess)
    alike: dict[tuple[int, int], float] = {}
    for row, group in enumerate(gold):
        for column, n in _parts(group, homes).items():
            alike[row, column] = 2 * n / (len(group) + len(guess[column]))
    best = sum(_assigned(part) for part in _components(alike))
    return Score(best / len(guess) if guess else 0.0, best / len(gold) if gold else 0.0)


def _components(alike: Mapping[tuple[int, int], float]) -> list[NDArray[np.float64]]:
    """The similarities as small matrices: groups without a mention in common, even by way of others, stand apart."""
    leads: dict[tuple[str, int], tuple[str, int]] = {}

    def lead(node: tuple[str, int]) -> tuple[str, int]:
        while leads.setdefault(node, node) != node:
            leads[node] = node = leads[leads[node]]
        return node

    for row, column in alike:
        leads[lead(("gold", row))] = lead(("guess", column))
    cells: dict[tuple[str, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for (row, column), value in alike.items():
        cells[lead(("gold", row))][row, column] = value
    matrices = []
    for part in cells.values():
        rows, columns = sorted({row for row, _ in part}), sorted({column for _, column in part})
        matrix = np.zeros((len(rows), len(columns)))
        for (row, column), value in part.items():
            matrix[rows.index(row), columns.index(column)] = value
        matrices.append(matrix)
    return matrices


def _assigned(similar: NDArray[np.float64]) -> float:
    """The most that pairing rows with columns, one to one, can add up to (Kuhn 1955, by shortest paths)."""
    cost = -(similar if similar.shape[0] <= similar.shape[1] else similar.T)
    rows, columns = cost.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    taken = np.zeros(columns + 1, int)
    for row in range(1, rows + 1):
        taken[0] = row
        column, least = 0, np.full(columns + 1, np.inf)
        way, used = np.zeros(columns + 1, int), np.zeros(columns + 1, bool)
        while taken[column]:
            used[column] = True
            at = taken[column]
            gap = np.concatenate(([np.inf], cost[at - 1] - u[at] - v[1:]))
            nearer = ~used & (gap < least)
            least[nearer], way[nearer] = gap[nearer], column
            following = int(np.where(used, np.inf, least).argmin())
            delta = least[following]
            u[taken[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            column = following
        while column:
            taken[column] = taken[way[column]]
            column = int(way[column])
    return float(sum(-cost[taken[c] - 1, c - 1] for c in range(1, columns + 1) if taken[c]))
