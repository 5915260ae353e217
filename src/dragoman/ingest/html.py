"""A web page to the text of its article, with the title, date, outlet and address that its markup states."""

from __future__ import annotations

from pathlib import Path

from dragoman.errors import EmptyInputError
from dragoman.ingest.found import Found


def read_page(raw: bytes | str, name: str, address: str | None = None) -> Found:
    """The article of a page. The date is one that the markup states; none is guessed from the running text.

    Raises: EmptyInputError where no article is found. Extraction: trafilatura (Barbaresi, 2021).
    """
    import trafilatura

    page = trafilatura.bare_extraction(
        raw,
        url=address,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if page is None or isinstance(page, dict) or not page.text:
        raise EmptyInputError(
            f"{name} holds no article that can be told from the page around it: save its text as .txt"
        )
    return Found(name, page.text, page.date, page.sitename, page.title, address or page.url, page.license)


def read_pages(path: Path) -> list[Found]:
    """The one article of a saved page. Raises: EmptyInputError."""
    return [read_page(path.read_bytes(), f"'{path}'")]
