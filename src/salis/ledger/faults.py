"""Turn SQLite's errors into ours, naming the file and what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from salis.model.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MEANINGS = {
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again when that has finished",
    sqlite3.SQLITE_READONLY: "it cannot be written: the file or its folder is read-only",
    sqlite3.SQLITE_FULL: "the disk is full; what was recorded before is safe",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; `salis verify` tells where; if even that cannot"
    " be told, go back to a copy, or add `archive` to a new workspace",
    sqlite3.SQLITE_NOTADB: "this is not a Salis ledger",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
}


def is_damage(fault: BaseException | None) -> bool:
    """Tell whether SQLite found the file itself broken."""
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Raise `LedgerError` with the file's name for whatever SQLite finds wrong."""
    try:
        yield
    except sqlite3.Error as fault:
        code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
        message = f"{path}: {_MEANINGS.get(code, 'it cannot be read or written')} ({fault})"
        raise LedgerError(message) from fault
