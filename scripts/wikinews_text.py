"""Wikinews articles of the GUM corpus (TEI XML, one token a line) as plain text.

    python scripts/wikinews_text.py FILE.xml        prints the text

The text is rebuilt from tokens, so that offsets into it hold only for this program: `digest` tells whether a text is
the one that stored offsets were taken from. Image captions and the title are not part of the text; every paragraph,
heading and list item is a line of its own.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

BLOCKS = frozenset({"p", "head", "item"})
SKIPPED = frozenset({"figure"})
GLUED_LEFT = frozenset(",.:;?!%)]}…″°")
GLUED_RIGHT = frozenset("([{$£€#")
CLITICS = frozenset({"'s", "'", "'re", "'ve", "'ll", "'d", "'m", "n't"})
TIGHT = frozenset({"/", "-"})


class Token(NamedTuple):
    """A word with its part-of-speech tag; `joined` says that the source writes it next to the token before."""

    text: str
    tag: str
    joined: bool


def text_of(path: Path | str) -> tuple[str, dict[str, str]]:
    """The article's text, and its `title`, `dateCreated` (ISO date) and `sourceURL`.

    Raises:
        OSError: the file cannot be read.
        xml.etree.ElementTree.ParseError: it is no XML.
    """
    root = ElementTree.parse(path).getroot()  # noqa: S314 - a corpus file that the caller chose
    lines: list[list[Token]] = [[]]
    _collect(root, lines, in_word=False)
    text = "\n".join(line for line in map(_join, _without_title(root, lines)) if line)
    return text, {key: root.get(key, "") for key in ("title", "dateCreated", "sourceURL")}


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _without_title(root: ElementTree.Element, lines: list[list[Token]]) -> list[list[Token]]:
    """Drop the first heading where the article begins with it."""
    filled = [line for line in lines if line]
    return filled[1:] if len(root) and root[0].tag == "head" else filled


def _collect(element: ElementTree.Element, lines: list[list[Token]], in_word: bool) -> None:
    """Add the element's tokens to the last line; blocks begin and end a line."""
    if element.tag in SKIPPED:
        return
    block = element.tag in BLOCKS
    if block:
        lines.append([])
    word = in_word or element.tag == "w"
    before = len(lines[-1])
    _add(element.text, lines[-1], word, before)
    for child in element:
        _collect(child, lines, word)
        _add(child.tail, lines[-1], word, before)
    if block:
        lines.append([])


def _add(raw: str | None, line: list[Token], in_word: bool, word_start: int) -> None:
    for row in (raw or "").strip().splitlines():
        if row.strip():
            text, _, rest = row.partition("\t")
            line.append(Token(text, rest.partition("\t")[0], in_word and len(line) > word_start))


def _join(tokens: list[Token]) -> str:
    """Tokens with the spacing of print."""
    out = ""
    previous: Token | None = None
    open_quotes = 0
    for token in tokens:
        closes = _is_quote(token) and (token.tag == "''" or (token.tag != "``" and open_quotes > 0))
        if previous is not None and not closes and not _sticks(previous, token):
            out += " "
        out += token.text
        if _is_quote(token):
            open_quotes += -1 if closes else 1
            previous = Token(token.text, "''" if closes else "``", token.joined)
        else:
            previous = token
    return out


def _is_quote(token: Token) -> bool:
    return token.text in {'"', "“", "”", "'", "‘", "’"} and token.tag not in {"POS", "VBZ"}


def _sticks(left: Token, right: Token) -> bool:
    """Whether print sets the two tokens without a space between them."""
    return (
        right.joined
        or right.text in GLUED_LEFT
        or left.text in GLUED_RIGHT
        or right.tag == "POS"
        or (right.text.lower().replace("’", "'") in CLITICS and not _is_quote(right))
        or (_is_quote(left) and left.tag == "``")
        or "HYPH" in {left.tag, right.tag}
        or bool({left.text, right.text} & TIGHT and "SYM" in {left.tag, right.tag})
    )


if __name__ == "__main__":
    print(text_of(Path(sys.argv[1]))[0])
