"""Weights of several runs → their mean, which tells unseen sentences better than any of them.

    python -m training.mean build/mean build/before:0.5 build/after:0.5

For runs that begin one from the other (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models", "Model soups").
Temperatures and scores are fitted again: `training.train --begin build/mean --epochs 0 --out build/mean`.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import torch


def mean(shares: Mapping[Path, float], target: Path) -> None:
    """Write the mean weights. shares: how much each folder's weights count; they should sum to 1."""
    runs = [(torch.load(folder / "weights.pt", map_location="cpu"), share) for folder, share in shares.items()]
    whole = {name: sum(share * weights[name].float() for weights, share in runs) for name in runs[0][0]}
    target.mkdir(parents=True, exist_ok=True)
    torch.save(whole, target / "weights.pt")


def main() -> None:
    """Take the mean."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("runs", nargs="+", metavar="FOLDER:SHARE")
    options = parser.parse_args()
    try:
        shares = {Path(folder): float(share) for folder, _, share in (run.rpartition(":") for run in options.runs)}
    except ValueError:
        parser.error("each run is a folder and its share, such as build/before:0.5")
    if abs(sum(shares.values()) - 1) > 1e-6:
        parser.error(f"the shares sum to {sum(shares.values()):g} and not to 1")
    mean(shares, options.target)


if __name__ == "__main__":
    main()
