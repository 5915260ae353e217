"""The files that ship → weights to go on from, where those that they were made of are gone.

    python -m training.restore src/dragoman/coder/model build/before

They come back as eight bits left them: scores on the sentences held back differ by 0.003 at most.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.batches import Answers
from training.network import Network


def restore(shipped: Path, target: Path) -> None:
    """Write `weights.pt` and `relation.json` to a folder. shipped: a folder that `training.export` wrote."""
    network = Network(Answers.of_ontology().sizes)
    found = {
        f"{part}.{name}": weight
        for part in ("reader", "judge")
        for name, weight in _weights(shipped / f"{part}.onnx", part).items()
    }
    network.load_state_dict(found)
    target.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), target / "weights.pt")
    shutil.copy(shipped / "relation.json", target / "relation.json")


def _weights(file: Path, part: str) -> dict[str, Tensor]:
    """The weights of one network by their names in it. part: what it is called in the wrapper that was exported."""
    graph = onnx.load(file).graph
    held = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in graph.initializer}
    found = {
        name.removeprefix(f"{part}."): weight for name, weight in held.items() if "_" not in name.rsplit(".", 1)[-1]
    }
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1].removesuffix("_quantized")
            within = node.name.removeprefix("/").removeprefix(f"{part}/").rsplit("/", 1)[0]
            found[f"{within.replace('/', '.')}.weight"] = _unpacked(held, name).T.contiguous()
        elif node.op_type == "Gather" and node.input[0].endswith(".weight_quantized"):
            name = node.input[0].removesuffix("_quantized")
            found[name.removeprefix(f"{part}.")] = _unpacked(held, name)
    return found


def _unpacked(held: dict[str, Tensor], name: str) -> Tensor:
    """A matrix as its integers tell it."""
    whole, zero, scale = (held[f"{name}_{part}"].float() for part in ("quantized", "zero_point", "scale"))
    return (whole - zero) * scale


def main() -> None:
    """Restore shipped weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shipped", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    restore(options.shipped, options.target)


if __name__ == "__main__":
    main()
