"""Reprints: how many are found, how many are wrongly joined, and how fast.

    python -m benchmarks.duplicates ../shared [--misses]

Originals are the news texts under the folder (ECB+ topics 1 to 35, MEANTIME's training and validation topics,
Wikinews). Each gets up to six copies, edited by `benchmarks.editing` with a seed. Among them stand articles that are
no reprints: the other reports on the same event (ECB+ sub-topics), articles that quote three sentences of another,
pairs of stories that share their background paragraphs, and digests of first sentences. Of originals that share a
quarter of their runs of five words (they are reprints in the data) one is kept. Scores are over pairs of texts, for
two halves of the originals by hash: the wrong pairs of one were looked at in development, of the other only the
scores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import tarfile
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from benchmarks.editing import Sentences, boilerplate, reprint
from dragoman.reprints import duplicates

Article = dict[str, Any]


def main() -> None:
    """Print the scores and the speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what kinds of pairs are wrong")
    options = parser.parse_args()
    texts = _distinct(sorted(_originals(options.folder)))
    for half, name in enumerate(("development half", "unread half")):
        mine = [text for key, text in texts if hashlib.sha256(key.encode()).digest()[0] % 2 == half]
        articles = _articles(mine, random.Random(2026 + half))
        _score(name, articles, misses=options.misses and half == 0)
    _time([text for _, text in texts])


def _originals(folder: Path) -> Iterator[tuple[str, Sentences]]:
    with tarfile.open(folder / "eval/linking/ecbplus/topics_1_35.tar.gz") as tar:
        for member in tar:
            if member.name.endswith(".xml") and (file := tar.extractfile(member)) is not None:
                yield Path(member.name).stem, _tokens(ET.parse(file).getroot())
    yield from _meantime(folder / "eval/linking/meantime")
    for path in sorted((folder / "reports/wikinews").glob("*.xml")):
        yield path.stem, [" ".join(_tagged(body)) for body in re.findall(r"<s [^>]*>(.*?)</s>", path.read_text(), re.S)]


def _tokens(root: ET.Element) -> Sentences:
    sentences: dict[int, list[str]] = defaultdict(list)
    for token in root.iter("token"):
        sentences[int(token.get("sentence", 0))].append(token.text or "")
    return [" ".join(words) for _, words in sorted(sentences.items())]


def _tagged(body: str) -> list[str]:
    return [line.split("\t")[0] for line in body.splitlines() if "\t" in line]


def _meantime(folder: Path) -> Iterator[tuple[str, Sentences]]:
    """Its articles but for the topic that is kept for tests."""
    mentions = json.loads((folder / "event_mentions.json").read_text())
    sealed = set(json.loads((folder / "train_val_test_split.json").read_text())["test"])
    closed = {m["conll_doc_key"].split("/")[0] for m in mentions if m["topic_id"] in sealed}
    for part in (folder / "meantime.conll").read_text().split("#begin document (")[1:]:
        key = part[: part.index(")")]
        sentences: dict[str, list[str]] = defaultdict(list)
        for cells in (line.split("\t") for line in part.splitlines()[1:]):
            if len(cells) > 3:
                sentences[cells[1]].append(cells[3])
        if key.split("/")[0] not in closed:
            yield key, [" ".join(words) for words in sentences.values()]


def _distinct(originals: Sequence[tuple[str, Sentences]]) -> list[tuple[str, Sentences]]:
    """Texts of 60 words and more, of those that share a quarter of their runs of five words the first."""
    kept: list[tuple[str, Sentences]] = []
    seen: dict[tuple[str, ...], int] = {}
    for key, sentences in originals:
        words = re.findall(r"\w+", " ".join(sentences).lower())
        runs = {tuple(words[at : at + 5]) for at in range(len(words) - 4)}
        shared: dict[int, int] = defaultdict(int)
        for run in runs:
            if run in seen:
                shared[seen[run]] += 1
        sizes = [min(len(runs), len(re.findall(r"\w+", " ".join(kept[at][1])))) for at in shared]
        if len(words) >= 60 and all(4 * n < size for n, size in zip(shared.values(), sizes, strict=True)):
            seen |= dict.fromkeys(runs, len(kept))
            kept.append((key, sentences))
    return kept


def _paragraphs(sentences: Sentences, rng: random.Random) -> list[Sentences]:
    cuts = [0]
    while cuts[-1] < len(sentences):
        cuts.append(cuts[-1] + rng.choice((1, 2, 2, 3)))
    return [sentences[start:end] for start, end in pairwise(cuts)]


def _articles(texts: list[Sentences], rng: random.Random) -> list[Article]:
    """Originals, copies and negatives, shuffled. `story`: what makes two of them reprints of each other."""
    texts = rng.sample(texts, len(texts))
    texts, donors = texts[: len(texts) * 7 // 10], texts[len(texts) * 7 // 10 :]
    spare = [sentence for text in donors for sentence in text if 8 < len(sentence.split()) < 30]
    found: list[Article] = []
    for story, text in enumerate(texts):
        paragraphs = _paragraphs(text, rng)
        found.append({"text": "\n".join(map(" ".join, paragraphs)), "story": f"s{story}", "kind": "original"})
        for _ in range(rng.randint(0, 6)):
            strength = rng.random()
            copy = reprint(paragraphs, spare, rng, strength)
            found.append({"text": copy, "story": f"s{story}", "kind": f"copy {strength:.1f}"})
    found += _negatives(texts, donors, spare, rng)
    rng.shuffle(found)
    return [{**article, "id": f"r{at}"} for at, article in enumerate(found)]


def _negatives(
    texts: list[Sentences], donors: list[Sentences], spare: Sequence[str], rng: random.Random
) -> Iterator[Article]:
    """Articles that share words with others and are no reprints. Their own news comes from texts used nowhere else."""
    long = [text for text in texts if len(text) >= 10]
    rng.shuffle(donors)
    third = len(donors) // 3
    for at, own in enumerate(donors[:third]):
        quoted = rng.choice(long)
        start = rng.randrange(len(quoted) - 3)
        yield _no_reprint(own[:4] + quoted[start : start + 3] + own[4:], f"q{at}", "quotes", rng, spare)
    for at, (one, two) in enumerate(zip(donors[third : 2 * third], donors[2 * third :], strict=False)):
        background = rng.choice(long)[-6:]
        size = round(len(background) * rng.uniform(1.0, 1.8))
        for name, own in (("a", one), ("b", two)):
            yield _no_reprint([*own[:size], *background], f"b{at}{name}", "background", rng, spare)
    for at in range(len(texts) // 20):
        firsts = [sentence for text in rng.sample(texts, 6) for sentence in text[:2]]
        yield _no_reprint(firsts, f"d{at}", "digest", rng, spare)


def _no_reprint(body: Sentences, story: str, kind: str, rng: random.Random, spare: Sequence[str]) -> Article:
    return {"text": "\n".join([*body, *boilerplate(rng, spare)]), "story": story, "kind": kind}


def _score(name: str, articles: list[Article], *, misses: bool) -> None:
    by_id = {article["id"]: article for article in articles}
    groups = duplicates(articles)
    said = {pair for group in groups for pair in combinations(sorted(group), 2)}
    stories: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        stories[article["story"]].append(article["id"])
    true = {pair for group in stories.values() for pair in combinations(sorted(group), 2)}
    right = len(said & true)
    print(
        f"{name}: {len(articles):,} articles, {len(true):,} pairs of reprints: precision {right / len(said):.4f}, "
        f"recall {right / len(true):.4f}"
    )
    if misses:
        for what, wrong in (("joined", said - true), ("missed", true - said)):
            kinds: dict[tuple[str, ...], int] = defaultdict(int)
            for pair in wrong:
                kinds[tuple(sorted(by_id[one]["kind"] for one in pair))] += 1
            print(what, sorted(kinds.items(), key=lambda item: -item[1])[:12])


def _time(texts: list[Sentences]) -> None:
    articles = [article for seed in range(4) for article in _articles(texts, random.Random(seed))]
    articles = [{**article, "id": str(at)} for at, article in enumerate(articles)]
    size = sum(len(article["text"].split()) for article in articles) / len(articles)
    duplicates(articles[:100])
    start, worked = time.perf_counter(), time.process_time()
    duplicates(articles)
    rate, own = (
        len(articles) / (now - then) for now, then in ((time.perf_counter(), start), (time.process_time(), worked))
    )
    print(
        f"speed: {rate:,.0f} articles/s, {own:,.0f} a second of processor time, over {len(articles):,} articles of "
        f"{size:.0f} words, one process"
    )


if __name__ == "__main__":
    main()
