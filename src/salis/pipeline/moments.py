"""Moments asked for: what `--as-of` names, and where it cuts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from salis.model.errors import UsageError
from salis.model.times import Moment, Precision, utc

_FORMS = (
    (re.compile(r"\d{4}"), "%Y", Precision.YEAR),
    (re.compile(r"\d{4}-\d{2}"), "%Y-%m", Precision.MONTH),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "%Y-%m-%d", Precision.DAY),
)
_CLOCK = re.compile(r"T\d{2}(?P<minute>:?\d{2})?(?P<second>:?\d{2})?")
_SECOND = timedelta(seconds=1)
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a view cuts: everything told before `limit` is let through."""

    limit: datetime
    #: The instant shown to people: the last second that is let through.
    at: datetime


def read_moment(text: str) -> Moment:
    """Read a moment as people write it: `2031`, `2031-05`, `2031-05-03`, `2031-05-03T10:00Z`.

    Raises:
        UsageError: the text names no moment.
    """
    plain = text.strip().replace(" ", "T", 1)
    try:
        for form, layout, precision in _FORMS:
            if form.fullmatch(plain):
                return Moment(datetime.strptime(f"{plain}Z", f"{layout}%z"), precision)
        at = utc(datetime.fromisoformat(plain))
    except (ValueError, OverflowError) as error:
        raise UsageError(f"not a moment: {text!r} (write it as 2031-05-03T10:00Z)") from error
    clock = _CLOCK.search(plain)
    if clock is None or clock["minute"] is None:
        return Moment(at, Precision.HOUR)
    return Moment(at, Precision.MINUTE if clock["second"] is None else Precision.SECOND)


def cut_at(as_of: str | datetime | Moment | None) -> Cut | None:
    """Turn what was asked for into a cut; a coarse moment lets its whole stretch through."""
    if as_of is None:
        return None
    if isinstance(as_of, datetime):
        at = utc(as_of)
        return Cut(at + _TICK, at)
    moment = read_moment(as_of) if isinstance(as_of, str) else as_of
    return Cut(moment.end, moment.end - _SECOND)


def told_at(moment: Moment) -> datetime:
    """Give the last second of the stretch in which something was published: surely told by then."""
    return moment.end - _SECOND
