"""The relation model as it is trained: MiniLM below, roles of the spans above, a head for each decision.

The lower layers read a sentence once. For each candidate the upper layers read it again with the places of what is
pointed out added to the words: nothing, to find the acts; a trigger, to find its parties and judge it; two parties, to
judge what joins them.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, HEADS, LAYERS = 384, 12, 6
ROLES = 3  # actor, recipient, trigger


class Layer(nn.Module):
    """One transformer layer, as BERT has it (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attended, self.done = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.widen, self.narrow = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.drop = nn.Dropout(0.1)

    def forward(self, words: Tensor, hidden: Tensor) -> Tensor:
        """words: (n, length, WIDTH); hidden: (n, 1, 1, length), a large negative number where there is no word."""
        n, length, _ = words.shape
        query, key, value = (
            part(words).view(n, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        seen = nn.functional.scaled_dot_product_attention(query, key, value, hidden.to(query.dtype))
        seen = seen.transpose(1, 2).reshape(n, length, WIDTH)
        words = self.attended(words + self.drop(self.output(seen)))
        widened = nn.functional.gelu(self.widen(words))
        return self.done(words + self.drop(self.narrow(widened)))


def hidden(mask: Tensor) -> Tensor:
    """What is added to the attention: nothing for a word, a large negative number where there is none."""
    return (1.0 - mask[:, None, None, :]) * -1e4


class Reader(nn.Module):
    """The lower layers: a sentence as it is read once."""

    def __init__(self, layers: int, vocabulary: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.embedded = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """States of the words after two layers and after all, each (sentences, length, WIDTH).

        ids, mask: (sentences, length).
        """
        place = torch.arange(ids.shape[1], device=ids.device)
        words = self.drop(self.embedded(self.words(ids) + self.places(place)))
        early = words
        for number, layer in enumerate(self.layers):
            words = layer(words, hidden(mask))
            early = words if number == 1 else early
        return early, words


class Judge(nn.Module):
    """The upper layers: a sentence read again with some of its words pointed out, and the decisions.

    sizes: how many answers each decision has, by its name.
    """

    def __init__(self, sizes: dict[str, int], layers: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.roles = nn.Parameter(torch.randn(ROLES, WIDTH) * 0.1)
        self.drop = nn.Dropout(0.1)
        self.joined = nn.Linear((1 + ROLES) * WIDTH, 2 * WIDTH)
        self.heads = nn.ModuleList(nn.Linear(2 * WIDTH, size) for size in sizes.values())
        self.marks = nn.Linear(WIDTH, ROLES)

    def forward(self, words: Tensor, mask: Tensor, roles: Tensor) -> tuple[Tensor, ...]:
        """Scores of each candidate, a tensor for each decision in the order of `sizes`, then those of the words.

        words: (candidates, length, WIDTH), its sentence as the reader left it; mask: (candidates, length); roles:
        (candidates, ROLES, length), 1 where a word is of the actor, the recipient, the trigger. The last tensor but one
        has the shape of `roles`: whether a word is of the act's actor, of its recipient, of any trigger. The last is
        what the decisions are taken from: (candidates, 2 * WIDTH).
        """
        words = words + torch.einsum("crl,rw->clw", roles, self.roles)
        for layer in self.layers:
            words = layer(words, hidden(mask))
        weights = torch.cat([mask[:, None, :], roles], dim=1)
        weights = weights / weights.sum(dim=2, keepdim=True).clamp(min=1.0)
        pooled = self.drop((weights @ words).reshape(words.shape[0], (1 + ROLES) * WIDTH))
        joined = nn.functional.gelu(self.joined(pooled))
        decisions = (head(self.drop(joined)) for head in self.heads)
        return *decisions, self.marks(self.drop(words)).transpose(1, 2), joined


class Network(nn.Module):
    """Sentences and candidates → scores. late: how many of the layers are the judge's."""

    def __init__(self, sizes: dict[str, int], late: int = 2) -> None:
        super().__init__()
        self.reader, self.judge = Reader(LAYERS - late), Judge(sizes, late)

    def forward(self, ids: Tensor, mask: Tensor, sentence: Tensor, roles: Tensor) -> tuple[Tensor, ...]:
        """See `Reader` and `Judge`; sentence: (candidates,), which sentence each belongs to."""
        _, words = self.reader(ids, mask)
        scores: tuple[Tensor, ...] = self.judge(words[sentence], mask[sentence], roles)
        return scores


def from_minilm(sizes: dict[str, int], folder: Path, late: int = 2) -> Network:
    """A network that begins with the weights of all-MiniLM-L6-v2, in a folder with `model.safetensors`."""
    network, weights = Network(sizes, late), load_file(folder / "model.safetensors")
    renamed = {
        "embeddings.word_embeddings": "reader.words",
        "embeddings.position_embeddings": "reader.places",
        "embeddings.LayerNorm": "reader.embedded",
    }
    inside = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "output",
        "attention.output.LayerNorm": "attended",
        "intermediate.dense": "widen",
        "output.dense": "narrow",
        "output.LayerNorm": "done",
    }
    for number in range(LAYERS):
        ours = f"reader.layers.{number}" if number < LAYERS - late else f"judge.layers.{number - LAYERS + late}"
        renamed |= {f"encoder.layer.{number}.{theirs}": f"{ours}.{name}" for theirs, name in inside.items()}
    state = {}
    for theirs, name in renamed.items():
        for end in ("weight", "bias"):
            if f"{theirs}.{end}" in weights:
                state[f"{name}.{end}"] = weights[f"{theirs}.{end}"]
    state["reader.places.weight"] += weights["embeddings.token_type_embeddings.weight"][0]
    missing, unexpected = network.load_state_dict(state, strict=False)
    assert not unexpected, unexpected
    assert all(name.startswith(("judge.roles", "judge.joined", "judge.heads", "judge.marks")) for name in missing), (
        missing
    )
    network.reader.words.weight.requires_grad_(False)  # words nobody labelled keep their meaning
    network.reader.places.weight.requires_grad_(False)
    return network
