"""Holdings: single documents, statements and decisions of a ledger, read when asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from salis.model.entry import ClaimsLinked, DocumentFetched

if TYPE_CHECKING:
    from salis.ledger.interface import Ledger
    from salis.ledger.matters import Place, Row, SqliteMatters
    from salis.ledger.payloads import StatementSlices
    from salis.model.document import Document
    from salis.model.entry import Entry
    from salis.model.statement import Statement

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
#: How many documents and statements are kept in memory.
_DOCUMENTS_KEPT, _STATEMENTS_KEPT = 4_096, 32_768


def to_ticks(at: datetime) -> int:
    """Count a time in microseconds."""
    return (at - _EPOCH) // _TICK


def from_ticks(ticks: int) -> datetime:
    """Give the time of a count of microseconds."""
    return _EPOCH + ticks * _TICK


class Holdings:
    """What a ledger holds, by the numbers that its matters give."""

    def __init__(self, ledger: Ledger, matters: SqliteMatters) -> None:
        self._ledger = ledger
        self._matters = matters
        self._documents = lru_cache(maxsize=_DOCUMENTS_KEPT)(self._load_document)
        self._linked = lru_cache(maxsize=_DOCUMENTS_KEPT)(self._load_linked)
        self._read = lru_cache(maxsize=_DOCUMENTS_KEPT)(ledger.statements_read)
        self._statements = lru_cache(maxsize=_STATEMENTS_KEPT)(self._load_statement)
        self._entries = lru_cache(maxsize=_STATEMENTS_KEPT)(ledger.entry)

    def document(self, row: Row) -> Document:
        """Give a document."""
        return self._documents(row.fetched_seq)

    def linked(self, row: Row) -> ClaimsLinked | None:
        """Give how a document was linked; None where it was not."""
        return None if row.linked_seq is None else self._linked(row.linked_seq)

    def read(self, row: Row) -> StatementSlices | None:
        """Give what was read of a document; None where it was not read."""
        return None if row.read_seq is None else self._read(row.read_seq)

    def statement(self, row: Row, place: Place) -> Statement:
        """Give a statement of a document."""
        assert row.read_seq is not None
        return self._statements(row.read_seq, place.position)

    def decision(self, seq: int) -> Entry:
        """Give the entry of a decision."""
        return self._entries(seq)

    def _load_document(self, seq: int) -> Document:
        payload = self._ledger.entry(seq).payload
        assert isinstance(payload, DocumentFetched)
        return payload.document

    def _load_linked(self, seq: int) -> ClaimsLinked:
        payload = self._ledger.entry(seq).payload
        assert isinstance(payload, ClaimsLinked)
        return payload

    def _load_statement(self, seq: int, position: int) -> Statement:
        return self._read(seq).statement(position)
