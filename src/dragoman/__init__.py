"""Dragoman: reports as an accountable record of who did what to whom, and who says so.

    import dragoman
    record = dragoman.read("text …", published="2026-02-04", outlet="…")
    dragoman.relate(sentence, actor="Iran", recipient="the UN")
    dragoman.resolve("Foreign Minister Penny Wong", on="2024-03-01")
    store = dragoman.open("relations.duckdb")

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.actors import resolve as resolve
    from dragoman.api import dates as dates
    from dragoman.api import open as open  # noqa: A004 - DESIGN names it so: `dragoman.open`, as `gzip.open`
    from dragoman.api import read as read
    from dragoman.api import relate as relate
    from dragoman.attribution import attributions as attributions
    from dragoman.errors import DragomanError as DragomanError
    from dragoman.geo import locate as locate
    from dragoman.geo import places as places
    from dragoman.linking import link as link
    from dragoman.model import Actor as Actor
    from dragoman.model import Commitment as Commitment
    from dragoman.model import Event as Event
    from dragoman.model import Record as Record
    from dragoman.model import Report as Report
    from dragoman.model import Status as Status
    from dragoman.readouts import compare as compare
    from dragoman.reprints import duplicates as duplicates
    from dragoman.status import factuality as factuality
    from dragoman.store import Store as Store
    from dragoman.timex import timexes as timexes

_HOMES = {
    "Actor": "model",
    "Commitment": "model",
    "DragomanError": "errors",
    "Event": "model",
    "Record": "model",
    "Report": "model",
    "Status": "model",
    "Store": "store",
    "attributions": "attribution",
    "compare": "readouts",
    "dates": "api",
    "duplicates": "reprints",
    "factuality": "status",
    "link": "linking",
    "locate": "geo",
    "open": "api",
    "places": "geo",
    "read": "api",
    "relate": "api",
    "resolve": "actors",
    "timexes": "timex",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(f"dragoman.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__doc__", "__name__"]
