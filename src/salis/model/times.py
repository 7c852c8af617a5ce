"""Moments and intervals: when something was said, published or happens, with stated precision."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a text gave a time, from coarse to fine."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


_STEPS = {
    Precision.HOUR: timedelta(hours=1),
    Precision.MINUTE: timedelta(minutes=1),
    Precision.SECOND: timedelta(seconds=1),
    Precision.DAY: timedelta(days=1),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as exact as the text gave it; `at` is the start of that stretch, UTC."""

    at: datetime
    precision: Precision = Precision.SECOND

    @property
    def end(self) -> datetime:
        """First instant after the stretch: what is dated "24 June" is surely public by its end."""
        if self.precision is Precision.YEAR:
            return self.at.replace(year=self.at.year + 1)
        if self.precision is Precision.MONTH:
            return self.at + timedelta(days=calendar.monthrange(self.at.year, self.at.month)[1])
        return self.at + _STEPS[self.precision]

    @property
    def until(self) -> datetime:
        """The instant that "by 6 May" means: the end of a day, month or year, else the start."""
        coarse = self.precision in (Precision.YEAR, Precision.MONTH, Precision.DAY)
        return self.end if coarse else self.at


@dataclass(frozen=True, slots=True)
class Interval:
    """When what a claim is about happens; `end` is exclusive, an absent side is open or unknown."""

    start: datetime | None
    end: datetime | None
    #: The same in EDTF (ISO 8601-2), e.g. `2022-02`, `2022-02-07/..`, `2030~`.
    edtf: str
    #: The words that gave it, empty where it was inherited from the document.
    text: str = ""


def utc(moment: datetime) -> datetime:
    """Move an aware time to UTC; a naive one is taken as UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
