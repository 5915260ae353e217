"""People being put together from the sources of scripts/build_actors.py, and the codes and dates of those sources."""

from __future__ import annotations

import html
import re
from calendar import month_name, monthrange
from dataclasses import dataclass, field
from typing import Any

from dragoman.actors import tables

MONTHS = {name[:3]: n for n, name in enumerate(month_name) if name}
HOG_TITLES = {"DEU": "Chancellor", "AUT": "Chancellor", "CHN": "Premier", "TWN": "Premier", "IRL": "Taoiseach"}
MONARCHS = {"JPN": "Emperor", "KWT": "Emir", "QAT": "Emir", "OMN": "Sultan", "LUX": "Grand Duke", "LIE": "Prince",
            "MCO": "Prince", "BRN": "Sultan"}  # fmt: skip
COMPLETE = ("White House", "State Department", "Pentagon", "Kremlin", "United States", "Pope", "Dalai Lama")
COW = {
    "UKG": "GBR", "GFR": "DEU", "FRN": "FRA", "SPN": "ESP", "POR": "PRT", "AUS": "AUT", "AUL": "AUS", "CZR": "CZE",
    "SLO": "SVK", "SLV": "SVN", "BOS": "BIH", "CRO": "HRV", "MAC": "MKD", "BUL": "BGR", "MLD": "MDA", "ROM": "ROU",
    "SWD": "SWE", "DEN": "DNK", "ICE": "ISL", "LAT": "LVA", "LIT": "LTU", "GRG": "GEO", "IRE": "IRL", "NTH": "NLD",
    "SWZ": "CHE", "YUG": "SRB", "SER": "SRB", "MNG": "MNE", "MON": "MNG", "TAW": "TWN", "ROK": "KOR", "THI": "THA",
    "CAM": "KHM", "DRV": "VNM", "MAL": "MYS", "SIN": "SGP", "BRU": "BRN", "PHI": "PHL", "INS": "IDN", "ETM": "TLS",
    "NEW": "NZL", "SOL": "SLB", "VAN": "VUT", "KYR": "KGZ", "TAJ": "TJK", "KZK": "KAZ", "SRI": "LKA", "MAD": "MDV",
    "BNG": "BGD", "NEP": "NPL", "BHU": "BTN", "MYA": "MMR", "LEB": "LBN", "LIB": "LBY", "ALG": "DZA", "MOR": "MAR",
    "SUD": "SDN", "KUW": "KWT", "BAH": "BHR", "UAE": "ARE", "OMA": "OMN", "SAF": "ZAF", "NIG": "NGA", "NIR": "NER",
    "CDI": "CIV", "GUI": "GIN", "BFO": "BFA", "SIE": "SLE", "TOG": "TGO", "CAO": "CMR", "CHA": "TCD", "CEN": "CAF",
    "CON": "COG", "DRC": "COD", "ANG": "AGO", "MZM": "MOZ", "ZAM": "ZMB", "ZIM": "ZWE", "MAW": "MWI", "BOT": "BWA",
    "LES": "LSO", "SWA": "SWZ", "MAG": "MDG", "MAS": "MUS", "SEY": "SYC", "TAZ": "TZA", "BUI": "BDI", "GAM": "GMB",
    "MAA": "MRT", "CAP": "CPV", "EQG": "GNQ", "HAI": "HTI", "TRI": "TTO", "BHM": "BHS", "BAR": "BRB", "COS": "CRI",
    "HON": "HND", "GUA": "GTM", "SAL": "SLV", "PAR": "PRY", "URU": "URY", "GRN": "GRD", "SVG": "VCT", "SLU": "LCA",
    "SKN": "KNA", "AAB": "ATG", "MNC": "MCO", "SNM": "SMR", "NAU": "NRU", "PAL": "PLW", "MSI": "MHL", "MAD ": "MDV",
    "GNB": "GNB", "PNG": "PNG", "FIJ": "FJI", "UKR": "UKR",
}  # fmt: skip


@dataclass
class Draft:
    """A person being put together."""

    name: str
    place: str
    family: str
    gender: str | None = None
    qid: str = ""
    aliases: list[str] = field(default_factory=list)
    services: list[tuple[str, str, str, str, str, str]] = field(default_factory=list)


def day(text: str, end: bool = False) -> str:
    """An ISO date from 2019, 2019-07 or 2019-07-24: the first day of the period, or the last for an end."""
    if text in ("", "-"):
        return ""
    year, month, exact = ([*text.split("-"), "", ""])[:3]
    month = month or ("12" if end else "01")
    return f"{year}-{month}-{exact or (monthrange(int(year), int(month))[1] if end else '01')}"


def label(key: str, place: str, title: str | None) -> str:
    """A title of one's own for an office, or '' where offices.csv has it."""
    own = title or (HOG_TITLES if key == "head of government" else MONARCHS if key == "monarch" else {}).get(place)
    if not own or re.search(r" (?:of|for|to) ", own) or own.startswith(COMPLETE):
        return own or ""
    return f"{own} of {tables.with_article(place, {row.iso3: row.name for row in tables.states()}.get(place, place))}"


def clean(cell: Any) -> str:
    text = cell.get("text", "") if isinstance(cell, dict) else cell or ""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(html.unescape(text)))).strip()


def titled(word: str) -> str:
    """'AL-SUDANI' is 'Al-Sudani', 'VI' and 'III' stay."""
    if re.fullmatch(r"[IVX]+", word):
        return word
    return re.sub(
        r"[^\W\d_]+", lambda part: part.group().capitalize() if part.group().isupper() else part.group(), word
    )
