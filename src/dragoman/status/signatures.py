"""What governing words say of the acts they govern: `signatures.toml`, read and applied."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from dragoman.status.outcomes import ACTUAL, OPEN, Outcome, weaker

Complement = Literal["to", "adjective", "noun", "of", "ing", "participle", "that", "object", "subject"]
Said = Outcome | Literal["own", "able", "above"]


@dataclass(frozen=True, slots=True)
class Signature:
    """What a word says of the act it governs, itself affirmed or negated."""

    affirmed: Said
    negated: Said

    @property
    def is_factive(self) -> bool:
        """Whether the act took place in any case (Kiparsky and Kiparsky 1970)."""
        return self.affirmed == self.negated == Outcome.HAPPENED

    def applied(self, above: Outcome, own: Outcome | None, past: bool) -> Outcome:
        """What becomes of an act. above: of the governing word; own: what the clause itself says; past: its tense."""
        said = self.negated if above is Outcome.NEGATED else self.affirmed
        if said == "able":
            said = Outcome.HAPPENED if past or above in OPEN else Outcome.POSSIBLE
        if said == "above":
            return above
        if said == "own":
            return own or (above if above in OPEN else Outcome.HAPPENED)
        if own is Outcome.NEGATED:
            return Outcome.HAPPENED if said is Outcome.NEGATED else Outcome.NEGATED
        if said is Outcome.HAPPENED:
            if self.is_factive:
                return own or Outcome.HAPPENED  # a fact, whatever its tense: "regrets that it will leave"
            return own if own in OPEN else Outcome.HAPPENED if above is Outcome.NEGATED else above
        if said is Outcome.NEGATED:
            unsure = above in {Outcome.POSSIBLE, Outcome.CONDITIONAL, Outcome.DESIRED}
            return above if unsure else Outcome.NEGATED
        return (
            weaker(said, above)
            if above in OPEN and said in OPEN
            else said
            if above in ACTUAL or said in OPEN
            else above
        )


@dataclass(frozen=True, slots=True)
class Signatures:
    """The tables of the file: by complement the signatures by lemma, with a default; lists of words."""

    tables: Mapping[str, Mapping[str, Signature]]
    defaults: Mapping[str, Signature]
    words: Mapping[str, frozenset[str]]

    def of(self, complement: Complement, lemma: str, preposition: str | None = None) -> Signature:
        """The signature of a word for a complement, the one with its preposition first."""
        table = self.tables[complement]
        return (
            table.get(f"{lemma} {preposition}" if preposition else lemma)
            or table.get(lemma)
            or self.defaults[complement]
        )

    def names(self, complement: Complement, lemma: str) -> bool:
        """Whether a word has a signature of its own."""
        return lemma in self.tables[complement]


@lru_cache(maxsize=1)
def signatures() -> Signatures:
    """The shipped tables."""
    read = tomllib.loads((files(__package__) / "signatures.toml").read_text("utf-8"))
    found: dict[str, dict[str, Signature]] = {}
    defaults: dict[str, Signature] = {}
    words: dict[str, frozenset[str]] = {}
    for name, table in read.items():
        if "default" in table:
            defaults[name] = _signature(table.pop("default"))
            found[name] = {word: _signature(key) for key, listed in table.items() for word in listed}
        else:
            words |= {f"{name} {key}": frozenset(listed) for key, listed in table.items()}
    return Signatures(found, defaults, words)


def _signature(key: str) -> Signature:
    affirmed, negated = (_said(part) for part in key.split("/"))
    return Signature(affirmed, negated)


def _said(word: str) -> Said:
    match word:
        case "own" | "able" | "above":
            return word
    return Outcome(word)
