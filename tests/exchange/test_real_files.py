"""Our tables and files against real files of the field, beside the repository: skipped where they are absent."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from dragoman.exchange import acled, export, gdelt, icews, import_file, polecat
from dragoman.exchange.countries import code, countries
from dragoman.store import Store

from . import made


@pytest.fixture
def formats(shared: Path) -> Path:
    folder = shared / "eval" / "formats"
    if not folder.is_dir():
        pytest.skip("needs the folder of real files in others' formats beside the repository")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with made.store(tmp_path) as opened:
        yield opened


def real(path: Path, columns: tuple[str, ...] | None = None, delimiter: str = "\t") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        if delimiter == ",":
            return list(csv.DictReader(file, columns))
        return list(csv.DictReader(file, columns, delimiter=delimiter, quoting=csv.QUOTE_NONE))


def types(file: Path, columns: tuple[str, ...] | None, null: str, delimiter: str = "\t") -> dict[str, str]:
    """What DuckDB takes each column for; columns without any value are left out."""
    names = f"names = {list(columns)}, header = false" if columns else "header = true"
    table = f"read_csv('{file}', delim = '{delimiter}', nullstr = ['', '{null}'], {names}, sample_size = -1)"
    with duckdb.connect() as connection:
        described = connection.execute(f"DESCRIBE FROM {table}").fetchall()
        counts = connection.execute(f"SELECT count(COLUMNS(*)) FROM {table}").fetchall()[0]
    return {row[0]: row[1] for row, count in zip(described, counts, strict=True) if count}


def test_gdelt_columns_are_those_of_its_list(formats: Path) -> None:
    listed = real(formats / "gdelt" / "GDELT_2.0_Events_Column_Labels_Header_Row_Sep2016.csv", delimiter=",")
    assert [row["tableId"] for row in listed] == list(gdelt.COLUMNS)


def test_gdelt_derived_values_are_as_in_its_files(formats: Path) -> None:
    rows = real(formats / "gdelt" / "20191024143000.export.CSV", gdelt.COLUMNS)
    fips = {one.fips for one in countries().values()}
    known = 0
    for row in rows:
        assert int(row["QuadClass"]) == gdelt.quad_class(row["EventCode"])
        assert float(row["GoldsteinScale"]) == code(row["EventCode"]).goldstein, row["EventCode"]
        assert float(row["FractionDate"]) == gdelt.fraction(datetime.strptime(row["SQLDATE"], "%Y%m%d").date())
        assert (row["EventBaseCode"], row["EventRootCode"]) == (row["EventCode"][:3], row["EventCode"][:2])
        known += row["ActionGeo_CountryCode"] in fips or not row["ActionGeo_CountryCode"]
    assert known >= 0.99 * len(rows)


def test_gdelt_types_of_actors_are_in_its_files(formats: Path) -> None:
    rows = real(formats / "gdelt" / "20191024143000.export.CSV", gdelt.COLUMNS)
    theirs = {row[f"Actor{side}Type1Code"] for row in rows for side in "12"}
    # Four that are rare enough not to be in a quarter of an hour of the world.
    assert gdelt.CAMEO_TYPES - theirs <= {"PTY", "NGO"}


@pytest.mark.parametrize(
    ("form", "file", "columns", "null", "delimiter"),
    [
        ("gdelt", "gdelt/20191024143000.export.CSV", gdelt.COLUMNS, "", "\t"),
        ("icews", "icews/events.2018.sample.tab", None, "NA", "\t"),
        ("acled", "acled/acled_old_dummy_head200.csv", None, "", ","),
    ],
)
def test_duckdb_takes_our_columns_for_the_same_types(
    formats: Path, store: Store, tmp_path: Path, form: str, file: str, columns: tuple[str, ...] | None, null: str,
    delimiter: str,
) -> None:  # fmt: skip
    export(store, tmp_path / "ours", form)
    ours, theirs = types(tmp_path / "ours", columns, null, delimiter), types(formats / file, columns, null, delimiter)
    # The ACLED sample went through pandas, which made its whole numbers decimal. A small file shows no decimals.
    same = {"BIGINT": "DOUBLE"}
    different = {
        name: (kind, theirs[name])
        for name, kind in ours.items()
        if name in theirs and same.get(kind, kind) != same.get(theirs[name], theirs[name])
    }
    assert not different
    assert len(ours) > 8


def test_pandas_sees_the_same_columns_and_nulls(formats: Path, store: Store, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    export(store, tmp_path / "i.tab", "icews")
    ours = pandas.read_csv(tmp_path / "i.tab", sep="\t", dtype={"CAMEO Code": str})
    theirs = pandas.read_csv(formats / "icews" / "events.2018.sample.tab", sep="\t", dtype={"CAMEO Code": str})
    assert list(ours.columns) == list(theirs.columns)
    filled = [name for name in ours.columns if ours[name].notna().any()]
    kinds = {name: (ours[name].dtype.kind, theirs[name].dtype.kind) for name in filled}
    assert all(a == b or {a, b} <= {"i", "f"} for a, b in kinds.values()), kinds
    both = pandas.concat([theirs, ours])
    assert len(both) == len(theirs) + len(ours)
    assert set(ours["Event ID"]).isdisjoint(theirs["Event ID"])


def test_icews_words_intensities_and_countries(formats: Path) -> None:
    rows = real(formats / "icews" / "events.2018.sample.tab")
    assert tuple(rows[0]) == icews.COLUMNS
    names = {one.icews for one in countries().values()} | {"NA"}
    for row in rows:
        entry = code(row["CAMEO Code"])
        assert (entry.icews_text, entry.icews_intensity) == (row["Event Text"], float(row["Intensity"]))
    assert {row["Source Country"] for row in rows} - names <= {"Western Sahara"}
    assert {row["Target Country"] for row in rows} - names <= {"Western Sahara"}
    sectors = {word for row in rows for word in row["Source Sectors"].split(",")}
    assert {word for word in icews.SECTORS.values() if "," not in word} - sectors == set()


def test_polecat_columns(formats: Path) -> None:
    header = (formats / "polecat" / "POLECAT_HEADER.tsv").read_text().rstrip("\n").split("\t")
    assert tuple(header) == polecat.COLUMNS


def test_acled_columns_kinds_and_countries(formats: Path) -> None:
    rows = [row for path in sorted((formats / "acled").glob("*.csv")) for row in real(path, delimiter=",")]
    assert tuple(rows[0]) == acled.COLUMNS
    by_number = {one.numeric: one for one in countries().values()}
    for row in rows:
        home = by_number.get(str(int(float(row["iso"]))))
        if home:  # Guadeloupe is no state
            assert home.region == row["region"]
    theirs = {(row["event_type"], row["sub_event_type"]) for row in rows}
    ours = {(kind[1], kind[2]) for kind in acled.KINDS.values()}
    rare = {("Violence against civilians", "Sexual violence"), ("Explosions/Remote violence", "Suicide bomb")}
    assert ours - theirs <= rare


def test_real_files_are_read_whole(formats: Path, store: Store) -> None:
    events = import_file(store, formats / "gdelt" / "20191024143000.export.CSV")
    assert (events.source, events.rows, events.bad) == ("gdelt", 2111, 0)
    assert import_file(store, formats / "gdelt" / "events2samp_50.csv").rows == 50  # with a header, and commas
    coded = import_file(store, formats / "icews" / "events.2018.sample.tab")
    assert (coded.source, coded.rows, coded.bad) == ("icews", 3705, 0)
    (row,) = store.query("SELECT count(*) AS n, count(quad) AS quads FROM external_events")
    assert row["n"] == row["quads"] == 5866
