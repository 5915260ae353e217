"""Print the table of docs/actors.md that counts who is known: offices by region and decade.

    python scripts/coverage_actors.py

A cell counts the pairs of state and year in which somebody is known for the office on 1 July, of all pairs of the
region's states and the decade's years.
"""

from __future__ import annotations

from collections import defaultdict

from dragoman.actors.kb import knowledge
from dragoman.exchange.countries import countries

DECADES = (("1990s", range(1990, 2000)), ("2000s", range(2000, 2010)), ("2010s", range(2010, 2020)),
           ("2020s", range(2020, 2026)))  # fmt: skip
OFFICES = {
    "ruler": ("president", "head of government", "monarch", "supreme leader", "leader"),
    "foreign minister": ("foreign minister",),
    "defence minister": ("defence minister",),
    "other office": ("finance minister", "interior minister", "vice president", "deputy prime minister", "army chief",
                     "spy chief", "speaker", "opposition leader", "spokesperson", "national security adviser"),
}  # fmt: skip


def main() -> None:
    kb = knowledge()
    regions: dict[str, list[str]] = defaultdict(list)
    for iso3 in kb.states:
        entry = countries().get(iso3)
        regions[entry.region if entry and entry.region not in ("", "Antarctica") else "other"].append(iso3)
    held: set[tuple[str, str, int]] = set()
    for (key, place), services in kb.holders.items():
        for service, _ in services:
            held |= {(key, place, year) for year in range(1990, 2026) if service.covers(f"{year}-07-01")}
    print("| region | states | office | " + " | ".join(name for name, _ in DECADES) + " |")
    print("|---|---|---|" + "---|" * len(DECADES))
    for region, states in sorted(regions.items()):
        for office, keys in OFFICES.items():
            shares = (_share(held, keys, states, years) for _, years in DECADES)
            print(f"| {region} | {len(states)} | {office} | " + " | ".join(f"{share:.0%}" for share in shares) + " |")


def _share(held: set[tuple[str, str, int]], keys: tuple[str, ...], states: list[str], years: range) -> float:
    known = sum(any((key, state, year) in held for key in keys) for state in states for year in years)
    return known / (len(states) * len(years))


if __name__ == "__main__":
    main()
