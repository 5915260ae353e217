"""The trained relation model: which words of a sentence carry acts, who does them, to whom, and what they are.

A sentence is read once. Then it is asked about: with nothing pointed out, where the acts are; with the words of an act,
what it is and who its parties are; with two parties, what joins them. See `training/` for how the model came about and
`docs/model.md` for its card.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.coder import sieve
from dragoman.model import Span, Status

NONE = "none"
NOTICED = 0.2  # how likely a word must be of an act to be asked about
_MODEL = files("dragoman") / "coder" / "model"

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of one sentence: who may act, on whom, and in which words. Offsets count from the sentence's begin.

    What is not known is None: then the model judges by the rest.
    """

    actor: Span | None = None
    recipient: Span | None = None
    trigger: Span | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """How likely each word piece of a sentence is one that is sought. starts, ends: its offsets; all (pieces,)."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    p: Scores

    def share(self, span: Span) -> float:
        """How likely words are sought: the likeliest piece of them counts."""
        at = (self.starts < span.end) & (self.ends > span.start) & (self.ends > self.starts)
        return float(self.p[at].max()) if at.any() else 0.0

    def agrees(self, other: Marks) -> bool:
        """Whether other marks on the sentence likelier than not share a word with these, or neither have any."""
        own, others = self.p > 0.5, other.p > 0.5
        return bool((own & others).any() or not (own | others).any())

    def runs(self, text: str, least: float) -> Iterator[tuple[Span, float]]:
        """The unbroken runs of words that are so likely, with the likelihood of the likeliest; a word is no likelier
        than the mean of its pieces.
        """
        if not (self.p >= least).any():
            return
        run = list[tuple[int, int, float]]()
        for word in [*self._words(text), None]:
            if word is not None and word[2] >= least:
                run.append(word)
            elif run:
                start, end = run[0][0], run[-1][1]
                yield Span(text[start:end], start, end), max(p for _, _, p in run)
                run = []

    def _words(self, text: str) -> Iterator[tuple[int, int, float]]:
        """Begin, end and likelihood of each word: letters and digits that stand together are of one."""
        pieces = [(int(a), int(b), float(p)) for a, b, p in zip(self.starts, self.ends, self.p, strict=True) if b > a]
        word = list[tuple[int, int, float]]()
        for piece in pieces:
            if word and not (word[-1][1] == piece[0] and text[piece[0] - 1 : piece[0] + 1].isalnum()):
                yield word[0][0], word[-1][1], sum(p for *_, p in word) / len(word)
                word = []
            word.append(piece)
        if word:
            yield word[0][0], word[-1][1], sum(p for *_, p in word) / len(word)


@dataclass(frozen=True, eq=False)
class Judgement:
    """What the model says of a candidate.

    types: calibrated probabilities by type, "none" among them, summing to 1; modes: by type, the likeliest; statuses:
    calibrated probabilities, given that there is an event; mutual: that both act; historical: that it is recalled;
    actors, recipients: which words are the act's parties, if only its trigger was pointed out; state: what all this was
    taken from, (768,).
    """

    types: Mapping[str, float]
    modes: Mapping[str, str | None]
    statuses: Mapping[Status, float]
    mutual: float
    historical: float
    actors: Marks
    recipients: Marks
    state: Scores

    @cached_property
    def type(self) -> str:
        """The likeliest type, or "none" if there is likelier no event than any."""
        if self.event < 0.5:
            return NONE
        return max((name for name in self.types if name != NONE), key=lambda name: self.types[name])

    @property
    def event(self) -> float:
        """The probability that there is an event."""
        return 1 - self.types[NONE]

    @property
    def status(self) -> Status:
        """The likeliest status."""
        return max(self.statuses, key=lambda status: self.statuses[status])

    def is_same_act(self, other: Judgement) -> bool:
        """Whether another judgement on words of the same sentence is on the same act: its type and parties."""
        sides = ((self.actors, other.actors), (self.recipients, other.recipients))
        return self.type == other.type and all(one.agrees(two) for one, two in sides)


class Reading:
    """A sentence as the model has read it, by itself: beside others its scores would change, in 8 bits."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._model = _model()
        encoding = self._model.tokenizer.encode(text)
        self._starts, self._ends = np.array(encoding.offsets, np.int64).T
        ids = np.array([encoding.ids], np.int64)
        self.early, self.words = self._model.reader.run(None, {"ids": ids})

    def vector(self, span: Span) -> Scores:
        """The mean state of some words, or that of the whole sentence if they are none: (384,)."""
        at = self._at(span)
        state: Scores = self.words[0][at].mean(axis=0) if at.any() else self.words[0][0]
        return state

    @property
    def mean(self) -> Scores:
        """The mean state of all words after two layers, which tells rather what the sentence is about: (384,)."""
        mean: Scores = self.early[0][1:-1].mean(axis=0)
        return mean

    @cached_property
    def _whole(self) -> dict[str, Scores]:
        return self._scores([Candidate()])

    @cached_property
    def triggers(self) -> list[tuple[Span, float]]:
        """The words that may carry an act, in order, with how likely they do."""
        return list(_unbroken(self.text, self.marks.runs(self.text, NOTICED)))

    @cached_property
    def marks(self) -> Marks:
        """How likely each word is of an act."""
        return Marks(self._starts, self._ends, _sigmoid(self._whole["marks"][0][2]))

    def holds_acts(self, least: float) -> bool:
        """Whether some words are so likely of an act. The sieve spares most sentences without any the question."""
        held = self._model.sieve
        if held is not None and not held.passes(self.words[0][1:-1]):
            return False
        return 1 - math.prod(1 - p for _, p in self.triggers) >= least

    @property
    def contexts(self) -> dict[str, float]:
        """How likely the sentence is about each PLOVER context."""
        return dict(zip(self._model.meta["contexts"], map(float, _sigmoid(self._whole["contexts"][0])), strict=True))

    def judge(self, candidates: Sequence[Candidate]) -> list[Judgement]:
        """Judgements on candidates, in their order."""
        if not candidates:
            return []
        scores, meta = self._scores(candidates), self._model.meta
        shares = {
            name: _softmax(scores[name] / meta["temperatures"][name])
            for name in ("type", "status", "mutual", "historical")
        }
        marks = _sigmoid(scores["marks"])
        return [
            Judgement(
                dict(zip(meta["types"], map(float, shares["type"][row]), strict=True)),
                self._best_modes(scores["mode"][row]),
                dict(zip(map(Status, meta["statuses"]), map(float, shares["status"][row]), strict=True)),
                float(shares["mutual"][row][1]),
                float(shares["historical"][row][1]),
                Marks(self._starts, self._ends, marks[row][0]),
                Marks(self._starts, self._ends, marks[row][1]),
                scores["state"][row],
            )
            for row in range(len(candidates))
        ]

    def _scores(self, candidates: Sequence[Candidate]) -> dict[str, Scores]:
        roles = np.zeros((len(candidates), 3, self.words.shape[1]), np.float32)
        for row, candidate in enumerate(candidates):
            for role, span in enumerate((candidate.actor, candidate.recipient, candidate.trigger)):
                if span is not None:
                    roles[row, role] = self._at(span)
        found = self._model.judge.run(None, {"words": self.words, "roles": roles})
        return dict(zip(self._model.decisions, found, strict=True))

    def _at(self, span: Span) -> NDArray[np.bool_]:
        at: NDArray[np.bool_] = (self._starts < span.end) & (self._ends > span.start) & (self._ends > self._starts)
        return at

    def _best_modes(self, scores: Scores) -> dict[str, str | None]:
        best: dict[str, tuple[float, str]] = {}
        for name, score in zip(self._model.meta["modes"], map(float, scores), strict=True):
            type_, mode = name.split(":")
            best[type_] = max(best.get(type_, (score, mode)), (score, mode))
        return {type_: None if mode == "-" else mode for type_, (_, mode) in best.items()}


def _unbroken(text: str, runs: Iterable[tuple[Span, float]]) -> Iterator[tuple[Span, float]]:
    """Runs of words, those that only a hyphen parts as one: "cease-fire"."""
    whole: tuple[Span, float] | None = None
    for words, p in runs:
        if whole is not None and text[whole[0].end : words.start] == "-":
            start = whole[0].start
            whole = Span(text[start : words.end], start, words.end), max(whole[1], p)
            continue
        if whole is not None:
            yield whole
        whole = words, p
    if whole is not None:
        yield whole


def read_all(texts: Iterable[str], beside: Executor) -> list[Reading]:
    """The readings of some sentences in order, made in other threads: the model's work leaves Python's lock."""
    _model()  # once, and not in every thread
    return list(beside.map(Reading, texts))


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
    """The networks and the tokenizer, loaded once a process."""

    def __init__(self) -> None:
        from tokenizers import Tokenizer

        self.meta = _meta()
        self.tokenizer = Tokenizer.from_str((_MODEL / "tokenizer.json").read_text("utf-8"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(self.meta["longest"])
        self.reader, self.judge = _session("reader.onnx"), _session("judge.onnx")
        self.decisions = [output.name for output in self.judge.get_outputs()]
        self.sieve = sieve.load(_MODEL / "sieve.npz", weights())


def _session(name: str) -> Any:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1  # whoever has more cores reads more reports at a time
    options.log_severity_level = 3
    return InferenceSession(
        (_MODEL / name).read_bytes(), options, ["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # one step for two, and slower than the two
    )  # fmt: skip


def _softmax(scores: Scores) -> Scores:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Scores = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def _sigmoid(scores: Scores) -> Scores:
    shares: Scores = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return shares
