"""The people of the knowledge base: who they are, and what they held when."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.actors.text import skeleton, slug
from dragoman.model import Gender


class Service(NamedTuple):
    """Somebody's time in an office, as stored: `place` is an ISO code or the name of an organisation."""

    key: str
    label: str
    place: str
    start: str
    end: str
    source: str

    def covers(self, on: str) -> bool:
        return self.start <= on and (not self.end or on <= self.end)


class Person(NamedTuple):
    """Somebody with what they held. families: keys of the family names they are found under; see `family_keys`."""

    actor_id: str
    name: str
    families: tuple[str, ...]
    gender: Gender | None
    aliases: tuple[str, ...]
    services: tuple[Service, ...]


def family_keys(family: str) -> tuple[str, ...]:
    """The keys under which a family name is found: whole, the last word of 'bin X', the first of 'Pérez Molina'."""
    words = family.split()
    keys = [skeleton(family)]
    if len(words) > 1 and words[0][0].islower():
        keys.append(skeleton(words[-1]))
    elif len(words) > 1 and len(words[0]) > 3:
        keys.append(skeleton(words[0]))
    return tuple(dict.fromkeys(key for key in keys if key))


def person_id(place: str, name: str, qid: str = "") -> str:
    """A Wikidata id where it is certain, else a readable one: 'person:rus:yuri-ushakov'."""
    return qid or f"person:{slug(place) or '-'}:{slug(name)}"
