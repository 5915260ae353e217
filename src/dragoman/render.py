"""What an analyst sees: records as quiet tables, events with their evidence, actors with how they were resolved.

Everything here returns Rich renderables and takes all words as data: no markup in a report is interpreted, and
control characters, which could drive a terminal, are shown as a replacement character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman import record as record_
from dragoman.model import Actor, ClaimMade, Commitment, Event, Evidence, Record, Stance, State, Status, Tenure, When

if TYPE_CHECKING:
    from dragoman.coder.codebook import Score
    from dragoman.ledger import Entry
    from dragoman.linking.merging import Change, Dispute, History

SHORT_ID = 8
"""Characters of an event id that tables show: enough for `dragoman show`."""

WIDE, WIDEST = 100, 140
"""Columns of the terminal from which on who says so, and then the words too, stand in a column of their own."""

_STATUS = {
    Status.HAPPENED: ("✓", "green"),
    Status.ONGOING: ("●", "cyan"),
    Status.FUTURE: ("→", "blue"),
    Status.HYPOTHETICAL: ("?", "yellow"),
    Status.NEGATED: ("✗", "red"),
}
_STATE = {
    State.OPEN: "blue",
    State.KEPT: "green",
    State.LATE: "yellow",
    State.OVERDUE: "magenta",
    State.WITHDRAWN: "dim",
    State.BROKEN: "red",
    State.SUPERSEDED: "dim",
}
_ROLES = {"trigger": "bold yellow", "actor": "bold cyan", "recipient": "bold magenta"}

# Control characters, and the marks that reverse the direction of the text after them.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def record(made: Record) -> RenderableType:
    """One report's record: a heading, the table of events, and the commitments if there are any."""
    parts: list[RenderableType] = [_heading(made), Text()]
    if made.events:
        parts += [events(made.events), Text()]
    if made.commitments:
        rows = [(event.commitment, event.event_id) for event in made.events if event.commitment]
        parts += [commitments(rows), Text()]
    return Group(*parts)


def _heading(made: Record) -> Text:
    """The report's title, or else its first words; below it outlet, date and counts."""
    report = made.report
    title = clean(report.title) if report.title else f"“{clip(report.text, 60)}”"
    facts = [clean(report.outlet)] if report.outlet else []
    facts += [f"published {report.published}" if report.published else "date of publication unknown"]
    facts += [count(len(made.passages), "passage"), count(len(made.events), "event")]
    facts += [count(len(made.commitments), "commitment")] if made.commitments else []
    return Text.assemble((title, "bold"), "\n", (" · ".join(facts), "dim"))


class _Table:
    """A table laid out for the width that it is given."""

    def __init__(self, rows: Sequence[Event]) -> None:
        self._rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield _event_table(self._rows, options.max_width, symbols=not options.ascii_only)


def events(rows: Sequence[Event]) -> RenderableType:
    """A table of events, one row each. In a narrow terminal the lesser columns fold into their neighbours."""
    return _Table(rows)


def _event_table(rows: Sequence[Event], width: int, *, symbols: bool) -> Table:
    wide, widest = width >= WIDE, width >= WIDEST
    table = _quiet_table(leading=0 if widest else 1)
    # Narrow: the id stands below the date and the status below the type; the words are left to `show`.
    table.add_column("When" if wide else "When, event", max_width=12)
    table.add_column("Who", ratio=6)
    table.add_column("Did what", ratio=4 if wide else 5)
    table.add_column("To whom", ratio=5)
    if wide:
        table.add_column("Status", no_wrap=True)
    table.add_column("Says who", ratio=5)
    if widest:
        table.add_column("In words", ratio=5)
    several = wide and any(record_.reports(event) > 1 for event in rows)
    if several:
        table.add_column("Reports", no_wrap=True)
    if wide:
        table.add_column("Event", no_wrap=True)
    for event in rows:
        when, short_id = Text(when_words(event.when)), Text(event.event_id[:SHORT_ID], "dim")
        what, status = Text(act(event.type, event.mode), "bold"), status_text(event, symbols=symbols)
        who, whom, says = _names(event.actors), _names(event.recipients), says_who(event)
        words = Text(_trigger_words(event), "dim italic")
        reports = [_reports(event)] if several else []
        if widest:
            table.add_row(when, who, what, whom, status, says, words, *reports, short_id)
        elif wide:
            table.add_row(when, who, _lines(what, words), whom, status, says, *reports, short_id)
        else:
            table.add_row(_lines(when, short_id), who, _lines(what, status), whom, says)
    return table


def _reports(shown: Event) -> Text:
    """How many reports tell an event; below it, how many of them are no reprints, where that is fewer."""
    reports, own = record_.reports(shown), record_.independent(shown)
    return _lines(Text(f"{reports:,}"), Text(f"{own:,} own" if own < reports else "", "dim"))


def commitments(rows: Iterable[tuple[Commitment, str | None]]) -> RenderableType:
    """A table of commitments, each with the id of the event that opened it."""
    table = _quiet_table()
    for header in ("Promised by", "To", "What"):
        table.add_column(header, ratio=3)
    table.add_column("Due", ratio=2)
    table.add_column("State", no_wrap=True)
    table.add_column("Condition", ratio=3)
    table.add_column("Event", no_wrap=True)
    for made, event_id in rows:
        table.add_row(
            _names(made.promisors),
            _names(made.beneficiaries),
            Text(act(made.act.type, made.act.mode), "bold"),
            Text(due_words(made.due)),
            Text(made.state.value, _STATE[made.state]),
            Text(clean(made.condition or "—")),
            Text((event_id or "")[:SHORT_ID], "dim"),
        )
    return table


def ledger(entries: Iterable[Entry], *, evidence: bool = False) -> RenderableType:
    """A table of the ledger; ✓ marks a person's verdict, a percentage how sure a proposed one is."""
    table = _quiet_table(leading=1 if evidence else 0)
    for header in ("Promised by", "To", "What"):
        table.add_column(header, ratio=3)
    table.add_column("Due", no_wrap=True)
    table.add_column("State", no_wrap=True)
    table.add_column("Condition or evidence" if evidence else "Condition", ratio=8 if evidence else 3)
    table.add_column("Id", no_wrap=True)
    for entry in entries:
        made, shown = entry.commitment, entry.proposal
        sure = " ✓" if entry.confirmations else f" {_percent(shown.p)}" if shown else ""
        words = [clean(made.condition)] if made.condition else []
        words += [f"“{clean(item.passage.text)}”" for item in entry.openings[0].evidence[:1]] if evidence else []
        words += [f"→ {s.published}: “{clean(s.text)}”" for s in shown.evidence] if evidence and shown else []
        words += [f"✓ {one.state.value}: {clean(one.because)}" for one in entry.confirmations] if evidence else []
        known, *day = made.commitment_id.split("@")
        table.add_row(
            _names(made.promisors),
            _names(made.beneficiaries),
            Text(act(made.act.type, made.act.mode), "bold"),
            Text(due_words(made.due)),
            Text(entry.state.value + sure, _STATE[entry.state]),
            Text("\n".join(words) or "—"),
            Text("\n@".join([known[: SHORT_ID + 1], *day]), "dim"),
        )
    return table


def event(shown: Event, *, plain: bool, history: History | None = None) -> RenderableType:
    """One event in full: its fields, each passage with the words that bear them out, and what was promised.

    plain: mark the words with brackets, [actor: …], instead of colours. history: shown where there is anything to it.
    """
    parts: list[RenderableType] = [Text(act(shown.type, shown.mode), "bold"), _indented(_fields(shown))]
    if history and len(history.changes) > 1:
        parts += [Text("History", "bold"), _indented(Group(*map(_change, history.changes)))]
    if history and history.disputes:
        parts += [Text("Disputed", "bold red"), _indented(Group(*map(_dispute, history.disputes)))]
    legend = Text(", ").join(Text(role, look) for role, look in _ROLES.items())
    parts.append(Text("Evidence", "bold") if plain else Text.assemble(("Evidence", "bold"), "  ", legend))
    parts += [_indented(part) for part in _evidence(shown.evidence, plain=plain)]
    if shown.claims:
        parts += [Text("Who says so", "bold"), _indented(_claims(shown))]
    if shown.commitment:
        parts += [Text("Commitment", "bold"), _indented(_commitment(shown.commitment))]
    return Group(*parts)


def _indented(part: RenderableType) -> Padding:
    """Set in below its heading, with a blank line after it."""
    return Padding(part, (0, 0, 1, 2))


def resolution(
    phrase: str, actor: Actor, on: date | None, tenure: Tenure | None = None, members: Sequence[str] = ()
) -> RenderableType:
    """An actor with the rule that found it and the other readings of the phrase, most probable first.

    tenure: the time in office that it was resolved by; members: the states that belong to it.
    """
    rows = [
        ("phrase", f"“{clean(phrase)}”" + (f", as of {on}" if on else "")),
        ("entry", f"{clean(actor.name)}, {clean(actor.actor_id)}"),
        ("coded", " ".join(_codes(actor)) or "no country or sector known"),
        ("office", clean(actor.office or "—")),
        *([("held", _held(tenure))] if tenure else []),
        *([("members", f"{len(members)}: {' '.join(members)}")] if members else []),
        ("rule", clean(actor.rule or "—")),
        ("sure", _percent(actor.p)),
    ]
    for number, rival in enumerate(actor.rivals):
        more = f", {clean(rival.office)}" if rival.office else ""
        more += f": {clean(rival.rule)}" if rival.rule else ""
        rows.append(("" if number else "rivals", f"{_percent(rival.p)}  {actor_words(rival)}{more}"))
    grid = _grid()
    for label, words in rows:
        grid.add_row(label, Text(words))
    return Group(Text(actor_words(actor), "bold"), Padding(grid, (0, 0, 0, 2)))


def _held(tenure: Tenure) -> str:
    """'from 2022-05-23, CIA World Factbook'; an open end is either unknown or still to come."""
    end = f" to {tenure.end}" if tenure.end else ""
    return clean(f"from {tenure.start or '?'}{end} ({tenure.source})")


def codebook_scores(scores: Mapping[str, Score]) -> RenderableType:
    """How well a codebook's types are told, one line a type, and their mean."""
    table = _quiet_table()
    table.expand = False
    for heading in ("Type", "Examples", "Precision", "Recall", "F1"):
        table.add_column(heading, justify="left" if heading == "Type" else "right")
    for name, score in scores.items():
        table.add_row(name, str(score.examples), *(f"{x:.2f}" for x in (score.precision, score.recall, score.f1)))
    mean = [sum(x) / len(scores) for x in zip(*((s.precision, s.recall, s.f1) for s in scores.values()), strict=True)]
    table.add_row(Text("mean", "dim"), "", *(f"{x:.2f}" for x in mean))
    return table


def actor_words(actor: Actor) -> str:
    """A name with its codes: "Vladimir Putin (RUS GOV)"."""
    codes = " ".join(_codes(actor))
    return clean(actor.name) + (f" ({codes})" if codes else "")


def act(type_: str, mode: str | None) -> str:
    """A type and its mode in words: "CONSULT phone"."""
    return f"{type_} {mode.replace('-', ' ').replace('_', ' ')}" if mode else type_


def status_text(shown: Event, *, symbols: bool) -> Text:
    """The status with its symbol and colour, and whether it is recalled from the past."""
    symbol, colour = _STATUS[shown.status]
    text = Text(f"{symbol} {shown.status}" if symbols else shown.status.value, colour)
    return text.append("\nin the past", "dim") if shown.historical else text


def says_who(shown: Event) -> Text:
    """Who says so, each speaker once: "Yuri Ushakov: asserts"; a dash where the outlet itself does."""
    if not shown.claims:
        return Text("—", "dim")
    said = dict.fromkeys(f"{_speakers(claim)}: {claim.stance}" for claim in shown.claims)
    text = Text("\n").join(Text(words) for words in said)
    return text.append("\ndisputed", "bold red") if disputed(shown) else text


def disputed(shown: Event) -> bool:
    """Whether somebody denies what somebody else, or an outlet in its own voice, asserts."""
    stances = {claim.stance for claim in shown.claims}
    return Stance.DENIES in stances and (Stance.ASSERTS in stances or bool(_own_words(shown)))


def _own_words(shown: Event) -> list[Evidence]:
    """The printings that cite nobody: there the outlet speaks for itself."""
    cited = [(claim.report_id, claim.start, claim.end) for claim in shown.claims]
    return [
        item
        for item in shown.evidence
        if not any(i == item.report_id and a <= item.passage.start and item.passage.end <= b for i, a, b in cited)
    ]


def when_words(when: When | None) -> str:
    """A time in few words: "2026-02-04", "Feb 2026", "Q1 2026"; "~" marks a date that is only the publication's."""
    if when is None:
        return "—"
    mark = "~" if when.basis == "publication" else ""
    if when.start is None and when.end is None:
        return clean(when.text or when.precision)
    if when.start is None or when.end is None:
        known = when.start or when.end
        assert known is not None
        return f"{mark}{'since' if when.start else 'by'} {_moment(known, when.precision)}"
    return mark + _interval(when.start, when.end, when.precision)


def due_words(when: When | None) -> str:
    """When something is due: "by end 2026" for a year, a day as it is."""
    if when is None:
        return "—"
    last = when.end or when.start
    if last is None or when.start is None or when.start == when.end:
        return when_words(when)
    if when.precision in ("month", "quarter", "half", "year", "decade"):
        return f"by end {_interval(when.start, last, when.precision)}"
    return f"by {_moment(last, when.precision)}"


def _interval(start: date, end: date, precision: str) -> str:
    """An interval by its precision where it is just one such unit, else by its two ends."""
    first, last = _day(start), _day(end)
    month = f"{first:%b} {first.year}"
    name = {
        "month": month,
        "quarter": f"Q{(first.month + 2) // 3} {first.year}",
        "half": f"H{1 if first.month < 7 else 2} {first.year}",
        "year": str(first.year),
        "decade": f"{first.year // 10 * 10}s",
        "week": f"week of {first}",
        "weekend": f"weekend {first}",
    }.get(precision)
    longest = {"month": 31, "quarter": 92, "half": 184, "year": 366, "decade": 3653, "week": 7, "weekend": 3}
    if name is not None and last - first < timedelta(days=longest[precision]):
        return name
    if precision in ("season", "year", "month", "quarter", "half"):
        return f"{month}–{last:%b} {last.year}"
    begin, finish = _moment(start, precision), _moment(end, precision)
    return begin if begin == finish else f"{begin} – {finish}"


def _moment(moment: date, precision: str) -> str:
    if isinstance(moment, datetime) and precision in ("hour", "minute", "second"):
        return f"{moment:%Y-%m-%d %H:%M}"
    return _day(moment).isoformat()


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def clean(words: str) -> str:
    """Words fit for one line of a terminal: blanks run together, control characters made visible."""
    return _UNSEEN.sub("�", re.sub(r"\s+", " ", words)).strip()


def clip(words: str, length: int) -> str:
    """The first words of a text, cut at a blank where there is one near."""
    words = clean(words[: 4 * length])
    if len(words) <= length:
        return words
    cut = words[:length].rsplit(" ", 1)[0] if " " in words[length // 2 : length] else words[: length - 1]
    return cut.rstrip(" ,;:–-") + "…"


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 event", "2,000 events"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _quiet_table(leading: int = 0) -> Table:
    return Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="dim",
        expand=True,
        leading=leading,
    )


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    return grid


def _lines(first: Text, second: Text) -> Text:
    return Text("\n").join([first, second]) if second.plain else first


def _names(actors: Sequence[Actor]) -> Text:
    """Names one below the other, their codes dimmed."""
    if not actors:
        return Text("—", "dim")
    names = [Text.assemble(clean(a.name), (f" ({' '.join(_codes(a))})" if _codes(a) else "", "dim")) for a in actors]
    return Text("\n").join(names)


def _codes(actor: Actor) -> list[str]:
    return [code for code in (actor.country, actor.sector) if code]


def _speakers(claim: ClaimMade) -> str:
    """The chain from whoever is nearest to the event to whoever passed it on."""
    return ", via ".join(clean(speaker.name) for speaker in claim.speakers) or "somebody unnamed"


def _trigger_words(shown: Event) -> str:
    return f"“{clip(shown.evidence[0].trigger.text, 32)}”" if shown.evidence else ""


def _change(change: Change) -> Text:
    when = f", {when_words(change.when)}" if change.when and change.when.basis != "publication" else ""
    text = Text(f"{change.published or 'date unknown'}  ", "dim").append(change.status.value, _STATUS[change.status][1])
    return text.append(f"{when}  ").append(
        f"{clean(change.outlet or 'outlet unknown')}, report {change.report_id[:SHORT_ID]}", "dim"
    )


def _dispute(dispute: Dispute) -> Text:
    text = Text(f"{dispute.field}: ")
    for number, (value, items) in enumerate(dispute.values):
        outlets = dict.fromkeys(clean(item.outlet or "outlet unknown") for item in items)
        text.append("; " if number else "").append(clean(value), "bold").append(f" ({', '.join(outlets)})", "dim")
    return text


def told_by(shown: Event) -> str:
    """How many reports tell an event, and how many of them are no reprints: "5 reports, 2 independent"."""
    reports, own = record_.reports(shown), record_.independent(shown)
    return count(reports, "report") + (f", {own:,} independent" if own < reports else "")


def _percent(p: float) -> str:
    return f"{p:.0%}" if p < 0.995 else "99%+"


def _fields(shown: Event) -> Table:
    grid = _grid()
    status = Text(shown.status.value, _STATUS[shown.status][1])
    grid.add_row("status", status.append(", recalled from the past", "dim") if shown.historical else status)
    _add_actors(grid, "who", shown.actors)
    _add_actors(grid, "to whom", shown.recipients)
    grid.add_row("when", Text(f"{when_words(shown.when)}{_basis(shown.when)}"))
    if shown.where:
        grid.add_row(
            "where", Text(clean(shown.where.name) + (f" ({shown.where.country})" if shown.where.country else ""))
        )
    grid.add_row("says who", says_who(shown) if shown.claims else Text("the outlet itself"))
    if shown.contexts:
        grid.add_row("contexts", Text(", ".join(shown.contexts)))
    grid.add_row("told by", Text(told_by(shown)))
    grid.add_row("sure", Text(f"{_percent(shown.p)}, says {clean(shown.coder)}"))
    grid.add_row("event", Text(shown.event_id))
    return grid


def _add_actors(grid: Table, label: str, actors: Sequence[Actor]) -> None:
    rows = [actor_words(actor) + (f", {clean(actor.office)}" if actor.office else "") for actor in actors]
    for number, words in enumerate(rows or ["—"]):
        grid.add_row("" if number else label, Text(words))


def _basis(when: When | None) -> str:
    if when is None:
        return " (no date known)"
    if when.basis == "publication":
        return " (the text gives no date: this is the publication's)"
    return f" (from “{clean(when.text)}”)" if when.text else ""


def _evidence(items: Sequence[Evidence], *, plain: bool) -> Iterator[RenderableType]:
    """Each wording once, with all the places where it is printed."""
    ordered = sorted(items, key=lambda item: item.passage.text)
    groups = [list(group) for _, group in groupby(ordered, key=lambda item: item.passage.text)]
    for group in sorted(groups, key=lambda group: items.index(group[0])):
        places = [
            f"{clean(item.outlet) if item.outlet else 'outlet unknown'}, {item.published or 'date unknown'}, "
            f"characters {item.passage.start:,}–{item.passage.end:,} of report {item.report_id[:SHORT_ID]}"
            + (f", a reprint of {item.reprint_of[:SHORT_ID]}" if item.reprint_of else "")
            for item in group
        ]
        yield Group(marked(group[0], plain=plain), Text("\n".join(dict.fromkeys(places)), "dim"))


def marked(item: Evidence, *, plain: bool) -> Text:
    """A passage with its trigger, actors and recipients marked. Of words that overlap, the first named wins."""
    spans = [("trigger", item.trigger)]
    spans += [("actor", span) for span in item.actors] + [("recipient", span) for span in item.recipients]
    kept: list[tuple[int, int, str]] = []
    for role, span in spans:
        start, end = span.start - item.passage.start, span.end - item.passage.start
        if all(end <= other_start or start >= other_end for other_start, other_end, _ in kept):
            kept.append((start, end, role))
    text, at = Text(), 0
    for start, end, role in sorted(kept):
        text.append(_kept_blanks(item.passage.text[at:start]))
        words = clean(item.passage.text[start:end])
        text.append(f"[{role}: {words}]" if plain else words, "" if plain else _ROLES[role])
        at = end
    return text.append(_kept_blanks(item.passage.text[at:]))


def _kept_blanks(words: str) -> str:
    return _UNSEEN.sub("�", re.sub(r"\s+", " ", words))


def _claims(shown: Event) -> Table:
    """Every claim in order: when it was printed, in which outlet, who makes it, and what he does with the event."""
    table = _quiet_table()
    for header, ratio in (("Printed", 2), ("Outlet", 3), ("Who", 5), ("Stance", 2), ("In words", 3)):
        table.add_column(header, ratio=ratio)
    reports = {item.report_id: item for item in shown.evidence}
    made = [((claim.report_id, claim.start), claim) for claim in shown.claims]
    own = [((item.report_id, item.passage.start), None) for item in _own_words(shown)]
    for (report_id, _), claim in sorted((*made, *own), key=lambda row: (_printed(reports.get(row[0][0])), row[0][1])):
        item = reports.get(report_id)
        outlet = clean(item.outlet) if item and item.outlet else f"report {report_id[:SHORT_ID]}"
        day = _printed(item)
        table.add_row(str(day) if day < date.max else "—", outlet, *(_claim(claim) if claim else _OWN))
    return table


_OWN = (Text("the outlet itself", "dim"), Text(Stance.ASSERTS.value, "bold"), Text("—", "dim"))


def _printed(item: Evidence | None) -> date:
    return item.published if item and item.published else date.max


def _claim(claim: ClaimMade) -> tuple[Text, Text, Text]:
    chain = ", via ".join(actor_words(speaker) for speaker in claim.speakers) or "somebody unnamed"
    stance = Text(claim.stance.value, "bold red" if claim.stance is Stance.DENIES else "bold")
    words = f"“{clean(claim.cue)}”" if claim.cue else "goes on"
    return Text(chain), stance, Text(f"{words}{', in quotation marks' if claim.quoted else ''}", "dim")


def _commitment(made: Commitment) -> Table:
    grid = _grid()
    _add_actors(grid, "promised by", made.promisors)
    _add_actors(grid, "to", made.beneficiaries)
    grid.add_row("what", Text(act(made.act.type, made.act.mode)))
    grid.add_row("due", Text(due_words(made.due)))
    grid.add_row("condition", Text(clean(made.condition or "—")))
    grid.add_row("state", Text(made.state.value, _STATE[made.state]))
    for finding in made.findings:
        shown = f", event {finding.event_id[:SHORT_ID]}" if finding.event_id else ""
        words = f"{finding.state} on {finding.on}{shown} ({_percent(finding.p)}, by {clean(finding.by)})"
        grid.add_row("finding", Text(words))
    return grid
