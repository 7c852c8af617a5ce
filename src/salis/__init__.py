"""Salis: a ledger of who said what, when, and on what ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from salis.workspace.workspace import Workspace

__all__ = ["open_workspace"]


def open_workspace(path: str | PathLike[str] | None = None, *, create: bool = False) -> Workspace:
    """Open a workspace: the folder given, else the nearest one with `salis.toml`.

    Args:
        path: The folder; by default `$SALIS_WORKSPACE`, else the nearest above the current one.
        create: Make the folder a workspace where it is none yet.
    """
    from pathlib import Path  # `import salis` itself stays quick

    from salis.workspace.workspace import Workspace

    if create:
        return Workspace.create(Path(path or "."))
    return Workspace.open(None if path is None else Path(path))
