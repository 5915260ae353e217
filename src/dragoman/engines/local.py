"""The local engine: the few verbs of a Spark RDD that are needed here, under their own names, in this process."""

# ruff: noqa: N802 - the names are Spark's
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")


class Flow(Protocol[T_co]):
    """Items that pass through functions, wherever that is done. Their order is not known."""

    def flatMap(self, f: Callable[[T_co], Iterable[U]]) -> Flow[U]:
        """What a function makes of each item."""

    def union(self, other: Flow[Any]) -> Flow[Any]:
        """These and those."""

    def groupByKey(self) -> Flow[Any]:
        """Of pairs of a key and a value: each key once, with all of its values."""

    def collect(self) -> Iterable[T_co]:
        """All items."""


class Local(Flow[T_co]):
    """A `Flow` in this process, an item at a time.

    What is grouped is in memory meanwhile. What is asked for twice is worked out twice, as in Spark.
    """

    def __init__(self, items: Callable[[], Iterable[T_co]]) -> None:
        self._items = items

    def flatMap(self, f: Callable[[T_co], Iterable[U]]) -> Local[U]:
        return Local(lambda: (made for item in self._items() for made in f(item)))

    def union(self, other: Flow[Any]) -> Local[Any]:
        return Local(lambda: (item for items in (self, other) for item in items.collect()))

    def groupByKey(self) -> Local[Any]:
        return Local(lambda: _grouped(self._items()))  # type: ignore[arg-type]

    def collect(self) -> Iterator[T_co]:
        return iter(self._items())


class Start(Protocol):
    """What puts items into an engine. tasks: in how many pieces they are worked on, where there are several workers."""

    def __call__(self, items: list[Any], tasks: int | None = None) -> Flow[Any]: ...


def start(items: list[T], tasks: int | None = None) -> Local[T]:
    """A flow of these, in one piece."""
    return Local(lambda: items)


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, list[Any]]]:
    groups: dict[Any, list[Any]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups.items()
