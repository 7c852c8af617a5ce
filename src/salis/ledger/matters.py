"""Matters: which statements bear on one another, kept beside the ledger in `matters.db`.

A matter is a set of statements that links, words, revisions, retractions and judgements tie
together. What a claim stands on lies within its matter, so a claim can be weighed from its matter
alone. All of this is derived: the file may be deleted at any time and is then made anew.
"""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from salis.ledger.columns import TABLES as COLUMN_TABLES
from salis.ledger.columns import Columns
from salis.ledger.derived_file import BROKEN, connect, empty
from salis.ledger.fault_places import TABLES as FAULT_TABLES
from salis.ledger.fault_places import FaultPlaces
from salis.ledger.faults import faults_of
from salis.ledger.places import (
    DOCUMENT,
    FIRST_TOLD,
    FOUND,
    LATER,
    LATEST,
    OF_SOURCE,
    SOURCES,
    TABLES,
    TOLD,
    Line,
    NewDocument,
    NewStatement,
    Place,
    Row,
)
from salis.ledger.schema import run_script
from salis.ledger.stillness import Stillness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

#: Changes whenever the tables do.
_VERSION = "3"
#: How many values go into one question to the file.
_AT_ONCE = 500


class SqliteMatters:
    """The matters of a ledger in one SQLite file."""

    def __init__(self, path: Path, *, basis: str) -> None:
        """Open the file; it is emptied where it was derived on another basis.

        `basis` names all that what is derived depends on beside the entries: rules and settings.
        """
        self.path = path
        self._basis = f"{_VERSION} {basis}"
        self._seen = ""
        self._open()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only pen; what is noted inside is noted together, or not at all."""
        with faults_of(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                if (made := self.made()) != self._seen:
                    self.columns.forget()
                    self._seen = made
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                self.connection.execute("ROLLBACK")
                self.columns.forget()
                raise

    def reading(self) -> AbstractContextManager[None]:
        """See the file as it stands at one moment, whatever others write meanwhile."""
        return self.still.reading()

    def note(self, name: str, value: str) -> None:
        """Keep a note by its name."""
        self.connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    def noted(self, name: str) -> str | None:
        """Give a note."""
        found = self.connection.execute("SELECT value FROM notes WHERE name = ?", (name,))
        return next((str(value) for (value,) in found), None)

    def head(self) -> tuple[int, str]:
        """Tell number and seal of the last entry that is taken in."""
        seq, _, seal = (self.noted("head") or "0 ").partition(" ")
        return int(seq), seal

    def made(self) -> str:
        """Tell when the file was made; another time, what was read of it no longer holds."""
        return self.noted("made") or ""

    def is_ours(self) -> bool:
        """Tell whether the file is derived on the basis that it was opened with."""
        return self.noted("basis") == self._basis

    def clear(self) -> None:
        """Throw everything away."""
        with faults_of(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                self._make()
                self.connection.execute("COMMIT")
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise

    def add_document(self, new: NewDocument) -> None:
        """Note a document."""
        self.connection.execute("INSERT OR IGNORE INTO sources VALUES (NULL, ?, ?, ?)", new.source)
        (source,) = self.connection.execute(
            "SELECT item FROM sources WHERE (id, name, kind) = (?, ?, ?)", new.source
        ).fetchone()
        self.connection.execute(
            "INSERT INTO documents (id, fetched_seq, published, told, recorded, complete, source,"
            " revises, retracts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*new[:5], new.recorded, source, new.revises, new.retracts),
        )

    def add_statements(
        self, document: Row, seq: int, statements: Sequence[NewStatement]
    ) -> list[Place]:
        """Note the statements of a document; each is a matter of its own.

        Raises:
            sqlite3.IntegrityError: one of the ids is known already.
        """
        begin = self.connection.execute("SELECT coalesce(max(item), 0) + 1 FROM statements")
        (first,) = begin.fetchone()
        rows = [
            (first + at, one.id, document.item, at, first + at, one.twin, one.voice)
            for at, one in enumerate(statements)
        ]
        self.connection.executemany("INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self.connection.execute(
            "UPDATE documents SET read_seq = ?, statements = ? WHERE item = ?",
            (seq, len(rows), document.item),
        )
        return [Place(row[1], row[0], document.item, row[3], row[0]) for row in rows]

    def add_links(self, document: Row, seq: int, copies: Iterable[int]) -> None:
        """Note in which entry a document is linked, and which texts it shares text with."""
        self.connection.execute(
            "UPDATE documents SET linked_seq = ? WHERE item = ?", (seq, document.item)
        )
        pairs = [(document.item, other) for other in copies]
        both = [*pairs, *((other, one) for one, other in pairs)]
        self.connection.executemany("INSERT OR IGNORE INTO copies VALUES (?, ?)", both)

    def complete(self, document: Row, recorded: int) -> None:
        """Note when more was recorded of a document."""
        self.connection.execute(
            "UPDATE documents SET complete = ? WHERE item = ?", (recorded, document.item)
        )

    def is_between(self, limit: int) -> bool:
        """Tell whether a document was recorded before a time, but not all that belongs to it."""
        rows = self.connection.execute(
            "SELECT 1 FROM documents WHERE recorded < ? AND complete >= ? LIMIT 1", (limit, limit)
        )
        return rows.fetchone() is not None

    def add_decision(self, seq: int, kind: str, statements: Iterable[int]) -> None:
        """Note a decision about statements, or about none."""
        rows = [(seq, statement, kind) for statement in statements] or [(seq, 0, kind)]
        self.connection.executemany("INSERT INTO decisions VALUES (?, ?, ?)", rows)

    def add_withdrawal(self, seq: int, target: int, recorded: int) -> None:
        """Note that an entry was taken back."""
        row = (seq, target, recorded)
        self.connection.execute("INSERT INTO withdrawals VALUES (?, ?, ?)", row)

    def attach(self, statement: int, document: int) -> None:
        """Note that a document bears on a statement's matter without a statement in it."""
        self.connection.execute(
            "INSERT OR IGNORE INTO attached VALUES (?, ?)", (statement, document)
        )

    def join(self, matters: Collection[int]) -> int:
        """Make one matter of several; it keeps the number of the one with most statements."""
        if len(matters) == 1:
            return next(iter(matters))
        sizes = {
            matter: self.connection.execute(
                "SELECT count(*) FROM statements WHERE matter = ?", (matter,)
            ).fetchone()[0]
            for matter in sorted(matters)
        }
        kept = max(sizes, key=lambda one: (sizes[one], -one))
        for matter in sizes.keys() - {kept}:
            self.connection.execute(
                "UPDATE statements SET matter = ? WHERE matter = ?", (kept, matter)
            )
        return kept

    def places(self, ids: Iterable[str]) -> dict[str, Place]:
        """Find statements by their ids; those that are unknown are left out."""
        found = self._many(f"{FOUND} WHERE id IN", list(ids))
        return {row[0]: Place(*row) for row in found}

    def beginning(self, prefix: str, *, limit: int) -> list[Place]:
        """Find statements whose ids begin so."""
        rows = self.connection.execute(
            f"{FOUND} WHERE id >= ? AND id < ? LIMIT ?", (prefix, prefix + "\U0010ffff", limit)
        )
        return [Place(*row) for row in rows]

    def twin(self, key: int, *, other_than: int) -> Place | None:
        """Find a statement of the same twin key."""
        rows = self.connection.execute(
            f"{FOUND} WHERE twin = ? AND item <> ? LIMIT 1", (key, other_than)
        )
        return next((Place(*row) for row in rows), None)

    def in_matters(self, matters: Iterable[int]) -> list[Place]:
        """Give the statements of matters, by their documents and places in them."""
        rows = self._many(f"{FOUND} WHERE matter IN", list(matters))
        return sorted((Place(*row) for row in rows), key=lambda one: one[2:4])

    def in_documents(self, documents: Iterable[int]) -> list[Place]:
        """Give the statements of documents."""
        rows = self._many(f"{FOUND} WHERE document IN", list(documents))
        return [Place(*row) for row in rows]

    def matters_of(self, statements: Iterable[int]) -> set[int]:
        """Give the matters that statements are part of, by their numbers."""
        rows = self._many("SELECT matter FROM statements WHERE item IN", list(statements))
        return {matter for (matter,) in rows}

    def matters_said_by(self, voices: Iterable[int]) -> set[int]:
        """Give the matters in which any of some voices speaks, by the keys of voices."""
        rows = self._many("SELECT DISTINCT matter FROM statements WHERE voice IN", list(voices))
        return {matter for (matter,) in rows}

    def tells_between(self, line: Line, after: int, before: int | None) -> bool:
        """Tell whether a document is told after a time, and before another."""
        rows = self.connection.execute(
            LATER.format(told=TOLD[line]), (after, LATEST if before is None else before)
        )
        return rows.fetchone() is not None

    def documents(self, items: Iterable[int]) -> list[Row]:
        """Give documents by their numbers."""
        return [Row(*row) for row in self._many(f"{DOCUMENT} WHERE item IN", list(items))]

    def is_first(self, source: tuple[str, str, str], told: int | None) -> bool:
        """Tell whether a document told then would be the first of its source."""
        found = self.connection.execute(
            "SELECT count(*), min(told) FROM documents WHERE source ="
            " (SELECT item FROM sources WHERE (id, name, kind) = (?, ?, ?))",
            source,
        )
        count, first = found.fetchone()
        return not count or (told is not None and (first is None or told < first))

    def document(self, id: str) -> Row | None:
        """Find a document by its id."""
        rows = self.connection.execute(f"{DOCUMENT} WHERE id = ?", (id,))
        return next((Row(*row) for row in rows), None)

    def revised_by(self, id: str) -> tuple[str | None, list[str]]:
        """Give what a document revises, and what revises it."""
        before = self.connection.execute("SELECT revises FROM documents WHERE id = ?", (id,))
        after = self.connection.execute("SELECT id FROM documents WHERE revises = ?", (id,))
        return next((one for (one,) in before), None), [one for (one,) in after]

    def documents_of(self, source: str, *, retracting: bool = False) -> list[Row]:
        """Give the documents of a source by its id, or those that take something back."""
        rows = self.connection.execute(f"{OF_SOURCE} AND retracts >= ?", (source, retracting))
        return [Row(*row) for row in rows]

    def first_told(self, line: Line) -> list[tuple[tuple[str, str, str], int]]:
        """Give id, name and kind of each source, and when it was first told."""
        rows = self.connection.execute(FIRST_TOLD.format(told=TOLD[line]))
        return [((id, name, kind), at) for id, name, kind, at in rows]

    def copies(self) -> list[tuple[int, int]]:
        """Give every pair of texts that share text once."""
        rows = self.connection.execute("SELECT document, other FROM copies WHERE document < other")
        return rows.fetchall()

    def sources(self, line: Line, before: int | None = None) -> list[tuple[str, str, str]]:
        """Give id, name and kind of the sources of all that was told, by when each told last."""
        rows = self.connection.execute(
            SOURCES.format(told=TOLD[line]), (LATEST if before is None else before,)
        )
        return [(id, name, kind) for id, name, kind in rows]

    def attached_to(self, statements: Iterable[int]) -> list[int]:
        """Give the documents that bear on statements' matters without a statement there."""
        asked = "SELECT document FROM attached WHERE statement IN"
        return [one for (one,) in self._many(asked, list(statements))]

    def copies_of(self, documents: Iterable[int]) -> list[tuple[int, int]]:
        """Give the pairs of texts with shared text of which one is among documents."""
        asked = "SELECT document, other FROM copies WHERE document IN"
        return [(one, other) for one, other in self._many(asked, list(documents))]

    def decisions_on(self, statements: Iterable[int]) -> list[int]:
        """Give the entries of decisions on statements, in order, those taken back included."""
        asked = "SELECT DISTINCT seq FROM decisions WHERE statement IN"
        return sorted({seq for (seq,) in self._many(asked, list(statements))})

    def decided_among(self, statements: Sequence[int]) -> set[int]:
        """Give those of some statements that decisions or other documents bear on."""
        asked = (
            "SELECT statement FROM decisions WHERE statement IN",
            "SELECT statement FROM attached WHERE statement IN",
        )
        return {one for each in asked for (one,) in self._many(each, statements)}

    def has_undated(self) -> bool:
        """Tell whether any document is undated."""
        found = self.connection.execute("SELECT 1 FROM documents WHERE told IS NULL LIMIT 1")
        return found.fetchone() is not None

    def decisions_of(self, kind: str) -> list[int]:
        """Give the entries of all decisions of a kind, in order, those taken back included."""
        asked = "SELECT DISTINCT seq FROM decisions WHERE kind = ? ORDER BY seq"
        return [seq for (seq,) in self.connection.execute(asked, (kind,))]

    def decided(self, seq: int) -> tuple[str | None, list[int]]:
        """Give the kind of a decision and the statements that it is about."""
        rows = self.connection.execute(
            "SELECT kind, statement FROM decisions WHERE seq = ?", (seq,)
        ).fetchall()
        kind = rows[0][0] if rows else None
        return kind, [statement for _, statement in rows if statement]

    def withdrawals(self) -> list[tuple[int, int, int]]:
        """Give which entry took back which, and when, in order."""
        rows = self.connection.execute("SELECT seq, target, recorded FROM withdrawals ORDER BY seq")
        return [(seq, target, recorded) for seq, target, recorded in rows]

    def _many(self, asked: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        for at in range(0, len(values), _AT_ONCE):
            part = values[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            yield from self.connection.execute(f"{asked} ({marks})", part)

    def _open(self) -> None:
        with faults_of(self.path):
            try:
                self.connection = connect(self.path)
            except sqlite3.DatabaseError as fault:
                if fault.sqlite_errorcode & 0xFF not in BROKEN:
                    raise
                self.path.unlink()
                self.connection = connect(self.path)
            self.columns = Columns(self.connection)
            self.faults = FaultPlaces(self.connection)
            self.still = Stillness(self.connection, self.path)
            if self._stale():
                self.clear()

    def _stale(self) -> bool:
        named = self.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'notes'")
        return named.fetchone() is None or not self.is_ours()

    def _make(self) -> None:
        empty(self.connection)
        run_script(self.connection, TABLES + COLUMN_TABLES + FAULT_TABLES)
        self.note("basis", self._basis)
        self.note("made", datetime.now(UTC).isoformat())
