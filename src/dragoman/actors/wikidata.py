"""Rows of actors from a Wikidata JSON dump: who held which office when, and organisations by state.

The dump (https://dumps.wikimedia.org, `latest-all.json.bz2` or `.gz`) has one entity a line. It is read twice, entity
by entity: first for the people, then for the names of the offices and organisations that they hold and belong to. What
is kept in memory grows with the people who hold offices, not with the dump.

Properties: P39 position held, with P580 start and P582 end; P463 member of; P27 citizenship; P17 and P1001 the state of
a body or office; P298 a state's ISO 3166-1 alpha-3 code; P31 instance of; P21 gender.
"""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

from dragoman.actors.additions import Row
from dragoman.actors.kb import knowledge
from dragoman.actors.resolver import resolve_phrase
from dragoman.errors import InputError, MissingFileError

_HUMAN = "Q5"
_GENDERS = {"Q6581072": "female", "Q6581097": "male"}
# Kinds of organisations (P31) that we know the sector of.
_SECTORS = {
    "Q7278": "PTY", "Q484652": "IGO", "Q79913": "NGO", "Q4830453": "BUS", "Q6881511": "BUS", "Q783794": "BUS",
    "Q891723": "BUS", "Q11032": "JRN", "Q192283": "JRN", "Q47913": "SPY", "Q35535": "COP", "Q37726": "MIL",
    "Q772547": "MIL", "Q35749": "LEG", "Q11204": "LEG", "Q41487": "JUD", "Q178790": "LAB", "Q17149090": "REB",
    "Q17127659": "REB", "Q192350": "GOV", "Q327333": "GOV", "Q66344": "GOV", "Q3918": "EDU", "Q16917": "MED",
}  # fmt: skip


class _Term(NamedTuple):
    office: str
    start: str
    end: str


@dataclass(slots=True)
class _Person:
    qid: str
    name: str
    aliases: tuple[str, ...]
    gender: str
    citizenship: str
    terms: list[_Term] = field(default_factory=list)
    member_of: list[_Term] = field(default_factory=list)


class _Body(NamedTuple):
    name: str
    aliases: tuple[str, ...]
    state: str
    kinds: tuple[str, ...]


def rows(dump: Path) -> Iterator[Row]:
    """The rows of a dump: the organisations that people belong to first, then the people's offices.

    Raises:
        MissingFileError, InputError: the dump is not there, or is no dump; nothing was written.
    """
    people, codes = _people(dump)
    wanted = {term.office for person in people for term in (*person.terms, *person.member_of)}
    bodies = {entity["id"]: _body(entity) for entity in entities(dump) if entity.get("id") in wanted}
    line = 1
    for qid in sorted({term.office for person in people for term in person.member_of}):
        row = _organisation(bodies.get(qid), codes, line + 1)
        if row is not None:
            line += 1
            yield row
    for person in people:
        for row in _offices(person, bodies, codes):
            line += 1
            yield row._replace(line=line)


def entities(dump: Path) -> Iterator[dict[str, Any]]:
    """The entities of a dump, one after another."""
    opener: Any = {".bz2": bz2.open, ".gz": gzip.open}.get(dump.suffix, open)
    try:
        with opener(dump, "rt", encoding="utf-8") as lines:
            yield from _decoded(lines, dump)
    except FileNotFoundError:
        raise MissingFileError(f"there is no file '{dump}'. Nothing was written") from None
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"'{dump}' cannot be read to its end ({error}): is it whole? Nothing was written") from None


def _decoded(lines: IO[str], dump: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        text = line.strip().rstrip(",")
        if text in ("", "[", "]"):
            continue
        try:
            entity = json.loads(text)
        except json.JSONDecodeError as error:
            raise InputError(
                f"'{dump}', line {number}: no JSON entity ({error}); give a Wikidata JSON dump. Nothing was written"
            ) from None
        if isinstance(entity, dict):
            yield entity


def _people(dump: Path) -> tuple[list[_Person], dict[str, str]]:
    """Everybody who held an office or belongs to something, and the ISO codes of states by their ids."""
    people: list[_Person] = []
    codes: dict[str, str] = {}
    for entity in entities(dump):
        code = next(iter(_values(entity, "P298")), None)
        if isinstance(code, str):
            codes[entity["id"]] = code
        if _HUMAN in _ids(entity, "P31") and (person := _person(entity)):
            people.append(person)
    return people, codes


def _person(entity: dict[str, Any]) -> _Person | None:
    name = _label(entity)
    terms = list(_terms(entity, "P39"))
    member_of = list(_terms(entity, "P463"))
    if not name or not (terms or member_of):
        return None
    gender = next((_GENDERS[qid] for qid in _ids(entity, "P21") if qid in _GENDERS), "")
    citizenship = next(iter(_ids(entity, "P27")), "")
    return _Person(entity["id"], name, _aliases(entity), gender, citizenship, terms, member_of)


def _body(entity: dict[str, Any]) -> _Body:
    state = next(iter((*_ids(entity, "P1001"), *_ids(entity, "P17"))), "")
    return _Body(_label(entity), _aliases(entity), state, tuple(_ids(entity, "P31")))


def _sector(body: _Body) -> str:
    """The sector of an organisation by its kind, else by what the resolver makes of its name; '' if unknown."""
    by_kind = next((_SECTORS[kind] for kind in body.kinds if kind in _SECTORS), "")
    found = None if by_kind else resolve_phrase(body.name, None, None)
    return by_kind or (found.sector if found and found.sector else "")


def _organisation(body: _Body | None, codes: dict[str, str], line: int) -> Row | None:
    if body is None or not body.name or not (sector := _sector(body)):
        return None
    state = "" if sector == "IGO" else _code(codes, body.state)
    return Row(body.name, state, sector, "", "", "", "", "|".join(body.aliases), "", "", "Wikidata", line)


def _offices(person: _Person, bodies: dict[str, _Body], codes: dict[str, str]) -> Iterator[Row]:
    aliases = "|".join(person.aliases)
    for term in person.terms:
        office = bodies.get(term.office)
        state = _code(codes, office.state if office else "") or _code(codes, person.citizenship)
        found = resolve_phrase(office.name, None, None) if office else None
        if office and state and found and found.sector:
            yield Row(person.name, state, found.sector, office.name, "", term.start, term.end, aliases, person.gender,
                      person.qid, "Wikidata", 0)  # fmt: skip
    for term in person.member_of:
        body = bodies.get(term.office)
        if body and (sector := _sector(body)):
            yield Row(person.name, _code(codes, person.citizenship), sector, "member", body.name, term.start, term.end,
                      aliases, person.gender, person.qid, "Wikidata", 0)  # fmt: skip


def _code(codes: dict[str, str], state: str) -> str:
    """The ISO code of a state that we know; '' for others."""
    code = codes.get(state, "")
    return code if code in knowledge().states else ""


def _claims(entity: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The statements of a property, the preferred ones alone where there are some; never deprecated ones."""
    found = [claim for claim in entity.get("claims", {}).get(name, ()) if claim.get("rank") != "deprecated"]
    if name in ("P39", "P463"):  # a former office is not less true for another that is preferred
        return found
    return [claim for claim in found if claim.get("rank") == "preferred"] or found


def _value(snak: dict[str, Any]) -> Any:
    return snak.get("datavalue", {}).get("value")


def _values(entity: dict[str, Any], name: str) -> list[Any]:
    return [value for claim in _claims(entity, name) if (value := _value(claim.get("mainsnak", {}))) is not None]


def _ids(entity: dict[str, Any], name: str) -> list[str]:
    return [value["id"] for value in _values(entity, name) if isinstance(value, dict) and "id" in value]


def _terms(entity: dict[str, Any], name: str) -> Iterator[_Term]:
    """What a property names, with its dates. Without a start nothing is known of when: such a term is left out."""
    for claim in _claims(entity, name):
        value = _value(claim.get("mainsnak", {}))
        qualifiers = claim.get("qualifiers", {})
        start, end = (_date(qualifiers.get(side, [{}])[0]) for side in ("P580", "P582"))
        if isinstance(value, dict) and "id" in value and start and (end or not qualifiers.get("P582")):
            yield _Term(value["id"], start, end)


def _date(snak: dict[str, Any]) -> str:
    """'+2017-05-14T00:00:00Z' with its precision as 2017, 2017-05 or 2017-05-14; '' for coarser and unknown ones."""
    value = _value(snak)
    if not isinstance(value, dict) or not str(value.get("time", "")).startswith("+"):
        return ""
    shown = {9: 4, 10: 7, 11: 10}.get(value.get("precision", 0), 0)
    return str(value["time"])[1 : 1 + shown]


def _label(entity: dict[str, Any]) -> str:
    labels = entity.get("labels") or {}
    return str((labels.get("en") or labels.get("mul") or {}).get("value", ""))


def _aliases(entity: dict[str, Any]) -> tuple[str, ...]:
    found = (entity.get("aliases") or {}).get("en", ()) if isinstance(entity.get("aliases"), dict) else ()
    return tuple(alias["value"] for alias in found if "|" not in alias["value"])
