"""Reports of every kind of file are streamed; whatever is none is set aside with its reason."""

import gzip
import json
import mailbox
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from itertools import islice
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import UsageError
from dragoman.ingest import Aside, reports
from dragoman.ingest.tables import parse_columns
from dragoman.model import Report

TEXT = "The president of Norland met the envoys in the capital, and they agreed to speak again in May."
ROW = {
    "Body": TEXT,
    "date": "2026-02-04T10:30:00Z",
    "source": "The Courier",
    "headline": "Talks",
    "url": "https://a.example/1",
}
GERMAN = "Der Rat hat die Gesandten in der Stadt getroffen und das Treffen ist nicht das letzte. " * 3


def made(items: Iterator[Report | Aside]) -> tuple[list[Report], list[Aside]]:
    found = list(items)
    return [i for i in found if isinstance(i, Report)], [i for i in found if isinstance(i, Aside)]


def is_the_row(report: Report) -> bool:
    said = (report.text, report.published, report.outlet, report.title, report.address)
    return said == (TEXT, date(2026, 2, 4), "The Courier", "Talks", "https://a.example/1")


def test_every_table_gives_the_same_report(tmp_path: Path) -> None:
    line = json.dumps(ROW)
    (tmp_path / "a.jsonl").write_text(line)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    (tmp_path / "c.csv").write_text(";".join(ROW) + "\n" + ";".join(f'"{cell}"' for cell in ROW.values()))
    names = ", ".join(f"'{value}' AS \"{name}\"" for name, value in ROW.items())
    duckdb.execute(f"COPY (SELECT {names}) TO '{tmp_path / 'd[1].parquet'}' (FORMAT parquet)")
    read, aside = made(reports([tmp_path]))
    assert aside == []
    assert [is_the_row(report) for report in read] == [True] * 4
    assert len({report.report_id for report in read}) == 1


def test_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'words,text,on\n"{TEXT}",7,20260204\n')
    (report,), _ = made(reports([path], columns=parse_columns("text=words, published=on")))
    assert (report.text, report.published) == (TEXT, date(2026, 2, 4))
    _, (aside,) = made(reports([path], columns={"text": "prose"}))
    assert "no column prose" in aside.why
    assert "words, text, on" in aside.why


@pytest.mark.parametrize("wrong", ["body", "text=", "prose=body", ""])
def test_columns_that_are_off(wrong: str) -> None:
    with pytest.raises(UsageError, match="text=body"):
        parse_columns(wrong)


def test_a_bad_row_is_set_aside_alone(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    bad = [b"{", b"[1]", b'{"text": null}', b'{"text": " "}', json.dumps({"text": GERMAN}).encode()]
    bad += [b'{"text": "caf\xe9 au lait"}', json.dumps({"text": TEXT, "date": "04/02/2026"}).encode()]
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join([good.encode(), *bad, good.encode()]))
    read, aside = made(reports([path]))
    assert [report.text for report in read] == [TEXT, TEXT]
    assert [f"line {number}" in item.name for number, item in enumerate(aside, 2)] == [True] * len(bad)
    assert all(str(path) in item.why for item in aside)


def test_a_long_file_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text((json.dumps({"text": TEXT}) + "\n") * 3 + "\0" * 10)
    assert all(isinstance(item, Report) for item in islice(reports([path]), 3))


def test_a_page_is_its_article(tmp_path: Path) -> None:
    article = "".join(f"<p>{TEXT} This was said on day {number} of the talks.</p>" for number in range(6))
    (tmp_path / "page.html").write_text(
        "<!doctype html><html lang=en><head><title>Talks</title>"
        '<meta property="og:site_name" content="The Courier"><meta property="og:title" content="Talks in Norland">'
        '<meta property="article:published_time" content="2026-02-04T08:00:00Z">'
        '<link rel="canonical" href="https://courier.example/talks"></head>'
        f"<body><nav><a href=/>Home</a> <a href=/x>Weather</a></nav><article><h1>Talks in Norland</h1>{article}"
        "</article><footer>All rights reserved</footer></body></html>"
    )
    (report,), aside = made(reports([tmp_path / "*.html"]))
    assert aside == []
    assert report.text.count(TEXT) == 6
    assert "Weather" not in report.text
    assert (report.published, report.outlet, report.title) == (date(2026, 2, 4), "The Courier", "Talks in Norland")
    assert report.address == "https://courier.example/talks"


def test_mail_is_read_alone_and_in_boxes(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "The Courier <news@courier.example>", "Talks"
    message["Date"] = "Wed, 04 Feb 2026 10:00:00 +0000"
    message.set_content(TEXT)
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    box = mailbox.mbox(tmp_path / "b.mbox")
    box.add(message)
    box.close()
    folder = mailbox.Maildir(tmp_path / "c")
    folder.add(message)
    folder.close()
    read, aside = made(reports([tmp_path]))
    assert aside == []
    assert {(r.text.strip(), r.published, r.outlet, r.title) for r in read} == {
        (TEXT, date(2026, 2, 4), "The Courier", "Talks")
    }
    assert len(read) == 3


def test_what_is_given_holds_where_a_report_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT}) + "\n" + json.dumps(ROW))
    (first, second), _ = made(reports([path], published=date(2025, 1, 1), outlet="B"))
    assert (first.published, first.outlet) == (date(2025, 1, 1), "B")
    assert (second.published, second.outlet) == (None, "B") or is_the_row(second)


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl.gz", "a.csv", "a.html", "a.eml", "none.txt", "none/*.txt"])
def test_a_broken_or_missing_file_is_set_aside(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if not name.startswith("none"):
        path.write_bytes(b"\x1f\x8bPAR1")
    good = tmp_path / "good.txt"
    good.write_text(TEXT)
    read, aside = made(reports([path, good]))
    assert [report.text for report in read] == [TEXT]
    assert len(aside) == 1
    assert str(path) in aside[0].why
