"""The store: one DuckDB file that holds reports, events and the words that prove them. Append only.

opening.py opens and upgrades the file, rows.py turns records into rows, filters.py turns questions into SQL,
reading.py turns rows back into events, store.py is what the others are for.
"""

from dragoman.store.store import Added, Store

__all__ = ["Added", "Store"]
