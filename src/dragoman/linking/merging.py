"""Tellings of one event → the event; how it came to be what it is, and what its tellings disagree about.

A telling is an `Event` as one coder made it of one report or of its reprints: its evidence is all of one wording.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import TypeVar

from dragoman.linking.sameness import may_be
from dragoman.model import Actor, Event, Evidence, Status, When
from dragoman.timing import as_date

Value = TypeVar("Value", bound=Hashable)

_FORESEEN = frozenset({Status.FUTURE, Status.HYPOTHETICAL})
_KEPT = 1 / 3
"""A party that fewer of the tellings name is left out: the coder misread one of them, or the words were loose."""


@dataclass(frozen=True, slots=True)
class Change:
    """A report that gave an event another status or day than the reports before it."""

    published: date | None
    outlet: str | None
    report_id: str
    status: Status
    when: When | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field that tellings give differently. values: each with the evidence of those that give it."""

    field: str
    values: tuple[tuple[str, tuple[Evidence, ...]], ...]


@dataclass(frozen=True, slots=True)
class History:
    """How an event came to be what it is: its changes by date of publication, and what is in dispute."""

    event_id: str
    changes: tuple[Change, ...]
    disputes: tuple[Dispute, ...]


def merge(event_id: str, tellings: Sequence[Event]) -> Event:
    """The event that tellings, in the order in which they were added, come to.

    What happened outranks what was foreseen; what half of the other tellings say did happen did. Its parties are those
    that a third of the tellings name; type, mode and the rest are what most have. The commitment stays the one that
    came first.
    """
    if len(tellings) == 1:
        return replace(tellings[0], event_id=event_id)
    standing = _standing(tellings)
    type_ = _most(t.type for t in tellings)
    typed = [t for t in standing if t.type == type_] or standing
    actors, recipients = _sides(typed)
    ordered = sorted(tellings, key=_first_published)
    return Event(
        event_id=event_id,
        type=type_,
        mode=_most(t.mode for t in tellings if t.mode and t.type == type_),
        contexts=tuple(dict.fromkeys(context for t in tellings for context in t.contexts)),
        status=standing[-1].status,
        historical=_most(t.historical for t in typed),
        actors=actors,
        recipients=recipients,
        when=_date(standing) or _date(tellings),
        where=_most(t.where for t in tellings if t.where),
        claims=tuple(dict.fromkeys(claim for t in ordered for claim in t.claims)),
        commitment=next((t.commitment for t in tellings if t.commitment), None),
        evidence=tuple(dict.fromkeys(item for t in ordered for item in t.evidence)),
        p=max(t.p for t in tellings),
        coder=tellings[-1].coder,
    )


def history(event_id: str, tellings: Sequence[Event]) -> History:
    """The history of the event that tellings come to. The first change is how it was first told."""
    return History(event_id, tuple(_changes(tellings)), tuple(_disputes(tellings)))


def opens(tellings: Sequence[Event]) -> Event | None:
    """The telling whose commitment is the event's."""
    return next((t for t in tellings if t.commitment), None)


def _standing(tellings: Sequence[Event]) -> list[Event]:
    """The tellings that the event's status is taken from, the last one's, by publication: see `merge`."""
    ordered = sorted(tellings, key=_first_published)
    over = [t for t in ordered if t.status not in _FORESEEN]
    occurred = [t for t in over if t.status is not Status.NEGATED]
    return occurred if over and 2 * len(occurred) >= len(over) else over or ordered


def _first_published(telling: Event) -> date:
    """When a telling was first printed; what is not dated counts as last."""
    return min((item.published for item in telling.evidence if item.published), default=date.max)


def _most(values: Iterable[Value]) -> Value:
    """The commonest value, the first of those that are equally common; None if there is none."""
    counted = Counter(values)
    return max(counted, key=counted.__getitem__, default=None)  # type: ignore[return-value]


def _sides(tellings: Sequence[Event]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and recipients. Tellings of a meeting and of a visit do not mix: the commoner form counts."""
    mutual = _most(len(t.actors) > 1 and not t.recipients for t in tellings)
    alike = [t for t in tellings if (len(t.actors) > 1 and not t.recipients) == mutual]
    actors = _parties([t.actors for t in alike])
    return actors, tuple(a for a in _parties([t.recipients for t in alike]) if not any(a == b for b in actors))


def _parties(sides: Sequence[Sequence[Actor]]) -> tuple[Actor, ...]:
    """Everybody whom enough tellings name on a side, each once; a person stands for the state that he acts for."""
    found: list[Actor] = []
    named: list[int] = []
    for side in sides:
        for actor in side:
            known = next((at for at, other in enumerate(found) if may_be(actor, other)), None)
            if known is None:
                found.append(actor)
                named.append(1)
                continue
            named[known] += 1
            if actor.kind == "person" and found[known].kind != "person":
                found[known] = actor
    least = _KEPT * sum(1 for side in sides if side)
    return tuple(actor for actor, times in zip(found, named, strict=True) if times >= least)


def _date(tellings: Sequence[Event]) -> When | None:
    """The date that most tellings state, the shortest of those; else the earliest that the publications suggest."""
    dates = [t.when for t in tellings if t.when]
    stated = [when for when in dates if when.basis != "publication" and when.start and when.end]
    if stated:
        often = Counter((_day(when.start), _day(when.end)) for when in stated)
        return min(stated, key=lambda when: (-often[_day(when.start), _day(when.end)], _length(when)))
    return min(
        (when for when in dates if when.start), key=lambda when: str(when.start), default=next(iter(dates), None)
    )


def _day(moment: date | None) -> date:
    return as_date(moment) if moment else date.max


def _length(when: When) -> int:
    return (_day(when.end) - _day(when.start)).days


def _changes(tellings: Sequence[Event]) -> Iterator[Change]:
    """The first telling, and each that says something new. What was printed late changes nothing."""
    last: Change | None = None
    for telling in sorted(tellings, key=_first_published):
        item = min(telling.evidence, key=lambda e: (e.published or date.max, e.report_id))
        change = Change(item.published, item.outlet, item.report_id, telling.status, telling.when)
        if last is None or _says_more(change, last):
            yield change
            last = change


def _says_more(new: Change, last: Change) -> bool:
    if new.status != last.status:
        return not (new.status in _FORESEEN and last.status not in _FORESEEN)
    return new.status in _FORESEEN and _apart(new.when, last.when)


def _disputes(tellings: Sequence[Event]) -> Iterator[Dispute]:
    standing = [t for t in tellings if t.status not in _FORESEEN] or list(tellings)
    for field, value, differ in _FIELDS:
        told = [(t, said) for t in standing if (said := value(t))]
        if any(differ(one, other) for (one, _), (other, _) in combinations(told, 2)):
            yield Dispute(field, _values(told))


def _values(told: Sequence[tuple[Event, str | None]]) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    by_value: dict[str, list[Evidence]] = {}
    for telling, said in told:
        by_value.setdefault(str(said), []).extend(telling.evidence)
    return tuple((said, tuple(dict.fromkeys(items))) for said, items in by_value.items())


def _apart(one: When | None, other: When | None) -> bool:
    """Whether two dates that words give cannot both be right."""
    if one is None or other is None or "publication" in {one.basis, other.basis}:
        return False
    if not (one.start and one.end and other.start and other.end):
        return False
    return max(_day(one.start), _day(other.start)) > min(_day(one.end), _day(other.end))


def _status(telling: Event) -> str:
    return "did not happen" if telling.status is Status.NEGATED else telling.status.value


def _when(telling: Event) -> str | None:
    when = telling.when
    if when is None or when.basis == "publication" or not (when.start and when.end):
        return None
    first, last = _day(when.start), _day(when.end)
    return f"{first}" if first == last else f"{first} to {last}"


def _who(actors: Sequence[Actor]) -> str | None:
    return ", ".join(sorted({actor.country for actor in actors if actor.country})) or None


_Differ = Callable[[Event, Event], bool]
_FIELDS: tuple[tuple[str, Callable[[Event], str | None], _Differ], ...] = (
    ("status", _status, lambda a, b: (a.status is Status.NEGATED) != (b.status is Status.NEGATED)),
    ("type", lambda t: t.type, lambda a, b: a.type != b.type),
    ("mode", lambda t: t.mode, lambda a, b: a.mode != b.mode),
    ("when", _when, lambda a, b: _apart(a.when, b.when)),
    (
        "where",
        lambda t: t.where.name if t.where else None,
        lambda a, b: bool(a.where and b.where and a.where.name != b.where.name),
    ),
    (
        "actors",
        lambda t: _who(t.actors),
        lambda a, b: not {x.country for x in a.actors} & {x.country for x in b.actors},
    ),
    (
        "recipients",
        lambda t: _who(t.recipients),
        lambda a, b: not {x.country for x in a.recipients} & {x.country for x in b.recipients},
    ),
)
