"""The whole way of a report, on one screen.

    report → passages → gate → parses → cast and dates → proposals → judgements → mentions → events

Each step is a pure function in the module that bears its name; files, the database and the screen stay outside.
"""

from __future__ import annotations

from dragoman.attribution import may_cite
from dragoman.claims import hearings as hear
from dragoman.coder import code
from dragoman.coder.gate import may_hold_event
from dragoman.coder.proposals import propose
from dragoman.coder.references import cast
from dragoman.coder.relation import judge
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
    asked = [passage for passage in passages if may_hold_event(passage.text) or may_cite(passage.text)]
    parses = dict(zip((p.passage_id for p in asked), parse(p.text for p in asked), strict=True))
    casts = cast(passages, parses, report.published)
    hearings = hear(report.text, passages, parses, casts)
    dates = find(report.text, report.published)
    proposals = [propose(parses[passage.passage_id], casts[passage.passage_id]) for passage in promising]
    judgements = judge(
        (passage.text, [candidate for proposal in proposed for candidate in proposal.candidates()])
        for passage, proposed in zip(promising, proposals, strict=True)
    )
    mentions = [
        mention
        for passage, proposed, judged in zip(promising, proposals, judgements, strict=True)
        for mention in code(
            passage,
            proposed,
            judged,
            casts[passage.passage_id],
            hearings[passage.passage_id],
            within(dates, passage.printings[0]),
            last_named(dates, passage.printings[0], report.published),
            report.published,
        )
    ]
    return Record(report, passages, unite(mentions, {report.report_id: report}), coder())
