"""Descent: how the documents of a claim come down to texts, and these to origins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from salis.model.claim import ClaimId, Origin
from salis.model.document import DocumentId
from salis.views.detail_records import DescentRecord, PrintRecord, TextRecord
from salis.views.index import Index


def find_descent(index: Index, id: ClaimId) -> tuple[DescentRecord, ...]:
    """Give each origin of a claim with its texts, and each text with the documents that print it.

    Documents are of one text where one reuses the other's, directly or through a third.
    """
    weighed = index.weighed[id]
    first = {
        statement.document: statement.id
        for member in reversed(weighed.claim.members)
        if (statement := index.linked.statements.get(member.statement)) is not None
    }
    return tuple(_record(index, origin, first) for origin in weighed.origins)


def _record(index: Index, origin: Origin, first: Mapping[DocumentId, str]) -> DescentRecord:
    known = [id for id in origin.documents if id in index.ranks]
    known.sort(key=index.ranks.__getitem__)
    return DescentRecord(
        origin=origin.id,
        source_name=index.source_name(origin.source),
        speaker=origin.speaker,
        independent=origin.independent,
        texts=tuple(
            TextRecord(tuple(_print(index, id, first.get(id)) for id in group))
            for group in _texts(index, known)
        ),
    )


def _print(index: Index, id: DocumentId, statement: str | None) -> PrintRecord:
    document = index.linked.documents[id]
    return PrintRecord(
        document=id,
        source=document.source.id,
        source_name=index.source_name(document.source.id),
        title=document.title,
        published_at=index.published[id],
        statement=statement,
    )


def _texts(index: Index, documents: Sequence[DocumentId]) -> Iterator[list[DocumentId]]:
    """Group documents by the text they share, in the order of telling."""
    left = set(documents)
    for start in documents:
        if start in left:
            group = _reached(index, start, left)
            left -= group
            yield sorted(group, key=index.ranks.__getitem__)


def _reached(index: Index, start: DocumentId, within: set[DocumentId]) -> set[DocumentId]:
    reached, waiting = {start}, [start]
    while waiting:
        for copy in index.copies_of.get(waiting.pop(), ()):
            for id in (copy.document, copy.other):
                if id in within and id not in reached:
                    reached.add(id)
                    waiting.append(id)
    return reached
