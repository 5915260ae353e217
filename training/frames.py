"""The generator of plain sentences: every pattern of the lexicon, in every voice and tense, between all kinds of party.

Their labels are exact by construction: the sentence is built from them. They teach the model the words; the corpus
teaches it what words alone do not tell.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from dragoman.actors import tables
from dragoman.coder.lexicon import Pattern, lexicon
from dragoman.model import Status
from dragoman.ontology import requires_recipient
from training import inflect
from training.corpus import Labelled, Sentence, read_marks

UNKNOWN = "?"
_WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "frames.toml").read_text("utf-8"))
# Words for a verb, by what they say of the act. {v} first form, {p} past, {d} participle, {g} -ing, {s} third person.
_VOICES: dict[Status, tuple[str, ...]] = {
    Status.HAPPENED: ("{p}", "{p}", "{p}", "{p}", "{p}", "have {d}", "had {d}", "{v}", "{p}"),
    Status.ONGOING: ("are {g}", "have been {g}", "continue to {v}", "were still {g}"),
    Status.FUTURE: ("will {v}", "are to {v}", "plan to {v}", "are expected to {v}", "are set to {v}", "are due to {v}"),
    Status.HYPOTHETICAL: ("may {v}", "could {v}", "might {v}", "are considering {g}", "would {v}"),
    Status.NEGATED: ("did not {v}", "have not {d}", "failed to {v}", "have yet to {v}", "never {p}", "will not {v}"),
}
_BE = {
    Status.HAPPENED: ("were", "were", "have been", "had been"), Status.ONGOING: ("are being",),
    Status.FUTURE: ("will be", "are to be", "are expected to be"), Status.HYPOTHETICAL: ("may be", "could be"),
    Status.NEGATED: ("were not", "have not been", "will not be"),
}  # fmt: skip
_STATUSES = (Status.HAPPENED,) * 6 + (Status.ONGOING, Status.FUTURE, Status.HYPOTHETICAL, Status.NEGATED)


@dataclass(frozen=True, slots=True)
class Parties:
    """Words for the parties of a sentence, a bystander and a place."""

    one: str
    other: str
    bystander: str
    place: str


def sentences(number: int, random: Random) -> list[Sentence]:
    """So many sentences, the types in equal shares."""
    types = sorted(_patterns())
    return [_sentence(random.choice(_patterns()[types[i % len(types)]]), random) for i in range(number)]


@cache
def _patterns() -> dict[str, list[Pattern]]:
    found: dict[str, list[Pattern]] = {}
    for patterns in lexicon().patterns.values():
        for pattern in patterns:
            found.setdefault(pattern.type, []).append(pattern)
    return found


@cache
def _states() -> list[tuple[str, str, str]]:
    return [
        (state.name, state.adjectives[0], state.capitals[0].lstrip("~"))
        for state in tables.states()
        if state.adjectives and state.capitals
    ]


def _party(random: Random) -> str:
    name, adjective, _ = random.choice(_states())
    kind = random.random()
    if kind < 0.25:
        return name
    return random.choice(_WORDS["groups"]).format(adjective) if kind < 0.75 else random.choice(_WORDS["parties"])


def _sentence(pattern: Pattern, random: Random) -> Sentence:
    parties = Parties(_party(random), _party(random), _party(random), random.choice(_states())[2])
    status = random.choice(_STATUSES)
    if pattern.kind == "nouns":
        marked, label, status = _noun(pattern, random)
    else:
        marked, label = _verb(pattern, status, random)
    opening, ending = random.choice(_WORDS["openings"]), random.choice(_WORDS["endings"])
    saying = random.choice(_WORDS["sayings"]).format(s=f"[c:{parties.bystander}]")
    body = marked.replace("<1>", f"[a:{parties.one}]").replace("<2>", f"[b:{parties.other}]")
    whole = f"{opening}{body}{ending}{saying}.".replace("{place}", parties.place)
    text, mentions, triggers, decoys = read_marks(_capital(" ".join(whole.split())))
    actors, recipients = label
    mode = pattern.mode or (UNKNOWN if pattern.type not in _MODELESS else None)
    event = Labelled(1, pattern.type, mode, status, False, tuple(actors), tuple(recipients))
    return Sentence(text, mentions, triggers, decoys, (event,), (), None, None, "frames", 0)


# What is said of a noun, and the status that it gives.
_NOUNS = (
    ("<1>'s {{1:{n}}}{q} drew wide attention", Status.HAPPENED),
    ("the {{1:{n}}}{q} by <1> came as a surprise", Status.HAPPENED),
    ("news of a {{1:{n}}}{q} by <1> spread quickly", Status.HAPPENED),
    ("<1>'s planned {{1:{n}}}{q} has been announced", Status.FUTURE),
    ("a {{1:{n}}}{q} by <1> is under way", Status.ONGOING),
    ("a possible {{1:{n}}}{q} by <1> was discussed", Status.HYPOTHETICAL),
    ("there was no {{1:{n}}}{q} by <1>", Status.NEGATED),
    ("days after <1>'s {{1:{n}}}{q}, the markets were calm", Status.HAPPENED),
)
_MUTUAL_NOUNS = (
    ("the {{1:{n}}} between <1> and <2> lasted for hours", Status.HAPPENED),
    ("<1>'s {{1:{n}}} with <2> went on into the night", Status.HAPPENED),
    ("{{1:{n}}} between <1> and <2> is planned for May", Status.FUTURE),
    ("there was no {{1:{n}}} between <1> and <2>", Status.NEGATED),
)
_MODELESS = {"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"}


def _capital(marked: str) -> str:
    at = next(i for i, letter in enumerate(marked) if letter.isalpha() and marked[i : i + 2] not in {"a:", "b:", "c:"})
    return marked[:at] + marked[at].upper() + marked[at + 1 :]


def _verb(pattern: Pattern, status: Status, random: Random) -> tuple[str, tuple[str, str]]:
    """Marked words for a verb or frame, and the letters of actors and recipients."""
    lemma = pattern.head
    particles = " ".join(random.choice(sorted(some)) for some in pattern.particles)
    noun = random.choice(sorted(pattern.objects)).replace("_", " ") if pattern.objects else ""
    preposition = random.choice(sorted(pattern.prepositions)) if pattern.prepositions else ""
    if noun:
        noun = random.choice(("a", "the", "its", "")) + " " + noun if not noun.endswith("s") else noun
    alone = pattern.intransitive or (noun and not preposition)
    with_second = not alone and not (noun and random.random() < 0.3 and not _needs_second(pattern))
    if pattern.mutual and random.random() < 0.5:
        front, second = "<1> and <2>", ""
    elif with_second or pattern.mutual:
        front, second = "<1>", f"{preposition or ('with' if pattern.mutual else '')} <2>".strip()
    else:
        front, second = "<1>", ""
    if second.startswith("<") and not noun and not particles and random.random() < 0.3 and not pattern.mutual:
        words = f"<2> {random.choice(_BE[status])} {{1:{inflect.done(lemma)}}} by <1>"
    else:
        forms = {"v": lemma, "p": inflect.past(lemma), "d": inflect.done(lemma), "g": inflect.doing(lemma)}
        before, _, rest = random.choice(_VOICES[status]).rpartition("{")
        act = " ".join(part for part in (forms[rest[0]], particles, noun.strip()) if part)
        if second and preposition and not noun:  # "called for", "cracked down on"
            act, second = f"{act} {preposition}", second.removeprefix(f"{preposition} ")
        words = " ".join(part for part in (front, before.strip(), f"{{1:{act}}}", second) if part)
    if pattern.needs_content:
        words += f" {random.choice(_WORDS['contents'])}"
    if pattern.mutual:
        return words, ("ab" if "<2>" in words else "a", "")
    first, other = ("b", "a") if pattern.reversed and "<2>" in words else ("a", "b" if "<2>" in words else "")
    return words, (first, other)


def _needs_second(pattern: Pattern) -> bool:
    return pattern.needs_recipient or requires_recipient(pattern.type)


def _noun(pattern: Pattern, random: Random) -> tuple[str, tuple[str, str], Status]:
    """The same for a noun; what is said of it gives the status."""
    noun = f"{pattern.compound} {pattern.head}".replace("_", " ") if pattern.compound else pattern.head
    preposition = random.choice(sorted(pattern.prepositions)) if pattern.prepositions else ""
    if pattern.mutual:
        words, status = random.choice(_MUTUAL_NOUNS)
        return words.format(n=noun), ("ab", ""), status
    words, status = random.choice(_NOUNS)
    second = f" {preposition} <2>" if preposition and preposition != "by" else ""
    second = second if second or not _needs_second(pattern) else " against <2>"
    return words.format(n=noun, q=second), ("a", "b" if second else ""), status
