"""A workspace that reads with the story reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from salis.workspace.place import make_folder
from salis.workspace.workspace import Workspace
from tests.workspace.story_reader import STAGES

type Write = Callable[..., str]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A new workspace."""
    folder = tmp_path / "mutiny"
    make_folder(folder)
    with Workspace(folder, stages=STAGES) as made:
        yield made


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file to add and give its path: text, or lines of records."""

    def writes(name: str, *content: str | dict[str, str]) -> str:
        path = tmp_path / "reports" / name
        path.parent.mkdir(exist_ok=True)
        lines = (each if isinstance(each, str) else json.dumps(each) for each in content)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return str(path)

    return writes
