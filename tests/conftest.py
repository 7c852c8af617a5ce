"""Fixtures for every test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

#: A test measures no time: on a busy machine any example may take long.
settings.register_profile("salis", deadline=None)
settings.load_profile("salis")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of real documents beside the repository; skip where it is not."""
    folder = Path(os.environ.get("SALIS_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"needs the real documents in {folder}, which are not part of the repository")
    return folder
