"""What a clause may say of an act, finer than the status, with how sure a reader may be of it."""

from __future__ import annotations

from enum import StrEnum

from dragoman.model import Status
from dragoman.status.grades import Certainty


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
    DOUBTFUL = "doubtful"
    """It may not: "might not come"."""
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
    Outcome.DOUBTFUL: Status.HYPOTHETICAL,
    Outcome.NEGATED: Status.NEGATED,
}

# On Saurí and Pustejovsky's scale from -3 to +3, where the words are certain. News takes what is sure to come nearly
# for a fact; what is only wished for or conditional stands about the middle.
VALUES = {
    Outcome.HAPPENED: 3.0,
    Outcome.PROBABLE: 2.0,
    Outcome.ONGOING: 3.0,
    Outcome.SCHEDULED: 2.5,
    Outcome.INTENDED: 1.9,
    Outcome.POSSIBLE: 1.0,
    Outcome.CONDITIONAL: 0.2,
    Outcome.DESIRED: 0.1,
    Outcome.DOUBTFUL: -1.0,
    Outcome.NEGATED: -3.0,
}


def value(outcome: Outcome, certainty: Certainty) -> float:
    """How sure it is that an act took or takes place: by its outcome, less where the words hedge it."""
    if outcome is Outcome.POSSIBLE:
        return 2.0 if certainty is Certainty.PROBABLE else 1.0
    if outcome in {Outcome.PROBABLE, Outcome.DOUBTFUL, Outcome.CONDITIONAL, Outcome.DESIRED}:
        return VALUES[outcome]
    return VALUES[outcome] * certainty / Certainty.CERTAIN


ACTUAL = frozenset({Outcome.HAPPENED, Outcome.PROBABLE, Outcome.ONGOING})
OPEN = frozenset(Outcome) - ACTUAL - {Outcome.NEGATED}


def weaker(one: Outcome, other: Outcome) -> Outcome:
    """The less certain of two open outcomes."""
    return min(one, other, key=VALUES.__getitem__)
