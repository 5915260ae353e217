"""Builds src/dragoman/actors/people.json: office holders and their tenures, each with its source.

Run from the repository root: ``python -m scripts.build_actors --leaders ../shared/data/leaders``. Needs the build-time
packages pyyaml and pycountry. Sources, in order of authority: our own table tables/people.csv, the World Factbook of
January 2026, unitedstates/congress-legislators, REIGN (leaders to March 2021), Archigos (leaders whose time ended
before 1950, and to 2015 the days on which REIGN's, which has months, ended), the Factbook's heads of mission. A tenure
that an earlier source already has is not taken again. Writes tables/parties.csv too.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pycountry
import yaml

from dragoman.actors import tables
from dragoman.actors.entries import family_keys, person_id
from dragoman.actors.text import consonants, fold, skeleton
from scripts import parties
from scripts.archigos import SOURCE as ARCHIGOS
from scripts.archigos import before_reign, exact_ends
from scripts.drafts import COW, MONTHS, Draft, clean, day, label, titled
from scripts.envoys import envoys

TABLE = Path("src/dragoman/actors/tables/people.csv")
TARGET = Path("src/dragoman/actors/people.json")
AS_OF = "2026-01-31"  # the last content of the Factbook; nothing later is known but what tables/people.csv says
LIFE = 30  # years between two offices; further apart, a namesake held the other
TOP = ("president", "head of government", "monarch", "supreme leader", "leader")


def own_table() -> Iterator[Draft]:
    """tables/people.csv: name;place;gender;qid;other names;tenures."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        marked, place, gender, qid, aliases, terms = line.split(";")
        name, family = split_family(marked)
        draft = Draft(name, place, family, {"m": "male", "f": "female"}.get(gender), qid)
        draft.aliases = [alias for alias in aliases.split("|") if alias]
        for term in terms.split("|"):
            match = re.fullmatch(r"([a-z ]+)(?:@(.+?))? (\d{4}[\d-]*) (\d{4}[\d-]*|-)(?: (.+))?", term)
            if match is None:
                sys.exit(f"tables/people.csv: cannot read {term!r} of {name}; write 'office[@place] start end [title]'")
            key, where, start, end, title = match.groups()
            at = where or place
            draft.services.append((key, label(key, at, title), at, day(start), day(end, end=True), "general knowledge"))
        yield draft


def joined(drafts: Iterable[Draft]) -> list[Draft]:
    """Several rows of one name in one place are one person, whose tenures stand in several sections of the table."""
    people: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        first = people.setdefault((draft.place, draft.name), draft)
        if first is not draft:
            first.aliases += draft.aliases
            first.services += [service for service in draft.services if not known(first, service)]
    return list(people.values())


def split_family(marked: str) -> tuple[str, str]:
    """'*Xi Jinping' is ('Xi Jinping', 'Xi'); 'Ursula *von der Leyen' takes the rest; else the last word is it."""
    if marked.startswith("*"):
        return marked[1:], marked[1:].split()[0]
    given, star, family = marked.partition("*")
    return given + family, family if star else marked.split()[-1]


def factbook(path: Path) -> Iterator[Draft]:
    """Chiefs of state and heads of government; family names are in capitals, tenures are 'since DATE'."""
    isos = {fold(name): row.iso3 for row in tables.states() for name in (row.name, *row.aliases)}
    for entry in json.loads(path.read_text(encoding="utf-8")).values():
        names = [clean((entry["Country name"] or {}).get(f"conventional {form} form")) for form in ("short", "long")]
        place = next((isos[fold(name)] for name in names if fold(name) in isos), None)
        branch = entry.get("Executive branch") or {}
        for slot in ("chief of state", "head of government"):
            text = clean(branch.get(slot)).split("; represented")[0]
            for found in re.finditer(r"([^();]+?) \(since (?:(\d+) )?([A-Z][a-z]+)? ?(\d{4})", text) if place else ():
                draft = factbook_person(place or "", slot, *found.groups())
                if draft:
                    yield draft


_TITLES = re.compile(
    r"^(?:(?:co-|vice |acting |interim |transition(?:al)? |caretaker |crown |grand )*(?:president|prime minister|"
    r"premier|king|queen|emperor|chancellor|sultan|amir|prince|duke|supreme leader|taoiseach|pope)\b[^A-Z]*"
    r"(?:\([^)]*\))?(?:and )?)+",
    re.IGNORECASE,
)  # fmt: skip


def factbook_person(place: str, slot: str, who: str, on: str | None, month: str | None, year: str) -> Draft | None:
    who = re.sub(r"^(?:and|,|note\b.*)\s+", "", who.strip())
    title = _TITLES.match(who)
    if not title:
        return None
    words = who[title.end() :].replace('"BongBong" ', "").replace(",", "").split()
    words = [w for w in words if w not in {"Gen.", "Col.", "Capt.", "Dr.", "Sir", "Sr.", "General", "Dame", "Jr."}]
    capitals = [
        i
        for i, w in enumerate(words)
        if (sum(map(str.isupper, w)) > 1 and w.upper() == w) or ("-" in w and w.split("-")[-1].isupper())
    ]
    if not capitals or "of" in words or (words[0] == "CHARLES" and place != "GBR"):
        return None
    name = " ".join(w if i not in capitals else titled(w) for i, w in enumerate(words))
    family = " ".join(titled(words[i]) for i in capitals)
    in_month = f"-{MONTHS[month[:3]]:02d}" if month and month[:3] in MONTHS else ""
    start = day(year + in_month + (f"-{int(on):02d}" if on and in_month else ""))
    office = office_key(title.group(), slot, place)
    draft = Draft(name, place, family)
    draft.services.append((office, label(office, place, None), place, start, "", "CIA World Factbook, January 2026"))
    return draft


def office_key(title: str, slot: str, place: str) -> str:
    text = title.lower()
    for noun, key in (("supreme leader", "supreme leader"), ("prime minister", "head of government"),
                      ("premier", "head of government"), ("chancellor", "head of government"),
                      ("taoiseach", "head of government"), ("vice president", "vice president"),
                      ("president", "president"), ("pope", "monarch")):  # fmt: skip
        if noun in text:
            return key
    return "monarch" if slot == "chief of state" else "head of government"


def congress(folder: Path) -> Iterator[Draft]:
    """Presidents and vice-presidents since 1945 and the sitting members of Congress."""
    keys = {"prez": "president", "viceprez": "vice president", "sen": "senator", "rep": "representative"}
    for file in ("executive.yaml", "legislators-current.yaml"):
        for entry in yaml.load((folder / file).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            if entry["terms"][-1]["end"] < "1945":
                continue
            names = entry["name"]
            name = names.get("official_full") or f"{names['first']} {names['last']}"
            draft = Draft(name, "USA", names["last"], {"M": "male", "F": "female"}[entry["bio"]["gender"]])
            draft.qid = entry["id"].get("wikidata", "")
            firsts = [names["first"], *([names["nickname"]] if "nickname" in names else [])]
            draft.aliases = [f"{first} {names['last']}" for first in firsts if f"{first} {names['last']}" != name]
            for kind, start, end in spells(entry["terms"]):
                source = "unitedstates/congress-legislators"
                draft.services.append((keys[kind], us_label(kind), "USA", start, "" if end > AS_OF else end, source))
            yield draft


def us_label(kind: str) -> str:
    return {"sen": "United States Senator", "rep": "United States Representative"}.get(kind, "")


def spells(terms: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Consecutive terms in one chamber as one spell."""
    kind, start, end = terms[0]["type"], terms[0]["start"], terms[0]["end"]
    for term in terms[1:]:
        if term["type"] == kind and term["start"][:4] <= end[:4]:
            end = term["end"]
        else:
            yield kind, start, end
            kind, start, end = term["type"], term["start"], term["end"]
    yield kind, start, end


def regimes(path: Path) -> dict[str, list[tuple[str, str, str]]]:
    """COW code to (start, end, regime type), for the office that a REIGN leader held."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    with path.open(encoding="latin-1") as file:
        for row in csv.DictReader(file):
            if row["gwf_startdate"] and row["gwf_enddate"]:
                start, end = (american(row[f"gwf_{side}date"]) for side in ("start", "end"))
                found.setdefault(row["cowcode"], []).append((start, end, row["gwf_regimetype"].strip()))
    return found


def american(text: str) -> str:
    month, of_month, year = text.split("/")
    return f"{year}-{int(month):02d}-{int(of_month):02d}"


def reign(folder: Path) -> Iterator[Draft]:
    """Leader spells since 1945 to March 2021. Ends are known to the month, to the day where Archigos has them."""
    regime_of, ends = regimes(folder / "regime_list.csv"), exact_ends(folder)
    with (folder / "leaderlist_3_21.csv").open(encoding="mac_roman") as file:
        for row in csv.DictReader(file):
            place = COW.get(row["stateabb"], row["stateabb"])
            if (
                not row["syear"]
                or not row["eyear"]
                or (pycountry.countries.get(alpha_3=place) is None and place != "KOS")
            ):
                continue
            start = f"{row['syear']}-{int(row['smonth']):02d}-{int(row['sdate'] or 1):02d}"
            last = f"{row['eyear']}-{int(row['emonth']):02d}"
            name = tidy(row["leader"])
            family = skeleton(name.split()[-1])
            end = "" if last >= "2021-03" else ends.get((place, family, last)) or day(last, end=True)
            if end < start and end:
                continue
            draft = Draft(name, place, name.split()[-1], {"1": "male", "0": "female"}.get(row["gender"]))
            kind = next((k for s, e, k in regime_of.get(row["ccode"], []) if s <= start <= e), "")
            key = {"presidential": "president", "parliamentary": "head of government", "monarchy": "monarch"}
            office = key.get(kind, "leader")
            # REIGN stops in March 2021: a spell still running then ends, for us, with what REIGN saw
            draft.services.append((office, label(office, place, None), place, start, end or "2021-03-31", "REIGN"))
            yield draft


def tidy(name: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[^\w' .-]", "", name)).strip()


def same(a: Draft, b: Draft) -> bool:
    """Whether two drafts are one person: one place, family names that match, given names that do not clash."""
    if a.place != b.place or (a.qid and b.qid and a.qid != b.qid) or years_apart(a, b) > LIFE:
        return False
    words = {skeleton(word) for name in (a.name, *a.aliases) for word in parts(name)}
    theirs = parts(b.name)
    family = {skeleton(word) for word in parts(b.family)}
    if a.name == b.name and "REIGN" in a.services[0]:
        return True
    if len(theirs) == 1 or a.name.count(" ") == 0:
        return bool(family & words) and times_touch(a, b)
    soft = {consonants(word) for name in (a.name, *a.aliases) for word in parts(name)}
    hits = sum(consonants(word) in soft for word in theirs)
    return bool(family & words) and hits >= 2


def parts(name: str) -> list[str]:
    """The words of a name without articles and particles."""
    return [w for w in fold(name).replace("-", " ").split() if w.lower() not in {"al", "el", "bin", "de", "da", "van"}]


def times_touch(a: Draft, b: Draft) -> bool:
    """A bare family name is the same person only where both head the same state at a time."""
    return any(
        x[0] in TOP and y[0] in TOP and x[3] <= (y[4] or "9999") and y[3] <= (x[4] or "9999")
        for x in a.services for y in b.services
    )  # fmt: skip


def same_spell(a: Draft, b: Draft) -> bool:
    """Whether two drafts head one state from the same month to the same month: one person, misspelt ('Campaore')."""
    return any(
        x[0] in TOP and y[0] in TOP and "REIGN" in y and apart(x[3], y[3]) < 40 and apart(x[4], y[4]) < 40
        for x in a.services for y in b.services
    )  # fmt: skip


def years_apart(a: Draft, b: Draft) -> int:
    """Years between the nearest services of two drafts, 0 where they overlap."""
    years = [
        [(int(start[:4]), int((end or AS_OF)[:4])) for _, _, _, start, end, _ in draft.services] for draft in (a, b)
    ]
    return min(max(0, x[0] - y[1], y[0] - x[1]) for x in years[0] for y in years[1])


def apart(one: str, other: str) -> int:
    """Days between two dates; far, where only one is known."""
    if not one or not other:
        return 0 if one == other else 99999
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def closeness(a: Draft, b: Draft) -> int:
    """How well two drafts of one name agree in office and time: for fathers and sons."""
    shared = (x[:1] + x[2:3] == y[:1] + y[2:3] and overlap(x, y) > 0 for x in a.services for y in b.services)
    return 2 * any(shared) + times_touch(a, b)


def overlap(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Days for which two services run side by side."""
    end, start = min(one[4] or AS_OF, other[4] or AS_OF), max(one[3], other[3])
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def as_leader(draft: Draft, there: list[Draft]) -> Draft:
    """REIGN has who rules, not in what office: where another source fills the office, it is left open."""
    taken = [x for person in there for x in person.services if x[5] != "REIGN"]
    draft.services = [
        ("leader", "", *s[2:]) if s[5] == "REIGN" and any(x[0] == s[0] and overlap(x, s) > 60 for x in taken) else s
        for s in draft.services
    ]  # fmt: skip
    return draft


def merge(people: list[Draft], more: Iterable[Draft]) -> None:
    """Adds drafts to people: onto the person who is there already, or as somebody new."""
    by_place: dict[str, list[Draft]] = {}
    for person in people:
        by_place.setdefault(person.place, []).append(person)
    for draft in more:
        there = by_place.get(draft.place, [])
        alike = [person for person in there if same(person, draft)]
        match = max(alike, key=lambda person: closeness(person, draft), default=None)
        match = match or next((person for person in there if same_spell(person, draft)), None)
        if match is None:
            people.append(as_leader(draft, there))
            by_place.setdefault(draft.place, []).append(draft)
            continue
        match.gender, match.qid = match.gender or draft.gender, match.qid or draft.qid
        if draft.name.count(" ") and draft.name != match.name and same(match, draft):
            match.aliases.append(draft.name)
        match.services += [service for service in draft.services if not known(match, service)]


def known(person: Draft, service: tuple[str, str, str, str, str, str]) -> bool:
    """Whether the person already has this office, or for the top of a state any top office, at that time."""
    key, _, place, start, end, source = service
    group = TOP if source in ("REIGN", ARCHIGOS) else (key,)  # these have the one who rules, whatever the title
    return any(
        other[0] in group and other[2] == place and other[3] <= (end or "9999") and start <= (other[4] or "9999")
        for other in person.services
    )


def leads(people: list[Draft]) -> dict[str, list[str]]:
    """Per state, the offices that 'the X leader' may mean, first choice first."""
    held = {(s[0], s[2]) for p in people for s in p.services if s[4] == "" or s[4] >= "2000"}
    chosen = {}
    for row in tables.states():
        hog_first = ("head of government", row.iso3) in held and row.iso3 not in PRESIDENTIAL
        order = ["supreme leader", *(["monarch"] if row.iso3 in RULING_MONARCHS else [])]
        order += ["head of government", "president"] if hog_first else ["president", "head of government"]
        chosen[row.iso3] = [*order, "leader"]
    return chosen


RULING_MONARCHS = frozenset(("SAU", "QAT", "KWT", "OMN", "BHR", "JOR", "MAR", "BRN", "SWZ", "MCO", "LIE", "VAT"))
PRESIDENTIAL = frozenset((
    "RUS", "CHN", "FRA", "UKR", "POL", "ROU", "LTU", "TUR", "EGY", "DZA", "TUN", "SYR", "KOR", "TWN", "KAZ", "UZB",
    "TKM", "TJK", "KGZ", "BLR", "AZE", "MNG", "IDN", "PHL", "LKA", "AFG", "PSE", "ARE", "CIV", "SEN", "MLI", "NER",
    "BFA", "TCD", "CMR", "CAF", "COG", "COD", "GAB", "GNQ", "BDI", "RWA", "UGA", "TZA", "KEN", "MOZ", "AGO", "NAM",
    "ZWE", "DJI", "SOM", "SDN", "SSD", "MRT", "TGO", "GIN", "GNB", "MDG", "HTI", "PER", "CUB", "VEN", "ARG", "VNM",
    "LAO", "YEM", "ERI", "STP", "CPV", "CYP", "USA", "PRK", "IRN", "GUY",
))  # fmt: skip


def write(people: list[Draft], target: Path) -> None:
    """One person a line, so that a change of data reads as a change of lines."""
    lines = []
    taken: set[str] = set()
    for person in people:
        actor_id = person_id(person.place, person.name, person.qid)
        while actor_id in taken:
            actor_id += "-2"
        taken.add(actor_id)
        families = list(
            dict.fromkeys(key for name in {person.family, *short_names(person)} for key in family_keys(name))
        )
        services = sorted(person.services, key=lambda service: (service[3], service[0]))
        aliases = list(dict.fromkeys(alias for alias in person.aliases if alias != person.name))
        lines.append([actor_id, person.name, sorted(families), person.gender, aliases, services])
    body = ",\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    head = json.dumps({"as_of": AS_OF, "leads": leads(people)}, separators=(",", ":"))[:-1]
    target.write_text(f'{head},\n"people":[\n{body}\n]}}\n', encoding="utf-8")


def short_names(person: Draft) -> list[str]:
    """Single-word aliases, and both halves of a double-barrelled family name, work as family names do."""
    return [alias for alias in person.aliases if " " not in alias]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--leaders", type=Path, required=True, help="folder with the Factbook, REIGN and Congress files"
    )
    folder = parser.parse_args().leaders
    for row in tables.states():
        if row.iso3 != "KOS" and pycountry.countries.get(alpha_3=row.iso3) is None:
            sys.exit(f"tables/states.csv: {row.iso3} is no ISO 3166-1 alpha-3 code; correct it and run again")
    print(f"{parties.write(folder / 'factbook_government_2026.json')} parties")
    people = joined(own_table())
    merge(people, factbook(folder / "factbook_government_2026.json"))
    merge(people, congress(folder))
    merge(people, reign(folder))
    merge(people, before_reign(folder))
    merge(people, envoys(folder / "factbook_government_2026.json"))
    write(people, TARGET)
    print(f"{len(people)} people, {sum(len(p.services) for p in people)} tenures, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
