"""Follow copies back to the texts that they were made from, through whatever lies between."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from salis.model.document import Document, DocumentId
from salis.model.link import Copy, CopyKind

_LAST = datetime.max.replace(tzinfo=UTC)

type Roots = dict[DocumentId, frozenset[DocumentId]]


def trace_roots(
    documents: Mapping[DocumentId, Document],
    copies: Mapping[DocumentId, Mapping[DocumentId, Copy]],
) -> Roots:
    """Give the texts behind each document that shares text with another; a first text is its own.

    Copies are followed to the first of them, and a derived text to what it was made from, once. Of
    two that share text the one published earlier is taken for the source, undated ones for the
    latest: so two papers that rewrite one agency have it as their root, but two papers from which a
    later round-up takes have no common one.
    """

    def place(id: DocumentId) -> tuple[datetime, DocumentId]:
        moment = documents[id].published_at
        return (_LAST if moment is None else moment.at, id)

    firsts: Roots = {}
    roots: Roots = {}
    for id in sorted((one for one in copies if one in documents), key=place):
        earlier = [(firsts[one], copy.kind) for one, copy in copies[id].items() if one in firsts]
        copied = [found for found, kind in earlier if kind is CopyKind.COPY]
        firsts[id] = frozenset().union(*copied) or frozenset({id})
        roots[id] = firsts[id].union(*(found for found, _ in earlier))
    return roots
