"""Sentences that say that a promised act will not take place, or not then, or did not: by words, without a parse.

A sentence closes a commitment only if it has a word of the kind, names those who promised and those to whom, and
speaks of the promised act.
"""

from __future__ import annotations

import re

from dragoman.ledger.entries import Entry, Proposal, Sentence
from dragoman.ledger.parties import about, keys, known, named, stems
from dragoman.model import Event, State

_PROMISE = r"(?:pledge|promise|threat|offer|plan|proposal|commitment|vow|warning|ultimatum|decision)s?\b"
_TAKEN_BACK = rf"\b(?:drop|withdr[ae]w|took back|take back|retract|reverse)\w*(?: \w+){{0,3}}? {_PROMISE}"
_KINDS: tuple[tuple[State, str], ...] = (
    (
        State.SUPERSEDED,
        r"postpon\w+|\bput(?:ting)? (?:off|back)|reschedul\w+|pushed back|deferred"
        r"|delayed (?:the|its|his|her|their|a)\b|brought forward|been delayed",
    ),
    (
        State.WITHDRAWN,
        r"\bcancel\w*|\bdecid\w+ (?:not to|against)\b|\bcall(?:s|ed|ing)? off|\bscrap(?:s|ped|ping)\b"
        r"|\babandon\w*|\bshelv(?:e|ed|ing)\b|\brescind\w*"
        r"|\brevok\w+|\bno longer (?:plan|intend|will|be)\w*|\bwill no longer\b|\bback(?:s|ed) (?:down|out|away)\b"
        rf"|\b(?:went|go(?:es|ne|ing)?|walk\w*) (?:back|away)(?: \w+)? (?:on|from) (?:\w+ ){{0,2}}?{_PROMISE}"
        rf"|{_TAKEN_BACK}"
        r"|\b(?:withdr[ae]w|pull(?:s|ed) out) (?:from|of) (?:the )?(?:\w+ )?(?:talks|summit|meeting|visit)",
    ),
    (
        State.BROKEN,
        r"\brefus(?:e|es|ed|ing) to\b|\breneg\w+|\bfail(?:s|ed) to\b|\bdid(?: not|n[’']t)\b"
        r"|\b(?:has|have|had) (?:not|never)\b"
        r"|\b(?:broke|broken|breached|violated|defaulted on)(?: \w+){0,2} (?:pledge|promise|word|commitment)\w*",
    ),
)
_DECLINE = r"\b(?:will|would) not\b|\b(?:wo|would)n[’']t\b"
CUES = "(?i)" + "|".join((*(pattern for _, pattern in _KINDS), _DECLINE))
"""A regular expression, for Python and DuckDB alike, that every sentence fits that can close a commitment."""

_COMPILED = [(state, re.compile(pattern, re.IGNORECASE)) for state, pattern in _KINDS]
_TAKES_BACK = re.compile(_TAKEN_BACK, re.IGNORECASE)
DECLINES = re.compile(_DECLINE, re.IGNORECASE)
_ONLY_NOT_YET = re.compile(r"(?i)\b(?:until|till|before|unless|if|while|as long as|only)\b")
_NAMED_PROMISE = re.compile(r"(?i)\b(?:pledge|promise|commitment|vow|threat|ultimatum)s?\b")
_NEGATED = re.compile(
    r"\b(?:not|never|n[’']t|denied|denies|no plans to|without|could|may|might|would|whether|if)\W+(?:\w+\W+){0,2}$",
    re.I,
)
_SILENT = re.compile(r"(?i)\b(?:did(?: not|n[’']t)|(?:has|have|had) (?:not|never)|fail(?:s|ed) to)\b")
# What talks and visits are called, whichever word announced them.
_MEETINGS = frozenset({"visit", "trip", "talks", "meeti", "summi", "confe", "journ", "calls", "round", "tour", "sessi"})
# How many characters before the words of an act still belong to them: "backed out of its".
_BEFORE = 20
_SURE = {State.SUPERSEDED: 0.85, State.WITHDRAWN: 0.85, State.BROKEN: 0.75}


def closes(entry: Entry, told: Sentence) -> Proposal | None:
    """The verdict that a sentence gives on a commitment, or None."""
    state = _kind(told.text) or (State.BROKEN if _declines(entry, told) else None)
    opened = entry.opened
    if state is None or told.published is None or (opened and told.published < opened):
        return None
    if any(item.report_id == told.report_id for opening in entry.openings for item in opening.evidence):
        return None
    if state is State.BROKEN and _SILENT.search(told.text) and entry.due and told.published <= entry.due:
        return None  # not yet done is not broken
    if state is not State.BROKEN and entry.due and told.published > entry.due:
        return None
    if not _names_both(entry, told) or not _speaks_of(entry, told):
        return None
    return Proposal(state, told.published, _SURE[state], (told,))


def takes_back(event: Event) -> bool:
    """Whether the words of an event undo a promise, as "withdrew its threat": it opens none."""
    for item in event.evidence:
        start, end = item.trigger.start - item.passage.start, item.trigger.end - item.passage.start
        if _kind(item.passage.text[max(0, start - _BEFORE) : end]) in {State.WITHDRAWN, State.BROKEN}:
            return True
        if _TAKES_BACK.match(item.passage.text, start):
            return True
    return False


def _kind(text: str) -> State | None:
    for state, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if not _NEGATED.search(text[: match.start()]):
                return state
    return None


def _declines(entry: Entry, told: Sentence) -> bool:
    """Whether those who promised say that they will not do it: "the ministry said that the police would not leave"."""
    match = DECLINES.search(told.text)
    if match is None or _ONLY_NOT_YET.search(told.text, match.end()):
        return False
    before = named(told.text[: match.start()], told.published)
    acts = frozenset[str]().union(*map(about, entry.openings))
    return before == keys(entry.commitment.promisors) and bool(stems(told.text[match.end() :]) & acts)


def _names_both(entry: Entry, told: Sentence) -> bool:
    found = named(told.text, told.published)
    made = entry.commitment
    promisors = keys(made.promisors)
    if not promisors <= found:
        return False
    others = known(made.beneficiaries) - promisors
    return not others or bool(others & found)


def _speaks_of(entry: Entry, told: Sentence) -> bool:
    words = stems(told.text)
    if entry.commitment.act.type == "CONSULT" and words & _MEETINGS:
        return True
    if _NAMED_PROMISE.search(told.text) and known(entry.commitment.beneficiaries):
        return True  # it names the promise itself, with both parties
    return bool(words & frozenset[str]().union(*map(about, entry.openings)))
