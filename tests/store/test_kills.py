"""A writer that is killed: the benchmark of that name does it 50 times."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import kills

from . import stories as s


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    records = [s.daily(number) for number in range(24)]
    kills.run(tmp_path, records, kills=2)
