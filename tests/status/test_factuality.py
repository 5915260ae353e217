"""Factuality of any event span that a caller brings."""

from __future__ import annotations

import pytest

from dragoman import Status, factuality


@pytest.mark.parametrize(
    ("sentence", "words", "status"),
    [
        ("The council dismissed the clerk.", "dismissed", Status.HAPPENED),
        ("The council did not dismiss the clerk.", "dismiss", Status.NEGATED),
        ("The council will dismiss the clerk.", "dismiss", Status.FUTURE),
        ("Did the council dismiss the clerk?", "dismiss", Status.HYPOTHETICAL),
        ("Dismiss the clerk and repay the money.", "repay", Status.HYPOTHETICAL),
        ("The council met before dismissing the clerk.", "dismissing", Status.HAPPENED),
        ("The planned dismissal angered the clerk.", "dismissal", Status.FUTURE),
        ("A blockade would make sense only in winter, the admiral said.", "blockade", Status.HYPOTHETICAL),
        ("Any raid on the harbour could widen the war, analysts said.", "raid", Status.HYPOTHETICAL),
        ("An invasion of Niger would be a grave mistake, the envoy said.", "invasion", Status.HYPOTHETICAL),
        ("A raid that killed five could deepen the crisis, analysts said.", "raid", Status.HAPPENED),
        ("The raid would have consequences, the president said.", "raid", Status.HAPPENED),
        ("A parade would be held on Monday, the ministry said.", "parade", Status.FUTURE),
    ],
)
def test_status_of_a_span(sentence: str, words: str, status: Status) -> None:
    start = sentence.index(words)
    found = factuality(sentence, start, start + len(words))
    assert found is not None
    assert found.status is status


def test_value_orders_what_is_certain_above_what_is_open_above_what_is_denied() -> None:
    values = []
    for sentence in ("Chad paid.", "Chad will pay.", "Chad may pay.", "Chad never paid."):
        start = sentence.index("pa")
        found = factuality(sentence, start, len(sentence) - 1)
        assert found is not None
        assert -3 <= found.value <= 3
        values.append(found.value)
    assert values == sorted(values, reverse=True)


def test_no_event_and_no_span() -> None:
    assert factuality("Of the two, he paid.", 0, 2) is None
    with pytest.raises(ValueError, match="no span of a sentence"):
        factuality("He paid.", 3, 99)
