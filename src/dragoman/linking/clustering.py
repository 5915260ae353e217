"""Average linkage over a sparse graph: two groups are as alike as their members on average (Sokal and Michener 1958).

Pairs without an edge count as 0, so that one strong link does not chain two groups together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Any


@dataclass(frozen=True, slots=True)
class Edge:
    """How alike two items are, from 0 to 1. Items are numbers from 0."""

    one: int
    other: int
    likeness: float


class Groups:
    """Disjoint sets of names (Tarjan 1975), each known by the least name in it."""

    def __init__(self) -> None:
        self._parents: dict[Any, Any] = {}

    def root(self, name: Any) -> Any:
        """The least name that is joined to this one."""
        parents = self._parents
        while (parent := parents.get(name, name)) != name:
            parents[name] = name = parents.get(parent, parent)
        return name

    def join(self, one: Any, other: Any) -> None:
        """Make the sets of two names one."""
        least, root = sorted((self.root(one), self.root(other)))
        self._parents[least] = self._parents[root] = least

    def roots(self) -> dict[Any, Any]:
        """Every name that was joined to another, with the least name of its set."""
        return {name: self.root(name) for name in list(self._parents)}


def average_linkage(items: int, edges: Iterable[Edge], stop: float) -> list[list[int]]:
    """Groups of the numbers below `items`: the most alike are joined first, as long as they are `stop` alike.

    The same edges in the same order give the same groups. Time: edges times the logarithm of the edges, about.
    """
    sums: list[dict[int, float]] = [{} for _ in range(items)]
    members = [[item] for item in range(items)]
    for edge in edges:
        sums[edge.one][edge.other] = sums[edge.other][edge.one] = edge.likeness
    queue = [(-s, a, b) for a, others in enumerate(sums) for b, s in others.items() if a < b and s >= stop]
    heapify(queue)
    while queue:
        likeness, a, b = heappop(queue)
        if b not in sums[a] or _mean(sums, members, a, b) != -likeness:
            continue  # one of them has been joined to another since
        if len(sums[a]) < len(sums[b]):
            a, b = b, a
        _join(sums, members, a, b)
        for c in sums[a]:
            mean = _mean(sums, members, a, c)
            if mean >= stop:
                heappush(queue, (-mean, min(a, c), max(a, c)))
    return sorted(sorted(group) for group in members if group)


def _mean(sums: list[dict[int, float]], members: list[list[int]], a: int, b: int) -> float:
    return sums[a][b] / (len(members[a]) * len(members[b]))


def _join(sums: list[dict[int, float]], members: list[list[int]], a: int, b: int) -> None:
    """Make b a part of a."""
    members[a] += members[b]
    members[b] = []
    for c, total in sums[b].items():
        if c != a:
            del sums[c][b]
            sums[a][c] = sums[c][a] = sums[a].get(c, 0.0) + total
    del sums[a][b]
    sums[b] = {}
