"""Labelled sentences → tensors: what the network is shown and the right answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from random import Random

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor
from torch.utils.data import Dataset

from dragoman.model import Span, Status
from training.corpus import Sentence, ontology
from training.examples import Candidate, Marks, shown
from training.frames import UNKNOWN
from training.vary import varied

NONE = "none"
NOTHING = -100  # what torch leaves out of a loss

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
        if not (candidate.judged and candidate.known):
            return [NOTHING] * 5
        if event is None:
            return [0, NOTHING, NOTHING, NOTHING, NOTHING]
        return [
            self.types.index(event.type),
            NOTHING if event.mode == UNKNOWN else self.modes.index(f"{event.type}:{event.mode or '-'}"),
            self.statuses.index(event.status),
            int(candidate.mutual),
            int(event.historical),
        ]

    def about(self, candidate: Candidate) -> list[float]:
        """1 for each context that is right, 0 for the others."""
        if candidate.contexts is None:
            return [NOTHING] * len(self.contexts)
        return [float(name in candidate.contexts) for name in self.contexts]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some sentences and their candidates: see `Network.forward`.

    answers: (candidates, decisions); contexts: (candidates, contexts); marks: shaped as roles; judged: (candidates,),
    whether decisions are asked, known: (candidates,), whether the answers are.
    """

    ids: Tensor
    mask: Tensor
    sentence: Tensor
    roles: Tensor
    answers: Tensor
    contexts: Tensor
    marks: Tensor
    judged: Tensor
    known: Tensor

    def to(self, device: str) -> Batch:
        """The same on another device."""
        return Batch(*(getattr(self, one.name).to(device, non_blocking=True) for one in fields(self)))


_ASKED_NOTHING = {
    "sentence": 0, "roles": 0, "answers": NOTHING, "contexts": NOTHING, "marks": NOTHING, "judged": False,
    "known": False,
}  # fmt: skip


def batch(tokenizer: Tokenizer, drawn: Drawn, answers: Answers) -> Batch:
    """Sentences and candidates as tensors."""
    encodings = tokenizer.encode_batch([sentence.text for sentence, _ in drawn])
    length = _round(max(len(encoding.ids) for encoding in encodings), 16)
    ids, mask = torch.zeros(len(drawn), length, dtype=torch.long), torch.zeros(len(drawn), length)
    which: list[int] = []
    roles, marks = list[Tensor](), list[Tensor]()
    right, about = list[list[int]](), list[list[float]]()
    asked = list[tuple[bool, bool]]()
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
            asked.append((candidate.judged, candidate.known))
    judged, known = torch.tensor(asked).unbind(1)
    made = Batch(
        ids, mask, torch.tensor(which), torch.stack(roles), torch.tensor(right), torch.tensor(about),
        torch.stack(marks), judged, known,
    )  # fmt: skip
    return _filled(made, _round(len(which), 16) - len(which))


def _round(number: int, to: int) -> int:
    """Up to a multiple: processors make a new plan for every size that they have not seen."""
    return -(-number // to) * to


def _filled(made: Batch, more: int) -> Batch:
    """The same with some more candidates, of the first sentence, that are asked nothing."""
    return replace(
        made,
        **{
            name: torch.cat([whole := getattr(made, name), whole.new_full((more, *whole.shape[1:]), empty)])
            for name, empty in _ASKED_NOTHING.items()
        },
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
        return torch.full((length,), float(NOTHING))
    right = _places(encoding, marks.right, length)
    right[(right == 0) & (_places(encoding, marks.open, length) == 1)] = NOTHING
    right[len(encoding.ids) :] = NOTHING
    return right


class Draws(Dataset[Batch]):
    """The batches of one round: sentences of like length together, in an order of chance, each varied by chance.

    right, wrong: at most so many pairs of each kind a sentence; part: (rank, number of workers), which take turns;
    vary: whether states change places.
    """

    def __init__(
        self, data: Sequence[Sentence], tokenizer: Tokenizer, seed: str, size: int = 16, right: int = 2,
        wrong: int = 2, part: tuple[int, int] = (0, 1), vary: bool = True,
    ) -> None:  # fmt: skip
        random = Random(seed)
        order = sorted(data, key=lambda one: len(one.text) + random.uniform(-15, 15))
        self._groups = [order[i : i + size] for i in range(0, len(order), size)]
        random.shuffle(self._groups)
        self._tokenizer, self._answers, self._seed = tokenizer, Answers.of_ontology(), seed
        self._right, self._wrong, self._part, self._vary = right, wrong, part, vary

    def __len__(self) -> int:
        return len(self._groups)

    def __getitem__(self, number: int) -> Batch:
        if number >= len(self._groups):
            raise IndexError(number)
        rank, workers = self._part
        random = Random(f"{self._seed} {number} {rank}")
        group = self._groups[number][rank::workers] or self._groups[number][:1]
        seen = [shown(varied(one, random) if self._vary else one) for one in group]
        return batch(
            self._tokenizer, [(one.sentence, one.draw(random, self._right, self._wrong)) for one in seen], self._answers
        )
