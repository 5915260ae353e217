"""The exports as pandas and DuckDB load them. R reads the same CSV and Parquet; it is not run here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dragoman.exchange import export, polecat
from dragoman.exchange.gdelt import COLUMNS as GDELT
from dragoman.store import Store

from . import made

pandas = pytest.importorskip("pandas")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with made.store(tmp_path) as opened:
        yield opened


def test_tables_load_in_both_with_the_same_rows(store: Store, tmp_path: Path) -> None:
    options: dict[str, dict[str, object]] = {
        "gdelt": {"sep": "\t", "names": list(GDELT), "header": None},
        "icews": {"sep": "\t"},
        "polecat": {"sep": "\t"},
        "acled": {},
        "csv": {},
    }
    for form, chosen in options.items():
        path = tmp_path / f"{form}.csv"
        done = export(store, path, form)
        frame = pandas.read_csv(path, **chosen)
        assert len(frame) == done.rows, form
        names = "" if form != "gdelt" else f", header=false, names={list(GDELT)}"
        delimiter = "','" if form in ("acled", "csv") else r"'\t'"
        with duckdb.connect() as connection:
            read = f"read_csv('{path}', delim={delimiter}{names}, nullstr=['', 'NA', 'None'])"
            assert connection.execute(f"SELECT count(*) FROM {read}").fetchone() == (done.rows,), form
            assert connection.sql(f"FROM {read}").columns == list(frame.columns)


def test_dates_and_numbers_arrive_as_such(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "e.csv", "csv")
    frame = pandas.read_csv(tmp_path / "e.csv", parse_dates=["start", "end"])
    assert frame["start"].dtype.kind == "M"
    assert frame["p"].dtype.kind == frame["score"].dtype.kind == frame["latitude"].dtype.kind == "f"
    assert frame["latitude"].notna().sum() == 2


def test_parquet_and_jsonl_hold_nested_values(store: Store, tmp_path: Path) -> None:
    done = export(store, tmp_path / "e.parquet", "parquet")
    export(store, tmp_path / "e.jsonl", "jsonl")
    lines = pandas.read_json(tmp_path / "e.jsonl", lines=True)
    with duckdb.connect() as connection:
        frame = connection.sql(f"FROM '{tmp_path}/e.parquet'").df()
        countries = connection.sql(f"SELECT [a.country FOR a IN actors] AS c FROM '{tmp_path}/e.parquet'")
        assert any("RUS" in codes for (codes,) in countries.fetchall() if codes)
    assert len(frame) == len(lines) == done.rows
    assert set(frame["event_id"]) == set(lines["event_id"])


def test_geojson_places_points_where_the_record_has_a_place(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "e.geojson", "geojson")
    features = json.loads((tmp_path / "e.geojson").read_text())["features"]
    points = [one for one in features if one["geometry"]]
    assert {one["id"] for one in points} >= {"e-meet"}
    point = points[0]
    longitude, latitude = point["geometry"]["coordinates"]
    assert -180 <= longitude <= 180
    assert -90 <= latitude <= 90
    assert (point["properties"]["place"], point["properties"]["geonames_id"]) == ("Minsk", 625144)
    assert all(set(one) == {"type", "id", "geometry", "properties"} for one in features)


def test_polecat_cells_come_apart_as_its_users_take_them(store: Store, tmp_path: Path) -> None:
    """They split countries and COW numbers at "; ", take quads in capitals, and drop what reads None."""
    export(store, tmp_path / "p.tab", "polecat")
    frame = pandas.read_csv(tmp_path / "p.tab", sep="\t", dtype=str, keep_default_na=False)
    assert tuple(frame.columns) == polecat.COLUMNS
    for side in ("Actor", "Recipient"):
        for country, cow in zip(frame[f"{side} Country"], frame[f"{side} COW"], strict=True):
            codes, numbers = country.split("; "), cow.split("; ")
            assert all(len(code) == 3 and code.isupper() for code in codes if code != "None")
            assert all(number.isdigit() for number in numbers if number != "None")
            assert cow == "None" or len(codes) == len(numbers)
    quads = {f"{kind} {way}" for kind in ("VERBAL", "MATERIAL") for way in ("COOPERATION", "CONFLICT")}
    assert set(frame["Quad Code"]) <= quads
    assert frame["Intensity"].astype(float).between(-10, 10).all()
