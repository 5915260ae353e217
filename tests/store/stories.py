"""Small records made by hand, for the tests of the store."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta

from dragoman.model import (
    Act,
    Actor,
    ClaimMade,
    Commitment,
    Event,
    Evidence,
    Passage,
    Printing,
    Record,
    Report,
    Span,
    Stance,
    Status,
    When,
)

OSTREV = Actor("Q901", "Lena Ostrev", "RUS", "GOV", "Minister of Trade", 0.9, "person", "female", ("PTY",), "office")
WEI = Actor("Q902", "Wei Jun", "CHN", "GOV", "Minister of Transport", 0.8, "person")
MINSK = Actor("Q903", "Belarus", "BLR", "GOV", None, 1.0, "state")
FUND = Actor("Q904", "IMF", None, "IGO", None, 1.0, "organisation")
DOGAN = Actor("Q905", "Ayşe Doğan", "TUR", "OPP", None, 0.7, "person")
NAMES = {"Ostrev": OSTREV, "Wei": WEI, "Belarus": MINSK, "IMF": FUND, "Doğan": DOGAN}


def report(text: str, published: str | None = "2026-02-04", outlet: str = "The Harbour Post") -> Report:
    day = date.fromisoformat(published) if published else None
    report_id = hashlib.sha256(f"{text}{published}{outlet}".encode()).hexdigest()[:12]
    return Report(report_id, text, day, outlet, "A title", "en", "CC0", None)


def on(day: str, end: str | None = None) -> When:
    return When(date.fromisoformat(day), date.fromisoformat(end or day), "day", "stated", day)


def event(
    source: Report,
    event_id: str,
    event_type: str,
    actors: str,
    recipients: str = "",
    *,
    trigger: str,
    when: When | None = None,
    status: Status = Status.HAPPENED,
    coder: str = "hand 1",
) -> Event:
    """An event told by the whole of a report. actors, recipients, trigger: words of it."""
    evidence = Evidence(
        source.report_id,
        source.outlet,
        source.published,
        Span(source.text, 0, len(source.text)),
        span(source, trigger),
        tuple(span(source, name) for name in actors.split()),
        tuple(span(source, name) for name in recipients.split()),
    )
    return Event(
        event_id,
        event_type,
        None,
        ("diplomatic",),
        status,
        False,
        tuple(NAMES[name] for name in actors.split()),
        tuple(NAMES[name] for name in recipients.split()),
        when,
        None,
        (),
        None,
        (evidence,),
        0.75,
        coder,
    )


def span(source: Report, words: str) -> Span:
    start = source.text.index(words)
    return Span(words, start, start + len(words))


def record(source: Report, *events: Event) -> Record:
    text = source.text
    passage_id = hashlib.sha256(text.encode()).hexdigest()[:16]
    passage = Passage(passage_id, text, (Printing(source.report_id, 0, len(text)),))
    return Record(source, (passage,), events, events[0].coder if events else "")


def recoded(story: Record, coder: str, *events: Event) -> Record:
    """The record as another coder would have it, with these events in place of its own."""
    return replace(story, events=tuple(replace(event, coder=coder) for event in events), coder=coder)


def claimed(told: Event, cue: str, speaker: Actor = DOGAN) -> Event:
    item = told.evidence[0]
    claim = ClaimMade((speaker,), Stance.ASSERTS, cue, True, item.report_id, item.passage.start, item.passage.end)
    return replace(told, claims=(claim,))


def promised(told: Event, commitment_id: str, due: When | None) -> Event:
    return replace(
        told, commitment=Commitment(commitment_id, told.actors[:1], told.actors[1:], Act("CONSULT", "visit"), None, due)
    )


MEETING = report("Ostrev met Wei 🕊 in Vladivostok, said Doğan.")
REPRINT = report(MEETING.text, "2026-02-05", "The Valley Echo")


def meeting(source: Report = MEETING, event_id: str = "aaa111") -> Record:
    told = event(source, event_id, "CONSULT", "Ostrev Wei", trigger="met", when=on("2026-02-03"))
    return record(source, claimed(told, "said"))


def daily(number: int) -> Record:
    """A meeting like the first one, on a day of its own."""
    day = (date(2026, 2, 3) + timedelta(number)).isoformat()
    source = report(MEETING.text, day)
    told = event(source, f"e{number}", "CONSULT", "Ostrev Wei", trigger="met", when=on(day))
    return record(source, claimed(told, "said"))


def accusation() -> Record:
    source = report("Belarus accused Ostrev of bad faith.", "2026-03-10")
    return record(source, event(source, "aab222", "ACCUSE", "Belarus", "Ostrev", trigger="accused"))


def loan() -> Record:
    source = report("The IMF will lend money to Belarus.", "2026-01-20")
    told = event(source, "bbb333", "AID", "IMF", "Belarus", trigger="lend", status=Status.FUTURE)
    return record(source, promised(told, "c-loan", on("2026-06-01", "2026-06-30")))
