"""POLECAT: 40 columns, tabs, None for null; several actors of a side stand in one cell, parted by "; "."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from dragoman import ontology
from dragoman.exchange.acts import Coded, Source
from dragoman.exchange.countries import country
from dragoman.exchange.gdelt import Cell
from dragoman.model import Actor, Span

_PARTY = (
    "{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw",
    "Wikipedia {} ID",
)  # fmt: skip
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format(side) for side in ("Actor", "Recipient") for name in _PARTY),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip


def rows(act: Coded, sources: Mapping[str, Source]) -> Iterator[list[Cell]]:
    """The one row of the act."""
    event, first = act.event, act.event.evidence[0]
    source = sources.get(first.report_id)
    yield [
        event.event_id,
        act.day.isoformat(),
        act.type,
        act.mode,
        ontology.score(act.type, act.mode),
        ontology.quad(act.type).upper(),
        "; ".join(event.contexts) or None,
        *_party(act.actors, _words(event.actors, first.actors)),
        *_party(act.recipients, _words(event.recipients, first.recipients)),
        *_place(act),
        first.outlet,
        act.published.isoformat(),
        *_story(act),
        (source.language if source else None),
        event.coder,
    ]


def _words(actors: Sequence[Actor], spans: Sequence[Span]) -> list[Span]:
    """The words for those who can act; a first telling names as many as the event has, a later one may not."""
    if len(actors) != len(spans):
        return list(spans) if any(actor.kind != "thing" for actor in actors) else []
    return [span for actor, span in zip(actors, spans, strict=True) if actor.kind != "thing"]


def _party(actors: Sequence[Actor], spans: Sequence[Span]) -> list[Cell]:
    """The eight columns of a side. Wikipedia titles are not known to us."""
    return [
        _each(actors, lambda actor: actor.name),
        _each(actors, lambda actor: actor.country),
        _each(actors, _cow),
        _each(actors, lambda actor: actor.sector),
        _each(actors, lambda actor: "|".join(filter(None, (actor.sector, *actor.other_sectors)))),
        _each(actors, lambda actor: actor.office),
        "; ".join(span.text for span in spans) or None,
        None,
    ]


def _each(actors: Sequence[Actor], value: Callable[[Actor], str | None]) -> str | None:
    """A value an actor, None where unknown, so that the columns of a side stay in step."""
    values = [value(actor) or None for actor in actors]
    return "; ".join(one or "None" for one in values) if any(values) else None


def _cow(actor: Actor) -> str | None:
    entry = country(actor.country)
    return entry.cow if entry else None


def _place(act: Coded) -> list[Cell]:
    place = act.event.where
    if place is None:
        return [None] * 10
    town = place.name if place.geonames_id is not None else None
    located = [place.country, place.latitude, place.longitude, place.geonames_id]
    return [place.name, town, None, None, *located, place.name, "PPL" if town else None]


def _story(act: Coded) -> list[Cell]:
    """The people, organisations and places that the event names; those that only the story names are not known here."""
    everybody = {actor.actor_id: actor for actor in (*act.actors, *act.recipients)}.values()
    people = "; ".join(actor.name for actor in everybody if actor.kind == "person")
    groups = "; ".join(actor.name for actor in everybody if actor.kind in ("organisation", "institution"))
    return [people or None, groups or None, act.event.where.name if act.event.where else None]
