"""Plain sentences → the corpus's notation with nothing decided, for a teacher to label.

    python -m training.propose plain.txt > unlabelled.txt

Every phrase that may be a party is marked with a letter and every word that may carry an act with 0, as the program
itself proposes them; `training.train --teacher … --unlabelled …` asks the teacher about them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import ascii_lowercase

from dragoman.coder.proposals import propose
from dragoman.coder.references import cast
from dragoman.coder.relation import Reading
from dragoman.model import Report, Span
from dragoman.parse import parse
from dragoman.passages import split


def proposed(sentences: Sequence[str]) -> Iterator[str]:
    """Each sentence with the marks of its possible parties and acts; one that cannot be marked is left out."""
    passages = [
        passage for number, text in enumerate(sentences) for passage in split([Report(str(number), text, None)])
    ]
    parses = {one.passage_id: doc for one, doc in zip(passages, parse(p.text for p in passages), strict=True)}
    casts = cast(passages, parses, None)
    for passage in passages:
        acts = [one.trigger.words for one in propose(parses[passage.passage_id], Reading(passage.text))]
        parties = [phrase.span for phrase in casts[passage.passage_id].values()]
        if set("[]{}") & set(passage.text):
            continue
        yield _marked(passage.text, parties, acts)


def _marked(text: str, parties: Sequence[Span], acts: Sequence[Span]) -> str:
    """The text with marks; what overlaps with an earlier mark has none."""
    letters, at, marked = iter(ascii_lowercase), 0, ""
    for span in sorted({*parties, *acts}, key=lambda one: (one.start, -one.end)):
        letter = next(letters, None) if span in parties else "0"
        if span.start < at or letter is None:
            continue
        open_, close = ("{", "}") if letter == "0" else ("[", "]")
        marked += f"{text[at : span.start]}{open_}{letter}:{span.text}{close}"
        at = span.end
    return marked + text[at:]


def main() -> None:
    """Print the marked sentences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", help="plain text, one sentence a line")
    options = parser.parse_args()
    lines = [line.strip() for path in options.files for line in path.read_text("utf-8").splitlines() if line.strip()]
    print("M manner=agency region=World\n")
    for marked in proposed(lines):
        print(f"S {marked}\n")


if __name__ == "__main__":
    main()
