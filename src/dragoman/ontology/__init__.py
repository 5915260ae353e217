"""PLOVER 2 as data: types, modes, contexts, sectors, scores, and the crosswalk to and from CAMEO.

The data lie in two files that people can read, `plover.json` and `cameo.json`; `docs/codebook.md` says how we
apply them.
Source: the PLOVER 2.0 draft manual and the CAMEO2PLOVER-2021 table, both by the Open Event Data Alliance.
"""

from dragoman.ontology.cameo import from_cameo, to_cameo
from dragoman.ontology.plover import (
    TYPES,
    Quad,
    contexts,
    definition,
    is_speech,
    modes,
    quad,
    reduce,
    requires_recipient,
    score,
    sectors,
)

__all__ = [
    "TYPES",
    "Quad",
    "contexts",
    "definition",
    "from_cameo",
    "is_speech",
    "modes",
    "quad",
    "reduce",
    "requires_recipient",
    "score",
    "sectors",
    "to_cameo",
]
