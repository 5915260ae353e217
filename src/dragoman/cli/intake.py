"""How far the files of a command are read in, so that another run can go on from there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.cli.batch import Given, Tally
    from dragoman.store import Store


class Intake:
    """Notes in a store how far files are dealt with, and says how much of a file an earlier run has done.

    A file that has changed since, another coder and other settings start from the beginning.
    """

    def __init__(self, store: Store, given: Given, coder: str, tally: Tally) -> None:
        said = (given.published, given.outlet, given.max_chars, sorted(given.columns.items()), coder)
        self._setting = json.dumps(said, default=str, ensure_ascii=False)
        self._tally = tally
        self._before = store.intake(self._setting)

    def skip(self, path: Path) -> int | None:
        """How many entries of a file are done; None for all of it."""
        known, now = self._before.get(_name(path)), _state(path)
        if known is None or now is None or (known["size"], known["modified"]) != now:
            return 0
        if known["done"]:
            self._tally.passed += 1
            return None
        return int(known["items"])

    def nothing(self, _: Path) -> int:
        """For a run that looks at everything."""
        return 0

    def rows(self) -> list[dict[str, Any]]:
        """The rows of the files that were read on since this was last asked."""
        places, self._tally.places = self._tally.places, {}
        states = ((path, state, place) for path, place in places.items() if (state := _state(path)))
        return [
            {
                "path": _name(path),
                "setting": self._setting,
                "size": size,
                "modified": modified,
                "items": items,
                "done": done,
            }
            for path, (size, modified), (items, done) in states
        ]


def _name(path: Path) -> str:
    return str(path.resolve())


def _state(path: Path) -> tuple[int, int] | None:
    """Size and time of change of a file; None for what is none, such as standard input or a folder of mail."""
    if not path.is_file():
        return None
    found = path.stat()
    return found.st_size, found.st_mtime_ns
