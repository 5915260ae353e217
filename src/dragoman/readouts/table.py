"""A comparison as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.model import Span
from dragoman.readouts.comparison import Comparison, Statement, Topic
from dragoman.readouts.wording import ECHOES, MARKS, called, label, names, summary
from dragoman.render import clean

Mark = Literal["disputed", "differing"]

_COLOURS = {"same": "green", "terms": "yellow", "only": "blue"}


def render(made: Comparison, *, plain: bool) -> RenderableType:
    """The whole comparison. plain: differing words stand between *stars* instead of in colour."""
    titles = names(made)
    parts: list[RenderableType] = [Text(summary(made), "bold"), Text(), _accounts(made, titles), Text()]
    parts += [_topics(made, titles, plain=plain)]
    if made.disputes:
        parts += [Text(), Text("Facts in dispute", "bold"), _disputes(made, titles)]
    if made.ascriptions:
        parts += [Text(), Text("Commitments ascribed to the other side", "bold"), _ascriptions(made, titles)]
    return Group(*parts)


def _accounts(made: Comparison, titles: Sequence[str]) -> Table:
    table = _table(("", *titles))
    rows = (
        ("form", [a.form or "—" for a in made.accounts]),
        ("initiative", [called(a) for a in made.accounts]),
        ("lasted", [clean(a.length.text) if a.length else "—" for a in made.accounts]),
        ("length", [f"{a.statements} statements, {a.words} words" for a in made.accounts]),
    )
    for name, cells in rows:
        table.add_row(Text(name, "dim"), *map(Text, cells))
    return table


def _topics(made: Comparison, titles: Sequence[str], *, plain: bool) -> Table:
    table = _table(("", *titles), leading=1)
    table.columns[0].width = 12
    for topic in made.topics:
        cells = [_statements(topic, at, plain=plain) for at in range(len(titles))]
        mark = Text(f"{MARKS[topic.kind]} {label(topic, titles)}", _COLOURS[topic.kind])
        disputed = any(link.disputes for link in topic.links)
        table.add_row(mark.append("\n≠ facts", "bold red") if disputed else mark, *cells)
    return table


def _statements(topic: Topic, at: int, *, plain: bool) -> Text:
    """One report's statements on a matter, numbered as in the report, the words that differ marked."""
    lines = []
    for statement in topic.statements[at]:
        text = Text(f"{statement.number + 1}. ", "dim")
        for piece, mark in marked(topic, statement):
            words = clean_inside(piece)
            look = {"disputed": "bold red", "differing": "bold yellow"}.get(mark or "", "")
            text.append(f"*{words}*" if plain and mark else words, "" if plain else look)
        lines.append(text)
    return Text("\n").join(lines) if lines else Text("—", "dim")


def marked(topic: Topic, statement: Statement) -> Iterator[tuple[str, Mark | None]]:
    """A statement cut into pieces: facts in dispute, words without a counterpart where terms differ, and the rest."""
    whole = statement.span
    disputed = {
        span
        for link in topic.links
        for dispute in link.disputes
        for report_id, span in zip(dispute.reports, dispute.words, strict=True)
        if report_id == statement.report_id and whole.start <= span.start and span.end <= whole.end
    }
    marks: dict[Span, Mark] = dict.fromkeys(disputed, "disputed")
    if topic.kind == "terms":
        apart = (s for s in _apart(topic, statement) if all(s.end <= d.start or d.end <= s.start for d in disputed))
        marks |= dict.fromkeys(apart, "differing")
    at = whole.start
    for span in sorted(marks, key=lambda found: found.start):
        if span.start >= at:
            yield whole.text[at - whole.start : span.start - whole.start], None
            yield span.text, marks[span]
            at = span.end
    yield whole.text[at - whole.start :], None


def _apart(topic: Topic, statement: Statement) -> set[Span]:
    """The words of a statement for which no statement linked to it has a counterpart."""
    apart = [
        set(words)
        for link in topic.links
        for end, words in zip(link.statements, link.differing, strict=True)
        if end == statement
    ]
    return set.intersection(*apart) if apart else set()


def clean_inside(words: str) -> str:
    """As `clean`, but a blank at either end stays."""
    return " " * words[:1].isspace() + clean(words) + " " * (len(words) > 1 and words[-1].isspace())


def _disputes(made: Comparison, titles: Sequence[str]) -> Table:
    table = _table(("", *titles))
    ids = [account.report_id for account in made.accounts]
    for dispute in made.disputes:
        cells = ["—"] * len(ids)
        for id_, span in zip(dispute.reports, dispute.words, strict=True):
            cells[ids.index(id_)] = f"“{clean(span.text)}”"
        table.add_row(Text(dispute.kind, "dim"), *map(Text, cells))
    return table


def _ascriptions(made: Comparison, titles: Sequence[str]) -> Table:
    table = _table(("Says", "of", "what", "there"))
    by_id = {account.report_id: title for account, title in zip(made.accounts, titles, strict=True)}
    for found in made.ascriptions:
        to = f"{found.to}{', jointly' if found.jointly else ''}"
        table.add_row(
            Text(by_id[found.statement.report_id]),
            Text(to),
            Text(clean(found.statement.span.text)),
            Text(ECHOES[found.echo], {"absent": "red", "terms": "yellow", "same": "green"}[found.echo]),
        )
    for column, ratio in zip(table.columns, (2, 1, 5, 2), strict=True):
        column.ratio = ratio
    return table


def _table(headers: Sequence[str], leading: int = 0) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim", expand=True,
        leading=leading,
    )  # fmt: skip
    for header in headers:
        table.add_column(header, ratio=None if not header else 1)
    return table
