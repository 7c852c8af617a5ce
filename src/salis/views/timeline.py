"""The timeline: what happened or is said to happen when, each with its standing."""

from __future__ import annotations

from datetime import UTC, datetime

from salis.model.claim import Standing, Weighed
from salis.model.times import Interval
from salis.views.index import Index
from salis.views.instants import known_interval
from salis.views.records import TimelineRecord

_FAR = datetime.max.replace(tzinfo=UTC)


def list_timeline(index: Index) -> tuple[TimelineRecord, ...]:
    """List the dated claims by when what they are about begins; opinions stay out."""
    dated = [
        (_begins(concerns), concerns, weighed)
        for weighed in index.weighed.values()
        if (concerns := weighed.claim.concerns) is not None
        and weighed.standing is not Standing.NOT_FACTUAL
        and (concerns.start or concerns.end) is not None
    ]
    dated.sort(key=lambda entry: (entry[0], entry[1].end or _FAR))
    return tuple(_record(index, concerns, weighed) for _, concerns, weighed in dated)


def _begins(concerns: Interval) -> datetime:
    return concerns.start or concerns.end or _FAR


def _record(index: Index, concerns: Interval, weighed: Weighed) -> TimelineRecord:
    documents = index.documents_of(weighed)
    dated = [at for id in documents if (at := index.published[id]) is not None]
    return TimelineRecord(
        concerns=known_interval(concerns),
        claim=weighed.claim.id,
        text=weighed.claim.text,
        standing=weighed.standing.value,
        origins=len(index.supporting(weighed)),
        documents=len(documents),
        first_published_at=min(dated, default=None),
    )
