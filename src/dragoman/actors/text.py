"""How names are compared: accents, transliterations and typography must not decide who somebody is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TYPOGRAPHY = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "“": '"', "”": '"',
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "ð": "d",
    "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A",
})  # fmt: skip

# Romanisations of one sound, most specific first; applied to lower-case ASCII letters.
_SOUNDS = (
    ("mohammed", "muhamad"), ("mohammad", "muhamad"), ("mohamed", "muhamad"), ("mohamad", "muhamad"),
    ("muhammed", "muhamad"), ("muhammad", "muhamad"), ("mahmoud", "mahmud"), ("hussein", "husain"),
    ("hussain", "husain"), ("tsch", "c"), ("shch", "s"), ("dzh", "j"), ("dj", "j"), ("kh", "h"), ("ph", "f"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("q", "k"), ("yo", "o"), ("x", "ks"), ("w", "v"), ("j", "i"), ("y", "i"),
    ("e", "a"), ("aa", "a"), ("ii", "i"),
)  # fmt: skip

_PARTICLE = re.compile(r"^(?:al|el|as|ash|an|at|ar|ad)[- ](?=\w)|^al(?=-)", re.IGNORECASE)


_VOWELS = re.compile("[aiou]+")
_CONSONANT = re.compile("[^aiou]")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text without accents and with plain quotation marks and hyphens; case is kept."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_TYPOGRAPHY))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("\xa0", " ")


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """A key shared by the spellings of one name: Zelensky, Zelenskyy and Zelenskiy; al-Assad and Assad."""
    bare = _PARTICLE.sub("", fold(name).strip())
    letters = "".join(c for c in bare.lower() if c.isalpha())
    if letters.startswith("hs"):
        letters = "x" + letters[2:]  # Wade-Giles: Hsi is Xi
    if len(letters) < 4:
        return letters  # Lee is not Li
    for old, new in _SOUNDS:
        letters = letters.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", letters)


def alike(one: str, other: str) -> bool:
    """Whether two words are romanisations of one given name: 'Yusuf' and 'Youssef', 'Mostafa' and 'Mustafa'.

    The consonants are the same, and the vowels but for one place; the last sound is the same, as it often tells a man
    from a woman ('Amin' and 'Amina'), and other vowels make another name ('Hassan' and 'Hussein').
    """
    a, b = skeleton(one), skeleton(other)
    if a == b or min(len(a), len(b)) < 4 or a[:1] != b[:1] or a[-1:] != b[-1:]:
        return a == b
    changed = sum(x != y for x, y in zip(_CONSONANT.split(a), _CONSONANT.split(b), strict=False))
    return _VOWELS.sub("", a) == _VOWELS.sub("", b) and changed <= 1


def consonants(name: str) -> str:
    """The skeleton without vowels but a first one, for entries of one person to be joined ('Mohamad' and 'Mehmed')."""
    key = skeleton(name)
    return key[:1] + _VOWELS.sub("", key[1:])


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, for readable ids."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).lower()).strip("-")
