"""Who acts on whom: countries, organisations or persons as nodes, and for each period an edge from actor to recipient.

An edge holds each event once, however many reports print it or members of a country take part. A mutual act lies on
both edges of its pair; an act of several parties on the edge of each pair that it joins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations, product
from pathlib import Path
from typing import Any, Literal, NamedTuple

from dragoman.errors import UsageError
from dragoman.model import Status
from dragoman.relations import periods as spans
from dragoman.relations.acts import Act, Standing
from dragoman.relations.parties import Party, Side, party
from dragoman.relations.periods import Period
from dragoman.relations.reading import Fetch, events_of, reports_by_day
from dragoman.relations.series import Summed, Tally, Value, numbers, tally

Kind = Literal["country", "organisation", "actor"]


class Node(NamedTuple):
    """A party of the network.

    key: ISO 3166-1 alpha-3 code of a country, else the actor's id; acted, received: events to be expected, each
    counted by its probability, a mutual one in both; partners: with how many others.
    """

    key: str
    name: str
    kind: Kind
    acted: float
    received: float
    partners: int


@dataclass(frozen=True, slots=True)
class Edge:
    """What one node did to another in a period. mutual: how many of the tally's acts were mutual, as coded."""

    source: str
    target: str
    period: Period
    mutual: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Network:
    """Who acted on whom. nodes: those with most events first; edges: by period, most events first.

    unplaced: events among these parties without a date, or with one too wide for the periods; outside: before or after.
    """

    title: str
    by: str | None
    standing: Standing
    periods: tuple[Period, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    unplaced: int
    outside: int

    def rows(self) -> Iterator[dict[str, Value]]:
        """Flat rows, one for each edge: see docs/relations.md."""
        names = {node.key: node.name for node in self.nodes}
        for edge in self.edges:
            yield {
                "period": edge.period.label,
                "start": edge.period.start.isoformat(),
                "end": edge.period.end.isoformat(),
                "source": edge.source,
                "source_name": names[edge.source],
                "target": edge.target,
                "target_name": names[edge.target],
                "mutual": edge.mutual,
                **numbers(edge.tally),
            }

    def _repr_svg_(self) -> str | None:
        """The figure of the 15 parties with most events, which notebooks show by themselves."""
        from dragoman.relations.matrix import svg

        return svg(self, 15)

    def plot(self, path: str | Path, *, top: int = 15) -> None:
        """Draw the `top` parties with most events into a file: .svg, .png or .pdf; needs the extra `dragoman[plots]`.

        Raises: UsageError for another suffix, without Matplotlib or events, or where the file cannot be made.
        """
        from dragoman.relations.matrix import plot

        plot(self, Path(path), top)


class _Found(NamedTuple):
    """An act on an edge, before it is filed."""

    source: str
    target: str
    act: Act


def network(
    fetch: Fetch,
    parties: Sequence[str] = (),
    *,
    since: date | str | None = None,
    until: date | str | None = None,
    by: str | None = None,
    actors: bool = False,
    standing: Standing = "occurred",
) -> Network:
    """The network in a store, which `fetch` asks; the other parameters as `Store.network` has them.

    Raises: BadDateError, UsageError.
    """
    asked = [party(name) for name in parties]
    if any(one.kind == "all" for one in asked):
        raise UsageError("ALL is everybody, which is what a network shows unasked. Nothing was read. Leave it out.")
    size = None if by is None else spans.kind(by)
    first, last = spans.bound(since, "since"), spans.bound(until, "until", last=True)
    if first and last and last < first:
        raise UsageError(f"until={until} is before since={since}. Nothing was read. Swap them.")
    names: dict[str, tuple[str, Kind]] = {}
    found = [
        item
        for row in events_of(fetch, asked)
        for item in _joined(row, asked, actors, names)
        if item.act.standing == standing
    ]
    title = ", ".join(one.name for one in asked) or "All parties"
    return _filed(found, names, title, standing, reports_by_day(fetch), first, last, size)


def _joined(
    row: Mapping[str, Any], asked: Sequence[Party], actors: bool, names: dict[str, tuple[str, Kind]]
) -> Iterator[_Found]:
    """The edges that an event lies on, each once, with the chance of its surest pair. Names its nodes in `names`."""
    days = (row["first"], row["last"]) if row["first"] else None
    on = row["last"] or date.max
    pairs = permutations(row["actors"], 2) if row["mutual"] else product(row["actors"], row["recipients"])
    best: dict[tuple[str, str], float] = {}
    for x, y in pairs:
        source, target = _key(x, actors), _key(y, actors)
        if source and target and source != target and _wanted(x, y, asked, on):
            best[source, target] = max(best.get((source, target), 0.0), x.p * y.p)
            names |= {key: _named(side, actors) for key, side in ((source, x), (target, y)) if key not in names}
    for (source, target), p in best.items():
        direction: Literal["mutual", "a to b"] = "mutual" if (target, source) in best else "a to b"
        who = (names[source][0],), (names[target][0],)
        status = Status(row["status"])
        act = Act(
            row["event_id"], row["type"], row["mode"], status, direction, days, *who, row["p"] * p, row["printings"]
        )
        yield _Found(source, target, act)


def _key(side: Side, actors: bool) -> str | None:
    """The node that an actor belongs to; None for whoever is neither of a country nor an international organisation."""
    if actors:
        return side.actor_id
    return side.country or (side.actor_id if side.sector == "IGO" else None)


def _named(side: Side, actors: bool) -> tuple[str, Kind]:
    if actors:
        return side.name, "actor"
    if side.country is None:
        return side.name, "organisation"
    from dragoman.actors import state

    try:
        return state(side.country).name, "country"
    except KeyError:
        return side.country, "country"


def _wanted(x: Side, y: Side, asked: Sequence[Party], on: date) -> bool:
    """Whether a pair is asked for: both of the parties, or one where only one country or actor was named."""
    if not asked:
        return True
    of = [any(_has(one, at, side, on) for at, one in enumerate(asked)) for side in (x, y)]
    return any(of) if len(asked) == 1 and asked[0].kind != "bloc" else all(of)


def _has(one: Party, at: int, side: Side, on: date) -> bool:
    return side.words_match[at] if one.kind == "actor" else one.has(side, on)


def _filed(
    found: Iterable[_Found],
    names: Mapping[str, tuple[str, Kind]],
    title: str,
    standing: Standing,
    reports: Mapping[date, int],
    first: date | None,
    last: date | None,
    by: spans.By | None,
) -> Network:
    """File acts under periods and edges."""
    found = list(found)
    days = sorted(reports) or sorted(day for item in found for day in item.act.interval or ())
    calendar = _calendar(first, last, days, by, reports)
    edges: dict[tuple[int, str, str], list[Act]] = defaultdict(list)
    unplaced, outside = set(), set()
    for source, target, act in found:
        at = _place(act, calendar, by)
        if at is not None:
            edges[at, source, target].append(act)
        elif act.interval and calendar and not _overlaps(act.interval, calendar):
            outside.add(act.event_id)
        else:
            unplaced.add(act.event_id)
    made = [
        Edge(source, target, calendar[at], sum(act.direction == "mutual" for act in acts), tally(Summed.of(acts)))
        for (at, source, target), acts in edges.items()
    ]
    made.sort(key=lambda edge: (edge.period.start, -edge.tally.events.value, edge.source, edge.target))
    nodes = _nodes(edges, names)
    return Network(title, by, standing, calendar, nodes, tuple(made), len(unplaced), len(outside))


def _calendar(
    first: date | None, last: date | None, days: Sequence[date], by: spans.By | None, reports: Mapping[date, int]
) -> tuple[Period, ...]:
    if not days and not (first and last):
        return ()
    start = first or (spans.whole(days[0], by)[0] if by else days[0])
    end = last or (spans.whole(days[-1], by)[1] if by else days[-1])
    if by:
        return spans.calendar(start, end, by, reports)
    inside = [count for day, count in reports.items() if start <= day <= end]
    return (Period(f"{start}/{end}", start, end, sum(inside), len(inside)),)


def _place(act: Act, calendar: Sequence[Period], by: spans.By | None) -> int | None:
    if act.interval is None or not calendar:
        return None
    if by:
        return spans.place(act.interval, calendar, by)
    whole = calendar[0]
    return 0 if whole.start <= act.interval[0] and act.interval[1] <= whole.end else None


def _overlaps(interval: tuple[date, date], calendar: Sequence[Period]) -> bool:
    return interval[0] <= calendar[-1].end and calendar[0].start <= interval[1]


def _nodes(
    edges: Mapping[tuple[int, str, str], Sequence[Act]], names: Mapping[str, tuple[str, Kind]]
) -> tuple[Node, ...]:
    """The nodes of the edges: each event of a node once, by its surest edge."""
    acted: dict[str, dict[str, float]] = defaultdict(dict)
    received: dict[str, dict[str, float]] = defaultdict(dict)
    partners: dict[str, set[str]] = defaultdict(set)
    for (_, source, target), acts in edges.items():
        partners[source].add(target)
        partners[target].add(source)
        for act in acts:
            for kept in (acted[source], received[target]):
                kept[act.event_id] = max(kept.get(act.event_id, 0.0), act.p)
    made = [
        Node(key, *names[key], sum(acted[key].values()), sum(received[key].values()), len(partners[key]))
        for key in partners
    ]
    weight = {key: sum({**acted[key], **received[key]}.values()) for key in partners}
    return tuple(sorted(made, key=lambda node: (-weight[node.key], node.key)))


def strongest(found: Network, top: int) -> Network:
    """The network among its `top` nodes with most events."""
    kept = {node.key for node in found.nodes[:top]}
    edges = tuple(edge for edge in found.edges if edge.source in kept and edge.target in kept)
    return replace(found, nodes=found.nodes[:top], edges=edges)
