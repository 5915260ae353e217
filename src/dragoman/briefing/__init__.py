"""What a store has learnt since a day: what is new, what changed status, what falls due, what is disputed.

Every line is made of an event's own fields and carries the words that bear it out; nothing is said without a source.
"""

# ruff: noqa: S608 - the SQL put together here is our own; values travel as parameters only
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dragoman import ontology
from dragoman.ledger import Entry, Sentence
from dragoman.linking.merging import History
from dragoman.model import Event, Evidence, Span, State
from dragoman.render import act, actor_words, clean, disputed, due_words, when_words
from dragoman.store import filters

Fetch = Callable[[str, dict[str, Any]], list[dict[str, Any]]]
Read = Callable[[list[str]], list[Event]]
Recall = Callable[[str], History]
Settle = Callable[[date], list[Entry]]

AHEAD = timedelta(days=14)
"""How far a brief looks ahead for what falls due."""

UNSURE = 0.6
"""The probability below which a line says how sure it is."""

_WEIGHED = 2000  # new events that are weighed against each other: the most widely reported and surest

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

    @property
    def passages(self) -> tuple[tuple[str, int], ...]:
        """Where its words stand: report and offset."""
        return tuple((item.report_id, item.passage.start) for item in self.evidence)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading, the weightiest first; those on the same words stand together. more: how many left out."""

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
    settle: Settle,
    since: date,
    until: date,
    about: Sequence[str] = (),
    limit: int = 50,
) -> Brief:
    """The brief of a store.

    fetch, read, recall: its rows by SQL, its events and their histories by id; settle: its ledger as of a day; limit:
    lines in a section.
    """

    def known(ids: list[str]) -> list[Event]:
        return [_as_of(event, until) for event in read(ids)]

    parties, values = _about(about)
    span = {**values, "since": since, "until": until}
    events = f"WITH reported AS ({_FIRST}) SELECT e.event_id FROM current_events AS e JOIN reported USING (event_id)"
    days = "BETWEEN $since AND $until"
    order = f"ORDER BY reported.reports DESC, e.p DESC, {filters.ORDER}"
    new = _ids(fetch, f"{events} WHERE first {days} AND {parties} {order}", span)
    told = known(_ids(fetch, f"{events} WHERE last {days} AND {parties} {order}", span))
    promised = "SELECT e.event_id FROM current_commitments JOIN current_events AS e USING (event_id)"
    asked = set(_ids(fetch, f"{promised} WHERE {parties}", values))
    ledger = [entry for entry in settle(until) if any(event.event_id in asked for event in entry.openings)]
    outlets = {row["report_id"]: row["outlet"] for row in fetch("SELECT report_id, outlet FROM reports", {})}
    verdicts = [_verdict(entry, outlets) for entry in ledger if _judged(entry, since, until)]
    due = [_due(entry) for entry in ledger if _falls_due(entry, since, until)]
    sections = (
        _section("New", map(_line, _weightiest(known(new[:_WEIGHED]))), limit, len(new)),
        _section(
            "Changed",
            [*_turns(fetch, known, recall, parties, span), *_changes(fetch, known, parties, span), *verdicts],
            limit,
        ),
        _section("Due", due, limit),
        _section("Disputed", [_dispute(event) for event in _weightiest(told) if disputed(event)], limit),
    )
    return Brief(since, until, tuple(about), sections)


def _as_of(event: Event, until: date) -> Event:
    """The event without the words of reports published after a day: a brief of a past week quotes nothing later."""
    return replace(event, evidence=tuple(e for e in event.evidence if e.published is None or e.published <= until))


def _weightiest(events: Iterable[Event]) -> list[Event]:
    """Events in the order in which an editor would want them.

    By the reports that print them; then news before what is recalled, and what crosses borders before the rest; then
    by their PLOVER score, either way, times how sure they are.
    """

    def weight(event: Event) -> tuple[int, bool, bool, float]:
        everybody = (*event.actors, *event.recipients)
        abroad = len({one.country for one in everybody if one.country or one.sector == "IGO"}) > 1
        recalled = event.historical or (event.when is not None and event.when.precision == "past")
        printed = len({item.report_id for item in event.evidence})
        heft = abs(ontology.score(event.type, event.mode)) * event.p
        return printed, not recalled, abroad and event.p >= UNSURE, heft

    return sorted(events, key=weight, reverse=True)


def _ids(fetch: Fetch, sql: str, values: dict[str, Any]) -> list[str]:
    return [row["event_id"] for row in fetch(sql, values)]


def _about(about: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """The condition that one of the parties asked for takes part, and its values."""
    if not about:
        return "true", {}
    named = " OR ".join(filters.named("a", f"about{at}", party) for at, party in enumerate(about))
    takes_part = "SELECT 1 FROM event_actors AS a WHERE a.event_id = e.event_id AND a.run_id = e.run_id"
    return f"EXISTS ({takes_part} AND ({named}))", {f"about{at}": party for at, party in enumerate(about)}


def _section(title: str, lines: Iterable[Line], limit: int, known: int | None = None) -> Section:
    """A section of lines that have evidence; without it nothing is said."""
    found = [line for line in lines if line.evidence]
    known = len(found) if known is None else known
    groups: dict[tuple[tuple[str, int], ...], list[Line]] = {}
    for line in found[:limit]:
        groups.setdefault(line.passages, []).append(line)
    return Section(title, tuple(line for group in groups.values() for line in group), max(0, known - limit))


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
    """What was foreseen in an earlier report and has come about, or not, in a later one."""
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


def _judged(entry: Entry, since: date, until: date) -> bool:
    """Whether a promise got a verdict in these days, by a person or as proposed; silence is none."""
    if entry.confirmations:
        return since <= entry.confirmations[-1].entered.date() <= until
    return entry.proposal is not None and entry.state is not State.OVERDUE and since <= entry.proposal.on <= until


def _falls_due(entry: Entry, since: date, until: date) -> bool:
    return entry.state in (State.OPEN, State.OVERDUE) and bool(entry.due and since <= entry.due <= until + AHEAD)


def _verdict(entry: Entry, outlets: Mapping[str, str | None]) -> Line:
    """A promise and what became of it, with the words that show it before those that made it."""
    by = f", says {clean(entry.confirmations[-1].by or 'a person')}" if entry.confirmations else ""
    shown = [_as_evidence(one, outlets) for one in (entry.proposal.evidence if entry.proposal else ())]
    first = _first_words(entry)
    return Line(f"{entry.state}{by} · {_promise(entry)}", entry.openings[0].event_id, (*shown[:1], *first))


def _as_evidence(told: Sentence, outlets: Mapping[str, str | None]) -> Evidence:
    words = Span(told.text, told.start, told.end)
    return Evidence(told.report_id, outlets.get(told.report_id), told.published, words, words, (), ())


def _first_words(entry: Entry) -> tuple[Evidence, ...]:
    return entry.openings[0].evidence[:1]


def _line(event: Event) -> Line:
    unsure = f" · unsure, p {event.p:.2f}" if event.p < UNSURE else ""
    words = f"{_day(event)} · {_what(event)} · {event.status}{unsure}"
    return Line(words, event.event_id, _passages(event)[:2])


def _day(event: Event) -> str:
    """When it took place, else when it was said."""
    said = min((item.published for item in event.evidence if item.published), default=None)
    return f"said {said}" if event.when is None and said else when_words(event.when)


def _passages(event: Event) -> tuple[Evidence, ...]:
    """The evidence of an event, each passage once."""
    found = {(item.report_id, item.passage.start): item for item in reversed(event.evidence)}
    return tuple(reversed(found.values()))


def _due(entry: Entry) -> Line:
    late = " · its day has passed and nothing was heard" if entry.state is State.OVERDUE else ""
    words = f"{due_words(entry.commitment.due)} · {_promise(entry)}{late}"
    return Line(words, entry.openings[0].event_id, _passages(entry.openings[0])[:2])


def _promise(entry: Entry) -> str:
    """Who promised what to whom, on which condition."""
    made = entry.commitment
    by = _names(made.promisors) or "somebody unnamed"
    to = f" to {_names(made.beneficiaries)}" if made.beneficiaries else ""
    condition = f" · on condition: {clean(made.condition)}" if made.condition else ""
    return f"{by}: {act(made.act.type, made.act.mode)}{to}{condition}"


def _dispute(event: Event) -> Line:
    said = dict.fromkeys(
        f"{', via '.join(clean(speaker.name) for speaker in claim.speakers) or 'somebody unnamed'} {claim.stance}"
        for claim in event.claims
    )
    return Line(f"{_day(event)} · {_what(event)} · {'; '.join(said)}", event.event_id, _passages(event)[:3])


def _what(event: Event) -> str:
    """Who did what to whom, in the record's words."""
    to = f" → {_names(event.recipients)}" if event.recipients else ""
    return f"{_names(event.actors)} {act(event.type, event.mode)}{to}"


def _names(actors: Sequence[Any]) -> str:
    return ", ".join(actor_words(actor) for actor in actors)
