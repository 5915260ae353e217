"""Every attribution of a text: who is cited, by which cue, for what; also beliefs, wishes and stances.

Clauses and objects come from the parse of a sentence; direct quotations from the marks, over the sentences of a
paragraph. Spans follow PolNeAR (Newell, Margolin and Ruths 2018): a content holds its quotation marks and its "that",
a cue its auxiliaries and particles, a source the whole phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.coder.lexicon import lexicon
from dragoman.coder.syntax import subjects
from dragoman.model import Span
from dragoman.parse import Doc, Token, parse
from dragoman.passages import sentences

_QUOTE = re.compile(r"“[^”\n]+(?:”|$)|\"[^\"\n]+(?:\"|$)|''(?:(?!'').)+(?:''|$)", re.MULTILINE)
# Verbs whose object or infinitive is what somebody thinks of, wants or takes a stand on.
_STANCES = frozenset({
    "accept", "accuse", "acknowledge", "admire", "advocate", "agree", "announce", "anticipate", "applaud",
    "appreciate", "argue", "ask", "assail", "attack", "back", "believe", "blame", "blast", "call", "celebrate",
    "cheer", "choose", "cite", "claim", "conclude", "condemn", "consider", "criticise", "criticize", "debate",
    "decide", "declare", "decline", "decry", "defend", "defy", "demand", "denounce", "deny", "deride", "describe",
    "desire", "disagree", "discuss", "dislike", "dismiss", "disparage", "dispute", "doubt", "embrace", "emphasise",
    "emphasize", "endorse", "expect", "explain", "fault", "favor", "favour", "fear", "hail", "hate", "highlight",
    "hope", "ignore", "imagine", "indicate", "intend", "know", "lament", "mention", "mock", "note", "object",
    "offer", "oppose", "outline", "plan", "pledge", "praise", "predict", "prefer", "promise", "propose", "protest",
    "question", "realise", "realize", "rebuke", "recognise", "recognize", "recommend", "refer", "refuse", "regard",
    "regret", "reject", "remember", "repeat", "request", "resent", "respect", "reveal", "ridicule", "say", "scoff",
    "seek", "slam", "stress", "suggest", "support", "suspect", "swear", "think", "threaten", "tout", "tweet",
    "understand", "urge", "view", "vow", "want", "welcome", "wish", "wonder", "worry", "write",
})  # fmt: skip
_SAYING = frozenset({
    "accuse", "agree", "allege", "answer", "ask", "assume", "believe", "bet", "blog", "call", "chant", "charge",
    "complain", "conclude", "continue", "counter", "decide", "demand", "doubt", "email", "exclaim", "expect",
    "fear", "feel", "guess", "hear", "hope", "imagine", "insist", "interject", "joke", "know", "lament", "muse",
    "order", "pray", "propose", "read", "realise", "realize", "recommend", "remember", "request", "shout", "show",
    "sing", "suppose", "text", "think", "tweet", "understand", "urge", "whisper", "wonder", "worry", "yell",
})  # fmt: skip
# Stances of nobody in particular: "is expected to", "appears to".
_IMPERSONAL = frozenset({
    "expect", "believe", "say", "think", "allege", "report", "know", "rumor", "rumour", "consider", "see", "suppose",
    "ask", "accuse", "tell",
})  # fmt: skip
_SEEMING = frozenset({"appear", "seem"})
_NOUNS = frozenset({
    "accusation", "allegation", "announcement", "argument", "assertion", "assessment", "assumption", "belief",
    "call", "charge", "claim", "comment", "complaint", "concern", "conclusion", "confidence", "decision",
    "declaration", "demand", "desire", "doubt", "expectation", "fear", "finding", "hope", "idea", "intention",
    "notion", "opinion", "opposition", "plan", "pledge", "prediction", "promise", "proposal", "question", "refusal",
    "report", "request", "statement", "suggestion", "support", "suspicion", "theory", "threat", "view", "vow",
    "warning", "willingness", "wish",
})  # fmt: skip
_WITHIN = {"aux", "auxpass", "neg", "advmod"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution by its spans in the text. content: its parts in order, empty if only the cue stands there."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


def attributions(text: str) -> list[Attribution]:
    """The attributions of a text in order of their cues; spans are in code points of the text.

    Quotations without a cue in their paragraph are left out.
    """
    parts = list(sentences(text))
    quotes = [Span(match[0], match.start(), match.end()) for match in _QUOTE.finditer(text)]
    found = []
    for part, doc in zip(parts, parse(part.text for part in parts), strict=True):
        inside = [_moved(one, part.start) for one in _of_sentence(doc)]
        found += [_quoting(text, one, quotes, part) for one in inside if one.cue and not _within(one.cue, quotes)]
    found = [one for one in found if one.content]
    return sorted((one for one in found if not _is_nested(one, found)), key=_begin)


def _begin(one: Attribution) -> int:
    return one.cue.start if one.cue else 0


def _within(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _is_nested(one: Attribution, found: Iterable[Attribution]) -> bool:
    """Whether it stands in what another cites: the outermost counts."""
    return one.cue is not None and any(_within(one.cue, other.content) for other in found if other is not one)


def _of_sentence(doc: Doc) -> Iterator[Attribution]:
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc) and token.nbor().lower_ == "to":
            yield from _according(token)
        elif token.pos_ in {"VERB", "AUX"}:
            yield from _verb(token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in _NOUNS:
            yield from _noun(token)


def _according(token: Token) -> Iterator[Attribution]:
    to = token.nbor()
    source = next((child for child in to.children if not child.is_space), None)
    if source is None:
        return
    clause = token.head
    taken = {t.i for t in token.subtree}
    rest = [t for t in clause.subtree if t.i not in taken]
    yield Attribution(_phrase(source), _span([token, to]), _runs(rest))


def _verb(verb: Token) -> Iterator[Attribution]:
    lemma = verb.lemma_.lower()
    says = lemma in _SAYING or any(lemma in words for words in lexicon().words["speech"].values())
    if not says and lemma not in _STANCES and lemma not in _SEEMING:
        return
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
    if lemma in _SEEMING or (passive and lemma in _IMPERSONAL):
        yield from _impersonal(verb)
        return
    source = next(iter(subjects(verb)), None)
    last, content = _content(verb, says, lemma in _STANCES)
    if passive or (source is None and not content):
        return
    yield Attribution(_phrase(source) if source is not None else None, _cue(verb, last), content)


def _impersonal(verb: Token) -> Iterator[Attribution]:
    clause = next((child for child in verb.children if child.dep_ in {"xcomp", "ccomp", "oprd"}), None)
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if clause is not None:
        first = () if subject is None or subject.lower_ == "it" else _runs(subject.subtree)
        yield Attribution(None, _cue(verb, verb), (*first, *_runs(clause.subtree)))


def _noun(noun: Token) -> Iterator[Attribution]:
    clause = next((child for child in noun.children if child.dep_ in {"acl", "ccomp"} and _opens(child)), None)
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if clause is not None:
        yield Attribution(_phrase(owner) if owner is not None else None, _span([noun]), _runs(clause.subtree))


def _opens(clause: Token) -> bool:
    return clause.left_edge.lower_ in {"that", "to", "whether"}


def _content(verb: Token, says: bool, stands: bool) -> tuple[Token, tuple[Span, ...]]:
    """The last token of the cue, and what the verb gives as said, thought or wanted."""
    inserted = verb.dep_ in {"parataxis", "ccomp", "advcl"} and not any(
        child.dep_ in {"ccomp", "dobj", "xcomp", "mark"} for child in verb.children
    )
    if says and inserted and verb.head.pos_ in {"VERB", "AUX"} and subjects(verb):
        taken = {t.i for t in verb.subtree}
        return verb, _runs(t for t in verb.head.subtree if t.i not in taken)
    clauses = [child for child in verb.children if child.dep_ == "ccomp" or (child.dep_ == "xcomp" and stands)]
    object_ = next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
    if stands and object_ is not None:
        return verb, _runs(_with_complement(verb, object_))
    if clauses:
        return verb, _runs(_without_aside(clauses[0]))
    if stands:
        for child in verb.children:
            if child.dep_ == "prep" and child.i == verb.i + 1:
                return child, _runs(t for inner in child.children for t in inner.subtree)
    return verb, ()


def _with_complement(verb: Token, object_: Token) -> Iterator[Token]:
    """An object with what is said of it: "China of spying", "the merger a mistake", "the firms to do more"."""
    yield from object_.subtree
    for child in verb.children:
        if child.i > object_.i and (
            child.dep_ in {"xcomp", "ccomp", "oprd"} or (child.dep_ == "prep" and child.lower_ in {"of", "as"})
        ):
            yield from child.subtree


def _without_aside(clause: Token) -> Iterator[Token]:
    """A clause without what a comma and a participle add at its end, which the speaker's own verb may govern."""
    asides = [
        child
        for child in clause.children
        if child.dep_ == "advcl"
        and child.tag_ == "VBG"
        and child.i > clause.i
        and child.left_edge.i > clause.i
        and child.left_edge.nbor(-1).text == ","
    ]
    left_out = {token.i for aside in asides for token in aside.subtree}
    return (token for token in clause.subtree if token.i not in left_out)


def _cue(verb: Token, last: Token) -> Span:
    """The verb with the auxiliaries and adverbs right before it, and its particle or preposition."""
    first = verb
    while first.i and first.nbor(-1).head == verb and first.nbor(-1).dep_ in _WITHIN:
        first = first.nbor(-1)
    if last == verb and verb.i + 1 < len(verb.doc) and verb.nbor().dep_ == "prt":
        last = verb.nbor()
    return _span([first, last])


def _quoting(text: str, one: Attribution, quotes: Iterable[Span], part: Span) -> Attribution:
    """The attribution with the whole quotations that stand against its source and cue, and those that follow."""
    assert one.cue is not None
    own = [one.cue, *([one.source] if one.source else [])]
    start, end = min(span.start for span in own), max(span.end for span in own)
    near = [quote for quote in quotes if _touches(text, quote, start, end)]
    if not near:
        return Attribution(one.source, one.cue, tuple(_closed(text, span, quotes) for span in one.content))
    close = part.end
    following = []
    for quote in sorted(quotes, key=lambda quote: quote.start):
        if quote.start >= close and not text[close : quote.start].strip(" ") and quote not in near:
            following.append(quote)
            close = quote.end
    kept = {quote.start: quote for quote in (*near, *following)}
    return Attribution(one.source, one.cue, tuple(kept[key] for key in sorted(kept)))


def _closed(text: str, span: Span, quotes: Iterable[Span]) -> Span:
    """A part that ends within a quotation goes on to its closing mark, if only a stop stands between."""
    for quote in quotes:
        if span.start <= quote.start < span.end < quote.end and not text[span.end : quote.end].strip(",.?!\"”' "):
            return Span(text[span.start : quote.end], span.start, quote.end)
    return span


def _touches(text: str, quote: Span, start: int, end: int) -> bool:
    """Whether a quotation ends right before the words of an attribution, or begins right after them."""
    before = quote.end <= start and not text[quote.end : start].strip(" ,") and quote.text[-2:-1] in ",.?!-—'"
    after = quote.start >= end and not text[end : quote.start].strip(" ,:.") and len(quote.text.split()) > 3
    return before or after


def _phrase(head: Token) -> Span:
    """A whole phrase, with its appositions and clauses."""
    words = [token for token in head.subtree if not token.is_space] or [head]
    while len(words) > 1 and (words[-1].is_punct or words[-1].dep_ == "case") and not _encloses(words):
        words.pop()
    return _span([words[0], words[-1]])


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
    return tuple(_span(run) for run in map(_bare, runs) if any(token.is_alpha or token.like_num for token in run))


def _bare(run: list[Token]) -> list[Token]:
    while run and (run[-1].text in {",", ".", ";", ":", "-", "–", "—", "--", "?", "!"} or run[-1].is_space):
        run = run[:-1]
    while run and (run[0].text in {",", ".", ";", ":", "-", "–", "—", "--"} or run[0].is_space):
        run = run[1:]
    return run


def _span(tokens: list[Token]) -> Span:
    first, last = tokens[0], tokens[-1]
    return Span(first.doc.text[first.idx : last.idx + len(last)], first.idx, last.idx + len(last))


def _moved(one: Attribution, by: int) -> Attribution:
    def at(span: Span) -> Span:
        return Span(span.text, span.start + by, span.end + by)

    return Attribution(one.source and at(one.source), one.cue and at(one.cue), tuple(map(at, one.content)))
