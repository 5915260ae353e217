"""The World Factbook's political parties as of January 2026, as rows of tables/parties.csv.

Acronyms are left out: most are other things' too. So are names of one word and of no party word, which running text is
full of.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dragoman.actors import tables
from dragoman.actors.text import fold
from scripts.drafts import clean

TARGET = Path("src/dragoman/actors/tables/parties.csv")
_PARTY = re.compile(
    r"\b(?:party|parties|movement|front|union|alliance|coalition|league|congress|democrats|socialists|liberals|bloc|rally|"
    r"forum|greens?|labou?r|partido|parti|partai|partito|partia|partij|partiet|movimiento|movimento|frente|uni[oó]n|"
    r"alianza|aliança|alianţa|democracy|democratic|socialist|communist|conservatives?|republicans?|nationalists?)\b",
    re.IGNORECASE,
)
_HEAD = """# iso3;parties, * if others are called so too, their other names after =. Made by scripts/build_actors.py.
# Source: CIA World Factbook, January 2026 (public domain).
"""


def write(path: Path) -> int:
    """Write the table of the parties that tables/organisations.csv does not have; returns how many there are."""
    known = {
        (body.country, _key(name))
        for body in tables.bodies()
        for name in (re.sub(r" \([^)]*\)$", "", body.name), *body.aliases)
    }
    bearers = Counter(name for _, name in known)
    found: dict[str, list[list[str]]] = defaultdict(list)
    for iso3, text in _texts(path):
        for names in _names(text):
            if not any((iso3, _key(name)) in known for name in names):
                known |= {(iso3, _key(name)) for name in names}
                bearers.update({_key(name) for name in names})
                found[iso3].append(names)
    lines = [
        f"{iso3};{'|'.join('*' * (bearers[_key(names[0])] > 1) + '='.join(names) for names in of)}"
        for iso3, of in sorted(found.items())
    ]
    TARGET.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return sum(map(len, found.values()))


def _key(name: str) -> str:
    return re.sub(r"^the ", "", fold(name).lower())


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    isos = {fold(name): row.iso3 for row in tables.states() for name in (row.name, *row.aliases)}
    for entry in json.loads(path.read_text(encoding="utf-8")).values():
        names = [clean(cell) for cell in (entry.get("Country name") or {}).values()]
        iso3 = next((isos[fold(name)] for name in names if fold(name) in isos), None)
        text = (entry.get("Political parties") or {}).get("text") or ""
        if iso3:
            yield iso3, html.unescape(html.unescape(text))


def _names(text: str) -> Iterator[list[str]]:
    """Each party's name and, in brackets, that in the other language: 'Partido Socialista (Socialist Party) or PS'."""
    for line in re.split(r"<br ?/?>|</?p>", text):
        bare = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", line)).strip(" ;,")
        found = re.match(r"([^();:]+?)(?: \(([^();:]+)\))?(?: or [A-ZÀ-Ý][^ ;,(]*)?(?:$| ?[;(\[])", bare)
        if found:
            names = [re.sub(r" or .*$", "", name).strip() for name in found.groups() if name]
            names = [name for name in names if _is_name(name)]
            if names:
                yield names


def _is_name(name: str) -> bool:
    prose = re.match(r"(?:note|includes|formerly|also|coalition|founded|none|independent|and)\b", name)
    letters = all(re.fullmatch(r"[^\W\d_][\w'’.-]*|[–-]|&", word) for word in name.split())
    return 2 <= len(name.split()) <= 7 and bool(_PARTY.search(name)) and not prose and letters and name[0].isupper()
