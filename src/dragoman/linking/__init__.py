"""Mentions → events: one event for each act, however often it is told. `docs/linking.md` says how it decides.

`link` takes mentions of any origin; `unite` the pipeline's own, of which type, status, parties and date are known.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from dragoman.linking.clustering import average_linkage
from dragoman.linking.events import coder as coder
from dragoman.linking.events import unite as unite
from dragoman.linking.told import check, tell


def link(mentions: Iterable[Any]) -> list[list[Hashable]]:
    """Groups of the ids of those mentions that tell of one event; every mention is in exactly one group.

    mentions: mappings or objects with `id` (hashable), `report_id`, `text` (the sentence or passage), `start` and `end`
    (where the words for the event stand in the text, in code points) and, if known, `published` (a date or
    YYYY-MM-DD). Groups, and ids within them, come in the order of their text; the order of the mentions does not
    matter. Which mentions are linked depends on the others: words count by how many of the reports use them.

    Raises:
        InputError: if a mention lacks a field, its offsets are not within its text, or an id is given twice.
        BadDateError: if `published` is no date.
    """
    from dragoman.linking.scoring import edges, weights  # the relation model is loaded for this only

    told = tell(check(mentions))
    groups = average_linkage(len(told), edges(told), weights().stop)
    linked = [sorted((id_ for at in group for id_ in told[at].ids), key=str) for group in groups]
    return sorted(linked, key=lambda group: str(group[0]))
