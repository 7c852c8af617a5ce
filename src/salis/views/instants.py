"""Times as the records give them: RFC 3339, in UTC."""

from __future__ import annotations

from datetime import datetime

from salis.model.times import Interval, Moment, utc
from salis.views.records import IntervalRecord


def instant(at: datetime | None) -> str | None:
    """Write a time as RFC 3339 with `Z`."""
    return None if at is None else instant_of(at)


def instant_of(at: datetime) -> str:
    """Write a known time as RFC 3339 with `Z`."""
    return utc(at).replace(tzinfo=None).isoformat() + "Z"


def moment_instant(moment: Moment | None) -> str | None:
    """Write the start of the stretch that a moment names."""
    return None if moment is None else instant_of(moment.at)


def interval_record(interval: Interval | None) -> IntervalRecord | None:
    """Write an interval."""
    return None if interval is None else known_interval(interval)


def known_interval(interval: Interval) -> IntervalRecord:
    """Write an interval that is there."""
    return IntervalRecord(instant(interval.start), instant(interval.end), interval.edtf)
