"""How sure the words are of an act."""

from __future__ import annotations

from enum import IntEnum


class Certainty(IntEnum):
    """The grades of Saurí and Pustejovsky (2009), which are their distance from 0."""

    POSSIBLE = 1
    PROBABLE = 2
    CERTAIN = 3
