"""Which reports are printings of one article: wire copy that many papers edit, cut, credit and print.

Candidates share sampled shingles (`pairs`); then the words of both texts are laid over each other. A reprint holds
little that its original does not (containment, Broder 1997): a report that quotes some sentences of another, or that
shares its background paragraphs, has news of its own besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.errors import UsageError
from dragoman.model import Report
from dragoman.reprints.addresses import plain_address
from dragoman.reprints.compare import Comparer
from dragoman.reprints.pairs import candidates
from dragoman.reprints.shingles import shingled

__all__ = ["duplicates"]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A report as far as reprints go."""

    report_id: str
    text: str
    address: str | None
    published: str


def duplicates(reports: Iterable[Report | Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """The groups of reprints among reports, as ids: the earliest first, which counts as the original.

    reports: Report objects, or mappings with `id` or `report_id`, `text`, and where known `address` (or `url`) and
    `published` (a date or an ISO 8601 string). An id given twice is one report. Two reports are one article if they
    have one address, the same text, or nearly so: see the module. Titles, bylines, credits and other boilerplate do
    not count. Without dates, or on one day, the order given decides who is earliest.

    Returns: groups of two and more, in the order of their originals; reports without a reprint are in none. Memory is
    about 25 KB a report of 300 words.

    Raises: UsageError for a mapping without an id or a text.
    """
    entries = list({entry.report_id: entry for entry in map(_entry, range(1 << 62), reports)}.values())
    groups = _Groups(len(entries))
    for key in ("text", "address"):
        _join_equal(groups, [getattr(entry, key) for entry in entries])
    _join_alike(groups, entries)
    order = sorted(range(len(entries)), key=lambda at: (entries[at].published, at))
    found: dict[int, list[str]] = defaultdict(list)
    for at in order:
        found[groups.root(at)].append(entries[at].report_id)
    return [tuple(group) for group in found.values() if len(group) > 1]


class _Groups:
    """Disjoint sets (Tarjan, 1975)."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def root(self, at: int) -> int:
        parents = self._parents
        while parents[at] != at:
            parents[at] = at = parents[parents[at]]
        return at

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parents[second] = first


def _join_equal(groups: _Groups, keys: Sequence[str | None]) -> None:
    seen: dict[str, int] = {}
    for at, key in enumerate(keys):
        if key:
            groups.join(seen.setdefault(key, at), at)


def _join_alike(groups: _Groups, entries: Sequence[_Entry]) -> None:
    """Join near copies. Of texts joined already one stands for all; pairs joined through others are not compared."""
    firsts = list({entry.text: at for at, entry in reversed(list(enumerate(entries)))}.values())
    corpus = shingled([entries[at].text for at in firsts])
    pairs = candidates(corpus)
    same_article = Comparer(corpus).same_article
    for one, other, sure in zip(pairs.first.tolist(), pairs.second.tolist(), pairs.sure.tolist(), strict=True):
        first, second = firsts[one], firsts[other]
        if groups.root(first) != groups.root(second) and (sure or same_article(one, other)):
            groups.join(first, second)


def _entry(at: int, report: Report | Mapping[str, Any]) -> _Entry:
    if isinstance(report, Report):
        return _Entry(report.report_id, report.text, plain_address(report.address), _day(report.published))
    report_id, text = report.get("report_id", report.get("id")), report.get("text")
    if report_id is None or not isinstance(text, str):
        raise UsageError(f"report {at + 1} has no {'text' if report_id is not None else 'id'}: give `id` and `text`")
    address = report.get("address") or report.get("url")
    return _Entry(str(report_id), text, plain_address(address), _day(report.get("published")))


def _day(published: date | str | None) -> str:
    """A key that sorts by time; what is not dated comes last."""
    return "~" if not published else published if isinstance(published, str) else published.isoformat()
