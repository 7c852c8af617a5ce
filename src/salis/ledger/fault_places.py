"""Where faults of the material lie: by their places, the documents that brought them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

TABLES = """
CREATE TABLE faults (
    place TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (place, document)
) STRICT, WITHOUT ROWID;
"""
#: After all that a place may go on with.
_LAST = "\U0010ffff"


class FaultPlaces:
    """A small table of the matters' file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on the connection of the matters' file."""
        self._connection = connection

    def add(self, document: int, places: Iterable[str]) -> None:
        """Note the places of faults that a document brought."""
        rows = [(place.encode("utf-8", "replace").decode(), document) for place in places]
        self._connection.executemany("INSERT OR IGNORE INTO faults VALUES (?, ?)", rows)

    def at(self, places: Iterable[str], beginnings: Iterable[str]) -> set[int]:
        """Give the documents that brought faults at some places, or at any that begin so."""
        exact = ((one, one) for one in places)
        ranges = [*exact, *((one, one + _LAST) for one in beginnings)]
        asked = "SELECT document FROM faults WHERE place >= ? AND place <= ?"
        return {
            document for pair in ranges for (document,) in self._connection.execute(asked, pair)
        }
