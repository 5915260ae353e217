"""Bytes to the text of a report, or one clear error. What is read is kept exactly as given."""

from __future__ import annotations

import re

from dragoman.errors import EmptyInputError, NotTextError, TooLongError, WrongEncodingError, WrongLanguageError
from dragoman.ingest.language import english

MAX_CHARACTERS = 5_000_000
"""The longest text that is taken for one report, in code points: a hundred thousand sentences or so."""

_HEAD = 65_536  # bytes or characters that the checks for binary data and HTML look at

_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, OpenDocument or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip file",
    b"PAR1": "a Parquet file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
}
_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_UTF8_MARK = b"\xef\xbb\xbf"

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*(?:<\?xml\b[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


def decode(raw: bytes, name: str, *, max_characters: int = MAX_CHARACTERS) -> str:
    """Decode UTF-8 bytes exactly: no newline is translated; only a byte order mark at the start is dropped.

    `name` stands for the input in messages. `raw` may be cut short after ``byte_limit(max_characters)`` bytes.

    Raises: NotTextError, WrongEncodingError, TooLongError, with what to do next.
    """
    _refuse_binary(raw[:_HEAD], name)
    if len(raw) >= byte_limit(max_characters):
        raise too_long(name, max_characters)
    body = raw.removeprefix(_UTF8_MARK)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + len(raw) - len(body)
        raise WrongEncodingError(
            f"{name} is not UTF-8: byte 0x{raw[at]:02x} at offset {at:,} fits no character. If it is Latin-1, convert "
            f"it first: {_iconv('WINDOWS-1252', name)}"
        ) from None


def check(text: str, name: str, *, max_characters: int = MAX_CHARACTERS) -> str | None:
    """Check that a text can be one English report, and return its language: "en", or None where too short to say.

    Raises: TooLongError, NotTextError, EmptyInputError, WrongLanguageError, with what to do next.
    """
    if len(text) > max_characters:
        raise too_long(name, max_characters, len(text))
    _refuse_controls(text, name)
    if not any(map(str.isalpha, text)):
        raise EmptyInputError(f"{name} has no words in it: nothing to read. Was the download cut off?")
    if _is_html(text[:_HEAD]):
        raise NotTextError(f"{name} is HTML, not plain text: give it the suffix .html, and its article is read")
    found = english(text)
    if isinstance(found, str):
        raise WrongLanguageError(
            f"{name} looks {found}; only English is read: translate it first, or give its English version"
        )
    return "en" if found else None


def byte_limit(max_characters: int) -> int:
    """Bytes from which on a UTF-8 text is longer than `max_characters`, whatever its letters."""
    return 4 * max_characters + len(_UTF8_MARK) + 1


def too_long(name: str, max_characters: int, length: int | None = None) -> TooLongError:
    """The error for a text beyond the limit; `length` in characters where it is known."""
    size = f"{length:,}" if length else f"more than {max_characters:,}"
    return TooLongError(
        f"{name} has {size} characters, which looks like more than one report (the limit is {max_characters:,}): "
        "split it into one file a report, or raise the limit with --max-chars"
    )


def _refuse_binary(head: bytes, name: str) -> None:
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            raise WrongEncodingError(f"{name} is {encoding}, not UTF-8. Convert it first: {_iconv(encoding, name)}")
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise NotTextError(f"{name} is {what}, not plain text: save its text as a .txt file and read that")
    nuls = head.count(0)
    if nuls and 4 * nuls > len(head) and b"\x00\x00" not in head:  # every other byte: Latin letters in UTF-16
        encoding = "UTF-16BE" if head[0] == 0 else "UTF-16LE"
        raise WrongEncodingError(f"{name} looks like {encoding}, not UTF-8. Convert it: {_iconv(encoding, name)}")
    if nuls:
        raise NotTextError(
            f"{name} is binary, not text: a NUL byte stands at offset {head.index(0):,}. Save its text as a .txt file"
        )


def _refuse_controls(text: str, name: str) -> None:
    """NULs, lone surrogates and many control characters are no text; a stray one happens and is kept."""
    controls = _CONTROL.findall(text)
    if "\x00" in controls or len(controls) * 100 > len(text):
        at = next(_CONTROL.finditer(text)).start()
        raise NotTextError(
            f"{name} is binary, not text: {len(controls):,} control characters, the first (U+{ord(text[at]):04X}) at "
            f"offset {at:,}. Save its text as a .txt file"
        )
    if not text.isascii() and (broken := re.search(r"[\ud800-\udfff]", text)):
        raise NotTextError(
            f"{name} holds half a character (a lone surrogate) at offset {broken.start():,}: decode it anew"
        )


def _is_html(head: str) -> bool:
    """A page by its first tag, or a fragment by the density of tags: one in 200 characters, and five at least."""
    tags = len(_TAG.findall(head))
    return bool(_PAGE.match(head)) or (tags >= 5 and tags * 200 > len(head))


def _iconv(encoding: str, name: str) -> str:
    file = name if name.startswith("'") else "FILE"
    return f"iconv -f {encoding} -t UTF-8 {file} > utf8.txt"
