"""A user's own table of actors: checked, kept, and believed before the package's facts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.actors import additions, resolve, use
from dragoman.cli import cli
from dragoman.errors import InputError, MissingFileError

HEADING = "name,country,sector,office,organisation,start,end,aliases,source\n"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DRAGOMAN_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    monkeypatch.delenv("DRAGOMAN_HOME")
    use()


def table(folder: Path, *rows: str, heading: str = HEADING) -> Path:
    path = folder / "mine.csv"
    path.write_text(heading + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def told(phrase: str, on: str) -> tuple[str, str | None, str | None]:
    actor = resolve(phrase, on)
    assert actor is not None, phrase
    return actor.name, actor.country, actor.sector


def test_somebody_new_holds_an_office_for_its_time(tmp_path: Path) -> None:
    use(table(tmp_path, "Ana Quill,MLT,,foreign minister,,2027-03,2028,A. Quill,our desk"))
    assert told("Ana Quill", "2027-06-01") == ("Ana Quill", "MLT", "GOV")
    assert told("the Maltese foreign minister", "2027-06-01") == ("Ana Quill", "MLT", "GOV")
    assert told("Ana Quill", "2029-06-01") == ("Ana Quill", "MLT", "ELI")
    use()
    assert resolve("Ana Quill", "2027-06-01") is None


def test_a_row_corrects_a_tenure(tmp_path: Path) -> None:
    assert told("Keir Starmer", "2025-06-01")[2] == "GOV"
    use(table(tmp_path, "Keir Starmer,GBR,,prime minister,,2024-07-05,2025-03,,test"))
    assert told("Keir Starmer", "2025-06-01") == ("Keir Starmer", "GBR", "ELI")


def test_an_organisation_and_its_office(tmp_path: Path) -> None:
    rows = "Harbour Front,MLT,PTY,,,,,Front of the Harbour,x", "Bo Tern,MLT,PTY,secretary,Harbour Front,2020,,,x"
    use(table(tmp_path, *rows))
    assert told("the Front of the Harbour", "2026-01-01") == ("Harbour Front", "MLT", "PTY")
    assert told("Bo Tern", "2026-01-01") == ("Bo Tern", "MLT", "PTY")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Ana,XXX,GOV,,,,,,", "'XXX' is no ISO"),
        ("Ana,MLT,KING,,,,,,", "'KING' is no sector"),
        ("Ana,MLT,,foreign minister,,2027-13,,,", "'2027-13' is no date"),
        ("Ana,MLT,,foreign minister,,2027,2026,,", "before the start"),
        ("Ana,MLT,,keeper of swans,,2027,,,", "give its sector"),
        ("Ana,MLT,GOV,minister,Nowhere Club,2027,,,", "'Nowhere Club' is not known"),
        (",MLT,GOV,,,,,,", "no name"),
    ],
)
def test_faults_are_said_by_line(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(InputError, match="line 2") as caught:
        additions.read(table(tmp_path, row))
    assert said in str(caught.value)


def test_a_column_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'nation'"):
        additions.read(table(tmp_path, "Ana,MLT", heading="name,nation\n"))
    with pytest.raises(MissingFileError):
        additions.read(tmp_path / "none.csv")


def test_added_rows_are_kept_and_replaced(tmp_path: Path, own_folder: Path) -> None:
    first = table(tmp_path, "Ana Quill,MLT,,foreign minister,,2027-03,,,x")
    assert CliRunner().invoke(cli, ["actors", "add", str(first)]).exit_code == 0
    table(tmp_path, "Ana Quill,MLT,,foreign minister,,2027-03,2027-05,,x", "Bo Tern,MLT,,mayor,,2020,,,x")
    done = CliRunner().invoke(cli, ["actors", "add", str(first)])
    assert "2 rows" in done.output
    assert [row.end for row in additions.read(own_folder / "actors.csv")] == ["2027-05", ""]
    use()
    assert told("Ana Quill", "2027-06-01") == ("Ana Quill", "MLT", "ELI")
