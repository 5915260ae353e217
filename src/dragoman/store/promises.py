"""The store's side of the ledger: which events and sentences are settled, and persons' verdicts as rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any

from dragoman.errors import UsageError
from dragoman.ledger import CUES, Confirmation, Entry, Proposal, Sentence, settle
from dragoman.model import Event, State
from dragoman.store import opening

INSERT = """
    INSERT INTO confirmations SELECT $id, (SELECT count(*) FROM confirmations WHERE commitment_id = $id),
    $state, $because, $by, $entered, $proposed, $p, $event_id, $evidence"""

# The same verdict as the record's events carry it.
FINDING = """
    INSERT INTO findings SELECT ?, NULL, (SELECT count(*) FROM findings WHERE commitment_id = ? AND run_id IS NULL),
    ?, CAST(? AS DATE), NULL, 1.0, ?"""

# What may open or close a commitment: acts of those who ever promised anything, as each report tells them, so that an
# event that was promised and then came about is seen as both.
_TELLINGS = """
    WITH parties AS (
        SELECT DISTINCT coalesce(country, actor_id) AS party FROM event_actors
        WHERE event_id IN (SELECT event_id FROM current_commitments)
    ), acting AS (
        SELECT DISTINCT event_id FROM event_actors JOIN parties ON party = coalesce(country, actor_id)
    )
    SELECT telling, telling_id, e.event_id FROM current_events AS e JOIN members USING (event_id)
    WHERE event_id IN (SELECT event_id FROM current_commitments) OR (
        event_id IN (SELECT event_id FROM acting) AND status IN ('happened', 'ongoing') AND NOT historical
    ) ORDER BY telling_id"""
_SENTENCES = """
    SELECT report_id, published, passages.text, "start", "end"
    FROM passages JOIN printings USING (passage_id) JOIN reports USING (report_id)
    WHERE regexp_matches(passages.text, $cues) ORDER BY report_id, "start" """
_CONFIRMATIONS = """
    SELECT commitment_id, state, because, "by", entered, proposed, proposed_p
    FROM confirmations ORDER BY entered, position"""

Fetch = Callable[..., list[dict[str, Any]]]


def ledger(fetch: Fetch, read: Callable[[list[int]], list[Event]], as_of: date | None) -> list[Entry]:
    """The ledger of a store as of a day, today unless given. read: tellings by their numbers."""
    sentences = (Sentence(**row) for row in fetch(_SENTENCES, {"cues": CUES}))
    given = map(_confirmation, fetch(_CONFIRMATIONS))
    rows = fetch(_TELLINGS)
    home = {row["telling_id"]: row["event_id"] for row in rows}
    told = (replace(telling, event_id=home[telling.event_id]) for telling in read([row["telling"] for row in rows]))
    return settle(told, sentences, given, as_of=as_of or datetime.now(UTC).date())


def confirmation(commitment_id: str, state: State, because: str, by: str, proposed: Proposal | None) -> dict[str, Any]:
    """The values of `INSERT`. Raises: UsageError for a verdict without a reason."""
    if not because.strip():
        raise UsageError("a verdict needs a reason: nothing was written; give one, as in --because 'seen in Oslo'")
    shown = [{**asdict(s), "published": str(s.published)} for s in proposed.evidence] if proposed else None
    return {
        "id": commitment_id,
        "state": state.value,
        "because": because.strip(),
        "by": by,
        "entered": opening.now(),
        "proposed": proposed.state.value if proposed else None,
        "p": proposed.p if proposed else None,
        "event_id": proposed.event_id if proposed else None,
        "evidence": json.dumps(shown, ensure_ascii=False) if shown else None,
    }


def _confirmation(row: dict[str, Any]) -> Confirmation:
    proposed = State(row["proposed"]) if row["proposed"] else None
    return Confirmation(
        row["commitment_id"],
        State(row["state"]),
        row["because"],
        row["by"],
        row["entered"],
        proposed,
        row["proposed_p"],
    )
