"""What the resolver does not know in a corpus: names that it makes nobody of, most frequent first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.actors import nationality
from dragoman.actors.resolver import resolve_phrase
from dragoman.model import Report
from dragoman.parse import find_names, parse
from dragoman.passages import sentences

_KINDS = frozenset(("PERSON", "ORG", "NORP"))
_ARTICLE = re.compile(r"^(?:the|a|an) |['’]s?$", re.IGNORECASE)


@dataclass(slots=True)
class Gap:
    """A name that nobody is found for: how often it stands in the corpus, and the first sentence that has it."""

    name: str
    kind: str
    count: int
    published: date | None
    example: str


def gaps(reports: Iterable[Report]) -> list[Gap]:
    """Names of people and organisations that nobody is found for on their report's day, most frequent first."""
    found: dict[str, Gap] = {}
    for report in reports:
        for name, kind, sentence in _names(report.text):
            day = report.published.isoformat() if report.published else None
            if name in found:
                found[name].count += 1
            elif resolve_phrase(name, day, None) is None and not nationality(name):
                found[name] = Gap(name, kind, 1, report.published, sentence)
    return sorted(found.values(), key=lambda gap: (-gap.count, gap.name))


def _names(text: str) -> Iterator[tuple[str, str, str]]:
    """The names of a text, each with its kind (PERSON, ORG, NORP) and sentence."""
    docs = list(parse(part.text for part in sentences(text)))
    find_names(docs)
    for doc in docs:
        for entity in doc.ents:
            name = _ARTICLE.sub("", entity.text.strip())
            if entity.label_ in _KINDS and any(letter.isalpha() for letter in name):
                yield name, entity.label_, " ".join(doc.text.split())
