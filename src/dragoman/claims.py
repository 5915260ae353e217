"""Who says so: the speakers above an event, from the attributions of its report, and what they do with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman import attribution  # whole: it needs the coder, and the coder this module
from dragoman.coder.lexicon import lexicon
from dragoman.coder.phrases import Phrase, in_full, is_subject, words_of
from dragoman.coder.references import Cast
from dragoman.coder.syntax import prepositional, subjects
from dragoman.model import Actor, Claim, Participant, Passage, Span, Stance, Status
from dragoman.parse import Doc, Token, conjuncts, span

_OPENING, _CLOSING = "“«„", "”»"
# Verbs that allege an act of their object: the accusation is an event of its own, the act that it alleges is none.
_ACCUSING = {"accuse", "blame", "charge"}
_OF = frozenset({"by", "from", "of"})
_FIRST = {"i", "me", "my", "we", "us", "our"}


@dataclass(frozen=True, slots=True)
class Heard:
    """One who is cited in a report. All spans are relative to the report.

    lemma: of the cue; rank: the lower, the nearer to what is told, of those who tell the same; acts: the base forms of
    what is told; parties: who is named in it, by id or country; beside: who says it together with the speaker; answers:
    whether it is said of what another tells.
    """

    speaker: Participant
    lemma: str
    cue: Span
    content: tuple[Span, ...]
    rank: int
    acts: frozenset[str]
    parties: frozenset[str]
    beside: tuple[Participant, ...] = ()
    answers: bool = False

    def holds(self, at: int) -> bool:
        """Whether the word at an offset of the report is part of what is said."""
        return any(part.start <= at < part.end for part in self.content)

    @property
    def length(self) -> int:
        """The more there is in what somebody tells, the further off it stands."""
        return sum(part.end - part.start for part in self.content)

    @property
    def denies(self) -> bool:
        return self.lemma in lexicon().words["speech"]["denies"]


@dataclass(frozen=True, slots=True)
class Hearing:
    """All who are cited in a report, and where in it one of its passages begins."""

    heard: tuple[Heard, ...] = ()
    start: int = 0

    def quoting(self, token: Token) -> list[Heard]:
        """Those in whose quoted words a word of the passage stands."""
        at = self.start + token.idx
        quotations = [(one, part) for one in self.heard for part in one.content if _is_quotation(part)]
        return [one for one, part in quotations if part.start <= at < part.end]


def hearings(
    text: str, passages: Sequence[Passage], parses: Mapping[str, Doc], casts: Mapping[str, Cast]
) -> dict[str, Hearing]:
    """Who is cited in a report, for each of its parsed passages by id."""
    parsed = [passage for passage in passages if passage.passage_id in parses]
    starts = {passage.passage_id: passage.printings[0].start for passage in parsed}
    home = {id(parses[passage_id]): passage_id for passage_id in starts}
    places = [(Span(p.text, p.printings[0].start, p.printings[0].end), parses[p.passage_id]) for p in parsed]
    heard = []
    for voice in attribution.hear(text, places):
        passage_id = home[id(voice.said.head.doc)]
        speaker = _speaker(voice.said, casts[passage_id])
        if speaker is not None and _asserts(voice.said):
            placed = Participant(speaker.actor, speaker.span.shifted(starts[passage_id]))
            heard.append(_heard(voice, placed, casts[passage_id], starts[passage_id]))
    return {passage_id: Hearing(tuple(heard), start) for passage_id, start in starts.items()}


def attribute(trigger: Token, status: Status, cast: Cast, hearing: Hearing) -> tuple[Claim, ...]:
    """The claims on an event, nearest to it first; empty if the outlet itself tells it.

    Where a denial passes on what somebody alleges, or answers an accusation, there are two. Spans are relative to the
    passage; a cue in another sentence of the report lies outside of it.
    """
    at = hearing.start + _told_at(trigger).idx
    told = [one for one in hearing.heard if one.holds(at)]
    chain = _chain(one for one in told if not one.answers)
    starts = [0, *(number for number, one in enumerate(chain) if number and one.denies), len(chain)]
    parts = [chain[start:end] for start, end in pairwise(starts) if start < end]
    parts += [[one] for one in told if one.answers]
    parts += [[replace(part[0], speaker=other)] for part in parts if len(part) == 1 for other in part[0].beside]
    found = [_claim(part, _stance(part[0], trigger, status, cast), trigger, hearing) for part in parts]
    if len(parts) == 1 and chain and chain[0].denies:
        found += [_claim([one], Stance.ASSERTS, trigger, hearing) for one in _allegations(trigger, chain[0], hearing)]
    return tuple(found)


def _told_at(trigger: Token) -> Token:
    """The word of an act that is part of what is said: who claims responsibility says that he did it."""
    taken = (child for child in trigger.children if child.lemma_ in {"responsibility", "credit"})
    return next(taken, trigger) if trigger.lemma_ == "claim" else trigger


def speaking(doc: Doc, cast: Cast, hearing: Hearing) -> Cast:
    """The cast with whoever says "I" or "we" in what is quoted."""
    found = cast.copy()
    for token in doc:
        quoting = hearing.quoting(token) if token.lower_ in _FIRST and token.pos_ == "PRON" else []
        if quoting:
            speaker = min(quoting, key=lambda one: one.length).speaker.actor
            found[token.i] = Phrase(token.i, span([token]), (speaker,), "pronoun", subject=is_subject(token))
    return found


def spoken_by_others(claims: Sequence[Claim], doers: Sequence[Actor]) -> tuple[Claim, ...]:
    """Without the claims of those who do by saying, and who say nothing else: "We condemn it," the minister said."""
    return tuple(
        claim
        for claim in claims
        if claim.stance is not Stance.ASSERTS or not all(speaker.actor in doers for speaker in claim.speakers)
    )


def is_speech(token: Token) -> bool:
    """Whether a verb reports what somebody says."""
    speech = lexicon().words["speech"]
    return token.pos_ == "VERB" and any(token.lemma_.lower() in words_ for words_ in speech.values())


def _asserts(said: attribution.Said) -> bool:
    """Whether an attribution says that its content is so, or that it is not."""
    known, lemma = attribution.words(), said.head.lemma_.lower()
    if said.head.lower_ == "according":
        return True
    if any(child.dep_ == "neg" for child in said.head.children):
        return False
    match said.form:
        case "noun":
            return known.has("nouns asserting", lemma)
        case "object":
            return lemma in {"claim", *_ACCUSING} or (
                lemma in lexicon().words["speech"]["denies"] and _denies_act(said)
            )
        case "called":
            return lemma in lexicon().words["speech"]["denies"]
        case "clause" | "aside":
            told = lemma in known.speech or known.has("verbs asserting", lemma)
            return told or known.has("verbs citing", lemma)
    return False


def _denies_act(said: attribution.Said) -> bool:
    """Whether an object is what is denied: "denied the attack", "rejected the claim that", not "rejected the offer"."""
    if said.head.lemma_.lower() in {"deny", "refute", "rebut"}:
        return True
    nouns = [child for child in said.head.children if child.dep_ == "dobj"]
    return any(attribution.words().has("nouns asserting", noun.lemma_) for noun in nouns)


def _speaker(said: attribution.Said, cast: Cast) -> Participant | None:
    """Who says it: an actor of the report, whoever issued the paper that says it, or somebody unnamed, by the words."""
    return _cited(said.source, cast) if said.source is not None else None


def _cited(source: Token, cast: Cast) -> Participant | None:
    issuers = [child for child in source.children if child.dep_ == "poss"] + prepositional(source, _OF)
    for token in (source, *issuers):
        if token.i in cast:
            phrase = cast[token.i]
            return Participant(phrase.actors[0], phrase.span)
    if source.pos_ not in {"NOUN", "PROPN", "NUM"}:
        return None
    named = in_full(words_of(source), source.doc)
    slug = re.sub(r"\W+", "-", named.text.lower()).strip("-")
    actor = Actor(f"words:{slug}", named.text, None, None, p=0.5, kind="group", rule="a source by its words only")
    return Participant(actor, named)


def _heard(voice: attribution.Voice, speaker: Participant, cast: Cast, start: int) -> Heard:
    said, spans = voice.said, voice.attribution
    cue = spans.cue or Span("", spans.content[0].start, spans.content[0].start)
    lemma = said.head.lemma_.lower()
    acts = frozenset(_act(token) for token in said.content)
    named = [actor for token in said.content if token.i in cast for actor in cast[token.i].actors]
    parties = frozenset(key for actor in named for key in (actor.actor_id, actor.country) if key)
    citing = attribution.words().has("verbs citing", lemma)
    rank = 1 if not citing else 0 if said.head.tag_ == "VBG" else 2
    together = [_cited(token, cast) for token in conjuncts(said.source)[1:]] if said.source is not None else []
    beside = tuple(
        Participant(one.actor, one.span.shifted(start))
        for one in together
        if one is not None and one.actor.actor_id != speaker.actor.actor_id
    )
    return Heard(speaker, lemma, cue, spans.content, rank, acts, parties, beside, said.form == "called")


def _act(token: Token) -> str:
    """One name for a verb, its gerund and the noun of its gerund."""
    return token.lemma_.lower().removesuffix("ing")


def _chain(heard: Iterator[Heard]) -> list[Heard]:
    """Those who tell of one act, nearest to it first, each once."""
    ordered = sorted(heard, key=lambda one: (one.length, one.rank))
    first = {one.speaker.actor.actor_id: one for one in reversed(ordered)}
    return [one for one in ordered if first[one.speaker.actor.actor_id] is one]


def _allegations(trigger: Token, denial: Heard, hearing: Hearing) -> list[Heard]:
    """The accusation that a denial answers, if the report has one of the same act by the same party before it."""
    denier = denial.speaker.actor
    return [
        one
        for one in hearing.heard
        if one.lemma in _ACCUSING
        and one.cue.start < denial.cue.start
        and _act(trigger) in one.acts
        and one.parties & {denier.actor_id, denier.country}
        and not _speaks_for(one.speaker.actor, denier)
    ][-1:]


def _claim(chain: Sequence[Heard], stance: Stance, trigger: Token, hearing: Hearing) -> Claim:
    def here(span: Span) -> Span:
        return span.shifted(-hearing.start)

    at = hearing.start + trigger.idx
    quoted = _is_quoted(trigger) or any(
        part.start <= at < part.end and _is_quotation(part) for part in chain[0].content
    )
    speakers = tuple(Participant(one.speaker.actor, here(one.speaker.span)) for one in chain)
    return Claim(speakers, stance, here(chain[0].cue), quoted)


def _is_quotation(part: Span) -> bool:
    return part.text[0] in '“"' and part.text[-1] in '”"'


def _is_quoted(token: Token) -> bool:
    """Whether a token stands between quotation marks."""
    open_ = False
    for character in token.doc.text[: token.idx]:
        if character == '"':
            open_ = not open_
        elif character in _OPENING:
            open_ = True
        elif character in _CLOSING:
            open_ = False
    return open_


def _stance(heard: Heard, trigger: Token, status: Status, cast: Cast) -> Stance:
    """Denies and promises by their verbs; who foretells an act of his own, or of his own state, promises it."""
    if heard.denies:
        return Stance.DENIES
    doers = [actor for t in subjects(trigger) if t.i in cast for actor in cast[t.i].actors]
    own_act = any(_speaks_for(heard.speaker.actor, doer) for doer in doers)
    ahead = status is Status.FUTURE or (status is Status.NEGATED and _lies_ahead(trigger))
    if ahead and (heard.lemma in lexicon().words["speech"]["promises"] or own_act):
        return Stance.PROMISES
    return Stance.ASSERTS


def _lies_ahead(trigger: Token) -> bool:
    return any(child.lower_ in {"will", "wo", "would", "shall"} for child in trigger.children if child.dep_ == "aux")


def _speaks_for(speaker: Actor, doer: Actor) -> bool:
    """Whether a speaker is the doer, or a member of the government that is."""
    official = speaker.sector == doer.sector == "GOV" and speaker.country is not None
    return speaker.actor_id == doer.actor_id or (official and speaker.country == doer.country)
