"""A desk with a folder: what is put down there as text is what the stage is given to read."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salis.model.document import Document
from salis.model.problem import Problem
from salis.sources.collect import Fetched, Hints, collect

NOW = datetime(2031, 5, 5, 12, 0, tzinfo=UTC)


class Desk:
    """Reads what lies in a folder, and tells documents from problems."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: str | bytes) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def collect(
        self, *inputs: str, hints: Hints | None = None, stdin: bytes = b""
    ) -> list[Fetched | Problem]:
        found = collect(inputs, hints=hints or Hints(), fetched_at=NOW, stdin=io.BytesIO(stdin))
        return list(found)

    def documents(self, *inputs: str, hints: Hints | None = None) -> list[Document]:
        found = self.collect(*inputs, hints=hints)
        return [item.document for item in found if isinstance(item, Fetched)]

    def read(self, name: str, content: str | bytes, *, hints: Hints | None = None) -> Document:
        """Put a file down and read it: one document, and nothing else said."""
        (item,) = self.collect(self.put(name, content), hints=hints)
        assert isinstance(item, Fetched), item
        return item.document

    def fault(self, name: str, content: str | bytes) -> Problem:
        """Put a file down that cannot be read: one problem, and no document."""
        path = self.put(name, content)
        (item,) = self.collect(path)
        assert isinstance(item, Problem), item
        assert item.place.startswith(path)
        return item


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def codes() -> Callable[[Document], list[str]]:
    return lambda document: [problem.code for problem in document.problems]
