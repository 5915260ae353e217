"""Mentions of any origin: what is told twice is one event, whatever the order, and look-alikes stay apart."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.errors import InputError
from dragoman.linking.clustering import Edge, average_linkage

TOLD = [
    ("a", "r1", "Gunmen attacked the army base near Kelmo on Monday, killing nine soldiers.", "attacked"),
    ("b", "r2", "Nine soldiers died when gunmen attacked an army base outside Kelmo, officials said.", "attacked"),
    ("c", "r3", "An attack by gunmen on the Kelmo army base left nine soldiers dead.", "attack"),
    ("d", "r4", "Critics attacked the new pension law as a gift to the banks in Tarvia.", "attacked"),
    ("e", "r5", "Parliament in Tarvia elected Orla Benn as its speaker after three ballots.", "elected"),
]


def mention(id_: str, report_id: str, text: str, trigger: str, **more: object) -> dict[str, Any]:
    start = text.index(trigger)
    end = start + len(trigger)
    return {"id": id_, "report_id": report_id, "text": text, "start": start, "end": end, **more}


MENTIONS = [mention(*told) for told in TOLD]


def test_three_tellings_of_an_attack_are_one_event_and_the_others_are_not() -> None:
    assert dragoman.link(MENTIONS) == [["a", "b", "c"], ["d"], ["e"]]


def test_the_order_of_the_mentions_does_not_matter() -> None:
    expected = dragoman.link(MENTIONS)
    for seed in range(5):
        mixed = random.Random(seed).sample(MENTIONS, len(MENTIONS))
        assert dragoman.link(mixed) == expected


def test_objects_do_as_well_as_mappings() -> None:
    assert dragoman.link(SimpleNamespace(**m) for m in MENTIONS) == dragoman.link(MENTIONS)


def test_meetings_on_different_days_are_different_events() -> None:
    first = "Presidents Arlen and Voss met in Lund on Monday to discuss the border."
    second = "Presidents Arlen and Voss met in Lund on Friday to discuss the border."
    assert len(dragoman.link([mention("a", "r1", first, "met"), mention("b", "r2", second, "met")])) == 2


def test_no_mentions_no_groups() -> None:
    assert dragoman.link([]) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"end": 900}, "no words"),
        ({"start": 9, "end": 9}, "no words"),
        ({"text": None}, "'text'"),
        ({"id": "b"}, "'b'"),
    ],
)
def test_a_bad_mention_is_named(change: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        dragoman.link([{**MENTIONS[0], **change}, *MENTIONS[1:]])


def test_one_strong_edge_does_not_chain_two_groups() -> None:
    edges = [Edge(0, 1, 0.9), Edge(2, 3, 0.9), Edge(1, 2, 0.8)]
    assert average_linkage(4, edges, 0.35) == [[0, 1], [2, 3]]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.floats(0.01, 1)), max_size=30))
def test_every_item_is_in_one_group(pairs: list[tuple[int, int, float]]) -> None:
    known = {(min(a, b), max(a, b)): s for a, b, s in pairs if a != b}
    groups = average_linkage(9, [Edge(a, b, s) for (a, b), s in known.items()], 0.3)
    assert sorted(item for group in groups for item in group) == list(range(9))
