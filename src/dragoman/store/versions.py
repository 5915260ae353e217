"""Codings of the same reports by different coders, laid side by side: which events changed, and in what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dragoman.errors import UsageError

Row = dict[str, Any]
Fetch = Callable[..., list[Row]]

FIELDS = ("type", "mode", "status", "historical", "actors", "recipients", "when", "where")
"""What is compared of two codings of the same words."""

_RUNS = """
    SELECT run_id, coder, started, count(report_id) AS reports
    FROM runs LEFT JOIN codings USING (run_id, coder) GROUP BY ALL ORDER BY run_id"""
# Reports that both sides have coded, each with the newest run of either.
_SHARED = """
    SELECT report_id, max(run_id) FILTER (run_id IN (SELECT unnest($a))) AS a,
        max(run_id) FILTER (run_id IN (SELECT unnest($b))) AS b
    FROM codings GROUP BY report_id HAVING a IS NOT NULL AND b IS NOT NULL AND a <> b"""
_TOLD = f"""
    WITH shared AS ({_SHARED}), parties AS (
        SELECT telling_id, run_id, string_agg(name, ', ' ORDER BY position) FILTER (side = 'actor') AS actors,
            string_agg(name, ', ' ORDER BY position) FILTER (side = 'recipient') AS recipients
        FROM telling_actors GROUP BY ALL
    )
    SELECT r.report_id, r.outlet, r.published, telling_id, e.run_id = s.b AS later, e.trigger.start AS "start",
        e.trigger.end AS "end", substr(r.text, e.start + 1, e.end - e.start) AS passage,
        substr(r.text, e.trigger.start + 1, e.trigger.end - e.trigger.start) AS words,
        type, mode, status, historical, parties.actors, parties.recipients,
        concat_ws(' to ', when_start, nullif(when_end, when_start)) AS "when", "where" ->> 'name' AS "where"
    FROM shared AS s JOIN evidence AS e ON e.report_id = s.report_id AND e.run_id IN (s.a, s.b)
    JOIN tellings USING (telling_id, run_id) LEFT JOIN parties USING (telling_id, run_id)
    JOIN reports AS r ON r.report_id = s.report_id ORDER BY r.published NULLS LAST, r.report_id, "start", later"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Run:
    """One coder at work in one call. reports: how many it coded; started: UTC."""

    run_id: int
    coder: str
    started: datetime
    reports: int


@dataclass(frozen=True, slots=True)
class Change:
    """An event that two codings of a report give differently.

    before, after: fields by name, None where a coding has no event at these words; fields: those that differ.
    """

    report_id: str
    outlet: str | None
    published: date | None
    passage: str
    words: str
    before: Row | None
    after: Row | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Two sides compared. why: what differs between the coders; same: events that both give alike."""

    a: str
    b: str
    why: str
    reports: int
    same: int
    changes: tuple[Change, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many events are new, gone, or differ in a field."""
        counted = Counter(field for change in self.changes for field in change.fields)
        counted["new"] = sum(change.before is None for change in self.changes)
        counted["gone"] = sum(change.after is None for change in self.changes)
        return counted


def runs(fetch: Fetch) -> list[Run]:
    """The runs of a store, the oldest first."""
    return [Run(**row) for row in fetch(_RUNS)]


def compare(fetch: Fetch, a: str, b: str) -> Diff:
    """Compare the codings of two sides, each the number of a run or the beginning of a coder's name.

    Raises: UsageError for a side that is neither, and where no report was coded by both.
    """
    known = runs(fetch)
    before, after = _side(known, a), _side(known, b)
    values = {"a": [run.run_id for run in before], "b": [run.run_id for run in after]}
    shared = len(fetch(_SHARED, values))
    if not shared:
        raise UsageError(f"no report was coded by both {a} and {b}: `dragoman runs` lists what each coded")
    by_report: dict[str, list[Row]] = defaultdict(list)
    for row in fetch(_TOLD, values):
        by_report[row["report_id"]].append(row)
    same, changes = 0, []
    for rows in by_report.values():
        for one, other in _pairs([r for r in rows if not r["later"]], [r for r in rows if r["later"]]):
            change = _change(one, other)
            same += change is None
            changes += [change] if change else []
    return Diff(before[-1].coder, after[-1].coder, why(before[-1].coder, after[-1].coder), shared, same, tuple(changes))


def why(a: str, b: str) -> str:
    """What differs between two coders, from their names: "another relation model"."""
    (first, one), (second, other) = (_parts(coder) for coder in (a, b))
    told = [f"version {first} and {second}"] if first != second else []
    told += [f"another {_NAMES.get(name, name)}" for name in one if name in other and one[name] != other[name]]
    return ", ".join(told) or "the same coder, run again"


_NAMES = {"lexicon": "lexicon", "relation": "relation model"}


def _parts(coder: str) -> tuple[str, dict[str, str]]:
    """A coder's name without hashes, and the hashes: "dragoman 0.1.0+lexicon.8c9e.relation.6db3"."""
    name, _, hashes = coder.partition("+")
    words = hashes.split(".")
    return name, dict(zip(words[::2], words[1::2], strict=False))


def _side(known: Sequence[Run], side: str) -> list[Run]:
    found = [run for run in known if str(run.run_id) == side] or [run for run in known if run.coder.startswith(side)]
    if not found:
        raise UsageError(f"no run or coder {side}: `dragoman runs` lists those there are")
    return found


def _pairs(before: list[Row], after: list[Row]) -> list[tuple[Row | None, Row | None]]:
    """Events of the same words with each other: equal ones first, then those whose triggers overlap most."""
    rated = sorted(
        (
            (one["telling_id"] == other["telling_id"], _overlap(one, other), -i, -j)
            for i, one in enumerate(before)
            for j, other in enumerate(after)
            if _overlap(one, other) > 0
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    for *_, i, j in rated:
        if -i not in partner and -j not in partner.values():
            partner[-i] = -j
    left = set(range(len(after))) - set(partner.values())
    return [(one, after[partner[i]] if i in partner else None) for i, one in enumerate(before)] + [
        (None, after[j]) for j in sorted(left)
    ]


def _overlap(one: Row, other: Row) -> int:
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))


def _change(before: Row | None, after: Row | None) -> Change | None:
    """The change between two events, None if they are alike."""
    shown = after or before
    assert shown is not None
    fields = tuple(f for f in FIELDS if before[f] != after[f]) if before and after else ()
    if before and after and not fields:
        return None
    place = (shown["report_id"], shown["outlet"], shown["published"], shown["passage"], shown["words"])
    return Change(*place, _told(before), _told(after), fields)


def _told(row: Row | None) -> Row | None:
    return None if row is None else {field: row[field] for field in FIELDS}
