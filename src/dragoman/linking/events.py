"""The pipeline's mentions → events, and an event's fields from those of its mentions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files

from dragoman.coder.relation import weights
from dragoman.linking.sameness import Profile, may_be, of_mention, same_in_report
from dragoman.model import (
    Actor,
    ClaimMade,
    Commitment,
    Event,
    Evidence,
    Label,
    Mention,
    Participant,
    Passage,
    Printing,
    Report,
    Span,
    Stance,
    Status,
    When,
)


def unite(mentions: Iterable[Mention], reports: Mapping[str, Report]) -> tuple[Event, ...]:
    """The events that some mentions describe, in order of first mention.

    `reports` holds every report in which a passage of the mentions is printed, by id.
    """
    groups: list[list[tuple[Profile, Mention]]] = []
    for mention in mentions:
        profile = of_mention(mention)
        group = next((g for g in groups if all(same_in_report(profile, other) for other, _ in g)), None)
        if group is None:
            groups.append(group := [])
        group.append((profile, mention))
    return tuple(_event([mention for _, mention in group], reports) for group in groups)


@lru_cache(maxsize=1)
def coder() -> str:
    """What coded a record: the version of Dragoman, and hashes of the lexicon and of the model that give the types."""
    lexicon = (files("dragoman.coder") / "lexicon.toml").read_bytes()
    hashes = f"lexicon.{hashlib.sha256(lexicon).hexdigest()[:4]}.relation.{weights()[:4]}"
    return f"dragoman {version('dragoman')}+{hashes}"


def _event(mentions: Sequence[Mention], reports: Mapping[str, Report]) -> Event:
    """The event of some mentions. Where some say that it was done and some that it was not, it is told as done."""
    first = next((mention for mention in mentions if mention.status is not Status.NEGATED), mentions[0])
    actors = _parties(m.actors for m in mentions)
    recipients = tuple(one for one in _parties(m.recipients for m in mentions) if one not in actors)
    event_id = _identify(first, actors, recipients)
    return Event(
        event_id=event_id,
        type=first.type,
        mode=next((m.mode for m in mentions if m.mode), None),
        contexts=tuple(dict.fromkeys(context for m in mentions for context in m.contexts)),
        status=first.status,
        historical=first.historical,
        actors=actors,
        recipients=recipients,
        when=_date(mentions),
        where=next((m.where for m in mentions if m.where), None),
        claims=tuple(dict.fromkeys(claim for m in mentions for claim in _claims(m, first.status))),
        commitment=next((c for m in mentions for c in _commitments(m, event_id)), None),
        evidence=tuple(
            _evidence(m, printing, reports[printing.report_id]) for m in mentions for printing in m.passage.printings
        ),
        p=max(m.p for m in mentions),
        coder=coder(),
        labels=_labels(mentions),
    )


def _labels(mentions: Iterable[Mention]) -> tuple[Label, ...]:
    """The surest label of each codebook."""
    labels = sorted((label for mention in mentions for label in mention.labels), key=lambda label: label.p)
    return tuple({label.codebook: label for label in labels}.values())


def _parties(sides: Iterable[Sequence[Participant]]) -> tuple[Actor, ...]:
    """Everybody on one side, each once; a state gives way to the person who is said to act for it."""
    found: list[Actor] = []
    for side in sides:
        for participant in side:
            actor = participant.actor
            known = next((i for i, other in enumerate(found) if may_be(actor, other)), None)
            if known is None:
                found.append(actor)
            elif actor.kind == "person" and found[known].kind != "person":
                found[known] = actor
    return tuple(found)


def _date(mentions: Sequence[Mention]) -> When | None:
    """The date that some words state, else the one that the publication suggests."""
    dates = [m.when for m in mentions if m.when]
    return next((when for when in dates if when.basis != "publication"), dates[0] if dates else None)


def _claims(mention: Mention, told: Status) -> Iterator[ClaimMade]:
    """The claims of a mention on an event; who says that it was not done denies what is told as done."""
    contradicts = mention.status is Status.NEGATED and told is not Status.NEGATED
    denials = sum(claim.stance is Stance.DENIES for claim in mention.claims)
    for claim in mention.claims:
        stance = Stance.DENIES if contradicts and not denials else claim.stance
        speakers = tuple(speaker.actor for speaker in claim.speakers)
        for printing in _first_printings(mention.passage):
            cue = claim.cue.shifted(printing.start)  # of a quotation that runs on, in another sentence
            said = [cue, *(speaker.span.shifted(printing.start) for speaker in claim.speakers)]
            start = min(printing.start, *(span.start for span in said))
            end = max(printing.end, *(span.end for span in said))
            yield ClaimMade(speakers, stance, cue.text, claim.quoted, printing.report_id, start, end)


def _first_printings(passage: Passage) -> list[Printing]:
    """One printing a report: who says a thing twice in a report says it once."""
    first: dict[str, Printing] = {}
    for printing in passage.printings:
        first.setdefault(printing.report_id, printing)
    return list(first.values())


def _commitments(mention: Mention, event_id: str) -> Iterator[Commitment]:
    promise = mention.promise
    if promise:
        yield Commitment(
            f"c{event_id}", promise.promisors, promise.beneficiaries, promise.act, promise.condition, promise.due
        )


def _evidence(mention: Mention, printing: Printing, report: Report) -> Evidence:
    by = printing.start
    return Evidence(
        report_id=report.report_id,
        outlet=report.outlet,
        published=report.published,
        passage=Span(mention.passage.text, by, printing.end),
        trigger=mention.trigger.shifted(by),
        actors=tuple(dict.fromkeys(words.shifted(by) for p in mention.actors for words in p.spans)),
        recipients=tuple(dict.fromkeys(words.shifted(by) for p in mention.recipients for words in p.spans)),
    )


def _identify(first: Mention, actors: Sequence[Actor], recipients: Sequence[Actor]) -> str:
    """The same words about the same parties on the same day are the same event, whoever prints them."""
    start = first.when.start.isoformat() if first.when and first.when.start else ""
    sides = "+".join(sorted(a.actor_id for a in actors)), "+".join(sorted(a.actor_id for a in recipients))
    key = "|".join((first.type, first.status, *sides, start, first.passage.passage_id, str(first.trigger.start)))
    return hashlib.sha256(key.encode()).hexdigest()[:16]
