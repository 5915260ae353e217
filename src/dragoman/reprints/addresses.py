"""Addresses of web pages as names of articles."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_HOST = re.compile(r"^(?:www|m|mobile|amp|edition|us|uk)\.")
_TRACKING = re.compile(
    r"utm_|fbclid$|gclid$|ref$|cmp|ocid$|src$|source$|feedtype|feedname|output$|amp$|mc_|ito$|smid$|taid$"
)


def plain_address(address: str | None) -> str | None:
    """What an address says of the article: no scheme, no mobile host, no tracking. A home page names no article."""
    if not address:
        return None
    parts = urlsplit(address.strip())
    path = re.sub(r"(?:/amp|/index\.\w+)?/*$", "", parts.path)
    query = urlencode(sorted(item for item in parse_qsl(parts.query) if not _TRACKING.match(item[0].lower())))
    host = _HOST.sub("", parts.netloc.lower())
    return f"{host}{path}?{query}" if path or query else None
