"""Who a phrase means, as of a date: states, office holders, organisations, armed groups, roles.

``resolve`` is the way in; the rest serves callers who look at a phrase piece by piece. Data and tables are read from
the package on first use, and the user's own table where there is one. Where the facts come from, and what is missing:
docs/actors.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dragoman.actors import additions, people
from dragoman.actors.entities import state_actor
from dragoman.actors.find import find_names as _find_names
from dragoman.actors.find import forget as _forget_names
from dragoman.actors.kb import knowledge
from dragoman.actors.kb import lay_over as _lay_over
from dragoman.actors.memberships import bloc_of
from dragoman.actors.resolver import resolve_phrase
from dragoman.actors.tables import Role
from dragoman.actors.text import fold
from dragoman.errors import BadDateError
from dragoman.model import Actor, Span, Tenure

__all__ = ["Role", "find_names", "members", "nationality", "resolve", "role", "state", "tenure", "use"]


def resolve(phrase: str, on: date | str | None = None, *, context: Sequence[Actor] = ()) -> Actor | None:
    """The actor that a noun phrase means on a day, or None where it means no actor or nobody can say who.

    phrase: words as found, with determiner, numerals, nationality, office and name in any usual order.
    on: the day whose office holders are meant, as a date or ISO text; None leaves offices unfilled ("prime minister of
        the United Kingdom") and takes a bare name as of the knowledge base's own date.
    context: actors of the same report; where they share one state, a phrase without a state of its own may take it, at
        a lower p.

    The actor's `rule` says how it was found, `p` how sure that is (set by hand, not yet calibrated) and `rivals` who
    else it could be, likeliest first.

    Raises:
        BadDateError: `on` is text but no ISO date.
    """
    countries = {actor.country for actor in context if actor.country}
    here = countries.pop() if len(countries) == 1 else None
    return resolve_phrase(phrase, _iso(on), here)


def _iso(on: date | str | None) -> str | None:
    if isinstance(on, str):
        try:
            return date.fromisoformat(on[:10]).isoformat()
        except ValueError:
            raise BadDateError(f"{on!r} is no date; write it as 2026-02-04. Nothing was resolved.") from None
    return None if on is None else on.isoformat()[:10]


def use(*tables: str | Path) -> None:
    """Lay CSV tables of actors over the facts of the package in this process; without any, only the user's own stays.

    Their format, and where the user's own table lies: docs/actors.md.

    Raises:
        InputError: a table is off, and none is in force.
    """
    paths = [Path(table) for table in tables]
    for path in paths:
        additions.read(path)
    _lay_over(paths)
    resolve_phrase.cache_clear()
    people.forget()
    _forget_names()


def find_names(text: str) -> list[Span]:
    """Known names, metonyms, acronyms and demonyms in a text, leftmost and longest first; case matters, accents do not.

    Offsets are code points of `text`. A span need not be an actor here: resolve it with the words around it.
    """
    return _find_names(text)


def nationality(word: str) -> str | None:
    """ISO 3166-1 alpha-3 of the state that an adjective, demonym, state's or capital's name belongs to, or None.

    Parts of states give their state ('Scottish' is GBR), as PLOVER folds them in.
    """
    for meaning in knowledge().names.get(fold(word).removesuffix("'s"), ()):
        if meaning.country and meaning.what not in ("organisation", "person"):
            return meaning.country
    return None


def role(word: str) -> Role | None:
    """What a head noun says about who it names: sector, kind, gender. Singular or plural, any case; None if none."""
    return knowledge().roles.get(fold(word).lower())


def state(iso3: str) -> Actor:
    """A state by its ISO 3166-1 alpha-3 code (KOS for Kosovo).

    Raises:
        KeyError: there is no such state in the knowledge base.
    """
    return state_actor(knowledge(), iso3)


def members(body: str, on: date | str | None = None) -> tuple[str, ...] | None:
    """Who belongs to an international organisation on a day: ISO 3166-1 alpha-3 codes; None where nobody knows.

    body: a name of it ("NATO", "the Arab League"); on: as for `resolve`; None is the knowledge base's own date. A time
    known to the year or month only is taken whole; where each fact is from: docs/actors.md.

    Raises:
        BadDateError: `on` is text but no ISO date.
    """
    found = resolve_phrase(body, day := _iso(on), None)
    bloc = bloc_of(found.actor_id) if found else None
    return bloc.members(date.fromisoformat(day) if day else knowledge().as_of) if bloc else None


def tenure(actor: Actor, on: date | str | None = None) -> Tenure | None:
    """The time in office by which a known person was resolved on a day; None for other actors, or before any office."""
    kb, day = knowledge(), _iso(on) or knowledge().as_of.isoformat()
    person = kb.people.get(actor.actor_id)
    services = [service for service in person.services if service.start <= day] if person else []
    held = [kb.tenure(service, day) for service in services]
    fitting = [one for one in held if actor.office in (one.office, f"former {one.office}")]
    return max(fitting, key=lambda one: one.start or date.min, default=None)
