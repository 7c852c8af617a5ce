"""A file of derived tables: how it is opened and emptied."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: A reader waits so many seconds for another program that brings the file up to date.
_PATIENCE = 10
#: What sqlite says of a file that is no database.
BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, or make one."""
    connection = sqlite3.connect(
        path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def empty(connection: sqlite3.Connection) -> None:
    """Drop every table, inside the transaction that is open."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (name,) in names.fetchall():
        connection.execute(f'DROP TABLE "{name}"')
