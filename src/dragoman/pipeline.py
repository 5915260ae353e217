"""The whole way of a report, on one screen.

    report → passages → readings and parses → cast, speakers and dates → mentions → events

Each step is a pure function in the module that bears its name; files, the database and the screen stay outside.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from dragoman.claims import hearings as hear
from dragoman.coder import Setting, code
from dragoman.coder.codebook import Codebook
from dragoman.coder.references import cast
from dragoman.coder.relation import read_ahead
from dragoman.linking import coder, unite
from dragoman.model import Record, Report
from dragoman.parse import parse
from dragoman.passages import split
from dragoman.timex import find
from dragoman.timing import last_named, within


def read(report: Report, codebook: Codebook | None = None) -> Record:
    """The record of one report, its events labelled by a codebook of the user's own if one is given."""
    passages = split([report])
    names, texts = [passage.passage_id for passage in passages], [passage.text for passage in passages]
    with ThreadPoolExecutor(max_workers=1) as beside:
        reading = read_ahead(texts, beside)
        parses = dict(zip(names, parse(texts), strict=True))
        casts = cast(passages, parses, report.published)
        hearings = hear(report.text, passages, parses, casts)
        dates = find(report.text, report.published)
        readings = dict(zip(names, reading, strict=True))
    settings = [
        Setting(
            passage,
            parses[passage.passage_id],
            readings[passage.passage_id],
            casts[passage.passage_id],
            hearings[passage.passage_id],
            within(dates, passage.printings[0]),
            last_named(dates, passage.printings[0], report.published),
            report.published,
        )
        for passage in passages
        if readings[passage.passage_id].triggers
    ]
    mentions = [mention for setting in settings for mention in code(setting, codebook)]
    return Record(report, passages, unite(mentions, {report.report_id: report}), coder())
