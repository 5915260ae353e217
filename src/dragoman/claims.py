"""Who says so: the chain of speakers above an event, and what they do with it."""

from __future__ import annotations

from dragoman.coder.lexicon import lexicon
from dragoman.coder.phrases import Phrase
from dragoman.coder.references import Cast
from dragoman.coder.syntax import subjects
from dragoman.model import Actor, Claim, Participant, Span, Stance, Status
from dragoman.parse import Token, span

_CLAUSES = {
    "ccomp",
    "parataxis",
    "xcomp",
    "acl",
    "relcl",
    "advcl",
    "conj",
    "pcomp",
    "prep",
    "pobj",
    "dobj",
    "nsubj",
    "nsubjpass",
}
_OPENING, _CLOSING = "“«„", "”»"


def attribute(trigger: Token, status: Status, cast: Cast) -> tuple[Claim, ...]:
    """The claim on an event, if the passage says whose it is; empty if the outlet itself tells it."""
    found = list(_speakers(trigger, cast))
    if not found:
        return ()
    cues = [cue for cue, _ in found]
    stance = _stance(cues[0], found[0][1], trigger, status, cast)
    return (Claim(tuple(speaker for _, speaker in found), stance, _cue_words(cues[0]), is_quoted(trigger)),)


def is_quoted(token: Token) -> bool:
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


def is_speech(token: Token) -> bool:
    """Whether a verb reports what somebody says."""
    speech = lexicon().words["speech"]
    return token.pos_ == "VERB" and any(token.lemma_.lower() in words for words in speech.values())


def _speakers(trigger: Token, cast: Cast) -> list[tuple[Token, Participant]]:
    """Cue and speaker of every report of speech above a trigger, nearest first."""
    found: list[tuple[Token, Participant]] = []
    token = trigger
    while True:
        found += _according_to(token, cast)
        head = token.head
        if token.dep_ == "ROOT":
            break
        if token.dep_ in {"ccomp", "parataxis"} and is_speech(head) and not _is_negated(head):
            found += [(head, speaker) for speaker in _participants(subjects(head), cast)[:1]]
        elif token.dep_ not in _CLAUSES and head.pos_ == "VERB" and token.pos_ == "VERB":
            break
        token = head
    return found or _inserted(trigger, cast)


def _according_to(token: Token, cast: Cast) -> list[tuple[Token, Participant]]:
    """ "According to the ministry", "citing officials", "in a statement by" on a clause."""
    found = []
    for child in token.children:
        if child.lower_ == "according":
            for to in child.children:
                found += [(child, speaker) for speaker in _participants(list(to.children), cast)[:1]]
    return found


def _inserted(trigger: Token, cast: Cast) -> list[tuple[Token, Participant]]:
    """A report of speech put into the sentence: "the two met, as the minister said, on Monday"."""
    found = []
    for child in trigger.children:
        if child.dep_ in {"advcl", "parataxis", "ccomp"} and is_speech(child) and _is_parenthetical(child):
            found += [(child, speaker) for speaker in _participants(subjects(child), cast)[:1]]
    return found


def _is_parenthetical(verb: Token) -> bool:
    if any(child.dep_ in {"ccomp", "dobj", "xcomp"} for child in verb.children):
        return False
    return any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children) or verb.dep_ != "advcl"


def _participants(tokens: list[Token], cast: Cast) -> list[Participant]:
    phrases: list[Phrase] = [cast[token.i] for token in tokens if token.i in cast]
    return [Participant(phrase.actors[0], phrase.span) for phrase in phrases]


def _stance(cue: Token, speaker: Participant, trigger: Token, status: Status, cast: Cast) -> Stance:
    """Denies and promises by their verbs; who foretells an act of his own, or of his own state, promises it."""
    speech = lexicon().words["speech"]
    lemma = cue.lemma_.lower()
    if lemma in speech.get("denies", ()):
        return Stance.DENIES
    doers = [actor for t in subjects(trigger) if t.i in cast for actor in cast[t.i].actors]
    own_act = any(_speaks_for(speaker.actor, doer) for doer in doers)
    if status is Status.FUTURE and (lemma in speech.get("promises", ()) or own_act):
        return Stance.PROMISES
    return Stance.ASSERTS


def _speaks_for(speaker: Actor, doer: Actor) -> bool:
    """Whether a speaker is the doer, or a member of the government that is."""
    official = speaker.sector == doer.sector == "GOV" and speaker.country is not None
    return speaker.actor_id == doer.actor_id or (official and speaker.country == doer.country)


def _cue_words(cue: Token) -> Span:
    """The cue as quoted: "According to" with its preposition."""
    return span([cue, cue.nbor()]) if cue.lower_ == "according" and cue.i + 1 < len(cue.doc) else span([cue])


def _is_negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)
