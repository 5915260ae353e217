"""Short ways for tests to read a text and to say what the record of it holds."""

from __future__ import annotations

from dragoman.api import read
from dragoman.model import Actor, Event

PUBLISHED = "2026-02-04"


def events(text: str, published: str | None = PUBLISHED) -> list[Event]:
    return list(read(text, published=published).events)


def only(text: str, type_: str | None = None, published: str | None = PUBLISHED) -> Event:
    """The one event of a text, or its one event of a type."""
    found = [event for event in events(text, published) if type_ in {None, event.type}]
    assert len(found) == 1, [told(event) for event in found]
    return found[0]


def countries(actors: tuple[Actor, ...]) -> list[str | None]:
    return [actor.country for actor in actors]


def told(event: Event) -> str:
    """An event in one line, such as "RUS > CHN CONSULT visit future"."""
    sides = "+".join(map(str, countries(event.actors))), "+".join(map(str, countries(event.recipients)))
    return f"{sides[0]} > {sides[1] or '-'} {event.type} {event.mode or '-'} {event.status}"
