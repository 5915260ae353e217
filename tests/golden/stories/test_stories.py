"""Quality floors: how well reports of many outlets are joined to events; see `benchmarks/stories.py`.

The errors of the read half were looked at while weights were set; those of the other half were not.
"""

from __future__ import annotations

import pytest

from benchmarks import stories

FLOORS = {"read": 0.94, "unread": 0.92}


@pytest.mark.parametrize("half", FLOORS)
def test_reports_are_joined_to_events(half: str) -> None:
    assert stories.measure(half).f1 >= FLOORS[half]


def test_every_story_has_a_look_alike_or_a_second_telling() -> None:
    for half in FLOORS:
        marked = [mark for _, marks in stories.stories(half) for mark in marks]
        names = {mark.event.split(": ")[0] for mark in marked}
        assert len(names) == 30
        for name in names:
            told = [mark.event for mark in marked if mark.event.startswith(f"{name}: ")]
            assert len(told) > len(set(told)), name
