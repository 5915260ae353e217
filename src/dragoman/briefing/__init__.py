"""What a store has learnt since a day: what is new, what changed status, what falls due, what is disputed.

Every line is made of an event's own fields and carries the words that bear it out; nothing is said without a source.
"""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, pairwise
from typing import Any

from dragoman.linking.merging import History
from dragoman.model import Event, Evidence
from dragoman.render import act, actor_words, clean, disputed, due_words, when_words
from dragoman.store import filters

Fetch = Callable[[str, dict[str, Any]], list[dict[str, Any]]]
Read = Callable[[list[str]], list[Event]]
Recall = Callable[[str], History]

AHEAD = timedelta(days=14)
"""How far a brief looks ahead for what falls due."""

# When an event was first reported: a report without a date counts from the day on which it was read in.
_FIRST = """
    SELECT event_id, min(coalesce(published, CAST(started AS DATE))) AS first,
        max(coalesce(published, CAST(started AS DATE))) AS last, count(DISTINCT report_id) AS reports
    FROM current_evidence JOIN reports USING (report_id) JOIN runs USING (run_id) GROUP BY event_id"""
_PARTIES = """
    SELECT event_id, run_id, string_agg(DISTINCT concat(side, ' ', actor_id), '+' ORDER BY concat(side, ' ', actor_id))
        AS parties FROM event_actors GROUP BY event_id, run_id"""
# Events that some tellings foresaw and others say came about, or did not.
_TURNED = """
    SELECT event_id FROM members JOIN tellings AS t USING (telling_id) JOIN current_events AS e USING (event_id)
    JOIN reported USING (event_id)
    WHERE e.status NOT IN ('future', 'hypothetical') AND last >= $since AND {parties}
    GROUP BY event_id HAVING bool_or(t.status IN ('future', 'hypothetical')) ORDER BY event_id"""
# An event as it was foreseen, and the same type of act of the same parties, at a time that fits, as told later.
_CAME_ABOUT = """
    told AS (
        SELECT current_events.*, first, parties
        FROM current_events JOIN reported USING (event_id) JOIN sides USING (event_id, run_id)
    )
    SELECT e.event_id AS now, arg_max(b.event_id, b.first) AS before FROM told AS e JOIN told AS b
    ON e.type = b.type AND e.parties = b.parties AND coalesce(e.mode, b.mode, '') = coalesce(b.mode, e.mode, '')
    AND b.first < e.first AND b.status IN ('future', 'hypothetical') AND e.status NOT IN ('future', 'hypothetical')
    AND coalesce(e.when_end >= b.when_start, true) AND coalesce(e.when_start <= b.when_end, true)"""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to know: what, in words made of the record, with the event and the words that bear it out."""

    words: str
    event_id: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading, the most widely reported first. more: how many were left out."""

    title: str
    lines: tuple[Line, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """What is known since a day, up to and with another. about: the parties asked for; empty for all."""

    since: date
    until: date
    about: tuple[str, ...]
    sections: tuple[Section, ...]


def make(
    fetch: Fetch,
    read: Read,
    recall: Recall,
    since: date,
    until: date,
    about: Sequence[str] = (),
    limit: int = 50,
) -> Brief:
    """The brief of a store.

    fetch, read, recall: its rows by SQL, its events and their histories by id; limit: lines in a section at most.
    """
    parties, values = _about(about)
    span = {**values, "since": since, "until": until}
    events = f"WITH reported AS ({_FIRST}) SELECT e.event_id FROM current_events AS e JOIN reported USING (event_id)"
    days = "BETWEEN $since AND $until"
    order = f"ORDER BY reported.reports DESC, first DESC, {filters.ORDER}"
    new = _ids(fetch, f"{events} WHERE first {days} AND {parties} {order}", span)
    told = _ids(fetch, f"{events} WHERE last {days} AND {parties} {order}", span)
    due = _ids(
        fetch,
        "SELECT e.event_id FROM current_commitments AS c JOIN current_events AS e USING (event_id) "
        f"WHERE state = 'open' AND coalesce(due_end, due_start) BETWEEN $since AND $ahead AND {parties} "
        "ORDER BY coalesce(due_end, due_start), e.event_id",
        {**values, "since": since, "ahead": until + AHEAD},
    )
    sections = (
        _section("New", (_line(event) for event in read(new[:limit])), len(new), limit),
        _section(
            "Changed",
            chain(_turns(fetch, read, recall, parties, span), _changes(fetch, read, parties, span)),
            None,
            limit,
        ),
        _section("Due", (_due(event, until) for event in read(due[:limit])), len(due), limit),
        _section("Disputed", (_dispute(event) for event in read(told) if disputed(event)), None, limit),
    )
    return Brief(since, until, tuple(about), sections)


def _ids(fetch: Fetch, sql: str, values: dict[str, Any]) -> list[str]:
    return [row["event_id"] for row in fetch(sql, values)]


def _about(about: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """The condition that one of the parties asked for takes part, and its values."""
    if not about:
        return "true", {}
    named = " OR ".join(filters.named("a", f"about{at}", party) for at, party in enumerate(about))
    takes_part = "SELECT 1 FROM event_actors AS a WHERE a.event_id = e.event_id AND a.run_id = e.run_id"
    return f"EXISTS ({takes_part} AND ({named}))", {f"about{at}": party for at, party in enumerate(about)}


def _section(title: str, lines: Iterator[Line], known: int | None, limit: int) -> Section:
    """A section of lines that have evidence; without it nothing is said."""
    found = [line for line in lines if line.evidence]
    return Section(title, tuple(found[:limit]), max(0, (len(found) if known is None else known) - limit))


def _turns(fetch: Fetch, read: Read, recall: Recall, parties: str, span: dict[str, Any]) -> Iterator[Line]:
    """What was foreseen and has come about, or not, as reports of these days tell of one event."""
    values = {name: value for name, value in span.items() if name != "until"}
    ids = _ids(fetch, f"WITH reported AS ({_FIRST}) {_TURNED.format(parties=parties)}", values)
    for event in read(ids):
        for before, now in pairwise(recall(event.event_id).changes):
            if before.status != now.status and span["since"] <= (now.published or date.min) <= span["until"]:
                shown = {before.report_id: 1, now.report_id: 0}
                proof = sorted((e for e in event.evidence if e.report_id in shown), key=lambda e: shown[e.report_id])
                yield Line(f"{_what(event)}: was {before.status}, now {now.status}", event.event_id, tuple(proof[:2]))


def _changes(fetch: Fetch, read: Read, parties: str, span: dict[str, Any]) -> Iterator[Line]:
    """What was foreseen in an earlier report and has come about, or not, in a later one; and verdicts on promises."""
    rows = fetch(
        f"WITH reported AS ({_FIRST}), sides AS ({_PARTIES}), {_CAME_ABOUT} "
        f"WHERE e.first BETWEEN $since AND $until AND {parties} GROUP BY e.event_id ORDER BY e.event_id",
        span,
    )
    events = {event.event_id: event for event in read([id_ for row in rows for id_ in (row["before"], row["now"])])}
    for row in rows:
        before, now = events[row["before"]], events[row["now"]]
        words = f"{_what(now)}: was {before.status}, now {now.status}"
        yield Line(words, now.event_id, (*now.evidence[:1], *before.evidence[:1]))
    judged = fetch(
        "SELECT DISTINCT c.event_id FROM current_commitments AS c JOIN findings AS f USING (commitment_id) "
        "JOIN current_events AS e ON e.event_id = c.event_id "
        f'WHERE f."on" BETWEEN $since AND $until AND {parties} ORDER BY c.event_id',
        span,
    )
    for event in read([row["event_id"] for row in judged]):
        if event.commitment and event.commitment.findings:
            last = event.commitment.findings[-1]
            words = f"{_what(event)}: promise {last.state}, says {clean(last.by)} on {last.on}"
            proof = read([last.event_id]) if last.event_id else []
            yield Line(words, event.event_id, (*event.evidence[:1], *(item for e in proof for item in e.evidence[:1])))


def _line(event: Event) -> Line:
    return Line(f"{when_words(event.when)} · {_what(event)} · {event.status}", event.event_id, event.evidence[:2])


def _due(event: Event, today: date) -> Line:
    made = event.commitment
    assert made is not None  # asked for by its commitment
    by = _names(made.promisors) or "somebody unnamed"
    to = f" to {_names(made.beneficiaries)}" if made.beneficiaries else ""
    last = made.due.end or made.due.start if made.due else None
    late = " · past its day" if last is not None and last.isoformat()[:10] < today.isoformat() else ""
    condition = f" · on condition: {clean(made.condition)}" if made.condition else ""
    what = act(made.act.type, made.act.mode)
    return Line(f"{due_words(made.due)} · {by}: {what}{to}{condition}{late}", event.event_id, event.evidence[:2])


def _dispute(event: Event) -> Line:
    said = dict.fromkeys(
        f"{', via '.join(clean(speaker.name) for speaker in claim.speakers) or 'somebody unnamed'} {claim.stance}"
        for claim in event.claims
    )
    return Line(f"{when_words(event.when)} · {_what(event)} · {'; '.join(said)}", event.event_id, event.evidence[:3])


def _what(event: Event) -> str:
    """Who did what to whom, in the record's words."""
    to = f" → {_names(event.recipients)}" if event.recipients else ""
    return f"{_names(event.actors)} {act(event.type, event.mode)}{to}"


def _names(actors: Sequence[Any]) -> str:
    return ", ".join(actor_words(actor) for actor in actors)
