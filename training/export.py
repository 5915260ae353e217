"""Trained weights → the files that ship: ONNX, 8-bit integers, the tokenizer beside them.

python -m training.export build/relation src/dragoman/coder/model
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.batches import Answers, batch
from training.corpus import Sentence, read
from training.examples import Candidate, shown
from training.network import HEADS, MINILM, ROLES, Judge, Layer, Network, Reader
from training.train import load, minilm, tokenizer


class _Attended(torch.autograd.Function):
    """Attention where nothing is hidden, which ONNX Runtime knows as one step."""

    @staticmethod
    def forward(_: Any, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor) -> torch.Tensor:
        return Layer.attend(query, key, value, torch.zeros(1))

    @staticmethod
    def symbolic(graph: Any, *parts: Any) -> Any:
        return graph.op("com.microsoft::MultiHeadAttention", *parts, num_heads_i=HEADS).setType(parts[0].type())


def _attend(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, _: torch.Tensor) -> torch.Tensor:
    attended: torch.Tensor = _Attended.apply(query, key, value)
    return attended


class _Read(torch.nn.Module):
    """The reader on one sentence, whose words are all there."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """ids: (1, length)."""
        read: tuple[torch.Tensor, torch.Tensor] = self.reader(ids, torch.ones(ids.shape))
        return read


class _Judge(torch.nn.Module):
    """The judge on the candidates of one sentence, whose words are all there."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, words: torch.Tensor, roles: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """words: (1, length, width); roles: (candidates, ROLES, length)."""
        words = words.expand(roles.shape[0], -1, -1)
        scores: tuple[torch.Tensor, ...] = self.judge(words, torch.ones_like(words[:, :, 0]), roles)
        return scores


def export(trained: Path, target: Path) -> None:
    """Write `reader.onnx`, `judge.onnx`, `relation.json`, `tokenizer.json` and `background.npy` to a folder.

    trained: a folder that `training.train` wrote.
    """
    meta = json.loads((trained / "relation.json").read_text("utf-8"))
    sizes, network = Answers.of_ontology().sizes, load(trained).eval()
    target.mkdir(parents=True, exist_ok=True)
    np.save(target / "background.npy", _background(network))
    length, candidates = {1: "length"}, {0: "candidates"}
    for layer in (*network.reader.layers, *network.judge.layers):
        layer.attend = _attend
    _write(
        _Read(network.reader), (torch.ones(1, 9, dtype=torch.long),), target / "reader.onnx",
        {"ids": length}, {"early": length, "words": length},
    )  # fmt: skip
    _write(
        _Judge(network.judge), (torch.rand(1, 9, MINILM.width), torch.ones(2, ROLES, 9)), target / "judge.onnx",
        {"words": length, "roles": candidates | {2: "length"}},
        dict.fromkeys(sizes, candidates) | {"marks": candidates | {2: "length"}, "state": candidates},
    )  # fmt: skip
    hashes = [hashlib.sha256((target / name).read_bytes()) for name in ("reader.onnx", "judge.onnx")]
    meta["weights"] = hashlib.sha256(b"".join(one.digest() for one in hashes)).hexdigest()
    (target / "relation.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    shutil.copy(minilm() / "tokenizer.json", target / "tokenizer.json")


@torch.no_grad()
def _background(network: Network, each: int = 15) -> np.ndarray[Any, np.dtype[np.float16]]:
    """What the judge sees in some acts of every type, for the codebooks of users: (acts, 2 * width)."""
    corpus = read(sorted((Path(__file__).parent / "corpus").glob("*.txt"))).sentences
    by_type: dict[str, list[tuple[Sentence, Candidate]]] = {}
    for one in (shown(sentence) for sentence in corpus):
        for act in one.acts:
            if act.event:
                by_type.setdefault(act.event.type, []).append((one.sentence, act))
    chosen = [found for _, acts in sorted(by_type.items()) for found in Random(1).sample(acts, min(each, len(acts)))]
    made = batch(tokenizer(), [(sentence, [act]) for sentence, act in chosen], Answers.of_ontology())
    states: np.ndarray[Any, np.dtype[np.float16]] = (
        network(made.ids, made.mask, made.sentence, made.roles)[-1][: len(chosen)].half().numpy()
    )
    return states


def _write(
    network: torch.nn.Module,
    example: tuple[torch.Tensor, ...],
    path: Path,
    inputs: dict[str, dict[int, str]],
    outputs: dict[str, dict[int, str]],
) -> None:
    """One network as a file, its weights in seven bits of eight: some processors add two products in sixteen bits."""
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            network, example, str(plain), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes=inputs | outputs, opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1},
        )  # fmt: skip
        quantize_dynamic(
            plain, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip


def main() -> None:
    """Export a trained model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    export(options.trained, options.target)


if __name__ == "__main__":
    main()
