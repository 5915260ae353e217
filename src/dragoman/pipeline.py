"""The whole way of a report, on one screen.

    report → passages → readings → parses of those that may matter → cast, speakers and dates → mentions → events

Each step is a pure function in the module that bears its name; files, the database and the screen stay outside.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from threadpoolctl import ThreadpoolController

from dragoman.claims import hearings as hear
from dragoman.claims import speaking
from dragoman.coder import Setting, code, may_tell
from dragoman.coder.codebook import Codebook
from dragoman.coder.context import needed
from dragoman.coder.references import cast
from dragoman.coder.relation import read_all
from dragoman.linking import coder, unite
from dragoman.model import Record, Report
from dragoman.parse import parse
from dragoman.passages import split, stories
from dragoman.timex import find
from dragoman.timing import last_named, within

_PRODUCTS = ThreadpoolController().select(user_api="blas")  # whose threads, left to themselves, wait in circles


def read(report: Report, codebook: Codebook | None = None) -> Record:
    """The record of one report, its events labelled by a codebook of the user's own if one is given."""
    passages = split([report])
    texts = [passage.text for passage in passages]
    with ThreadPoolExecutor(max_workers=2) as beside, _PRODUCTS.limit(limits=1):
        readings = read_all(texts, beside)
        telling = list(beside.map(may_tell, readings))
        parsed = needed(texts, telling)
        names = [passages[i].passage_id for i in parsed]
        parses = dict(zip(names, parse(texts[i] for i in parsed), strict=True))
        begins = stories(report, passages)
        casts = cast(passages, parses, report.published, begins)
        hearings = hear(report.text, passages, parses, casts)
        dates = find(report.text, report.published)
        settings = [
            Setting(
                passage,
                parses[passage.passage_id],
                reading,
                speaking(parses[passage.passage_id], casts[passage.passage_id], hearings[passage.passage_id]),
                hearings[passage.passage_id],
                within(dates, passage.printings[0]),
                last_named(dates, passage.printings[0], report.published, begin),
                report.published,
            )
            for passage, reading, tells, begin in zip(passages, readings, telling, begins, strict=True)
            if tells
        ]
        mentions = list(code(settings, beside, codebook))
    return Record(report, passages, unite(mentions, {report.report_id: report}), coder())
