"""The whole way of a report, on one screen.

    report → passages → parses → cast and dates → mentions → events

Each step is a pure function in the module that bears its name; files, the database and the screen stay outside.
"""

from __future__ import annotations

from dragoman.coder import code
from dragoman.coder.references import cast
from dragoman.linking import coder, link
from dragoman.model import Record, Report
from dragoman.parse import parse
from dragoman.passages import split
from dragoman.timex import find
from dragoman.timing import within


def read(report: Report) -> Record:
    """The record of one report."""
    passages = split([report])
    parses = list(parse(passage.text for passage in passages))
    casts = cast(parses, report.published)
    dates = find(report.text, report.published)
    mentions = [
        mention
        for passage, doc, known in zip(passages, parses, casts, strict=True)
        for mention in code(passage, doc, known, within(dates, passage.printings[0]), report.published)
    ]
    return Record(report, passages, link(mentions, {report.report_id: report}), coder())
