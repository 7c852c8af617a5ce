"""Find documents and statements by the keys they share, in SQLite, without loading the ledger."""

from __future__ import annotations

import json
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from salis.ledger.payloads import StatementSlices, decode
from salis.model.document import DocumentId
from salis.model.entry import DocumentFetched
from salis.model.errors import LedgerError, NotFound
from salis.model.statement import StatementId

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from salis.ledger.sealing import Row
    from salis.model.document import Document
    from salis.model.entry import Payload
    from salis.model.statement import Statement

_DOCUMENTS, _STATEMENTS = 0, 1
_SHARING = """
SELECT d.id, count(*) FROM item_keys k JOIN documents d ON d.item = k.item
WHERE k.space = 0 AND k.key IN (SELECT value FROM json_each(?))
GROUP BY d.item HAVING count(*) >= ? ORDER BY count(*) DESC, d.item
"""
_PLACES = """
SELECT s.item, s.id, d.id, s.position FROM statements s JOIN documents d ON d.item = s.document
WHERE s.item IN (SELECT value FROM json_each(?))
"""
_NOTE = "INSERT OR IGNORE INTO item_keys VALUES (?, ?, ?)"
_NONE = array("i")
#: A key that more statements than this have tells nothing about any of them.
TOO_COMMON = 400
#: How many keys' items, documents and statements are kept in memory.
_KEYS_KEPT = 400_000
_DOCUMENTS_KEPT = 1_024
_STATEMENTS_KEPT = 32_768
_IDS_KEPT = 200_000


class SqliteIndex:
    """The index for linking over the ledger's derived tables.

    What it has looked up stays in memory, so that a long run asks the file for each key once;
    `forget` drops that when another program has written.
    """

    def __init__(self, connection: sqlite3.Connection, row_at: Callable[[int], Row]) -> None:
        """Work on the ledger's connection; `row_at` reads the entry of a number."""
        self._connection = connection
        self._row_at = row_at
        self._postings = Postings(connection)
        self._texts = lru_cache(maxsize=_DOCUMENTS_KEPT)(self._load_document)
        self._slices = lru_cache(maxsize=_DOCUMENTS_KEPT)(self._load_slices)
        self._statements = lru_cache(maxsize=_STATEMENTS_KEPT)(self._load_statement)
        self._ids: dict[int, StatementId] = {}
        self._places: dict[StatementId, tuple[DocumentId, int]] = {}

    def documents_sharing(
        self, keys: Sequence[int], *, at_least: int
    ) -> Sequence[tuple[DocumentId, int]]:
        """Find documents that share at least so many keys, most first, with the count."""
        rows = self._connection.execute(_SHARING, (json.dumps(list(keys)), at_least))
        return [(DocumentId(id), count) for id, count in rows]

    def statements_sharing(self, keys: Sequence[int], *, limit: int) -> Sequence[StatementId]:
        """Find statements by the sum, over shared keys, of one over how many statements have it."""
        found = [self._postings.of(key) for key in sorted(set(keys))]
        best = _heaviest([items for items in found if items], limit)
        return self._ids_of(best)

    def document(self, id: DocumentId) -> Document:
        """Give a document as it was fetched."""
        return self._texts(id)

    def statement(self, id: StatementId) -> Statement:
        """Give a statement."""
        return self._statements(id)

    def statements_of(self, id: DocumentId) -> Sequence[Statement]:
        """Give a document's statements in their order; empty where it was not read."""
        slices = self._slices(id)
        return [slices.statement(position) for position in range(len(slices))]

    def add(
        self,
        document: Document,
        document_keys: Sequence[int],
        statements: Sequence[tuple[Statement, Sequence[int]]],
    ) -> None:
        """Make a recorded document findable; its entries come first."""
        item, _, _ = self._row(document.id)
        if item is None:
            message = f"document {document.id} is not in the ledger and cannot be indexed"
            raise LedgerError(message)
        items = dict(self._statement_items(item))
        self._connection.executemany(_NOTE, ((_DOCUMENTS, key, item) for key in set(document_keys)))
        self._postings.add(
            ((key, items[statement.id]) for statement, keys in statements for key in set(keys)),
        )
        self._connection.execute("UPDATE documents SET keyed = 1 WHERE item = ?", (item,))

    def forget(self) -> None:
        """Drop what was looked up before, because the file has changed under it."""
        self._postings.forget()
        self._texts.cache_clear()
        self._slices.cache_clear()
        self._statements.cache_clear()
        self._ids.clear()
        self._places.clear()

    def _row(self, id: DocumentId) -> tuple[int | None, int | None, int | None]:
        """Tell a document's item and the entries in which it was fetched and read."""
        row: tuple[int, int, int | None] | None = self._connection.execute(
            "SELECT item, fetched_seq, read_seq FROM documents WHERE id = ?", (id,)
        ).fetchone()
        return row or (None, None, None)

    def _statement_items(self, document: int) -> Iterable[tuple[str, int]]:
        return self._connection.execute(
            "SELECT id, item FROM statements WHERE document = ? ORDER BY item", (document,)
        )

    def _load_document(self, id: DocumentId) -> Document:
        _, fetched, _ = self._row(id)
        payload = None if fetched is None else self._payload_at(fetched)
        if not isinstance(payload, DocumentFetched):
            message = f"no document {id} in the ledger"
            raise NotFound(message)
        return payload.document

    def _payload_at(self, seq: int) -> Payload:
        row = self._row_at(seq)
        return decode(row.kind, row.payload)

    def _load_slices(self, id: DocumentId) -> StatementSlices:
        _, _, read = self._row(id)
        return StatementSlices(b"" if read is None else self._row_at(read).payload)

    def _load_statement(self, id: StatementId) -> Statement:
        place = self._places.get(id) or self._find_place(id)
        return self._slices(place[0]).statement(place[1])

    def _find_place(self, id: StatementId) -> tuple[DocumentId, int]:
        row: tuple[DocumentId, int] | None = self._connection.execute(
            "SELECT d.id, s.position FROM statements s JOIN documents d ON d.item = s.document"
            " WHERE s.id = ?",
            (id,),
        ).fetchone()
        if row is None:
            message = f"no statement {id} in the ledger"
            raise NotFound(message)
        return row

    def _ids_of(self, items: list[int]) -> list[StatementId]:
        """Give the ids of statements in their order; where each stands is kept beside."""
        if len(self._ids) > _IDS_KEPT:
            self._ids.clear()
            self._places.clear()
        missing = [item for item in items if item not in self._ids]
        if missing:
            rows = self._connection.execute(_PLACES, (json.dumps(missing),))
            for item, id, document, position in rows:
                self._ids[item] = id
                self._places[id] = document, position
        return [self._ids[item] for item in items]


def _heaviest(found: Sequence[array[int]], limit: int) -> list[int]:
    """Rank items by the sum, over the lists they stand in, of one over the list's length."""
    if not found:
        return []
    items = np.concatenate([np.frombuffer(part, dtype=np.int32) for part in found])
    lengths = [len(part) for part in found]
    weights = np.repeat(1 / np.array(lengths), lengths)
    order = np.argsort(items, kind="stable")
    ordered = items[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    scores = np.add.reduceat(weights[order], starts)
    best = np.lexsort((ordered[starts], -scores.round(9)))[:limit]
    return [int(item) for item in ordered[starts[best]]]


class Postings:
    """Which statements have a key: rows of `item_keys`, and what was read of them lately."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read from the ledger's connection."""
        self._connection = connection
        self._kept: dict[int, array[int]] = {}

    def of(self, key: int) -> array[int]:
        """Give the statements that have a key; none where too many have it."""
        items = self._kept.get(key)
        if items is None:
            items = self._look_up(key)
        return items if len(items) <= TOO_COMMON else _NONE

    def add(self, rows: Iterable[tuple[int, int]]) -> None:
        """Note that new statements have keys, in the file and in what is kept in memory."""
        noted = [(_STATEMENTS, key, item) for key, item in rows]
        self._connection.executemany(_NOTE, noted)
        for _, key, item in noted:
            items = self._kept.get(key)
            if items is not None and item not in items[-1:]:
                items.append(item)

    def forget(self) -> None:
        """Drop what is kept in memory."""
        self._kept.clear()

    def _look_up(self, key: int) -> array[int]:
        if len(self._kept) > _KEYS_KEPT:
            self._kept.clear()
        rows = self._connection.execute(
            "SELECT item FROM item_keys WHERE space = 1 AND key = ? LIMIT ?", (key, TOO_COMMON + 1)
        )
        items = self._kept[key] = array("i", [item for (item,) in rows])
        return items
