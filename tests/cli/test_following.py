"""`follow` against a server of its own on loopback: conditional requests, robots, delays, and what is set aside."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import Result

from dragoman.errors import FetchError, MissingFileError, UsageError
from dragoman.ingest.feeds import Feed, settings
from dragoman.ingest.fetching import Fetcher

Run = Callable[..., Result]
TEXT = "The president of Norland met the envoys in the capital, and they agreed to speak again in May."


class Site:
    """Pages by path with their status and headers, and how often each was asked for."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.pages: dict[str, tuple[int, dict[str, str], str]] = {}
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}

    def page(self, path: str, body: str, status: int = 200, **headers: str) -> None:
        self.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)

    def article(self, path: str, number: int) -> None:
        body = "".join(f"<p>{TEXT} This was said on day {number}{day} of the talks.</p>" for day in range(6))
        self.page(
            path, f"<!doctype html><html><head><title>T</title></head><body><article>{body}</article></body></html>"
        )

    def feed(self, *paths: str, tag: str = '"1"') -> None:
        items = "".join(
            f"<item><title>Talks</title><link>{self.root}{path}</link>"
            f"<pubDate>Wed, 04 Feb 2026 10:00:00 GMT</pubDate><description>{TEXT}</description></item>"
            for path in paths
        )
        body = f'<rss version="2.0"><channel><title>N</title>{items}</channel></rss>'
        self.page("/rss.xml", body, ETag=tag, Last_Modified="Wed, 04 Feb 2026 10:00:00 GMT")


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked[self.path] += 1
            made.headers[self.path] = dict(self.headers)
            status, headers, body = made.pages.get(self.path, (404, {}, ""))
            if status == 200 and headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, ""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def follow(run: Run, site: Site) -> Callable[[], Result]:
    Path("feeds.toml").write_text(f'delay = 0\n[[feed]]\naddress = "{site.root}/rss.xml"\noutlet = "The Courier"\n')
    return lambda: run("follow", "feeds.toml")


def test_what_is_new_is_fetched_and_nothing_twice(site: Site, follow: Callable[[], Result], run: Run) -> None:
    site.article("/a", 1)
    site.article("/b", 2)
    site.feed("/a", "/b")
    assert follow().stdout == "relations.duckdb: 2 reports added with 0 new events\n"
    assert follow().stdout == "relations.duckdb: 0 reports added with 0 new events\n"
    assert site.headers["/rss.xml"]["If-None-Match"] == '"1"'
    assert site.headers["/rss.xml"]["User-Agent"].startswith("dragoman/")
    site.article("/c", 3)
    site.feed("/c", "/a", "/b", tag='"2"')
    assert "1 report added" in follow().stdout
    assert {path: site.asked[path] for path in ("/a", "/b", "/c", "/rss.xml")} == {
        "/a": 1,
        "/b": 1,
        "/c": 1,
        "/rss.xml": 3,
    }
    from dragoman.store import Store

    with Store.open("relations.duckdb", read_only=True) as store:
        rows = store.query("SELECT DISTINCT outlet, published, address FROM reports ORDER BY address")
    assert [row["address"] for row in rows] == [f"{site.root}{path}" for path in ("/a", "/b", "/c")]
    assert {(row["outlet"], str(row["published"])) for row in rows} == {("The Courier", "2026-02-04")}


def test_robots_are_kept_to_and_what_fails_is_asked_for_again(site: Site, follow: Callable[[], Result]) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private\n")
    site.article("/a", 1)
    site.article("/private/b", 2)
    site.page("/broken", "", status=500)
    site.feed("/a", "/private/b", "/broken")
    first = follow()
    assert first.stdout == "relations.duckdb: 1 report added with 0 new events, 2 set aside (2 not to be had)\n"
    assert "robots.txt does not allow" in first.stderr
    assert site.asked["/private/b"] == 0
    site.article("/broken", 3)
    assert "1 report added" in follow().stdout
    assert (site.asked["/robots.txt"], site.asked["/a"]) == (2, 1)


def test_a_host_that_is_busy_is_left_alone(site: Site, follow: Callable[[], Result]) -> None:
    site.page("/a", "", status=429)
    site.article("/b", 1)
    site.feed("/a", "/b")
    assert "2 set aside" in follow().stdout
    assert site.asked["/b"] == 0


def test_a_feed_that_is_none_is_set_aside(site: Site, follow: Callable[[], Result]) -> None:
    site.page("/rss.xml", "<html><body>Moved</body></html>")
    shown = follow()
    assert "1 set aside (1 feed not to be had)" in shown.stdout
    assert "is no RSS or Atom feed" in shown.stderr


def test_the_words_of_the_feed_are_enough_if_told_so(site: Site, run: Run) -> None:
    site.feed("/a")
    Path("feeds.toml").write_text(f'delay = 0\n[[feed]]\naddress = "{site.root}/rss.xml"\npages = false\n')
    assert "1 report added" in run("follow", "feeds.toml").stdout
    assert site.asked["/a"] == 0


def test_redirects_are_followed_and_not_for_ever(site: Site) -> None:
    site.page("/old", "", status=301, Location="/new")
    site.page("/new", "there")
    site.page("/loop", "", status=302, Location="/loop")
    fetcher = Fetcher(0)
    assert (answer := fetcher.get(f"{site.root}/old")).body == b"there"
    assert answer.address == f"{site.root}/new"
    with pytest.raises(FetchError, match="redirects"):
        fetcher.get(f"{site.root}/loop")
    with pytest.raises(FetchError, match="begins with http"):
        fetcher.get("file:///etc/passwd")


def test_a_host_is_waited_for(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    site.page("/a", "x")
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    fetcher = Fetcher(2.0, clock=lambda: now[0], sleep=sleep)
    fetcher.get(f"{site.root}/a")
    fetcher.get(f"{site.root}/a")
    assert slept == [7.0, 7.0]


def test_settings(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text('[[feed]]\naddress = "https://a.example"\nlicence = "CC0"\n')
    assert settings(path) == ([Feed("https://a.example", licence="CC0")], 2.0)
    for wrong in ("", "delay = 1", "[[feed]]\nurl = 1", '[[feed]]\naddress = "a"\npages = "no"', "delay = [", "x = 1"):
        path.write_text(wrong)
        with pytest.raises(UsageError, match=r"write delay = 2\.0"):
            settings(path)
    with pytest.raises(MissingFileError):
        settings(tmp_path / "none.toml")
