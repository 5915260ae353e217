"""The corpus format: what is read, what is refused, what counts as alike."""

from __future__ import annotations

import re
import sys
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Stance, Status

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # `training` is no installed package

from training import corpus, near  # noqa: E402

CORPUS = sorted((ROOT / "training" / "corpus").glob("*.txt"))
EXAMPLE = """\
M manner=agency region=Europe

# a note
S [a:Ilze Ozola], [b=a:the Latvian premier], {1:phoned} [c:her Maltese peer] to {0:discuss} grain, [d:an aide] said.
E 1 CONSULT phone happened historical b+c > - | d asserts
C diplomatic economic
"""


def problems(block: str) -> list[str]:
    return [problem.message for problem in corpus.parse(block).problems]


def test_example_is_read_in_full() -> None:
    (sentence,) = corpus.parse(EXAMPLE, "f.txt").sentences
    assert sentence.text.startswith("Ilze Ozola, the Latvian premier, phoned her Maltese peer")
    assert (sentence.manner, sentence.region, sentence.place) == ("agency", "Europe", "f.txt:4")
    assert sentence.contexts == ("diplomatic", "economic")
    assert sentence.party("b") == "a"
    (event,) = sentence.events
    assert (event.type, event.mode, event.status, event.historical) == ("CONSULT", "phone", Status.HAPPENED, True)
    assert (event.actors, event.recipients) == (("b", "c"), ())
    assert event.claims == (corpus.Claimed(("d",), Stance.ASSERTS),)
    assert [decoy.text for decoy in sentence.decoys] == ["discuss"]


def test_formats_own_examples_are_sound() -> None:
    page = (ROOT / "training" / "corpus" / "FORMAT.md").read_text(encoding="utf-8")
    first = re.search(r"```\n(M .*?)```", page, re.DOTALL)
    assert first is not None
    read = corpus.parse(first[1])
    assert read.problems == ()
    assert len(read.sentences) == 3


words = st.text(st.characters(exclude_characters="[]{}", exclude_categories=["Z", "C"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(st.sampled_from(["plain", "actor", "decoy"]), words), min_size=1, max_size=9))
def test_spans_are_exact(parts: list[tuple[str, str]]) -> None:
    letters = iter("abcdefghi")
    marks = {"plain": "{1}", "actor": "[{0}:{1}]", "decoy": "{{0:{1}}}"}
    line = " ".join(marks[kind].format(next(letters), word) for kind, word in parts)
    text, mentions, _, decoys = corpus.read_marks(line)
    assert text == " ".join(word for _, word in parts)
    spans = [*(mention.span for mention in mentions.values()), *decoys]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert len(spans) == sum(kind != "plain" for kind, _ in parts)


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("S [a:Chad waits.", "does not close"),
        ("S [a:the [b:Chad] envoy] waits.", "nested"),
        ("S [Chad] waits.", "lacks its letter"),
        ("S [a:Chad] and [a:Mali] wait.", "marked twice"),
        ("S [a:Chad ]waits.", "space at its edge"),
        ("S [a:Chad]  waits.", "doubled spaces"),
        ("S [b=z:He] waits.", "leads nowhere"),
        ("S [a:Chad] {1:met} [b:Mali].", "no E line"),
        ("S [a:Chad] met [b:Mali].\nE 1 CONSULT - happened a+b > -", "no trigger 1"),
        ("S [a:Chad] {1:met} [b:Mali].\nE 1 CONSULT - happened a+c > -", "no actor c"),
        ("S [a:Chad] {1:met} [b:Mali].\nE 1 CONSULT - happened a+b > - | e asserts", "no actor e"),
        ("S [a:Chad] {1:met} [b:Mali].\nE 1 MEETING - happened a+b > -", "no such type"),
        ("S [a:Chad] {1:met} [b:Mali].\nE 1 CONSULT drone happened a+b > -", "no mode drone"),
        ("S [a:Chad] {1:met} [b:Mali].\nE 1 CONSULT - past a+b > -", "status 'past'"),
        ("S [a:Chad] {1:met} [b:Mali].\nE 1 CONSULT - happened - > b", "needs an actor"),
        ("S [a:Chad] {1:met} [b:Mali].\nE 1 CONSULT happened a+b > -", "expected: E trigger"),
        ("S [a:Chad] {1:met} [b:Mali].\nE 1 CONSULT - happened a+b > - | a swears", "claim 'a swears'"),
        ("S [a:Chad] {1:met} [b:Mali].\nE 1 CONSULT - happened a+b > -\nC peace", "no such context"),
        ("S [a:Chad] {1:met} [b=a:it].\nE 1 CONSULT - happened a+b > -", "two places"),
        ("S [a:Chad] gave {1:aid}.\nE 1 AID - happened a > -", "needs a recipient"),
        ("S [a:Chad] {1:hacked} [b:Mali].\nE 1 COERCE cyber happened a > b", "needs C cyber"),
        ("S [a:Chad] {1:met} [b:Mali].\nE 1 CONSULT - happened a > b\nE 1 SUPPORT - happened a > b", "same parties"),
        ("E 1 CONSULT - happened a+b > -", "begins with S"),
        ("M manner=agency", "expected: M"),
        ("S [a:Chad] waits.\nC economic\nC legal", "at most one C"),
    ],
)
def test_mistakes_are_named(block: str, message: str) -> None:
    (found,) = problems(block)
    assert message in found


def test_a_bad_block_spares_its_neighbours() -> None:
    read = corpus.parse("S [a:Chad waits.\n\nS [a:Mali] waits.\n\nS {9:Peru} waits.\n")
    assert [sentence.text for sentence in read.sentences] == ["Mali waits."]
    assert [problem.line for problem in read.problems] == [1, 5]


def test_one_trigger_may_serve_two_pairs() -> None:
    block = "S [a:Chad] {1:condemned} [b:Mali] and [c:Togo] [d:Benin].\n"
    read = corpus.parse(block + "E 1 ACCUSE disapprove happened a > b\nE 1 ACCUSE disapprove happened c > d")
    assert len(read.sentences[0].events) == 2


def test_repeats_across_files_are_reported(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("S [a:Chad] waits, and [b:Mali] too.", encoding="utf-8")
    second.write_text("S [a:Chad] waits - and [b:Mali], too!", encoding="utf-8")
    read = corpus.read([first, second])
    assert len(read.sentences) == 1
    assert "the same sentence as" in read.problems[0].message


def test_near_agrees_with_comparing_every_pair() -> None:
    texts = [
        "The envoy of Chad met the premier of Mali in Lagos on Monday.",
        "The envoy of Chad met the premier of Niger in Lagos on Monday.",
        "Fishermen blocked the harbour of Brest.",
        "Fishermen have blocked the harbour of Brest again.",
        "Ok.",
    ]
    index = near.NearIndex([(str(number), text) for number, text in enumerate(texts)])
    found = {(int(pair.place), int(pair.other_place)): pair.jaccard for pair in index.within()}
    expected = {}
    for number, text in enumerate(texts):
        for other in range(number):
            one, two = near.shingles(text), near.shingles(texts[other])
            if (jaccard := len(one & two) / len(one | two)) >= near.NEAR:
                expected[number, other] = jaccard
    assert found == expected
    assert (1, 0) in found


def test_near_sees_sentences_in_any_layout(tmp_path: Path) -> None:
    sentence = "Nurses in Togo walked out over unpaid wages on Tuesday morning."
    plain = tmp_path / "plain.txt"
    plain.write_text(f"A first one stands here. {sentence} And one more.", encoding="utf-8")
    table = tmp_path / "table.conll"
    table.write_text("\n".join(f"doc\t{n}\t{w}" for n, w in enumerate(sentence.split())), encoding="utf-8")
    markup = tmp_path / "tokens.xml"
    markup.write_text("\n".join(f"<token>{word}</token>" for word in sentence.split()), encoding="utf-8")
    record = tmp_path / "rows.jsonl"
    record.write_text(f'{{"text": "{sentence}", "label": 1}}', encoding="utf-8")
    packed = tmp_path / "packed.tar.gz"
    with tarfile.open(packed, "w:gz") as archive:
        archive.add(plain, "plain.txt")
    for path in (plain, table, markup, record, packed):
        assert near.near([("here", sentence)], [path])[0].jaccard > 0.9, path.name


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "one.txt"
    file.write_text(EXAMPLE, encoding="utf-8")
    assert corpus.main(["check", str(file)]) == 0
    assert "1 sentences are sound, 0 problems" in capsys.readouterr().out
    assert corpus.main(["stats", str(file)]) == 0
    assert "CONSULT phone" in capsys.readouterr().out
    assert corpus.main(["near", str(file)]) == 0
    file.write_text(EXAMPLE + "\nS [a:Mali waits.", encoding="utf-8")
    assert corpus.main(["check", str(file)]) == 1
    assert "one.txt:8: a mark does not close" in capsys.readouterr().err


@pytest.mark.skipif(not CORPUS, reason="the corpus is not in this checkout")
def test_the_corpus_is_sound() -> None:
    assert corpus.read(CORPUS).problems == ()
