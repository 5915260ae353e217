"""ICEWS coded events (20 columns, tabs, NA for null) and CAMEO triples (date, source, target, code)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.exchange.acts import Coded, Source, number
from dragoman.exchange.countries import code, country
from dragoman.exchange.gdelt import Cell, actor_code
from dragoman.model import Actor

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip

SECTORS = {
    "GOV": "Government", "MIL": "Military", "LEG": "Legislative / Parliamentary", "JUD": "Judicial", "COP": "Police",
    "SPY": "Military Intelligence", "PTY": "Parties", "OPP": "Opposition Major Party (Out Of Government)",
    "REB": "Rebel", "UAF": "Unidentified Forces", "CVL": "General Population / Civilian / Social",
    "BUS": "Business", "MED": "Medical / Health", "EDU": "Education", "LAB": "Labor", "CRM": "Criminals / Gangs",
    "ELI": "Elite", "NGO": "Nongovernmental Organizations / Activists", "JRN": "Media", "AGR": "Agricultural",
    "IGO": "International Government Organization",
}  # fmt: skip
"""PLOVER's sectors in ICEWS' words; those that ICEWS has no word for are left null."""

NOBODY = "---"
"""What stands in a triple for an actor without a code."""


def rows(act: Coded, sources: Mapping[str, Source]) -> Iterator[list[Cell]]:
    """A row for each pair of the act."""
    first, place, entry = act.event.evidence[0], act.event.where, code(act.code)
    town = place is not None and place.geonames_id is not None
    home = country(place.country) if place else None
    for position, (actor, recipient) in enumerate(act.pairs):
        source, target = party(actor), party(recipient)
        yield [
            number(act.event.event_id, position),
            act.day.isoformat(),
            *source,
            entry.icews_text,
            act.code,
            _plain(entry.icews_intensity),
            *target,
            number(first.report_id),
            None,
            first.outlet,
            place.name if place and town else None,
            None,
            place.name if place and not town and home and place.name != home.name else None,
            home.icews if home else None,
            place.latitude if place else None,
            place.longitude if place else None,
        ]


def party(actor: Actor | None) -> list[Cell]:
    """ICEWS' name, sectors and country of an actor. A state has no sector there and goes by ICEWS' name for it."""
    if actor is None:
        return [None, None, None]
    entry = country(actor.country)
    if actor.kind == "state" and entry:
        return [entry.icews, None, entry.icews]
    words = [SECTORS[one] for one in (actor.sector, *actor.other_sectors) if one in SECTORS]
    return [actor.name, ",".join(dict.fromkeys(words)) or None, entry.icews if entry else None]


def triples(act: Coded, sources: Mapping[str, Source]) -> Iterator[list[Cell]]:
    """YYYYMMDD, the actors' CAMEO codes and the event's, for each pair."""
    for actor, recipient in act.pairs:
        sides = [(actor_code(one) if one else "") or NOBODY for one in (actor, recipient)]
        yield [act.day.strftime("%Y%m%d"), *sides, act.code]


def _plain(value: float) -> int | float:
    return int(value) if value.is_integer() else value
