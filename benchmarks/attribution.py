"""Attributions on articles annotated as PolNeAR: exact F1 of the spans of sources, cues and contents.

    python -m benchmarks.attribution ../shared/eval/attribution

A content of several parts counts a part at a time, as tags of words would have it; parts with only white space
between them are one. A direct quotation is a content that opens with a quotation mark; its speaker is right if the
sources overlap. Articles are halved by a hash of their names: the rules were written with the errors of one half in
view, never with those of the other.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman import attributions

_KINDS = ("Source", "Cue", "Content")

Place = tuple[int, int]


@dataclass(frozen=True)
class Annotated:
    """One attribution: for each kind the places of its parts."""

    parts: dict[str, list[Place]]


def main() -> None:
    """Print the scores of both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="with text/ and attributions/")
    folder = parser.parse_args().folder
    halves: dict[bool, list[tuple[str, list[Annotated], set[tuple[str, Place]]]]] = {True: [], False: []}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        read = hashlib.sha256(name.encode()).digest()[0] % 2 == 0
        halves[read].append((text, *_annotation(path, text)))
    for read, articles in halves.items():
        print(f"{'read' if read else 'unread'} half: {len(articles)} annotated articles")
        _score(articles)


def _score(articles: Iterable[tuple[str, list[Annotated], set[tuple[str, Place]]]]) -> None:
    right, given, gold = (dict.fromkeys(_KINDS, 0) for _ in range(3))
    quotations = spoken = 0
    for text, annotated, wanted in articles:
        found = list(_found(text))
        ours = {(kind, place) for one in found for kind in _KINDS for place in _joined(one.parts[kind], text)}
        for kind in _KINDS:
            right[kind] += sum(one[0] == kind for one in ours & wanted)
            given[kind] += sum(one[0] == kind for one in ours)
            gold[kind] += sum(one[0] == kind for one in wanted)
        for one in annotated:
            content, source = one.parts["Content"], one.parts["Source"]
            if content and source and text[content[0][0]] in "\"“'":
                quotations += 1
                near = [other for other in found if _overlap(other.parts["Content"], content)]
                spoken += any(_overlap(other.parts["Source"], source) for other in near)
    for kind in _KINDS:
        p, r = right[kind] / given[kind], right[kind] / gold[kind]
        print(f"  {kind:<8} precision {p:.3f} recall {r:.3f} F1 {2 * p * r / (p + r):.3f} of {gold[kind]}")
    print(f"  speaker of a direct quotation {spoken / quotations:.3f} of {quotations}")


def _found(text: str) -> Iterator[Annotated]:
    for one in attributions(text):
        source = [(one.source.start, one.source.end)] if one.source else []
        cue = [(one.cue.start, one.cue.end)] if one.cue else []
        yield Annotated({"Source": source, "Cue": cue, "Content": [(part.start, part.end) for part in one.content]})


def _annotation(path: Path, text: str) -> tuple[list[Annotated], set[tuple[str, Place]]]:
    """The attributions of a brat file, and all spans in it by kind."""
    spans: dict[str, tuple[str, list[Place]]] = {}
    whole = []
    for line in path.read_text("utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            kind, places = rest.split("\t")[0].split(" ", 1)
            spans[key] = kind, [(int(a), int(b)) for a, b in (place.split() for place in places.split(";"))]
        elif key.startswith("E"):
            roles = [role.split(":")[1] for role in rest.split()[1:]]
            whole.append(Annotated({kind: _of_kind(spans, roles, kind) for kind in _KINDS}))
    return whole, {(kind, place) for kind, parts in spans.values() if kind in _KINDS for place in _joined(parts, text)}


def _of_kind(spans: dict[str, tuple[str, list[Place]]], keys: Iterable[str], kind: str) -> list[Place]:
    return sorted(place for key in keys if key in spans and spans[key][0] == kind for place in spans[key][1])


def _joined(places: Iterable[Place], text: str) -> list[Place]:
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _overlap(some: Iterable[Place], others: Iterable[Place]) -> bool:
    others = list(others)
    return any(a < d and c < b for a, b in some for c, d in others)


if __name__ == "__main__":
    main()
