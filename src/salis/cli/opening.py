"""Open the workspace that a verb works on; writers need nothing more of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from salis.workspace.workspace import Workspace


@contextmanager
def opened(path: Path | None, *, create: bool = False) -> Iterator[Workspace]:
    """Open a workspace, or make one, and close it at the end."""
    workspace = Workspace.create(path or Path()) if create else Workspace.open(path)
    try:
        yield workspace
    finally:
        workspace.close()
