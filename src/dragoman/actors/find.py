"""Known names in running text, by longest match at word boundaries."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.actors.kb import knowledge
from dragoman.actors.text import fold
from dragoman.model import Span

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-/&+][^\W_]+|['’](?!s\b)[^\W_]+)*\+?")
_MOST_WORDS = 8
# Family names that are also everyday words, first names or places: only with a title or a given name do they mean somebody.
AMBIGUOUS = frozenset(
    [
        "May",
        "Ban",
        "Key",
        "Brown",
        "Rice",
        "Power",
        "Major",
        "Straw",
        "Hunt",
        "Black",
        "White",
        "Green",
        "Young",
        "Price",
        "Long",
        "Bush",
        "King",
        "Cook",
        "Burns",
        "Hague",
        "Day",
        "Bell",
        "Fox",
        "Hill",
        "Wood",
        "Gates",
        "Jordan",
        "Chad",
        "Paris",
        "Washington",
        "Lincoln",
        "Jackson",
        "Grant",
        "Ford",
        "Carter",
        "Law",
        "Moon",
        "Sun",
        "Wolf",
        "Cross",
        "Ross",
        "Rose",
        "Abbott",
        "Howard",
        "Keating",
        "Martin",
        "Scott",
        "George",
        "James",
        "Thomas",
        "Paul",
        "Charles",
        "Alexander",
        "William",
        "Henry",
        "Frederick",
        "Philip",
        "Albert",
        "Victoria",
        "Elizabeth",
        "Michael",
        "Daniel",
        "David",
        "John",
        "Robert",
        "Salman",
        "Hamad",
        "Abdullah",
        "Mohammed",
        "Muhammad",
        "Ali",
        "Hassan",
        "Hussein",
        "Ahmed",
        "Omar",
        "Said",
        "Sultan",
        "Prince",
        "Ibrahim",
        "Ismail",
        "Khan",
        "Singh",
        "Kim",
        "Lee",
        "Li",
        "Wang",
        "Zhang",
        "Chen",
        "Park",
        "Nguyen",
        "Tran",
        "Han",
        "Yang",
        "Song",
        "Song",
        "Ma",
        "Smith",
        "Johnson",
        "Williams",
        "Jones",
        "Miller",
        "Davis",
        "Wilson",
        "Moore",
        "Taylor",
        "Anderson",
        "White",
        "Harris",
        "Clark",
        "Lewis",
        "Robinson",
        "Walker",
        "Hall",
        "Allen",
        "Wright",
        "Lopez",
        "Hill",
        "Adams",
        "Baker",
        "Nelson",
        "Campbell",
        "Mitchell",
        "Roberts",
        "Santos",
        "Costa",
        "Silva",
        "Cruz",
        "Castro",
        "Diaz",
        "Garcia",
        "Rodriguez",
        "Martinez",
        "Sanchez",
        "Cooper",
        "Bishop",
        "Payne",
        "Short",
        "Strong",
        "Swift",
        "Best",
        "Good",
        "Small",
        "Little",
        "Banks",
        "Street",
        "Field",
        "Fields",
        "Stone",
        "Rivers",
        "Waters",
        "Lake",
        "Moss",
        "Banda",
        "Bio",
        "Boko",
        "Ali",
        "Rama",
        "Pavel",
        "Dan",
        "Gore",
        "Dole",
        "Nixon",
        "Truman",
        "Reed",
        "Hope",
        "Love",
        "Grace",
        "Lamb",
        "Moran",
        "Kan",
        "Hun",
        "Win",
        "Aung",
        "Than",
        "Do",
        "Le",
        "Phan",
        "To",
        "Tan",
        "Goh",
        "Wong",
        "Chan",
        "Lam",
        "Ho",
        "Tsai",
        "Ng",
        "Yi",
        "Ri",
        "Choe",
        "Pak",
        "Jong",
        "Un",
        "Old",
        "New",
        "Speaker",
        "Thune",
        "Rubio",
    ]
) - {"Rubio", "Nixon", "Truman"}


@lru_cache(maxsize=1)
def _starts() -> tuple[dict[str, int], frozenset[str]]:
    """First words of known names with the longest name they begin, and the names themselves."""
    kb = knowledge()
    names: set[str] = set()
    for name, meanings in kb.names.items():
        if any(m.what not in ("adjective", "one") for m in meanings) and name[:1] not in "\"'" and "(" not in name:
            names.add(_key(name))
    for person in kb.people.values():
        family = person.name.split()[-1]
        if any(kb.offices[s.key].weight >= 5 and (not s.end or s.end >= "1990") for s in person.services):
            names.update(w for w in (family, fold(family)) if w not in AMBIGUOUS and len(w) > 2 and w[0].isupper())
    names = {name for name in names if name and (not name.islower()) and name not in AMBIGUOUS}
    starts: dict[str, int] = {}
    for name in names:
        first, *rest = name.split(" ")
        starts[first] = max(starts.get(first, 1), len(rest) + 1)
    return starts, frozenset(names)


def _key(name: str) -> str:
    return " ".join(match.group() for match in _WORD.finditer(fold(name)))


def find_names(text: str) -> list[Span]:
    """Spans of known names in a text; see `dragoman.actors.find_names`."""
    starts, names = _starts()
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    found: list[Span] = []
    i = 0
    while i < len(words):
        longest = starts.get(fold(words[i][2]), 0)
        size = 0
        for n in range(min(longest, len(words) - i, _MOST_WORDS), 0, -1):
            if fold(" ".join(word for _, _, word in words[i : i + n])) in names:
                size = n
                break
        if size:
            start, end = words[i][0], words[i + size - 1][1]
            found.append(Span(text[start:end], start, end))
        i += size or 1
    return found
