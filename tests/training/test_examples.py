"""Labelled sentences → candidates, and the generators that vary and add sentences."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from training.corpus import Sentence, parse
from training.examples import Candidate, shown
from training.frames import sentences
from training.inflect import does, doing, done, past
from training.vary import spelt_american, varied

TEXT = """
M manner=agency region=World

S [a:The Turkish premier] {1:met} [b:his Greek rival] while [c:Kenya] {2:expelled} [d:two envoys], [e:an aide] said.
E 1 CONSULT - happened a+b > - | e asserts
E 2 SANCTION expel happened c > d | e asserts
"""


def one(text: str = TEXT) -> Sentence:
    read = parse(text)
    assert not read.problems
    return read.sentences[0]


def said(candidate: Candidate) -> tuple[str, str | None, str | None]:
    recipient, trigger = candidate.recipient, candidate.trigger
    assert candidate.actor
    return candidate.actor.text, recipient.text if recipient else None, trigger.text if trigger else None


def test_right_candidates_are_the_events_with_and_without_their_trigger() -> None:
    right = {said(c): c.event.type for c in shown(one()).right if c.event}
    assert right["Kenya", "two envoys", "expelled"] == "SANCTION"
    assert right["Kenya", "two envoys", None] == "SANCTION"
    assert right["The Turkish premier", "his Greek rival", "met"] == "CONSULT"
    assert right["his Greek rival", "The Turkish premier", None] == "CONSULT"
    assert ("two envoys", "Kenya", None) not in right


def test_wrong_candidates_are_the_other_pairs_and_never_a_right_one() -> None:
    both = shown(one())
    wrong = {said(c) for c in both.wrong}
    assert {
        ("two envoys", "Kenya", "expelled"),
        ("Kenya", "The Turkish premier", None),
        ("an aide", None, "met"),
    } <= wrong
    assert not wrong & {said(c) for c in both.right}
    assert all(c.event is None for c in both.wrong)


def test_of_a_sentence_that_nobody_labelled_everything_is_asked_and_nothing_known() -> None:
    text = TEXT.split("\nE 1")[0].replace("{1:", "{0:").replace("{2:", "{0:")
    asked = shown(replace(one(text), labelled=False))
    candidates = [asked.whole, *asked.acts, *asked.decoys, *asked.right, *asked.wrong]
    assert not any(candidate.known for candidate in candidates)
    assert [act.trigger.text for act in asked.acts if act.trigger] == ["met", "expelled"]
    assert all(act.judged and act.marks[0] is not None and act.marks[1] is not None for act in asked.acts)
    assert ("Kenya", "two envoys", "expelled") in {said(candidate) for candidate in asked.wrong}


def test_a_sentence_as_a_whole_asks_for_its_acts() -> None:
    whole = shown(one()).whole
    assert (whole.actor, whole.recipient, whole.trigger, whole.judged) == (None, None, None, False)
    assert whole.marks[2] is not None
    assert [span.text for span in whole.marks[2].right] == ["met", "expelled"]
    assert whole.marks[:2] == (None, None)


def test_an_act_asks_for_its_parties_and_leaves_their_doubles_open() -> None:
    text = """
M manner=agency region=World

S [a:Ana Ruiz], [b=a:the premier], said [c=a:she] had {1:met} [d:the king] and {0:hoped} for more.
E 1 CONSULT - happened c+d > -
"""
    both = shown(one(text))
    [act] = both.acts
    actors, recipients, triggers = act.marks
    assert actors is not None
    assert recipients is not None
    assert triggers is None
    assert [span.text for span in actors.right] == ["she", "the king"]
    assert {span.text for span in actors.open} == {"Ana Ruiz", "the premier"}
    assert recipients.right == ()
    [decoy] = both.decoys
    assert decoy.trigger is not None
    assert (decoy.trigger.text, decoy.event, decoy.judged) == ("hoped", None, True)


def test_other_states_move_the_spans_with_them() -> None:
    sentence = one()
    texts = set()
    for seed in range(20):
        changed = varied(sentence, Random(seed), share=1.0)
        texts.add(changed.text)
        spans = [*(m.span for m in changed.mentions.values()), *changed.triggers.values()]
        assert all(changed.text[span.start : span.end] == span.text for span in spans)
        assert [span.text for span in changed.triggers.values()] == ["met", "expelled"]
        assert changed.events == sentence.events
    assert len(texts) > 10


def test_american_spelling_moves_the_spans_with_it() -> None:
    text = """M manner=agency region=Americas

S [a:The defence minister] {1:criticised} [b:the neighbouring state] and {2:apologised} to [c:the organisers].
E 1 ACCUSE disapprove happened a > b
E 2 CONCEDE - happened a > c
"""
    american = spelt_american(one(text))
    assert american.text == "The defense minister criticized the neighboring state and apologized to the organizers."
    assert [span.text for span in american.triggers.values()] == ["criticized", "apologized"]
    parties = ["The defense minister", "the neighboring state", "the organizers"]
    assert [mention.span.text for mention in american.mentions.values()] == parties
    spans = [*american.triggers.values(), *(mention.span for mention in american.mentions.values())]
    assert all(american.text[span.start : span.end] == span.text for span in spans)


def test_no_share_is_no_change() -> None:
    sentence = one()
    assert varied(sentence, Random(1), share=0.0) is sentence


def test_plain_sentences_are_sound_and_balanced() -> None:
    made = sentences(320, Random(3))
    assert len(made) == 320
    types = [sentence.events[0].type for sentence in made]
    assert len(set(types)) == 16
    assert max(map(types.count, set(types))) - min(map(types.count, set(types))) <= 1
    for sentence in made:
        spans = [*(m.span for m in sentence.mentions.values()), *sentence.triggers.values()]
        assert all(sentence.text[span.start : span.end] == span.text for span in spans)
        assert set(sentence.events[0].actors) <= set(sentence.mentions)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("strike", ("struck", "struck", "striking", "strikes")),
        ("ban", ("banned", "banned", "banning", "bans")),
        ("free", ("freed", "freed", "freeing", "frees")),
        ("deny", ("denied", "denied", "denying", "denies")),
        ("visit", ("visited", "visited", "visiting", "visits")),
        ("withdraw", ("withdrew", "withdrawn", "withdrawing", "withdraws")),
        ("expel", ("expelled", "expelled", "expelling", "expels")),
        ("clash", ("clashed", "clashed", "clashing", "clashes")),
    ],
)
def test_verbs_are_inflected(lemma: str, forms: tuple[str, str, str, str]) -> None:
    assert (past(lemma), done(lemma), doing(lemma), does(lemma)) == forms
