"""Rows like ACLED's (31 columns, commas, empty for null) for protests, violence and what ACLED calls strategic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from dragoman.exchange.acts import Coded, Source, number
from dragoman.exchange.countries import country
from dragoman.exchange.gdelt import Cell
from dragoman.model import Actor, Status

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

_VIOLENCE, _DEMONSTRATION, _STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
_REMOTE = (_VIOLENCE, "Explosions/Remote violence")
_CIVIL = (_VIOLENCE, "Violence against civilians")
KINDS: dict[tuple[str, str | None], tuple[str, str, str]] = {
    ("PROTEST", None): (_DEMONSTRATION, "Protests", "Peaceful protest"),
    ("PROTEST", "riot"): (_DEMONSTRATION, "Riots", "Violent demonstration"),
    ("PROTEST", "vandalize"): (_DEMONSTRATION, "Riots", "Violent demonstration"),
    ("ASSAULT", None): (*_CIVIL, "Attack"),
    ("ASSAULT", "abduct"): (*_CIVIL, "Abduction/forced disappearance"),
    ("ASSAULT", "sexual"): (*_CIVIL, "Sexual violence"),
    ("ASSAULT", "aerial"): (*_REMOTE, "Air/drone strike"),
    ("ASSAULT", "drone"): (*_REMOTE, "Air/drone strike"),
    ("ASSAULT", "heavy-weapons"): (*_REMOTE, "Shelling/artillery/missile attack"),
    ("ASSAULT", "explosives"): (*_REMOTE, "Remote explosive/landmine/IED"),
    ("ASSAULT", "suicide-attack"): (*_REMOTE, "Suicide bomb"),
    ("ASSAULT", "destroy"): (_STRATEGIC, _STRATEGIC, "Looting/property destruction"),
    ("COERCE", "arrest"): (_STRATEGIC, _STRATEGIC, "Arrests"),
    ("RETREAT", "ceasefire"): (_STRATEGIC, _STRATEGIC, "Agreement"),
}
"""ACLED's disorder type, event type and sub-event type of a PLOVER type and mode."""
# ACLED records gatherings, not work or food refused.
_UNRECORDED = {("PROTEST", mode) for mode in ("strike", "hunger", "boycott")}
_INTER = {
    "GOV": 1, "MIL": 1, "COP": 1, "JUD": 1, "LEG": 1, "SPY": 1, "REB": 2, "PRM": 3, "UAF": 3, "CRM": 3, "CVL": 7,
    "JRN": 7, "MED": 7, "EDU": 7, "NGO": 7, "REF": 7, "LAB": 7, "BUS": 7, "REL": 7, "AGR": 7, "IGO": 8,
}  # fmt: skip
_CIVILIAN, _RIOTERS, _PROTESTERS = 7, 5, 6


def kind(act: Coded) -> tuple[str, str, str] | None:
    """ACLED's disorder type, event type and sub-event type, or None for an act that ACLED does not record."""
    if act.event.status not in (Status.HAPPENED, Status.ONGOING):
        return None
    if act.type == "ASSAULT" and act.mode not in ("abduct", "sexual") and _armed(act.actors) and _armed(act.recipients):
        remote = KINDS.get((act.type, act.mode))
        return remote if remote and remote[1] == _REMOTE[1] else (_VIOLENCE, "Battles", "Armed clash")
    if (act.type, act.mode) in _UNRECORDED:
        return None
    return KINDS.get((act.type, act.mode)) or KINDS.get((act.type, None))


def rows(act: Coded, sources: Mapping[str, Source]) -> Iterator[list[Cell]]:
    """The one row of the act, if ACLED records its kind."""
    found = kind(act)
    if found is None:
        return
    disorder, event_type, sub_type = found
    first, place = act.event.evidence[0], act.event.where
    home = country(place.country if place else None)
    sides = [*_party(act.actors, event_type), *_party(act.recipients if act.recipients else act.actors[1:], "")]
    inters = sorted(int(one) for one in (sides[2], sides[5]) if one) if sides[2] else []
    published = datetime(act.published.year, act.published.month, act.published.day, tzinfo=UTC)
    yield [
        f"{home.country if home else 'ZZZ'}{number(act.event.event_id)}",
        act.day.isoformat(),
        act.day.year,
        _time_precision(act),
        disorder,
        event_type,
        sub_type,
        *sides,
        int("".join(map(str, inters)) + ("0" if len(inters) == 1 else "")) if inters else None,
        "Civilian targeting" if disorder == _VIOLENCE and sides[5] == _CIVILIAN else None,
        int(home.numeric) if home and home.numeric else None,
        home.region if home else None,
        home.name if home else None,
        *[None] * 3,
        place.name if place else None,
        place.latitude if place else None,
        place.longitude if place else None,
        (1 if place.geonames_id is not None else 3) if place and place.latitude is not None else None,
        "; ".join(dict.fromkeys(item.outlet for item in act.event.evidence if item.outlet)) or None,
        None,
        first.passage.text,
        None,
        None,
        int(published.timestamp()),
    ]


def _party(actors: Sequence[Actor], event_type: str) -> list[Cell]:
    """Name, associated actors and kind of actor of a side: 1 state forces … 8 others, 0 nobody."""
    if not actors:
        return [None, None, 0]
    inter: int | None = {"Riots": _RIOTERS, "Protests": _PROTESTERS}.get(event_type)
    first = actors[0]
    return [first.name, "; ".join(one.name for one in actors[1:]) or None, inter or _INTER.get(first.sector or "")]


def _armed(actors: Sequence[Actor]) -> bool:
    return any(_INTER.get(actor.sector or "") in (1, 2, 3) for actor in actors)


def _time_precision(act: Coded) -> int:
    """1 a day, 2 a week, 3 a month or longer."""
    precision = act.event.when.precision if act.event.when else "day"
    return {"week": 2, "weekend": 2}.get(precision, 1 if precision in ("second", "minute", "hour", "day") else 3)
