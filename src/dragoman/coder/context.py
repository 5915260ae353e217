"""Which passages of a report must be parsed so that those that may tell an event are understood."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.passages import NAME

_BEFORE = 2  # passages whom a pronoun may mean, and who goes on speaking


def needed(texts: Sequence[str], telling: Sequence[bool]) -> list[int]:
    """The passages that may tell an event, those shortly before them, and where their names first stand, in order.

    A name stands in full, with an office or a country, where it stands first; any word with a capital may be one.
    telling: which passages may tell an event.
    """
    near = {i for i in range(len(texts)) if any(telling[i : i + _BEFORE + 1])}
    first: dict[str, int] = {}
    for i, text in enumerate(texts):
        for name in NAME.findall(text):
            first.setdefault(name, i)
    return sorted(near | {first[name] for i in near for name in NAME.findall(texts[i])})
