"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("dragoman", deadline=None)  # speed is measured in benchmarks/, never in a test
settings.load_profile("dragoman")


@pytest.fixture
def shared() -> Path:
    """The folder of real reports beside the repository; a test that needs it skips where it is absent."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder of real reports beside the repository")
    return folder
