"""What can go wrong, as a tree. Every message says what failed, whether data is safe, and what to do next.

DragomanError
├── UsageError          the command or call is off; nothing was read            (exit code 2)
│   ├── BadDateError
│   └── CodebookError
└── DataError           the input or the store is off; nothing was half written (exit code 1)
    ├── InputError
    │   ├── MissingFileError
    │   ├── EmptyInputError
    │   ├── NotTextError
    │   ├── WrongEncodingError
    │   ├── WrongLanguageError
    │   ├── TooLongError
    │   └── FetchError
    ├── StoreError
    │   ├── NotAStoreError
    │   ├── NewerStoreError
    │   ├── StoreLockedError
    │   ├── StoreFullError
    │   └── StoreDamagedError
    ├── OffsetError
    ├── UnknownEventError
    └── UnknownReportError
"""

from __future__ import annotations


class DragomanError(Exception):
    """The base of all our errors."""

    exit_code = 1


class UsageError(DragomanError):
    """The command or call is off."""

    exit_code = 2


class BadDateError(UsageError):
    """A date that is no date."""


class CodebookError(UsageError):
    """A codebook of the user's own that cannot be used."""


class DataError(DragomanError):
    """The input or the store is off."""


class InputError(DataError):
    """A report that cannot be read."""


class MissingFileError(InputError):
    """A file that is not there or may not be opened."""


class EmptyInputError(InputError):
    """A report without words."""


class NotTextError(InputError):
    """Bytes that are no text."""


class WrongEncodingError(InputError):
    """Text in an encoding that is not UTF-8."""


class WrongLanguageError(InputError):
    """Text in a language that the coder does not read."""


class TooLongError(InputError):
    """A text too long to be one report."""


class FetchError(InputError):
    """A page or a feed that cannot be fetched, or may not be."""


class StoreError(DataError):
    """A store that cannot be used."""


class NotAStoreError(StoreError):
    """A file that is not a Dragoman store."""


class NewerStoreError(StoreError):
    """A store written by a newer Dragoman."""


class StoreLockedError(StoreError):
    """A store that another process is writing to."""


class StoreFullError(StoreError):
    """A disk without room."""


class StoreDamagedError(StoreError):
    """A store of which a part is missing or was overwritten."""


class UnknownEventError(DataError):
    """An event that is not in the store."""


class UnknownReportError(DataError):
    """A report that is not in the store."""


class OffsetError(DataError):
    """A record whose offsets do not point at the words it quotes: a fault in Dragoman, not in the report."""
