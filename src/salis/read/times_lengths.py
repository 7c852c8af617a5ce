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
    approximate,
    day_stretch,
    midnight,
    shift,
    unit_stretch,
)
from salis.read.time_rules import Match
from salis.read.time_scene import UNKNOWN_DAY, Reading, Scene, dated, edged

#: Days of which a week has five.
_WORKDAYS = frozenset(("trading", "business", "working"))
#: Hours in one small unit.
_HOURS = {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}


def duration_value(number: float | None, unit: str) -> str:
    """Write a TIMEX3 duration; a decade is ten years, a century a hundred."""
    unit = {"K": "WE", "Q": "Q"}.get(unit, unit)
    for large, size, small in (("E", 10, "Y"), ("C", 100, "Y"), ("N", 2, "W")):
        if unit == large:
            number, unit = None if number is None else number * size, small
    prefix, letter = ("PT", unit[1:]) if unit.startswith("T") else ("P", unit)
    return f"{prefix}{'X' if number is None else f'{number:.10g}'}{letter}"


def count_of(scene: Scene, match: Match) -> float | None:
    """Read how many units; None where the words do not say."""
    start, end = match.span("count")
    if start < 0:
        return None
    half = 0.5 if match.at("half") >= 0 else 0.0
    tags = scene.tags[start:end]
    if "h" in tags and "A" not in tags:
        return 0.5
    if tags.strip("af") == "q" or tags == "a":
        low = scene.lex.lows[start : start + 2]
        return 1.0 + half if tags == "a" else 2.0 if "couple" in low else None
    number = read_number(scene.lex, start)
    return None if number is None else min(number.value + half, 1e9)


def place_window(scene: Scene, match: Match) -> Reading:
    """Read the past few days, the next four years: a length that ends or begins now."""
    unit, count = scene.meaning(match, "units"), count_of(scene, match)
    value, direction = duration_value(count, unit), scene.direction(match) or 0
    if unit == "D" and count and not _WORKDAYS.isdisjoint(scene.lex.lows[match.start : match.end]):
        found = _from_now(scene, value, unit, count * 7 / 5, direction)
        return Reading(value, "DURATION", found and approximate(found))
    return Reading(value, "DURATION", _from_now(scene, value, unit, count, direction))


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
    if scene.anchor is None or count is None:
        return None
    if unit.startswith("T"):
        unit, count = "D", -(-count * _HOURS[unit] // 24)
    other = shifted(scene.anchor, unit, direction * count)
    if other is None or direction == 0:
        return None
    first, last = sorted((scene.anchor.day, other))
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return Stretch(value, edtf, midnight(first), midnight(last) + timedelta(days=1), "DURATION")


def place_window_half(scene: Scene, match: Match) -> Reading:
    """Read the past year and a half."""
    unit, count = scene.meaning(match, "units"), 1.5
    value = duration_value(count, unit)
    direction = scene.direction(match) or 0
    return Reading(value, "DURATION", _from_now(scene, value, unit, count, direction))


def place_ago(scene: Scene, match: Match) -> Reading:
    """Read `two weeks ago`."""
    unit, count = scene.meaning(match, "units"), count_of(scene, match)
    if count is None:
        return Reading("PAST_REF")
    if unit.startswith("T"):
        return _hours_ago(scene, unit, count)
    found = shifted(scene.anchor, unit, -count)
    if found is None:
        return Reading(duration_value(count, unit), "DURATION")
    stretch = unit_stretch(found, "Y" if unit in "EC" else unit)
    if stretch is not None and unit != "D":
        stretch = replace(stretch, edtf=f"{stretch.value}~" if unit in "YM" else stretch.edtf)
    return dated(stretch)


def _hours_ago(scene: Scene, unit: str, count: float) -> Reading:
    size = 3600 * _HOURS[unit] * count
    if scene.anchor is None or not scene.anchor.knows("D") or size > 1e9:
        return Reading(duration_value(count, unit), "DURATION")
    try:
        first = utc(scene.anchor.moment.at) - timedelta(seconds=size)
        last = utc(scene.anchor.moment.end) - timedelta(seconds=size + 1)
    except OverflowError:
        return Reading(duration_value(count, unit), "DURATION")
    one, two = day_stretch(first.date()), day_stretch(last.date())
    if one == two:
        return dated(one)
    return dated(replace(two, edtf=f"{one.edtf}/{two.edtf}", start=one.start))


def place_set(scene: Scene, match: Match) -> Reading:
    """Read what recurs: every Friday, daily."""
    meaning = scene.meaning(match, "what")
    if match.rule in ("daily", "plural"):
        return Reading(meaning, "SET")
    tag = scene.tags[match.at("what")]
    if tag == "W":
        part = scene.meaning(match, "pod")
        return Reading(f"XXXX-WXX-{meaning}{part and 'T' + part}", "SET")
    if tag == "P":
        return Reading(f"XXXX-XX-XXT{meaning}", "SET")
    return Reading(duration_value(count_of(scene, match) or 1, meaning), "SET")


def place_length(scene: Scene, match: Match) -> Reading:
    """Read a length, or a rate such as `15 a year`."""
    unit, count = scene.meaning(match, "units"), count_of(scene, match)
    if _is_rate(scene, match):
        return Reading(duration_value(1, unit), "SET")
    value = duration_value(count, unit)
    return Reading(value, "DURATION", _ahead(scene, match, unit, count))


def _ahead(scene: Scene, match: Match, unit: str, count: float | None) -> Stretch | None:
    """Place `will sail in two weeks`, `will know within 48 hours`; None for what is no future."""
    before = scene.lex.lows[match.start - 1] if match.start else ""
    if before not in ("in", "within") or count is None or scene.anchor is None:
        return None
    if not scene.anchor.knows("D") or not scene.tense(match):
        return None
    if unit.startswith("T"):
        unit, count = "D", -(-count * _HOURS[unit] // 24)
    here = scene.last_day or scene.anchor.day
    day = shift(here, unit, count)
    if day is None:
        return None
    value = duration_value(count, unit)
    if before == "within":
        edtf = f"{here.isoformat()}/{day.isoformat()}"
        return Stretch(value, edtf, midnight(here), day_stretch(day).end, "DURATION")
    found = unit_stretch(day, "Y" if unit in "EC" else unit)
    return found and approximate(found)


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
#: How far before "a day" the number of a rate may stand: `2.5 million barrels a day`.
_RATE_REACH = 3


def _is_rate(scene: Scene, match: Match) -> bool:
    """Tell `15 a year`, `two million barrels a day`, `24 hours a day` from `for a year`."""
    start = match.start
    if scene.tags[start] != "a" or match.end - start != 2 or start == 0:
        return False
    before = scene.lex.lows[start - 1]
    if scene.tags[start - 1] in "dnYV" or before in _RATES:
        return True
    counted = before.endswith("s") and before.isalpha() and scene.tags[start - 1] == "."
    near = scene.tags[max(0, start - 1 - _RATE_REACH) : start - 1]
    return counted and any(tag in "dnq" for tag in near)


def place_first_length(scene: Scene, match: Match) -> Reading:
    """Read the `60` of `between 60 and 90 days`."""
    number = read_number(scene.lex, match.start)
    count = None if number is None else number.value
    return Reading(duration_value(count, scene.meaning(match, "units")), "DURATION")


def place_quarter_length(scene: Scene, match: Match) -> Reading:
    """Read a quarter-century, a quarter of an hour."""
    whole = scene.meaning(match, "units", "unitsb")
    count, unit = (25, "Y") if whole == "C" else (15, "TM")
    return Reading(duration_value(count, unit), "DURATION")


def place_nth(scene: Scene, match: Match) -> Reading:
    """Read the third straight day, which says how long it has lasted."""
    return Reading(
        duration_value(scene.number(match, "ord"), scene.meaning(match, "unit")), "DURATION"
    )


def place_bare_units(scene: Scene, match: Match) -> Reading:
    """Read a length of an unknown number of units."""
    return Reading(duration_value(None, scene.meaning(match, "units")), "DURATION")


def place_reference(scene: Scene, match: Match) -> Reading:
    """Read now, recently, in the future."""
    if match.rule == "reference":
        return Reading(scene.meaning(match, "ref"))
    if match.rule == "recent_units":
        return Reading(duration_value(None, scene.meaning(match, "units")), "DURATION")
    if match.rule in _REFERENCES:
        return Reading(_REFERENCES[match.rule])
    return Reading("FUTURE_REF" if scene.tags[match.at("pf")] == "v" else "PAST_REF")


_REFERENCES = {
    "term": "FUTURE_REF", "later_time": UNKNOWN_DAY, "these_days": "PRESENT_REF",
    "moment": "PRESENT_REF", "time_ago": "PAST_REF",
}  # fmt: skip


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
    if match.rule == "this_unit":
        return place_relative(scene, match, unit, 0)
    named_century = unit == "C" and low == "last" and scene.tags[match.start] != "t"
    length = low in ("past", "coming", "following") or unit in "EC" or unit.startswith("T")
    length = length and not named_century
    if direction and length:
        value = duration_value(1, unit)
        return Reading(value, "DURATION", _from_now(scene, value, unit, 1, direction))
    return place_relative(scene, match, unit, direction)


def place_the_unit(scene: Scene, match: Match) -> Reading:
    """Read the weekend; the month (before a date) is settled when it is joined to that date."""
    if scene.meaning(match, "weekend", "unit") == "K":
        return place_relative(scene, match, "K", _weekend_steps(scene, match))
    return Reading(duration_value(1, scene.meaning(match, "unit")), "DURATION")


def _weekend_steps(scene: Scene, match: Match) -> int:
    """Take the weekend before early in the week, and the next one for what lies ahead."""
    if scene.anchor is None:
        return 0
    weekday = scene.anchor.day.isoweekday()
    if scene.tense(match):
        return 1 if weekday == 7 else 0
    return -1 if weekday < 6 else 0
