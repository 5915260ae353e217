"""Rows from a small dump in the form of Wikidata's."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.actors import additions, wikidata
from dragoman.errors import InputError, MissingFileError


def _item(value: str) -> dict[str, Any]:
    return {"datavalue": {"value": {"id": value}}}


def _time(value: str, precision: int) -> dict[str, Any]:
    return {"datavalue": {"value": {"time": f"+{value}T00:00:00Z", "precision": precision}}}


def _entity(qid: str, label: str, aliases: tuple[str, ...] = (), **claims: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": qid,
        "labels": {"en": {"value": label}},
        "aliases": {"en": [{"value": alias} for alias in aliases]},
        "claims": claims,
    }


def _is(*values: str) -> list[dict[str, Any]]:
    return [{"mainsnak": _item(value), "rank": "normal"} for value in values]


def _held(office: str, rank: str = "normal", **sides: dict[str, Any]) -> dict[str, Any]:
    return {"mainsnak": _item(office), "rank": rank, "qualifiers": {side: [snak] for side, snak in sides.items()}}


PEOPLE = [
    _entity(
        "Q100", "Ana Quill", ("A. Quill",), P31=_is("Q5"), P21=_is("Q6581072"), P27=_is("Q233"),
        P39=[
            _held("Q200", P580=_time("2027-03-01", 11), P582=_time("2028-05-00", 10)),
            _held("Q200", "deprecated", P580=_time("1999-01-01", 11)),
            _held("Q201"),  # nobody says when
        ],
        P463=[_held("Q300", P580=_time("2020-00-00", 9))],
    ),
    _entity("Q101", "Nobody in Office", P31=_is("Q5")),
]  # fmt: skip
OTHERS = [
    _entity("Q233", "Malta", P298=[{"mainsnak": {"datavalue": {"value": "MLT"}}, "rank": "normal"}]),
    _entity("Q200", "Minister for Foreign Affairs", P1001=_is("Q233")),
    _entity("Q201", "Mayor of Valletta", P17=_is("Q233")),
    _entity("Q300", "Harbour Front", ("HF",), P31=_is("Q7278"), P17=_is("Q233")),
]


def _dump(path: Path) -> Path:
    lines = ",\n".join(json.dumps(entity) for entity in (*PEOPLE, *OTHERS))
    text = f"[\n{lines}\n]\n"
    opener: Any = {".bz2": bz2.open, ".gz": gzip.open}.get(path.suffix, open)
    with opener(path, "wt", encoding="utf-8") as file:
        file.write(text)
    return path


@pytest.mark.parametrize("name", ["dump.json", "dump.json.bz2", "dump.json.gz"])
def test_offices_and_organisations_with_dates(tmp_path: Path, name: str) -> None:
    body, office, member = wikidata.rows(_dump(tmp_path / name))
    assert (body.name, body.country, body.sector, body.aliases) == ("Harbour Front", "MLT", "PTY", "HF")
    assert (office.name, office.country, office.sector, office.start, office.end, office.id) == (
        "Ana Quill", "MLT", "GOV", "2027-03-01", "2028-05", "Q100",
    )  # fmt: skip
    assert (member.organisation, member.office, member.start, member.end) == ("Harbour Front", "member", "2020", "")


def test_what_comes_out_can_be_added(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    lines = [",".join(additions.COLUMNS), *(",".join(row[:-1]) for row in wikidata.rows(_dump(tmp_path / "d.json")))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert len(additions.read(path)) == 3


def test_what_is_no_dump_is_said(tmp_path: Path) -> None:
    (tmp_path / "text.json").write_text("not JSON\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        list(wikidata.rows(tmp_path / "text.json"))
    with pytest.raises(MissingFileError):
        list(wikidata.rows(tmp_path / "none.json"))
    (tmp_path / "cut.json.bz2").write_bytes(bz2.compress(b"[\n" * 1000)[:-4])
    with pytest.raises(InputError, match="is it whole"):
        list(wikidata.rows(tmp_path / "cut.json.bz2"))
