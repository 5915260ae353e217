"""Words that tell no act, whatever the model says of them."""

from __future__ import annotations

from datetime import date

from dragoman.coder.lexicon import Pattern
from dragoman.coder.references import cast
from dragoman.coder.triggers import Trigger
from dragoman.coder.untold import is_untold
from dragoman.model import Report
from dragoman.parse import parse
from dragoman.passages import split


def test_a_word_of_a_persons_name_tells_no_act_and_the_verb_beside_it_may() -> None:
    published = date(2026, 2, 4)
    [passage] = split([Report("r", "Angela Strike arrested the mayor of Lagos on Monday.", published)])
    [doc] = parse([passage.text])
    found = cast([passage], {passage.passage_id: doc}, published)[passage.passage_id]
    strike, arrested = (
        Trigger(token, Pattern("PROTEST", None, "nouns", token.lemma_)) for token in doc if token.i in {1, 2}
    )
    assert is_untold(strike, found)
    assert not is_untold(arrested, found)
