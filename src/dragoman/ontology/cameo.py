"""The crosswalk between CAMEO codes and PLOVER's type, mode and contexts, both ways.

Source: CAMEO2PLOVER-2021, Open Event Data Alliance. What we changed, added or do not write is told in `cameo.json`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dragoman.ontology import plover

_DROPPED = re.compile(r"0[12]\d{0,2}")


class _Row(NamedTuple):
    type: str
    mode: str | None
    contexts: tuple[str, ...]


def from_cameo(code: str) -> tuple[str, str | None, tuple[str, ...]] | None:
    """The type, mode and contexts of a CAMEO code of two to four digits; None for 01 and 02, which PLOVER drops.

    Raises: ValueError for what is no CAMEO code.
    """
    if _DROPPED.fullmatch(code):
        return None
    row = _codes().get(code)
    if row is None:
        raise ValueError(
            f"{code!r} is no CAMEO code; it has two to four digits from 01 to 2042, written '042', not '42'."
        )
    return row.type, row.mode, row.contexts


def to_cameo(event_type: str, mode: str | None = None, contexts: Sequence[str] = ()) -> str:
    """The most specific CAMEO code for a type, mode and contexts: three or four digits, for every type and mode.

    A code is taken if the event has its type, its mode and all of its contexts; most contexts win, then those that
    stand first in `contexts`. With none, it is the code of the mode without contexts, or of the type.

    Raises: ValueError for an unknown type, mode or context.
    """
    plover.definition(event_type, mode)  # raises where type or mode is unknown
    unknown = set(contexts) - set(plover.contexts())
    if unknown:
        raise ValueError(
            f"No PLOVER context: {', '.join(sorted(unknown))}; the contexts: {', '.join(plover.contexts())}."
        )
    given = list(contexts)
    fitting = {about: code for about, code in _written()[event_type, mode].items() if about <= set(given)}
    best = min(fitting, key=lambda about: (-len(about), sorted(given.index(context) for context in about)))
    return fitting[best]


@lru_cache(maxsize=1)
def _codes() -> dict[str, _Row]:
    return {code: _Row(t, m, tuple(c)) for code, (t, m, c) in plover.load("cameo.json")["codes"].items()}


@lru_cache(maxsize=1)
def _written() -> dict[tuple[str, str | None], dict[frozenset[str], str]]:
    """For each type and mode, the code that is written for a set of contexts."""
    data = plover.load("cameo.json")
    shared: dict[_Row, list[str]] = {}
    for code, row in _codes().items():
        if len(code) > 2 and code not in data["read_only"]:
            shared.setdefault(row, []).append(code)
    rows = [(row, _general(codes)) for row, codes in shared.items()]
    rows += [(_Row(t, m, tuple(c)), code) for code, t, m, c in data["write"]]
    written: dict[tuple[str, str | None], dict[frozenset[str], str]] = {}
    for row, code in rows:
        written.setdefault((row.type, row.mode), {})[frozenset(row.contexts)] = code
    return written


def _general(codes: Sequence[str]) -> str:
    """One code for several that PLOVER cannot tell apart: their common parent, or else the first."""
    first = min(codes)
    parent = first[:3]
    siblings = len(codes) > 1 and all(code.startswith(parent) for code in codes)
    return parent if siblings and parent in _codes() else first
