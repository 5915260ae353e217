"""Headlines as they would be written in a sentence: the parser knows words by their case.

"Miners Warned By Ministry", "RIOT POLICE CLEAR SQUARE": only names keep their capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman import actors

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_INFLECTED = ("s", "ed", "ing")
# So many words of four letters and more must there be, and so large a share of them capitalised; "NATO" is an acronym.
_LEAST, _SHARE, _LONG, _ACRONYM = 3, 0.8, 4, 5


def recase(text: str, is_word: Callable[[str], bool]) -> str:
    """A headline in capitals as a sentence, letter by letter as long; any other text as it is.

    is_word: whether a word in lower case is one of the language, and not only a name.
    """
    words = list(_WORD.finditer(text))
    long = [word[0] for word in words if len(word[0]) >= _LONG]
    if len(long) < _LEAST or sum(word[:1].isupper() for word in long) < _SHARE * len(long):
        return text
    shouted = sum(word.isupper() for word in long) >= _SHARE * len(long)
    plain = text.title() if shouted and len(text.title()) == len(text) else text
    names = actors.find_names(plain)
    letters, surname = list(plain), 0
    for word in words:
        start, end = word.span()
        known = any(name.start < end and start < name.end for name in names) or actors.nationality(plain[start:end])
        acronym = word[0].isupper() and not shouted and len(word[0]) <= _ACRONYM
        if known or acronym:
            continue
        form = word[0].lower()
        if not is_word(form):
            surname = end + 1  # the word after an unknown name may be one of it: "Kimani Gray", not "Kimani Vows"
        elif word is not words[0] and (start != surname or form.endswith(_INFLECTED)):
            letters[start:end] = form
    return "".join(letters)
