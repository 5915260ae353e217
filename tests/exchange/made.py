"""A store of made-up events: every status, a place, a mutual act, somebody unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from store import stories as s

from dragoman.model import Actor, Event, Place, Record, Report, Span, Status, When
from dragoman.store import Store

RUSSIA = Actor("state:RUS", "Russia", "RUS", "GOV", None, 0.95, "state")
MOB = Actor("phrase:mob", "angry\tcrowd", None, "CVL", None, 0.6, "group")
MINSK = Place("Minsk", "BLR", 53.9, 27.57, 625144)
NAMES = {**s.NAMES, "Russia": RUSSIA, "crowd": MOB}


def told(
    words: str, event_id: str, type_: str, actors: str, recipients: str = "", *, trigger: str,
    status: Status = Status.HAPPENED, mode: str | None = None, day: str | None = "2026-02-03", end: str | None = None,
    where: Place | None = None, published: str | None = "2026-02-04", address: str | None = None,
) -> Record:  # fmt: skip
    """A record of one report with one event."""
    source: Report = replace(s.report(words, published), address=address)
    event: Event = s.event(source, event_id, type_, "", "", trigger=trigger, status=status)
    spans = {name: s.span(source, name) for name in (actors + " " + recipients).split()}
    when = When(date.fromisoformat(day), date.fromisoformat(end or day), "day", "stated", day) if day else None
    evidence = replace(event.evidence[0], actors=_of(actors, spans), recipients=_of(recipients, spans))
    event = replace(
        event, mode=mode, when=when, where=where, evidence=(evidence,),
        actors=tuple(NAMES[name] for name in actors.split()),
        recipients=tuple(NAMES[name] for name in recipients.split()),
    )  # fmt: skip
    return s.record(source, event)


def _of(names: str, spans: dict[str, Span]) -> tuple[Span, ...]:
    return tuple(spans[name] for name in names.split())


def records() -> list[Record]:
    return [
        told("Ostrev met Wei.\nIn Minsk.", "e-meet", "CONSULT", "Ostrev Wei", trigger="met", where=MINSK,
             address="https://example.org/a?b=1"),
        told("Russia accused Belarus of theft.", "e-accuse", "ACCUSE", "Russia", "Belarus", trigger="accused"),
        told("Russia did not accuse the IMF.", "e-not", "ACCUSE", "Russia", "IMF", trigger="accuse",
             status=Status.NEGATED),
        told("Russia might visit Belarus.", "e-may", "CONSULT", "Russia", "Belarus", trigger="visit",
             status=Status.HYPOTHETICAL, mode="visit"),
        told("Russia will visit Belarus.", "e-will", "CONSULT", "Russia", "Belarus", trigger="visit",
             status=Status.FUTURE, mode="visit", day="2026-05-01"),
        told("Russia will attack Belarus.", "e-attack", "ASSAULT", "Russia", "Belarus", trigger="attack",
             status=Status.FUTURE),
        told("A crowd rioted in Minsk.", "e-riot", "PROTEST", "crowd", trigger="rioted", mode="riot", where=MINSK),
        told("Belarus blamed Russia in 2024.", "e-year", "ACCUSE", "Belarus", "Russia", trigger="blamed",
             day="2024-01-01", end="2024-12-31"),
        told("Belarus helped the IMF.", "e-undated", "AID", "Belarus", "IMF", trigger="helped", day=None,
             published=None),
    ]  # fmt: skip


def store(folder: Path) -> Store:
    made = Store.open(folder / "made.duckdb")
    made.add(records())
    return made
