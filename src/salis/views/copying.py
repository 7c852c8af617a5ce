"""Copying: which source printed whose text, and how often."""

from __future__ import annotations

from collections import Counter

from salis.model.document import DocumentId, SourceId
from salis.views.detail_records import CopyingRecord
from salis.views.index import Index


def list_copying(index: Index) -> tuple[CopyingRecord, ...]:
    """List which sources printed text that another had told before, those that did most first.

    Of copies of one text each is counted with the one told first alone: six papers with one wire
    are six times the wire, and not the papers among each other.
    """
    firsts: dict[DocumentId, DocumentId] = {}
    for copy in index.linked.copies:
        early, late = sorted((copy.document, copy.other), key=lambda id: index.ranks.get(id, -1))
        known = firsts.setdefault(late, early)
        if index.ranks.get(early, -1) < index.ranks.get(known, -1):
            firsts[late] = early
    pairs: Counter[tuple[SourceId, SourceId]] = Counter()
    for late, early in firsts.items():
        first, copier = index.source_of(early), index.source_of(late)
        if first != copier:
            pairs[(first, copier)] += 1
    ranked = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        CopyingRecord(first, index.source_name(first), copier, index.source_name(copier), number)
        for (first, copier), number in ranked
    )
