"""Places lengths of time, periods told from now, and what recurs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from salis.model.times import utc
from salis.read.anchors import (
    shifted,
)
from salis.read.numbers import read_number
from salis.read.stretches import (
    Stretch,
    day_stretch,
    midnight,
    shift,
    unit_stretch,
)
from salis.read.time_rules import Match
from salis.read.time_scene import UNKNOWN_DAY, Reading, Scene, dated, edged


def _duration_value(number: float | None, unit: str) -> str:
    """Write a TIMEX3 duration; a decade is ten years, a century a hundred."""
    unit = {"K": "WE", "Q": "Q"}.get(unit, unit)
    for large, years in (("E", 10), ("C", 100)):
        if unit == large:
            number, unit = None if number is None else number * years, "Y"
    prefix, letter = ("PT", unit[1:]) if unit.startswith("T") else ("P", unit)
    return f"{prefix}{'X' if number is None else f'{number:.10g}'}{letter}"


def _count(scene: Scene, match: Match) -> float | None:
    """Read how many units; None where the words do not say."""
    start, end = match.span("count")
    if start < 0:
        return None
    if scene.tags[start:end].strip("af") == "q" or scene.tags[start:end] == "a":
        low = scene.lex.lows[start : start + 2]
        return 1.0 if scene.tags[start:end] == "a" else 2.0 if "couple" in low else None
    number = read_number(scene.lex, start)
    return None if number is None else min(number.value, 1e9)


def place_window(scene: Scene, match: Match) -> Reading:
    """Read the past few days, the next four years: a length that ends or begins now."""
    unit, count = scene.meaning(match, "units"), _count(scene, match)
    value = _duration_value(count, unit)
    return Reading(
        value, "DURATION", _from_now(scene, value, unit, count, scene.direction(match) or 0)
    )


def open_window(scene: Scene, match: Match) -> tuple[datetime | None, datetime | None, str] | None:
    """Return start, end and EDTF of the coming or the past few days, whose length is not told."""
    direction = scene.direction(match)
    if match.rule != "window" or not direction or scene.anchor is None:
        return None
    day = day_stretch(scene.anchor.day)
    return (
        (None, day.end, f"../{day.edtf}") if direction < 0 else (day.start, None, f"{day.edtf}/..")
    )


def _from_now(
    scene: Scene, value: str, unit: str, count: float | None, direction: int
) -> Stretch | None:
    if scene.anchor is None or count is None or unit.startswith("T"):
        return None
    other = shifted(scene.anchor, unit, direction * count)
    if other is None or direction == 0:
        return None
    first, last = sorted((scene.anchor.day, other))
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return Stretch(value, edtf, midnight(first), midnight(last) + timedelta(days=1), "DURATION")


def place_ago(scene: Scene, match: Match) -> Reading:
    """Read `two weeks ago`."""
    unit, count = scene.meaning(match, "units"), _count(scene, match)
    if count is None:
        return Reading("PAST_REF")
    if unit.startswith("T"):
        return _hours_ago(scene, unit, count)
    found = shifted(scene.anchor, unit, -count)
    if found is None:
        return Reading(_duration_value(count, unit), "DURATION")
    stretch = unit_stretch(found, "Y" if unit in "EC" else unit)
    if stretch is not None and unit != "D":
        stretch = replace(stretch, edtf=f"{stretch.value}~" if unit in "YM" else stretch.edtf)
    return dated(stretch)


def _hours_ago(scene: Scene, unit: str, count: float) -> Reading:
    size = {"TH": 3600, "TM": 60, "TS": 1}[unit] * count
    if scene.anchor is None or not scene.anchor.knows("D") or size > 1e9:
        return Reading(_duration_value(count, unit), "DURATION")
    at = utc(scene.anchor.moment.at) - timedelta(seconds=size)
    return dated(day_stretch(at.date()))


def place_set(scene: Scene, match: Match) -> Reading:
    """Read what recurs: every Friday, daily."""
    meaning = scene.meaning(match, "what")
    if match.rule == "daily":
        return Reading(meaning, "SET")
    tag = scene.tags[match.at("what")]
    if tag == "W":
        return Reading(f"XXXX-WXX-{meaning}", "SET")
    if tag == "P":
        return Reading(f"XXXX-XX-XXT{meaning}", "SET")
    return Reading(_duration_value(_count(scene, match) or 1, meaning), "SET")


def place_length(scene: Scene, match: Match) -> Reading:
    """Read a length, or a rate such as `15 a year`."""
    unit, count = scene.meaning(match, "units"), _count(scene, match)
    rate = scene.tags[match.start] == "a" and match.end - match.start == 2
    before = scene.lex.lows[match.start - 1] if match.start else ""
    if rate and (scene.tags[match.start - 1 : match.start] in tuple("dnY") or before in _RATES):
        return Reading(_duration_value(1, unit), "SET")
    return Reading(_duration_value(count, unit), "DURATION")


_RATES = frozenset(
    [
        "times",
        "once",
        "twice",
        "percent",
        "%",
        "million",
        "billion",
        "trillion",
        "bn",
        "m",
        "dollars",
        "euros",
    ]
)


def place_bare_units(scene: Scene, match: Match) -> Reading:
    """Read a length of an unknown number of units."""
    return Reading(_duration_value(None, scene.meaning(match, "units")), "DURATION")


def place_reference(scene: Scene, match: Match) -> Reading:
    """Read now, recently, in the future."""
    if match.rule == "reference":
        return Reading(scene.meaning(match, "ref"))
    if match.rule == "recent_units":
        return Reading(_duration_value(None, scene.meaning(match, "units")), "DURATION")
    return Reading("FUTURE_REF" if scene.tags[match.at("pf")] == "v" else "PAST_REF")


def place_relative(scene: Scene, match: Match, unit: str, direction: int) -> Reading:
    """Read a unit so many units from now: last week, this year."""
    found = shifted(scene.anchor, unit, direction)
    stretch = None if found is None else unit_stretch(found, unit)
    unknown = {"W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "K": "XXXX-WXX-WE"}
    return edged(scene, match, stretch, unknown.get(unit, UNKNOWN_DAY))


def place_period(scene: Scene, match: Match) -> Reading:
    """Read last week, this year, earlier this month; the past week is a length."""
    unit, direction = scene.meaning(match, "unit"), scene.direction(match) or 0
    low = scene.lex.lows[match.at("dir")]
    if unit == "D" and direction and low in ("next", "following", "previous", "preceding"):
        return _day_after_last(scene, direction)
    length = low in ("past", "coming", "following") or unit in "EC" or unit.startswith("T")
    if direction and length:
        value = _duration_value(1, unit)
        return Reading(value, "DURATION", _from_now(scene, value, unit, 1, direction))
    return place_relative(scene, match, unit, direction)


def _day_after_last(scene: Scene, direction: int) -> Reading:
    """Count `the next day` from the day named last, never from the publication."""
    day = None if scene.last_day is None else shift(scene.last_day, "D", direction)
    return dated(None if day is None else day_stretch(day))


def place_edge_of_unit(scene: Scene, match: Match) -> Reading:
    """Read the end of the year, the beginning of the month."""
    return place_relative(scene, match, scene.meaning(match, "unit"), 0)


def place_the_unit(scene: Scene, match: Match) -> Reading:
    """Read the weekend; the month (before a date) is settled when it is joined to that date."""
    if match.at("weekend") >= 0:
        return place_relative(scene, match, "K", _weekend_steps(scene, match))
    return Reading(_duration_value(1, scene.meaning(match, "unit")), "DURATION")


def _weekend_steps(scene: Scene, match: Match) -> int:
    """Take the weekend before early in the week, and the next one for what lies ahead."""
    if scene.anchor is None:
        return 0
    weekday = scene.anchor.day.isoweekday()
    if scene.tense(match):
        return 1 if weekday == 7 else 0
    return -1 if weekday < 6 else 0
