"""A brief as text, Markdown or one HTML page. Each line is followed by its sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from dragoman.briefing import Brief, Line, Section
from dragoman.model import Evidence
from dragoman.render import SHORT_ID, clean, clip

_WORDS = 240  # characters of a passage that are quoted
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")
_STYLE = (
    ":root{color-scheme:light dark}body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:52rem;"
    "font:16px/1.5 system-ui,sans-serif}h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}"
    "ul{list-style:none;margin:0;padding:0}li{padding:.6rem 0;border-top:1px solid #8884}"
    "blockquote{margin:.25rem 0 0;padding-left:.8rem;border-left:3px solid #8888;font-size:.92em}"
    "cite,.dim{font-style:normal;opacity:.7;font-size:.92em}"
)


def text(brief: Brief) -> str:
    """The brief as plain text."""
    parts = [_title(brief)]
    for section in brief.sections:
        parts.append(f"\n{section.title.upper()}")
        for line in section.lines:
            parts.append(f"- {line.words} [{line.event_id[:SHORT_ID]}]")
            parts += [f"    {_source(item)}: {_quote(item)}" for item in line.evidence]
        parts += _rest(section)
    return "\n".join(parts) + "\n"


def markdown(brief: Brief) -> str:
    """The brief in Markdown; words of reports are escaped."""
    parts = [f"# {_plain(_title(brief))}"]
    for section in brief.sections:
        parts.append(f"\n## {section.title}\n")
        for line in section.lines:
            parts.append(f"- {_plain(line.words)} `{line.event_id[:SHORT_ID]}`")
            parts += [f"  > {_plain(_quote(item))} — {_plain(_source(item))}\n" for item in line.evidence]
        parts += _rest(section)
    return "\n".join(parts) + "\n"


def html(brief: Brief) -> str:
    """The brief as a page that needs nothing else."""
    title = escape(_title(brief))
    body = "\n".join(_html_section(section) for section in brief.sections)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


FORMATS: dict[str, Callable[[Brief], str]] = {"text": text, "markdown": markdown, "html": html}


def _html_section(section: Section) -> str:
    rest = "".join(f'<p class="dim">{escape(words)}</p>' for words in _rest(section))
    return f"<h2>{section.title}</h2>\n<ul>{''.join(map(_html_line, section.lines))}</ul>{rest}"


def _html_line(line: Line) -> str:
    quotes = "".join(
        f"<blockquote>{escape(_quote(item))} <cite>— {escape(_source(item))}</cite></blockquote>"
        for item in line.evidence
    )
    return f'<li>{escape(line.words)} <span class="dim">{line.event_id[:SHORT_ID]}</span>{quotes}</li>\n'


def _title(brief: Brief) -> str:
    about = f" · {', '.join(brief.about)}" if brief.about else ""
    days = str(brief.since) if brief.since == brief.until else f"{brief.since} to {brief.until}"
    return f"Brief, {days}{about}"


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
