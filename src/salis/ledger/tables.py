"""Derive the tables of documents and statements from entries, and look things up in them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from salis.ledger.interface import Known
from salis.model.document import DocumentId
from salis.model.entry import DocumentDescribed, DocumentFetched, StatementsRead

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from salis.model.document import Document
    from salis.model.entry import Payload
    from salis.model.times import Moment

_KNOWN = "SELECT id, digest, source, described_source, published_at, titled, address FROM documents"


class DocumentTables:
    """The rows that say which documents and statements there are, and in which entries."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def record(self, seq: int, payload: Payload) -> None:
        """Take one entry into account, inside the transaction that is open."""
        match payload:
            case DocumentFetched(document=document):
                self._fetched(document, seq)
            case DocumentDescribed():
                self._described(payload)
            case StatementsRead():
                self._read(payload, seq)
            case _:
                pass

    def documents_with(self, digest: str) -> Sequence[Known]:
        """Find the documents made from the same bytes, oldest first."""
        rows = self._connection.execute(f"{_KNOWN} WHERE digest = ? ORDER BY item", (digest,))
        return [_known(row) for row in rows]

    def latest_at(self, address: str) -> Known | None:
        """Find the document read last from an address."""
        rows = self._connection.execute(
            f"{_KNOWN} WHERE address = ? ORDER BY item DESC LIMIT 1", (address,)
        )
        return next((_known(row) for row in rows), None)

    def _fetched(self, document: Document, seq: int) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO documents (id, digest, source, published_at, titled, address,"
            " fetched_seq) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                document.id,
                document.digest,
                document.source.id,
                _instant(document.published_at),
                document.title is not None,
                document.address,
                seq,
            ),
        )

    def _described(self, given: DocumentDescribed) -> None:
        self._connection.execute(
            "UPDATE documents SET published_at = coalesce(?, published_at), titled = titled OR ?,"
            " described_source = coalesce(?, described_source) WHERE id = ?",
            (
                _instant(given.published_at),
                given.title is not None,
                given.source,
                given.document,
            ),
        )

    def _read(self, read: StatementsRead, seq: int) -> None:
        self._drop_earlier_reading(read.document)
        self._connection.execute(
            "UPDATE documents SET read_seq = ?, keyed = 0 WHERE id = ?", (seq, read.document)
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO statements (id, document, position)"
            " SELECT ?, item, ? FROM documents WHERE id = ?",
            [
                (statement.id, position, read.document)
                for position, statement in enumerate(read.statements)
            ],
        )

    def _drop_earlier_reading(self, document: DocumentId) -> None:
        """Forget what an earlier reading found; without its keys' note the index is built anew."""
        dropped = self._connection.execute(
            "DELETE FROM statements WHERE document ="
            " (SELECT item FROM documents WHERE id = ? AND read_seq IS NOT NULL)",
            (document,),
        )
        if dropped.rowcount:
            self._connection.execute("DELETE FROM derived WHERE name = 'keys'")


def _instant(moment: Moment | None) -> str | None:
    return moment.at.isoformat() if moment else None


def _known(row: tuple[str, str, str, str | None, str | None, int, str]) -> Known:
    return Known(
        id=DocumentId(row[0]),
        digest=row[1],
        source=row[2],
        described_source=row[3],
        published_at=datetime.fromisoformat(row[4]) if row[4] else None,
        titled=bool(row[5]),
        address=row[6],
    )
