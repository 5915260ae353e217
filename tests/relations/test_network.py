"""Who acted on whom: nodes, edges, periods, and the forms that other programs read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from store import stories as s

from dragoman.errors import UsageError
from dragoman.model import Status
from dragoman.relations import graphs, tables
from dragoman.relations.network import Network, strongest
from dragoman.store import Store

_GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """January: Ostrev accuses Wei twice and the IMF once; February: Ostrev and Wei meet, and Belarus aids Doğan."""
    told = [
        ("2026-01-05", "ACCUSE", "Ostrev", "Wei"),
        ("2026-01-20", "ACCUSE", "Ostrev", "Wei"),
        ("2026-01-21", "REQUEST", "Ostrev", "IMF"),
        ("2026-02-03", "CONSULT", "Ostrev Wei", ""),
        ("2026-02-04", "AID", "Belarus", "Doğan"),
    ]
    with Store.open(":memory:") as opened:
        for number, (day, kind, actors, recipients) in enumerate(told):
            source = s.report(f"{actors} dealt {recipients} on occasion {number}.", day)
            event = s.event(source, f"e{number}", kind, actors, recipients, trigger="dealt", when=s.on(day))
            opened.add([s.record(source, event)])
        source = s.report("Wei dealt Belarus on a day to come.", "2026-02-05")
        event = s.event(source, "e9", "AID", "Wei", "Belarus", trigger="dealt", when=s.on("2026-06-01"))
        opened.add([s.record(source, replace(event, status=Status.FUTURE))])
        yield opened


def _acts(found: Network) -> dict[tuple[str, str, str], int]:
    return {(edge.period.label, edge.source, edge.target): edge.tally.acts for edge in found.edges}


def test_edges_run_from_actor_to_recipient_and_mutual_acts_both_ways(store: Store) -> None:
    found = store.network(by="month")
    assert _acts(found) == {
        ("2026-01", "RUS", "CHN"): 2,
        ("2026-01", "RUS", "Q904"): 1,
        ("2026-02", "RUS", "CHN"): 1,
        ("2026-02", "CHN", "RUS"): 1,
        ("2026-02", "BLR", "TUR"): 1,
    }
    assert [edge.mutual for edge in found.edges if edge.period.label == "2026-02"].count(1) == 2
    russia = found.nodes[0]
    assert (russia.key, russia.name, russia.partners) == ("RUS", "Russia", 2)
    assert russia.acted > russia.received > 0
    assert {node.kind for node in found.nodes} == {"country", "organisation"}


def test_parties_choose_what_is_shown(store: Store) -> None:
    assert {node.key for node in store.network(["Russia", "CHN"]).nodes} == {"RUS", "CHN"}
    assert {node.key for node in store.network(["Russia"]).nodes} == {"RUS", "CHN", "Q904"}
    assert {node.key for node in store.network(["BRICS"]).nodes} == {"RUS", "CHN"}
    assert {node.name for node in store.network(["Doğan"], actors=True).nodes} == {"Ayşe Doğan", "Belarus"}
    assert _acts(store.network(standing="foreseen")) == {("2026-01-05/2026-02-05", "CHN", "BLR"): 1}
    assert store.network(since="2026-02", until="2026-02").outside == 3
    with pytest.raises(UsageError, match="ALL"):
        store.network(["ALL"])


def test_the_whole_time_is_one_period(store: Store) -> None:
    whole = store.network()
    assert [edge.tally.acts for edge in whole.edges if (edge.source, edge.target) == ("RUS", "CHN")] == [3]
    assert {node.key for node in strongest(whole, 2).nodes} == {"RUS", "CHN"}


def test_programs_read_it(store: Store) -> None:
    found = store.network(by="month")
    graph, nodes, table = io.StringIO(), io.StringIO(), io.StringIO()
    graphs.write_graphml(found, graph)
    graphs.write_json(found, nodes)
    tables.write_csv(found.rows(), table)
    root = ElementTree.fromstring(graph.getvalue())
    keys = {key.get("id") for key in root.iter(f"{_GRAPHML}key")}
    assert {data.get("key") for data in root.iter(f"{_GRAPHML}data")} <= keys
    ids = {node.get("id") for node in root.iter(f"{_GRAPHML}node")}
    edges = [(edge.get("source"), edge.get("target")) for edge in root.iter(f"{_GRAPHML}edge")]
    assert len(edges) == len(found.edges)
    assert {end for edge in edges for end in edge} == ids
    data = json.loads(nodes.getvalue())
    assert {node["id"] for node in data["nodes"]} == ids
    assert [(edge["source"], edge["target"]) for edge in data["edges"]] == edges
    rows = list(csv.DictReader(io.StringIO(table.getvalue())))
    assert [(row["source"], row["target"]) for row in rows] == edges
    assert sum(int(row["acts"]) for row in rows) == 6


def test_a_network_is_drawn_whole(store: Store, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs the extra dragoman[plots]")
    for by in (None, "month"):
        store.network(by=by).plot(tmp_path / f"{by}.svg")
    assert len(list(tmp_path.iterdir())) == 2
    with pytest.raises(UsageError, match="no events"):
        store.network(["KEN"]).plot(tmp_path / "none.svg")
