"""Accounts of one meeting laid side by side: what all say, what one leaves out, what is worded differently.

meaning.py says how alike statements are, matching.py which belong together, sides.py whose they are, facts.py where
they contradict each other, ascribing.py what one side says the other promised.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from dragoman import pipeline
from dragoman.errors import UsageError
from dragoman.ingest import read_text
from dragoman.model import Record, Report
from dragoman.readouts.ascribing import ascriptions
from dragoman.readouts.comparison import Account, Ascription, Comparison, Dispute, Link, Statement, Topic
from dragoman.readouts.reading import read
from dragoman.readouts.topics import links, of_meeting, topics

__all__ = ["Account", "Ascription", "Comparison", "Dispute", "Link", "Statement", "Topic", "compare"]


def compare(reports: Iterable[Report | Record | str]) -> Comparison:
    """The accounts of one meeting or call, compared.

    reports: two or more, as reports, as records (which are not coded again) or as plain texts. Whose account a report
    is, is taken from its outlet ("The Kremlin", "Presidency of Egypt"): without outlets nothing is ascribed to a side.

    Raises:
        UsageError: if there are fewer than two reports, or one is given twice.
        InputError: if a text is empty, too long or in a language that is not read.
    """
    records = [_record(report) for report in reports]
    ids = [record.report.report_id for record in records]
    if len(ids) < 2:
        raise UsageError("a comparison needs two reports or more: nothing was compared; name another account")
    if len(set(ids)) < len(ids):
        raise UsageError("the same report was given twice: nothing was compared; name different accounts")
    readings = read(records)
    accounts = tuple(reading.account for reading in readings)
    linked = [link for one, other in combinations(readings, 2) for link in links(one, other)]
    whole = tuple(of_meeting(accounts))
    known = {dispute.words for dispute in whole}
    parts = dict.fromkeys(d for link in linked for d in link.disputes if d.words not in known)
    return Comparison(
        tuple(record.report for record in records),
        accounts,
        tuple(topics(readings, linked)),
        (*whole, *parts),
        tuple(ascriptions(readings, linked)),
    )


def _record(report: Report | Record | str) -> Record:
    if isinstance(report, Record):
        return report
    return pipeline.read(read_text(report) if isinstance(report, str) else report)
