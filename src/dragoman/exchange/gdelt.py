"""GDELT 2.0 events: 61 columns, tabs, no header, empty for null."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date

from dragoman.exchange.acts import Coded, Source, number
from dragoman.exchange.countries import code, country
from dragoman.model import Actor, Place

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{side}{name}" for side in "12" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

# PLOVER's sectors that CAMEO, and so GDELT, knows as types under the same letters.
CAMEO_TYPES = frozenset(
    {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP", "REB", "UAF", "CVL", "BUS", "MED", "EDU", "LAB", "CRM",
     "ELI", "NGO", "IGO", "AGR", "REF"}
)  # fmt: skip
_TYPES = {"JRN": "MED"}
# Organisations whose codes GDELT's files show: country-like region, known group.
_GROUPS = {
    "org:united-nations": ("", "UNO"),
    "org:european-union": ("EUR", "EEC"),
    "org:association-of-southeast-asian-nations": ("SEA", "ASN"),
}
# The last of CAMEO's roots in each of GDELT's quad classes, as its files have them: 09 is cooperation, 14 is verbal.
_LAST_ROOTS = (5, 9, 14, 20)

Cell = str | int | float | None


def rows(act: Coded, sources: Mapping[str, Source]) -> Iterator[list[Cell]]:
    """A row for each pair of the act."""
    first = act.event.evidence[0]
    source = sources.get(first.report_id)
    place = geography(act.event.where)
    day = act.day
    for position, (actor, recipient) in enumerate(act.pairs):
        yield [
            number(act.event.event_id, position),
            _digits(day),
            day.year * 100 + day.month,
            day.year,
            fraction(day),
            *party(actor),
            *party(recipient),
            int(source is not None and first.passage.start <= source.lead),
            act.code,
            act.code[:3],
            act.code[:2],
            quad_class(act.code),
            code(act.code).goldstein,
            len(act.event.evidence),
            len({item.outlet or item.report_id for item in act.event.evidence}),
            len(act.reports),
            None,
            *([0] + [None] * 7) * 2,
            *place,
            _digits(act.published) * 1_000_000,
            (source.address if source else None) or first.outlet,
        ]


def actor_code(actor: Actor) -> str:
    """CAMEO's code of an actor, such as RUSGOV, or "" if neither country nor sector is known."""
    type_ = _type(actor)
    if type_ == "IGO":
        return "IGO" + "".join(_GROUPS.get(actor.actor_id, ("", "")))
    # A state stands for itself: GDELT writes RUS, not RUSGOV.
    return (actor.country or "") + ("" if actor.kind == "state" else type_ or "")


def party(actor: Actor | None) -> list[Cell]:
    """GDELT's ten columns of an actor."""
    if actor is None:
        return [None] * len(_ACTOR)
    region, group = _GROUPS.get(actor.actor_id, ("", ""))
    type_ = None if actor.kind == "state" else _type(actor)
    others = [one for one in map(_known, actor.other_sectors) if one and one != type_][:2] if type_ else []
    return [
        actor_code(actor) or None,
        actor.name.upper(),
        actor.country or region or None,
        group or None,
        *[None] * 3,
        type_,
        *others,
        *[None] * (2 - len(others)),
    ]


def geography(place: Place | None) -> list[Cell]:
    """GDELT's eight columns of a place. Where it lies in its country, ADM1 and ADM2, is not known to us.

    Type: 1 country, 2 state of the United States, 3 its towns, 4 other towns, 5 other regions.
    """
    entry = country(place.country) if place else None
    if place is None or entry is None or place.latitude is None:
        return [0] + [None] * 7
    american = entry.country == "USA"
    if place.geonames_id is not None:
        kind = 3 if american else 4
    else:
        kind = 1 if place.name in (entry.name, entry.icews) else 2 if american else 5
    code_ = entry.fips or None
    name = entry.name if kind == 1 else f"{place.name}, {entry.name}"
    whole = code_ if kind == 1 else None
    return [kind, name, code_, whole, None, place.latitude, place.longitude, whole]


def quad_class(cameo: str) -> int:
    """GDELT's quad class of a CAMEO code: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return bisect_left(_LAST_ROOTS, int(cameo[:2])) + 1


def fraction(day: date) -> float:
    """GDELT's year with the day as its fraction.

    Months are counted from 0: so it is in the files, if not in their manual.
    """
    return round(day.year + ((day.month - 1) * 30 + day.day) / 365, 4)


def _type(actor: Actor) -> str | None:
    return _known(actor.sector)


def _known(sector: str | None) -> str | None:
    found = _TYPES.get(sector or "", sector)
    return found if found in CAMEO_TYPES else None


def _digits(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
