"""A comparison as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from dragoman import pages
from dragoman.pages import STYLE
from dragoman.readouts.comparison import Comparison, Topic
from dragoman.readouts.table import marked
from dragoman.readouts.wording import ECHOES, called, label, names, summary
from dragoman.render import clean

_STYLE = (
    STYLE + "body{max-width:76rem}:root{--same:#1d7a46;--terms:#8a5a00;--only:#2b5fa8;--mark:#ffe9a8;--wrong:#ffd2cc;"
    "--absent:#b3261e}@media(prefers-color-scheme:dark){:root{--same:#6fd39b;--terms:#e8b75a;--only:#86b4f3;"
    "--mark:#5a4700;--wrong:#6b231a;--absent:#ff9d94}}p{margin:.25rem 0;color:var(--dim)}"
    "table{width:100%;border-collapse:collapse;table-layout:fixed}caption{text-align:left;font-size:1.15rem;"
    "font-weight:700;padding:2rem 0 .5rem}th,td{padding:.55rem .9rem .55rem 0;text-align:left;vertical-align:top;"
    "border-top:1px solid var(--line)}tr{break-inside:avoid}thead th,thead td{border-top:0}"
    "tbody th,.first{width:8.5rem;"
    "font-weight:400;color:var(--dim)}.same{color:var(--same)}.terms{color:var(--terms)}.only{color:var(--only)}"
    ".absent{color:var(--absent)}.none,.n{color:var(--dim)}.n{font-size:.8em;margin-right:.35em}blockquote{margin:0}"
    "mark{background:var(--mark);color:var(--ink);border-radius:2px;padding:0 .1em}"
    "mark.disputed{background:var(--wrong);font-weight:600;text-decoration:underline}"
    "@media(max-width:44rem){table,caption,tbody,tr,td,tbody th{display:block;width:auto}thead{position:absolute;"
    "left:-9999px}td,tbody th{border:0;padding:.15rem 0}tr{border-top:1px solid var(--line);padding:.5rem 0}"
    "td[data-of]:before{content:attr(data-of);display:block;font-size:.8em;color:var(--dim)}}"
    "@media print{:root{--same:#000;--terms:#000;--only:#000;--mark:#fff;--wrong:#fff}mark{font-weight:600;"
    "text-decoration:underline}}"
)


def page(made: Comparison) -> str:
    """The page. All words of the reports are escaped."""
    titles = names(made)
    parts = [f"<p>{escape(summary(made))}</p>", _section("The meeting", titles, _accounts(made))]
    rows = [_topic(topic, titles) for topic in made.topics]
    parts.append(_section("What they say", titles, rows))
    parts.append(
        "<p><mark>Words</mark> without a counterpart are marked where the terms differ, "
        '<mark class="disputed">facts</mark> where they do not agree. Numbers give the order in each account.</p>'
    )
    if made.disputes:
        parts.append(_section("Facts in dispute", titles, _disputes(made)))
    if made.ascriptions:
        headers = ("of", "what", "the other account")
        parts.append(_section("Commitments ascribed to the other side", headers, _ascriptions(made, titles), "Says"))
    return pages.page(" · ".join(titles), "\n".join(parts), _STYLE)


def _section(title: str, headers: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]], first: str = "") -> str:
    """A table with its caption. rows: the HTML of the first cell and of the others."""
    head = "".join(f'<th scope="col">{escape(header)}</th>' for header in headers)
    body = "\n".join(
        f'<tr><th scope="row">{name}</th>'
        + "".join(f'<td data-of="{escape(of)}">{cell}</td>' for of, cell in zip(headers, cells, strict=True))
        + "</tr>"
        for name, cells in rows
    )
    return (
        f"<table><caption>{escape(title)}</caption>\n"
        f'<thead><tr><td class="first">{escape(first)}</td>{head}</tr></thead>\n'
        f"<tbody>{body}</tbody></table>"
    )


def _accounts(made: Comparison) -> list[tuple[str, list[str]]]:
    accounts = made.accounts
    return [
        ("published", [str(a.published or "—") for a in accounts]),
        ("form", [a.form or "—" for a in accounts]),
        ("initiative", [escape(called(a)) for a in accounts]),
        ("lasted", [escape(clean(a.length.text)) if a.length else "—" for a in accounts]),
        ("length", [f"{a.statements} statements, {a.words} words" for a in accounts]),
    ]


def _topic(topic: Topic, titles: Sequence[str]) -> tuple[str, list[str]]:
    cells = [_statements(topic, at) for at in range(len(titles))]
    return f'<span class="{topic.kind}">{escape(label(topic, titles))}</span>', cells


def _statements(topic: Topic, at: int) -> str:
    shown = []
    for statement in topic.statements[at]:
        words = "".join(_piece(*piece) for piece in marked(topic, statement))
        shown.append(f'<blockquote><span class="n">{statement.number + 1}</span>{words}</blockquote>')
    return "".join(shown) or '<span class="none">—</span>'


def _piece(words: str, mark: str | None) -> str:
    return f'<mark class="{mark}">{escape(words)}</mark>' if mark else escape(words)


def _disputes(made: Comparison) -> list[tuple[str, list[str]]]:
    ids = [account.report_id for account in made.accounts]
    rows = []
    for dispute in made.disputes:
        cells = ["—"] * len(ids)
        for id_, span in zip(dispute.reports, dispute.words, strict=True):
            cells[ids.index(id_)] = f"“{escape(clean(span.text))}”"
        rows.append((dispute.kind, cells))
    return rows


def _ascriptions(made: Comparison, titles: Sequence[str]) -> list[tuple[str, list[str]]]:
    by_id = {account.report_id: title for account, title in zip(made.accounts, titles, strict=True)}
    return [
        (
            escape(by_id[found.statement.report_id]),
            [
                escape(found.to) + (", jointly" if found.jointly else ""),
                escape(clean(found.statement.span.text)),
                f'<span class="{found.echo}">{ECHOES[found.echo]}</span>',
            ],
        )
        for found in made.ascriptions
    ]
