"""Which words of a text are names of places: what the tagger marks, held against the gazetteer.

The tagger of names knows no geography: it passes over "Malakal" in one sentence and marks it in the next, and takes a
virus for a town. So a marked name that the gazetteer does not have wants a word that puts it somewhere ("in Kampungu"),
and an unmarked one that it has counts where the text puts somebody there, lists it with places, or means it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.geo.gazetteer import has, lookup
from dragoman.parse import Doc, Token, Words

_PLACES = frozenset(("GPE", "LOC", "FAC"))
_OTHER = frozenset(
    ("PERSON", "DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE", "NORP")
)
_WHERE = frozenset(("in", "at", "near", "outside", "around", "across", "throughout", "from", "to", "inside", "towards"))
_SORTS = frozenset((
    "town", "village", "city", "province", "state", "district", "region", "county", "island", "municipality", "port",
    "capital", "suburb", "area", "township", "towns", "villages", "cities", "provinces", "states", "districts",
    "regions", "counties", "islands", "areas",
))  # fmt: skip
_SIDES = frozenset(("the", "northern", "southern", "eastern", "western", "central"))
_BETWEEN = frozenset((",", "and", "or", "&", "/", "-"))
_SMALL = frozenset(("of", "the", "de", "do", "del", "da", "la", "el", "and", "-", "'", "'s", "d'", "du", "al", "es"))
_LONGEST = 7  # tokens of a name
_ACRONYM = 4  # letters; "UN" and "SOS" are towns too


def place_names(docs: Sequence[Doc]) -> list[list[Words]]:
    """The names of places of each parse of one text, in order, without articles; names must have been marked."""
    marked = [[part for entity in doc.ents if entity.label_ in _PLACES for part in _parts(entity)] for doc in docs]
    meant = {name.text for names in marked for name in names if lookup(name.text)}
    return [_names(doc, names, meant) for doc, names in zip(docs, marked, strict=True)]


def _parts(entity: Words) -> Iterator[Words]:
    """The name itself, without its article and what is in small letters after it; two names, if they are two."""
    first, last = entity.start, entity.end
    while first < last - 1 and entity.doc[first].lower_ in {"the", "a"}:
        first += 1
    while last > first + 1 and not entity.doc[last - 1].text[:1].isupper() and not entity.doc[last - 1].is_digit:
        last -= 1
    name = entity.doc[first:last]
    for token in name[1:-1] if not lookup(name.text) else ():
        one, other = name.doc[first : token.i], name.doc[token.i + 1 : last]
        if token.lower_ in _BETWEEN and lookup(one.text) and lookup(other.text):
            yield from (one, other)
            return
    yield name


def _names(doc: Doc, marked: Sequence[Words], meant: set[str]) -> list[Words]:
    known = list(_known(doc))
    marked = [next((longer for longer in known if _holds(longer, name)), name) for name in marked]
    found = [name for name in dict.fromkeys(marked) if lookup(name.text)]
    taken = {token.i for name in found for token in name}
    others = [name for name in known if not taken & set(range(name.start, name.end))]
    sure = [name for name in others if _stands_alone(name, meant)]
    found += sure
    taken |= {token.i for name in sure for token in name}
    waiting = [name for name in others if name not in sure and _may_be_listed(name)]
    waiting += [name for name in marked if not lookup(name.text)]
    while listed := [name for name in waiting if _is_put_somewhere(name) or _is_listed(name, taken)]:
        found += listed
        taken |= {token.i for name in listed for token in name}
        waiting = [name for name in waiting if name not in listed]
    return sorted(found, key=lambda name: name.start)


def _known(doc: Doc) -> Iterator[Words]:
    """Runs of capitalised words that the gazetteer has, the longest at each place."""
    i = 0
    while i < len(doc):
        name = _longest(doc, i) if doc[i].text[:1].isupper() and doc[i].pos_ == "PROPN" else None
        if name is not None:
            yield name
        i = name.end if name is not None else i + 1


def _longest(doc: Doc, i: int) -> Words | None:
    for size in range(min(_LONGEST, len(doc) - i), 0, -1):
        name = doc[i : i + size]
        if not name[-1].text[:1].isupper() or not all(t.text[:1].isupper() or t.lower_ in _SMALL for t in name):
            continue
        if has(name.text) and (len(name.text) > _ACRONYM or not name.text.isupper() or _is_wide(name)):
            return name
    return None


def _holds(name: Words, part: Words) -> bool:
    """Whether the tagger marked only a part of a name: 'Democratic Republic' of the Congo."""
    return name.start <= part.start and part.end <= name.end


def _stands_alone(name: Words, meant: set[str]) -> bool:
    """Whether an unmarked name of the gazetteer is one here: a country or region, or what the text means elsewhere."""
    within = _entity(name[0])
    if within is not None and within.label_ in _OTHER:
        return False
    if within is None or _covers(name, within):
        return _is_wide(name) or (name.text in meant and not _tells_apart(name)) or _is_put_somewhere(name)
    return within.label_ == "ORG" and _is_wide(name) and name.start <= within.start + (within[0].lower_ == "the")


def _tells_apart(name: Words) -> bool:
    """'the Reston virus': it says which one, not where."""
    return name.end < len(name.doc) and name[-1].dep_ in ("compound", "nmod", "amod") and name[-1].head.i >= name.end


def _may_be_listed(name: Words) -> bool:
    within = _entity(name[0])
    return within is None or (_covers(name, within) and within.label_ not in _OTHER - {"PERSON"})


def _is_wide(name: Words) -> bool:
    return lookup(name.text)[0].kind in ("country", "region")


def _entity(token: Token) -> Words | None:
    return next((entity for entity in token.doc.ents if entity.start <= token.i < entity.end), None)


def _covers(name: Words, entity: Words) -> bool:
    """Whether a name is all of what the tagger marked, an article and a possessive aside."""
    last = entity.end - (entity[-1].text == "'s")
    return name.start <= entity.start + (entity[0].lower_ == "the") and name.end >= last


def _is_put_somewhere(name: Words) -> bool:
    """'in Kampungu', 'the village of Kampungu', 'the region KwaZulu-Natal'."""
    before = name.start - 1
    while before > 0 and name.doc[before].lower_ in _SIDES:
        before -= 1
    if before < 0:
        return False
    word = name.doc[before].lower_
    if word == "of" and before:
        return name.doc[before - 1].lower_ in _SORTS
    return word in _WHERE or word in _SORTS


def _is_listed(name: Words, taken: set[int]) -> bool:
    """Whether only a comma or "and" stands between it and the name of a place."""
    doc, before, after = name.doc, name.start - 1, name.end
    while before > 0 and doc[before].lower_ in _BETWEEN | {"the"}:
        before -= 1
    while after < len(doc) - 1 and doc[after].lower_ in _BETWEEN | {"the"}:
        after += 1
    return (before < name.start - 1 and before in taken) or (after > name.end and after in taken)
