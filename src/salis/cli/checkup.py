"""The checks of `salis doctor`."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from salis.cli.opening import opened
from salis.formats.words import count
from salis.model.errors import SalisError
from salis.read.language_model import load_language

_OLDEST_PYTHON = (3, 12)
_OLDEST_SQLITE = (3, 37, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found."""

    well: bool
    text: str


def check_python(_: Path | None) -> Finding:
    """Check that Python is new enough."""
    well = sys.version_info >= _OLDEST_PYTHON
    need = "" if well else "; Salis needs 3.12 or newer"
    return Finding(well, f"{platform.python_version()}{need}")


def check_model(_: Path | None) -> Finding:
    """Check that the language model loads."""
    try:
        meta = load_language().meta
    except (SalisError, OSError, ImportError) as error:
        return Finding(well=False, text=f"{error} Run `make install` again.")
    return Finding(well=True, text=f"{meta['lang']}_{meta['name']} {meta['version']}")


def check_sqlite(_: Path | None) -> Finding:
    """Check that SQLite has strict tables and full-text search."""
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        return Finding(well=False, text=f"{version}; Salis needs 3.37 or newer")
    try:
        with sqlite3.connect(":memory:") as connection:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    except sqlite3.Error as error:
        return Finding(well=False, text=f"{version} without full-text search ({error})")
    return Finding(well=True, text=f"{version} with strict tables and full-text search")


def check_workspace(path: Path | None) -> Finding:
    """Check that the workspace opens, can be written, and that its ledger is unaltered."""
    try:
        with opened(path) as workspace:
            folder = workspace.path
            found = workspace.verify()
    except (SalisError, OSError) as error:
        return Finding(well=False, text=str(error))
    if not os.access(folder, os.W_OK):
        return Finding(well=False, text=f"{folder} cannot be written")
    entries = count(found.entries, "entry", "entries")
    return Finding(well=True, text=f"{folder}, {entries}, seals in order")


CHECKS: tuple[tuple[str, Callable[[Path | None], Finding]], ...] = (
    ("Python", check_python),
    ("language model", check_model),
    ("SQLite", check_sqlite),
    ("workspace", check_workspace),
)
