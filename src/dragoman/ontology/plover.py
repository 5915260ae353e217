"""PLOVER 2: the event types and their modes, quads and scores; contexts; sectors; the reduction by status."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, cast

from dragoman.model import Status

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]

_AGREE_IN_FUTURE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


@dataclass(frozen=True, slots=True)
class _Mode:
    score: float
    definition: str


@dataclass(frozen=True, slots=True)
class _Type:
    quad: Quad
    score: float
    requires_recipient: bool
    definition: str
    modes: dict[str, _Mode]


def load(name: str) -> dict[str, Any]:
    """The JSON object in the data file `name` of this package."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return load("plover.json")


@lru_cache(maxsize=1)
def _types() -> dict[str, _Type]:
    return {row["name"]: _type(row) for row in _data()["types"]}


def _type(row: dict[str, Any]) -> _Type:
    modes_ = {mode["name"]: _Mode(mode["score"], mode["definition"]) for mode in row["modes"]}
    return _Type(row["quad"], row["score"], row["requires_recipient"], row["definition"], modes_)


def _entry(event_type: str, mode: str | None = None) -> _Type | _Mode:
    """The entry of a type, or of one of its modes."""
    entry = _lookup(event_type)
    if mode is None:
        return entry
    if mode not in entry.modes:
        options = ", ".join(entry.modes) or "none"
        raise ValueError(f"{event_type} has no mode {mode!r}; its modes: {options}.")
    return entry.modes[mode]


def _lookup(event_type: str) -> _Type:
    entry = _types().get(event_type)
    if entry is None:
        raise ValueError(f"{event_type!r} is no PLOVER type; the types: {', '.join(_types())}.")
    return entry


TYPES: tuple[str, ...] = tuple(_types())
"""The 16 event types, in the order of the manual."""


def modes(event_type: str) -> tuple[str, ...]:
    """The modes of a type, in the order of the manual; empty if it has none.

    Raises: ValueError for an unknown type.
    """
    return tuple(_lookup(event_type).modes)


def quad(event_type: str) -> Quad:
    """The quad category of a type.

    Raises: ValueError for an unknown type.
    """
    return _lookup(event_type).quad


def is_speech(event_type: str) -> bool:
    """Whether saying something is the act: a verbal type other than CONSULT.

    Raises: ValueError for an unknown type.
    """
    return quad(event_type).startswith("verbal") and event_type != "CONSULT"


def score(event_type: str, mode: str | None = None) -> float:
    """PLOVER's score of a type, or of one of its modes, from -10 (conflict) to +10 (cooperation).

    Raises: ValueError for an unknown type or mode.
    """
    return _entry(event_type, mode).score


def definition(event_type: str, mode: str | None = None) -> str:
    """What a type, or one of its modes, means, in our own words.

    Raises: ValueError for an unknown type or mode.
    """
    return _entry(event_type, mode).definition


def requires_recipient(event_type: str) -> bool:
    """Whether a type needs a second party: a recipient, or a second actor in a mutual act.

    Raises: ValueError for an unknown type.
    """
    return _lookup(event_type).requires_recipient


@lru_cache(maxsize=1)
def contexts() -> tuple[str, ...]:
    """The 37 contexts, in the order of the manual."""
    return tuple(row["name"] for row in _data()["contexts"])


@lru_cache(maxsize=1)
def sectors() -> tuple[str, ...]:
    """The sector codes in order of precedence: frequently used ones, IGO and NGO, less frequently used ones."""
    return tuple(row["code"] for row in _data()["sectors"])


def reduce(event_type: str, status: Status, mode: str | None = None) -> str | None:
    """The category that other PLOVER data would hold for a type with its status: the record's field `plover`.

    Negated acts are left out: None. A future CONSULT, SUPPORT, COOPERATE or AID is AGREE and a future RETREAT is
    CONCEDE, as the manual lays down. Any other type keeps its name, and so does a hypothetical act, for which the
    manual names no category. The mode makes no difference, but must be one of the type.

    Raises: ValueError for an unknown type or mode.
    """
    _entry(event_type, mode)
    if status is Status.NEGATED:
        return None
    if status is Status.FUTURE and event_type in _AGREE_IN_FUTURE:
        return "AGREE"
    if status is Status.FUTURE and event_type == "RETREAT":
        return "CONCEDE"
    return event_type
