"""The actors that known names stand for: states of today and of old, organisations, regions, capitals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.actors import people, tables
from dragoman.actors.kb import KnowledgeBase, Named
from dragoman.actors.text import slug
from dragoman.model import Actor

_TOWNS_TOO = tables.words("towns and provinces")  # by themselves the place, not who governs it


def day_of(kb: KnowledgeBase, on: str | None) -> str:
    return on or kb.as_of.isoformat()


def bodies_named(meanings: Iterable[Named], country: str | None) -> tuple[Named, ...]:
    """The organisations that a name can mean, those of the given state first, else in the order of the table."""
    found = [meaning for meaning in meanings if meaning.what == "organisation"]
    return tuple(sorted(found, key=lambda meaning: meaning.country != country))


def state_actor(kb: KnowledgeBase, iso3: str) -> Actor:
    return Actor(f"state:{iso3}", kb.states[iso3].name, iso3, "GOV", None, 0.95, "state", None, (), "state")


def _state_of_old(kb: KnowledgeBase, name: str) -> Actor | None:
    """A state that is no more, under its own name and the code that it is folded into."""
    iso3, last = tables.historical().get(name, ("", ""))
    return (
        replace(state_actor(kb, iso3), name=name, rule=f"state that ended on {last}, coded as {iso3}") if iso3 else None
    )


def _body_actor(kb: KnowledgeBase, ref: str, on: str | None) -> Actor:
    body = kb.organisations[ref]
    sector = kb.sector_on(ref, day_of(kb, on))
    return Actor(f"org:{slug(body.name)}", body.name, body.country, sector, None, 0.95, body.kind, None,
                 body.other_sectors, "name of an organisation")  # fmt: skip


def _one_of(actors: list[Actor]) -> Actor:
    """The first of several bodies of one name, the others as its rivals."""
    if len(actors) == 1:
        return actors[0]
    rest = tuple(replace(actor, p=round(0.35 / (len(actors) - 1), 3)) for actor in actors[1:])
    return replace(actors[0], p=0.6, rivals=rest, rule="name of several organisations")


def _of_some_state(actor: Actor, text: str) -> Actor:
    """'the Socialist Party', of which there are many none the best known: no country until something gives it."""
    rivals = (replace(actor, p=0.3, rivals=()), *(replace(rival, p=0.3) for rival in actor.rivals))
    return replace(actor, actor_id=f"{actor.kind}:-:{slug(text)}", name=text, country=None, rivals=rivals)


def is_anybodys(kb: KnowledgeBase, bodies: tuple[Named, ...]) -> bool:
    """Whether several bodies bear a name, none of which is well known."""
    return len(bodies) > 1 and kb.organisations[bodies[0].ref].listed


def entity(kb: KnowledgeBase, found: Named, text: str, on: str | None, bodies: tuple[Named, ...] = (),
           here: str | None = None) -> Actor | None:  # fmt: skip
    """The actor that a known name stands for; `bodies`: the organisations of that name, likeliest first.

    here: the state that the context is about.
    """
    if found.what == "state":
        return _state_of_old(kb, text) or state_actor(kb, found.ref)
    if found.what == "capital":
        return replace(state_actor(kb, found.ref), p=0.7, rule="capital for its government")
    if found.what == "person":
        return people.named(kb, text, on)
    if found.what == "region":
        if (old := _state_of_old(kb, text)) is not None:
            return old
        if text in _TOWNS_TOO:
            return None
        row = kb.regions[found.ref]
        others = ("PRE",) if row.disputed else ()
        return Actor(f"region:{slug(row.name)}", row.name, row.country, "GOV", None, 0.6, "institution", None, others,
                     "part of a state for its government")  # fmt: skip
    if found.what == "organisation":
        named = bodies or (found,)
        actor = _one_of([_body_actor(kb, body.ref, on) for body in named])
        return _of_some_state(actor, text) if is_anybodys(kb, named) and named[0].country != here else actor
    return Actor(f"group:{slug(found.country or '') or '-'}:nationals", text, found.country, "CVL", None, 0.6, "group",
                 None, (), "nationals")  # fmt: skip
