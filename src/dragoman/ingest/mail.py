"""Mail that carries reports, such as newsletters: .eml files, mbox files and maildir folders."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from dragoman.errors import DragomanError, EmptyInputError
from dragoman.ingest.found import Aside, Found


def read_eml(path: Path) -> list[Found]:
    """The one message of a file. Raises: EmptyInputError for a message without a text part."""
    return [_found(path.read_bytes(), f"'{path}'")]


def read_mailbox(path: Path) -> Iterator[Found | Aside]:
    """The messages of an mbox file or a maildir folder, one at a time."""
    if path.is_dir():
        box: mailbox.Mailbox[mailbox.Message] = mailbox.Maildir(path, create=False)
    else:
        box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(sorted(box.keys()) if path.is_dir() else box.keys(), 1):
            name = f"'{path}' message {number:,}"
            try:
                yield _found(box.get_bytes(key), name)
            except (DragomanError, LookupError, ValueError) as error:
                yield Aside(name, f"{name} cannot be read: {error}")
    finally:
        box.close()


def _found(raw: bytes, name: str) -> Found:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise EmptyInputError(f"{name} has no text part: nothing to read")
    text = str(body.get_content())
    if body.get_content_type() == "text/html":
        from dragoman.ingest.html import read_page

        text = read_page(text, name).text
    sender, address = parseaddr(str(message.get("from", "")))
    return Found(name, text, message.get("date"), sender or address or None, message.get("subject"))
