"""The labelled sentences the model is trained on: reading, checking, counting and comparing them.

The format is described in ``corpus/FORMAT.md``. Spans are exact by construction: they are read off the marks.

    python -m training.corpus check FILES…
    python -m training.corpus stats FILES…
    python -m training.corpus near FILES… --against FOLDER
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from pathlib import Path

from dragoman.model import Span, Stance, Status
from training.near import near, plain

MANNERS = frozenset(["agency", "broadsheet", "state-media", "readout", "headline", "local", "brief"])
REGIONS = frozenset(["Africa", "Americas", "Asia", "Europe", "MiddleEast", "Oceania", "World"])

MARK = re.compile(
    r"\[(?P<actor>[a-z])(?:=(?P<same>[a-z]))?:(?P<words>[^\[\]{}]+)\]|\{(?P<number>\d):(?P<act>[^\[\]{}]+)\}"
)


class BlockError(ValueError):
    """A block that breaks the format. The message says what is wrong and what was expected."""


@dataclass(frozen=True, slots=True)
class Type:
    """What the ontology says of a PLOVER type, as far as labels can be checked against it."""

    modes: frozenset[str]
    requires_recipient: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention of a possible actor. `same_as`: the letter of another mention of the same party."""

    letter: str
    span: Span
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who says so: letters of the speakers, nearest to the event first."""

    speakers: tuple[str, ...]
    stance: Stance


@dataclass(frozen=True, slots=True)
class Labelled:
    """An event of a sentence. Actors, recipients and speakers are letters of its mentions."""

    trigger: int
    type: str
    mode: str | None
    status: Status
    historical: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    claims: tuple[Claimed, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its labels. Offsets of spans count code points of `text`.

    triggers: by number, those that carry an event; decoys: trigger-like words that carry none. labelled: whether
    anybody said so; else the decoys are words that may carry one.
    """

    text: str
    mentions: Mapping[str, Marked]
    triggers: Mapping[int, Span]
    decoys: tuple[Span, ...]
    events: tuple[Labelled, ...]
    contexts: tuple[str, ...]
    manner: str | None
    region: str | None
    file: str
    line: int
    labelled: bool = True

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"

    def party(self, letter: str) -> str:
        """The letter that stands for a mention's party: that of the mention its ``same_as`` leads to."""
        same = self.mentions[letter].same_as
        return letter if same is None else self.party(same)


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake and where it stands."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read: the sound sentences, and what is wrong with the others."""

    sentences: tuple[Sentence, ...]
    problems: tuple[Problem, ...]


def is_held_back(text: str) -> bool:
    """Whether a sentence is of the tenth that no run learns from, by its hash."""
    return hashlib.sha256(text.encode()).digest()[0] % 10 == 0


@cache
def ontology() -> tuple[dict[str, Type], frozenset[str]]:
    """The types by name, and the names of the contexts, from ``dragoman/ontology/plover.json``."""
    data = json.loads((files("dragoman") / "ontology" / "plover.json").read_text(encoding="utf-8"))
    types = {
        one["name"]: Type(frozenset(mode["name"] for mode in one["modes"]), one["requires_recipient"])
        for one in data["types"]
    }
    return types, frozenset(context["name"] for context in data["contexts"])


# --- reading ---------------------------------------------------------------------------------------------------------


def blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """The blocks of a file as numbered lines, without notes."""
    block: list[tuple[int, str]] = []
    for number, raw in enumerate([*text.splitlines(), ""], start=1):
        line = raw.strip()
        if line.startswith("#"):
            continue
        if line:
            block.append((number, line))
        elif block:
            yield block
            block = []


def read_marks(marked: str) -> tuple[str, dict[str, Marked], dict[int, Span], tuple[Span, ...]]:
    """A sentence without its marks, and the marks.

    Raises:
        BlockError: unbalanced or nested marks, a letter or number used twice, stray spaces.
    """
    text, at = "", 0
    mentions: dict[str, Marked] = {}
    triggers: dict[int, Span] = {}
    decoys: list[Span] = []
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        at = found.end()
        words = found["words"] or found["act"]
        span = Span(words, len(text), len(text) + len(words))
        text += words
        if words != words.strip():
            raise BlockError(f"the mark {found[0]!r} holds a space at its edge")
        if found["number"] == "0":
            decoys.append(span)
        elif found["number"]:
            if int(found["number"]) in triggers:
                raise BlockError(f"trigger {found['number']} is marked twice")
            triggers[int(found["number"])] = span
        elif found["actor"] in mentions:
            raise BlockError(f"actor {found['actor']} is marked twice; write [x={found['actor']}:…] for the same party")
        else:
            mentions[found["actor"]] = Marked(found["actor"], span, found["same"])
    text += marked[at:]
    if stray := re.search(r"[\[\]{}]", text):
        raise BlockError(f"a mark does not close, is nested or lacks its letter, near {text[stray.start() :][:30]!r}")
    if text != " ".join(text.split()):
        raise BlockError("the sentence holds doubled spaces")
    if not text:
        raise BlockError("the sentence is empty")
    return text, mentions, triggers, tuple(decoys)


def read_letters(words: str) -> tuple[str, ...]:
    """Letters joined by ``+`` or ``,``; none for ``-``."""
    if words == "-":
        return ()
    letters = tuple(re.split(r"[+,]", words))
    if not all(re.fullmatch("[a-z]", letter) for letter in letters):
        raise BlockError(f"{words!r}: expected letters joined by + (or by a comma in a claim), or -")
    return letters


def read_claim(words: str) -> Claimed:
    parts = words.split()
    if len(parts) != 2 or parts[1] not in set(Stance):
        raise BlockError(f"claim {words.strip()!r}: expected letters and one of {', '.join(Stance)}")
    return Claimed(read_letters(parts[0]), Stance(parts[1]))


def read_event(line: str) -> Labelled:
    """An event from its ``E`` line, without the ``E``.

    Raises:
        BlockError: the line is not ``trigger TYPE mode status [historical] actors > recipients [| speakers stance]…``.
    """
    head, *claims = line.split("|")
    words = head.split()
    historical = len(words) > 4 and words[4] == "historical"
    if historical:
        del words[4]
    if len(words) != 7 or words[5] != ">" or not words[0].isdigit():
        raise BlockError("expected: E trigger TYPE mode status [historical] actors > recipients [| speakers stance]")
    number, kind, mode, status, actors, _, recipients = words
    if status not in set(Status):
        raise BlockError(f"status {status!r}: expected one of {', '.join(Status)}")
    return Labelled(
        trigger=int(number),
        type=kind,
        mode=None if mode == "-" else mode,
        status=Status(status),
        historical=historical,
        actors=read_letters(actors),
        recipients=read_letters(recipients),
        claims=tuple(read_claim(claim) for claim in claims),
    )


def read_header(line: str) -> dict[str, str]:
    """Manner and region from an ``M`` line, without the ``M``."""
    header = dict(part.split("=", 1) for part in line.split() if "=" in part)
    if set(header) != {"manner", "region"} or header["manner"] not in MANNERS or header["region"] not in REGIONS:
        raise BlockError(
            f"expected: M manner=… region=…; manners {', '.join(sorted(MANNERS))}; regions {', '.join(sorted(REGIONS))}"
        )
    return header


def read_block(block: Sequence[tuple[int, str]], header: Mapping[str, str], file: str) -> Sentence:
    """One sentence with its labels, checked.

    Raises:
        BlockError: the block breaks the format, or its labels break the ontology.
    """
    (first, sentence), *rest = block
    if not sentence.startswith("S "):
        raise BlockError("a block begins with S (or is a single line M)")
    text, mentions, triggers, decoys = read_marks(sentence[2:].strip())
    events: list[Labelled] = []
    contexts: tuple[str, ...] | None = None
    for number, line in rest:
        if line.startswith("E "):
            try:
                events.append(read_event(line[2:]))
            except BlockError as error:
                raise BlockError(f"line {number}: {error}") from None
        elif line.startswith("C ") and contexts is None:
            contexts = tuple(line[2:].split())
        else:
            raise BlockError(f"line {number}: expected E lines and at most one C line, found {line[:30]!r}")
    manner, region = header.get("manner"), header.get("region")
    read = Sentence(text, mentions, triggers, decoys, tuple(events), contexts or (), manner, region, file, first)
    check_marks(read)
    check_labels(read)
    return read


def check_marks(sentence: Sentence) -> None:
    """Raise BlockError where letters or numbers point nowhere."""
    for mention in sentence.mentions.values():
        seen = {mention.letter}
        while mention.same_as is not None:
            if mention.same_as not in sentence.mentions or mention.same_as in seen:
                raise BlockError(f"actor {mention.letter} is the same as {mention.same_as}, which leads nowhere")
            seen.add(mention.same_as)
            mention = sentence.mentions[mention.same_as]
    for event in sentence.events:
        if event.trigger not in sentence.triggers:
            raise BlockError(f"E {event.trigger} {event.type}: no trigger {event.trigger} is marked")
        speakers = [letter for claim in event.claims for letter in claim.speakers]
        for letter in (*event.actors, *event.recipients, *speakers):
            if letter not in sentence.mentions:
                raise BlockError(f"E {event.trigger} {event.type}: no actor {letter} is marked")
    if idle := set(sentence.triggers) - {event.trigger for event in sentence.events}:
        raise BlockError(f"trigger {min(idle)} has no E line; write 0 for words that carry no event")


def check_labels(sentence: Sentence) -> None:
    """Raise BlockError where labels break the ontology or contradict one another."""
    types, contexts = ontology()
    if unknown := set(sentence.contexts) - contexts:
        raise BlockError(f"no such context: {', '.join(sorted(unknown))}")
    relations: set[tuple[int, str, str | None]] = set()
    for event in sentence.events:
        check_event(event, sentence, types)
        for actor, recipient in product(event.actors, event.recipients or (None,)):
            if (event.trigger, actor, recipient) in relations:
                raise BlockError(f"E {event.trigger} {event.type}: two events of one trigger with the same parties")
            relations.add((event.trigger, actor, recipient))


def check_event(event: Labelled, sentence: Sentence, types: Mapping[str, Type]) -> None:
    where = f"E {event.trigger} {event.type}"
    if event.type not in types:
        raise BlockError(f"{where}: no such type; expected one of {', '.join(types)}")
    if event.mode is not None and event.mode not in types[event.type].modes:
        raise BlockError(f"{where}: no mode {event.mode}; expected - or {', '.join(sorted(types[event.type].modes))}")
    if not event.actors:
        raise BlockError(f"{where}: an event needs an actor")
    if types[event.type].requires_recipient and not event.recipients and len(event.actors) < 2:
        raise BlockError(f"{where}: needs a recipient or a second actor, or is not coded")
    parties = [sentence.party(letter) for letter in (*event.actors, *event.recipients)]
    if len(set(parties)) < len(parties):
        raise BlockError(f"{where}: one party stands in two places")
    if event.type == "COERCE" and event.mode in ("cyber", "misinformation") and event.mode not in sentence.contexts:
        raise BlockError(f"{where}: COERCE {event.mode} needs C {event.mode}")


def parse(text: str, file: str = "-") -> Corpus:
    """The sentences of one file's text. A bad block is reported and left out; the others are read."""
    sentences: list[Sentence] = []
    problems: list[Problem] = []
    header: dict[str, str] = {}
    for block in blocks(text):
        first, line = block[0]
        try:
            if line.startswith("M ") and len(block) == 1:
                header = read_header(line[2:])
            else:
                sentences.append(read_block(block, header, file))
        except BlockError as error:
            problems.append(Problem(file, first, str(error)))
    return Corpus(tuple(sentences), tuple(problems))


def read(paths: Iterable[Path]) -> Corpus:
    """All sentences of the files; a sentence that stands twice, letter case and signs aside, is a problem.

    Raises:
        OSError: a file cannot be opened.
        UnicodeDecodeError: a file is not UTF-8.
    """
    parts = [parse(path.read_text(encoding="utf-8"), str(path)) for path in paths]
    problems = [problem for part in parts for problem in part.problems]
    unique: dict[str, Sentence] = {}
    for sentence in (sentence for part in parts for sentence in part.sentences):
        first = unique.setdefault(plain(sentence.text), sentence)
        if first is not sentence:
            problems.append(Problem(sentence.file, sentence.line, f"the same sentence as {first.place}"))
    return Corpus(tuple(unique.values()), tuple(problems))


# --- counting --------------------------------------------------------------------------------------------------------


def count(sentences: Sequence[Sentence]) -> dict[str, Counter[str]]:
    """How often each type, mode, status, context, manner, region and number of mentions occurs."""
    events = [event for sentence in sentences for event in sentence.events]
    return {
        "type": Counter(event.type for event in events),
        "mode": Counter(f"{event.type} {event.mode or '-'}" for event in events),
        "status": Counter(event.status.value for event in events),
        "historical": Counter(str(event.historical) for event in events),
        "claims": Counter(claim.stance.value for event in events for claim in event.claims),
        "mentions in a sentence": Counter(str(len(sentence.mentions)) for sentence in sentences),
        "events in a sentence": Counter(str(len(sentence.events)) for sentence in sentences),
        "words in a sentence": Counter(f"{len(sentence.text.split()) // 10 * 10:02}+" for sentence in sentences),
        "context": Counter(context for sentence in sentences for context in sentence.contexts),
        "manner": Counter(sentence.manner or "-" for sentence in sentences),
        "region": Counter(sentence.region or "-" for sentence in sentences),
    }


# --- the command line ------------------------------------------------------------------------------------------------


def show_stats(sentences: Sequence[Sentence]) -> None:
    events = sum(len(sentence.events) for sentence in sentences)
    none = sum(not sentence.events for sentence in sentences)
    decoys = sum(len(sentence.decoys) for sentence in sentences)
    print(f"{len(sentences)} sentences, {events} events, {decoys} words marked as no event")
    print(f"{none} sentences without an event ({none / max(1, len(sentences)):.1%})")
    for title, counter in count(sentences).items():
        ranked = sorted(counter.items()) if title.endswith("sentence") else counter.most_common()
        print(f"\n{title}")
        for name, number in ranked:
            print(f"  {number:6}  {number / counter.total():6.1%}  {name}")


def show_near(sentences: Sequence[Sentence], folder: Path | None) -> int:
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    pairs = near([(sentence.place, sentence.text) for sentence in sentences], paths)
    for pair in pairs:
        print(f"{pair.jaccard:.2f}  {pair.place}: {pair.text}\n      {pair.other_place}: {pair.other_text}")
    print(f"{len(pairs)} pairs alike; {len(sentences)} sentences compared with one another and {len(paths)} files")
    return int(bool(pairs))


def main(argv: Sequence[str] | None = None) -> int:
    """The command line. Returns 0, or 1 where a file breaks the format or sentences are alike."""
    parser = argparse.ArgumentParser(
        prog="python -m training.corpus", description="Check, count and compare the corpus."
    )
    parser.add_argument("command", choices=["check", "stats", "near"])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--against", type=Path, help="near: a folder of texts that the corpus must not resemble")
    options = parser.parse_args(argv)
    corpus = read(options.files)
    for problem in corpus.problems:
        print(problem, file=sys.stderr)
    if options.command == "near":
        return show_near(corpus.sentences, options.against)
    if options.command == "stats":
        show_stats(corpus.sentences)
    else:
        print(f"{len(corpus.sentences)} sentences are sound, {len(corpus.problems)} problems")
    return int(bool(corpus.problems))


if __name__ == "__main__":
    sys.exit(main())
