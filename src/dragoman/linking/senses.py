"""Triggers as the relation model reads them: the state of its lower layers at their words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.coder.relation import Reading
from dragoman.model import Span

Senses = NDArray[np.float32]

_LONG = 500  # characters that are surely no more word pieces than the model reads


def senses(text: str, spans: Sequence[Span]) -> Senses:
    """A vector of length 1 for each span of a text, one row each: the mean of its word pieces.

    A text longer than the network reads is read for each span by itself, in the words around it.
    """
    if len(text) <= _LONG:
        return _read(text, spans)
    return np.concatenate([_read(*_around(text, span)) for span in spans])


def _around(text: str, span: Span) -> tuple[str, list[Span]]:
    """The part of a text around a span, and the span in it."""
    start = max(0, span.start - _LONG // 2)
    return text[start : span.end + _LONG // 2], [span.shifted(-start)]


def _read(text: str, spans: Sequence[Span]) -> Senses:
    reading = Reading(text)
    found = np.array([reading.vector(span) for span in spans], np.float32)
    unit: Senses = found / np.linalg.norm(found, axis=1, keepdims=True)
    return unit
