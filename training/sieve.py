"""Fit the sieve on the model that ships: which sentences hold no act, by the reader's states of their words.

    python -m training.sieve [src/dragoman/coder/model/sieve.npz]

To be run after every `training.export`, else the model goes without. It learns from what the judge notices in sentences
of the corpus, three and a half minutes on two cores. Its threshold lets through all but one in a thousand of the
sentences held back in which the judge notices an act.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import nn

from dragoman.coder import may_tell
from dragoman.coder.relation import Reading, _model, weights
from dragoman.coder.sieve import Sieve, States
from training.corpus import is_held_back, read

_FOLDER = Path(__file__).parent
_HIDDEN = 32  # so narrow that a product stays on one thread
_SENTENCES = 34000
_LOST = 0.001
_EPOCHS, _WORDS = 16, 2048


def learnt(readings: Iterable[Reading], seed: int = 7) -> tuple[States, States, States]:
    """`into`, `bias` and `out` of a sieve that tells what the judge notices."""
    seen = [(reading.words[0][1:-1].astype(np.float16), reading.marks.p[1:-1]) for reading in readings]
    states = torch.from_numpy(np.concatenate([_beside_mean(words) for words, _ in seen]))
    noticed = torch.from_numpy(np.concatenate([p for _, p in seen]))
    torch.manual_seed(seed)
    network = nn.Sequential(nn.Linear(states.shape[1], _HIDDEN), nn.ReLU(), nn.Linear(_HIDDEN, 1, bias=False))
    optimizer = torch.optim.Adam(network.parameters(), 2e-3)
    for _ in range(_EPOCHS):
        for chosen in torch.randperm(len(states)).split(_WORDS):
            right = noticed[chosen]
            scores = network(states[chosen].float())[:, 0]
            loss = nn.functional.binary_cross_entropy_with_logits(scores, right, weight=1 + 4 * right)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    into, bias, out = (weight.detach().numpy() for weight in network.parameters())
    return into.T.copy(), bias, out[0]


def _beside_mean(words: States) -> States:
    """The states of the words of a sentence, and beside each the mean of all: (n, 2 * width)."""
    return np.hstack([words, np.broadcast_to(words.mean(axis=0), words.shape)])


def threshold(sieve: Sieve, readings: Sequence[Reading]) -> float:
    """What passes all but a few of the sentences that may tell an event."""
    tops = [sieve.scores(reading.words[0][1:-1]).max() for reading in readings if may_tell(reading)]
    return float(sorted(tops)[round(_LOST * len(tops))])


def main() -> None:
    """Fit, tell what is dropped, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    target = _FOLDER.parent / "src" / "dragoman" / "coder" / "model" / "sieve.npz"
    parser.add_argument("target", type=Path, nargs="?", default=target)
    options = parser.parse_args()
    _model().sieve = None
    corpus = [one.text for one in read(sorted((_FOLDER / "corpus").glob("*.txt"))).sentences]
    held = [text for text in corpus if is_held_back(text)]
    rest = Random(7).sample(sorted(set(corpus) - set(held)), _SENTENCES)
    into, bias, out = learnt(map(Reading, rest))
    readings = [Reading(text) for text in held]
    least = threshold(Sieve(into, bias, out, 0.0), readings)
    sieve = Sieve(into, bias, out, least)
    np.savez(options.target, into=into, bias=bias, out=out, least=np.float32(least), weights=np.array(weights()))
    idle = [reading for reading in readings if not may_tell(reading)]
    dropped = sum(not sieve.passes(reading.words[0][1:-1]) for reading in idle)
    print(f"{len(readings)} sentences held back, {len(idle)} without an act, {dropped} of these dropped")


if __name__ == "__main__":
    main()
