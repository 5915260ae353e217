"""Opening the file: what may go wrong, and bringing an older store up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from importlib import metadata, resources

import duckdb

from dragoman.errors import (
    MissingFileError,
    NewerStoreError,
    NotAStoreError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreLockedError,
)

# No extension is ever fetched: the store works without a network and runs no code from one.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def connect(path: str, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to the store at `path`, which is made unless `read_only`, and upgraded where it is older.

    Raises: NotAStoreError, NewerStoreError, StoreLockedError, MissingFileError, StoreFullError. A file that is no
    store is left as it is.
    """
    _refuse_foreign_file(path)
    try:
        connection = duckdb.connect(path, read_only=read_only, config=_CONFIG)
    except duckdb.Error as error:
        raise _opening_error(path, str(error)) from error
    try:
        migrate(connection, path, read_only=read_only)
    except duckdb.Error as error:
        connection.close()
        raise writing_error(path, error, "Nothing was changed.") from error
    except StoreError:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """What is written within is written whole, or not at all if anything fails."""
    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException:
        # A commit that failed has ended the transaction already, and a second error would hide the first.
        with suppress(duckdb.Error):
            connection.rollback()
        raise


def version() -> str:
    """Dragoman's version, as recorded with what it writes."""
    return metadata.version("dragoman")


def now() -> datetime:
    """The time in UTC, without a zone: how the store keeps times."""
    return datetime.now(UTC).replace(tzinfo=None)


def migrations() -> list[tuple[int, str, str]]:
    """Number, name and SQL of each migration, in order."""
    folder = resources.files("dragoman.store").joinpath("migrations")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [(int(file.name[:4]), file.name, file.read_text(encoding="utf-8")) for file in files]


def migrate(connection: duckdb.DuckDBPyConnection, path: str, *, read_only: bool) -> None:
    """Apply the migrations that the store lacks, all or none of them."""
    reached = _reached(connection, path)
    known = migrations()
    if reached > known[-1][0]:
        raise NewerStoreError(
            f"{path} was written by a newer Dragoman (store version {reached}; this one knows {known[-1][0]}). "
            "Nothing was changed. Upgrade Dragoman to open it."
        )
    missing = [migration for migration in known if migration[0] > reached]
    if not missing:
        return
    if read_only:
        raise NotAStoreError(
            f"{path} is {'an older store' if reached else 'empty'} and was opened for reading only. "
            "Nothing was changed. Open it once for writing to bring it up to date."
        )
    with closing(connection.cursor()) as cursor:
        cursor.begin()
        for number, name, sql in missing:
            cursor.execute(sql)
            cursor.execute("INSERT INTO migrations VALUES (?, ?, ?, ?)", [number, name, now(), version()])
        cursor.commit()


def _refuse_foreign_file(path: str) -> None:
    """Look at the file before DuckDB does, which would try to read other databases through its extensions."""
    try:
        with open(path, "rb") as file:
            head = file.read(12)
    except OSError:
        return  # no file yet, or one that DuckDB will explain
    if head[8:] != b"DUCK":
        what = "no Dragoman store" if head else "an empty file"
        raise NotAStoreError(f"{path} is {what}. Nothing was changed. Choose another file name.")


def _reached(connection: duckdb.DuckDBPyConnection, path: str) -> int:
    """The store's version: 0 for a database without any table."""
    columns = connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_catalog = current_database()"
    ).fetchall()
    if not columns:
        return 0
    if ("migrations", "dragoman") not in columns:
        raise NotAStoreError(
            f"{path} is a DuckDB database, but no Dragoman store. Nothing was changed. Choose another file name."
        )
    row = connection.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()
    return int(row[0]) if row else 0


def _opening_error(path: str, detail: str) -> Exception:
    if "set lock on file" in detail or "different configuration" in detail:
        holder = re.search(r"held in (.+?) \(PID (\d+)\)", detail)
        who = f"process {holder[2]} ({holder[1]})" if holder else "another process, or another part of this one,"
        return StoreLockedError(
            f"{path} is locked: {who} has it open for writing. Nothing was changed. Close it there and try again."
        )
    if "can only read version" in detail or "newer version of DuckDB" in detail:
        return NewerStoreError(
            f"{path} was written by a newer DuckDB than this one. Nothing was changed. Upgrade duckdb to open it."
        )
    if "No such file" in detail or "does not exist" in detail or "ermission denied" in detail:
        return MissingFileError(
            f"{path} cannot be opened: {_first_line(detail)}. Nothing was changed. Check the path and its permissions."
        )
    if "No space left" in detail or "quota" in detail:
        return StoreFullError(f"{path} cannot be opened: the disk is full. Nothing was changed. Free some space.")
    if is_damage(detail):
        return damaged(path, detail)
    return NotAStoreError(
        f"{path} is no Dragoman store ({_first_line(detail)}). Nothing was changed. Choose another file name."
    )


def writing_error(path: str, error: duckdb.Error, state: str) -> StoreError:
    """What to raise for a failed write. state: a sentence on what is stored now."""
    detail = _first_line(str(error))
    if is_damage(detail):
        return damaged(path, detail)
    signs = ("o space left", "Could not write", "ould not sync", "too large", "quota", "IO Error")
    if any(sign in detail for sign in signs):
        return StoreFullError(
            f"{path} could not be written: the disk is full or failing ({detail}). {state} "
            "Free some space, open the store again and add the same reports: those already stored are skipped."
        )
    return StoreError(f"{path} could not be written: {detail}. {state} Open the store again and retry.")


def is_damage(detail: str) -> bool:
    """Whether DuckDB's words mean that the file is torn: cut short, or overwritten."""
    signs = (
        "Could not read enough bytes",
        "orrupt",
        "hecksum",
        "deserializ",
        "Deserializ",
        "database has been invalidated",
    )
    return any(sign in detail for sign in signs)


def damaged(path: str, detail: str) -> StoreDamagedError:
    """What to raise for a torn file."""
    return StoreDamagedError(
        f"{path} is damaged: a part of the file is missing or was overwritten ({_first_line(detail)}). "
        "Nothing was changed. Go back to a copy of it, or add the reports to a new store, which gives the same events."
    )


def _first_line(detail: str) -> str:
    return detail.splitlines()[0].rstrip(".!")[:300]
