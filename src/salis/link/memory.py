"""An index held in memory: for small piles and for tests of the stage alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from salis.link.interface import COMMON
from salis.model.document import Document, DocumentId
from salis.model.statement import Statement, StatementId


class MemoryIndex:
    """Keeps every document and statement under its keys."""

    def __init__(self) -> None:
        self._documents: dict[DocumentId, Document] = {}
        self._statements: dict[StatementId, Statement] = {}
        self._of: dict[DocumentId, list[Statement]] = {}
        self._documents_by_key: defaultdict[int, list[DocumentId]] = defaultdict(list)
        self._statements_by_key: defaultdict[int, list[StatementId]] = defaultdict(list)

    def documents_sharing(
        self, keys: Sequence[int], *, at_least: int
    ) -> Sequence[tuple[DocumentId, int]]:
        """Give documents with how many of the keys each has, most first."""
        counts = Counter(id for key in keys for id in self._documents_by_key.get(key, ()))
        found = [(id, count) for id, count in counts.items() if count >= at_least]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def statements_sharing(self, keys: Sequence[int], *, limit: int) -> Sequence[StatementId]:
        """Give the statements with the rarest keys in common first; common keys are skipped."""
        weights: defaultdict[StatementId, float] = defaultdict(float)
        for key in keys:
            sharing = self._statements_by_key.get(key, ())
            if len(sharing) <= COMMON:
                for id in sharing:
                    weights[id] += 1 / len(sharing)
        return sorted(weights, key=lambda id: (-weights[id], id))[:limit]

    def document(self, id: DocumentId) -> Document:
        """Give a document that was added."""
        return self._documents[id]

    def statement(self, id: StatementId) -> Statement:
        """Give a statement that was added."""
        return self._statements[id]

    def statements_of(self, id: DocumentId) -> Sequence[Statement]:
        """Give a document's statements in the order of its text."""
        return self._of.get(id, [])

    def add(
        self,
        document: Document,
        document_keys: Sequence[int],
        statements: Sequence[tuple[Statement, Sequence[int]]],
    ) -> None:
        """Keep a document and its statements under their keys."""
        self._documents[document.id] = document
        self._of[document.id] = [statement for statement, _ in statements]
        for key in set(document_keys):
            self._documents_by_key[key].append(document.id)
        for statement, keys in statements:
            self._statements[statement.id] = statement
            for key in set(keys):
                self._statements_by_key[key].append(statement.id)
