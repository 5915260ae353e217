"""The ledger: what was promised, scheduled or threatened, and what later reports say became of it.

`settle` is a pure function over events and the sentences that may close a commitment; `docs/ledger.md` says by which
rules. Verdicts are proposals, worked out anew whenever they are asked for; what a person confirmed stands above them.
"""

from dragoman.ledger.calendar import to_ics as to_ics
from dragoman.ledger.entries import Confirmation as Confirmation
from dragoman.ledger.entries import Entry as Entry
from dragoman.ledger.entries import Proposal as Proposal
from dragoman.ledger.entries import Sentence as Sentence
from dragoman.ledger.notices import CUES as CUES
from dragoman.ledger.settling import settle as settle
