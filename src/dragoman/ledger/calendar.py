"""The ledger as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from dragoman.ledger.entries import Entry

_OCTETS = 75  # the longest line that RFC 5545 allows


def to_ics(entries: Iterable[Entry], *, stamp: datetime) -> str:
    """A calendar with an all-day entry for everything that has a day it is due; what has none is left out.

    stamp: when the calendar is made, with its zone. An act due within a month or longer stands on its last day only.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dragoman//Commitments//EN", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += _event(entry, stamp)
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(entry: Entry, stamp: datetime) -> list[str]:
    due = entry.due
    if due is None:
        return []
    made = entry.commitment
    start = entry.due_from if made.due and made.due.precision in {"day", "weekend", "week"} else None
    start = start if start and start <= due else due
    who = " and ".join(actor.name for actor in made.promisors)
    to = f" to {', '.join(actor.name for actor in made.beneficiaries)}" if made.beneficiaries else ""
    words = entry.openings[0].evidence[0].passage.text
    notes = [f"“{words}”", f"State: {entry.state.value}"]
    notes += [f"Condition: {made.condition}"] if made.condition else []
    return [
        "BEGIN:VEVENT",
        f"UID:{made.commitment_id}@dragoman",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
        f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(f'Due: {who}{to}: {(made.act.mode or made.act.type).lower()}')}",
        f"DESCRIPTION:{_escaped(chr(10).join(notes))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """A line cut into pieces of at most 75 octets, never within a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + width
    return "\r\n".join([*pieces, piece]) + "\r\n"
