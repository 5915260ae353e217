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


def test_nearly_every_story_tells_an_event_more_than_once() -> None:
    for half in FLOORS:
        marked = [mark for _, marks in stories.stories(half) for mark in marks]
        of_story = {name: [m.event for m in marked if m.event.startswith(f"{name}: ")] for name in map(_story, marked)}
        assert len(of_story) == 30
        assert sum(len(told) > len(set(told)) for told in of_story.values()) >= 29


def _story(mark: stories.Marked) -> str:
    return mark.event.split(": ")[0]
