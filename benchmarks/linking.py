"""Event coreference across documents on ECB+ (topics 1 to 35) and MEANTIME, with gold mentions.

    python -m benchmarks.linking [../shared/eval/linking]

ECB+ by its usual rules: the sentences that its makers validated, events of all ACTION and NEG_ACTION classes, chains
by the target of the cross-document relation, else of the relation within the document, else of one. Mentions in groups
of one stay, in gold and guess, as in the work that is compared with. Cross-document throughout: "whole" links
all topics in one call; "topics" and "subtopics" link each by itself (ecb and ecbplus of one number are two subtopics)
and score all together. Whoever mends rules reads topics 1 to 18 only; 19 to 35 are reported to show over-fitting.
Beside `dragoman.link` stand two baselines: one group for each lemma in the call, and one group for each mention.
"""

from __future__ import annotations

import argparse
import csv
import json
import tarfile
import time
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import dragoman
from benchmarks.coreference import conll, scores

_REPOSITORY = Path(__file__).parents[1]
_SHARED = _REPOSITORY.parent / "shared" / "eval" / "linking"
Linker = Callable[[Sequence[dict[str, Any]]], Iterable[Iterable[Hashable]]]


@dataclass(frozen=True)
class Gold:
    """A mention as `dragoman.link` takes it, its chain, and the topic and the subtopic that it is of."""

    mention: dict[str, Any]
    chain: str
    topic: int
    subtopic: str


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=_SHARED)
    options = parser.parse_args()
    ecb = list(ecb_plus(options.folder / "ecbplus"))
    parts = {
        "ECB+ 1-35": ecb,
        "ECB+ 1-18": [g for g in ecb if g.topic <= 18],
        "ECB+ 19-35": [g for g in ecb if g.topic > 18],
        "MEANTIME": list(meantime(options.folder / "meantime")),
    }
    linkers: dict[str, Linker] = {"dragoman": dragoman.link, "same lemma": same_lemma, "none": alone}
    print(f"{'':<11} {'within':<10} {'by':<11} {'MUC':>5} {'B3':>5} {'CEAFe':>5} {'LEA':>5} {'CoNLL':>5} {'s':>6}")
    for name, golds in parts.items():
        for within in ("whole", "topics", "subtopics"):
            for by, linker in linkers.items():
                print(f"{name:<11} {within:<10} {by:<11} {_row(golds, within, linker)}", flush=True)


def measure(golds: Sequence[Gold], within: str, linker: Linker) -> tuple[dict[str, float], float]:
    """F1 by measure, "CoNLL" among them, and the seconds that linking took."""
    key: Callable[[Gold], str] = {
        "whole": lambda g: "",
        "topics": lambda g: f"{g.topic:03}",
        "subtopics": lambda g: g.subtopic,
    }[within]
    started = time.perf_counter()
    guess = [
        group
        for _, some in groupby(sorted(golds, key=key), key=key)
        for group in linker([gold.mention for gold in some])
    ]
    took = time.perf_counter() - started
    chains = defaultdict(list)
    for gold in golds:
        chains[gold.chain].append(gold.mention["id"])
    measured = scores(chains.values(), guess)
    return {name: score.f1 for name, score in measured.items()} | {"CoNLL": conll(measured)}, took


def ecb_plus(folder: Path) -> Iterator[Gold]:
    """The event mentions of the validated sentences."""
    validated = defaultdict(set)
    with (folder / "sentences.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            validated[f"{row['Topic']}_{row['File']}"].add(row["Sentence Number"])
    with tarfile.open(folder / "topics_1_35.tar.gz") as archive:
        files = sorted((member for member in archive if member.name.endswith(".xml")), key=lambda m: m.name)
        for member in files:
            name = Path(member.name).stem
            content = archive.extractfile(member)
            if name in validated and content is not None:
                yield from _document(name, ElementTree.parse(content).getroot(), validated[name])


def _document(name: str, root: ElementTree.Element, validated: set[str]) -> Iterator[Gold]:
    topic = name.partition("_")[0]
    subtopic = f"{topic}{'ecbplus' if name.endswith('plus') else 'ecb'}"
    chains, tokens = _chains(root, name), {token.get("t_id"): token for token in root.iter("token")}
    for mark in root.findall("Markables/*"):
        anchors = [tokens[anchor.get("t_id")] for anchor in mark.findall("token_anchor")]
        if (
            not anchors
            or not mark.tag.startswith(("ACTION", "NEG_ACTION"))
            or anchors[0].get("sentence") not in validated
        ):
            continue
        sentence = [token for token in root.iter("token") if token.get("sentence") == anchors[0].get("sentence")]
        numbers = [sentence.index(anchor) for anchor in anchors]
        mention_id = f"{name}:{mark.get('m_id')}"
        words = [token.text or "" for token in sentence]
        mention = _mention(mention_id, name, words, min(numbers), max(numbers))
        yield Gold(mention, chains.get(str(mark.get("m_id")), mention_id), int(topic), subtopic)


def _chains(root: ElementTree.Element, name: str) -> dict[str, str]:
    """The chain of each mention that is in one; those within a document are told apart by its name."""
    instances = {str(mark.get("m_id")): mark.get("instance_id") for mark in root.findall("Markables/*")}
    chains = {}
    for relation in root.findall("Relations/*"):
        target = relation.find("target")
        chain = f"{name}:{relation.get('r_id')}"
        if relation.tag == "CROSS_DOC_COREF":
            chain = str(relation.get("note") or (target is not None and instances[str(target.get("m_id"))]))
        for source in relation.findall("source"):
            chains[str(source.get("m_id"))] = chain
    return chains


def meantime(folder: Path) -> Iterator[Gold]:
    """The event mentions of MEANTIME; its four corpora are the topics, its articles the subtopics."""
    sentences = defaultdict(list)
    for line in (folder / "meantime.conll").read_text("utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 5:
            sentences[fields[0], int(fields[1])].append(fields[3])
    marks = json.loads((folder / "event_mentions.json").read_text("utf-8"))
    for number, mark in enumerate(marks):
        words = sentences[mark["conll_doc_key"], mark["sent_id"]]
        mention = _mention(
            f"{number}:{mark['mention_id']}",
            mark["doc_id"],
            words,
            min(mark["tokens_number"]),
            max(mark["tokens_number"]),
        )
        yield Gold(mention, mark["coref_chain"], mark["topic_id"], mark["subtopic"])


def _mention(mention_id: str, report_id: str, words: Sequence[str], first: int, last: int) -> dict[str, Any]:
    """The words of a sentence with single spaces between them, and where its trigger stands."""
    start = len(" ".join([*words[:first], ""]))
    end = len(" ".join(words[: last + 1]))
    return {
        "id": mention_id, "report_id": report_id, "text": " ".join(words), "start": start, "end": end,
        "published": None,
    }  # fmt: skip


def same_lemma(mentions: Sequence[dict[str, Any]]) -> list[list[str]]:
    """One group for each lemma of the trigger's words, as spaCy gives them."""
    from dragoman.parse import parse

    texts = list(dict.fromkeys(mention["text"] for mention in mentions))
    parses = dict(zip(texts, parse(texts), strict=True))
    groups = defaultdict(list)
    for mention in mentions:
        span = parses[mention["text"]].char_span(mention["start"], mention["end"], alignment_mode="expand")
        groups[" ".join(token.lemma_.lower() for token in span)].append(mention["id"])
    return list(groups.values())


def alone(mentions: Sequence[dict[str, Any]]) -> list[list[str]]:
    """One group for each mention."""
    return [[mention["id"]] for mention in mentions]


def _row(golds: Sequence[Gold], within: str, linker: Linker) -> str:
    f1, took = measure(golds, within, linker)
    return " ".join(f"{100 * f1[name]:5.1f}" for name in ("MUC", "B-cubed", "CEAF-e", "LEA", "CoNLL")) + f" {took:6.1f}"


if __name__ == "__main__":
    main()
