"""What a clause may say of an act, finer than the status, with how sure a reader may be of it."""

from __future__ import annotations

from enum import StrEnum

from dragoman.model import Status


class Outcome(StrEnum):
    """What is said of an act."""

    HAPPENED = "happened"
    PROBABLE = "probable"
    """It has happened by hearsay or to all appearance: "is said to have", "apparently"."""
    ONGOING = "ongoing"
    SCHEDULED = "scheduled"
    """It will take place, or is set to."""
    INTENDED = "intended"
    """Somebody plans, promises or acts in order that it take place."""
    POSSIBLE = "possible"
    """It may, could or is likely to."""
    CONDITIONAL = "conditional"
    """It would, if something else did; or it is itself the condition."""
    DESIRED = "desired"
    """It is asked for, ordered, hoped for, tried or due by some norm."""
    NEGATED = "negated"


STATUSES = {
    Outcome.HAPPENED: Status.HAPPENED,
    Outcome.PROBABLE: Status.HAPPENED,
    Outcome.ONGOING: Status.ONGOING,
    Outcome.SCHEDULED: Status.FUTURE,
    Outcome.INTENDED: Status.FUTURE,
    Outcome.POSSIBLE: Status.HYPOTHETICAL,
    Outcome.CONDITIONAL: Status.HYPOTHETICAL,
    Outcome.DESIRED: Status.HYPOTHETICAL,
    Outcome.NEGATED: Status.NEGATED,
}

# On Saurí and Pustejovsky's scale from -3 to +3. What is certain to come counts as a fact with some annotators
# (MEANTIME) and as none yet with others (UDS-IH2), so it stands between; what is only wished or conditional stands
# below the middle.
VALUES = {
    Outcome.HAPPENED: 2.9,
    Outcome.PROBABLE: 1.6,
    Outcome.ONGOING: 2.8,
    Outcome.SCHEDULED: 1.5,
    Outcome.INTENDED: 1.2,
    Outcome.POSSIBLE: 0.2,
    Outcome.CONDITIONAL: -0.8,
    Outcome.DESIRED: -1.0,
    Outcome.NEGATED: -2.5,
}

ACTUAL = frozenset({Outcome.HAPPENED, Outcome.PROBABLE, Outcome.ONGOING})
OPEN = frozenset(Outcome) - ACTUAL - {Outcome.NEGATED}


def weaker(one: Outcome, other: Outcome) -> Outcome:
    """The less certain of two open outcomes."""
    return min(one, other, key=VALUES.__getitem__)
