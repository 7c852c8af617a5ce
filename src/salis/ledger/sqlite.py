"""The ledger in one SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from salis.ledger.chain import check_chain
from salis.ledger.faults import faults_of, is_damage
from salis.ledger.interface import Head
from salis.ledger.payloads import Unreadable, collector_paused, decode, encode
from salis.ledger.schema import (
    DERIVED_VERSION,
    connect,
    derived_value,
    forget_derived,
    reset_derived,
)
from salis.ledger.sealing import GENESIS, Row, seal, sealed_after
from salis.ledger.tables import DocumentTables
from salis.model.entry import Entry
from salis.model.errors import LedgerAltered, LedgerError
from salis.model.times import utc

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from salis.ledger.archive import Archive
    from salis.ledger.index import SqliteIndex
    from salis.ledger.interface import Keying, Known, Verified
    from salis.model.document import DocumentId
    from salis.model.entry import Payload

_ROW = "SELECT seq, recorded_at, kind, actor, CAST(payload AS BLOB), seal FROM entries"
_LAST = 2**63 - 1
#: What the columns of a row are, unless the file is damaged.
_TYPES = (int, str, str, str, bytes, str)


class SqliteLedger:
    """Entries in the file's order, sealed in a chain; see `salis.ledger.interface.Ledger`."""

    def __init__(self, path: Path) -> None:
        """Open the ledger's file, making it where there is none."""
        self.path = path
        self._connection, self.writable = connect(path)
        self._tables = DocumentTables(self._connection)
        self._index: SqliteIndex | None = None
        self._seen = -1
        if self.writable and not self._is_derived():
            self.rebuild()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only pen: all that is appended inside is recorded together, or not at all."""
        if self._connection.in_transaction:
            yield
            return
        self._begin()
        try:
            with collector_paused(set_aside=False):
                yield
            with faults_of(self.path):
                self._connection.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    def append(
        self, payloads: Sequence[Payload], *, actor: str, recorded_at: datetime
    ) -> tuple[Entry, ...]:
        """Append entries, in one transaction, never timed before the last one."""
        try:
            encoded = [encode(payload) for payload in payloads]
        except Unreadable as fault:
            message = f"{self.path}: refused an entry that could not be read again: {fault}"
            raise LedgerError(message) from fault
        with self.writing(), faults_of(self.path):
            return tuple(self._append(payloads, encoded, actor, utc(recorded_at)))

    def entries(
        self,
        *,
        until: datetime | None = None,
        kinds: Collection[str] | None = None,
        after: int = 0,
        upto: int | None = None,
    ) -> Iterator[Entry]:
        """Read entries in their order, of some kinds, between two numbers and by a time."""
        latest = _stamp(utc(until)) if until else "9"
        with faults_of(self.path), collector_paused():
            rows = self._sealed_rows(after, latest, upto)
            found = [self._entry(row) for row in rows if kinds is None or row.kind in kinds]
        return iter(found)

    def entry(self, seq: int) -> Entry:
        """Read one entry."""
        for row in self.rows(seq - 1, seq):
            return self._entry(row)
        raise self._altered(seq, "it is not there")

    def rows(self, after: int, upto: int) -> list[Row]:
        """Read entries between two numbers as they are stored, checked against their seals."""
        with faults_of(self.path):
            return list(self._sealed_rows(after, "9", upto))

    def is_empty(self) -> bool:
        """Tell whether nothing was ever appended."""
        return self.head().seq == 0

    def head(self) -> Head:
        """Tell the last entry."""
        with faults_of(self.path):
            seq, seal, _ = self._head()
        return Head(seq, seal)

    def documents_with(self, digest: str) -> Sequence[Known]:
        """Find the documents made from the same bytes, oldest first."""
        with faults_of(self.path):
            return self._tables.documents_with(digest)

    def latest_at(self, address: str) -> Known | None:
        """Find the document read last from an address."""
        with faults_of(self.path):
            return self._tables.latest_at(address)

    def index(self, keying: Keying) -> SqliteIndex:
        """Open the index for linking; one that is missing, behind or of other keys is rebuilt."""
        from salis.ledger.index import SqliteIndex  # numpy: only who adds needs it

        index = self._index = self._index or SqliteIndex(self._connection, self._row_at)
        with self.writing(), faults_of(self.path):
            if derived_value(self._connection, "keys") != keying.version:
                self._drop_keys(keying.version)
            missing = self._connection.execute(
                "SELECT id FROM documents WHERE NOT keyed AND read_seq IS NOT NULL ORDER BY item"
            ).fetchall()
            for (document,) in missing:
                _add_keys(index, document, keying)
        return index

    def rebuild(self) -> None:
        """Throw away all that is derived and derive it again from the entries."""
        try:
            self._derive()
        except LedgerError as fault:
            if not is_damage(fault.__cause__):
                raise
            with faults_of(self.path):
                self._check_pages()
                forget_derived(self._connection)
            self._derive()

    def verify(self, archive: Archive | None = None) -> Verified:
        """Check every seal, and with an archive every document's bytes."""
        with faults_of(self.path):
            self._check_pages()
            found = check_chain(self._rows(), path=self.path, archive=archive)
            self._check_derived()
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _is_derived(self) -> bool:
        """Tell whether the derived tables are there and of this version."""
        try:
            return derived_value(self._connection, "version") == DERIVED_VERSION
        except sqlite3.DatabaseError as fault:
            if is_damage(fault):
                return False
            raise

    def _derive(self) -> None:
        with self.writing(), faults_of(self.path):
            reset_derived(self._connection)
            for row in self._rows():
                entry = self._entry(row)
                self._tables.record(entry.seq, entry.payload)
        self._forget()

    def _begin(self) -> None:
        """Start writing, and forget what another program may have changed meanwhile."""
        if not self.writable:
            message = f"{self.path}: it cannot be written: the file or its folder is read-only"
            raise LedgerError(message)
        with faults_of(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._seen:
            self._forget()
            self._seen = version

    def _roll_back(self) -> None:
        """Undo what is not recorded; SQLite itself may have done so already."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._forget()

    def _append(
        self, payloads: Sequence[Payload], encoded: Sequence[bytes], actor: str, at: datetime
    ) -> Iterable[Entry]:
        seq, before, stamp = self._head()
        stamp = max(stamp, _stamp(at))
        signature = " ".join(actor.split())
        for payload, data in zip(payloads, encoded, strict=True):
            seq, kind = seq + 1, type(payload).__name__
            before = seal(before, seq, recorded_at=stamp, kind=kind, actor=signature, payload=data)
            self._connection.execute(
                "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)",
                (seq, stamp, kind, signature, data.decode(), before),
            )
            self._tables.record(seq, payload)
            yield Entry(seq, datetime.fromisoformat(stamp), signature, payload, before)

    def _head(self) -> tuple[int, str, str]:
        """Tell number, seal and time of the last entry."""
        row: tuple[int, str, str] | None = self._connection.execute(
            "SELECT seq, seal, recorded_at FROM entries ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return row or (0, GENESIS, "")

    def _rows(self, *, after: int = 0, latest: str = "9", upto: int | None = None) -> Iterator[Row]:
        """Read rows as they stand in the file."""
        last = _LAST if upto is None else upto
        for row in self._connection.execute(
            f"{_ROW} WHERE seq > ? AND seq <= ? AND recorded_at <= ? ORDER BY seq",
            (after, last, latest),
        ):
            if not all(map(isinstance, row, _TYPES)):
                raise self._altered(row[0], "its columns are damaged")
            yield Row(*row)

    def _sealed_rows(self, after: int, latest: str, upto: int | None = None) -> Iterator[Row]:
        """Read rows and check the seal of each, so that nothing altered passes for recorded."""
        found = self._connection.execute("SELECT seal FROM entries WHERE seq = ?", (after,))
        before = next((seal for (seal,) in found), GENESIS)
        for row in self._rows(after=after, latest=latest, upto=upto):
            if sealed_after(before, row) != row.seal:
                raise self._altered(row.seq, "it does not match its seal")
            before = row.seal
            yield row

    def _entry(self, row: Row) -> Entry:
        try:
            payload = decode(row.kind, row.payload)
            recorded_at = datetime.fromisoformat(row.recorded_at)
        except ValueError as fault:
            raise self._altered(row.seq, f"it cannot be read: {fault}") from fault
        return Entry(row.seq, recorded_at, row.actor, payload, row.seal)

    def _row_at(self, seq: int) -> Row:
        with faults_of(self.path):
            return Row(*self._connection.execute(f"{_ROW} WHERE seq = ?", (seq,)).fetchone())

    def _forget(self) -> None:
        if self._index:
            self._index.forget()

    def _drop_keys(self, version: str) -> None:
        self._connection.execute("DELETE FROM item_keys")
        self._connection.execute("UPDATE documents SET keyed = 0")
        self._connection.execute("INSERT OR REPLACE INTO derived VALUES ('keys', ?)", (version,))
        self._forget()

    def _altered(self, seq: int, fault: str) -> LedgerAltered:
        advice = "nothing was changed; go back to a copy, or add `archive` to a new workspace"
        return LedgerAltered(f"{self.path}: entry {seq}: {fault}; {advice}")

    def _check_pages(self) -> None:
        """Let SQLite check that the table of entries itself is sound; tell how far it can be read.

        Raises:
            LedgerAltered: it is not.
        """
        if fault := self._damage("PRAGMA integrity_check('entries')"):
            last = 0
            with suppress(sqlite3.DatabaseError, LedgerAltered):
                for row in self._sealed_rows(0, "9"):
                    last = row.seq
            raise self._altered(last + 1, f"the file is damaged from here on ({fault})")

    def _check_derived(self) -> None:
        """Let SQLite check everything else.

        Raises:
            LedgerAltered: what is derived is damaged; the entries are not.
        """
        if fault := self._damage("PRAGMA integrity_check(1)"):
            message = (
                f"{self.path}: every entry is in order, but what is derived from them is damaged"
                f" ({fault}); `salis verify --rebuild` derives it anew"
            )
            raise LedgerAltered(message)

    def _damage(self, check: str) -> str | None:
        try:
            found = self._connection.execute(check).fetchone()[0]
        except sqlite3.DatabaseError as fault:
            if not is_damage(fault):
                raise
            return str(fault)
        return None if found == "ok" else str(found).replace("\n", " ")


def _add_keys(index: SqliteIndex, document_id: DocumentId, keying: Keying) -> None:
    """Make a document findable that the entries hold but the index does not."""
    document = index.document(document_id)
    index.add(
        document,
        keying.of_document(document),
        [
            (statement, keying.of_statement(statement))
            for statement in index.statements_of(document_id)
        ],
    )


def _stamp(moment: datetime) -> str:
    """Write a time so that it sorts as it reads."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
