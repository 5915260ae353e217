"""The relation model as it is trained: an encoder below, roles of the spans above, a head for each decision.

The lower layers read a sentence once. For each candidate the upper layers read it again with the places of what is
pointed out added to the words: nothing, to find the acts; a trigger, to find its parties and judge it; two parties, to
judge what joins them. What ships is built on MiniLM; its teacher is the same on MPNet, which is five times as deep and
wide and knows the same word pieces.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

HEADS = 12
ROLES = 3  # actor, recipient, trigger
_DISTANCES = 32  # kinds of distance between two words that MPNet tells apart


@dataclass(frozen=True, slots=True)
class Shape:
    """An encoder's size. late: how many of its layers are the judge's; relative: whether it has MPNet's distances."""

    width: int
    layers: int
    late: int
    epsilon: float = 1e-12
    relative: bool = False


FRESH = ("judge.roles", "judge.joined", "judge.heads", "judge.marks")  # weights that no encoder brings
MINILM = Shape(384, 6, 3)
MPNET = Shape(768, 12, 4, 1e-5, relative=True)


def shape_of(weights: Mapping[str, Tensor]) -> Shape:
    """The shape of a network with these weights."""
    base = MPNET if weights["reader.words.weight"].shape[1] == MPNET.width else MINILM
    early, late = (
        len({name.split(".")[2] for name in weights if name.startswith(f"{part}.layers.")})
        for part in ("reader", "judge")
    )
    return replace(base, layers=early + late, late=late)


def regrouped(weights: Mapping[str, Tensor], late: int) -> dict[str, Tensor]:
    """The same weights with so many of the layers the judge's."""
    shape = shape_of(weights)
    early, last = shape.layers - shape.late, shape.layers - late
    found = {}
    for name, weight in weights.items():
        part, kind, *rest = name.split(".")
        if kind == "layers":
            number = int(rest[0]) + (early if part == "judge" else 0)
            part, rest[0] = ("reader", str(number)) if number < last else ("judge", str(number - last))
        found[".".join((part, kind, *rest))] = weight
    return found


class Layer(nn.Module):
    """One transformer layer, as BERT has it (Devlin et al. 2019)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))
        self.attended, self.done = nn.LayerNorm(width, shape.epsilon), nn.LayerNorm(width, shape.epsilon)
        self.widen, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.drop = nn.Dropout(0.1)

    def forward(self, words: Tensor, hidden: Tensor) -> Tensor:
        """words: (n, length, width); hidden: what is added to the attention, spread to (n, HEADS, length, length)."""
        seen = self.attend(self.query(words), self.key(words), self.value(words), hidden)
        words = self.attended(words + self.drop(self.output(seen)))
        widened = nn.functional.gelu(self.widen(words))
        return self.done(words + self.drop(self.narrow(widened)))

    @staticmethod
    def attend(query: Tensor, key: Tensor, value: Tensor, hidden: Tensor) -> Tensor:
        """What each word takes from the others, all heads side by side: (n, length, width), as are the first three."""
        n, length, width = query.shape
        query, key, value = (
            part.view(n, length, HEADS, width // HEADS).transpose(1, 2) for part in (query, key, value)
        )
        near = query @ key.transpose(2, 3) / math.sqrt(width // HEADS) + hidden.to(query.dtype)
        seen = near.softmax(dim=3) @ value
        return seen.transpose(1, 2).reshape(n, length, width)


class Attending(nn.Module):
    """Mask → what is added to the attention: a large negative number where there is no word, and MPNet's distances."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.distances = nn.Embedding(_DISTANCES, HEADS) if shape.relative else None

    def forward(self, mask: Tensor) -> Tensor:
        """mask: (n, length). Returns what can be spread to (n, HEADS, length, length)."""
        hidden = (1.0 - mask[:, None, None, :]) * -1e4
        if self.distances is None:
            return hidden
        place = torch.arange(mask.shape[1], device=mask.device)
        near: Tensor = self.distances(_distance(place[None, :] - place[:, None])).permute(2, 0, 1)
        return hidden + near


def _distance(steps: Tensor, longest: int = 128) -> Tensor:
    """The kind of each distance, as T5 and MPNet have it (Raffel et al. 2020): near ones exact, far ones rough."""
    half, exact = _DISTANCES // 2, _DISTANCES // 4
    size = steps.abs().clamp(min=1)
    rough = exact + (torch.log(size / exact) / math.log(longest / exact) * (half - exact)).long()
    kind = torch.where(steps.abs() < exact, steps.abs(), rough.clamp(max=half - 1))
    return kind + half * (steps > 0)


class Reader(nn.Module):
    """The lower layers: a sentence as it is read once."""

    def __init__(self, shape: Shape, vocabulary: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, shape.width)
        self.places = nn.Embedding(512, shape.width)
        for known in (self.words, self.places):
            known.weight.requires_grad_(False)  # words nobody labelled keep their meaning
        self.embedded = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers - shape.late))
        self.attending = Attending(shape)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """States of the words after two layers and after all, each (sentences, length, width).

        ids, mask: (sentences, length).
        """
        place, hidden = torch.arange(ids.shape[1], device=ids.device), self.attending(mask)
        words = self.drop(self.embedded(self.words(ids) + self.places(place)))
        early = words
        for number, layer in enumerate(self.layers):
            words = layer(words, hidden)
            early = words if number == 1 else early
        return early, words


class Judge(nn.Module):
    """The upper layers: a sentence read again with some of its words pointed out, and the decisions.

    sizes: how many answers each decision has, by its name.
    """

    def __init__(self, sizes: dict[str, int], shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.late))
        self.attending = Attending(shape)
        self.roles = nn.Parameter(torch.randn(ROLES, width) * 0.1)
        self.drop = nn.Dropout(0.1)
        self.joined = nn.Linear((1 + ROLES) * width, 2 * width)
        self.heads = nn.ModuleList(nn.Linear(2 * width, size) for size in sizes.values())
        self.marks = nn.Linear(width, ROLES)

    def forward(self, words: Tensor, mask: Tensor, roles: Tensor) -> tuple[Tensor, ...]:
        """Scores of each candidate, a tensor for each decision in the order of `sizes`, then those of the words.

        words: (candidates, length, width), its sentence as the reader left it; mask: (candidates, length); roles:
        (candidates, ROLES, length), 1 where a word is of the actor, the recipient, the trigger. The last tensor but one
        has the shape of `roles`: whether a word is of the act's actor, of its recipient, of any trigger. The last is
        what the decisions are taken from: (candidates, 2 * width).
        """
        words = words + torch.einsum("crl,rw->clw", roles, self.roles)
        hidden = self.attending(mask)
        for layer in self.layers:
            words = layer(words, hidden)
        weights = torch.cat([mask[:, None, :], roles], dim=1)
        weights = weights / weights.sum(dim=2, keepdim=True).clamp(min=1.0)
        pooled = self.drop((weights @ words).flatten(1))
        joined = nn.functional.gelu(self.joined(pooled))
        decisions = (head(self.drop(joined)) for head in self.heads)
        return *decisions, self.marks(self.drop(words)).transpose(1, 2), joined


class Network(nn.Module):
    """Sentences and candidates → scores."""

    def __init__(self, sizes: dict[str, int], shape: Shape = MINILM) -> None:
        super().__init__()
        self.reader, self.judge = Reader(shape), Judge(sizes, shape)

    def forward(self, ids: Tensor, mask: Tensor, sentence: Tensor, roles: Tensor) -> tuple[Tensor, ...]:
        """See `Reader` and `Judge`; sentence: (candidates,), which sentence each belongs to."""
        _, words = self.reader(ids, mask)
        scores: tuple[Tensor, ...] = self.judge(words[sentence], mask[sentence], roles)
        return scores


_EMBEDDED = {
    "embeddings.word_embeddings": "reader.words",
    "embeddings.position_embeddings": "reader.places",
    "embeddings.LayerNorm": "reader.embedded",
}
_BERT = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "output",
    "attention.output.LayerNorm": "attended",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
    "output.LayerNorm": "done",
}
_MPNET = {
    "attention.attn.q": "query",
    "attention.attn.k": "key",
    "attention.attn.v": "value",
    "attention.attn.o": "output",
    "attention.LayerNorm": "attended",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
    "output.LayerNorm": "done",
}


def from_minilm(sizes: dict[str, int], folder: Path) -> Network:
    """A network that begins with the weights of all-MiniLM-L6-v2, in a folder with `model.safetensors`."""
    weights = load_file(folder / "model.safetensors")
    state = _renamed(weights, MINILM, _BERT)
    state["reader.places.weight"] += weights["embeddings.token_type_embeddings.weight"][0]
    return _begun(Network(sizes, MINILM), state)


def from_mpnet(sizes: dict[str, int], folder: Path, late: int = MPNET.late) -> Network:
    """A network that begins with the weights of all-mpnet-base-v2, in a folder with `model.safetensors`.

    late: how many of its twelve layers are the judge's.

    It reads MiniLM's word pieces: MPNet's are the same with four more before them and other ends.
    """
    weights = load_file(folder / "model.safetensors")
    shape = replace(MPNET, late=late)
    state = _renamed(weights, shape, _MPNET)
    words = state["reader.words.weight"]
    state["reader.words.weight"] = words[4 : 4 + 30522].clone()
    for theirs, ours in ((0, 101), (2, 102), (1, 0), (3, 100)):  # begin, end, nothing, unknown
        state["reader.words.weight"][ours] = words[theirs]
    state["reader.places.weight"] = state["reader.places.weight"][2:]
    distances = weights["encoder.relative_attention_bias.weight"]
    state |= {f"{part}.attending.distances.weight": distances for part in ("reader", "judge")}
    return _begun(Network(sizes, shape), state)


def _renamed(weights: dict[str, Tensor], shape: Shape, inside: dict[str, str]) -> dict[str, Tensor]:
    """Weights by our names."""
    names, early = dict(_EMBEDDED), shape.layers - shape.late
    for number in range(shape.layers):
        ours = f"reader.layers.{number}" if number < early else f"judge.layers.{number - early}"
        names |= {f"encoder.layer.{number}.{theirs}": f"{ours}.{name}" for theirs, name in inside.items()}
    ends = ("weight", "bias")
    return {
        f"{ours}.{end}": weights[f"{theirs}.{end}"]
        for theirs, ours in names.items()
        for end in ends
        if f"{theirs}.{end}" in weights
    }


def _begun(network: Network, state: dict[str, Tensor]) -> Network:
    missing, unexpected = network.load_state_dict(state, strict=False)
    assert not unexpected, unexpected
    assert all(name.startswith(FRESH) for name in missing), missing
    return network
