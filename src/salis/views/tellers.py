"""Tellers: the claims that a source told before others did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from salis.model.claim import Standing, Weighed
from salis.model.document import DocumentId
from salis.views.detail_records import TellerRecord
from salis.views.index import Index


def list_told_first(index: Index, source: str) -> tuple[TellerRecord, ...]:
    """List the claims that a source told first and another after it, the latest first."""
    found = [
        _record(index, weighed, documents[0], after)
        for weighed, documents in _races(index)
        if index.source_of(documents[0]) == source
        for after in [next(one for one in documents if index.source_of(one) != source)]
    ]
    return tuple(sorted(found, key=lambda one: (one.told_at or "", one.claim), reverse=True))


def _races(index: Index) -> Iterator[tuple[Weighed, list[DocumentId]]]:
    """Give the claims that more than one source told, with their documents in order."""
    for weighed in index.weighed.values():
        if weighed.standing is not Standing.NOT_FACTUAL:
            documents = index.documents_of(weighed)
            if len({index.source_of(one) for one in documents}) > 1:
                yield weighed, documents


def _record(index: Index, weighed: Weighed, first: DocumentId, after: DocumentId) -> TellerRecord:
    return TellerRecord(
        claim=weighed.claim.id,
        text=weighed.claim.text,
        standing=weighed.standing.value,
        told_at=index.published[first],
        next_name=index.source_name(index.source_of(after)),
        hours=_hours(index, first, after),
    )


def _hours(index: Index, first: DocumentId, after: DocumentId) -> float | None:
    times = [index.published[one] for one in (first, after)]
    if None in times:
        return None
    start, end = (datetime.fromisoformat(one) for one in times if one is not None)
    return round((end - start).total_seconds() / 3600, 1)
