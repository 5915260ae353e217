"""Events as linked documents: GeoJSON (RFC 7946), STIX 2.1 and JSON-LD in the terms of the Simple Event Model.

Each function gives the JSON objects of one event; `FRAMES` holds what stands before, between and after them.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from dragoman.exchange.acts import Source
from dragoman.model import Actor, Event, Place, Status
from dragoman.record import to_dict

Objects = Iterator[dict[str, Any]]
Document = Callable[[Event, Mapping[str, Source]], Objects]

# Ids made of ours, so that the same event has the same id in every file.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://dragoman/stix")
_VERSION = "2.1"

_CONTEXT = {
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "prov": "http://www.w3.org/ns/prov#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "wd": "http://www.wikidata.org/entity/",
    "plover": "urn:plover:",
    "dragoman": "urn:dragoman:",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

FRAMES = {
    "geojson": ('{"type": "FeatureCollection", "features": [\n', ",\n", "\n]}\n"),
    "stix": (
        f'{{"type": "bundle", "id": "bundle--{uuid.uuid5(_NAMESPACE, "bundle")}", "objects": [\n',
        ",\n",
        "\n]}\n",
    ),
    "jsonld": (f'{{"@context": {json.dumps(_CONTEXT)},\n"@graph": [\n', ",\n", "\n]}\n"),
}


def geojson(event: Event, sources: Mapping[str, Source]) -> Objects:
    """A feature: a point (longitude, latitude), or no geometry where the place is unknown; the record in its fields."""
    data = to_dict(event)
    place = event.where
    point = None
    if place is not None and place.latitude is not None and place.longitude is not None:
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    flat = {key: data[key] for key in ("type", "mode", "contexts", "status", "historical", "plover", "quad", "score",
                                       "cameo", "reports", "p", "coder")}  # fmt: skip
    flat |= {
        "start": _iso(event.when.start) if event.when else None,
        "end": _iso(event.when.end) if event.when else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "geonames_id": place.geonames_id if place else None,
        "place_p": place.p if place else None,
        "actors": [actor.name for actor in event.actors],
        "actor_countries": [actor.country for actor in event.actors],
        "recipients": [actor.name for actor in event.recipients],
        "recipient_countries": [actor.country for actor in event.recipients],
        "text": event.evidence[0].passage.text if event.evidence else None,
        "addresses": _addresses(event, sources),
    }
    yield {"type": "Feature", "id": event.event_id, "geometry": point, "properties": flat}


def stix(event: Event, sources: Mapping[str, Source]) -> Objects:
    """The parties as identities, the event as a report that names them, and the words as its description.

    A place whose coordinates are known is a location. A sighting is not used: it must point at a threat object (an
    indicator, a malware, a campaign), and an act between states is none.
    """
    stamp = _stamp(min((item.published for item in event.evidence if item.published), default=None) or _first(event))
    parties = {actor.actor_id: actor for actor in (*event.actors, *event.recipients)}
    named = [_identity(actor) for actor in parties.values()]
    if not named:
        return  # a report in STIX must name somebody
    named += [_location(event.where)] if event.where and event.where.latitude is not None else []
    yield from named
    external = [{"source_name": "dragoman", "external_id": event.event_id}]
    external += [{"source_name": "report", "url": address} for address in _addresses(event, sources)]
    who = ", ".join(actor.name for actor in event.actors) or "Somebody"
    whom = ", ".join(actor.name for actor in event.recipients)
    yield {
        "type": "report",
        "spec_version": _VERSION,
        "id": f"report--{uuid.uuid5(_NAMESPACE, event.event_id)}",
        "created": stamp,
        "modified": stamp,
        "published": stamp,
        "name": f"{event.type}: {who}" + (f" → {whom}" if whom else ""),
        "description": event.evidence[0].passage.text if event.evidence else "",
        "labels": [f"plover:{event.type}", f"status:{event.status.value}", *(f"context:{c}" for c in event.contexts)],
        "confidence": round(event.p * 100),
        "object_refs": [one["id"] for one in named],
        "external_references": external,
    }


def jsonld(event: Event, sources: Mapping[str, Source]) -> Objects:
    """A sem:Event with its actors, place, time, evidence (prov:wasDerivedFrom) and status."""
    node: dict[str, Any] = {
        "@id": f"dragoman:event/{event.event_id}",
        "@type": "sem:Event",
        "sem:eventType": {"@id": f"plover:{event.type}"},
        "dragoman:mode": event.mode,
        "dragoman:status": event.status.value,
        "dragoman:p": event.p,
        "dragoman:actor": [_node(actor) for actor in event.actors],
        "dragoman:recipient": [_node(actor) for actor in event.recipients],
        "sem:hasActor": [{"@id": _actor_id(actor)} for actor in (*event.actors, *event.recipients)],
        "prov:wasDerivedFrom": [
            {"@id": f"dragoman:report/{report}", "rdfs:seeAlso": sources[report].address if report in sources else None}
            for report in dict.fromkeys(item.report_id for item in event.evidence)
        ],
        "prov:value": event.evidence[0].passage.text if event.evidence else None,
    }
    if event.when:
        node["sem:hasBeginTimeStamp"] = _typed(event.when.start)
        node["sem:hasEndTimeStamp"] = _typed(event.when.end)
    if event.where:
        place = {"@type": "sem:Place", "rdfs:label": event.where.name}
        node["sem:hasPlace"] = place | {"geo:lat": event.where.latitude, "geo:long": event.where.longitude}
    yield _without_nulls(node)


DOCUMENTS: dict[str, Document] = {"geojson": geojson, "stix": stix, "jsonld": jsonld}


def happened(event: Event) -> bool:
    """Whether an event took place or is under way: what STIX, which has no status, may hold."""
    return event.status in (Status.HAPPENED, Status.ONGOING)


def _identity(actor: Actor) -> dict[str, Any]:
    kinds = {"person": "individual", "group": "group"}
    content = {
        "name": actor.name,
        "identity_class": kinds.get(actor.kind, "organization"),
        **({"roles": [actor.office]} if actor.office else {}),
        "labels": [f"{key}:{value}" for key, value in (("country", actor.country), ("sector", actor.sector)) if value]
        or ["unknown"],
    }
    return _lasting("identity", actor.actor_id, content)


def _location(place: Place) -> dict[str, Any]:
    content = {"name": place.name, "latitude": place.latitude, "longitude": place.longitude}
    return _lasting("location", str(place.geonames_id or place.name), content)


def _lasting(kind: str, key: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """An object that many events share. Its id is made of all it says, and it bears no day of its own, so that one id
    never stands for two versions: somebody in another office is another identity.
    """
    made = uuid.uuid5(_NAMESPACE, json.dumps([key, content], sort_keys=True))
    times = dict.fromkeys(("created", "modified"), _stamp(None))
    return {"type": kind, "spec_version": _VERSION, "id": f"{kind}--{made}", **times, **content}


def _node(actor: Actor) -> dict[str, Any]:
    return _without_nulls(
        {
            "@id": _actor_id(actor),
            "@type": "sem:Actor",
            "rdfs:label": actor.name,
            "dragoman:country": actor.country,
            "dragoman:sector": actor.sector,
            "dragoman:office": actor.office,
        }
    )


def _actor_id(actor: Actor) -> str:
    wikidata = actor.actor_id[:1] == "Q" and actor.actor_id[1:].isdigit()
    return f"wd:{actor.actor_id}" if wikidata else f"dragoman:actor/{uuid.uuid5(_NAMESPACE, actor.actor_id)}"


def _addresses(event: Event, sources: Mapping[str, Source]) -> list[str]:
    found = (sources[item.report_id].address for item in event.evidence if item.report_id in sources)
    return list(dict.fromkeys(address for address in found if address))


def _typed(moment: date | None) -> dict[str, str] | None:
    if moment is None:
        return None
    kind = "xsd:dateTime" if isinstance(moment, datetime) else "xsd:date"
    return {"@value": moment.isoformat(), "@type": kind}


def _without_nulls(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value not in (None, [])}


def _first(event: Event) -> date | None:
    return (event.when.start or event.when.end) if event.when else None


def _stamp(moment: date | None) -> str:
    """A time as STIX writes it. An event without any date bears the first day of the calendar of computers."""
    day = moment or date(1970, 1, 1)
    whole = day if isinstance(day, datetime) else datetime.combine(day, time(), UTC)
    return whole.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _iso(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()
