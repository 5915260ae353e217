"""Reprints of a corpus in pieces: reports that share marks are laid beside each other, as a store does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import Report
from dragoman.reprints import duplicates
from dragoman.reprints.addresses import plain_address
from dragoman.reprints.marks import marks
from dragoman.reprints.pairs import CROWD, NEIGHBOURS

Name = tuple[str, str]
"""A report by its day of publication ("~" if unknown) and its id: in order of time, the original is the least."""

Pair = tuple[Name, Name]
Mark = tuple[int, int]
"""A mark, and how far it goes to say that two reports with it may be one: `_ENOUGH` for a whole text or an address."""

_ENOUGH = 2  # sampled shingles shared, from which on two reports are compared


def name(report: Report) -> Name:
    """What a report goes by here."""
    return (report.published.isoformat() if report.published else "~"), report.report_id


def marked(reports: Iterable[Report]) -> Iterator[tuple[Mark, Name]]:
    """The marks of reports, each with the report."""
    known = list(reports)
    for report, own in zip(known, marks(known), strict=True):
        whole = 2 if plain_address(report.address) else 1
        for at, mark in enumerate(own):
            yield (mark, _ENOUGH if at < whole else 1), name(report)


def neighbours(mark: Mark, names: Iterable[Name]) -> Iterator[tuple[Pair, int]]:
    """Pairs of the reports with a mark: each with the next few in time, so that cost grows with the reports."""
    ordered = sorted(set(names))
    reach = 2 if len(ordered) > CROWD else NEIGHBOURS
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + reach]:
            yield (one, other), mark[1]


def compared(pair: Pair, shared: Iterable[int]) -> Iterator[tuple[str, Pair]]:
    """A pair that shares enough to be compared, by the id of each of the two."""
    if sum(shared) >= _ENOUGH:
        for _, report_id in pair:
            yield report_id, pair


def same_article(reports: Iterable[Report]) -> bool:
    """Whether two reports, in any order, are printings of one article."""
    in_time: list[Report] = sorted(reports, key=name)
    return bool(duplicates(in_time))
