"""Known names in running text: the longest at each place, by a trie of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from dragoman.actors import tables
from dragoman.actors.entries import Person
from dragoman.actors.kb import KnowledgeBase, Named, knowledge
from dragoman.actors.text import fold
from dragoman.model import Span

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-/&+][^\W_]+|['’](?!s\b)[^\W_]+)*\+?")
_KNOWN_BY_FAMILY = 5  # offices.csv: the least weight of an office whose holder is looked for by family name alone
_SINCE = "1990"  # nor is anybody who left office before


def find_names(text: str) -> list[Span]:
    """Spans of known names in a text, leftmost and longest first; see `dragoman.actors.find_names`."""
    trie = _trie()
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
    found: list[Span] = []
    i, count = 0, len(words)
    while i < count:
        node: Any = trie
        j, last = i, 0
        while j < count and (node := node.get(fold(words[j][0]))) is not None:
            j += 1
            if "" in node:
                last = j
        if last:
            start, end = words[i][1], words[last - 1][2]
            found.append(Span(text[start:end], start, end))
        i = last or i + 1
    return found


def forget() -> None:
    """Build the names anew when next asked: the knowledge base has changed."""
    _trie.cache_clear()


@lru_cache(maxsize=1)
def _trie() -> dict[str, Any]:
    """Words of known names, nested; the key '' marks the end of a name."""
    trie: dict[str, Any] = {}
    for name in _names(knowledge()):
        node = trie
        for match in _WORD.finditer(fold(name)):
            node = node.setdefault(match.group(), {})
        if node is not trie:
            node[""] = True
    return trie


def _names(kb: KnowledgeBase) -> Iterator[str]:
    """Names to look for. Not family names that are also words or first names ('May'), which need a title to be sure."""
    doubtful = tables.words("family names that are other words")
    for name, meanings in kb.names.items():
        kinds = {meaning.what for meaning in meanings} - {"adjective", "one"}
        if kinds == {"person"} and (name in doubtful or not _is_sure(kb, name, meanings)):
            continue
        if kinds and not name.startswith(("the ", '"', "'")):
            yield name
    for person in kb.people.values():
        family = person.name.split()[-1]
        weighty = any(kb.offices[service.key].weight >= _KNOWN_BY_FAMILY for service in person.services)
        if len(family) > 2 and family[0].isupper() and family not in doubtful and weighty and _is_recent(person):
            yield family


def _is_sure(kb: KnowledgeBase, name: str, meanings: tuple[Named, ...]) -> bool:
    """Not a single word for a ruler of old ('King', 'Canal')."""
    return " " in name or any(meaning.what == "person" and _is_recent(kb.people[meaning.ref]) for meaning in meanings)


def _is_recent(person: Person) -> bool:
    return any(not service.end or service.end >= _SINCE for service in person.services)
