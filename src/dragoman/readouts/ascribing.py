"""What one side's account says that the other committed itself to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.coder.syntax import subjects
from dragoman.model import Span
from dragoman.parse import Doc, Token, span
from dragoman.readouts import sides
from dragoman.readouts.comparison import Ascription, Echo, Link, Statement
from dragoman.readouts.reading import Reading

_BINDING = {
    "agree", "commit", "pledge", "undertake", "promise", "vow", "assure", "guarantee", "accept", "decide", "consent",
}  # fmt: skip
_BOUND = {"commitment", "promise", "pledge", "undertaking", "assurance"}
_AUXILIARIES = {"will", "shall"}


def ascriptions(readings: Sequence[Reading], links: Sequence[Link]) -> Iterator[Ascription]:
    """The commitments that an account ascribes to another side, with what that side's own account makes of them."""
    for reading in readings:
        others = list(dict.fromkeys(r.side for r in readings if r.side and r.side != reading.side))
        for statement, doc in zip(reading.statements, reading.parses, strict=True):
            said = _bound(reading, statement, doc)
            for other in others:
                if reading.side and said and said[1] in (sides.JOINT, other):
                    yield _ascription(statement, said, other, readings, links)


def _bound(reading: Reading, statement: Statement, doc: Doc) -> tuple[Span, str] | None:
    """The words that bind somebody, and who it is: a country, or "joint"."""
    cast = reading.casts[statement.number]
    for token in doc:
        binds = token.pos_ == "VERB" and (token.lemma_ in _BINDING or _is_announced(token))
        if not binds or any(child.dep_ == "neg" for child in token.children):
            continue
        found = subjects(token)
        if not found:
            who: str | None = sides.JOINT if token.lemma_ in {"agree", "decide"} and token.dep_ == "ROOT" else None
        else:
            who = sides.of(found, cast, reading.side, reading.names, statement.voice)
        if who is not None:
            return span([token]).shifted(statement.span.start), who
    owner = next((t for t in doc if t.lemma_ in _BOUND), None)
    if owner is not None:
        who = _owner(owner, reading, statement)
        return (span([owner]).shifted(statement.span.start), who) if who else None
    return None


def _is_announced(verb: Token) -> bool:
    """ "France will send": by a party that can be named, as the main clause or what somebody says."""
    will = any(child.dep_ == "aux" and child.lower_ in _AUXILIARIES for child in verb.children)
    found = subjects(verb)
    return will and bool(found) and found[0].pos_ == "PROPN" and verb.dep_ in {"ROOT", "conj"}


def _owner(noun: Token, reading: Reading, statement: Statement) -> str | None:
    """Whose commitment it is: "the commitment of Korea", "Korea's commitment"."""
    cast = reading.casts[statement.number]
    for token in noun.subtree:
        phrase = cast.get(token.i)
        if phrase is not None and token.dep_ in {"poss", "pobj"} and phrase.actors[0].country:
            return phrase.actors[0].country
    return None


def _ascription(
    statement: Statement, said: tuple[Span, str], other: str, readings: Sequence[Reading], links: Sequence[Link]
) -> Ascription:
    theirs = {reading.record.report.report_id for reading in readings if reading.side == other}
    found = []
    for link in links:
        one, two = link.statements
        if statement in (one, two):
            partner = two if statement == one else one
            if partner.report_id in theirs:
                found.append((link.kind, partner))
    echo: Echo = "absent" if not found else "same" if any(kind == "same" for kind, _ in found) else "terms"
    return Ascription(statement, said[0], other, said[1] == sides.JOINT, echo, tuple(partner for _, partner in found))
