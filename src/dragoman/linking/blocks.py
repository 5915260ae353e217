"""Linking a corpus in pieces, with the very result of linking it in one.

A telling joins an event only where their mean probability is `stop` or more (`across.Joining`), for which one pair must
be. So tellings that no chain of such pairs connects have no say in each other: what they come to can be worked out for
each connected group alone, on whatever machine. Blocks find the pairs, each of which shares at least one block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dragoman.linking import merging
from dragoman.linking.across import Joining, Telling, probability, telling
from dragoman.linking.clustering import Groups
from dragoman.linking.fitting import ALIKE, interval
from dragoman.linking.scoring import weights
from dragoman.model import Event, Report

_WEEK = 7

Block = tuple[str, str, int]
"""A party's key, a class of types, a week: what tellings of one event share."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A telling with its place in the order in which tellings go in: by publication, report, place in the report."""

    place: tuple[date, str, int]
    telling: Telling


def blocks(told: Telling) -> Iterator[Block]:
    """The blocks of a telling: two that `fitting.fit` allows for one event have one in common."""
    days = interval(told)
    if days is None:
        return
    for week in range(days[0].toordinal() // _WEEK, (days[1].toordinal() + 1) // _WEEK + 1):
        for key in told.keys:
            yield key, _classes()[told.event.type], week


def forest(tellings: Iterable[Telling]) -> Iterator[tuple[str, str]]:
    """Pairs of the tellings of a block, by id, that connect whoever a chain of likely pairs connects.

    Pairs that are connected already are not compared, so that a story told a thousand times costs little more than one.
    Of the rest all whose days can meet are: cost grows with the square of what a block holds.
    """
    stop, groups = weights().across["stop"], Groups()
    dated = sorted(((days, t) for t in tellings if (days := interval(t))), key=lambda item: (item[0], _id(item[1])))
    for at, (days, one) in enumerate(dated):
        for (first, _), other in dated[at + 1 :]:
            if (first - days[1]).days > 1:
                break
            ids = _id(one), _id(other)
            if groups.root(ids[0]) != groups.root(ids[1]) and probability(one, other) >= stop:
                groups.join(*ids)
                yield ids


def join(placed: Iterable[Placed]) -> list[tuple[Event, list[Event]]]:
    """The events of tellings that go in one after the other, each with its tellings in that order."""
    joining, order = Joining({}), {}
    for at, one in enumerate(sorted(placed, key=lambda item: item.place)):
        order[_id(one.telling)] = at
        joining.place(one.telling)
    found = []
    for event_id, members in joining.events.items():
        told = [one.event for one in sorted(members, key=lambda member: order[_id(member)])]
        found.append((merging.merge(event_id, told), told))
    return found


def place(entries: Iterable[tuple[Event, Report, int]], originals: Mapping[str, str]) -> Placed:
    """One telling of events with one id: the words of the one that was published first, the evidence and claims of all.

    entries: events with their reports and a number that rises within a report; originals: of the reprints.
    """
    ranked = sorted(entries, key=lambda entry: _place(*entry[1:]))
    event, report, at = ranked[0]
    events = [told for told, _, _ in ranked]
    evidence = (item for told in events for item in told.evidence)
    whole = replace(
        event,
        evidence=tuple(dict.fromkeys(replace(item, reprint_of=originals.get(item.report_id)) for item in evidence)),
        claims=tuple(dict.fromkeys(claim for told in events for claim in told.claims)),
        commitment=next((told.commitment for told in events if told.commitment), None),
    )
    return Placed(_place(report, at), telling(whole, report, originals.get(report.report_id, report.report_id)))


def _place(report: Report, at: int) -> tuple[date, str, int]:
    return report.published or date.max, report.report_id, at


def _id(told: Telling) -> str:
    return told.event.event_id


class _Classes(dict[str, str]):
    """The class of each type: those that may be taken for each other, directly or through others."""

    def __missing__(self, type_: str) -> str:
        return type_


def _classes() -> _Classes:
    if not _CLASSES:
        groups = Groups()
        for alike in ALIKE:
            first, *others = sorted(alike)
            for other in others:
                groups.join(first, other)
        _CLASSES.update(groups.roots())
    return _CLASSES


_CLASSES = _Classes()
