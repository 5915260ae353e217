"""Links between statements, the matters that they make up, and the facts in dispute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dragoman.linking import words
from dragoman.linking.told import content
from dragoman.model import Span
from dragoman.readouts import facts, sides
from dragoman.readouts.comparison import Account, Dispute, Kind, Link, Statement, Topic
from dragoman.readouts.matching import match
from dragoman.readouts.meaning import likenesses, means_the_same
from dragoman.readouts.reading import Reading

# What is more alike than this is worded alike. Set on the half of the pairs that is for tuning.
_ALIKE = 0.5


def links(one: Reading, other: Reading) -> list[Link]:
    """The links between the statements of two reports, in their order."""
    if not one.statements or not other.statements:
        return []
    scores = likenesses(*([statement.span.text for statement in r.statements] for r in (one, other)))
    found = []
    for row, column, likeness in match(scores, _opposed(one, other)):
        ends = one.statements[row], other.statements[column]
        disputes = tuple(_disputes(ends, one, other))
        found.append(Link(ends, _kind(ends, likeness), round(likeness, 3), _differing(*ends), disputes))
    return found


def _opposed(one: Reading, other: Reading) -> NDArray[np.bool_]:
    """Whether each statement of one report and each of another are the words of different parties, not of both."""

    def differ(a: Statement, b: Statement) -> bool:
        return a.voice != b.voice and sides.JOINT not in (a.voice, b.voice)

    return np.array([[differ(a, b) for b in other.statements] for a in one.statements])


def topics(readings: Sequence[Reading], linked: Sequence[Link]) -> list[Topic]:
    """The matters, in the order in which the first report that speaks of each does; every statement is in one."""
    parent: dict[Statement, Statement] = {s: s for reading in readings for s in reading.statements}

    def root(statement: Statement) -> Statement:
        while parent[statement] != statement:
            statement = parent[statement]
        return statement

    for link in linked:
        first, second = map(root, link.statements)
        parent[second] = first
    members: dict[Statement, list[Statement]] = defaultdict(list)
    for statement in parent:
        members[root(statement)].append(statement)
    ids = [reading.account.report_id for reading in readings]
    return [
        Topic(
            tuple(tuple(s for s in some if s.report_id == id_) for id_ in ids),
            tuple(link for link in linked if link.statements[0] in some),
        )
        for some in members.values()
    ]


def of_meeting(accounts: Sequence[Account]) -> Iterator[Dispute]:
    """Who called whom, and for how long, where two accounts differ."""
    for one, other in combinations(accounts, 2):
        ids = one.report_id, other.report_id
        countries = one.caller_country, other.caller_country
        if one.caller and other.caller and None not in countries and countries[0] != countries[1]:
            yield Dispute("caller", ids, (one.caller, other.caller))
        if one.length and other.length and one.minutes != other.minutes:
            yield Dispute("length", ids, (one.length, other.length))


def _kind(ends: tuple[Statement, Statement], likeness: float) -> Kind:
    """In different terms: not worded alike, and at least one side gives it as a party's own word, not as both's."""
    return "same" if likeness >= _ALIKE or all(end.voice == sides.JOINT for end in ends) else "terms"


def _disputes(ends: tuple[Statement, Statement], one: Reading, other: Reading) -> Iterator[Dispute]:
    a, b = ends
    reports = one.record.report, other.record.report
    days = reports[0].published, reports[1].published
    for kind, ours, theirs in facts.differing(a.span.text, b.span.text, days, (reports[0].text, reports[1].text)):
        spans = ours.shifted(a.span.start), theirs.shifted(b.span.start)
        yield Dispute(kind, (reports[0].report_id, reports[1].report_id), spans)


def _differing(one: Statement, other: Statement) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The words of each statement that mean nothing that the other says."""
    return _apart(one.span, other.span), _apart(other.span, one.span)


def _apart(here: Span, there: Span) -> tuple[Span, ...]:
    known = set(content(words.tokens(there.text)))
    found = []
    for token in words.tokens(here.text):
        terms = content([token])
        if terms and not any(means_the_same(term, other) for term in terms for other in known):
            found.append(token.shifted(here.start))
    return tuple(found)
