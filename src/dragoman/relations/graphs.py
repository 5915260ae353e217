"""Networks for people and for programs that draw and measure them: a table, GraphML, and node-link JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import IO
from xml.etree import ElementTree

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.relations.network import Edge, Network
from dragoman.relations.series import Value
from dragoman.relations.tables import short

_SHOWN = 25  # pairs that the table has lines for
_PERIODS = 12  # periods that it has columns for: the last ones
_TYPES = {str: "string", int: "long", float: "double"}
_NODE = {"name": "string", "kind": "string", "acted": "double", "received": "double", "partners": "long"}
_SPACE = "http://graphml.graphdrawing.org/xmlns"


def write_json(found: Network, stream: IO[str]) -> None:
    """The node-link form of networkx (`networkx.node_link_graph(data, edges="edges")`): a directed multigraph."""
    edges = [{"key": at, **row} for at, row in enumerate(found.rows())]
    data = {
        "directed": True,
        "multigraph": True,
        "graph": {"title": found.title, "standing": found.standing, "unplaced": found.unplaced},
        "nodes": [{"id": key, **values} for key, values in _nodes(found)],
        "edges": edges,
    }
    json.dump(data, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def write_graphml(found: Network, stream: IO[str]) -> None:
    """GraphML: nodes and directed edges with their columns as data, several between two nodes where periods differ."""
    rows = list(found.rows())
    root = ElementTree.Element("graphml", xmlns=_SPACE)
    columns = {name: _type(rows, name) for row in rows[:1] for name in row if name not in ("source", "target")}
    for place, names in (("node", _NODE), ("edge", columns)):
        for name, kind in names.items():
            key = {"id": f"{place}_{name}", "for": place, "attr.name": name, "attr.type": kind}
            ElementTree.SubElement(root, "key", key)
    graph = ElementTree.SubElement(root, "graph", id=found.title, edgedefault="directed")
    for entry, values in _nodes(found):
        _data(ElementTree.SubElement(graph, "node", id=entry), "node", values)
    for at, row in enumerate(rows):
        ends = {"id": f"e{at}", "source": str(row["source"]), "target": str(row["target"])}
        _data(ElementTree.SubElement(graph, "edge", ends), "edge", {name: row[name] for name in columns})
    ElementTree.indent(root, " ")
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def _nodes(found: Network) -> Iterable[tuple[str, dict[str, Value]]]:
    for node in found.nodes:
        values: dict[str, Value] = {"name": node.name, "kind": node.kind}
        values |= {"acted": round(node.acted, 4), "received": round(node.received, 4), "partners": node.partners}
        yield node.key, values


def _type(rows: Iterable[Mapping[str, Value]], name: str) -> str:
    return next((_TYPES[type(row[name])] for row in rows if row[name] is not None), "double")


def _data(element: ElementTree.Element, place: str, values: Mapping[str, Value]) -> None:
    for name, value in values.items():
        if value is not None:
            ElementTree.SubElement(element, "data", key=f"{place}_{name}").text = str(value)


def table(found: Network, source: str, *, actors: bool) -> RenderableType:
    """What an analyst sees: the pairs with most events, by period where there are several."""
    span = f"{found.periods[0].start} to {found.periods[-1].end}" if found.periods else "no reports"
    heading = Text(f"{source} · {found.title} · events that {found.standing} · {span}", style="dim")
    parts: list[RenderableType] = [heading, Text()]
    if not found.edges:
        hint = "" if actors else "; persons and bodies are found with --actors"
        parts.append(Text(f"no events between parties in this time{hint}"))
    else:
        pairs = _pairs(found)
        shown = dict(list(pairs.items())[:_SHOWN])
        parts += [_by_period(found, shown) if len(found.periods) > 1 else _whole(found, shown), Text()]
        total = f"{len(found.nodes)} parties, {len(pairs)} pairs"
        if len(pairs) > _SHOWN:
            total += f", the {_SHOWN} with most events shown: --format csv has all"
        parts.append(Text(total, style="dim"))
    if found.unplaced:
        parts.append(Text(f"{found.unplaced} more events without a date that fits", style="dim"))
    if found.outside:
        parts.append(Text(f"{found.outside} more before or after: --since and --until take them in", style="dim"))
    return Group(*parts)


def _pairs(found: Network) -> dict[tuple[str, str], list[Edge]]:
    """The edges of each directed pair, those with most events first; of two that are mutual throughout, one."""
    pairs: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in found.edges:
        pairs[edge.source, edge.target].append(edge)
    for pair in list(pairs):
        if pair in pairs and pair[0] < pair[1] and all(map(_mutual, pairs[pair] + pairs.get(pair[::-1], []))):
            pairs.pop(pair[::-1], None)
    return dict(sorted(pairs.items(), key=lambda item: (-_events(item[1]), item[0])))


def _mutual(edge: Edge) -> bool:
    return edge.mutual == edge.tally.acts


def _events(edges: Iterable[Edge]) -> float:
    return sum(edge.tally.events.value for edge in edges)


def _named(found: Network, pair: tuple[str, str], edges: Iterable[Edge]) -> tuple[str, str, str]:
    names = {node.key: node.name for node in found.nodes}
    return names[pair[0]], "↔" if all(map(_mutual, edges)) else "→", names[pair[1]]


def _whole(found: Network, pairs: Mapping[tuple[str, str], list[Edge]]) -> Table:
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    for name in ("who", "", "whom"):
        grid.add_column(name)
    for name in ("events", "mutual", "cooperation", "conflict", "score", "mean"):
        grid.add_column(name, justify="right", no_wrap=True)
    for pair, edges in pairs.items():
        sums = edges[0].tally
        mean = "·" if sums.mean_score is None else f"{sums.mean_score.value:+.1f}"
        spans = f"{short(sums.events.value)} [{sums.events.low:.0f}–{sums.events.high:.0f}]"
        counts = str(edges[0].mutual or "·"), short(sums.cooperation.value), short(sums.conflict.value)
        grid.add_row(*_named(found, pair, edges), spans, *counts, f"{sums.score.value:+.1f}", mean)
    return grid


def _by_period(found: Network, pairs: Mapping[tuple[str, str], list[Edge]]) -> Table:
    """Events of each pair in each of the last periods: "3" cooperation, "/2" conflict."""
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    grid.title = f"events of cooperation / conflict in the last {min(len(found.periods), _PERIODS)} periods"
    grid.title_style, grid.title_justify = "dim", "left"
    for name in ("who", "", "whom"):
        grid.add_column(name)
    shown = found.periods[-_PERIODS:]
    for period in shown:
        grid.add_column(period.label, justify="right", no_wrap=True)
    for pair, edges in pairs.items():
        sums = {edge.period: edge.tally for edge in edges}
        cells = [
            f"{short(sums[period].cooperation.value)}/{short(sums[period].conflict.value)}" if period in sums
            else "·" if period.covered else "–"
            for period in shown
        ]  # fmt: skip
        grid.add_row(*_named(found, pair, edges), *cells)
    return grid
