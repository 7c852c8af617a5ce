"""Columns: figures of all claims and documents in pages, kept in the file of the matters.

What is in a page is the writer's business; here pages are bytes. A page says in which writing it
was written last, so that a reader who has seen it need not read it again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from salis.ledger.places import Line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

_AT_ONCE = 500

TABLES = """
CREATE TABLE pages (
    kind TEXT NOT NULL, page INTEGER NOT NULL, written INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (kind, page)
) STRICT;
CREATE INDEX pages_by_kind ON pages (kind, written);
CREATE INDEX pages_by_writing ON pages (written);
CREATE TABLE terms (item INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE asked (
    key TEXT NOT NULL, matter INTEGER NOT NULL, PRIMARY KEY (key, matter)
) STRICT, WITHOUT ROWID;
CREATE INDEX asked_by_matter ON asked (matter);
CREATE TABLE pending (
    line TEXT NOT NULL, matter INTEGER NOT NULL, PRIMARY KEY (line, matter)
) STRICT, WITHOUT ROWID;
CREATE TABLE states (
    kind TEXT NOT NULL, line TEXT NOT NULL, matter INTEGER NOT NULL, at INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX states_by_moment ON states (kind, line, matter, at);
"""


class State(StrEnum):
    """What is kept of whole matters, as it stands from a moment on."""

    RIVALRIES = "rivalries"
    #: What is settled of their claims.
    TALLIES = "tallies"
    #: What a brief shows of them.
    ITEMS = "items"


class Columns:
    """Pages by kind and number, the texts that they name by number, and a few small tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on the connection of the matters' file."""
        self._connection = connection
        self._terms: dict[str, int] = {}

    def writing(self) -> int:
        """Give the number of the writing that begins: one more than the last."""
        rows = self._connection.execute("SELECT coalesce(max(written), 0) + 1 FROM pages")
        return int(rows.fetchone()[0])

    def version(self, kind: str) -> int:
        """Give the last writing in which any page of a kind was written; 0 for none."""
        rows = self._connection.execute(
            "SELECT coalesce(max(written), 0) FROM pages WHERE kind = ?", (kind,)
        )
        return int(rows.fetchone()[0])

    def pages(self, kind: str, *, after: int = 0) -> dict[int, bytes]:
        """Read the pages of a kind that were written after a writing."""
        rows = self._connection.execute(
            "SELECT page, data FROM pages WHERE kind = ? AND written > ?", (kind, after)
        )
        return dict(rows.fetchall())

    def page(self, kind: str, page: int) -> bytes:
        """Read one page; empty where there is none."""
        rows = self._connection.execute(
            "SELECT data FROM pages WHERE kind = ? AND page = ?", (kind, page)
        )
        return next((bytes(data) for (data,) in rows), b"")

    def write(self, kind: str, page: int, data: bytes, *, written: int) -> None:
        """Write a page, in a writing of that number."""
        self._connection.execute(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)", (kind, page, written, data)
        )

    def term(self, text: str) -> int:
        """Give the number of a text, a new one where it has none."""
        item = self._terms.get(text)
        if item is None:
            self._connection.execute("INSERT OR IGNORE INTO terms VALUES (NULL, ?)", (text,))
            found = self._connection.execute("SELECT item FROM terms WHERE text = ?", (text,))
            item = self._terms[text] = int(found.fetchone()[0])
        return item

    def texts(self, items: Collection[int]) -> dict[int, str]:
        """Give the texts of numbers."""
        found: dict[int, str] = {}
        wanted = list(items)
        for at in range(0, len(wanted), _AT_ONCE):
            part = wanted[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            found.update(
                self._connection.execute(
                    f"SELECT item, text FROM terms WHERE item IN ({marks})",  # noqa: S608 (marks)
                    part,
                ).fetchall()
            )
        return found

    def numbers(self, texts: Iterable[str]) -> dict[str, int]:
        """Give the numbers of texts; those that have none are left out."""
        found: dict[str, int] = {}
        for text in texts:
            rows = self._connection.execute("SELECT item FROM terms WHERE text = ?", (text,))
            found.update((text, item) for (item,) in rows)
        return found

    def forget(self) -> None:
        """Drop the numbers kept in memory, because what was written is undone."""
        self._terms.clear()

    def ask(self, matter: int, keys: Iterable[str]) -> None:
        """Note which names in a matter may be read as a source's initials."""
        self._connection.execute("DELETE FROM asked WHERE matter = ?", (matter,))
        rows = [(key, matter) for key in keys]
        self._connection.executemany("INSERT INTO asked VALUES (?, ?)", rows)

    def asking(self, key: str) -> list[int]:
        """Give the matters with a name that may be read as these initials."""
        rows = self._connection.execute("SELECT matter FROM asked WHERE key = ?", (key,))
        return [matter for (matter,) in rows]

    def note_state(self, kind: State, line: Line, matter: int, at: int, data: bytes) -> None:
        """Note how a matter stands from a moment on."""
        row = (kind, line, matter, at, data)
        self._connection.execute("INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?)", row)

    def mark(self, lines: Iterable[str], matters: Collection[int]) -> None:
        """Note that what is written of matters no longer holds."""
        rows = [(line, matter) for line in lines for matter in matters]
        self._connection.executemany("INSERT OR IGNORE INTO pending VALUES (?, ?)", rows)

    def pending(self, line: str, *, limit: int) -> list[int]:
        """Give matters of which what is written no longer holds, so many at most."""
        rows = self._connection.execute(
            "SELECT matter FROM pending WHERE line = ? ORDER BY matter LIMIT ?", (line, limit)
        )
        return [matter for (matter,) in rows]

    def drop(self, line: str, matters: Collection[int]) -> None:
        """Forget what is noted of matters on a line, and that it no longer holds."""
        rows = [(line, matter) for matter in matters]
        self._connection.executemany("DELETE FROM pending WHERE line = ? AND matter = ?", rows)
        self._connection.executemany(
            "DELETE FROM states WHERE kind = ? AND line = ? AND matter = ?",
            [(kind, *row) for kind in State for row in rows],
        )

    def states(self, kind: State, line: Line, at: int) -> dict[int, bytes]:
        """Give by matter how it stands at a moment."""
        if line is Line.WHOLE:  # it holds only what undated documents change
            return self._states(kind, Line.PUBLISHED, at) | self._states(kind, line, at)
        return self._states(kind, line, at)

    def states_of(
        self, kind: State, line: Line, at: int, matters: Collection[int]
    ) -> Iterator[tuple[int, bytes]]:
        """Give how some matters stand at a moment; those of which nothing is noted are left out."""
        lines = (Line.WHOLE, Line.PUBLISHED) if line is Line.WHOLE else (line,)
        for matter in matters:
            found = (self._state_of(kind, one, at, matter) for one in lines)
            data = next((one for one in found if one is not None), None)
            if data is not None:
                yield matter, data

    def _state_of(self, kind: State, line: Line, at: int, matter: int) -> bytes | None:
        rows = self._connection.execute(
            "SELECT data FROM states WHERE kind = ? AND line = ? AND matter = ? AND at <= ?"
            " ORDER BY at DESC LIMIT 1",
            (kind, line, matter, at),
        )
        return next((bytes(data) for (data,) in rows), None)

    def _states(self, kind: State, line: Line, at: int) -> dict[int, bytes]:
        rows = self._connection.execute(
            "SELECT matter, data FROM states WHERE kind = ? AND line = ? AND at <= ?"
            " ORDER BY matter, at",
            (kind, line, at),
        )
        return dict(rows.fetchall())
