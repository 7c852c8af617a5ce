"""The timeline: when it happened against when it was first said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from salis.desk.at import minute_text
from salis.desk.axis import Axis
from salis.desk.shapes import STANDINGS
from salis.formats.words import day_words, standing_words
from salis.pipeline.moments import read_moment

if TYPE_CHECKING:
    from salis.desk.visits import Visit
    from salis.views.records import IntervalRecord, TimelineRecord

WIDTH, HEIGHT = 1000.0, 400.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 70.0, 14.0, 10.0, 24.0
_DRAWN, _LISTED = 5000, 300
_DAY = timedelta(days=1)
_SHORTEST, _LONGEST = timedelta(minutes=30), timedelta(days=366 * 400)
#: Points nearer to each other than this are moved apart; more than a few in a cell are one heap.
_NEAR, _CELL, _FEW = 9.0, 27.0, 3


@dataclass(frozen=True, slots=True)
class Dot:
    """A claim in the chart: where it happened and was said, and how far it reaches."""

    x: float
    y: float
    #: Where what it is about ends; the same as `x` for a moment.
    reach: float
    open_end: bool
    record: TimelineRecord


@dataclass(frozen=True, slots=True)
class Heap:
    """Many claims at one place of the chart."""

    x: float
    y: float
    #: The most frequent among them.
    standing: str
    words: str
    number: int
    #: The day in the list at which they stand.
    day: str


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of happening that is shown, with the ways to others."""

    first: datetime
    last: datetime

    def fields(self) -> dict[str, str]:
        """Give the window as fields of an address."""
        return {"from": minute_text(self.first), "to": minute_text(self.last)}

    def scaled(self, factor: float) -> Window:
        """Give a window around the same middle."""
        length = self.last - self.first
        wanted = min(max(length * factor, _SHORTEST), _LONGEST)
        return self.moved((length - wanted) / 2, wanted)

    def shifted(self, share: float) -> Window:
        """Give a window moved by a share of its length."""
        length = self.last - self.first
        return self.moved(length * share, length)

    def moved(self, by: timedelta, length: timedelta) -> Window:
        """Give a window of a length that begins so much later, within what years can say."""
        try:
            first = self.first + by
            return Window(first, first + length)
        except OverflowError:
            return self


def compose_timeline(visit: Visit) -> Mapping[str, object]:
    """Make the context of the timeline."""
    asked = ("timeline", visit.asked("standing"), visit.asked("from"), visit.asked("to"))
    return visit.kept(asked, lambda _: _compose(visit))


def _compose(visit: Visit) -> Mapping[str, object]:
    standing = visit.asked("standing")
    timeline = visit.kept("timeline", lambda view: view.timeline())
    records = [one for one in timeline if not standing or one.standing == standing]
    whole = _whole(records)
    window = _asked(visit) or _told(records) or whole
    inside = [one for one in records if window and _meets(one.concerns, window)]
    return {
        "standing": standing,
        "standings": STANDINGS,
        "total": len(records),
        "inside": len(inside),
        "window": window,
        "ways": _ways(window, whole),
        "chart": None if window is None else _chart(window, inside),
        "days": _days(inside[:_LISTED]),
        "more": max(len(inside) - _LISTED, 0),
        "earlier": sum(_before(one, window) for one in records) if window else 0,
        "later": len(records)
        - len(inside)
        - (sum(_before(one, window) for one in records) if window else 0),
    }


def _asked(visit: Visit) -> Window | None:
    """Read the window of the address; None where there is none, or a wrong one."""
    if not (visit.asked("from") and visit.asked("to")):
        return None
    first, last = read_moment(visit.asked("from")).at, read_moment(visit.asked("to")).at
    return Window(first, last) if first < last else None


def _edges(one: IntervalRecord) -> tuple[datetime | None, datetime | None]:
    return tuple(  # type: ignore[return-value]
        None if text is None else datetime.fromisoformat(text).astimezone(UTC)
        for text in (one.start, one.end)
    )


def _anchor(one: IntervalRecord) -> datetime:
    """Give the moment at which a claim stands in the chart."""
    start, end = _edges(one)
    anchor = start or end
    assert anchor is not None
    return anchor


def _whole(records: Sequence[TimelineRecord]) -> Window | None:
    moments = [edge for one in records for edge in _edges(one.concerns) if edge is not None]
    return Window(min(moments), max(*moments, min(moments) + _DAY)) if moments else None


def _told(records: Sequence[TimelineRecord]) -> Window | None:
    """Give the window that the telling itself took, where most of what matters happened."""
    told = sorted(
        datetime.fromisoformat(one.first_published_at).astimezone(UTC)
        for one in records
        if one.first_published_at
    )
    if not told:
        return None
    first, last = told[len(told) // 20], told[-1 - len(told) // 20]
    around = max((last - first) / 6, _DAY)
    return Window(_midnight(first - around), _midnight(last + around) + _DAY)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _meets(concerns: IntervalRecord, window: Window) -> bool:
    return window.first <= _anchor(concerns) <= window.last


def _before(one: TimelineRecord, window: Window) -> bool:
    return _anchor(one.concerns) < window.first


def _ways(window: Window | None, whole: Window | None) -> Mapping[str, dict[str, str]]:
    if window is None or whole is None:
        return {}
    return {
        "closer": window.scaled(0.5).fields(),
        "wider": window.scaled(2).fields(),
        "back": window.shifted(-0.5).fields(),
        "on": window.shifted(0.5).fields(),
        "all": whole.fields(),
    }


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart laid out."""

    across: Axis
    down: Axis
    dots: Sequence[Dot]
    heaps: Sequence[Heap]
    #: The line on which what is said happens at that moment.
    diagonal: tuple[float, float, float, float] | None
    undated: int
    more: int


def _chart(window: Window, inside: Sequence[TimelineRecord]) -> Chart | None:
    said = [
        (one, datetime.fromisoformat(one.first_published_at).astimezone(UTC))
        for one in inside
        if one.first_published_at
    ]
    across = Axis(window.first, window.last, _LEFT, WIDTH - _RIGHT)
    if not said:
        return None
    first, last = min(at for _, at in said), max(at for _, at in said)
    around = max((last - first) * 0.05, timedelta(minutes=30))
    down = Axis(first - around, last + around, _TOP, HEIGHT - _BOTTOM)
    dots, heaps = _apart(_dot(across, down, one, at) for one, at in said[:_DRAWN])
    undated, more = len(inside) - len(said), max(len(said) - _DRAWN, 0)
    return Chart(across, down, dots, heaps, _diagonal(across, down), undated, more)


def _dot(across: Axis, down: Axis, one: TimelineRecord, at: datetime) -> Dot:
    start, end = _edges(one.concerns)
    x = across.clamped(_anchor(one.concerns))
    reach = across.clamped(end) if start and end else x
    return Dot(x, down.place(at), reach, bool(start and not end), one)


def _apart(dots: Iterable[Dot]) -> tuple[Sequence[Dot], Sequence[Heap]]:
    """Move the few dots that would cover each other apart, and put many into one heap."""
    cells: dict[tuple[int, int], list[Dot]] = {}
    for dot in sorted(dots, key=lambda one: (one.y, one.x, one.record.claim)):
        cells.setdefault((int(dot.x / _CELL), int(dot.y / _NEAR)), []).append(dot)
    placed: list[Dot] = []
    heaps: list[Heap] = []
    for found in cells.values():
        if len(found) > _FEW:
            heaps.append(_heap(found))
            continue
        at = -_NEAR
        for dot in found:
            at = min(max(dot.x, at + _NEAR), WIDTH - 4)
            placed.append(replace(dot, x=round(at, 1), reach=max(dot.reach, at)))
    return placed, heaps


def _heap(dots: Sequence[Dot]) -> Heap:
    standings = Counter(dot.record.standing for dot in dots)
    return Heap(
        x=round(sum(dot.x for dot in dots) / len(dots), 1),
        y=round(sum(dot.y for dot in dots) / len(dots), 1),
        standing=standings.most_common(1)[0][0],
        words=", ".join(f"{n} {standing_words(name)}" for name, n in standings.most_common()),
        number=len(dots),
        day=day_words(_anchor(dots[0].record.concerns).isoformat()),
    )


def _diagonal(across: Axis, down: Axis) -> tuple[float, float, float, float] | None:
    first, last = max(across.first, down.first), min(across.last, down.last)
    if first >= last:
        return None
    return across.place(first), down.place(first), across.place(last), down.place(last)


def _days(records: Sequence[TimelineRecord]) -> Sequence[tuple[str, Sequence[TimelineRecord]]]:
    def day(one: TimelineRecord) -> str:
        return day_words(_anchor(one.concerns).isoformat())

    return [(name, list(found)) for name, found in groupby(records, key=day)]
