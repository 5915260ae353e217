"""A brief as text, Markdown or one HTML page. Each line is followed by its sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from dragoman.briefing import Brief, Line, Section
from dragoman.model import Evidence
from dragoman.pages import STYLE as PAGE_STYLE
from dragoman.pages import page
from dragoman.render import SHORT_ID, clean, clip

_WORDS = 240  # characters of a passage that are quoted
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")
_STYLE = (
    PAGE_STYLE + "body{max-width:52rem}ul{list-style:none;margin:0;padding:0}li{padding:.7rem 0;border-top:1px solid "
    "var(--line);break-inside:avoid}blockquote{margin:.4rem 0 0;padding-left:.8rem;border-left:3px solid var(--line)}"
    "cite{font-style:normal;color:var(--dim);font-size:.85em;display:block}code{color:var(--dim);font-size:.85em}"
    "nav a{margin-right:1rem}.act{margin:0}"
)


def text(brief: Brief) -> str:
    """The brief as plain text."""
    parts = [_title(brief)]
    for section in brief.sections:
        parts.append(f"\n{section.title.upper()}")
        for line, is_last in _runs(section):
            parts.append(f"- {line.words} [{line.event_id[:SHORT_ID]}]")
            parts += [f"    {_source(item)}: {_quote(item)}" for item in line.evidence if is_last]
        parts += _rest(section)
    parts += [f"\n{words}" for words in _notes(brief)]
    return "\n".join(parts) + "\n"


def markdown(brief: Brief) -> str:
    """The brief in Markdown; words of reports are escaped."""
    parts = [f"# {_plain(_title(brief))}"]
    for section in brief.sections:
        parts.append(f"\n## {section.title}\n")
        for line, is_last in _runs(section):
            parts.append(f"- {_plain(line.words)} `{line.event_id[:SHORT_ID]}`")
            quotes = line.evidence if is_last else ()
            parts += [f"  > {_plain(_quote(item))} — {_plain(_source(item))}\n" for item in quotes]
        parts += _rest(section)
    parts += [f"\n{_plain(words)}" for words in _notes(brief)]
    return "\n".join(parts) + "\n"


def html(brief: Brief) -> str:
    """The brief as a page that needs nothing else."""
    filled = [section for section in brief.sections if section.lines]
    links = "".join(f'<a href="#{s.title.lower()}">{s.title} ({len(s.lines) + s.more:,})</a>' for s in filled)
    nav = f'<nav aria-label="Sections">{links}</nav>' if links else ""
    body = "\n".join(_html_section(section) for section in brief.sections)
    notes = "".join(f'<p class="dim">{escape(words)}</p>' for words in _notes(brief))
    return page(_title(brief), f"{nav}\n{body}\n{notes}", _STYLE)


FORMATS: dict[str, Callable[[Brief], str]] = {"text": text, "markdown": markdown, "html": html}


def _runs(section: Section) -> Iterator[tuple[Line, bool]]:
    """The lines, each with whether it is the last of those on the same words, which then are quoted."""
    for at, line in enumerate(section.lines, 1):
        after = section.lines[at].passages if at < len(section.lines) else None
        yield line, after != line.passages


def _html_section(section: Section) -> str:
    items, acts = [], ""
    for line, is_last in _runs(section):
        acts += f'<p class="act">{escape(line.words)} <code>{line.event_id[:SHORT_ID]}</code></p>'
        if is_last:
            quotes = "".join(map(_html_quote, line.evidence))
            items.append(f"<li>{acts}{quotes}</li>")
            acts = ""
    name = section.title.lower()
    rest = "".join(f'<p class="dim">{escape(words)}</p>' for words in _rest(section))
    listed = "<ul>" + "\n".join(items) + "</ul>" if items else ""
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{section.title}</h2>\n{listed}{rest}</section>'


def _html_quote(item: Evidence) -> str:
    return f"<blockquote>{escape(_quote(item))}<cite>{escape(_source(item))}</cite></blockquote>"


def _title(brief: Brief) -> str:
    about = f" · {', '.join(brief.about)}" if brief.about else ""
    days = str(brief.since) if brief.since == brief.until else f"{brief.since} to {brief.until}"
    return f"Brief, {days}{about}"


def _notes(brief: Brief) -> list[str]:
    """What a reader must know of the signs that the lines use."""
    words = [line.words for section in brief.sections for line in section.lines]
    notes = (
        ["~ before a date: the report names no day, and this is its own"] if any("~" in one for one in words) else []
    )
    return [*notes, "`dragoman show ID` shows an event in its report; types in capitals are PLOVER's"] if words else []


def _rest(section: Section) -> list[str]:
    if section.more:
        return [f"and {section.more:,} more: raise --limit"]
    return [] if section.lines else ["nothing"]


def _source(item: Evidence) -> str:
    """Outlet, day, and where in which report the words stand."""
    outlet = clean(item.outlet) if item.outlet else "outlet unknown"
    return f"{outlet}, {item.published or 'undated'}, report {item.report_id[:SHORT_ID]} at {item.passage.start}"


def _quote(item: Evidence) -> str:
    return f"“{clip(item.passage.text, _WORDS)}”"


def _plain(words: str) -> str:
    return _MARKDOWN.sub(r"\\\1", words)
