"""The whole way of a report, on one screen.

    report → passages → gate → parses and readings → cast and dates → mentions → events

Each step is a pure function in the module that bears its name; files, the database and the screen stay outside.
"""

from __future__ import annotations

from dragoman.coder import code
from dragoman.coder.gate import may_hold_event
from dragoman.coder.references import cast
from dragoman.coder.relation import Reading
from dragoman.linking import coder, unite
from dragoman.model import Record, Report
from dragoman.parse import parse
from dragoman.passages import split
from dragoman.timex import find
from dragoman.timing import last_named, within


def read(report: Report) -> Record:
    """The record of one report."""
    passages = split([report])
    promising = [passage for passage in passages if may_hold_event(passage.text)]
    parses = dict(zip((p.passage_id for p in promising), parse(p.text for p in promising), strict=True))
    casts = cast(passages, parses, report.published)
    dates = find(report.text, report.published)
    mentions = [
        mention
        for passage in promising
        for mention in code(
            passage,
            parses[passage.passage_id],
            Reading(passage.text),
            casts[passage.passage_id],
            within(dates, passage.printings[0]),
            last_named(dates, passage.printings[0], report.published),
            report.published,
        )
    ]
    return Record(report, passages, unite(mentions, {report.report_id: report}), coder())
