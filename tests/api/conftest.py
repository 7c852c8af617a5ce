"""A served workspace for stories that only read, and one for each story that changes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from salis.workspace.workspace import Workspace
from tests.api.serving import KORVAN, Served, served, tell


@pytest.fixture(scope="session")
def korvan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with four reports, and something of each kind that people decide."""
    folder = tell(tmp_path_factory.mktemp("api") / "korvan", *KORVAN)
    with Workspace(folder) as workspace:
        claims = workspace.view().claims()
        workspace.judge(claims[0].id, "confirm", because="I was there.", by="Ilka")
        workspace.judge([claims[1].id, claims[2].id], "different", because="Not one.", by="Ilka")
        workspace.file_evidence(
            claims[2].id,
            address="https://archive.example/gate",
            bears_for=False,
            grade=2,
            kind="image",
            note="The gates are shut.",
            by="Ilka",
        )
        workspace.grade("Daily Flood", "D", by="Ilka")
    return folder


@pytest.fixture(scope="session")
def desk(korvan: Path) -> Iterator[Served]:
    """A server over it; nothing is changed through this one."""
    with served(korvan) as there:
        yield there


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """A server over a workspace of one's own, to change."""
    with served(tell(tmp_path / "own", *KORVAN)) as there:
        yield there
