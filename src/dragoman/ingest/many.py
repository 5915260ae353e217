"""Files, folders and patterns to a stream of reports. What cannot be read is set aside with its reason."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.ingest.found import Aside, Found, day
from dragoman.ingest.text import MAX_CHARACTERS
from dragoman.model import Report

PLAIN = frozenset((".txt", ".md"))
TABLES = {".jsonl": "read_jsonl", ".ndjson": "read_jsonl", ".csv": "read_csv", ".tsv": "read_csv"}
PAGES = frozenset((".htm", ".html", ".xhtml"))
MAIL = frozenset((".eml", ".mbox"))
WARC = frozenset((".warc", ".wet"))


def files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The files that paths stand for: folders hold theirs, sorted; patterns (*, ?, [) match; others are themselves.

    Hidden files are passed over. A maildir folder is one path.
    """
    for given in map(Path, paths):
        if not given.exists() and glob.has_magic(str(given)):
            matches = sorted(glob.glob(str(given), recursive=True))
            yield from files(matches) if matches else [given]
        elif given.is_dir() and not _is_maildir(given):
            children = sorted(child for child in given.iterdir() if not child.name.startswith("."))
            yield from files(children)
        else:
            yield given


def holds_many(path: Path) -> bool:
    """Whether a path may stand for more than one report."""
    return path.is_dir() or _suffix(path) in {*TABLES, *WARC, ".parquet", ".mbox"} or not path.exists()


def reports(
    paths: Iterable[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    published: date | None = None,
    outlet: str | None = None,
    max_characters: int = MAX_CHARACTERS,
) -> Iterator[Report | Aside]:
    """The reports of files, folders and patterns, one at a time; big files are never loaded whole.

    columns: where tables keep what, such as {"text": "body", "published": "date"}; else the usual names are looked for.
    published, outlet: for reports that do not say; what a report says of itself counts first.

    Yields a `Report`, or an `Aside` for what cannot be read; nothing is raised for a bad file.
    """
    said = {"columns": columns, "published": published, "outlet": outlet, "max_characters": max_characters}
    return (placed.item for placed in numbered(paths, **said) if placed.item is not None)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands at a place in a file: the number of entries up to and with it. item: None at the end of the file."""

    path: Path
    number: int
    item: Report | Aside | None


def numbered(
    paths: Iterable[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    published: date | None = None,
    outlet: str | None = None,
    max_characters: int = MAX_CHARACTERS,
    skip: Callable[[Path], int | None] = lambda _: 0,
) -> Iterator[Placed]:
    """As `reports`, each with its place. skip: how many entries of a file are passed over; None for the whole file."""
    for path in files(paths):
        first = skip(path)
        if first is None:
            continue
        number = 0
        try:
            for number, found in enumerate(_found(path, columns or {}, max_characters), 1):
                if number > first:
                    made = found if isinstance(found, Aside) else to_report(found, published, outlet, max_characters)
                    yield Placed(path, number, made)
        except (DragomanError, OSError, EOFError) as error:
            text = str(error)
            number += 1
            yield Placed(path, number, _aside(str(path), error, text if str(path) in text else f"'{path}': {text}"))
        yield Placed(path, number, None)


def count(paths: Iterable[str | Path]) -> int | None:
    """About how many entries files hold, for a bar that shows how far one is; None where it cannot be told quickly."""
    total = 0
    for path in files(paths):
        held = _entries(path)
        if held is None:
            return None
        total += held
    return total


def _entries(path: Path) -> int | None:
    suffix = _suffix(path)
    if suffix == ".parquet" and path.is_file():
        from dragoman.ingest.tables import parquet_rows

        return parquet_rows(path)
    if suffix not in {*TABLES, *WARC, ".mbox"}:
        return None if path.is_dir() else 1
    if path.suffix.lower() == ".gz" or suffix not in TABLES or not path.is_file():
        return None
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


_KINDS = {
    "WrongLanguageError": "not in English",
    "EmptyInputError": "without words or an article",
    "NotTextError": "no text",
    "WrongEncodingError": "not in UTF-8",
    "TooLongError": "too long",
    "BadDateError": "date cannot be read",
    "MissingFileError": "no such file, or not readable",
    "FetchError": "not to be had",
}


def kind_of(error: Exception) -> str:
    """Why something was set aside, in few words for a count."""
    return _KINDS.get(type(error).__name__, "cannot be read")


def _aside(name: str, error: Exception, why: str) -> Aside:
    return Aside(name, why, kind_of(error))


def to_report(found: Found, published: date | None, outlet: str | None, limit: int) -> Report | Aside:
    """The report of what was found, or why there is none. published, outlet: where it does not say itself."""
    from dragoman.ingest import read_text

    try:
        when = day(found.published, found.name) or published
        made = read_text(
            found.text, published=when, outlet=found.outlet or outlet, max_characters=limit, name=found.name
        )
    except DragomanError as error:
        return _aside(found.name, error, str(error))
    return replace(made, title=found.title, address=found.address, licence=found.licence)


def _found(path: Path, columns: Mapping[str, str], limit: int) -> Iterable[Found | Aside]:
    """What a file holds, by its suffix. Readers are imported only where they are used."""
    suffix = _suffix(path)
    if not path.exists() or str(path) == "-":
        return _plain(path, limit)
    if suffix in TABLES or suffix == ".parquet":
        from dragoman.ingest import tables

        readers = {"read_jsonl": tables.read_jsonl, "read_csv": tables.read_csv}
        return readers[TABLES[suffix]](path, columns) if suffix in TABLES else tables.read_parquet(path, columns)
    if suffix in PAGES:
        from dragoman.ingest.html import read_pages

        return read_pages(path)
    if suffix in WARC:
        from dragoman.ingest.warc import read_warc

        return read_warc(path)
    if suffix in MAIL or path.is_dir():
        from dragoman.ingest import mail

        return mail.read_eml(path) if suffix == ".eml" else mail.read_mailbox(path)
    return _plain(path, limit)


def _plain(path: Path, limit: int) -> list[Found]:
    from dragoman.ingest import read_file, read_stdin

    report = read_stdin(max_characters=limit) if str(path) == "-" else read_file(path, max_characters=limit)
    return [Found("standard input" if str(path) == "-" else f"'{path}'", report.text)]


def _suffix(path: Path) -> str:
    """The suffix that says what a file holds, below .gz."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _is_maildir(path: Path) -> bool:
    return (path / "cur").is_dir() and (path / "new").is_dir()
