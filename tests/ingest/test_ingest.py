"""Texts are kept exactly; whatever is no report is turned away with a line that says what to do."""

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import (
    BadDateError,
    DragomanError,
    EmptyInputError,
    MissingFileError,
    NotTextError,
    TooLongError,
    WrongEncodingError,
    WrongLanguageError,
)
from dragoman.ingest import parse_date, read_file, read_stdin, read_text

ENGLISH = "The president of the council met the envoys in the capital, and they agreed to speak again in May.\n"
GERMAN = "Der Präsident des Rates hat die Gesandten in der Hauptstadt getroffen, und sie haben sich auf ein neues "
GERMAN += "Gespräch im Mai geeinigt, das von der Regierung nicht bestätigt wird.\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def put(content: bytes | str, name: str = "report.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return put


def test_a_text_is_kept_exactly(write: Callable[..., Path]) -> None:
    text = "  Leaders met.\r\nThey “spoke”\rat length 🤝 about Kyïv.\t\n\n"
    report = read_file(write(text), published=date(2026, 2, 4), outlet="The Courier")
    assert report.text == text
    assert (report.published, report.outlet, report.title) == (date(2026, 2, 4), "The Courier", None)


def test_a_byte_order_mark_is_dropped(write: Callable[..., Path]) -> None:
    assert read_file(write(b"\xef\xbb\xbf" + ENGLISH.encode())).text == ENGLISH


def test_file_stdin_and_text_give_the_same_report(write: Callable[..., Path]) -> None:
    report = read_file(write(ENGLISH), published="2026-02-04", outlet="A")
    assert read_stdin(io.BytesIO(ENGLISH.encode()), published="2026-02-04", outlet="A") == report
    assert read_text(ENGLISH, published=date(2026, 2, 4), outlet="A") == report


def test_the_language_is_known_only_where_there_are_words_enough() -> None:
    assert read_text(ENGLISH * 3).language == "en"
    assert read_text("Leaders met.").language is None


@pytest.mark.parametrize("name", ["report.md", "report.TXT", "report", "report.2026-02-04"])
def test_plain_text_is_read_whatever_it_is_called(write: Callable[..., Path], name: str) -> None:
    assert read_file(write(ENGLISH, name)).text == ENGLISH


def test_the_id_depends_on_text_date_and_outlet() -> None:
    reports = [
        read_text("Leaders met."),
        read_text("Leaders met. "),
        read_text("Leaders met.", published="2026-02-04"),
        read_text("Leaders met.", outlet="2026-02-04"),
        read_text("Leaders met.", published="2026-02-04", outlet="B"),
    ]
    assert len({report.report_id for report in reports}) == len(reports)
    assert all(len(report.report_id) == 16 for report in reports)
    assert read_text("Leaders met.").report_id == reports[0].report_id


BAD_FILES = [
    (b"", "report.txt", EmptyInputError, "no words"),
    (b" \n\t\r\n", "report.txt", EmptyInputError, "no words"),
    (b"\xef\xbb\xbf", "report.txt", EmptyInputError, "no words"),
    ("… — 12.5 % 🤝".encode(), "report.txt", EmptyInputError, "no words"),
    (b"abc\x00\x00def" * 9, "report.txt", NotTextError, "offset 3"),
    (b"ab\x01\x02\x03\x04cd", "report.txt", NotTextError, "U+0001"),
    (b"%PDF-1.7 text", "report.txt", NotTextError, "PDF"),
    (b"PK\x03\x04rest", "report.txt", NotTextError, "Word"),
    (b"{\\rtf1 text}", "report.txt", NotTextError, "RTF"),
    (ENGLISH.encode("utf-16"), "report.txt", WrongEncodingError, "iconv -f UTF-16 "),
    (ENGLISH.encode("utf-16-le"), "report.txt", WrongEncodingError, "iconv -f UTF-16LE"),
    (ENGLISH.encode("utf-16-be"), "report.txt", WrongEncodingError, "iconv -f UTF-16BE"),
    (ENGLISH.encode("utf-32"), "report.txt", WrongEncodingError, "UTF-32"),
    ("The café in Kraków.".encode("latin-1"), "report.txt", WrongEncodingError, "byte 0xe9 at offset 7"),
    (b"\xef\xbb\xbfcaf\xe9 and more", "report.txt", WrongEncodingError, "offset 6"),
    (b"The end is cut \xe2\x80", "report.txt", WrongEncodingError, "offset 15"),
    (b"\n <!DOCTYPE html><p>Leaders met.", "report.txt", NotTextError, "HTML"),
    (b"<HTML lang=en>Leaders met.", "report.txt", NotTextError, "HTML"),
    (b"<!-- x --><html>Leaders met.", "report.txt", NotTextError, "HTML"),
    (b"<p>Leaders <b>met</b> in <i>May</i>.</p>" * 20, "report.txt", NotTextError, "HTML"),
    (b"Leaders met.", "report.html", NotTextError, "ingest.reports"),
    (b"{}", "report.jsonl", NotTextError, "ingest.reports"),
    (GERMAN.encode(), "report.txt", WrongLanguageError, "German"),
    ("Президент встретился с послами в столице, и они договорились. ".encode() * 3, "r.txt", WrongLanguageError, "Cyr"),
    (ENGLISH.encode() * 51_000, "report.txt", TooLongError, "--max-chars"),
    (ENGLISH.encode() * 250_000, "report.txt", TooLongError, "--max-chars"),
]


@pytest.mark.parametrize(("content", "name", "error", "says"), BAD_FILES, ids=range(len(BAD_FILES)))
def test_bad_files(
    write: Callable[..., Path], content: bytes, name: str, error: type[DragomanError], says: str
) -> None:
    path = write(content, name)
    with pytest.raises(error) as caught:
        read_file(path)
    message = str(caught.value)
    assert says in message
    assert str(path) in message
    assert "\n" not in message


@pytest.mark.parametrize("name", ["nobody.txt", "nobody.html", "a\0b", "x" * 5000])
def test_a_missing_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(MissingFileError):
        read_file(tmp_path / name)


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="is a folder"):
        read_file(tmp_path)


def test_a_stray_control_character_or_tag_is_kept() -> None:
    text = ENGLISH * 3 + "See <https://example.org>, x<y, <b>bold</b>\x1a\f"
    assert read_text(text).text == text


def test_half_a_character_is_no_text() -> None:
    with pytest.raises(NotTextError, match="offset 5"):
        read_text("half \ud800 pair")


def test_the_limit_counts_characters_and_can_be_raised() -> None:
    wide = "é" * 10
    assert read_text(wide, max_characters=10).text == wide
    with pytest.raises(TooLongError, match="11 characters"):
        read_text(wide + "é", max_characters=10)
    with pytest.raises(TooLongError, match="more than 10"):
        read_stdin(io.BytesIO(b"a" * 100), max_characters=10)


@pytest.mark.parametrize(
    "wrong",
    [
        "04/02/2026",
        "2026-2-4",
        "2026-02-30",
        "20260204",
        "2026-02-04T10:00",
        "0000-01-01",
        "",
        "today",
        "２０２６-02-04",
    ],
)
def test_bad_dates(wrong: str) -> None:
    with pytest.raises(BadDateError, match="2026-02-04") as caught:
        read_text("Leaders met.", published=wrong)
    assert caught.value.exit_code == 2


def test_dates() -> None:
    assert parse_date("2024-02-29") == date(2024, 2, 29)
    assert parse_date(datetime(2026, 2, 4, 12, 30)) == date(2026, 2, 4)


def text_or_error(raw: bytes) -> str | DragomanError:
    try:
        return read_stdin(io.BytesIO(raw)).text
    except DragomanError as error:
        return error


@given(st.binary(max_size=400))
def test_any_bytes_are_read_exactly_or_refused_in_one_line(raw: bytes) -> None:
    outcome = text_or_error(raw)
    if isinstance(outcome, str):
        assert outcome.encode() == raw.removeprefix(b"\xef\xbb\xbf")
    else:
        assert len(str(outcome).splitlines()) == 1
