"""Our record beside others' data: events written in the formats that they are loaded from, and theirs read in.

acts.py turns events into what coded data can hold; gdelt.py, icews.py, polecat.py and acled.py are the columns;
documents.py GeoJSON, STIX and JSON-LD; writing.py the way out, importing.py the way in, agreement.py the two side by
side. What is filled and what stays null, field by field: docs/exchange.md.
"""

from dragoman.exchange.agreement import Agreement, Comparison, Count, compare_sources
from dragoman.exchange.importing import Imported, import_file
from dragoman.exchange.writing import FORMATS, Exported, export

__all__ = [
    "FORMATS",
    "Agreement",
    "Comparison",
    "Count",
    "Exported",
    "Imported",
    "compare_sources",
    "export",
    "import_file",
]
