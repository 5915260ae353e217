"""Every attribution of a text: who is cited, by which cue, for what; also beliefs, wishes and stances.

Clauses and objects come from the parse of a sentence; direct quotations from the marks, over the sentences of a
paragraph. Spans follow PolNeAR (Newell, Margolin and Ruths 2018): a content holds its quotation marks and its "that",
a cue its auxiliaries and particles, a source the whole phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.attribution.said import Said as Said
from dragoman.attribution.said import said
from dragoman.attribution.vocabulary import words as words
from dragoman.model import Span
from dragoman.parse import Doc, Token, parse, span
from dragoman.passages import sentences

_QUOTE = re.compile(r"“[^”“\"\n]+(?:[”\"]|(?<=[,.?!])“|$)|\"[^\"\n]+(?:\"|$)|''(?:(?!'').)+(?:''|$)", re.MULTILINE)
_MARKS = "“\"'"
_ENDS, _BEGINS = re.compile(r"(?:^|\n)\s*$"), re.compile(r"\s*(?:\n|$)")
_LINE = re.compile(r"^ *((?:[A-Z][\w.’'-]* ?){1,4})(:) +(\S.*)$", re.MULTILINE)
_INTRODUCES = re.compile(r"[^.?!“\"\n]{0,80}(?:,\s?|:\s*)$")
# words after a quotation, or a colon or comma before one
_LAST = {",", ".", ";", ":", "-", "–", "—", "--", "?", "!", "and", "but", "or"}
_STOPS = ",.?!\"”“' "


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution by its spans in the text. content: its parts in order, empty if only the cue stands there."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution with the tokens that it was read from; inside: whether its cue stands within quotation marks.

    Of a quotation without a cue, the tokens are those by which its speaker was cited before.
    """

    attribution: Attribution
    said: Said
    inside: bool = False


def attributions(text: str) -> list[Attribution]:
    """The attributions of a text in order of their cues; spans are in code points of the text.

    A quotation that fills a paragraph without a cue has whoever was quoted last as its source, and None as its cue.
    """
    parts = list(sentences(text))
    voices = hear(text, zip(parts, parse(part.text for part in parts), strict=True))
    found = [voice.attribution for voice in voices if not voice.inside]
    kept = [one for one in found if not _is_nested(one, found)]
    scripted = [one for one in _scripted(text) if not any(one.content[0].overlaps(p) for k in kept for p in k.content)]
    return sorted((*kept, *scripted), key=_begin)


def hear(text: str, parses: Iterable[tuple[Span, Doc]]) -> list[Voice]:
    """Who is cited in the parsed sentences of a text, those who are cited by others among them, in order of their cues.

    parses: sentences, by their place in the text, with their parses; quotations may run on into sentences without one.
    """
    quotes = [Span(match[0], match.start(), match.end()) for match in _QUOTE.finditer(text)]
    found = []
    for part, doc in parses:
        for one in said(doc):
            spans = _moved(_spans(one), part.start)
            inside = spans.cue is not None and _within(spans.cue, quotes)
            found.append(Voice(spans if inside else _quoting(text, spans, quotes, part), one, inside))
    found = [voice for voice in found if voice.attribution.content]
    return sorted((*found, *_alone(text, quotes, found)), key=lambda voice: _begin(voice.attribution))


def _alone(text: str, quotes: Iterable[Span], voices: Sequence[Voice]) -> Iterator[Voice]:
    """The quotations that fill a paragraph and that no cue cites: whoever was quoted last goes on."""
    heard = [voice for voice in voices if not voice.inside]
    cited = [voice for voice in heard if any(part.text[0] in _MARKS for part in voice.attribution.content)]
    for quote in quotes:
        apart = _ENDS.search(text[: quote.start]) and _BEGINS.match(text, quote.end)
        if apart and not any(quote.overlaps(part) for voice in heard for part in voice.attribution.content):
            before = [voice for voice in cited if voice.attribution.source and _begin(voice.attribution) < quote.start]
            if before:
                yield Voice(Attribution(before[-1].attribution.source, None, (quote,)), before[-1].said)


def _scripted(text: str) -> Iterator[Attribution]:
    """Lines that a name and a colon open: transcripts ("JUDGE: …"), and the headline ("Smith: …")."""
    for match in _LINE.finditer(text):
        if match[1].isupper() or match.start() == 0:
            source = Span(match[1], match.start(1), match.end(1))
            cue = Span(match[2], match.start(2), match.end(2))
            content = match[3].rstrip(" ." if match.start() == 0 else " ")
            yield Attribution(source, cue, (Span(content, match.start(3), match.start(3) + len(content)),))


def _begin(one: Attribution) -> int:
    return one.cue.start if one.cue else one.content[0].start


def _within(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _is_nested(one: Attribution, found: Iterable[Attribution]) -> bool:
    """Whether it stands in what another cites: the outermost counts."""
    return one.cue is not None and any(_within(one.cue, other.content) for other in found if other is not one)


def _quoting(text: str, one: Attribution, quotes: Iterable[Span], part: Span) -> Attribution:
    """The attribution with the whole quotations that stand against its source and cue, and those that follow."""
    assert one.cue is not None
    own = [one.cue, *([one.source] if one.source else [])]
    start, end = min(span.start for span in own), max(span.end for span in own)
    near = [quote for quote in quotes if _touches(text, quote, start, end)]
    if not near and not one.content:
        near = [quote for quote in quotes if quote.start >= end and _INTRODUCES.fullmatch(text[end : quote.start])]
    if not near:
        return Attribution(one.source, one.cue, tuple(_closed(text, span, quotes) for span in one.content))
    close = part.end
    following = []
    for quote in sorted(quotes, key=lambda quote: quote.start):
        if quote.start >= close and not text[close : quote.start].strip(" ") and quote not in near:
            following.append(quote)
            close = quote.end
    kept = {span.start: span for span in (*(_grown(text, quote, one, start, end) for quote in near), *following)}
    return Attribution(one.source, one.cue, tuple(kept[key] for key in sorted(kept)))


def _grown(text: str, quote: Span, one: Attribution, start: int, end: int) -> Span:
    """A quotation with what else the clause that it stands in says: "tossed ‘cold water on it’, he wrote"."""
    for part in one.content:
        first, last = min(part.start, quote.start), max(part.end, quote.end)
        if part.overlaps(quote) and (last <= start or first >= end):
            return Span(text[first:last], first, last)
    return quote


def _closed(text: str, span: Span, quotes: Iterable[Span]) -> Span:
    """A part that leaves off within a quotation, up to its mark if only stops stand between; so at both ends."""
    start, end = span.start, span.end
    for quote in quotes:
        if quote.start < start < quote.end and not text[quote.start : start].strip(_STOPS):
            start = quote.start
        if quote.start <= start < end < quote.end or start <= quote.start < end < quote.end:
            end = quote.end if not text[end : quote.end].strip(_STOPS) else end
    return Span(text[start:end], start, end)


def _touches(text: str, quote: Span, start: int, end: int) -> bool:
    """Whether a quotation ends right before the words of an attribution, or begins right after them."""
    before = quote.end <= start and not text[quote.end : start].strip(" ,") and quote.text[-2:-1] in ",.?!-—'"
    after = quote.start >= end and not text[end : quote.start].strip(" ,:.") and len(quote.text.split()) > 3
    return before or after


def _spans(one: Said) -> Attribution:
    source = span([*one.named]) if one.named else _phrase(one.source) if one.source is not None else None
    return Attribution(source, span([*one.cue]), _runs(one.content))


def _phrase(head: Token) -> Span:
    """A whole phrase, with its appositions and clauses."""
    words = [token for token in head.subtree if not token.is_space] or [head]
    while len(words) > 1 and (words[-1].is_punct or words[-1].dep_ == "case") and not _encloses(words):
        words.pop()
    return span([words[0], words[-1]])


def _encloses(words: list[Token]) -> bool:
    """Whether the last comma closes an apposition that an earlier one opened, or a mark closes a quotation."""
    return words[-1].text in "”\")'s" or (
        words[-1].text == "," and any(token.text == "," for token in words[:-1]) and words[-1].i + 1 < len(words[0].doc)
    )


def _runs(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """Runs of neighbouring tokens as spans, without the stops and commas at their ends."""
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda token: token.i):
        if runs and runs[-1][-1].i + 1 == token.i:
            runs[-1].append(token)
        else:
            runs.append([token])
    return tuple(span(run) for run in map(_bare, runs) if any(token.is_alpha or token.like_num for token in run))


def _bare(run: list[Token]) -> list[Token]:
    while run and (run[-1].text in _LAST or run[-1].is_space):
        run = run[:-1]
    while run and (run[0].text in {",", ".", ";", ":", "-", "–", "—", "--"} or run[0].is_space):
        run = run[1:]
    return run


def _moved(one: Attribution, by: int) -> Attribution:
    def at(span: Span) -> Span:
        return Span(span.text, span.start + by, span.end + by)

    return Attribution(one.source and at(one.source), one.cue and at(one.cue), tuple(map(at, one.content)))
