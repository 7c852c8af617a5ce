"""Find and make the folder of a workspace.

mutiny/
  salis.toml    settings
  ledger.db     the entries, and what is derived from them
  matters.db    what large ledgers are seen by, derived from the entries; may be deleted
  archive/      the bytes read, under their digests
  people.json   who may use the desk with a password, where anybody does
"""

from __future__ import annotations

import os
from pathlib import Path

from salis.model.errors import WorkspaceError
from salis.settings.settings import FILE_NAME, TEMPLATE

ENVIRONMENT = "SALIS_WORKSPACE"
LEDGER, MATTERS, ARCHIVE, PEOPLE = "ledger.db", "matters.db", "archive", "people.json"


def find_folder(given: Path | None) -> Path:
    """Choose the folder: the one given, else $SALIS_WORKSPACE, else the nearest with settings.

    Without any it is the current folder. A folder that is not there yet is made by the first add.

    Raises:
        WorkspaceError: it is a file.
    """
    named = given or (Path(os.environ[ENVIRONMENT]) if os.environ.get(ENVIRONMENT) else None)
    if named is None:
        return _nearest(Path.cwd())
    if named.exists() and not named.is_dir():
        message = f"{named}: this is a file, not a folder"
        raise WorkspaceError(message)
    return named


def make_folder(folder: Path) -> None:
    """Make a folder a workspace, leaving settings that are there as they are.

    Raises:
        WorkspaceError: the folder cannot be made or written.
    """
    settings = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not settings.exists():
            settings.write_text(TEMPLATE, encoding="utf-8")
    except OSError as fault:
        message = f"{folder}: no workspace can be made here: {fault.strerror or fault}"
        raise WorkspaceError(message) from fault


def own_files(folder: Path) -> tuple[Path, ...]:
    """Name what in the folder belongs to the workspace, so that it is never taken for reports."""
    files = (f"{name}{end}" for name in (LEDGER, MATTERS) for end in ("", "-wal", "-shm"))
    names = (FILE_NAME, ARCHIVE, PEOPLE, *files)
    return tuple(folder / name for name in names)


def _nearest(start: Path) -> Path:
    folders = (start, *start.parents)
    return next((folder for folder in folders if (folder / FILE_NAME).is_file()), start)
