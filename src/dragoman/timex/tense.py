"""Whether the words around a date speak of the past or of the future.

A yearless date names several days: "on Friday" may be last Friday or the coming one. The verbs of the clause decide.
Strong cues (auxiliaries, words of planning, verbs of saying) outweigh bare past forms of the same clause, because "the
jailed leader will speak on Friday" looks ahead.
"""

from __future__ import annotations

import re

from dragoman.timex.periods import Tense

_IRREGULAR = (
    "became|began|broke|brought|built|came|caught|chose|cut|drew|drove|fell|fled|flew|fought|found|gave|went|grew|held"
    "|hit|kept|knew|led|left|lost|made|meant|met|put|ran|rose|saw|sent|set|shot|sank|spent|spoke|stood|struck|swore"
    "|took|threw|won|withdrew|wrote|shook|sold|bought|paid|sought|signed|died|rode|sat|dealt|laid|got|burnt"
)
_CUE = re.compile(
    r"""\b(?:
      (?P<future>will|won[’']t|shall|would|must|should|may|might|can|could|cannot|due|expect(?:ed|s)?|anticipated
        |schedul(?:ed|es?|ing)|plan(?:s|ned|ning)|intend(?:s|ed)?|slated|poised|likely|possible|upcoming|forthcoming
        |ahead\ of|(?:going|about)\ to|(?:is|are)\ to|set\ (?:to|for)|to\ be|hop(?:es|ing)|aim(?:s|ing)\ to
        |promises|vows|pledges|deadline|resumes?|begins|starts|opens|reopens|expires?|ends|convenes|meets|arrives|departs|runs|votes
        |kicks\ off|lasts|takes\ (?:place|effect)|(?:enters|comes)\ into\ force)
    | (?P<bound>(?:asked|urged|told|ordered|instructed|invited|agreed|decided|vowed|pledged|promised|threatened|offered
         |wants?|wanted)
         \b[^,;]{0,60}?\bto\ (?!the\b|an?\b|h(?:is|er)\b|its\b|their\b)[a-z]+)
    | (?P<past>was|were|had|did|didn[’']t|sa(?:id|ys?)|told|announced|reported|confirmed|added|according|stated
        |insisted|warned|wrote|argued|denied|claimed|revealed)
    | (?<!be\ )(?<!get\ )(?:[a-z]{2,}ed|IRREGULAR)
    )\b | (?<=[’'])ll\b(?P<ll>)""".replace("IRREGULAR", _IRREGULAR),
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?]['”\"’]?\s+(?=[A-Z“\"‘])|[;\n]|\s[-–—]+\s|—")
_CLAUSE_END = re.compile(r",|\b(?:but|while|when|because|although|though|after|before|until|that|which|who)\b|[“”\"]")
_AHEAD_END = re.compile(rf"{_SENTENCE_END.pattern}|\(|\b(?:after|before|when|while|as|because|that|which|who)\b")
_SET = re.compile(
    r"\b(?:announc|call|propos|declar|plann|schedul)[a-z]* (?:[^,.;]{1,60} )?(?:from|starting|beginning|effective)"
    r"(?: from| on)? $"
)
"""What is announced to begin on a day that is named next begins then: "announced a strike from Thursday"."""
_NAMES = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Col|Lt|St|No|[A-Z])$")
_BACK, _AHEAD, _NEAR = 240, 100, 40  # code points


def tense_at(text: str, start: int, end: int) -> Tense:
    """The tense of the clause around `text[start:end]`: the words before it decide, else those after it."""
    before = text[_sentence_start(text, start) : start]
    if _SET.search(before):
        return "future"
    clauses = _CLAUSE_END.split(before)
    for clause in reversed(clauses):
        if tense := _last(clause):
            return tense
    ahead = text[end : end + _AHEAD]
    stop = _AHEAD_END.search(ahead)
    return _first(ahead[: stop.start()] if stop else ahead)


def _sentence_start(text: str, at: int) -> int:
    begin = max(0, at - _BACK)
    for stop in _SENTENCE_END.finditer(text, begin, at + 1):  # what follows must be seen
        if stop.end() <= at and not (text[stop.start()] == "." and _NAMES.search(text, begin, stop.start())):
            begin = stop.end()
    return begin


def _strength(cue: re.Match[str]) -> Tense:
    if cue["future"] or cue["bound"] or cue["ll"] is not None:
        return "future"
    return "past" if cue["past"] else None


def _last(clause: str) -> Tense:
    cues = list(_CUE.finditer(clause))
    strong = [tense for cue in cues if (tense := _strength(cue))]
    if strong:
        return strong[-1]
    return "past" if cues else None


def _first(words: str) -> Tense:
    cue = _CUE.search(words)
    if cue is None:
        return None
    if cue["bound"]:
        return "past"  # "on Monday agreed to meet", but "agreed to meet on Monday"
    return _strength(cue) or ("past" if cue.start() <= _NEAR else None)
