"""Whose account it is, whose words a statement gives, and what is said of the meeting itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dragoman import actors
from dragoman.coder.references import Cast
from dragoman.coder.syntax import is_passive, subjects
from dragoman.model import Actor, Report, Span
from dragoman.parse import Doc, Token
from dragoman.readouts.comparison import Account
from dragoman.readouts.facts import quantities
from dragoman.timex import find
from dragoman.timing import as_date

JOINT = "joint"

_FORMS = {
    "video": re.compile(r"\bvideo\b|\bvirtual", re.I),
    "phone": re.compile(
        r"\b(?:tele)?phone|\bcall(?:ed)? (?:from|with|to)\b|\bspoke (?:today |\w+ )?(?:with|to)\b", re.I
    ),
    "meeting": re.compile(r"\bmet\b|\bmeeting\b|\btalks\b|\breceived\b|\bwelcomed\b|\bvisit", re.I),
}
_CALLERS = (
    re.compile(r"\bat the (?:initiative|request) of ((?:the )?[^,.;]+)"),
    re.compile(r"\binitiated by ((?:the )?[^,.;]+)"),
    re.compile(r"\bat ([\w’' -]+?)['’]s? (?:initiative|request)\b"),
    re.compile(r"\bat (her|his) (?:initiative|request)\b"),
    re.compile(r"\breceived a (?:tele)?(?:phone )?call from ([^,.;]+)"),
    re.compile(r"^((?:(?!\breceiv).)+?) (?:made|placed) a (?:tele)?(?:phone )?call to\b"),
)
_HALVES = re.compile(r"\b(?:an hour and a half|half an hour|an hour)\b")
_HALF_MINUTES = {"an hour and a half": 90, "half an hour": 30, "an hour": 60}
_LASTED = re.compile(r"\b(?:last|for|minute|hour|approximately|about|long)", re.I)
_OFFICES = {"president", "minister", "chancellor", "secretary", "head", "prince", "king", "premier", "highness"}


def side(outlet: str | None, on: date | None) -> str | None:
    """The country whose account an outlet gives, or None: "the Kremlin", "Presidency of Egypt"."""
    if not outlet:
        return None
    for words in (outlet, outlet.rpartition(" of ")[2], outlet.rpartition(", ")[2]):
        found = actors.resolve(words, on=on)
        if found is not None and found.country:
            return found.country
    return None


def surnames(casts: Iterable[Cast], sides: Iterable[str]) -> dict[str, str]:
    """The side of each person's last name, by most of the phrases that give a country with it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    known = set(sides)
    for cast in casts:
        for phrase in cast.values():
            for actor in phrase.actors:
                if actor.country in known and actor.kind == "person" and phrase.form == "name":
                    votes[actor.name.split()[-1]][actor.country or ""] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in votes.items()}


def voice(doc: Doc, cast: Cast, own: str | None, names: Mapping[str, str], before: str | None) -> str | None:
    """Whose words or act a statement is: "joint", a country, or None. before: of the statement before it."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None:
        return JOINT
    found = subjects(root)
    if not found or (is_passive(root) and not any(child.dep_ == "agent" for child in root.children)):
        return _owner(root, cast, own) or JOINT
    return of(found, cast, own, names, before)


def _owner(root: Token, cast: Cast, own: str | None) -> str | None:
    """Whose concern or demand it is that was conveyed: "India's concern was conveyed"."""
    nouns = [child for child in root.children if child.dep_ == "nsubjpass"]
    owners = [child for noun in nouns for child in noun.children if child.dep_ == "poss" and child.i in cast]
    return _country(cast[owners[0].i].actors[0], own) if owners else None


def of(
    subject: Sequence[Token], cast: Cast, own: str | None, names: Mapping[str, str], before: str | None
) -> str | None:
    """Whose act it is of which these are the subject."""
    if len(subject) > 1 or subject[0].tag_ in {"NNS", "NNPS"} or subject[0].lower_ in {"they", "both", "it", "we"}:
        return JOINT
    token = subject[0]
    if token.lower_ in {"he", "she"}:
        return None if before == JOINT else before
    phrase = cast.get(token.i)
    words = phrase.span.text if phrase else token.text
    named = next((names[word] for word in re.findall(r"[\w’'-]+", words) if word in names), None)
    if named or phrase is None:
        return named or (own if _is_office(token) else JOINT)
    if len(phrase.actors) > 1 or phrase.plural or phrase.actors[0].kind == "thing":
        return JOINT
    if _is_bare(words) and (_is_office(token) or phrase.form == "description"):
        return own  # an office without a name or country is one's own, whoever was named last
    return _country(phrase.actors[0], own)


def account(report: Report, statements: Sequence[Span], sides: Sequence[str | None], own: str | None) -> Account:
    """What a report says of the meeting as a whole. sides: of all reports compared."""
    caller, country = _caller(statements, sides, own)
    length, minutes = _length(statements)
    head = " ".join(statement.text for statement in statements[:3])
    form = next((name for name, pattern in _FORMS.items() if pattern.search(head)), None)
    return Account(
        report_id=report.report_id,
        outlet=report.outlet,
        side=own,
        published=report.published,
        form=form,
        date=_day(statements, report.published),
        caller=caller,
        caller_country=country,
        length=length,
        minutes=minutes,
        statements=len(statements),
        words=len(report.text.split()),
    )


def _is_office(token: Token) -> bool:
    return token.lemma_.lower() in _OFFICES


def _is_bare(words: str) -> bool:
    """An office without a country: in a readout that is one's own."""
    return bool(re.fullmatch(r"(?:[Tt]he )?(?:Prime |Foreign |Federal )?\w+(?: of (?:the Republic|State))?", words))


def _country(actor: Actor, own: str | None) -> str | None:
    """The country of an actor; a name without any is of one's own side."""
    return actor.country or (own if actor.kind == "person" else None)


def _caller(statements: Sequence[Span], sides: Sequence[str | None], own: str | None) -> tuple[Span | None, str | None]:
    for statement in statements[:5]:
        for pattern in _CALLERS:
            match = pattern.search(statement.text)
            if match:
                start = statement.start + match.start()
                return Span(match[0], start, start + len(match[0])), _caller_country(match[1], sides, own)
    return None, None


def _caller_country(words: str, sides: Sequence[str | None], own: str | None) -> str | None:
    """The country that words for a caller mean, if it is one of the sides."""
    others = [side for side in sides if side != own]
    if words in {"her", "his"}:
        return others[0] if len(others) == 1 else None
    for part in (words, *re.findall(r"\b[A-Z]\w+", words)):
        found = actors.resolve(part)
        if found is not None and found.country in sides:
            return found.country
    return None


def _length(statements: Sequence[Span]) -> tuple[Span | None, int | None]:
    for statement in statements[:4]:
        if not _LASTED.search(statement.text):
            continue
        half = _HALVES.search(statement.text)
        if half:
            return Span(half[0], statement.start + half.start(), statement.start + half.end()), _HALF_MINUTES[half[0]]
        for quantity in quantities(statement.text):
            if quantity.kind in {"minute", "hour"}:
                minutes = int(quantity.value * (60 if quantity.kind == "hour" else 1))
                return quantity.span.shifted(statement.start), minutes
    return None, None


def _day(statements: Sequence[Span], published: date | None) -> tuple[date, date] | None:
    """The day of the meeting as the first statements give it."""
    for statement in statements[:2]:
        for expression in find(statement.text, published):
            when = expression.when
            if when.precision in {"day", "hour", "minute"} and when.start and when.end:
                return as_date(when.start), as_date(when.end)
    return None
