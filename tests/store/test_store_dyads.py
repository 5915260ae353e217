"""Who acts on whom, kept beside the events: counting it gives what counting the events gives, whatever came to pass."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations, product
from random import Random
from typing import Any

import pytest

from dragoman.errors import StoreError
from dragoman.linking import across
from dragoman.model import Actor, Event, Record, Status
from dragoman.record import reports
from dragoman.relations import Party, Relations, party
from dragoman.relations.series import Summed, tally
from dragoman.store import Store, dyads
from dragoman.store.rows import event_row

from . import stories as s

TEXT = "Ostrev, Volkov, Wei, Belarus, IMF, Doğan and Bridge dealt with one another on occasion {}."
MORE = {
    "Bridge": Actor("thing:bridge", "Bridge", "RUS", None, None, 1.0, "thing"),
    "Volkov": Actor("Q906", "Pavel Volkov", "RUS", "LEG", None, 0.6, "person"),
}
NAMES = (*s.NAMES, *MORE)
OCCURRED = (Status.HAPPENED, Status.ONGOING)
SIDES = (
    ("RUS", "CHN"), ("RUS", "BLR"), ("CHN", "RUS"), ("RUS", "RUS"), ("BRICS", "BLR"), ("BRICS", "BRICS"),
    ("BLR", "ALL"), ("IMF", "ALL"), ("CSTO", "ALL"), ("Ostrev", "Wei"), ("Ostrev", "RUS"), ("Doğan", "ALL"),
    ("TUR", "ALL"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(s, "NAMES", {**s.NAMES, **MORE})


def stories(chance: Random, count: int, coder: str) -> Iterator[Record]:
    for number in range(count):
        day = date(2023, 9, 1) + timedelta(chance.randrange(250))
        source = s.report(TEXT.format(number), chance.choice((day.isoformat(), None)))
        yield s.record(source, *(_event(chance, source, day, f"e{number}-{at}", coder) for at in range(2)))


def _event(chance: Random, source: Any, day: date, event_id: str, coder: str) -> Event:
    actors = chance.sample(NAMES, chance.choice((1, 2, 2, 3)))
    recipients = chance.sample(NAMES, chance.choice((0, 0, 1, 2)))
    end = day + timedelta(chance.choice((0, 0, 3, 90)))
    when = chance.choice((None, s.on(day.isoformat(), end.isoformat())))
    told = s.event(
        source, event_id, chance.choice(("CONSULT", "ACCUSE", "AID")), " ".join(actors), " ".join(recipients),
        trigger="dealt", when=when, status=chance.choice(list(Status)), coder=coder,
    )  # fmt: skip
    return replace(told, p=round(chance.uniform(0.3, 1), 3), historical=chance.random() < 0.2)


def counted(events: Iterable[Event], a: Party, b: Party) -> list[tuple[Any, ...]]:
    """The acts between two parties, by looking at every event."""
    found = []
    for event in events:
        first, last = filed(event)
        sides = [[who for who in side if who.kind != "thing"] for side in (event.actors, event.recipients)]
        mutual = len(event.actors) > 1 and not event.recipients
        ways = [0.0, 0.0]
        for x, y in permutations(sides[0], 2) if mutual else product(*sides):
            apart = x.country is None or x.country != y.country or "actor" in (a.kind, b.kind)
            if x != y and (apart or (a == b and a.kind == "country")):
                for way, (one, other) in enumerate(((x, y), (y, x))):
                    if belongs(one, a, b, last) and belongs(other, b, a, last):
                        ways[way] = max(ways[way], event.p * (x.p * y.p))
        if any(ways):
            direction = "mutual" if mutual or all(ways) else "a to b" if ways[0] else "b to a"
            names = [tuple(who.name for who in side) for side in sides]
            found.append(
                (event.event_id, event.type, event.status, "within" if a == b else direction,
                 (first, last) if first else None, *names, max(ways), reports(event))
            )  # fmt: skip
    return sorted(found)


def filed(event: Event) -> tuple[date | None, date]:
    row = event_row(event)
    days = [row[name] and date.fromisoformat(row[name]) for name in ("when_start", "when_end", "published")]
    start, end, published = days
    dated = event.when is not None and event.when.precision != "present"
    if event.status in OCCURRED and (start or dated or event.historical):
        return start, (end or start) if start else published or date.max
    if event.status not in OCCURRED and not published and start:
        return start, end or start
    return published, published or date.max


def belongs(who: Actor, one: Party, other: Party, on: date) -> bool:
    if one.kind == "actor":
        return one.key.lower() in who.name.lower()
    if one.kind == "all":
        return (who.country is not None or who.sector == "IGO") and not belongs(who, other, one, on)
    return who.actor_id == one.actor_id or who.country in one.members(on)


def shown(found: Relations) -> list[tuple[Any, ...]]:
    return sorted(
        (
            act.event_id,
            act.type,
            act.status,
            act.direction,
            act.interval,
            act.actors,
            act.recipients,
            act.p,
            act.printings,
        )
        for act in (*found.acts, *found.unplaced, *found.outside)
    )


def same(store: Store) -> None:
    """What is kept is what follows from the events, and what is counted is what is found in them."""
    kept = "SELECT * EXCLUDE (block) FROM dyads"
    assert not store.query(f"(FROM acting EXCEPT ALL {kept}) UNION ALL ({kept} EXCEPT ALL FROM acting)")
    events = store.events()
    for a, b in SIDES:
        found = store.relations(a, b)
        assert shown(found) == counted(events, party(a), party(b)), (a, b)
        for at, period in enumerate(found.tallies()):
            acts = found.chosen(at)
            assert period == (tally(Summed.of(acts)) if acts or found.periods[at].covered else None)


@pytest.mark.parametrize("block", [7, 1 << 20])
def test_what_is_counted_is_what_the_events_give(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dyads, "BLOCK", block)

    def probability(one: across.Telling, other: across.Telling) -> float:
        """Some tellings are of one event, and some only turn out to be when a third is there."""
        ids = "".join(sorted((one.event.event_id, other.event.event_id)))
        return 0.9 if hashlib.md5(ids.encode()).digest()[0] < 5 else 0.45

    monkeypatch.setattr(across, "probability", probability)
    records = list(stories(Random(3), 60, "hand 1"))
    with Store.open(":memory:") as store:
        for at in range(0, 60, 20):
            store.add(records[at : at + 20], batch=4)
            same(store)
        assert store.query("SELECT 1 FROM links")  # some have turned out to be one
        assert len(store.events()) > 40
        again = {record.report.text: record for record in stories(Random(4), 60, "hand 2")}
        store.add(
            s.recoded(record, "hand 2", *again[record.report.text].events)
            for record in records[::3]
            if again[record.report.text].report.report_id == record.report.report_id
        )
        store.add(s.recoded(record, "hand 3", *_changed(record)) for record in records[::2])
        same(store)
        store.add(s.recoded(record, "hand 4") for record in records[:9])  # of these nothing is left
        same(store)


def _changed(record: Record) -> Iterator[Event]:
    for event in record.events:
        yield replace(event, type="MOBILIZE", status=Status.NEGATED, p=0.5, recipients=())


def test_a_block_holds_what_came_loose_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dyads, "BLOCK", 4)
    with Store.open(":memory:") as store:
        for number in range(5):  # two rows each, as a mutual act has a pair both ways
            store.add([s.daily(40 * number)])
        assert store.query("SELECT block, count(*) AS n FROM dyads GROUP BY block ORDER BY block") == [
            {"block": 0, "n": 2}, {"block": 1, "n": 4}, {"block": 2, "n": 4}
        ]  # fmt: skip
        assert len(store.relations("RUS", "CHN").acts) == 5


def test_single_acts_are_asked_for_while_the_store_is_open() -> None:
    with Store.open(":memory:") as store:
        store.add([s.meeting()])
        found = store.relations("RUS", "CHN")
    assert found.number() == 1
    assert sum(sums.acts for sums in found.tallies() if sums) == 1
    with pytest.raises(StoreError, match="closed"):
        _ = found.acts
