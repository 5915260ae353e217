"""Pages from the web, politely: robots.txt is kept to, a host is left alone for a while between two requests, and what
has not changed is not sent again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from dragoman.errors import FetchError

LARGEST = 10_000_000  # bytes of a page or feed
_REDIRECTS = 5
_SECONDS = 30.0
_MOVED = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. address: where it was found in the end; body: empty for 304, "not modified"."""

    address: str
    status: int
    body: bytes
    etag: str | None
    modified: str | None


class Fetcher:
    """Fetches one thing after the other. delay: seconds between two requests to a host, or what its robots.txt asks."""

    def __init__(
        self,
        delay: float = 2.0,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        import urllib3

        self.agent = f"dragoman/{version('dragoman')}"
        self._delay, self._clock, self._sleep = delay, clock, sleep
        self._pool = urllib3.PoolManager(timeout=urllib3.Timeout(total=_SECONDS), retries=False)
        self._robots: dict[str, RobotFileParser] = {}
        self._last: dict[str, float] = {}
        self._closed: dict[str, str] = {}

    def get(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """Fetch an address, following up to five redirects. etag, modified: of the last answer, so that 304 may come.

        Raises: FetchError: robots.txt does not allow it, the host asked to be left alone, or nothing usable came.
        """
        for _ in range(_REDIRECTS + 1):
            answer, target = self._ask(address, etag, modified)
            if target is None:
                return answer
            address = urljoin(address, target)
        raise FetchError(f"{address}: more than {_REDIRECTS} redirects")

    def _ask(self, address: str, etag: str | None, modified: str | None) -> tuple[Answer, str | None]:
        """One request: the answer, and where it sends us if it does."""
        host = _host(address)
        if host in self._closed:
            raise FetchError(f"{address}: its host {self._closed[host]}; it is left alone for this round")
        if not self._rules(host).can_fetch(self.agent, address):
            raise FetchError(f"{address}: robots.txt does not allow it")
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        status, headers, body = self._request(address, {name: said for name, said in asked.items() if said})
        if status in (429, 503):
            self._closed[host] = f"answered {status}"
        if status in _MOVED and headers.get("Location"):
            return Answer(address, status, b"", None, None), headers["Location"]
        if status not in (200, 304):
            raise FetchError(f"{address}: the server answered {status}")
        return Answer(address, status, body, headers.get("ETag"), headers.get("Last-Modified")), None

    def _rules(self, host: str) -> RobotFileParser:
        """What a host's robots.txt allows; all, if it has none; nothing, if it cannot be asked (RFC 9309)."""
        if host not in self._robots:
            rules = RobotFileParser()
            try:
                status, _, body = self._request(f"{host}/robots.txt", {})
            except FetchError:
                status, body = 503, b""
            if status == 200:
                rules.parse(body.decode("utf-8", "replace").splitlines())
            elif status >= 500 or status == 429:
                rules.disallow_all = True  # type: ignore[attr-defined]
            else:
                rules.allow_all = True  # type: ignore[attr-defined]
            rules.modified()
            self._robots[host] = rules
        return self._robots[host]

    def _request(self, address: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        """One request, no sooner than the host's delay allows. Raises: FetchError."""
        import urllib3

        self._wait(_host(address))
        asked = {"User-Agent": self.agent, "Accept-Encoding": "gzip, deflate", **headers}
        try:
            answer = self._pool.request("GET", address, headers=asked, redirect=False, preload_content=False)
            try:
                body = answer.read(LARGEST + 1, decode_content=True)
            finally:
                answer.release_conn()
        except (urllib3.exceptions.HTTPError, UnicodeError) as error:
            raise FetchError(f"{address}: cannot be fetched ({error})") from error
        if len(body) > LARGEST:
            raise FetchError(f"{address}: more than {LARGEST:,} bytes")
        return answer.status, answer.headers, body  # type: ignore[return-value]

    def _wait(self, host: str) -> None:
        known = self._robots.get(host)
        asked = known.crawl_delay(self.agent) if known else None
        delay = max(self._delay, float(asked or 0))
        since = self._clock() - self._last[host] if host in self._last else delay
        if since < delay:
            self._sleep(delay - since)
        self._last[host] = self._clock()


def _host(address: str) -> str:
    """Scheme and host with port. Raises: FetchError for what is no address on the web."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise FetchError(f"{address}: is no address that begins with http:// or https://")
    return f"{parts.scheme}://{parts.netloc}"
