"""An axis of time: where a moment lies on it, and where it is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_STEPS = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    _HOUR,
    3 * _HOUR,
    6 * _HOUR,
    12 * _HOUR,
    _DAY,
    2 * _DAY,
    7 * _DAY,
    14 * _DAY,
    30 * _DAY,
    91 * _DAY,
    365 * _DAY,
    1826 * _DAY,
    9131 * _DAY,
    36525 * _DAY,
)
_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)  # a Monday, so that weeks begin with one


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis with its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of time on a stretch of a drawing."""

    first: datetime
    last: datetime
    start: float
    end: float

    def place(self, moment: datetime) -> float:
        """Give where a moment lies; one outside lies beyond the ends."""
        share = (moment - self.first) / max(self.last - self.first, timedelta(seconds=1))
        return round(self.start + share * (self.end - self.start), 1)

    def clamped(self, moment: datetime) -> float:
        """Give where a moment lies, an end for one outside."""
        low, high = sorted((self.start, self.end))
        return min(max(self.place(moment), low), high)

    def holds(self, moment: datetime) -> bool:
        """Say whether a moment lies between the ends."""
        return self.first <= moment <= self.last

    def ticks(self, most: int = 10) -> Sequence[Tick]:
        """Mark round moments, at most so many."""
        length = self.last - self.first
        step = next((one for one in _STEPS if length / one <= most), _STEPS[-1])
        at = _EPOCH + ((self.first - _EPOCH) // step + 1) * step
        found: list[Tick] = []
        while at <= self.last and len(found) <= most:
            found.append(Tick(self.place(at), _words(at, step)))
            at += step
        return found


def _words(at: datetime, step: timedelta) -> str:
    if step < _DAY:
        return f"{at:%H:%M}" if at.hour or at.minute else f"{at.day} {at:%b}"
    if step < 28 * _DAY:
        return f"{at.day} {at:%b}"
    return f"{at:%b %Y}" if step < 300 * _DAY else f"{at:%Y}"
