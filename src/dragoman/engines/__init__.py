"""Coding a corpus in parts: the same stages and the same files, whether one process works or a cluster.

parts.py cuts the input into parts and codes one of them into files of its own; joining.py makes one event of what many
reports tell; an engine (local.py, spark.py) says where that is done. A part is there whole or not at all, so that a run
goes on where another one stopped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dragoman.engines import local
from dragoman.engines.local import Start
from dragoman.engines.parts import Done, Given, Part, code_part, cut, is_done
from dragoman.errors import UsageError

__all__ = ["ENGINES", "Coded", "Given", "code"]


@dataclass(slots=True)
class Coded:
    """What a run did. parts: coded now; before: those that were there already; aside: what was set aside, by reason.

    joined: events of all parts after joining; None where they had been joined before.
    """

    parts: int = 0
    before: int = 0
    reports: int = 0
    events: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    joined: int | None = None


def code(
    inputs: Iterable[Path],
    output: Path,
    given: Given,
    *,
    engine: str = "local",
    master: str | None = None,
    said: Callable[[Done], None] = lambda _: None,
) -> Coded:
    """Code every report of files, folders and patterns into Parquet files below a folder, and join what they tell.

    engine: one of `ENGINES`; master: of the cluster, for Spark; said: told of each part when the caller knows of it.

    Raises: UsageError for a folder that holds something else, or was made by another coder or with other settings, and
    where Spark is missing.
    """
    from dragoman.engines import joining

    parts = cut(inputs, output, given)
    _enter(output, given)
    todo = [part for part in parts if not is_done(part)]
    coded = Coded(before=len(parts) - len(todo))
    if not parts or (not todo and joining.joined(parts, output)):
        return coded
    with _started(engine, master) as start:
        for done in start(todo).flatMap(_coded).collect() if todo else ():
            coded.parts += 1
            coded.reports += done.reports
            coded.events += done.events
            coded.aside.update(done.aside)
            said(done)
        coded.joined = joining.join(parts, output, start)
    return coded


def _coded(part: Part) -> Iterable[Done]:
    return [code_part(part)]


@contextmanager
def _started(engine: str, master: str | None) -> Iterator[Start]:
    """What puts items into an engine."""
    if engine == "local":
        yield local.start
        return
    from dragoman.engines import spark

    with spark.started(master) as start:
        yield start


ENGINES = ("local", "spark")


def _enter(output: Path, given: Given) -> None:
    """Say in the folder what it holds, so that no other run mixes with it."""
    from dragoman.linking import coder

    manifest = output / "run.json"
    told = json.dumps({"coder": coder(), **asdict(given)}, default=str, indent=1, ensure_ascii=False, sort_keys=True)
    if manifest.exists():
        if manifest.read_text(encoding="utf-8") != told:
            raise UsageError(
                f"'{output}' was coded by another coder or with other settings, as {manifest.name} there says. "
                "Nothing was changed. Choose another folder."
            )
    elif output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise UsageError(f"'{output}' holds something else. Nothing was changed. Choose another folder.")
    else:
        output.mkdir(parents=True, exist_ok=True)
        manifest.write_text(told, encoding="utf-8")
