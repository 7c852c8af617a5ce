"""A chart of values by when they were told, each with the bounds that its words allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import floor, log10
from typing import TYPE_CHECKING

from salis.desk.axis import Axis, Tick

if TYPE_CHECKING:
    from salis.views.records import ValueRecord

WIDTH, HEIGHT = 1000.0, 320.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 70.0, 150.0, 14.0, 24.0
_DRAWN = 120
_LABEL = 13.0


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
    record: ValueRecord


@dataclass(frozen=True, slots=True)
class ValueChart:
    """The chart laid out."""

    across: Axis
    ticks: Sequence[Tick]
    marks: Sequence[Mark]
    left_out: int


def draw_values(values: Sequence[ValueRecord]) -> ValueChart | None:
    """Lay out the values with a time; None where there are not two to compare."""
    dated = [(one, _moment(one.published_at)) for one in values if one.published_at]
    if len(dated) < 2:
        return None
    times = [at for _, at in dated]
    around = max((max(times) - min(times)) * 0.03, timedelta(minutes=20))
    across = Axis(min(times) - around, max(times) + around, _LEFT, WIDTH - _RIGHT)
    low, high = _range([one for one, _ in dated])
    marks = [_mark(one, across.place(at), low, high) for one, at in dated[:_DRAWN]]
    ticks = [Tick(_y(number, low, high), f"{number:,g}") for number in round_numbers(low, high)]
    return ValueChart(across, ticks, _labelled(marks), len(values) - len(marks))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _range(values: Sequence[ValueRecord]) -> tuple[float, float]:
    numbers = [
        number
        for one in values
        for number in (one.value, one.low, one.high)
        if number is not None and abs(number) < 1e15
    ] or [0.0]
    low, high = min(numbers), max(numbers)
    around = (high - low) * 0.08 or max(abs(high) * 0.1, 1)
    floor_ = 0.0 if 0 <= low - around or (low >= 0 > low - around) else low - around
    return (floor_ if low < high * 0.6 else low - around), high + around


def _y(number: float, low: float, high: float) -> float:
    share = (min(max(number, low), high) - low) / (high - low)
    return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)


def _mark(one: ValueRecord, x: float, low: float, high: float) -> Mark:
    return Mark(
        x=x,
        y=_y(one.value, low, high),
        top=_y(high if one.high is None else one.high, low, high),
        bottom=_y(low if one.low is None else one.low, low, high),
        open_top=one.high is None and one.bound in ("at_least", "about"),
        open_bottom=one.low is None and one.bound in ("at_most", "about"),
        label=None,
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
                placed.append(_with_label(mark, y))
                break
        else:
            placed.append(mark)
    return placed


def _with_label(mark: Mark, y: float) -> Mark:
    return Mark(
        mark.x, mark.y, mark.top, mark.bottom, mark.open_top, mark.open_bottom, y, mark.record
    )


def round_numbers(low: float, high: float, most: int = 6) -> Sequence[float]:
    """Give round numbers between two others, at most so many."""
    rough = (high - low) / most
    size = 10.0 ** floor(log10(rough))
    step = next(one * size for one in (1, 2, 5, 10) if one * size >= rough)
    first = floor(low / step) + 1
    return [number * step for number in range(first, first + most + 1) if number * step <= high]
