"""A chart of values by when they were told, each with the bounds that its words allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import floor, log10
from typing import TYPE_CHECKING

from salis.desk.axis import Axis, Tick

if TYPE_CHECKING:
    from salis.views.detail_records import ValueRecord

WIDTH, HEIGHT = 1000.0, 320.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 70.0, 150.0, 14.0, 24.0
_DRAWN = 120
_LABEL = 13.0
#: Beyond so many marks labels would only cover each other.
_LABELLED = 16
#: Numbers so many times apart go by powers of ten; larger ones than this are no counts.
_FAR, _LARGEST = 50.0, 1e15
_BOUNDS = {"at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}


@dataclass(frozen=True, slots=True)
class Mark:
    """A value in the chart; its bounds reach to the edge where there is none."""

    x: float
    y: float
    top: float
    bottom: float
    open_top: bool
    open_bottom: bool
    #: Where its label stands, so that labels do not cover each other; None: there is no room.
    label: float | None
    #: The number with its bound as a sign: `≥ 12`.
    words: str
    record: ValueRecord


@dataclass(frozen=True, slots=True)
class ValueChart:
    """The chart laid out."""

    across: Axis
    ticks: Sequence[Tick]
    marks: Sequence[Mark]
    by_powers: bool
    left_out: int


@dataclass(frozen=True, slots=True)
class Scale:
    """From numbers to heights; by powers of ten where the numbers lie far apart."""

    low: float
    high: float
    by_powers: bool

    def y(self, number: float) -> float:
        """Give the height of a number; one outside is put on the edge."""
        inside = min(max(number, self.low), self.high)
        share = (self._at(inside) - self._at(self.low)) / (self._at(self.high) - self._at(self.low))
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)

    def ticks(self) -> Sequence[Tick]:
        """Mark round numbers."""
        numbers = _powers(self.low, self.high) if self.by_powers else _steps(self.low, self.high)
        return [Tick(self.y(one), f"{one:,.10g}") for one in numbers]

    def _at(self, number: float) -> float:
        return log10(number) if self.by_powers else number


def draw_values(values: Sequence[ValueRecord]) -> ValueChart | None:
    """Lay out the values with a time; None where there are not two to compare."""
    dated = [(one, _moment(one.published_at)) for one in values if one.published_at]
    if len(dated) < 2:
        return None
    times = [at for _, at in dated]
    around = max((max(times) - min(times)) * 0.03, timedelta(minutes=20))
    across = Axis(min(times) - around, max(times) + around, _LEFT, WIDTH - _RIGHT)
    scale = _scale([one for one, _ in dated])
    marks = [_mark(one, across.place(at), scale) for one, at in dated[:_DRAWN]]
    shown = _labelled(marks) if len(marks) <= _LABELLED else marks
    return ValueChart(across, scale.ticks(), shown, scale.by_powers, len(values) - len(marks))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _scale(values: Sequence[ValueRecord]) -> Scale:
    numbers = [
        number
        for one in values
        for number in (one.value, one.low, one.high)
        if number is not None and abs(number) < _LARGEST
    ] or [0.0]
    low, high = min(numbers), max(numbers)
    positive = min((number for number in numbers if number > 0), default=0.0)
    if low >= 0 and positive and high / positive > _FAR:
        return Scale(positive / 1.5, high * 1.5, by_powers=True)
    around = (high - low) * 0.08 or max(abs(high) * 0.1, 1.0)
    from_zero = 0 <= low < high * 0.6
    return Scale(0.0 if from_zero else low - around, high + around, by_powers=False)


def _mark(one: ValueRecord, x: float, scale: Scale) -> Mark:
    return Mark(
        x=x,
        y=scale.y(one.value),
        top=scale.y(scale.high if one.high is None else one.high),
        bottom=scale.y(scale.low if one.low is None else one.low),
        open_top=one.high is None and one.bound in ("at_least", "about"),
        open_bottom=one.low is None and one.bound in ("at_most", "about"),
        label=None,
        words=f"{_BOUNDS.get(one.bound, '')}{one.value:,.10g}",
        record=one,
    )


def _labelled(marks: Sequence[Mark]) -> Sequence[Mark]:
    """Give each mark a label at its height, moved down where another stands; some get none."""
    taken: list[tuple[float, float]] = []
    placed: list[Mark] = []
    for mark in marks:
        wanted = mark.y + 4
        for y in (wanted, wanted + _LABEL, wanted - _LABEL, wanted + 2 * _LABEL):
            if all(abs(y - other) >= _LABEL or abs(mark.x - x) > 150 for x, other in taken):
                taken.append((mark.x, y))
                placed.append(replace(mark, label=y))
                break
        else:
            placed.append(mark)
    return placed


def _steps(low: float, high: float, most: int = 6) -> Sequence[float]:
    """Give round numbers between two others, at most so many."""
    rough = (high - low) / most
    size = 10.0 ** floor(log10(rough))
    step = next(one * size for one in (1, 2, 5, 10) if one * size >= rough)
    first = floor(low / step) + 1
    return [number * step for number in range(first, first + most + 1) if number * step <= high]


def _powers(low: float, high: float) -> Sequence[float]:
    """Give the powers of ten between two numbers."""
    return [10.0**power for power in range(floor(log10(low)) + 1, floor(log10(high)) + 1)]
