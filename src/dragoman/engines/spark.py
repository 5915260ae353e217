"""Parts coded on Spark: its workers run what the local engine runs. The only place that knows PySpark."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dragoman
from dragoman.engines.local import Start
from dragoman.errors import UsageError

_TASKS = 4096  # at most: what is grouped goes from so many to so many


@contextmanager
def started(master: str | None) -> Iterator[Start]:
    """What puts items into a cluster: on this machine's cores unless a master is named, such as spark://host:7077.

    A task is one item unless fewer tasks are asked for, so that a lost worker costs no more than what it was at: Spark
    has it done again. Input and output must lie where every worker sees them under the same path. A worker's models
    are loaded once.

    Raises: UsageError where PySpark or Java is missing.
    """
    session = _session(master)
    try:
        yield lambda items, tasks=None: session.sparkContext.parallelize(items, min(tasks or len(items) or 1, _TASKS))
    finally:
        session.stop()


def _session(master: str | None):  # type: ignore[no-untyped-def] # PySpark is not installed where types are checked
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError(
            'Spark is not installed; nothing was coded. Install it with: pip install "dragoman[spark]"'
        ) from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("dragoman").master(master or "local[*]")
    for name, value in _CONFIG.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except PySparkException as error:
        raise UsageError(
            f"Spark did not start ({' '.join(str(error).split())[:200]}); nothing was coded. It needs Java 17 or newer."
        ) from error


_CONFIG = {
    "spark.executorEnv.PYTHONPATH": str(Path(dragoman.__file__).parents[1]),
    "spark.python.worker.memory": "2g",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
"""Workers find this very package. The model keeps to one thread, so that a core is a process. From 2 GB on, of which
the models take a third, a Python worker groups on disk."""
