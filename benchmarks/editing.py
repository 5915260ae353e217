"""What outlets do to wire copy, by code with a seed: cuts, credits, moved paragraphs, other words, other headlines.

The words are our own; the texts that are edited are whatever the caller has.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

Sentences = list[str]

_SYNONYMS = """
said=stated,announced,declared | told=informed | says=states | also=additionally,too | after=following |
before=prior to | about=around,roughly | more than=over | over=more than | near=close to | because=since |
but=however,yet | while=whereas | however=nevertheless | although=though | against=versus | during=in the
course of | until=till | killed=slain,left dead | died=lost their lives,passed away | dead=deceased |
injured=hurt,wounded | wounded=injured | attack=assault,strike | attacks=assaults | police=officers,the police
force | officials=authorities | official=functionary | authorities=officials | government=administration |
president=head of state | minister=cabinet member | company=firm | companies=firms | firm=company |
court=tribunal | judge=magistrate | jail=prison | prison=jail | arrested=detained | charged=accused |
suspect=alleged offender | trial=proceedings | man=male | woman=female | men=males | women=females |
people=persons,individuals | children=youngsters,kids | family=relatives | home=house,residence | house=home |
city=town | town=city | country=nation | nation=country | area=region,zone | region=area | capital=main city |
begin=start | began=started | start=begin | started=began,got under way | end=finish | ended=finished,closed |
big=large | large=big,sizeable | small=little | major=important,significant | important=key | new=fresh |
old=former | first=initial | last=final | recent=latest | early=initial | many=numerous | several=a number of
| some=certain | most=the majority of | all=every one of the | quickly=rapidly | shortly=soon | still=yet |
now=at present | help=assist,aid | show=demonstrate | showed=demonstrated | found=discovered | find=discover |
get=obtain | got=received | received=got | gave=handed | give=offer | make=produce | made=produced |
use=employ | used=employed | want=wish | wanted=wished | need=require | called=dubbed,named | asked=requested
| saying=stating | reported=noted | believe=think | believed=thought | expected=anticipated | plan=scheme |
plans=intends | planned=intended | decided=resolved | decision=ruling | agreed=consented |
agreement=accord,deal | deal=agreement,accord | talks=discussions | meeting=gathering,session | met=held talks
with | visit=trip | leader=chief,head | leaders=chiefs | chief=head | head=chief | member=participant |
members=participants | group=organisation | team=squad | won=captured,took | win=victory | lost=was beaten in
| season=campaign | game=match | player=sportsman | coach=trainer | million=m | percent=per cent |
money=funds,cash | cost=price | costs=expenses | buy=purchase,acquire | bought=acquired | sell=offload |
sold=offloaded | increase=rise,growth | decrease=drop | rise=climb | fell=dropped | dropped=fell |
earthquake=quake,tremor | quake=earthquake | fire=blaze | storm=tempest | flood=deluge | damage=destruction |
destroyed=wrecked,levelled | hit=struck | struck=hit | rescue=save | hospital=clinic | doctor=physician |
search=hunt | car=vehicle,automobile | vehicle=car | ship=vessel | vessel=ship | boat=craft | plane=aircraft |
weapons=arms | soldiers=troops | troops=soldiers | army=military | war=conflict | conflict=war |
rebels=insurgents | movie=film | film=movie,picture | actor=performer | actress=performer | show=programme |
star=celebrity | role=part | phone=telephone | device=gadget | software=programs | product=item |
customers=clients,buyers | users=consumers | announced=unveiled,made public | statement=communique |
spokesman=spokesperson | spokeswoman=spokesperson | according to=as reported by | as well as=along with | in
order to=to | such as=like | next=coming | later=afterwards | morning=early hours | night=evening | week=seven
days | month=four weeks | today=this day | yesterday=the day before | would=was to | could=was able to |
might=may | must=has to | should=ought to | did not=didn't | was not=wasn't | is not=isn't | will not=won't |
has been=was | have been=were | had been=was | is=remains | are=remain | the former=ex | only=merely |
just=only | very=extremely | likely=probable | possible=potential | difficult=hard | strong=powerful |
powerful=strong | serious=grave | dangerous=hazardous | safe=secure | further=additional | other=different
"""
_TABLE = {
    key.strip(): [one.strip() for one in values.split(",")]
    for key, values in (entry.split("=") for entry in _SYNONYMS.replace("\n", " ").split("|"))
}
_KNOWN = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _TABLE), key=len, reverse=True)) + r")\b")

_SMALL = {
    "the": ["", "this", "that"], "a": ["one", ""], "an": ["one", ""], "of": ["from", "in"], "in": ["at", "within"],
    "on": ["at", "upon"], "at": ["in", "on"], "to": ["towards", "for"], "for": ["to", "of"], "with": ["by", "through"],
    "by": ["from", "through"], "that": ["which", ""], "which": ["that"], "who": ["that"], "has": ["holds", "had"],
    "have": ["had"], "was": ["had been", "were"], "were": ["had been"], "his": ["the"], "her": ["the"], "its": ["the"],
    "their": ["the"], "from": ["out of", "since"], "as": ["like", "in the role of"], "and": ["as well as", "and also"],
}  # fmt: skip

_CREDITS = (
    "Reporting by {a}; Editing by {b}", "(Additional reporting by {a} in the capital; Writing by {b})",
    "© 2024 The {o}. All rights reserved.", "Copyright 2024 {o}. This material may not be published or redistributed.",
    "Sign up for our daily newsletter and get the latest headlines in your inbox.", "Read more: {h}",
    "Follow us on Facebook and Twitter for updates.", "By {a}, {o} Writer", "{o} staff and wire services",
    "Photo by {a}/Getty Images", "Subscribe to the {o} for unlimited access.", "Advertisement",
    "{a} in the capital contributed to this report.", "Our Standards: the principles of the {o}.",
)  # fmt: skip
_PEOPLE = ("Jane Doyle", "Tom Reyes", "Amira Saleh", "Paul Kovac", "Lin Hua", "Grace Obi", "Ivan Petrov", "Marta Ruiz")
_OUTLETS = ("Morning Courier", "Evening Herald", "Daily Ledger", "Tribune", "Wire Service", "National Post Gazette")
_DATELINES = ("LONDON — ", "WASHINGTON (AP) — ", "PARIS, March 3 (Reuters) - ", "NEW YORK: ", "")


def synonyms(text: str, rate: float, rng: random.Random) -> str:
    """Words and phrases of the table put in other words, each with this chance."""
    return _KNOWN.sub(lambda m: rng.choice(_TABLE[m[1]]) if rng.random() < rate else m[1], text)


def paraphrase(sentence: str, rng: random.Random) -> str:
    """A sentence as a sub-editor would turn it: the speaker moved to the end, asides dropped, a day moved, a cut."""
    sentence = re.sub(r" ?\([^)]*\)", "", sentence)
    told = re.match(r"^([A-Z][^,\"]{3,60}?) (said|says|added|told reporters)(?: that)? (.{20,}?)\s*\.$", sentence)
    if told:
        sentence = f"{told[3][0].upper()}{told[3][1:]}, {told[2]} {told[1]}."
    day = re.search(r" on ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", sentence)
    if day:
        rest = sentence[: day.start()] + sentence[day.end() :]
        sentence = f"On {day[1]}, {rest[0].lower() if rng.random() < 0.5 else rest[0]}{rest[1:]}"
    halves = re.split(r" ?, (?:and|which|while|but) ", sentence, maxsplit=1)
    if len(halves) == 2 and min(map(len, halves)) > 25:
        sentence = halves[0] + ". " + halves[1][0].upper() + halves[1][1:] if rng.random() < 0.7 else halves[0] + "."
    return synonyms(sentence, 0.5, rng)


def translated_back(sentence: str, rng: random.Random) -> str:
    """A sentence as it comes back from another language: known words replaced, small words changed, clauses swapped."""
    parts = re.split(r" ?, ", sentence.rstrip(" ."))
    if len(parts) > 1 and rng.random() < 0.6:
        parts = parts[1:] + parts[:1]
    words = synonyms(", ".join(parts), 0.9, rng).split()
    words = [rng.choice(_SMALL[w]) if w in _SMALL and rng.random() < 0.35 else w for w in words]
    return " ".join(filter(None, words)) + "."


def boilerplate(rng: random.Random, headlines: Sequence[str]) -> list[str]:
    """One to five lines that outlets put around an article."""
    a, b = rng.sample(_PEOPLE, 2)
    lines = rng.sample(_CREDITS, rng.randint(1, 5))
    return [line.format(a=a, b=b, o=rng.choice(_OUTLETS), h=rng.choice(headlines)) for line in lines]


def reprint(paragraphs: list[Sentences], others: Sequence[str], rng: random.Random, strength: float) -> str:
    """An edited copy. strength: from 0, lightly edited, to 1, cut to two fifths and partly rewritten."""
    paragraphs = [list(paragraph) for paragraph in paragraphs]
    if len(paragraphs) > 2 and rng.random() < 0.3 + 0.5 * strength:
        keep = max(2, round(len(paragraphs) * (1 - strength * rng.uniform(0.1, 0.6))))
        paragraphs = paragraphs[:keep] if rng.random() < 0.7 else _some(paragraphs, keep, rng)
    if len(paragraphs) > 2 and rng.random() < 0.5:
        moved = paragraphs.pop(rng.randrange(len(paragraphs)))
        paragraphs.insert(rng.randrange(len(paragraphs) + 1), moved)
    rate = 0.45 * strength * rng.random()
    turned = 0.3 * strength * rng.random()
    paragraphs = [
        [paraphrase(s, rng) if rng.random() < turned else synonyms(s, rate, rng) for s in paragraph]
        for paragraph in paragraphs
    ]
    if len(paragraphs) > 2 and rng.random() < 0.2 + 0.3 * strength:
        at = rng.randrange(len(paragraphs))
        paragraphs[at] = [translated_back(s, rng) for s in paragraphs[at]]
    if rng.random() < 0.25 * strength and len(paragraphs) > 3:
        paragraphs.insert(rng.randrange(1, len(paragraphs)), [rng.choice(others)])
    body = [" ".join(paragraph) for paragraph in paragraphs]
    body[0] = rng.choice(_DATELINES) + body[0]
    lines = boilerplate(rng, others)
    cut = rng.randint(0, len(lines))
    return "\n".join([rng.choice(others)[:70], *lines[:cut], *body, *lines[cut:]])


def _some(paragraphs: list[Sentences], keep: int, rng: random.Random) -> list[Sentences]:
    """So many of the paragraphs, the first always, in their order."""
    rest = sorted(rng.sample(range(1, len(paragraphs)), keep - 1))
    return [paragraphs[at] for at in (0, *rest)]
