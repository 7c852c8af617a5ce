"""Hold still: see an SQLite file as it stands at one moment, whatever others write meanwhile."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from salis.ledger.faults import faults_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


class Stillness:
    """What one connection sees of a file in WAL mode."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Work on a connection without transactions of its own."""
        self._connection = connection
        self._path = path
        self._pinned = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See the file as it stands at one moment; where it is pinned, at that one."""
        with faults_of(self._path):
            if self._pinned:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def pin(self) -> None:
        """See the file as it stands now, until `unpin`; nothing can be written meanwhile."""
        with faults_of(self._path):
            self._connection.execute("BEGIN")
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        self._pinned = True

    def unpin(self) -> None:
        """See what others write again."""
        if self._pinned:
            self._pinned = False
            with faults_of(self._path):
                self._connection.execute("ROLLBACK")
