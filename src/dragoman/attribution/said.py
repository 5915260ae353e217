"""The core: who is cited in one sentence, by which cue, for which of its words. All of it over the tokens of a parse.

`dragoman.attributions` makes spans of it, `claims` the speakers of an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.attribution.vocabulary import words
from dragoman.coder.syntax import subjects
from dragoman.parse import Doc, Token

Form = Literal["clause", "object", "aside", "nobody", "noun", "called"]
"""How the content hangs on the cue: as its clause, as its object or infinitive, as the sentence into which the cue is
put ("the ship, he said, sank"), as told by nobody in particular ("is expected to"), on a noun ("the claim that"), or as
what the clause before is called ("…, a charge that he denied")."""

_CLOSING = {"”", '"', "''"}
_WHAT_FOR = {"of", "as", "for", "to", "with"}
_TOWARDS = {"about", "against", "for", "in", "of", "on", "over", "to", "towards", "toward"}
_PROMISING = {"agree", "pledge", "promise", "vow"}  # "as it had promised": that is no word on what it did
_NAMING = {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART"}
_WITHIN = {"aux", "auxpass", "neg", "advmod"}


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution by its tokens. cue: first and last; head: the verb, noun or preposition that cites.

    named: the tokens of the source where they are not what hangs on it.
    """

    source: Token | None
    head: Token
    cue: tuple[Token, Token]
    content: tuple[Token, ...]
    form: Form
    named: tuple[Token, ...] = ()

    def holds(self, token: Token) -> bool:
        """Whether a token is part of what is said."""
        return any(token.i == other.i for other in self.content)


def said(doc: Doc) -> list[Said]:
    """The attributions of a sentence, in order of their cues; the content may be empty."""
    found = list(_by_syntax(doc))
    known = {one.head.i for one in found if one.source is not None and (one.content or not _ends(one.head))}
    tagged = [one for one in _tags(doc) if one.head.i not in known]
    replaced = {one.head.i for one in tagged}
    return sorted((*(one for one in found if one.head.i not in replaced), *tagged), key=lambda one: one.cue[0].i)


def _by_syntax(doc: Doc) -> Iterator[Said]:
    for token in doc:
        if token.lower_ == "according" and token.i + 1 < len(doc) and token.nbor().lower_ == "to":
            yield from _according(token)
        elif token.pos_ in {"VERB", "AUX"}:
            yield from _verb(token)
        elif token.pos_ == "NOUN":
            yield from _noun(token)
        elif token.pos_ == "ADJ" and words().has("adjectives stances", token.lemma_):
            yield from _adjective(token)


def _tags(doc: Doc) -> Iterator[Said]:
    """Speaker and verb right after a quotation, or last, whatever the parser makes of them: "…,” Smith notes"."""
    for mark in doc[:-2]:
        quoted = mark.text in _CLOSING and mark.i and mark.nbor(-1).text in {",", "?", "!", ".", "—"}
        if not quoted and mark.text != ",":
            continue
        words_ = list(_up_to_stop(doc, mark.i + 1))
        verb = next((token for token in words_ if _may_say(token)), None)
        last = verb is not None and verb.dep_ != "relcl" and _ends(verb) and _is_told(doc[: mark.i])
        if verb is None or not (quoted or last):
            continue
        named = [t for t in words_ if t.i < verb.i] or [t for t in words_ if t.i > verb.i and quoted]
        heads = [t for t in named if t.pos_ in {"NOUN", "PROPN", "PRON"}]
        naming = _NAMING if quoted else _NAMING | {"CCONJ", "ADP"}
        if heads and named[0].pos_ in _NAMING and all(t.pos_ in naming for t in named):
            content = () if quoted else tuple(doc[: mark.i])
            head = heads[-1] if quoted else next((t for t in heads if t.head not in named or t.head == t), heads[-1])
            yield Said(head, verb, (verb, verb), content, "aside", tuple(named))


def _ends(verb: Token) -> bool:
    """Whether a verb of saying and whom, where or when it is said end a sentence: "…, two sources told Reuters"."""
    after = [token for token in verb.doc[verb.i + 1 :] if not token.is_punct]
    return len(after) <= 6 and not any(token.pos_ in {"VERB", "AUX", "SCONJ"} for token in after)


def _is_told(words_: Iterable[Token]) -> bool:
    """Whether words tell something by themselves: a main clause stands in them."""
    return any(t.tag_ in {"VBD", "VBZ", "VBP"} and not any(c.dep_ == "mark" for c in t.children) for t in words_)


def _up_to_stop(doc: Doc, start: int) -> Iterator[Token]:
    for token in doc[start : start + 10]:
        if token.is_punct and token.text != "-":
            return
        yield token


def _may_say(token: Token) -> bool:
    return words().says(token.lemma_) and (token.tag_ in {"VBD", "VBZ", "VBP", "NNS"})


def _according(token: Token) -> Iterator[Said]:
    to = token.nbor()
    source = next((child for child in to.children if not child.is_space), None)
    if source is not None:
        taken = {t.i for t in token.subtree}
        content = _beside(token, (t for t in token.head.subtree if t.i not in taken), "aside")
        yield Said(source, token, (token, to), content, "aside")


def _verb(verb: Token) -> Iterator[Said]:
    known, lemma = words(), verb.lemma_.lower()
    if known.has("verbs citing", lemma) and verb.tag_ == "VBG" and (cited := _object(verb)) is not None:
        yield Said(cited, verb, (verb, verb), _with_what(verb), "aside")
        return
    says, stands, seems = known.says(lemma), known.has("verbs stances", lemma), known.has("verbs seeming", lemma)
    if not (says or stands or seems or known.has("verbs taking", lemma)):
        return
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
    if seems or (passive and known.has("verbs impersonal", lemma)):
        yield from _impersonal(verb)
        return
    source = _quoted_as(verb) or next(iter(subjects(verb)), None)
    if passive and stands and source is not None:
        yield from _by_agent(verb, source)
        return
    last, told, form = _content(verb, says, stands)
    content = tuple(told)
    if not content and (called := _called(verb)) is not None:
        content, form = tuple(verb.doc[: called.left_edge.i]), "called"
    if not content and _quoted_as(verb) is not None:
        content, form = tuple(_content(verb.head.head, says=True, stands=False)[1]), "aside"
    if says and not passive and (named := _misread(verb, content)):
        before = verb.doc[: min(token.i for token in named) - 1]
        yield Said(named[0], verb, _cue(verb, verb), _beside(verb, before, "aside"), "aside", named)
    elif not passive and (source is not None or content) and not _leads_to_cue(verb):
        yield Said(source, verb, _cue(verb, last), _beside(verb, content, form), form)


def _called(verb: Token) -> Token | None:
    """What a clause before is called of which somebody says so or not: "…, a charge that the rebels denied"."""
    noun = verb.head if verb.dep_ == "relcl" else None
    named = noun is not None and noun.dep_ in {"appos", "npadvmod", "conj"} and noun.left_edge.i > 0
    return noun if named and noun is not None and words().has("nouns asserting", noun.lemma_.lower()) else None


def _quoted_as(verb: Token) -> Token | None:
    """The minister of "quoted the minister as saying"; "was quoted as saying"."""
    as_, cites = verb.head, verb.head.head
    if verb.dep_ != "pcomp" or as_.lower_ != "as" or not words().has("verbs citing", cites.lemma_.lower()):
        return None
    return _object(cites) or next((child for child in cites.children if child.dep_ == "nsubjpass"), None)


def _object(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "dobj"), None)


def _with_what(citing: Token) -> tuple[Token, ...]:
    """What is told on another's word: "the agency said, quoting the mayor, that …"."""
    clause = citing.head
    while clause.dep_ not in {"ROOT", "ccomp", "advcl", "relcl"} and clause.pos_ not in {"VERB", "AUX"}:
        clause = clause.head
    says = words().says(clause.lemma_)
    content = tuple(_content(clause, says, stands=False)[1]) if says else ()
    below = {token.i for token in citing.subtree}
    return tuple(token for token in content or clause.subtree if token.i not in below)


def _misread(verb: Token, content: Iterable[Token]) -> tuple[Token, ...]:
    """A speaker set last whom the parser hangs on the words before, its head first: "… Syria, a source told Reuters".

    Between the last comma and the verb there is nothing but the speaker, and the verb has nothing else to tell.
    """
    first = _cue(verb, verb)[0]
    comma = next((token.i for token in reversed(verb.doc[: first.i]) if token.is_punct), None)
    if comma is None or verb.doc[comma].text != "," or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return ()
    between = list(verb.doc[comma + 1 : first.i])
    heads = [t for t in between if (t.head.i <= comma or t.head == verb) and t.pos_ in {"NOUN", "PROPN", "PRON"}]
    if len(heads) != 1 or between[0].pos_ not in _NAMING or between[0].tag_ in {"WDT", "WP"}:
        return ()
    told = [token for token in content if token.i > verb.i] or any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children)
    own = heads[0].head == verb
    return () if told or (own and verb.dep_ != "relcl") else (heads[0], *(t for t in between if t != heads[0]))


def _leads_to_cue(verb: Token) -> bool:
    """Whether a verb is part of the cue of its infinitive: "refused to admit that", "declined to comment on"."""
    return any(child.dep_ == "xcomp" and _continues_cue(child) for child in verb.children)


def _continues_cue(verb: Token) -> bool:
    """Whether an infinitive right after a verb cites in its own right."""
    known, lemma = words(), verb.lemma_
    if verb.dep_ != "xcomp" or verb.i - verb.head.i > 2 or verb.head.pos_ != "VERB":
        return False
    says, stands = known.says(lemma), known.has("verbs stances", lemma)
    return (says or stands) and any(True for _ in _content(verb, says, stands)[1])


def _by_agent(verb: Token, source: Token) -> Iterator[Said]:
    """ "The plan was rejected by the council": what is taken a stand on is the subject, or what a participle is on."""
    subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    if by is not None and subject is not None:
        yield Said(source, verb, (_cue(verb, verb)[0], by), tuple(subject.subtree), "object")
    elif by is not None and verb.dep_ == "acl":
        below = {token.i for token in verb.subtree}
        content = tuple(token for token in verb.head.subtree if token.i not in below)
        yield Said(source, verb, (verb, by), content, "object")


def _impersonal(verb: Token) -> Iterator[Said]:
    clause = next((child for child in verb.children if child.dep_ in {"xcomp", "ccomp", "oprd"}), None)
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if clause is not None:
        first = () if subject is None or subject.lower_ == "it" else tuple(subject.subtree)
        yield Said(None, verb, _cue(verb, verb), (*first, *clause.subtree), "nobody")


def _noun(noun: Token) -> Iterator[Said]:
    """ "Its claim that …", "a vow to …", "the ministry's support for …"."""
    known = words()
    owner = next((child for child in noun.children if child.dep_ == "poss"), None) or _by(noun)
    clauses = [child for child in noun.children if child.dep_ in {"acl", "ccomp"} and _opens(child)]
    if clauses and known.has("nouns clause", noun.lemma_):
        yield Said(owner, noun, (noun, noun), tuple(clauses[0].subtree), "noun")
    elif known.has("nouns stances", noun.lemma_):
        link = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in _TOWARDS), None)
        if link is not None and any(child.dep_ in {"pobj", "pcomp"} for child in link.children):
            content = tuple(t for child in link.children for t in child.subtree)
            yield _held(noun, link, owner, content)


def _by(noun: Token) -> Token | None:
    """Whose claim it is in "claims by the mayor that"."""
    links = (child for child in noun.children if child.dep_ == "prep" and child.lower_ in {"by", "from"})
    return next((child for link in links for child in link.children if child.dep_ == "pobj"), None)


def _held(noun: Token, link: Token, owner: Token | None, content: tuple[Token, ...]) -> Said:
    """A stance by its noun, or with the verb that says that it is taken: "voiced doubts about"."""
    verb = noun.head
    if noun.dep_ == "dobj" and words().has("light verbs", verb.lemma_) and owner is None:
        source = next(iter(subjects(verb)), None)
        if source is not None:
            return Said(source, noun, (_cue(verb, verb)[0], link), content, "noun")
    return Said(owner, noun, (noun, link), content, "noun")


def _adjective(adjective: Token) -> Iterator[Said]:
    """ "Is confident that …", "are worried about …"."""
    verb = adjective.head
    if adjective.dep_ not in {"acomp", "oprd"} or verb.pos_ not in {"VERB", "AUX"}:
        return
    source = next(iter(subjects(verb)), None)
    if source is None or source.lower_ in {"it", "that", "this", "there"}:
        return
    first = _cue(verb, adjective)[0]
    below = [*adjective.children, *(c for c in verb.children if c.i > adjective.i and c.dep_ in {"ccomp", "xcomp"})]
    clause = next((child for child in below if child.dep_ in {"ccomp", "xcomp"} and child.i > adjective.i), None)
    link = next((child for child in adjective.children if child.dep_ == "prep" and child.i > adjective.i), None)
    if clause is not None:
        yield Said(source, adjective, (first, adjective), tuple(clause.subtree), "object")
    elif link is not None and link.lower_ not in {"in", "at", "to"}:
        content = tuple(t for child in link.children for t in child.subtree)
        yield Said(source, adjective, (first, link), content, "object")


def _opens(clause: Token) -> bool:
    return clause.left_edge.lower_ in {"that", "to", "whether", "if"}


def _content(verb: Token, says: bool, stands: bool) -> tuple[Token, Iterable[Token], Form]:
    """The last token of the cue, and what the verb gives as said, thought or wanted."""
    if says and _is_aside(verb) and verb.head.pos_ in {"VERB", "AUX"} and subjects(verb):
        taken = {t.i for t in verb.subtree}
        rest = [t for t in verb.head.subtree if t.i not in taken]
        return verb, _beside(verb, rest, "aside"), "aside"
    clauses = [
        child
        for child in verb.children
        if (child.dep_ == "ccomp" and _beside(verb, [child], "clause")) or (child.dep_ == "xcomp" and stands)
    ]
    object_ = next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
    if words().has("verbs citing", verb.lemma_) and (passed := _quoted_words(verb)):
        return verb, passed, "clause"
    addressed = words().has("verbs addressing", verb.lemma_)
    if addressed and object_ is not None and (misread := _that_clause(object_)) is not None:
        return verb, misread.subtree, "clause"
    clauses += [child for child in verb.children if addressed and child.dep_ == "advcl" and _opens(child)]
    told = addressed and any(child.dep_ in {"ccomp", "advcl"} for child in clauses)
    if object_ is not None and words().has("verbs taking", verb.lemma_):
        as_ = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "as"), None)
        if as_ is not None:
            return verb, (*object_.subtree, *as_.subtree), "object"
    if stands and object_ is not None and not told:
        return verb, _with_complement(verb, object_), "object"
    if clauses:
        return verb, _without_aside(clauses[0]), "clause"
    if stands:
        for child in verb.children:
            if child.dep_ == "prep" and child.i == verb.i + 1 and child.lower_ in _TOWARDS:
                return child, (t for inner in child.children for t in inner.subtree), "object"
    return verb, (), "clause"


def _quoted_words(verb: Token) -> tuple[Token, ...]:
    """What "quoted the minister as saying" gives after it."""
    links = (child for child in verb.children if child.dep_ == "prep" and child.lower_ == "as")
    saying = next((child for link in links for child in link.children if child.dep_ == "pcomp"), None)
    return tuple(_content(saying, says=True, stands=False)[1]) if saying is not None else ()


def _that_clause(noun: Token) -> Token | None:
    """What is told, where the parser takes it for a relative clause: "assured the monitors that it will"."""
    clauses = (child for child in noun.children if child.dep_ in {"relcl", "acl"})
    return next((c for c in clauses if any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)), None)


def _beside(cue: Token, content: Iterable[Token], form: Form) -> tuple[Token, ...]:
    """The content without what a semicolon parts from a cue after it; from one put in, on either side."""
    stops = [token.i for token in cue.doc if token.text == ";"]
    first = max((stop for stop in stops if stop < cue.i), default=-1)
    last = min((stop for stop in stops if stop > cue.i and form == "aside"), default=len(cue.doc))
    return tuple(token for token in content if first < token.i < last)


def _is_aside(verb: Token) -> bool:
    """Whether a verb of saying is put into, or set after, the sentence that it cites."""
    below = {child.dep_ for child in verb.children}
    if below & {"ccomp", "dobj", "xcomp"} or verb.tag_ == "VBG":
        return False
    if verb.dep_ == "advcl":
        says = verb.lemma_.lower() in words().speech or words().has("verbs besides", verb.lemma_)
        says = says and verb.lemma_ not in _PROMISING
        return says and any(child.dep_ in {"mark", "advmod"} and child.lower_ == "as" for child in verb.children)
    apart = verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text in {",", *_CLOSING}
    return "mark" not in below and (verb.dep_ == "parataxis" or (verb.dep_ == "ccomp" and apart))


def _with_complement(verb: Token, object_: Token) -> Iterator[Token]:
    """An object with what is said of it: "China of spying", "the merger a mistake", "the firms to do more"."""
    yield from object_.subtree
    for child in verb.children:
        if child.i > object_.i and (
            child.dep_ in {"xcomp", "ccomp", "oprd"} or (child.dep_ in {"prep", "dative"} and child.lower_ in _WHAT_FOR)
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
        and _follows_comma(child.left_edge)
    ]
    asides += [child for child in clause.children if child.dep_ == "conj" and _goes_on_saying(child)]
    left_out = {token.i for aside in asides for token in aside.subtree}
    return (token for token in clause.subtree if token.i not in left_out)


def _follows_comma(token: Token) -> bool:
    before = token.nbor(-1)
    return before.text == "," or (before.text in _CLOSING and before.i > 0 and before.nbor(-1).text == ",")


def _goes_on_saying(verb: Token) -> bool:
    """Whether a second verb rather goes on with the first speaker's: "said that … and added that …"."""
    below = {child.dep_ for child in verb.children}
    tells = "ccomp" in below or (verb.tag_ == "VBD" and verb.head.tag_ == "VBN")  # "denied that it had … and accused"
    return words().says(verb.lemma_) and tells and not below & {"nsubj", "nsubjpass", "aux"}


def _cue(verb: Token, last: Token) -> tuple[Token, Token]:
    """The verb with the auxiliaries and adverbs right before it, and its particle or preposition."""
    first = verb
    while _continues_cue(first):
        first = first.head
    while first.i and first.nbor(-1).head == verb and first.nbor(-1).dep_ in _WITHIN:
        first = first.nbor(-1)
    if last == verb and verb.i + 1 < len(verb.doc) and verb.nbor().dep_ == "prt":
        last = verb.nbor()
    return first, last
