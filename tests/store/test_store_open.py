"""Opening: other people's files are left alone, and every refusal says what to do."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import (
    MissingFileError,
    NewerStoreError,
    NotAStoreError,
    StoreDamagedError,
    StoreFullError,
    StoreLockedError,
)
from dragoman.store import Added, Store
from dragoman.store.opening import migrations

from . import stories as s

# Runs in a process of its own: argument 1 is the folder of the tests, 2 the store.
CHILD = """
import sys; sys.path.insert(0, sys.argv[1])
from store import stories as s
from dragoman.store import Store
store = Store.open(sys.argv[2])
def many():
    n = 0
    while True:
        yield s.daily(n)
        n += 1
"""
HOLD = CHILD + "print('open', flush=True); sys.stdin.read()"
ADD = (
    CHILD
    + "\nstories = many()\nwhile True:\n    print(store.add([next(stories) for _ in range(3)]).reports, flush=True)"
)
FILL = (
    CHILD
    + """
import resource, signal
from dragoman.errors import StoreFullError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    store.add(many())
except StoreFullError as error:
    print(error)
"""
)


def child(code: str, path: Path) -> subprocess.Popen[str]:
    tests = str(Path(__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-c", code, tests, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_a_new_store_is_made_at_the_newest_version(tmp_path: Path) -> None:
    path = tmp_path / "new.duckdb"
    Store.open(path).close()
    with duckdb.connect(str(path), read_only=True) as connection:
        applied = connection.execute("SELECT number, name, applied IS NOT NULL FROM migrations").fetchall()
    assert applied == [(number, name, True) for number, name, _ in migrations()]
    assert [number for number, _, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_extensions_are_never_fetched(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new.duckdb") as store:
        for setting in ("autoinstall_known_extensions", "autoload_known_extensions"):
            assert store._connection.execute("SELECT current_setting(?)", [setting]).fetchone() == (False,)


@pytest.mark.parametrize("content", [b"", b"some notes of mine\n" * 99], ids=["empty", "text"])
def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(NotAStoreError, match="Nothing was changed"):
        Store.open(path)
    assert path.read_bytes() == content


def test_other_databases_and_folders_are_left_alone(tmp_path: Path) -> None:
    for name in ("other.duckdb", "lite.sqlite"):
        path = tmp_path / name
        connection = duckdb.connect(str(path)) if name == "other.duckdb" else sqlite3.connect(path)
        connection.execute("CREATE TABLE migrations (number INTEGER)")
        connection.close()
        content = path.read_bytes()
        with pytest.raises(NotAStoreError, match="no Dragoman store"):
            Store.open(path)
        assert path.read_bytes() == content
    with pytest.raises(NotAStoreError):
        Store.open(tmp_path)


def test_reading_makes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    with pytest.raises(MissingFileError, match="does not exist"):
        Store.open(path, read_only=True)
    assert not path.exists()
    with pytest.raises(MissingFileError):
        Store.open(tmp_path / "no" / "folder.duckdb")
    duckdb.connect(str(path)).close()
    with pytest.raises(NotAStoreError, match="empty"):
        Store.open(path, read_only=True)


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.duckdb"
    with Store.open(path) as store:
        store._connection.execute("INSERT INTO migrations SELECT 999, 'later', applied, '9.0' FROM migrations LIMIT 1")
    with pytest.raises(NewerStoreError, match=r"version 999.*Upgrade"):
        Store.open(path)


def test_a_second_writer_is_told_who_is_first(tmp_path: Path) -> None:
    path = tmp_path / "one.duckdb"
    first = child(HOLD, path)
    assert first.stdout is not None
    try:
        assert first.stdout.readline() == "open\n"
        with pytest.raises(StoreLockedError, match=rf"process {first.pid}\b"):
            Store.open(path)
    finally:
        first.communicate()
    Store.open(path).close()


def test_readers_share(tmp_path: Path) -> None:
    path = tmp_path / "one.duckdb"
    with Store.open(path) as store:
        store.add([s.meeting()])
        with pytest.raises(StoreLockedError):
            Store.open(path, read_only=True)
    with Store.open(path, read_only=True) as one, Store.open(path, read_only=True) as other:
        assert one.events() == other.events() == list(s.meeting().events)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_writer_loses_nothing_it_reported(tmp_path: Path) -> None:
    path = tmp_path / "killed.duckdb"
    writer = child(ADD, path)
    assert writer.stdout is not None
    reported = [int(writer.stdout.readline()) for _ in range(4)]
    writer.send_signal(signal.SIGKILL)
    reported += [int(line) for line in writer.communicate()[0].splitlines()]
    with Store.open(path) as store:
        assert store.reports() >= sum(reported) >= 12
        assert len(store.events()) == store.reports()
        assert store.reports() % 3 == 0, "batches are whole"
        assert store.add([s.accusation()]) == Added(1, 0, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file size")
def test_a_full_disk_leaves_whole_batches(tmp_path: Path) -> None:
    path = tmp_path / "full.duckdb"
    said = child(FILL, path).communicate()[0]
    assert "disk is full or failing" in said, said
    assert StoreFullError.__name__ not in said
    with Store.open(path) as store:
        assert store.reports() % 64 == 0
        assert f"{store.reports()} reports of this call are safe" in said
        assert store.add([s.accusation()]) == Added(1, 0, 1)


@pytest.mark.parametrize(("size", "overwrite"), [(8192, 0), (300_000, 0), (0, 200_000)], ids=["head", "half", "middle"])
def test_a_torn_file_is_told_from_one_that_is_no_store(tmp_path: Path, size: int, overwrite: int) -> None:
    path = tmp_path / "torn.duckdb"
    with Store.open(path) as store:
        store.add(s.daily(number) for number in range(40))
    with path.open("r+b") as file:
        if size:
            file.truncate(size)
        file.seek(12_288)
        file.write(b"\xff" * overwrite)
    with pytest.raises(StoreDamagedError, match=r"is damaged.*copy"):
        _ask_all(path)


def _ask_all(path: Path) -> None:
    with Store.open(path, read_only=True) as store:
        store.events()
        store.history("e0")
