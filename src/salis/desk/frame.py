"""The frame of every page: where one is, at which moment, and how to move in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from salis.desk.at import At, minute_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salis.views.detail_records import PulseRecord

#: The pages by their first path part, in the order of the bar, each with its key after `g`.
PLACES = (
    ("", "Brief", "b"),
    ("timeline", "Timeline", "t"),
    ("disputes", "Disputes", "d"),
    ("questions", "Questions", "q"),
    ("sources", "Sources", "o"),
    ("search", "Search", "s"),
    ("review", "Review", "r"),
    ("add", "Add", "a"),
)
#: A stretch is busy from this share of the busiest one on.
_BUSY = 0.15
_HEIGHT = 30.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of the slider, drawn: percent of the height of its box."""

    x: float
    width: float
    height: float
    y: float
    past: bool


@dataclass(frozen=True, slots=True)
class Slider:
    """The as-of bar: a range in minutes from its first moment, marks, and steps to busy moments."""

    first: str
    last: str
    minutes: int
    at: int
    bars: tuple[Bar, ...]
    earlier: At | None
    later: At | None
    #: What the marks count.
    counts: str
    #: The marks in words.
    words: str


def make_slider(pulse: Sequence[PulseRecord], at: At, moment: datetime | None) -> Slider | None:
    """Lay out the slider; None where there is nothing to slide over."""
    if not pulse:
        return None
    first, last = _instant(pulse[0].start), _instant(pulse[-1].end)
    minutes = max(int((last - first).total_seconds() // 60), 1)
    here = minutes if moment is None else int((moment - first).total_seconds() // 60)
    steps = [minutes_in(one, first) for one in _busy(pulse)]
    earlier = max((step for step in steps if step < here), default=None)
    later = min((step for step in steps if step > here), default=None)
    changes = all(one.changes is not None for one in pulse)
    return Slider(
        first=minute_text(first),
        last=minute_text(last),
        minutes=minutes,
        at=min(max(here, 0), minutes),
        bars=_bars(pulse, first, here),
        earlier=None if earlier is None else at.moved(first + timedelta(minutes=earlier)),
        later=None if later is None else at.moved(first + timedelta(minutes=later)),
        counts="claims new or changed" if changes else "documents",
        words=_words(pulse),
    )


def minutes_in(one: PulseRecord, first: datetime) -> int:
    """Give the end of a stretch, in minutes from the first moment."""
    return int((_instant(one.end) - first).total_seconds() // 60)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _weight(one: PulseRecord) -> int:
    return one.documents if one.changes is None else one.changes


def _busy(pulse: Sequence[PulseRecord]) -> list[PulseRecord]:
    most = max(map(_weight, pulse))
    return [one for one in pulse if _weight(one) and _weight(one) >= _BUSY * most]


def _bars(pulse: Sequence[PulseRecord], first: datetime, here: int) -> tuple[Bar, ...]:
    most = max(*map(_weight, pulse), 1)
    width = 1000 / len(pulse)
    return tuple(
        Bar(
            x=round(number * width, 2),
            width=round(width * 0.8, 2),
            height=round(height, 2),
            y=round(_HEIGHT - height, 2),
            past=minutes_in(one, first) <= here,
        )
        for number, one in enumerate(pulse)
        if (height := _height(_weight(one) / most)) > 0
    )


def _height(share: float) -> float:
    """Give a height that lets small stretches be seen beside a great one."""
    return 0.0 if share <= 0 else 3 + (_HEIGHT - 3) * share**0.5


def _words(pulse: Sequence[PulseRecord]) -> str:
    busiest = sorted(_busy(pulse), key=_weight, reverse=True)[:3]
    told = ", ".join(
        f"{_weight(one)} up to {_instant(one.end):%-d %b %H:%M} UTC" for one in busiest
    )
    return f"Most: {told}" if told else "Nothing yet"
