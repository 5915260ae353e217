"""How the columns of others' files become those of `external_events`, in SQL over a row of text.

A value that cannot be read as a date or a number is null; a row without a date or an id is set aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.exchange import gdelt, icews, polecat

FORMATS = ("gdelt", "icews", "polecat")


@dataclass(frozen=True, slots=True)
class Layout:
    """A format of rows to read. columns: names in order where the file has none; nulls: what stands for none.

    fields: SQL for each column of `external_events` that the file gives, by name.
    """

    columns: tuple[str, ...]
    nulls: tuple[str, ...]
    fields: dict[str, str]


def _codes(cell: str) -> str:
    """The countries of a cell of ISO codes, parted by "; " or "|"."""
    return (
        f"list_sort(list_distinct(list_filter(regexp_split_to_array(coalesce({cell}, ''), '\\s*[;|]\\s*'), "
        "lambda one: regexp_full_match(one, '[A-Z]{3}'))))"
    )


def _one(cell: str) -> str:
    return f"CASE WHEN {cell} IS NULL THEN [] ELSE [{cell}] END"


def _number(cell: str) -> str:
    return f"try_cast({cell} AS DOUBLE)"


LAYOUTS = {
    "gdelt": Layout(
        gdelt.COLUMNS,
        ("",),
        {
            "external_id": "GLOBALEVENTID",
            "day": "try_strptime(SQLDATE, '%Y%m%d')::DATE",
            "code": "EventCode",
            "score": _number("GoldsteinScale"),
            "actor": "Actor1Name",
            "actor_countries": _one("iso.iso3"),
            "recipient": "Actor2Name",
            "recipient_countries": _one("iso2.iso3"),
            "place": "ActionGeo_FullName",
            "place_country": "home.iso3",
            "latitude": _number("ActionGeo_Lat"),
            "longitude": _number("ActionGeo_Long"),
            "address": "SOURCEURL",
        },
    ),
    "icews": Layout(
        icews.COLUMNS,
        ("", "NA", "NULL"),
        {
            "external_id": '"Event ID"',
            "day": 'try_cast("Event Date" AS DATE)',
            "code": '"CAMEO Code"',
            "score": _number('"Intensity"'),
            "actor": '"Source Name"',
            "actor_countries": _one("iso.iso3"),
            "recipient": '"Target Name"',
            "recipient_countries": _one("iso2.iso3"),
            "place": 'coalesce(City, District, Province, "Country")',
            "place_country": "home.iso3",
            "latitude": _number('"Latitude"'),
            "longitude": _number('"Longitude"'),
            "address": "NULL",
        },
    ),
    "polecat": Layout(
        polecat.COLUMNS,
        ("", "None"),
        {
            "external_id": '"Event ID"',
            "day": 'try_cast("Event Date" AS DATE)',
            "code": '"Event Type"',
            "score": _number('"Intensity"'),
            "actor": '"Actor Name"',
            "actor_countries": _codes('"Actor Country"'),
            "recipient": '"Recipient Name"',
            "recipient_countries": _codes('"Recipient Country"'),
            "place": 'coalesce("Placename", "City")',
            "place_country": '"Country"',
            "latitude": _number('"Latitude"'),
            "longitude": _number('"Longitude"'),
            "address": "NULL",
        },
    ),
}

# The column of a file that each of the three joins with the table of countries meets, and the table's column.
JOINS = {
    "gdelt": (("Actor1CountryCode", "iso3"), ("Actor2CountryCode", "iso3"), ("ActionGeo_CountryCode", "fips")),
    "icews": (("Source Country", "icews_name"), ("Target Country", "icews_name"), ("Country", "icews_name")),
    "polecat": (),
}

_MARKS = {"gdelt": {"GLOBALEVENTID", "SQLDATE"}, "icews": {"CAMEO Code", "Source Name"}, "polecat": {"Event Mode"}}


def guess(header: Sequence[str]) -> str | None:
    """The format of a file by the cells of its first line: its column names, or GDELT's 61 bare cells."""
    names = set(header)
    for form, marks in _MARKS.items():
        if marks <= names:
            return form
    bare = len(header) == len(gdelt.COLUMNS) and header[0].isdigit() and len(header[1]) == 8 and header[1].isdigit()
    return "gdelt" if bare else None
