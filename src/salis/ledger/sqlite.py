"""The ledger in one SQLite file."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from salis.ledger.chain import check_chain
from salis.ledger.faults import faults_of
from salis.ledger.payloads import Unreadable, collector_paused, decode, encode
from salis.ledger.schema import DERIVED_VERSION, connect, derived_value, reset_derived
from salis.ledger.sealing import GENESIS, Row, seal
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


class SqliteLedger:
    """Entries in the file's order, sealed in a chain; see `salis.ledger.interface.Ledger`."""

    def __init__(self, path: Path) -> None:
        """Open the ledger's file, making it where there is none."""
        self.path = path
        self._connection, self.writable = connect(path)
        self._tables = DocumentTables(self._connection)
        self._index: SqliteIndex | None = None
        self._seen = -1
        if self.writable and derived_value(self._connection, "version") != DERIVED_VERSION:
            self.rebuild()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only pen: all that is appended inside is recorded together, or not at all."""
        if self._connection.in_transaction:
            yield
            return
        self._begin()
        try:
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
    ) -> Iterator[Entry]:
        """Read entries in their order, those recorded by `until`, of some kinds, after a number."""
        latest = _stamp(utc(until)) if until else "9"
        with faults_of(self.path), collector_paused():
            rows = self._connection.execute(
                f"{_ROW} WHERE seq > ? AND recorded_at <= ? ORDER BY seq", (after, latest)
            )
            chosen = (Row(*row) for row in rows if kinds is None or row[2] in kinds)
            found = [self._entry(row) for row in chosen]
        return iter(found)

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
        with self.writing(), faults_of(self.path):
            reset_derived(self._connection)
            for row in self._connection.execute(f"{_ROW} ORDER BY seq"):
                entry = self._entry(Row(*row))
                self._tables.record(entry.seq, entry.payload)
        self._forget()

    def verify(self, archive: Archive | None = None) -> Verified:
        """Check every seal, and with an archive every document's bytes."""
        with faults_of(self.path):
            self._check_pages()
            rows = (Row(*row) for row in self._connection.execute(f"{_ROW} ORDER BY seq"))
            return check_chain(rows, path=self.path, archive=archive)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

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

    def _entry(self, row: Row) -> Entry:
        try:
            payload = decode(row.kind, row.payload)
            recorded_at = datetime.fromisoformat(row.recorded_at)
        except ValueError as fault:
            message = f"{self.path}: entry {row.seq} cannot be read; run `salis verify`: {fault}"
            raise LedgerAltered(message) from fault
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

    def _check_pages(self) -> None:
        """Let SQLite check that the table of entries itself is sound."""
        found = self._connection.execute("PRAGMA integrity_check('entries')").fetchall()
        if found != [("ok",)]:
            message = f"{self.path}: the file is damaged: {found[0][0]}"
            raise LedgerAltered(message)


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
