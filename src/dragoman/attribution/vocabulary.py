"""The words of `words.toml`, with the verbs of speech of the coder's lexicon."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dragoman.coder.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of lemmas by section and name ("verbs saying"), and verbs of speech proper by their stance."""

    lists: dict[str, frozenset[str]]
    speech: frozenset[str]

    def has(self, name: str, lemma: str) -> bool:
        return lemma.lower() in self.lists[name]

    def says(self, lemma: str) -> bool:
        """Whether a verb may take a clause as what is said or thought."""
        return lemma.lower() in self.speech or self.has("verbs saying", lemma)


@lru_cache(maxsize=1)
def words() -> Words:
    """The shipped lists."""
    read = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    lists = {
        f"{section} {name}": frozenset(listed) for section, table in read.items() for name, listed in table.items()
    }
    return Words(lists, frozenset().union(*lexicon().words["speech"].values()))
