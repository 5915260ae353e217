"""Make `src/dragoman/linking/words.tsv.gz` from WordNet 3.0 and from the words of our own training corpus.

    python scripts/build_words.py WORDNET_FOLDER

The folder holds WordNet's data.*, index.*, *.exc and cntlist.rev (the Debian package wordnet-base has them). Rows:
a tag, a word, and what the tag says of it:

    f  word  count                how many passages of the training corpus hold it, by its base form
    x  form  base                 an irregular form ("shot" → "shoot")
    w  word  synset:weight ...    what it can mean, weights in hundredths: how often it means that in WordNet's counted
                                  texts; discounted, what those senses are derived from or are kinds of
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.linking import words
from training.corpus import read

_OUT = Path(__file__).parents[1] / "src" / "dragoman" / "linking" / "words.tsv.gz"
_CORPUS = Path(__file__).parents[1] / "training" / "corpus"
# Nouns for acts, events, phenomena, processes, communication, states, possession, feelings and motives.
_HAPPENINGS = {"04", "11", "19", "22", "10", "26", "21", "12", "16"}
_POS = {"v": "verb", "n": "noun", "a": "adj"}
_SENSES, _LEAST = 5, 0.05
# By kind of pointer: derived from, verb group, attribute, causes, entails, kind of.
_NEAR = {"+": 0.9, "$": 0.9, "=": 0.8, ">": 0.7, "*": 0.5, "@": 0.5}

Synset = tuple[str, str]


@dataclass(frozen=True)
class Entry:
    """A synset: its lexicographer's file, its words, and what it points to by kind of pointer."""

    file: str
    words: tuple[str, ...]
    pointers: tuple[tuple[str, Synset], ...]


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[1])
    synsets = {key: entry for pos in _POS for key, entry in _synsets(folder, pos)}
    rows = [*_irregular(folder), *_meanings(folder, synsets)]
    rows += _frequencies(words.read("\t".join(row) for row in rows))
    text = "".join("\t".join(row) + "\n" for row in rows)
    _OUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(rows)} rows, {_OUT.stat().st_size} bytes")


def _synsets(folder: Path, pos: str) -> Iterator[tuple[Synset, Entry]]:
    for line in (folder / f"data.{_POS[pos]}").read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.partition("|")[0].split()
        words = tuple(fields[4 + 2 * i].lower() for i in range(int(fields[3], 16)))
        at = 4 + 2 * len(words)
        pointers = [fields[at + 1 + 4 * i : at + 5 + 4 * i] for i in range(int(fields[at]))]
        yield (pos, fields[0]), Entry(fields[1], words, tuple((p[0], (p[2].replace("s", "a"), p[1])) for p in pointers))


def _frequencies(known: words.Words) -> Iterator[tuple[str, ...]]:
    counts = Counter(
        term
        for sentence in read(sorted(_CORPUS.glob("*.txt"))).sentences
        for term in {known.base(token.text) for token in words.tokens(sentence.text)}
    )
    yield from (("f", term, str(count)) for term, count in sorted(counts.items()) if count > 4)


def _irregular(folder: Path) -> Iterator[tuple[str, ...]]:
    for pos in ("verb", "noun"):
        for line in (folder / f"{pos}.exc").read_text("latin-1").splitlines():
            form, *bases = line.split()
            if "_" not in form:
                yield "x", form, bases[0]


def _meanings(folder: Path, synsets: dict[Synset, Entry]) -> Iterator[tuple[str, ...]]:
    meanings: dict[str, dict[Synset, float]] = defaultdict(dict)
    for (pos, word), senses in _senses(folder).items():
        for synset, share in senses.items():
            if pos == "n" and synsets[synset].file not in _HAPPENINGS:
                continue
            around = list(_around(synset, synsets))
            if pos == "a" and len(around) < 2:
                continue
            for meant, weight in around:
                meanings[word][meant] = max(meanings[word].get(meant, 0), share * weight)
    used = Counter(meant for weights in meanings.values() for meant in weights)
    numbers = {meant: str(number) for number, meant in enumerate(sorted(m for m, n in used.items() if n > 1))}
    for word, weights in sorted(meanings.items()):
        kept = {numbers[m]: round(100 * w) for m, w in sorted(weights.items()) if m in numbers and w >= _LEAST}
        if kept:
            yield "w", word, " ".join(f"{number}:{weight}" for number, weight in kept.items())


def _senses(folder: Path) -> dict[tuple[str, str], dict[Synset, float]]:
    """The first senses of each word with the share of each among its uses; senses never counted have a small one."""
    counts: Counter[tuple[str, str, int]] = Counter()
    for line in (folder / "cntlist.rev").read_text("latin-1").splitlines():
        key, number, count = line.split()
        word, _, rest = key.partition("%")
        if rest[0] == "4":
            continue  # adverbs
        counts[{"1": "n", "2": "v", "3": "a", "5": "a"}[rest[0]], word, int(number)] = int(count)
    found = {}
    for pos in _POS:
        for line in (folder / f"index.{_POS[pos]}").read_text("latin-1").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split()
            offsets = fields[-int(fields[2]) :]
            uses = [counts[pos, fields[0], number] + 1 / number for number in range(1, len(offsets) + 1)]
            whole = sum(uses)
            found[pos, fields[0]] = {
                (pos, offset): use / whole for offset, use in list(zip(offsets, uses, strict=True))[:_SENSES]
            }
    return found


def _around(synset: Synset, synsets: dict[Synset, Entry]) -> Iterator[tuple[Synset, float]]:
    yield synset, 1.0
    for kind, other in synsets[synset].pointers:
        if kind in _NEAR and other in synsets:
            yield other, _NEAR[kind]


if __name__ == "__main__":
    main()
