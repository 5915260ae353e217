"""The texts of the factuality corpora, split into words, are read as they would be printed."""

from __future__ import annotations

from benchmarks.factuality import untokenized


def test_words_join_as_printed_and_keep_their_places() -> None:
    words = ["``", "It", "did", "n't", "start", "(", "yet", ")", ",", "''", "he", "said", "."]
    sentence, starts = untokenized(words)
    assert sentence == '"It didn\'t start (yet)," he said.'
    assert [sentence[start : start + 2] for start in starts[1:5]] == ["It", "di", "n'", "st"]
