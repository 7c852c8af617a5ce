"""The pulse: when documents came and standings changed, in stretches of one length.

It reaches from the first document to the last: what people judged much later does not stretch it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from salis.model.snapshot import Change, Clock
from salis.views.detail_records import PulseRecord
from salis.views.index import Index
from salis.views.instants import instant_of

#: A few documents long before or after the rest do not stretch the whole: this share at each
#: end is put into the first and the last stretch where the rest takes less than a quarter.
_OUTSIDE, _CROWDED = 0.02, 0.25
_SHORTEST = timedelta(minutes=1)


def list_pulse(
    told: Sequence[datetime], changes: Sequence[Change] | None, *, parts: int
) -> tuple[PulseRecord, ...]:
    """Count documents and changes in stretches from the first document to the last.

    Args:
        told: When the documents were told, in order; only some of these are looked at.
        changes: All changes, or None where they were not looked for.
        parts: How many stretches.
    """
    if not told:
        return ()
    first, last = _span(told)
    step = max((last - first) / parts, _SHORTEST)
    ends = [
        bisect_right(told, part, key=lambda at: _part(at, first, step, parts))
        for part in range(parts)
    ]
    end = last + step
    changed = Counter(
        _part(one.at, first, step, parts) for one in changes or () if first <= one.at <= end
    )
    return tuple(
        PulseRecord(
            start=instant_of((first + step * part).replace(microsecond=0)),
            end=instant_of((first + step * (part + 1)).replace(microsecond=0)),
            documents=ends[part] - (ends[part - 1] if part else 0),
            changes=None if changes is None else changed[part],
        )
        for part in range(parts)
    )


def told_times(index: Index) -> list[datetime]:
    """Give when documents were told, in order; on the published clock those with a date alone."""
    undated = index.linked.clock is Clock.RECORDED
    documents = index.linked.documents
    return sorted(
        at
        for id, at in index.linked.told.items()
        if undated or documents[id].published_at is not None
    )


def _span(moments: Sequence[datetime]) -> tuple[datetime, datetime]:
    """Give the first and the last moment, without a few that stand far off."""
    first, last = moments[0], moments[-1]
    outside = int(len(moments) * _OUTSIDE)
    inner_first, inner_last = moments[outside], moments[-1 - outside]
    if inner_last - inner_first < (last - first) * _CROWDED and inner_last > inner_first:
        return inner_first, inner_last
    return first, last


def _part(at: datetime, first: datetime, step: timedelta, parts: int) -> int:
    return min(max(int((at - first) / step), 0), parts - 1)
