"""Whether the fields of two tellings allow one event, and how far they speak for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import inf
from typing import TYPE_CHECKING

from dragoman.linking.sameness import may_be
from dragoman.linking.scoring import weights
from dragoman.model import Actor, Event, Status, When
from dragoman.timing import as_date

if TYPE_CHECKING:
    from dragoman.linking.across import Telling

FORESEEN = frozenset({Status.FUTURE, Status.HYPOTHETICAL})
# Types that coders and outlets confuse: one act may be told as either.
ALIKE = (
    frozenset({"CONSULT", "COOPERATE", "AGREE"}),
    frozenset({"AID", "COOPERATE", "AGREE", "SUPPORT"}),
    frozenset({"ACCUSE", "REJECT", "PROTEST", "THREATEN"}),
    frozenset({"SANCTION", "COERCE", "REJECT"}),
    frozenset({"ASSAULT", "COERCE", "MOBILIZE"}),
    frozenset({"AGREE", "YIELD"}),
)
# Days by which a report may be late with news that it gives no day for, or with a denial, and early with a plan.
_LATE, _DENIED_LATE, _AHEAD = 3, 14, 45
_DAY = timedelta(days=1)
# How well parties agree where a side names nobody.
_UNNAMED = 0.3


def fit(one: Telling, other: Telling) -> float:
    """What the fields add to the log odds that two tellings are of one event; -inf where they rule it out."""
    a, b, weigh = one.event, other.event, weights().across
    if a.historical != b.historical or not _status_fits(one, other):
        return -inf
    parties, days = _parties(a, b), _days(one, other)
    if not _types_fit(a.type, b.type) or parties is None or days is None:
        return -inf
    total = weigh["bias"] + weigh["parties"] * parties + weigh["days"] * days
    total += weigh["day"] * (days == 0 and _is_day(a.when) and _is_day(b.when)) + weigh["gap"] * _gap(one, other)
    total += weigh["type"] * (a.type == b.type) + weigh["mode"] * _agreement(a.mode, b.mode)
    return total + weigh["status"] * (a.status != b.status)


def _types_fit(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in ALIKE)


def _agreement(one: str | None, other: str | None) -> int:
    """1 if both say the same, -1 if they differ, 0 if one says nothing."""
    return 0 if not one or not other else 1 if one == other else -1


def _status_fits(one: Telling, other: Telling) -> bool:
    """What was foreseen may come to be or not, but nothing is foreseen once it has been."""
    first, then = sorted((one, other), key=lambda t: (t.published or date.max, t.event.status not in FORESEEN))
    return not (then.event.status in FORESEEN and first.event.status not in FORESEEN) or _one_day(first, then)


def _one_day(one: Telling, other: Telling) -> bool:
    return one.published == other.published


def _parties(one: Event, other: Event) -> float | None:
    """How well the parties agree, from 0 to 1; None where somebody on the shorter side is not on the other."""
    if one.type == "CONSULT" or (_mutual(one) != _mutual(other)):
        return _together((*one.actors, *one.recipients), (*other.actors, *other.recipients))
    actors, recipients = _side(one.actors, other.actors), _side(_others(one), _others(other))
    return None if actors is None or recipients is None else (actors + recipients) / 2


def _others(event: Event) -> list[Actor]:
    """The recipients that are not the actors' own: who sends troops sends them to somebody."""
    own = {actor.country for actor in event.actors if actor.country}
    return [actor for actor in event.recipients if actor.country not in own]


def _mutual(event: Event) -> bool:
    return len(event.actors) > 1 and not event.recipients


def _together(one: Sequence[Actor], other: Sequence[Actor]) -> float | None:
    """As `_side`, of those who meet: where one of the tellings names only one of them, whom he met is open."""
    agree = _side(one, other)
    return agree if agree is None or min(len(one), len(other)) > 1 else (agree + _UNNAMED) / 2


def _side(one: Sequence[Actor], other: Sequence[Actor]) -> float | None:
    """The mean, over the shorter side, of how well its members are matched."""
    if not one or not other:
        return _UNNAMED
    shorter, longer = sorted((one, other), key=len)
    best = [max(_match(actor, rival) for rival in longer) for actor in shorter]
    return None if min(best) <= 0 else sum(best) / len(best)


def _match(one: Actor, other: Actor) -> float:
    """How well two actors may be one, from 0 (they are two) to 1."""
    if may_be(one, other):
        return 1.0
    if one.country and other.country:
        named = one.kind == other.kind == "person"
        return 0.0 if one.country != other.country or named else 0.8 if one.sector == other.sector else 0.5
    if body(one) == body(other) != "-":
        return 0.8
    if _known(one) and _known(other):
        return 0.0
    if one.sector and other.sector:
        return 0.6 if one.sector == other.sector else 0.2
    return _UNNAMED


def body(actor: Actor) -> str:
    """What an actor belongs to by its id: "united-nations" for it and for its convoy; "-" where that is unknown."""
    _, colon, rest = actor.actor_id.partition(":")
    return rest.split(":")[0] if colon else actor.actor_id


def _known(actor: Actor) -> bool:
    return bool(actor.country) or actor.sector == "IGO" or actor.actor_id.startswith("Q")


def _days(one: Telling, other: Telling) -> int | None:
    """How many days two tellings' dates are apart, 0 where they overlap; None for too many.

    What happens daily is told in the same words each day, so that days which both name must be one day; but a visit
    takes more than one, and what is planned may be put off by one.
    """
    a, b = interval(one), interval(other)
    if a is None or b is None:
        return None
    apart = max((max(a[0], b[0]) - min(a[1], b[1])).days, 0)
    named = _is_day(one.event.when) and _is_day(other.event.when) and one.event.status == other.event.status
    visit = "visit" in {one.event.mode, other.event.mode}
    return apart if apart == 0 or (apart == 1 and (visit or not named)) else None


def _gap(one: Telling, other: Telling) -> int:
    """Days between two publications, if neither gives a day: for what is told as news, days between the acts."""
    days = [t.event.when is None or t.event.when.basis == "publication" for t in (one, other)]
    if not all(days) or one.published is None or other.published is None:
        return 0
    return abs((one.published - other.published).days)


def interval(told: Telling) -> tuple[date, date] | None:
    """The days within which a telling's act falls, both inclusive; None where nothing says."""
    when, published = told.event.when, told.published
    if when and when.basis != "publication" and when.start and when.end:
        return as_date(when.start), as_date(when.end)
    if published is None:
        return None
    if told.event.status in FORESEEN:
        return published, published + _AHEAD * _DAY
    return published - (_DENIED_LATE if told.event.status is Status.NEGATED else _LATE) * _DAY, published


def _is_day(when: When | None) -> bool:
    return bool(
        when and when.basis != "publication" and when.start and when.end and as_date(when.start) == as_date(when.end)
    )
