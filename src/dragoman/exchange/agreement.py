"""Two countries in our record and in others' data: how much each holds, and how much of ours is in theirs too."""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.exchange.acts import LONGEST
from dragoman.relations.parties import party
from dragoman.store import filters

if TYPE_CHECKING:
    from dragoman.store import Store

OURS = "dragoman"


@dataclass(frozen=True, slots=True)
class Count:
    """How many events of one kind a source holds in a month. month: its first day; quad: PLOVER's, None if unknown."""

    month: date
    source: str
    quad: str | None
    events: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How our events of a dyad compare with a source's, on the days of which the source tells anything at all,
    give or take one.

    since, until: the first and last of those days; days: how many they are. A file of one hour may name a day ten years
    back.
    ours, theirs: events; matched: of ours, those with one of theirs a day apart at most, of the same PLOVER type;
    any_type: the same with whatever type; theirs_matched: of theirs, those with one of ours, of the same type.
    """

    source: str
    since: date
    until: date
    days: int
    ours: int
    matched: int
    any_type: int
    theirs: int
    theirs_matched: int

    @property
    def share(self) -> float | None:
        """The share of ours that is matched, from 0 to 1; None where we have none."""
        return self.matched / self.ours if self.ours else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What `compare_sources` found, by month, source and quad, and by source."""

    a: str
    b: str
    counts: tuple[Count, ...]
    agreement: tuple[Agreement, ...]


def compare_sources(
    store: Store, a: str, b: str, *, since: date | str | None = None, until: date | str | None = None
) -> Comparison:
    """Hold our events between two countries beside the imported ones, whoever of the two acts.

    a, b: ISO 3166-1 alpha-3 codes or names. Ours are those that an export to coded data would hold: neither denied,
    nor supposed, nor merely to come; an intent counts on the day of publication, as PLOVER's AGREE.

    Raises: UsageError for what is no country; BadDateError.
    """
    values: dict[str, Any] = {
        "a": _country(a),
        "b": _country(b),
        "since": filters.day(since, "since") or date.min,
        "until": filters.day(until, "until") or date.max,
    }
    counts = store.query(_COUNTS, values)
    agreement = store.query(_AGREEMENT, values)
    return Comparison(
        values["a"], values["b"], tuple(Count(**row) for row in counts), tuple(Agreement(**row) for row in agreement)
    )


def _country(words: str) -> str:
    found = party(words)
    if found.kind != "country":
        raise UsageError(f"'{words}' is no country: nothing was read; give a code such as RUS, or a name")
    return found.key


# Days stand in the same way as in an export: see `acts.coded`.
_DAY = f"""CASE WHEN e.plover <> e.type THEN e.published
          WHEN e.when_end - e.when_start < {LONGEST} OR e.when_end - e.when_start IS NULL
          THEN coalesce(e.when_start, e.when_end, e.published) END"""
_BOTH = f"""
    WITH ours AS (
        SELECT event_id AS id, day, type, quad FROM (
            SELECT e.event_id, e.plover AS type, CASE WHEN e.plover <> e.type THEN 'verbal cooperation' ELSE e.quad END
                   AS quad, {_DAY} AS day
            FROM current_events AS e
            WHERE e.plover IS NOT NULL AND e.status <> 'hypothetical' AND (e.status <> 'future' OR e.plover <> e.type)
            AND EXISTS (
                SELECT 1 FROM event_actors AS x JOIN event_actors AS y USING (event_id, run_id)
                WHERE x.event_id = e.event_id AND x.run_id = e.run_id AND x.country = $a AND y.country = $b
                AND (x.side <> y.side OR (e.mutual AND x.position <> y.position))
                AND x.kind <> 'thing' AND y.kind <> 'thing')
        ) WHERE day BETWEEN $since AND $until
    ), theirs AS (
        SELECT source, external_id AS id, day, type, quad FROM external_events
        WHERE day BETWEEN $since AND $until
        AND ((list_contains(actor_countries, $a) AND list_contains(recipient_countries, $b))
             OR (list_contains(actor_countries, $b) AND list_contains(recipient_countries, $a)))
    )"""

_COUNTS = f"""{_BOTH}
    SELECT date_trunc('month', day)::DATE AS month, source, quad, count(*) AS events
    FROM (SELECT '{OURS}' AS source, day, quad FROM ours UNION ALL SELECT source, day, quad FROM theirs)
    GROUP BY 1, 2, 3 ORDER BY month, source, quad NULLS LAST"""

_AGREEMENT = f"""{_BOTH}, covered AS (
        SELECT DISTINCT source, day FROM external_events WHERE day BETWEEN $since AND $until
    ), held AS (
        SELECT DISTINCT source, id FROM ours JOIN covered ON ours.day BETWEEN covered.day - 1 AND covered.day + 1
    ), near AS (
        SELECT theirs.source, ours.id, theirs.id AS other, ours.type = theirs.type AS same
        FROM ours JOIN theirs ON theirs.day BETWEEN ours.day - 1 AND ours.day + 1
    )
    SELECT source, min(day) AS since, max(day) AS until, count(*) AS days,
           (SELECT count(*) FROM held WHERE held.source = covered.source) AS ours,
           (SELECT count(DISTINCT id) FROM held JOIN near USING (source, id)
            WHERE source = covered.source AND same) AS matched,
           (SELECT count(DISTINCT id) FROM held JOIN near USING (source, id) WHERE source = covered.source) AS any_type,
           (SELECT count(*) FROM theirs WHERE theirs.source = covered.source) AS theirs,
           (SELECT count(DISTINCT other) FROM near WHERE near.source = covered.source AND same) AS theirs_matched
    FROM covered GROUP BY source ORDER BY source"""
