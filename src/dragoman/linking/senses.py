"""Triggers as the relation model reads them: the state of its lower layers at their words.

The shipped network gives only answers. Its file is a protocol buffer, in which what is written twice adds up: a few
bytes at its end name one more output, and the file itself stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.model import Span

Senses = NDArray[np.float32]

_MODEL = files("dragoman") / "coder" / "model"
_STATES = "/lower.3/done/LayerNormalization_output_0"
_LONGEST = 256  # word pieces
_LONG = 800  # characters that are surely no more pieces


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
    tokenizer, session, options = _reader()
    encoding = tokenizer.encode(text)
    starts, ends = np.array(encoding.offsets).T
    count = len(encoding.ids)
    inputs = {
        "ids": np.array([encoding.ids], np.int64),
        "mask": np.ones((1, count), np.float32),
        "sentence": np.zeros(1, np.int64),
        "roles": np.zeros((1, 3, count), np.float32),
    }
    [[states]] = session.run([_STATES], inputs, options)
    rows = []
    for span in spans:
        at = (starts < span.end) & (ends > span.start) & (ends > starts)
        rows.append(states[at].mean(axis=0) if at.any() else states[0])
    found = np.array(rows, np.float32)
    unit: Senses = found / np.linalg.norm(found, axis=1, keepdims=True)
    return unit


@lru_cache(maxsize=1)
def _reader() -> tuple[Any, Any, Any]:
    from onnxruntime import InferenceSession, RunOptions, SessionOptions
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str((_MODEL / "tokenizer.json").read_text("utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(_LONGEST)
    settings = SessionOptions()
    settings.intra_op_num_threads = 1
    settings.log_severity_level = 3
    network = (_MODEL / "relation.onnx").read_bytes() + _output(_STATES)
    options = RunOptions()
    options.only_execute_path_to_fetches = True
    return tokenizer, InferenceSession(network, settings, ["CPUExecutionProvider"]), options


def _output(name: str) -> bytes:
    """ModelProto.graph (7) with one GraphProto.output (12), a ValueInfoProto with only a name (1)."""
    return _field(7, _field(12, _field(1, name.encode())))


def _field(number: int, content: bytes) -> bytes:
    """A field of a protocol buffer that holds fewer than 128 bytes."""
    return bytes([number << 3 | 2, len(content)]) + content
