"""A store's worth of made-up relations: events between RUS and CHN over three years, with a turn and a silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from store import stories as s

from dragoman.model import Event, Record, Report, Status

TURN = date(2022, 3, 1)
SILENCE = ("2021-06", "2021-07")
RUSSIAN, CHINESE = ("Ostrev", "Wei"), ("Wei", "Ostrev")
FIRST, LAST = date(2020, 1, 1), date(2022, 12, 31)


def told(day: date, number: int, type_: str, actors: str, recipients: str = "", p: float = 0.9) -> tuple[Report, Event]:
    """A report of one day and its one event of that day."""
    source = s.report(f"Ostrev and Wei dealt with one another, as on occasion {number}.", day.isoformat())
    event = s.event(source, f"e{number:05}", type_, actors, recipients, trigger="dealt", when=s.on(day.isoformat()))
    return source, replace(event, p=p)


def records() -> Iterator[Record]:
    """Two or three reports a week but for two silent months; conflict turns frequent on the day of the turn."""
    chance = Random(7)
    number, day = 0, FIRST
    while day <= LAST:
        if day.isoformat()[:7] not in SILENCE:
            number += 1
            yield _record(day, number, chance)
        day += timedelta(chance.choice((2, 3, 4)))


def _record(day: date, number: int, chance: Random) -> Record:
    hostile = chance.random() < (0.6 if day >= TURN else 0.05)
    friendly = chance.random() < 0.35
    if hostile:
        type_, sides = chance.choice((("SANCTION", RUSSIAN), ("ACCUSE", CHINESE), ("ACCUSE", RUSSIAN)))
        source, event = told(day, number, type_, sides[0], sides[1], chance.uniform(0.6, 0.99))
        return s.record(source, event)
    if friendly:
        type_, actors, to = chance.choice(
            (("CONSULT", "Ostrev Wei", ""), ("AID", "Wei", "Ostrev"), ("AGREE", "Ostrev", "Wei"))
        )
        source, event = told(day, number, type_, actors, to, p=chance.uniform(0.6, 0.99))
        if type_ == "AGREE" and number % 3 == 0:
            event = replace(event, status=Status.FUTURE)
        return s.record(source, event)
    return s.record(told(day, number, "CONSULT", "Ostrev Wei")[0])
