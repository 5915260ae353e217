"""Texts that are nearly the same: within the corpus, and between it and other texts, which it must not resemble."""

from __future__ import annotations

import gzip
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

NEAR = 0.6
SHINGLE = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that are nearly the same. `jaccard`: shared share of their character 5-grams, 0 to 1."""

    jaccard: float
    place: str
    text: str
    other_place: str
    other_text: str


@dataclass(slots=True)
class NearIndex:
    """Finds texts alike by the Jaccard index of their character 5-grams; exact, not sampled.

    Two sets of shingles with a Jaccard index of at least `near` must share one of their rarest few (prefix filtering:
    Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins in data cleaning", ICDE 2006).
    """

    texts: Sequence[tuple[str, str]]
    near: float = NEAR
    grams: list[frozenset[str]] = field(init=False)
    rarity: Counter[str] = field(init=False)
    postings: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.grams = [shingles(text) for _, text in self.texts]
        self.rarity = Counter(gram for grams in self.grams for gram in grams)
        self.postings = defaultdict(list)
        for number, grams in enumerate(self.grams):
            for gram in self.prefix(grams):
                self.postings[gram].append(number)

    def prefix(self, grams: frozenset[str]) -> list[str]:
        """The rarest shingles, as many as any near neighbour must share one of."""
        rarest = sorted(grams, key=lambda gram: (self.rarity[gram], gram))
        return rarest[: len(grams) - ceil(self.near * len(grams)) + 1] if grams else []

    def like(self, grams: frozenset[str]) -> Iterator[tuple[int, float]]:
        """Numbers of the indexed texts that are near to these shingles, with their Jaccard index."""
        candidates = {number for gram in self.prefix(grams) for number in self.postings.get(gram, ())}
        for number in sorted(candidates):
            shared = len(grams & self.grams[number])
            jaccard = shared / (len(grams) + len(self.grams[number]) - shared)
            if jaccard >= self.near:
                yield number, jaccard

    def within(self) -> Iterator[Pair]:
        """Pairs of indexed texts."""
        for number, (place, text) in enumerate(self.texts):
            for other, jaccard in self.like(self.grams[number]):
                if other < number:
                    yield Pair(jaccard, place, text, *self.texts[other])

    def against(self, place: str, pieces: Iterable[str]) -> Iterator[Pair]:
        """Pairs of an indexed text and one of the pieces."""
        for piece in pieces:
            for number, jaccard in self.like(shingles(piece)):
                yield Pair(jaccard, *self.texts[number], place, piece)


def plain(text: str) -> str:
    """Lower-case words and figures only, so that spelling of signs and spaces does not hide a likeness."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def shingles(text: str) -> frozenset[str]:
    """The character 5-grams of the plain text; a shorter text is its own shingle; none for the empty text."""
    words = plain(text)
    return frozenset(words[at : at + SHINGLE] for at in range(max(1, len(words) - SHINGLE + 1))) - {""}


def texts_of(path: Path) -> Iterator[str]:
    """The text of a file, or of each file of a compressed archive; bytes that are no UTF-8 are passed over."""
    if path.name.endswith((".tar.gz", ".tgz")):
        with tarfile.open(path) as archive:
            for member in archive:
                if handle := archive.extractfile(member):
                    yield handle.read().decode("utf-8", "ignore")
    elif path.suffix == ".gz":
        yield gzip.decompress(path.read_bytes()).decode("utf-8", "ignore")
    else:
        yield path.read_bytes().decode("utf-8", "ignore")


def pieces_of(text: str) -> set[str]:
    """What may be a sentence in a text of any layout: its fields, and its running words, both cut at sentence ends.

    Columns with one word a line (CoNLL, token elements of XML) are joined by column, so that their sentences are seen.
    """
    bare = re.sub(r"<[^>]*>", "\t", text)
    columns: dict[int, list[str]] = defaultdict(list)
    fields: list[str] = []
    for line in bare.splitlines():
        for at, cell in enumerate(re.split(r'\t+|"', line)):
            fields.append(cell)
            columns[at].append(cell)
    joined = [" ".join(cells) for cells in columns.values()] + [" ".join(bare.split())]
    cut = (piece for run in (*fields, *joined) for piece in re.split(r"(?<=[.!?])[\s\"'”’]+", run))
    return {piece for piece in cut if 20 <= len(piece) <= 600}


def near(texts: Sequence[tuple[str, str]], against: Iterable[Path] = ()) -> list[Pair]:
    """Pairs with a Jaccard index of at least 0.6, the most alike first: within the texts, and with sentences of files.

    texts: where each stands, and the text itself.
    """
    index = NearIndex(texts)
    pairs = list(index.within())
    for path in against:
        for text in texts_of(path):
            pairs += index.against(str(path), pieces_of(text))
    return sorted(pairs, key=lambda pair: (-pair.jaccard, pair.place, pair.other_place))
