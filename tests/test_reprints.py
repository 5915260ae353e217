"""Printings of one article are found however they were edited; articles that only share words are kept apart."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.errors import UsageError
from dragoman.model import Report

PARAGRAPHS = (
    "The river commission of the two states agreed on Tuesday to open the northern sluices for the first time in nine "
    "years, after a night of talks in a hotel above the dam.",
    "Farmers on both banks had asked for the water since early spring, when the lower canals ran dry and the barley "
    "began to fail. Their unions blocked a bridge for two days last week.",
    "“Nobody got everything, and that is how you know it is fair,” said Ilse Maran, who led the delegation from the "
    "upper valley. Her counterpart left without speaking to reporters.",
    "Engineers will need ten days to clear silt from the gates. The first release should reach the delta before the "
    "end of the month, the commission said in a short note.",
)
OTHER = (
    "A court in the port city sent the former harbour master to prison for six years over bribes paid by a dredging "
    "company.\nProsecutors showed letters in which he set his price for each berth. He said he would appeal.\n"
    "The company has since been sold, and its new owners promised to repay the city."
)
CREDITS = (
    "Reporting by Ann Low; Editing by Tom Hart\n© 2026 The Ledger. All rights reserved.\nSign up for our newsletter"
)
WIRE = "\n".join(PARAGRAPHS)


def groups(*texts: str, **more: list[str]) -> list[tuple[str, ...]]:
    extra = [dict(zip(more, values, strict=True)) for values in zip(*more.values(), strict=True)] or [{}] * len(texts)
    return dragoman.duplicates({"id": f"r{at}", "text": text, **extra[at]} for at, text in enumerate(texts))


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        WIRE.replace("’", "'").replace("“", '"').replace("”", '"').upper(),
        f"Water at last\nBy Ann Low\n{WIRE}\n{CREDITS}",
        "\n".join((PARAGRAPHS[0], PARAGRAPHS[3], PARAGRAPHS[1], PARAGRAPHS[2])),
        "\n".join(PARAGRAPHS[:2]),
        WIRE.replace("agreed", "decided").replace("talks", "discussions").replace("asked for", "sought"),
    ],
    ids=["same", "typography", "framed", "moved", "cut", "reworded"],
)
def test_an_edited_copy_is_a_reprint(copy: str) -> None:
    assert groups(WIRE, OTHER, copy) == [("r0", "r2")]


def test_boilerplate_makes_no_reprint() -> None:
    footer = "\n".join([CREDITS, "Read more: Ten things to know today", "Follow us on Facebook and Twitter."])
    assert groups(f"The mayor resigned.\n{footer}", f"A bridge fell in the north.\n{footer}") == []


def test_a_quotation_or_a_shared_background_makes_no_reprint() -> None:
    assert groups(WIRE, f"{OTHER}\n{PARAGRAPHS[2]}") == []
    late = "\n".join(OTHER.splitlines()[1:])
    first = (
        "A storm tore the roofs from forty houses on the coast overnight, and the ferry stayed in harbour until noon."
    )
    second = "Two ministers quit the cabinet this morning in a quarrel over pensions, which now goes to parliament."
    assert groups(f"{first} {first[::-1]}\n{late}", f"{second} {second[::-1]}\n{late}") == []


def test_the_earliest_is_the_original() -> None:
    reports = [
        Report("late", WIRE, date(2026, 3, 2)),
        Report("unknown", WIRE),
        Report("early", f"{WIRE}\n{CREDITS}", date(2026, 3, 1)),
    ]
    assert dragoman.duplicates(reports) == [("early", "late", "unknown")]


def test_one_address_is_one_article() -> None:
    urls = ["https://www.ledger.example/a/1?utm_source=x", "http://ledger.example/a/1/", "https://ledger.example/"]
    assert groups("Talks began.", OTHER, WIRE, address=urls) == [("r0", "r1")]
    homes = ["https://ledger.example/", "https://ledger.example"]
    assert groups("Talks began.", OTHER, address=homes) == []
    pages = ["https://ledger.example/s?id=1", "https://ledger.example/s?id=2"]
    assert groups("Talks began.", OTHER, address=pages) == []


def test_an_id_given_twice_is_one_report() -> None:
    assert dragoman.duplicates([{"id": "a", "text": WIRE}, {"report_id": "a", "text": WIRE}]) == []


@pytest.mark.parametrize(("report", "lacks"), [({"text": WIRE}, "no id"), ({"id": "a"}, "no text")])
def test_a_report_without_id_or_text_is_refused(report: dict[str, str], lacks: str) -> None:
    with pytest.raises(UsageError, match=f"report 2 has {lacks}"):
        dragoman.duplicates([{"id": "b", "text": WIRE}, report])


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_texts_are_grouped_and_equal_ones_together(texts: list[str]) -> None:
    found = groups(*texts, *texts)
    for at, text in enumerate(texts):
        assert any({f"r{at}", f"r{at + len(texts)}"} <= set(group) for group in found) == bool(text)
