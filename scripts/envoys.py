"""The World Factbook's heads of mission: ambassadors to the United States and of them, with their first day."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.actors import tables
from dragoman.actors.text import fold
from scripts.drafts import MONTHS, Draft, clean, day, titled

_SINCE = re.compile(r"^Ambassador (?:Dr\. )?([^();]+?),? \(since (?:(\d+) )?([A-Z][a-z]+)? ?(\d{4})\)")


def envoys(path: Path) -> Iterator[Draft]:
    """Ambassadors in office in January 2026; those designated and chargés d'affaires are left out."""
    isos = {fold(name): row for row in tables.states() for name in (row.name, *row.aliases)}
    for entry in json.loads(path.read_text(encoding="utf-8")).values():
        names = [clean(cell) for cell in (entry.get("Country name") or {}).values()]
        state = next((isos[fold(name)] for name in names if fold(name) in isos), None)
        if state is None or state.iso3 == "USA":
            continue
        there, here = (
            clean((entry.get(f"Diplomatic representation {side} the US") or {}).get("chief of mission"))
            for side in ("in", "from")
        )
        country = tables.with_article(state.iso3, state.name)
        yield from _envoy(there, state.iso3, f"Ambassador of {country} to the United States")
        yield from _envoy(here, "USA", f"United States Ambassador to {country}")


def _envoy(text: str, place: str, title: str) -> Iterator[Draft]:
    found = _SINCE.match(text)
    if not found:
        return
    who, on, month, year = found.groups()
    words = re.sub(r",? (?:Jr|Sr|II|III)\.?$", "", who).split()
    family = [word for word in words if sum(map(str.isupper, word)) > 1 and word.upper() == word]
    if not family or len(words) < 2:
        return
    in_month = f"-{MONTHS[month[:3]]:02d}" if month and month[:3] in MONTHS else ""
    start = day(year + in_month + (f"-{int(on):02d}" if on and in_month else ""))
    name = " ".join(titled(word) if word in family else word for word in words)
    draft = Draft(name, place, titled(family[0] if place != "USA" else family[-1]))
    draft.services.append(("envoy", title, place, start, "", "CIA World Factbook, January 2026"))
    yield draft
