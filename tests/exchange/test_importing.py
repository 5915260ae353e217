"""What comes in: our own files read back, others' files read whole, and none of it counted as ours."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import InputError, MissingFileError, NotAStoreError, UsageError
from dragoman.exchange import compare_sources, export, import_file
from dragoman.store import Store
from dragoman.store.opening import migrations

from . import made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with made.store(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("form", ["gdelt", "icews", "polecat"])
def test_what_we_export_comes_back_as_it_was(store: Store, tmp_path: Path, form: str) -> None:
    done = export(store, tmp_path / "out", form)
    back = import_file(store, tmp_path / "out")
    assert (back.source, back.rows, back.known, back.bad) == (form, done.rows, 0, 0)
    rows = store.query("SELECT * FROM external_events ORDER BY day, type, actor")
    accused = next(row for row in rows if row["type"] == "ACCUSE")
    assert accused["day"] == date(2026, 2, 3)
    assert (accused["actor_countries"], accused["recipient_countries"]) == (["RUS"], ["BLR"])
    assert accused["quad"] == "verbal conflict"
    meeting = next(row for row in rows if row["type"] == "CONSULT")
    assert (meeting["place_country"], meeting["latitude"]) == ("BLR", 53.9)
    assert {*meeting["actor_countries"], *meeting["recipient_countries"]} == {"RUS", "CHN"}
    again = import_file(store, tmp_path / "out")
    assert (again.rows, again.known) == (0, done.rows)


def test_imported_events_are_never_ours(store: Store, tmp_path: Path) -> None:
    before = store.events()
    export(store, tmp_path / "g", "gdelt")
    import_file(store, tmp_path / "g")
    assert store.events() == before
    assert store.reports() == len(made.records())


def test_the_whole_row_is_kept(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "i", "icews")
    import_file(store, tmp_path / "i")
    (row,) = store.query("SELECT \"row\" FROM external_events WHERE code = '110'")
    kept = json.loads(row["row"])
    assert kept["Publisher"] == "The Harbour Post"
    assert "City" not in kept  # NA is null, and nulls are left out


def test_packed_files(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "g.CSV", "gdelt")
    content = (tmp_path / "g.CSV").read_bytes()
    (tmp_path / "g.CSV.gz").write_bytes(gzip.compress(content))
    with zipfile.ZipFile(tmp_path / "g.CSV.zip", "w") as packed:
        packed.writestr("g.CSV", content)
    assert import_file(store, tmp_path / "g.CSV.zip").rows == 5
    assert import_file(store, tmp_path / "g.CSV.gz").known == 5


def test_broken_rows_are_set_aside_and_the_others_kept(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "i.tab", "icews")
    lines = (tmp_path / "i.tab").read_text().splitlines()
    undated = lines[1].replace("2026-02-03", "some day").replace(lines[1].split("\t")[0], "77")
    (tmp_path / "bad.tab").write_text("\n".join([*lines, "cut\toff", undated]) + "\n")
    done = import_file(store, tmp_path / "bad.tab")
    assert (done.rows, done.bad) == (5, 2)
    assert done.examples[0].startswith("line 7")


def test_files_that_are_none_of_these(store: Store, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    (tmp_path / "empty").write_text("")
    (tmp_path / "x.zip").write_text("no zip")
    for name, error in (("t.csv", InputError), ("empty", InputError), ("x.zip", InputError), ("no", MissingFileError)):
        with pytest.raises(error, match="Nothing was read"):
            import_file(store, tmp_path / name)
    with pytest.raises(InputError, match="2 columns"):
        import_file(store, tmp_path / "t.csv", "gdelt")
    with pytest.raises(UsageError, match="polecat"):
        import_file(store, tmp_path / "t.csv", "acled")
    assert store.query("SELECT count(*) AS n FROM external_events") == [{"n": 0}]


def test_an_older_store_gains_the_table_and_keeps_its_events(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    first = migrations()[0]
    with duckdb.connect(str(path)) as connection:
        connection.execute(first[2])
        connection.execute("INSERT INTO migrations VALUES (1, ?, now()::TIMESTAMP, '0.1')", [first[1]])
    with pytest.raises(NotAStoreError, match="older store"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert store.query("SELECT count(*) AS n FROM external_events") == [{"n": 0}]


def test_sources_side_by_side(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "i.tab", "icews")
    text = (tmp_path / "i.tab").read_text().replace("2026-02-03", "2026-02-02")
    (tmp_path / "i.tab").write_text(text + text.splitlines()[1].replace("2026-02-02", "2026-02-09").replace("5", "6"))
    import_file(store, tmp_path / "i.tab")
    found = compare_sources(store, "BLR", "Russia")
    (icews,) = found.agreement
    # Ours: the accusation and the visit announced; theirs: both, a day off at most, and one accusation more.
    assert (icews.ours, icews.matched, icews.theirs, icews.theirs_matched) == (2, 2, 3, 2)
    assert icews.share == 1
    counted = {(one.source, one.quad): one.events for one in found.counts}
    assert counted["dragoman", "verbal conflict"] == 1
    assert counted["icews", "verbal conflict"] == 2
    assert compare_sources(store, "RUS", "BLR", since="2026-03-01").counts == ()
    with pytest.raises(UsageError, match="no country"):
        compare_sources(store, "RUS", "NATO")


def test_days_of_which_a_source_tells_nothing_are_not_compared(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "i.tab", "icews")
    head, row, *_ = (tmp_path / "i.tab").read_text().splitlines()
    rows = [row.replace("2026-02-03", day).replace("5", str(at)) for at, day in enumerate(("2025-01-01", "2026-12-31"))]
    (tmp_path / "i.tab").write_text("\n".join((head, *rows)) + "\n")
    import_file(store, tmp_path / "i.tab")
    (icews,) = compare_sources(store, "BLR", "RUS").agreement
    assert (icews.theirs, icews.days, icews.ours, icews.share) == (2, 2, 0, None)
