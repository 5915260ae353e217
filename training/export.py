"""Trained weights → the file that ships: ONNX, 8-bit integers, the tokenizer beside it.

python -m training.export build/relation src/dragoman/coder/model
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import Network
from training.train import Answers, minilm

INPUTS = ("ids", "mask", "sentence", "roles")


def export(trained: Path, target: Path) -> None:
    """Write `relation.onnx`, `relation.json` and `tokenizer.json` to a folder.

    trained: a folder that `training.train` wrote.
    """
    meta = json.loads((trained / "relation.json").read_text("utf-8"))
    sizes = Answers.of_ontology().sizes
    network = Network(sizes, meta["late"]).eval()
    network.load_state_dict(torch.load(trained / "weights.pt"))
    example = (
        torch.ones(2, 9, dtype=torch.long),
        torch.ones(2, 9),
        torch.tensor([0, 1, 1]),
        torch.nn.functional.one_hot(torch.tensor([[1, 2, 3]] * 3), 9).float(),
    )
    plain = trained / "relation.onnx"
    axes = {
        "ids": {0: "sentences", 1: "length"},
        "mask": {0: "sentences", 1: "length"},
        "sentence": {0: "candidates"},
        "roles": {0: "candidates", 2: "length"},
    }
    torch.onnx.export(
        network, example, str(plain), input_names=list(INPUTS), output_names=list(sizes),
        dynamic_axes=axes | {name: {0: "candidates"} for name in sizes}, opset_version=17, dynamo=False,
    )  # fmt: skip
    target.mkdir(parents=True, exist_ok=True)
    quantize_dynamic(  # seven bits of eight: processors without VNNI add two products in sixteen bits
        plain, target / "relation.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
    )
    meta["weights"] = hashlib.sha256((target / "relation.onnx").read_bytes()).hexdigest()
    (target / "relation.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    shutil.copy(minilm() / "tokenizer.json", target / "tokenizer.json")


def main() -> None:
    """Export a trained model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    export(options.trained, options.target)


if __name__ == "__main__":
    main()
