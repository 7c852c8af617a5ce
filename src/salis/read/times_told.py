"""Places times that are told from a time named before: that day, a year earlier, the day before."""

from __future__ import annotations

from datetime import timedelta

from salis.read.stretches import (
    UNIT_DAYS,
    UNIT_MONTHS,
    Stretch,
    day_stretch,
    month_stretch,
    shift,
    unit_stretch,
)
from salis.read.time_rules import Match
from salis.read.time_scene import UNKNOWN_DAY, Reading, Scene, dated, edged, unsure
from salis.read.times_days import with_part
from salis.read.times_lengths import count_of, duration_value

_UNKNOWN = {"W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "K": "XXXX-WXX-WE"}
#: Days that a unit may have at most.
_MOST_DAYS = {**UNIT_DAYS, **{unit: 31 * months for unit, months in UNIT_MONTHS.items()}, "K": 2}


def _unknown(unit: str) -> str:
    return _UNKNOWN.get(unit, UNKNOWN_DAY)


def _fits(stretch: Stretch | None, unit: str) -> Stretch | None:
    """Return a stretch that lies within one such unit; None for a longer one."""
    most = _MOST_DAYS.get(unit)
    if stretch is None or most is None or stretch.end - stretch.start > timedelta(days=most):
        return None
    return stretch


def _last(scene: Scene, unit: str) -> Stretch | None:
    """Return the stretch that such a unit is told from: the one named last, if it is no longer."""
    if unit == "D" and scene.told_day is not None:
        return day_stretch(scene.told_day)
    return _fits(scene.last, unit)


def _now(scene: Scene, unit: str) -> Stretch | None:
    """Return the publication day as a stretch, marked as uncertain."""
    if scene.anchor is None or not scene.anchor.knows(unit):
        return None
    return unsure(day_stretch(scene.anchor.day))


def _moved(stretch: Stretch, unit: str, steps: float, *, same: bool) -> Stretch | None:
    """Move by units; with `same` a month or quarter moved by years stays one."""
    day = shift(stretch.start.date(), unit, steps)
    if day is None:
        return None
    size = (stretch.end - stretch.start).days
    if same and unit in ("Y", "M", "Q") and 28 <= size <= 31:
        found = month_stretch(day.year, day.month)
    else:
        found = unit_stretch(day, "Q" if same and unit == "Y" and 90 <= size <= 92 else unit)
    return found if found is None or "?" not in stretch.edtf else unsure(found)


def _told(scene: Scene, match: Match, unit: str, steps: float, *, same: bool = False) -> Reading:
    """Count from the time named last, backwards also from publication."""
    base = _last(scene, unit) or (_now(scene, unit) if steps < 0 else None)
    found = None if base is None else _moved(base, unit, steps, same=same)
    return with_part(scene, match, dated(found, _unknown(unit)))


def place_that(scene: Scene, match: Match) -> Reading:
    """Read that day, the same week, that evening."""
    unit = scene.meaning(match, "unit") or "D"
    base = _last(scene, unit)
    found = None if base is None else unit_stretch(base.start.date(), unit)
    return with_part(scene, match, dated(found, _unknown(unit)))


def place_that_time(scene: Scene, _match: Match) -> Reading:
    """Read `by that time`: the time named last."""
    return dated(scene.last, "PAST_REF")


def place_the_now(scene: Scene, match: Match) -> Reading:
    """Read `on the day`, `for the entire year`: the one told of, else the one of publication."""
    unit = scene.meaning(match, "unit", "unitb")
    told = _last(scene, unit) if unit == "D" or scene.same_sentence(match) else None
    base = told or _now(scene, unit)
    found = None if base is None else unit_stretch(base.start.date(), unit)
    if found is not None and told is None and match.rule == "the_now":
        found = unsure(found)
    return edged(scene, match, found, _unknown(unit))


def place_later(scene: Scene, match: Match) -> Reading:
    """Read two days later, a year earlier; a length where nothing tells from when."""
    unit, count = scene.meaning(match, "units"), count_of(scene, match)
    length = Reading(duration_value(count, unit), "DURATION")
    if count is None and scene.tags[match.start] == "t":
        count = 1.0
    if count is None or unit.startswith("T"):
        return length
    way = 1 if scene.lex.lows[match.at("way")] == "later" else -1
    reading = _told(scene, match, unit, way * count, same=True)
    return length if reading.stretch is None else reading


def place_year_ago(scene: Scene, match: Match) -> Reading:
    """Read the year-ago quarter: the same one, a year before."""
    return _told(scene, match, "Y", -1, same=True)


def place_before(scene: Scene, match: Match) -> Reading:
    """Read the day before, the month after, the week before last."""
    unit = scene.meaning(match, "unit") or "D"
    if scene.tags[match.end - 1] == "l":
        near = _now(scene, unit)
        day = None if near is None else shift(near.start.date(), unit, -2)
        return dated(None if day is None else unit_stretch(day, unit), _unknown(unit))
    way = -1 if scene.lex.lows[match.at("way")] == "before" else 1
    return _told(scene, match, unit, way)


def place_neighbour(scene: Scene, match: Match) -> Reading:
    """Read the previous year, the following week, the next morning."""
    unit = scene.meaning(match, "unit") or "D"
    return _told(scene, match, unit, scene.direction(match) or 0)


def place_after_named(scene: Scene, match: Match) -> Reading:
    """Read `the year previous`."""
    return _told(scene, match, scene.meaning(match, "unit"), scene.direction(match) or 0)
