"""Types of a user's own: a classifier for them, from a description and a few examples each, without training the model.

What the relation model sees in an act, just before it decides on a type, is the input of a softmax regression with a
quadratic penalty, one class for each type and one for none of them (Hastie et al. 2009, 4.4). Examples of none are the
user's, and acts of all PLOVER types that ship with the model.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.coder.relation import NONE, Candidate, Reading
from dragoman.errors import CodebookError
from dragoman.model import Label, Span

Features = NDArray[np.float32]

_LEAST, _MOST = 5, 50
_FOLDS = 5
_PENALTY, _STEPS, _RATE = 3e-3, 400, 0.5
_FORMAT = 1
_MARKED = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Definition:
    """A codebook as its user writes it. descriptions, examples: by type; none: examples of no type."""

    name: str
    descriptions: Mapping[str, str]
    examples: Mapping[str, Sequence[str]]
    none: Sequence[str]


@dataclass(frozen=True, slots=True)
class Score:
    """How well a type is told when its examples are held back in turn (cross-validation)."""

    precision: float
    recall: float
    f1: float
    examples: int


@dataclass(frozen=True, slots=True, eq=False)
class Codebook:
    """A trained codebook. weights: (features + 1, types + 1), the last row the bias, the first class none."""

    name: str
    descriptions: Mapping[str, str]
    weights: Features
    model: str

    def label(self, state: Features) -> Label | None:
        """The type of an act by its state in the relation model, or None if none is likelier than any type."""
        shares = _shares(_normal(state[None]), self.weights)[0]
        best = int(shares.argmax())
        return Label(self.name, list(self.descriptions)[best - 1], round(float(shares[best]), 3)) if best else None

    def save(self, path: Path) -> None:
        """Write the codebook to a file. Raises: OSError."""
        content = {
            "format": _FORMAT, "name": self.name, "descriptions": dict(self.descriptions), "model": self.model,
            "weights": [[round(float(weight), 5) for weight in row] for row in self.weights],
        }  # fmt: skip
        path.write_text(json.dumps(content) + "\n", encoding="utf-8")


def define(path: Path) -> Definition:
    """A codebook from its TOML file.

    Raises:
        CodebookError: the file cannot be read, is no TOML, or lacks what a codebook needs.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CodebookError(f"{path} cannot be read as TOML: {error}. See 'dragoman codebook train --help'.") from error
    types = data.get("types")
    if not isinstance(data.get("name"), str) or not isinstance(types, dict) or not types:
        raise CodebookError(f'{path} needs name = "…" and a table [types.NAME] for each type.')
    for name, one in types.items():
        _check_type(path, name, one)
    none = data.get("none", {}).get("examples", [])
    return Definition(
        data["name"],
        {name: one["description"] for name, one in types.items()},
        {name: tuple(one["examples"]) for name, one in types.items()},
        tuple(none),
    )


def _check_type(path: Path, name: str, one: Any) -> None:
    examples = one.get("examples") if isinstance(one, dict) else None
    if not isinstance(examples, list) or not all(isinstance(e, str) and e.strip() for e in examples):
        raise CodebookError(f"{path}: [types.{name}] needs examples = [sentences].")
    if not isinstance(one.get("description"), str):
        raise CodebookError(f'{path}: [types.{name}] needs description = "…".')
    if not _LEAST <= len(examples) <= _MOST:
        raise CodebookError(f"{path}: [types.{name}] has {len(examples)} examples; give {_LEAST} to {_MOST}.")


def train(definition: Definition) -> tuple[Codebook, dict[str, Score]]:
    """A classifier for a codebook, and how well it tells each type, by cross-validation in five parts."""
    names = [NONE, *definition.examples]
    groups = {NONE: definition.none, **definition.examples}
    states = [state_of(sentence) for name in names for sentence in groups[name]]
    given = np.array([number for number, name in enumerate(names) for _ in groups[name]], np.int64)
    features = _normal(np.stack(states))
    background = _normal(_background())
    guessed = np.zeros_like(given)
    for fold in range(_FOLDS):
        held = np.arange(len(given)) % _FOLDS == fold
        weights = _fit(features[~held], given[~held], background, len(names))
        guessed[held] = _shares(features[held], weights).argmax(axis=1)
    weights = _fit(features, given, background, len(names))
    scores = {name: _score(given == number, guessed == number) for number, name in enumerate(names) if number}
    return Codebook(definition.name, definition.descriptions, weights, _model()), scores


def load(path: Path) -> Codebook:
    """A codebook that `save` wrote.

    Raises:
        CodebookError: the file is none, or was made with another relation model.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
        found = Codebook(
            content["name"], content["descriptions"], np.array(content["weights"], np.float32), content["model"]
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CodebookError(
            f"{path} is no trained codebook. Make one with 'dragoman codebook train FILE.toml'."
        ) from error
    if found.model != _model():
        raise CodebookError(f"{path} was trained with another relation model. Train it again from its TOML file.")
    return found


def state_of(sentence: str) -> Features:
    """What the model sees in the act of a sentence: of the words in braces, else of those likeliest to carry one."""
    marked = _MARKED.search(sentence)
    text = _MARKED.sub(r"\1", sentence)
    reading = Reading(text)
    if marked:
        words = Span(marked[1], marked.start(), marked.start() + len(marked[1]))
    else:
        words = max(reading.triggers, key=lambda one: one[1], default=(Span(text, 0, len(text)), 0.0))[0]
    return reading.judge([Candidate(trigger=words)])[0].state


def _fit(features: Features, given: NDArray[np.int64], background: Features, classes: int) -> Features:
    """Softmax regression by gradient descent with momentum; each class weighs the same, whatever its examples."""
    inputs = np.concatenate([features, background])
    wanted = np.eye(classes, dtype=np.float32)[np.concatenate([given, np.zeros(len(background), np.int64)])]
    weigh = (wanted / wanted.sum(axis=0)).sum(axis=1, keepdims=True) / classes
    weights = np.zeros((inputs.shape[1] + 1, classes), np.float32)
    speed = np.zeros_like(weights)
    for _ in range(_STEPS):
        wrong = (_shares(inputs, weights) - wanted) * weigh
        slope = _with_bias(inputs).T @ wrong + _PENALTY * weights
        speed = 0.9 * speed - _RATE * slope
        weights = weights + speed
    return weights


def _shares(inputs: Features, weights: Features) -> Features:
    scores = _with_bias(inputs) @ weights
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Features = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _with_bias(inputs: Features) -> Features:
    return np.concatenate([inputs, np.ones((len(inputs), 1), np.float32)], axis=1)


def _normal(states: Features) -> Features:
    """States with length 10, so that one penalty fits all."""
    lengths = np.linalg.norm(states, axis=1, keepdims=True)
    even: Features = (10 * states / np.maximum(lengths, 1e-6)).astype(np.float32)
    return even


def _background() -> Features:
    """States of acts of all PLOVER types, from sentences of our own: (acts, features)."""
    with (files("dragoman") / "coder" / "model" / "background.npy").open("rb") as file:
        return np.load(file).astype(np.float32)  # type: ignore[no-any-return]


def _model() -> str:
    from dragoman.coder.relation import weights

    return hashlib.sha256(weights().encode()).hexdigest()[:12]


def _score(wanted: NDArray[np.bool_], found: NDArray[np.bool_]) -> Score:
    both = int((wanted & found).sum())
    precision, recall = both / max(1, int(found.sum())), both / max(1, int(wanted.sum()))
    return Score(precision, recall, 2 * precision * recall / max(1e-9, precision + recall), int(wanted.sum()))
