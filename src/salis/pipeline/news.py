"""News: what a ledger has been given since an entry, in short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from salis.model.entry import (
    DocumentFetched,
    Entry,
    EntryWithdrawn,
    EvidenceFiled,
    JudgementMade,
    SourceGraded,
)
from salis.views.kept_records import NewsRecord

_TITLES = 5
#: The kinds of entry that make news; what was read and linked goes with its document.
NEWSWORTHY = tuple(
    kind.__name__
    for kind in (DocumentFetched, JudgementMade, EvidenceFiled, SourceGraded, EntryWithdrawn)
)


def tell_news(entries: Iterable[Entry], *, after: int, head: int) -> NewsRecord:
    """Tell what entries bring: documents with the titles of the first few, and decisions."""
    counts: Counter[type] = Counter()
    revisions = 0
    titles: list[str] = []
    for entry in entries:
        payload = entry.payload
        counts[type(payload)] += 1
        if isinstance(payload, DocumentFetched):
            revisions += payload.document.revises is not None
            if payload.document.title and len(titles) < _TITLES:
                titles.append(payload.document.title)
    return NewsRecord(
        after=after,
        head=head,
        documents=counts[DocumentFetched] - revisions,
        revisions=revisions,
        judgements=counts[JudgementMade],
        evidence=counts[EvidenceFiled],
        grades=counts[SourceGraded],
        withdrawals=counts[EntryWithdrawn],
        titles=tuple(titles),
    )
