"""What a mention promises: only acts that can be tested, by somebody who can do them.

A belief or an aim is no promise; what is merely expected is none either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dragoman import ontology, timing
from dragoman.coder.lexicon import Pattern, lexicon
from dragoman.coder.references import Cast
from dragoman.coder.relation import NONE, Candidate, Reading
from dragoman.coder.syntax import complements, governor, objects, prepositional, subjects
from dragoman.coder.triggers import Trigger, content, named_act
from dragoman.ledger.entries import ahead
from dragoman.model import Act, Actor, Participant, Promise, Status, When
from dragoman.parse import Token, span, subtree_span
from dragoman.timex import DateExpression, find

# Under "or else", their content is due from whom they address.
_DEMANDING = {"REQUEST", "THREATEN"}
# Acts whose content is bound to follow: agreed, promised, conceded, threatened.
_BINDING = {"AGREE", "CONCEDE", "THREATEN"}
_PROMISING = {"AGREE", "CONCEDE"}
# Future acts that bind by themselves once they are scheduled.
_SCHEDULED_TYPES = {
    "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "SANCTION", "PROTEST", "MOBILIZE", "CONCEDE", "COERCE",
    "ASSAULT",
}  # fmt: skip
_ACTS = _SCHEDULED_TYPES | {"REJECT"}  # what one can promise or threaten to do
_LEAST = 0.15  # the share of a type among all, below which the model only guesses; a guess among sixteen has 0.06
# Without a date, nobody could say whether these were done.
_VAGUE = {"CONSULT", "SUPPORT", "COOPERATE", "AGREE"}
# Nouns that name what was reached rather than what is to be done: "agreed on a deal".
_LOOSE = _VAGUE | _DEMANDING
_BELIEFS = {
    "believe", "expect", "hope", "predict", "think", "fear", "forecast", "foresee", "anticipate", "doubt", "wish",
    "want", "suspect", "estimate", "speculate", "guess", "assume",
}  # fmt: skip
_SCHEDULE = {"due", "schedule", "set", "agree", "decide", "pledge", "promise", "vow", "commit", "prepare", "slate"}
_SCHEDULE_AUXILIARIES = {"will", "shall", "'ll", "’ll", "wo"}
_TO, _OF = frozenset({"to", "for"}), frozenset({"of"})
_ON = frozenset({"to", "on", "upon"})
_UNDERTAKE = {
    "undertake", "pledge", "promise", "vow", "commit", "swear", "guarantee", "agree", "offer", "threaten",
}  # fmt: skip
# Whoever promises to end something yields, whatever it is.
_CEASE = {"stop", "end", "cease", "halt", "suspend", "lift", "ease", "loosen", "drop", "refrain"}
_UNARMED = {"LAB", "EDU", "MED", "CVL", "BUS", "JUD", "LEG", "NGO", "MNC"}
_BACKSHIFTED = {"would", "'d", "’d"}  # "said that it would": what was said was "will"


def promise(
    trigger: Trigger,
    status: Status,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
    occurs: When | None,
    dates: Sequence[DateExpression],
    cast: Cast,
    published: date | None,
    reading: Reading,
) -> Promise | None:
    """The commitment that a mention opens, or None. cast: the actor phrases of its passage; reading: the model's."""
    promisors = tuple(participant.actor for participant in actors)
    beneficiaries = tuple(participant.actor for participant in recipients)
    dates = [one for one in dates if one.when.end is not None]  # "now" and "soon" set no day
    given = _deadline(trigger.token, dates, published) if recipients else None
    found = given or _act(trigger, status, promisors, occurs, dates, cast, reading)
    if found is None or _is_believed(trigger.token):
        return None
    token, act, due = found
    condition = _condition(trigger.token)
    demanded = trigger.pattern.type in _DEMANDING and recipients and _is_ultimatum(trigger.token)
    if given or demanded:  # due from who is told to
        promisors, beneficiaries = beneficiaries, promisors
    due = ahead(due, published)
    if not promisors or (act.type in _VAGUE and act.mode != "visit" and due is None and condition is None):
        return None
    alone = len({actor.country or actor.actor_id for actor in promisors}) == 1
    if alone and not _others(beneficiaries, promisors):
        addressed = _concerned(token, cast, promisors) or _concerned(trigger.token, cast, promisors)
        beneficiaries = addressed or _asked(trigger.token, cast, promisors) or beneficiaries
    return Promise(act, promisors, beneficiaries, condition, due)


def _act(
    trigger: Trigger,
    status: Status,
    actors: Sequence[Actor],
    occurs: When | None,
    dates: Sequence[DateExpression],
    cast: Cast,
    reading: Reading,
) -> tuple[Token, Act, When | None] | None:
    """The act that is promised, with the word that names it and when it is due."""
    type_ = trigger.pattern.type
    asked = type_ == "REQUEST" and _is_ultimatum(trigger.token)
    done = status in {Status.HAPPENED, Status.ONGOING}
    conditional = status is Status.HYPOTHETICAL and _condition(trigger.token) is not None
    offered = conditional and type_ == "AGREE" and not _is_doubtful(trigger.token)
    dated = status is Status.FUTURE and trigger.token.tag_ == "VBD"  # "agreed to a truce from 3 May"
    if ((done or dated) and type_ in _BINDING) or (done and asked) or offered:
        return _bound(trigger, asked, actors, dates, cast, reading)
    if done and type_ in _SCHEDULED_TYPES and trigger.token.lemma_ in _UNDERTAKE and complements(trigger.token):
        token = complements(trigger.token)[0]  # "has undertaken to ship", told as what is to be done
        return token, Act(type_, trigger.pattern.mode), timing.when(token, dates, Status.FUTURE, None)
    settled = status is Status.FUTURE or (conditional and _is_own_word(trigger.token, actors, cast))
    if type_ in _SCHEDULED_TYPES and settled and _is_scheduled(trigger.token, occurs):
        if occurs is not None and occurs.end is None:
            occurs = timing.when(trigger.token, dates, Status.FUTURE, None) or occurs
        return trigger.token, Act(type_, trigger.pattern.mode), occurs
    told = status is Status.HYPOTHETICAL and trigger.token.dep_ in {"xcomp", "ccomp"}
    if type_ in _SCHEDULED_TYPES and told and _is_ultimatum(trigger.token):  # "told them to leave or face arrest"
        return trigger.token, Act(type_, trigger.pattern.mode), timing.when(trigger.token, dates, Status.FUTURE, None)
    return None


def _bound(
    trigger: Trigger,
    asked: bool,
    actors: Sequence[Actor],
    dates: Sequence[DateExpression],
    cast: Cast,
    reading: Reading,
) -> tuple[Token, Act, When | None] | None:
    """The act in the content of a promise, threat or ultimatum, by lexicon, grammar or else the model."""
    type_ = trigger.pattern.type
    for token, pattern in _contents(trigger):
        if any(child.dep_ == "neg" for child in token.children):  # "pledged not to attack" is never done
            return None
        if asked or not any(c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "NOUN" for c in token.children):
            act = Act("PROTEST", "strike") if _walks_out(token, pattern, actors) else Act(pattern.type, pattern.mode)
            return token, act, timing.when(token, dates, Status.FUTURE, None)
    for token in _undertaken(trigger.token):
        due = timing.when(token, dates, Status.FUTURE, None)
        if type_ in _PROMISING and _hands_over(token, cast):
            freed = any(map(_is_captive, objects(token)))
            return token, Act("RETREAT", "release") if freed else Act("AID"), due
        if due is not None or _condition(token) is not None:  # the lexicon has no type, but there is something to test
            ceased = type_ in _PROMISING and token.lemma_ in _CEASE
            harm = type_ == "THREATEN" and not asked
            return token, Act("CONCEDE") if ceased else _likeliest(token, reading, harm=harm), due
    if type_ == "AGREE" and any(map(_is_goods, objects(trigger.token))):
        return trigger.token, Act("AID"), timing.when(trigger.token, dates, Status.FUTURE, None)
    return None


def _likeliest(token: Token, reading: Reading, *, harm: bool) -> Act:
    """What the model takes an act for that is only bound to follow, if it were one.

    harm: whether it is threatened: then it is an act of conflict, and if promised or demanded, one of cooperation.
    Where the model has no idea of it, what is promised is to work together: "would resume its work".
    """
    words = [span([token]), span([token, *objects(token)[:1]])]
    judgements = reading.judge([Candidate(trigger=said) for said in words])
    among = [name for name in sorted(_ACTS) if ontology.quad(name).endswith("conflict") is harm]
    shares = {name: sum(judgement.types[name] for judgement in judgements) for name in among}
    whole = sum(1 - judgement.types[NONE] for judgement in judgements)
    best = max(among, key=lambda name: shares[name])
    if not harm and shares[best] < _LEAST * whole:
        best = "COOPERATE"
    return Act(best, judgements[-1].modes[best])


def _contents(trigger: Trigger) -> Iterator[tuple[Token, Pattern]]:
    """The acts that a promise names: what somebody is to do, or a noun for it ("agreed to a truce")."""
    yield from content(trigger)
    if trigger.token.lemma_ in _UNDERTAKE:
        nouns = [trigger.object] if trigger.object is not None else prepositional(trigger.token, _ON)
        for token in (*_undertaken(trigger.token), *nouns):
            pattern = named_act(token)
            if pattern is not None and pattern.type not in (_DEMANDING if token.pos_ == "VERB" else _LOOSE):
                yield token, pattern


def _deadline(
    verb: Token, dates: Sequence[DateExpression], published: date | None
) -> tuple[Token, Act, When | None] | None:
    """What somebody is given time to do, and by when: "gave Rwanda a week to withdraw", "until 15 June to leave"."""
    if verb.lemma_ != "give":
        return None
    for token in verb.subtree:
        if token.tag_ != "VB" or token.left_edge.lower_ != "to" or token.i < verb.i:
            continue
        time = token.left_edge.nbor(-1)
        told = next((one.when for one in dates if one.start <= time.idx < one.end), None)
        if told is None:
            told = next((one.when for one in find(f"within {span([time.left_edge, time]).text}", published)), None)
        if told is not None:
            pattern = named_act(token)  # whoever bows to a deadline concedes, whatever it is
            return token, Act(pattern.type, pattern.mode) if pattern else Act("CONCEDE"), told
    return None


def _walks_out(token: Token, pattern: Pattern, actors: Sequence[Actor]) -> bool:
    """Whether those who "threatened to strike" bear no arms and named nothing to hit."""
    unarmed = all(actor.sector in _UNARMED for actor in actors)
    return token.lemma_ == "strike" and pattern.type == "ASSAULT" and unarmed and not objects(token)


def _is_captive(noun: Token) -> bool:
    """Whether the lexicon has it that such persons are released: "to hand over 32 prisoners"."""
    patterns = lexicon().candidates("frames", "release")
    return any(noun.lemma_.lower() in pattern.objects for pattern in patterns if pattern.mode == "release")


def _is_doubtful(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in {"may", "might", "could", "can"} for child in token.children)


def _is_own_word(token: Token, actors: Sequence[Actor], cast: Cast) -> bool:
    """Whether nobody else says what somebody would do: "Oman said it would reopen the port if"."""
    if token.dep_ != "ccomp":
        return True
    said = [actor for subject in subjects(token.head) if (phrase := cast.get(subject.i)) for actor in phrase.actors]
    return bool({actor.country or actor.actor_id for actor in said} & {a.country or a.actor_id for a in actors})


def _is_goods(noun: Token) -> bool:
    """What can be handed over: a sum or a number of things, as in "30 million dollars" or "a company of tanks"."""
    if noun.ent_type_ == "MONEY" or any(child.dep_ == "nummod" for child in noun.children):
        return True
    return any(inner.tag_ == "NNS" for inner in prepositional(noun, _OF))


def _undertaken(verb: Token) -> list[Token]:
    """What somebody binds himself to do; parsers take "offered on Thursday to donate" for a purpose."""
    loose = [child for child in verb.children if child.dep_ == "advcl" and child.left_edge.lower_ == "to"]
    return complements(verb) or (loose if verb.lemma_ in _UNDERTAKE else [])


def _hands_over(verb: Token, cast: Cast) -> bool:
    """Whether somebody is to get goods: "lend Zambia 600 million dollars", "ship 200,000 tonnes of wheat to Egypt"."""
    things = [noun for noun in objects(verb) if _is_goods(noun)]  # "18 fighter jets" are an army's, and goods
    receivers = [*objects(verb), *(noun for word in verb.subtree for noun in prepositional(word, _TO))]
    parties = [phrase.actors for noun in receivers if noun not in things and (phrase := cast.get(noun.i))]
    return bool(things) and any(actor.kind != "thing" for actors in parties for actor in actors)


def _is_ultimatum(token: Token) -> bool:
    """A demand under threat: "release them or face sanctions"."""
    words = list(token.subtree)
    return any(w.lower_ == "or" for w in words) and any(w.lemma_ in {"face", "risk"} for w in words)


def _is_believed(token: Token) -> bool:
    """What somebody only believes, hopes or foresees."""
    return any(above.lemma_ in _BELIEFS for above in token.ancestors)


def _others(parties: Sequence[Actor], promisors: Sequence[Actor]) -> list[Actor]:
    """Those of the parties that are a state's or an organisation, and not the promisors' own."""
    own = {actor.country or actor.actor_id for actor in promisors}
    known = [actor for actor in parties if actor.kind != "thing" and (actor.country or actor.kind == "organisation")]
    return [actor for actor in known if (actor.country or actor.actor_id) not in own]


def _asked(token: Token, cast: Cast, promisors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Whom a conditional act is meant for: whoever is to meet the condition, "unless Lima pays"."""
    clause = _conditional(token)
    subject = next((child for child in clause.children if child.dep_ == "nsubj"), None) if clause else None
    phrase = cast.get(subject.i) if subject is not None else None
    return tuple(_others(phrase.actors, promisors)) if phrase else ()


def _concerned(token: Token, cast: Cast, promisors: Sequence[Actor]) -> tuple[Actor, ...]:
    """To whom an act is promised, where grammar does not say: those named within it, conditions left out."""
    apart = {t.i for child in token.subtree if child.dep_ == "advcl" for t in child.subtree}
    inside = sorted(t.i for t in token.subtree if t.i not in apart and t.i >= token.i)
    named = [actor for phrase in (cast[i] for i in inside if i in cast) for actor in phrase.actors]
    return tuple({actor.country or actor.actor_id: actor for actor in _others(named, promisors)}.values())


def _is_scheduled(token: Token, occurs: When | None) -> bool:
    """Whether words say that it is settled: "will", "is to", "is due to"; a plan only if it has a date."""
    if _is_settled(token):
        return True
    above = governor(token)
    if above is None:
        return False
    if above.lemma_ in {"tell", "order", "warn"} and _is_ultimatum(above):
        return True
    if token.pos_ == "NOUN" and token.dep_ in {"nsubj", "nsubjpass", "dobj"} and _is_settled(above):
        return True
    if above.lemma_ in _SCHEDULE or (above.lemma_ == "be" and token.tag_ == "VB"):
        return True
    dated = occurs is not None and occurs.start is not None
    return dated and above.lemma_ in {"plan", "announce", "intend"}


def _is_settled(verb: Token) -> bool:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    told = verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"}
    return bool(auxiliaries & _SCHEDULE_AUXILIARIES) or (told and bool(auxiliaries & _BACKSHIFTED))


def _condition(token: Token) -> str | None:
    """The words of an "if" or "unless" clause on the act or on what it promises."""
    clause = _conditional(token)
    return None if clause is None else subtree_span(clause).text


def _conditional(token: Token) -> Token | None:
    above = [token, *token.ancestors]
    for verb in [*above, *(child for child in token.children if child.dep_ in {"xcomp", "ccomp"})]:
        for child in verb.children:
            first = child.left_edge.lower_
            if child.dep_ == "advcl" and first in {"if", "unless", "provided", "should", "once"}:
                return child
    return None
