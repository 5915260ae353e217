"""Web archives: pages are read, what is no page is passed over, what is broken is said."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dragoman.ingest import Aside, reports
from dragoman.model import Report

TEXT = "The president of Norland met the envoys in the capital, and they agreed to speak again in May."
PAGE = (
    "<!doctype html><html lang=en><head><title>Talks</title>"
    '<meta property="article:published_time" content="2026-02-04T08:00:00Z"></head><body><article><h1>Talks</h1>'
    + "".join(f"<p>{TEXT} This was said on day {number} of the talks.</p>" for number in range(6))
    + "</article></body></html>"
)


def record(kind: str, address: str, body: bytes, content: str = "application/http; msgtype=response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-02-05T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(body):012}>\r\nContent-Type: {content}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def response(address: str, page: str | bytes, status: int = 200, kind: str = "text/html; charset=utf-8") -> bytes:
    raw = page if isinstance(page, bytes) else page.encode()
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(raw)}\r\n"
    packed = "Content-Encoding: gzip\r\n" if raw[:2] == b"\x1f\x8b" else ""
    return record("response", address, f"{head}{packed}\r\n".encode() + raw)


RECORDS = [
    record("warcinfo", "x:y", b"software: test\r\n", "application/warc-fields"),
    response("https://one.example/talks", PAGE),
    response("https://one.example/picture", b"\x89PNG", kind="image/png"),
    response("https://one.example/gone", PAGE, status=404),
    response("https://one.example/menu", "<html><body><script>menu()</script></body></html>"),
    response("https://two.example/packed", gzip.compress(PAGE.replace("Norland", "Sudland").encode())),
]


def read(path: Path) -> tuple[list[Report], list[Aside]]:
    found = list(reports([path]))
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Aside)]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
def test_the_pages_of_an_archive_are_reports(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(raw) if packed else raw for raw in RECORDS))
    made, aside = read(path)
    assert [report.address for report in made] == ["https://one.example/talks", "https://two.example/packed"]
    assert all(report.text.count(TEXT) == 6 or "Sudland" in report.text for report in made)
    assert [str(report.published) for report in made] == ["2026-02-04"] * 2
    assert len(aside) == 1
    assert "one.example/menu" in aside[0].why
    assert aside[0].kind == "without words or an article"


def test_texts_taken_out_before_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.wet.gz"
    path.write_bytes(gzip.compress(record("conversion", "https://one.example/a", TEXT.encode(), "text/plain")))
    (report,), _ = read(path)
    assert (report.text, report.address) == (TEXT, "https://one.example/a")


def test_a_torn_archive_gives_what_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(gzip.compress(raw) for raw in RECORDS[:2]) + gzip.compress(RECORDS[5])[:200])
    made, aside = read(path)
    assert len(made) == 1
    assert len(aside) <= 1


def test_what_is_no_archive_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"not an archive at all\n" * 50)
    made, (aside,) = read(path)
    assert made == []
    assert str(path) in aside.why
