"""What comes out, as the programs that load these formats see it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from dragoman.errors import UsageError
from dragoman.exchange import FORMATS, export, gdelt
from dragoman.exchange.acts import LONGEST, LeftOut, coded
from dragoman.exchange.countries import code
from dragoman.exchange.gdelt import COLUMNS as GDELT
from dragoman.exchange.writing import LAYOUTS
from dragoman.model import Actor, Span, Status, When
from dragoman.ontology import TYPES
from dragoman.store import Store

from . import made

STIX = Path(__file__).parents[1] / "data" / "stix21"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with made.store(tmp_path) as opened:
        yield opened


def rows(path: Path, form: str) -> list[dict[str, str]]:
    """The rows as bare text: these formats have no quotation but ACLED's."""
    layout = LAYOUTS[form]
    with path.open(encoding="utf-8", newline="") as file:
        names = None if layout.header else layout.columns
        if layout.commas:
            return list(csv.DictReader(file, names))
        return list(csv.DictReader(file, names, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_gdelt_has_its_columns_and_a_mutual_act_both_ways(store: Store, tmp_path: Path) -> None:
    done = export(store, tmp_path / "g.CSV", "gdelt")
    found = rows(tmp_path / "g.CSV", "gdelt")
    assert len(GDELT) == 61
    assert len(found) == done.rows == 5
    meeting = [row for row in found if row["EventCode"] == "040"]
    assert {(row["Actor1Code"], row["Actor2Code"]) for row in meeting} == {("RUSGOV", "CHNGOV"), ("CHNGOV", "RUSGOV")}
    assert meeting[0]["SQLDATE"] == "20260203"
    assert meeting[0]["SOURCEURL"] == "https://example.org/a?b=1"
    assert meeting[0]["ActionGeo_CountryCode"] == "BO"  # FIPS for Belarus
    assert meeting[0]["ActionGeo_Type"] == "4"
    assert meeting[0]["AvgTone"] == ""
    assert len({row["GLOBALEVENTID"] for row in found}) == 5


def test_what_formats_without_status_cannot_say_is_left_out_and_counted(store: Store, tmp_path: Path) -> None:
    done = export(store, tmp_path / "i.tab", "icews")
    assert done.left_out == {
        "negated": 1,
        "hypothetical": 1,
        "future": 1,
        "undated": 1,
        "dated to no month": 1,
    }
    visit = [row for row in rows(tmp_path / "i.tab", "icews") if row["CAMEO Code"] == "036"]
    assert [row["Event Date"] for row in visit] == ["2026-02-04"]  # the day it was announced, not the day it is due
    asked = export(store, tmp_path / "h.tab", "icews", status="hypothetical")
    assert asked.rows == 1


def test_icews_names_and_nulls(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "i.tab", "icews")
    accused = next(row for row in rows(tmp_path / "i.tab", "icews") if row["CAMEO Code"] == "110")
    assert (accused["Source Name"], accused["Source Sectors"]) == ("Russian Federation", "NA")
    assert (accused["Target Country"], accused["City"], accused["Intensity"]) == ("Belarus", "NA", "-2")
    riot = next(row for row in rows(tmp_path / "i.tab", "icews") if row["CAMEO Code"] == "145")
    assert (riot["Source Name"], riot["Target Name"], riot["City"]) == ("angry crowd", "NA", "Minsk")


def test_polecat_keeps_one_row_an_event(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "p.txt", "polecat")
    found = {row["Event ID"]: row for row in rows(tmp_path / "p.txt", "polecat")}
    assert set(found) == {"e-meet", "e-accuse", "e-will", "e-riot"}
    meeting = found["e-meet"]
    assert meeting["Actor Country"] == "RUS; CHN"
    assert (meeting["Actor COW"], meeting["Recipient Name"]) == ("365; 710", "None")
    assert (meeting["Quad Code"], meeting["Country"]) == ("VERBAL COOPERATION", "BLR")
    assert (found["e-will"]["Event Type"], found["e-will"]["Event Mode"]) == ("AGREE", "None")


def test_triples_and_acled(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "c.txt", "cameo")
    assert "20260203\tRUS\tBLR\t110" in (tmp_path / "c.txt").read_text().splitlines()
    done = export(store, tmp_path / "a.csv", "acled")
    (riot,) = rows(tmp_path / "a.csv", "acled")
    assert (riot["event_type"], riot["sub_event_type"], riot["iso"]) == ("Riots", "Violent demonstration", "112")
    assert riot["fatalities"] == ""  # unknown is not 0
    assert done.left_out["of other types"] == 3


def _stix_faults(objects: list[dict[str, Any]]) -> list[str]:
    """What OASIS' schemas find wrong with objects of STIX 2.1."""
    schemas = [json.loads(path.read_text("utf-8")) for path in STIX.rglob("*.json")]
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas
    )
    kinds = {schema.get("title"): Draft202012Validator(schema, registry=registry) for schema in schemas}
    return [f"{one['id']}: {fault.message}" for one in objects for fault in kinds[one["type"]].iter_errors(one)]


def test_documents_are_whole_json(store: Store, tmp_path: Path) -> None:
    for form in ("geojson", "stix", "jsonld"):
        export(store, tmp_path / form, form)
    features = json.loads((tmp_path / "geojson").read_text())["features"]
    assert len(features) == 9
    assert features[0]["geometry"] is None or features[0]["geometry"]["type"] == "Point"
    meeting = next(one for one in features if one["id"] == "e-meet")
    assert meeting["geometry"]["coordinates"] == [27.57, 53.9]
    objects = json.loads((tmp_path / "stix").read_text())["objects"]
    known = {one["id"] for one in objects}
    assert all(ref in known for one in objects if one["type"] == "report" for ref in one["object_refs"])
    assert {one["type"] for one in objects} == {"report", "identity", "location"}
    assert len(known) == len(objects)
    assert _stix_faults(objects) == []
    broken = [{**one, "created": "yesterday"} for one in objects]
    assert len(_stix_faults(broken)) >= len(broken)
    graph = json.loads((tmp_path / "jsonld").read_text())["@graph"]
    assert {one["dragoman:status"] for one in graph} >= {"negated", "hypothetical"}


def test_parquet_holds_the_record_with_its_types(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "r.parquet", "parquet")
    file = f"read_parquet('{tmp_path}/r.parquet')"
    with duckdb.connect() as connection:
        assert connection.execute(f"SELECT count(*) FROM {file}").fetchall() == [(9,)]
        query = f"SELECT actors[1].country, \"where\".latitude FROM {file} WHERE event_id = 'e-meet'"
        assert connection.execute(query).fetchall() == [("RUS", 53.9)]
        types = connection.execute(f"DESCRIBE FROM {file}").fetchall()
        export(store, tmp_path / "none.parquet", "parquet", actor="nobody at all")
        assert connection.execute(f"DESCRIBE FROM '{tmp_path}/none.parquet'").fetchall() == types
    assert not list(tmp_path.glob(".*"))


def test_jsonl_and_csv_and_an_unknown_format(store: Store, tmp_path: Path) -> None:
    assert export(store, tmp_path / "r.jsonl", "jsonl", actor="RUS").rows == 6
    export(store, tmp_path / "r.csv", "csv")
    with (tmp_path / "r.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == 9
    with pytest.raises(UsageError, match="gdelt, icews"):
        export(store, tmp_path / "x", "xml")
    assert not (tmp_path / "x").exists()
    assert len(FORMATS) == 11


def test_batches_give_what_events_gives(store: Store) -> None:
    in_batches = [event for batch in store.batches(size=3, since="2026-02-01") for event in batch]
    assert in_batches == store.events(since="2026-02-01")


THING = Actor("thing:bridge", "bridge", None, None, kind="thing")


def test_things_are_no_party(tmp_path: Path) -> None:
    """Who bombs a bridge acts on nobody."""
    record = made.told("Russia bombed a bridge.", "e-bridge", "ASSAULT", "Russia", trigger="bombed")
    (event,) = record.events
    words = Span("bridge", 16, 22)
    event = replace(event, recipients=(THING,), evidence=(replace(event.evidence[0], recipients=(words,)),))
    with Store.open(tmp_path / "s.duckdb") as store:
        store.add([replace(record, events=(event,))])
        export(store, tmp_path / "p", "polecat")
        export(store, tmp_path / "c", "cameo")
    (row,) = rows(tmp_path / "p", "polecat")
    assert (row["Recipient Name"], row["Recipient Name Raw"]) == ("None", "None")
    assert (tmp_path / "c").read_text() == "20260203\tRUS\t---\t180\n"


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


@given(DAYS, st.integers(0, 400), st.sampled_from(list(Status)), st.sampled_from(TYPES))
def test_no_export_tells_what_did_not_happen(day: date, length: int, status: Status, type_: str) -> None:
    when = When(day, day + timedelta(days=length), "day", "stated", None)
    (event,) = made.told("Russia met Belarus.", "e", "CONSULT", "Russia", "Belarus", trigger="met").events
    act = coded(replace(event, when=when, status=status, type=type_))
    if isinstance(act, LeftOut):
        assert status not in (Status.HAPPENED, Status.ONGOING) or length >= LONGEST
        return
    assert status not in (Status.NEGATED, Status.HYPOTHETICAL)
    assert act.type in ("AGREE", "CONCEDE") or status is not Status.FUTURE
    assert act.day in (day, event.evidence[0].published)
    assert gdelt.quad_class(act.code) in (1, 2, 3, 4)
    assert code(act.code).icews_text
