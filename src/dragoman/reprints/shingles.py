"""Texts to hashed words, sentences and shingles, in arrays: no loop over words, so that a corpus takes seconds.

A shingle is three words in a row (Broder, 1997, "On the resemblance and containment of documents"). Sentences that
outlets put around an article ("Reporting by …", "Read more: …") are left out, since they make no two articles alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Places = NDArray[np.int64]

WIDTH = 3  # words in a shingle: longer ones break under editing, shorter ones are shared by strangers

_BASE = 0x9E3779B97F4A7C15 | 1  # odd, so that it has an inverse modulo 2**64
_CHUNK = 100_000  # characters hashed at a time: the arrays stay in the cache
_LONG = 40  # a sentence of more words is no boilerplate, whatever it holds

_PLAIN = (
    ("’", ""),
    ("‘", ""),
    ("“", " "),
    ("”", " "),
    ("–", " "),
    ("—", " "),
    ("…", ". "),
    ("©", " copyright "),
)

# What outlets and agencies put around an article, as runs of two or three words that stories hardly hold.
_BOILERPLATE = (
    "reporting by, editing by, writing by, additional reporting, compiled by, edited by, translated by, our standards, "
    "all rights reserved, rights reserved, read more, read also, also read, see also, related articles, "
    "related stories, related story, more stories, more on this, most read, most popular, top stories, you may also, "
    "you might also, recommended for you, sign up, sign in, log in, subscribe to, subscribe now, become a subscriber, "
    "our newsletter, newsletter for, daily newsletter, email newsletter, free newsletter, weekly newsletter, "
    "click here, tap here, follow us, follow him on, follow her on, follow me on, like us on, join us on, "
    "on facebook and, on twitter and, share this, share on, print this, email this, comment on this, leave a comment, "
    "terms of use, terms of service, terms and conditions, privacy policy, cookie policy, use cookies, accept cookies, "
    "photo by, photograph by, image credit, photo credit, picture by, getty images, file photo, ap photo, afp photo, "
    "contributed to this, contributed reporting, contributed from, associated press writer, associated press writers, "
    "with files from, with agency inputs, with inputs from, inputs from agencies, wire services, news service, "
    "get the latest, download our, download the app, available on our, support our journalism, "
    "support our work, consider donating, make a donation, this article was, this story was, this report was, "
    "this material may, may not be published, broadcast rewritten or, originally published, first published on, "
    "last updated, updated at, published by, republished from, reprinted from, reprinted with, has not been edited, "
    "auto generated from, syndicated feed, thomson reuters trust, watch the video, watch live, listen to the podcast, "
    "continue reading, story continues, article continues, advertisement story, scroll down, "
    "if you have a tip, send tips to, to learn more, for more on, visit our website, go to our"
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Shingles of many texts, end to end. Those of text i are from ``bounds[i]`` to ``bounds[i + 1]``, one a word.

    shingles: the hash of the shingle that begins at each word, running over the ends of sentences; 0 where the text
    ends before it does.
    """

    shingles: Words
    bounds: Places


def shingled(texts: Sequence[str]) -> Corpus:
    """The shingles of texts, boilerplate left out."""
    parts: list[tuple[Words, Places]] = []
    chunk: list[bytes] = []
    size = 0
    for text in texts:
        folded = _folded(text)
        chunk.append(folded)
        size += len(folded)
        if size > _CHUNK:
            parts.append(_chunk(chunk))
            chunk, size = [], 0
    if chunk or not parts:
        parts.append(_chunk(chunk))
    counts = np.concatenate([np.zeros(1, np.int64), *(part[1] for part in parts)])
    return Corpus(np.concatenate([part[0] for part in parts]), np.cumsum(counts))


def _chunk(texts: Sequence[bytes]) -> tuple[Words, Places]:
    """The shingles of texts, and how many each has."""
    words, counts = _words(texts)
    return _shingles(words, np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])), counts


def _folded(text: str) -> bytes:
    """Small letters without accents, and no typographic marks: agencies, outlets and web sites differ in these."""
    text = text.replace("'", "")
    if not text.isascii():
        for mark, plain in _PLAIN:
            if mark in text:
                text = text.replace(mark, plain)
    if text.isascii():  # now most are, which makes the rest fast
        return text.lower().encode()
    return unicodedata.normalize("NFKD", text.lower()).encode("utf-8", "replace")


_LETTER, _STOP, _BLANK, _BREAK = 1, 2, 4, 8


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    """What each byte is. Bytes of letters beyond ASCII count as letters."""
    kinds = np.zeros(256, np.uint8)
    kinds[[*b"abcdefghijklmnopqrstuvwxyz0123456789"]] = _LETTER
    kinds[128:] = _LETTER
    kinds[[*b".!?"]] = _STOP
    kinds[[*b" \t\r"]] = _BLANK
    kinds[[*b"\n\x0b\x0c"]] = _BREAK
    return kinds


@lru_cache(maxsize=2)
def _powers(size: int) -> tuple[Words, Words]:
    """The powers of the base and of its inverse modulo 2**64."""
    steps = np.full((2, size), 1, np.uint64)
    steps[0, 1:] = _BASE
    steps[1, 1:] = pow(_BASE, -1, 2**64)
    up, down = np.cumprod(steps, axis=1, dtype=np.uint64)
    return up, down


def _mixed(values: Words) -> Words:
    """Spread hashes over all bits (the finaliser of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _words(texts: Sequence[bytes]) -> tuple[Words, Places]:
    """The hashes of words, and how many each text has."""
    raw = np.frombuffer(b"\n".join((*texts, b"")) or b"\n", np.uint8)
    kinds = _kinds()[raw]
    letter = np.zeros(len(raw) + 2, np.bool_)
    np.equal(kinds, _LETTER, out=letter[1:-1])
    edges = np.flatnonzero(letter[1:] != letter[:-1])
    starts, ends = edges[::2], edges[1::2]
    up, down = _powers(1 << len(raw).bit_length())
    total = np.zeros(len(raw) + 1, np.uint64)
    np.cumsum(raw * up[: len(raw)], out=total[1:])
    words = _mixed((total[ends] - total[starts]) * down[starts])
    broken = kinds == _BREAK
    broken[:-1] |= (kinds[:-1] == _STOP) & (kinds[1:] >= _BLANK)
    sentences = np.cumsum(broken, dtype=np.int64)[starts]
    texts_end = np.cumsum([len(text) + 1 for text in texts], dtype=np.int64)
    kept = ~_boilerplate(words, sentences)
    counts = np.diff(np.searchsorted(starts[kept], texts_end), prepend=0)
    return words[kept], counts


def _joined(words: Words, width: int) -> Words:
    """The hash of each run of `width` words, by where it begins; the last ones run over the end and are left out."""
    size = max(len(words) - width + 1, 0)
    joined = np.zeros(size, np.uint64)
    for at in range(width):
        joined = (joined + words[at : at + size]) * np.uint64(_BASE)
    return joined ^ (joined >> np.uint64(29))


def _shingles(words: Words, bounds: Places) -> Words:
    shingles = np.zeros(len(words), np.uint64)
    joined = _joined(words, WIDTH)
    shingles[: len(joined)] = joined | np.uint64(1 << 63)
    for back in range(1, WIDTH):
        at = bounds[1:] - back
        shingles[at[at >= bounds[:-1]]] = 0
    return shingles


@lru_cache(maxsize=1)
def _phrases() -> dict[int, tuple[Words, NDArray[np.bool_]]]:
    """The boilerplate's runs of words by length, with a table of their lowest bits that most words fail."""
    byte = [phrase.split() for phrase in _BOILERPLATE.split(", ")]
    found = {}
    for width in (2, 3):
        runs = [_joined(_words_of(phrase), width)[0] for phrase in byte if len(phrase) == width]
        table = np.zeros(1 << 16, np.bool_)
        table[[int(run) & 0xFFFF for run in runs]] = True
        found[width] = np.sort(np.array(runs, np.uint64)), table
    return found


def _words_of(words: Sequence[str]) -> Words:
    """Hashes of single words, as `_words` gives them."""
    up, _ = _powers(64)
    raw = [np.frombuffer(word.encode(), np.uint8) for word in words]
    return _mixed(np.array([(one * up[: len(one)]).sum(dtype=np.uint64) for one in raw], np.uint64))


def _boilerplate(words: Words, sentences: Places) -> NDArray[np.bool_]:
    """Which words stand in a sentence of boilerplate."""
    found: list[Places] = []
    for width, (runs, table) in _phrases().items():
        joined = _joined(words, width)
        maybe = np.flatnonzero(table[(joined & np.uint64(0xFFFF)).astype(np.intp)])
        at = np.searchsorted(runs, joined[maybe])
        hits = maybe[runs[np.minimum(at, len(runs) - 1)] == joined[maybe]]
        found.append(sentences[hits][sentences[hits] == sentences[hits + width - 1]])
    marked = np.concatenate(found)
    if not len(marked):
        return np.zeros(len(words), np.bool_)
    lengths = np.bincount(sentences)
    flags = np.zeros(len(lengths), np.bool_)
    flags[marked] = True
    return (flags & (lengths <= _LONG))[sentences]
