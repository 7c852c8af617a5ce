"""Joins times that lean on each other: the month before a date, the week ended Friday."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from salis.model.times import Interval
from salis.read.stretches import Stretch, day_stretch, midnight, month_stretch, shift, unit_stretch
from salis.read.time_rules import Match
from salis.read.time_scene import Reading, Scene
from salis.read.time_tags import MEANING


@dataclass(slots=True)
class Placed:
    """A match with its reading, while neighbours are joined."""

    match: Match
    reading: Reading
    interval: Interval | None = None
    #: Whether what is told is only compared with it.
    compared: bool = False
    #: The part of the calendar that it and a neighbour together stand for.
    joined: Stretch | None = None


_DEPENDENT = frozenset(("the_unit", "length"))
_YEARLESS = frozenset(("date", "bare_month"))
_ENDED = (
    ["ended"], ["ending"], ["ended", "on"], ["ending", "on"], ["ended", "in"], ["ending", "in"],
    ["to"], ["through"], ["up", "to"], ["until"], ["to", "the", "end", "of"],
)  # fmt: skip
#: A clock is never this far from UTC, in hours, west and east.
_WEST, _EAST = -12, 14


def join_times(scene: Scene, placed: list[Placed]) -> list[Placed]:
    """Join what leans on a neighbour; drop `the month` where no date follows that places it."""
    for one, two in pairwise(placed):
        _join_ended(scene, one, two)
        _join_clocks(scene, one, two)
    _order_weekdays(scene, placed)
    _order_dates(scene, placed)
    return _join_same(scene, _join_dependent(scene, placed))


def _join_dependent(scene: Scene, placed: list[Placed]) -> list[Placed]:
    """Tie `the month before 22 February 2022` and `two days after Friday` to their date."""
    joined: list[Placed] = []
    for item in placed:
        last = joined[-1] if joined else None
        if last is not None and last.match.rule in _DEPENDENT and item.reading.stretch is not None:
            direction = _before_or_after(scene, last.match.end, item.match.start)
            reading = _tied(scene, last, item.reading, direction) if direction else None
            if reading is not None:
                joined[-1] = Placed(replace(item.match, start=last.match.start), reading)
                continue
        joined.append(item)
    return [
        item
        for item in joined
        if item.match.rule != "the_unit" or item.joined or item.reading.value[0] != "P"
    ]


def _join_same(scene: Scene, placed: list[Placed]) -> list[Placed]:
    """Give "in March … than in the same month last year" the March of that year."""
    named: Stretch | None = None
    for item in placed:
        start = _same_start(scene, item.match.start)
        stretch = item.reading.stretch
        if named is not None and start is not None and stretch is not None:
            moved = _moved_to_year(named, stretch.start.year)
            if moved is not None:
                item.match = replace(item.match, start=start)
                item.reading = Reading(moved.value, "DATE", moved)
        elif stretch is not None and 28 <= (stretch.end - stretch.start).days <= 92:
            named = stretch
    return placed


def _same_start(scene: Scene, place: int) -> int | None:
    """Return where "the same month (of)" before a time begins; None where it is not said."""
    lows = scene.lex.lows
    last = place - 1 if place and lows[place - 1] in ("of", "in", "the") else place
    while last and lows[last - 1] in ("of", "in"):
        last -= 1
    if last < 2 or lows[last - 2] != "same" or lows[last - 1] not in ("month", "period", "quarter"):
        return None
    return last - 3 if last > 2 and lows[last - 3] == "the" else last - 2


def _moved_to_year(named: Stretch, year: int) -> Stretch | None:
    if not 0 < year < named.start.year:
        return None
    if (named.end - named.start).days <= 31:
        return month_stretch(year, named.start.month)
    return unit_stretch(date(year, named.start.month, 1), "Q")


def _before_or_after(scene: Scene, start: int, end: int) -> int:
    words = [low for low in scene.lex.lows[start:end] if low not in ("the", "on")]
    if words in (["before"], ["prior", "to"]):
        return -1
    return 1 if words in (["after"], ["following"]) else 0


def _unit_and_count(scene: Scene, item: Placed) -> tuple[str, float] | None:
    """Return unit and number of `three weeks`, `the month`; None for hours and vague lengths."""
    if item.match.rule == "fiscal":
        return ("Y", 1.0) if item.match.at("unit") >= 0 else None
    unit = MEANING[scene.lex.lows[item.match.at("units", "unit", "weekend")]][1]
    digits = "".join(ch for ch in item.reading.value if ch in "0123456789.")
    if not digits or unit.startswith("T"):
        return None
    count = float(digits) / {"E": 10, "C": 100, "N": 2}.get(unit, 1)
    return unit, count


def _tied(scene: Scene, last: Placed, reading: Reading, direction: int) -> Reading | None:
    """Count from a date: "the month before" is all of it, "three weeks after" its last day."""
    length, stretch = _unit_and_count(scene, last), reading.stretch
    if stretch is None or length is None:
        return None
    unit, count = length
    first = (stretch.start if direction < 0 else stretch.end - timedelta(days=1)).date()
    other = shift(first, unit, direction * count)
    if other is None:
        return None
    if last.match.rule == "length" or unit == "D":
        point = day_stretch(other)
        return Reading(point.value, "DATE", point)
    low, high = sorted((first, other))
    edtf = f"{low.isoformat()}/{high.isoformat()}"
    end = midnight(high) + timedelta(days=direction > 0)
    return Reading(
        last.reading.value, "DURATION", replace(stretch, edtf=edtf, start=midnight(low), end=end)
    )


def _join_ended(scene: Scene, one: Placed, two: Placed) -> None:
    """Place `the three months to June`, `the week ended Friday`, `the 24 hours to Monday`."""
    gap = scene.lex.lows[one.match.end : two.match.start]
    stretch = two.reading.stretch
    whole = one.match.rule in ("the_unit", "fiscal")
    if not (whole or one.match.rule == "length") or gap not in _ENDED or stretch is None:
        return
    the = whole or scene.lex.lows[one.match.start - 1 : one.match.start] in (
        ["the"], ["in"], ["over"]
    )  # fmt: skip
    sure = gap[0] in ("ended", "ending")
    length = _length_of(scene, one)
    if length is None or not (the or sure):
        return
    unit, count = length
    after = (stretch.end - timedelta(days=unit == "TH")).date()
    first = shift(after, "D" if unit == "TH" else unit, -count)
    if first is None or midnight(first) >= stretch.end:
        return
    last = (stretch.end - timedelta(days=1)).date()
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    one.joined = two.joined = Stretch(one.reading.value, edtf, midnight(first), stretch.end)
    if one.match.rule == "the_unit" and unit in "WMQ":
        found = unit_stretch(last, unit)
        one.reading = replace(one.reading, value=found.value if found else one.reading.value)
    elif one.match.rule == "fiscal":
        one.reading = replace(one.reading, value=f"FY{last.year:04d}")


def _length_of(scene: Scene, item: Placed) -> tuple[str, float] | None:
    place = item.match.at("units", "unit", "weekend")
    if place < 0 or MEANING[scene.lex.lows[place]][1] != "TH":
        return _unit_and_count(scene, item)
    hours = "".join(ch for ch in item.reading.value if ch.isdigit())
    return ("TH", -(-int(hours) // 24)) if hours and len(hours) < 5 else None


def _join_clocks(scene: Scene, one: Placed, two: Placed) -> None:
    """Let `9:30 a.m. local time (0130 GMT)` be one instant, on the day that fits both clocks."""
    gap = scene.lex.lows[one.match.end : two.match.start]
    first, second = one.reading.stretch, two.reading.stretch
    timed = one.match.at("clock") >= 0 and two.match.rule == "clock"
    if gap not in (["("], ["/"], [","], ["or"]) or not timed or first is None or second is None:
        return
    if not _is_instant(second):
        return
    steps = _day_steps(one.reading.value, two.reading.value)
    if steps is None or "T" not in first.value:
        return
    moved = timedelta(days=steps)
    value_day = (second.start + moved).date().isoformat()
    value = value_day + second.value[10:]
    start = second.start + moved
    edtf = start.isoformat().replace("+00:00", "Z")
    exact = replace(second, value=value, edtf=edtf, start=start, end=second.end + moved)
    two.reading = replace(two.reading, value=value, stretch=exact)
    if not _is_instant(first):
        one.joined = exact


def _is_instant(stretch: Stretch) -> bool:
    return stretch.end - stretch.start <= timedelta(hours=1)


def _minutes(value: str) -> int | None:
    clock = value.partition("T")[2]
    return (
        int(clock[:2]) * 60 + int(clock[3:5])
        if clock[:2].isdigit() and clock[3:5].isdigit()
        else None
    )


def _day_steps(local: str, other: str) -> int | None:
    """Return the days to add to the second clock's day, so that the zones can be real."""
    one, two = _minutes(local), _minutes(other)
    if one is None or two is None or not (other.endswith("Z") or local[10:16] == local[10:]):
        return None
    hours = (one - two) / 60
    if not other.endswith("Z"):
        return 0
    return next((days for days in (0, 1, -1) if _WEST <= hours - 24 * days <= _EAST), None)


def _order_weekdays(scene: Scene, placed: list[Placed]) -> None:
    """Let Friday follow Monday in `from Monday to Friday`."""
    for one, two in pairwise(placed):
        first, last = one.reading.stretch, two.reading.stretch
        bare = all(item.match.rule == "day" and item.match.at("wd") >= 0 for item in (one, two))
        if not bare or first is None or last is None or first.start <= last.start:
            continue
        if range_begin(scene, one, two) is None:
            continue
        ahead = scene.tense(one.match)
        item, steps = (two, 7) if ahead is not False else (one, -7)
        old = item.reading.stretch
        day = None if old is None else shift(old.start.date(), "D", steps)
        if day is not None and old is not None and old.kind == "DATE":
            item.reading = Reading(day.isoformat(), "DATE", day_stretch(day))


def _order_dates(scene: Scene, placed: list[Placed]) -> None:
    """Let the first of two yearless dates be before the second: `from 3 May to 5 May`."""
    for one, two in pairwise(placed):
        first, last = one.reading.stretch, two.reading.stretch
        if one.match.rule not in _YEARLESS or two.match.rule not in _YEARLESS:
            continue
        if first is None or last is None or first.start <= last.start or first.kind != "DATE":
            continue
        if one.match.at("y") < 0 and range_begin(scene, one, two) is not None:
            day = shift(first.start.date(), "Y", -1)
            unit = "D" if one.match.rule == "date" else "M"
            moved = None if day is None else unit_stretch(day, unit)
            if moved is not None and "/" not in first.edtf:
                one.reading = Reading(moved.value, "DATE", moved)


def range_begin(scene: Scene, one: Placed, two: Placed) -> int | None:
    """Return the piece where the words say that two times make a range; None where they do not."""
    gap = scene.lex.lows[one.match.end : two.match.start]
    before = scene.lex.lows[one.match.start - 1] if one.match.start else ""
    led = (before == "from" and gap in (["to"], ["through"], ["until"], ["till"])) or (
        before == "between" and gap == ["and"]
    )
    if led:
        return one.match.start - 1
    return one.match.start if gap in (["to"], ["-"], ["–"], ["through"]) else None
