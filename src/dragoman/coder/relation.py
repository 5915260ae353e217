"""The trained relation model: what one party does, to another, in the words of a sentence.

A sentence is read once for all its candidates; see `training/` for how the model came about and its card.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.model import Span, Status

NONE = "none"
_MODEL = files("dragoman") / "coder" / "model"

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of one sentence: who may act, on whom, and in which words. Offsets count from the sentence's begin.

    What is not known is None: then the model judges by the rest.
    """

    actor: Span | None
    recipient: Span | None = None
    trigger: Span | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model says of a candidate.

    types: calibrated probabilities by type, "none" among them, summing to 1; modes: by type, the likeliest; statuses:
    calibrated probabilities, given that there is an event; mutual: that both act; historical: that it is recalled.
    """

    types: Mapping[str, float]
    modes: Mapping[str, str | None]
    statuses: Mapping[Status, float]
    mutual: float
    historical: float

    @property
    def type(self) -> str:
        """The likeliest type, or "none"."""
        return max(self.types, key=lambda name: self.types[name])

    @property
    def status(self) -> Status:
        """The likeliest status."""
        return max(self.statuses, key=lambda status: self.statuses[status])


def judge(asked: Iterable[tuple[str, Sequence[Candidate]]]) -> list[list[Judgement]]:
    """Judgements on the candidates of some sentences, in their order.

    Each sentence is read by itself: beside others its scores would change, as whole batches share a scale in 8 bits.
    """
    return [_model().judge(sentence, candidates) if candidates else [] for sentence, candidates in asked]


def weights() -> str:
    """The SHA-256 of the model's weights."""
    return str(_meta()["weights"])


@lru_cache(maxsize=1)
def _meta() -> dict[str, Any]:
    meta: dict[str, Any] = json.loads((_MODEL / "relation.json").read_text("utf-8"))
    return meta


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model()


class _Model:
    """The network, its tokenizer and its answers, loaded once a process."""

    def __init__(self) -> None:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        meta = _meta()
        self._types: list[str] = meta["types"]
        self._statuses = [Status(name) for name in meta["statuses"]]
        self._modes: list[tuple[str, str]] = [tuple(name.split(":")) for name in meta["modes"]]
        self._temperatures: dict[str, float] = meta["temperatures"]
        self._tokenizer = Tokenizer.from_str((_MODEL / "tokenizer.json").read_text("utf-8"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(meta["longest"])
        options = SessionOptions()
        options.intra_op_num_threads = 1  # whoever has more cores reads more reports at a time
        options.log_severity_level = 3
        self._session = InferenceSession((_MODEL / "relation.onnx").read_bytes(), options, ["CPUExecutionProvider"])

    def judge(self, sentence: str, candidates: Sequence[Candidate]) -> list[Judgement]:
        """Judgements on the candidates of one sentence, one or more."""
        names = [output.name for output in self._session.get_outputs()]
        scores = dict(zip(names, self._session.run(names, self._inputs(sentence, candidates)), strict=True))
        shares = {name: _softmax(scores[name] / self._temperatures[name]) for name in names if name != "mode"}
        return [
            Judgement(
                dict(zip(self._types, map(float, shares["type"][row]), strict=True)),
                self._best_modes(scores["mode"][row]),
                dict(zip(self._statuses, map(float, shares["status"][row]), strict=True)),
                float(shares["mutual"][row][1]),
                float(shares["historical"][row][1]),
            )
            for row in range(len(candidates))
        ]

    def _best_modes(self, scores: Scores) -> dict[str, str | None]:
        best: dict[str, tuple[float, str]] = {}
        for (type_, mode), score in zip(self._modes, map(float, scores), strict=True):
            best[type_] = max(best.get(type_, (score, mode)), (score, mode))
        return {type_: None if mode == "-" else mode for type_, (_, mode) in best.items()}

    def _inputs(self, sentence: str, candidates: Sequence[Candidate]) -> dict[str, Any]:
        encoding = self._tokenizer.encode(sentence)
        starts, ends = np.array(encoding.offsets).T
        roles = np.zeros((len(candidates), 3, len(encoding.ids)), np.float32)
        for row, candidate in enumerate(candidates):
            for role, span in enumerate((candidate.actor, candidate.recipient, candidate.trigger)):
                if span is not None:
                    roles[row, role] = (starts < span.end) & (ends > span.start) & (ends > starts)
        return {
            "ids": np.array([encoding.ids], np.int64),
            "mask": np.ones((1, len(encoding.ids)), np.float32),
            "sentence": np.zeros(len(candidates), np.int64),
            "roles": roles,
        }


def _softmax(scores: Scores) -> Scores:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Scores = raised / raised.sum(axis=-1, keepdims=True)
    return shares
