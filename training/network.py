"""The relation model as it is trained: MiniLM below, roles of the spans above, a head for each decision.

The lower layers read a sentence once. For each candidate the upper layers read it again with the places of its actor,
recipient and trigger added to the words, so a sentence with many candidates costs little more than one with few.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, HEADS, LAYERS = 384, 12, 6


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
        weights = torch.softmax(query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + hidden, dim=-1)
        seen = (self.drop(weights) @ value).transpose(1, 2).reshape(n, length, WIDTH)
        words = self.attended(words + self.drop(self.output(seen)))
        widened = nn.functional.gelu(self.widen(words))
        return self.done(words + self.drop(self.narrow(widened)))


class Network(nn.Module):
    """Sentences and candidates → scores.

    sizes: how many answers each decision has, by its name. late: how many layers read the roles.
    """

    def __init__(self, sizes: dict[str, int], late: int = 3, vocabulary: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.embedded = nn.LayerNorm(WIDTH, 1e-12)
        self.lower = nn.ModuleList(Layer() for _ in range(LAYERS - late))
        self.upper = nn.ModuleList(Layer() for _ in range(late))
        self.roles = nn.Parameter(torch.randn(3, WIDTH) * 0.1)
        self.drop = nn.Dropout(0.1)
        self.joined = nn.Linear(4 * WIDTH, 2 * WIDTH)
        self.heads = nn.ModuleList(nn.Linear(2 * WIDTH, size) for size in sizes.values())

    def forward(self, ids: Tensor, mask: Tensor, sentence: Tensor, roles: Tensor) -> tuple[Tensor, ...]:
        """Scores of each candidate, a tensor for each decision in the order of `sizes`.

        ids, mask: (sentences, length); sentence: (candidates,), which sentence each belongs to; roles: (candidates, 3,
        length), 1 where a word is of the actor, the recipient, the trigger.
        """
        hidden = (1.0 - mask[:, None, None, :]) * -1e4
        place = torch.arange(ids.shape[1], device=ids.device)
        words = self.drop(self.embedded(self.words(ids) + self.places(place)))
        for layer in self.lower:
            words = layer(words, hidden)
        words, hidden, mask = words[sentence], hidden[sentence], mask[sentence]
        words = words + torch.einsum("crl,rw->clw", roles, self.roles)
        for layer in self.upper:
            words = layer(words, hidden)
        weights = torch.cat([mask[:, None, :], roles], dim=1)
        weights = weights / weights.sum(dim=2, keepdim=True).clamp(min=1.0)
        pooled = self.drop((weights @ words).reshape(words.shape[0], 4 * WIDTH))
        joined = self.drop(nn.functional.gelu(self.joined(pooled)))
        return tuple(head(joined) for head in self.heads)


def from_minilm(sizes: dict[str, int], folder: Path, late: int = 3) -> Network:
    """A network that begins with the weights of all-MiniLM-L6-v2, in a folder with `model.safetensors`."""
    network, weights = Network(sizes, late), load_file(folder / "model.safetensors")
    renamed = {
        "embeddings.word_embeddings": "words",
        "embeddings.position_embeddings": "places",
        "embeddings.LayerNorm": "embedded",
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
        ours = f"lower.{number}" if number < LAYERS - late else f"upper.{number - LAYERS + late}"
        renamed |= {f"encoder.layer.{number}.{theirs}": f"{ours}.{name}" for theirs, name in inside.items()}
    state = {}
    for theirs, name in renamed.items():
        for end in ("weight", "bias"):
            if f"{theirs}.{end}" in weights:
                state[f"{name}.{end}"] = weights[f"{theirs}.{end}"]
    state["places.weight"] = state["places.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    missing, unexpected = network.load_state_dict(state, strict=False)
    assert not unexpected, unexpected
    assert all(name.startswith(("roles", "joined", "heads")) for name in missing), missing
    network.words.weight.requires_grad_(False)  # words nobody labelled keep their meaning
    network.places.weight.requires_grad_(False)
    return network
