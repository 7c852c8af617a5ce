"""Places months, quarters, seasons, years and longer stretches that have a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from salis.read.anchors import (
    nearest_month_year,
)
from salis.read.numbers import read_number
from salis.read.stretches import (
    century_stretch,
    decade_stretch,
    half_stretch,
    midnight,
    month_stretch,
    quarter_stretch,
    season_stretch,
    unit_stretch,
    year_stretch,
)
from salis.read.time_rules import Match
from salis.read.time_scene import Reading, Scene, dated, edged, named_year
from salis.read.times_lengths import place_relative


def place_month(scene: Scene, match: Match) -> Reading:
    """Read a month, with its year or without."""
    month = scene.number(match, "mon")
    year = named_year(scene, match)
    if year is None and match.rule == "bare_month":
        year = _year_of_month(scene, match, month)
    if year is None or not 1 <= year < 9990:
        return Reading(f"XXXX-{month:02d}")
    return edged(scene, match, month_stretch(year, month), f"XXXX-{month:02d}")


def _year_of_month(scene: Scene, match: Match, month: int) -> int | None:
    if scene.year is not None:
        return scene.year
    if scene.anchor is None or not scene.anchor.knows("M"):
        return None
    direction, anchor = scene.direction(match), scene.anchor.day
    if direction is None or direction == 0:
        future = scene.tense(match) if direction is None else month >= anchor.month
        return nearest_month_year(anchor, month, future=future)
    year = nearest_month_year(anchor, month, future=direction > 0)
    return year + direction if month == anchor.month else year


def place_quarter(scene: Scene, match: Match) -> Reading:
    """Read the third quarter, the first half of a year, the 17th century."""
    unit = scene.meaning(match, "unit")
    number = scene.number(match, "code", "ord")
    if match.at("tens") >= 0:
        tens = read_number(scene.lex, match.at("tens"))
        number += int(tens.value) if tens else 0
    if unit == "C":
        return dated(century_stretch(number), "XX")
    half = match.at("unit") >= 0 and scene.tags[match.at("unit")] == "h"
    letter, most = ("H", 2) if half else ("Q", 4)
    if match.at("code") < 0 and scene.tags[match.at("ord")] == "c":
        number = most
    if not 1 <= number <= most:
        return place_relative(scene, match, "Q", scene.direction(match, "ord") or 0)
    year = named_year(scene, match)
    if year is None and scene.anchor is not None:
        year = _year_of_quarter(scene.anchor.day, number, most)
    if year is None or not 1 <= year < 9990:
        return Reading(f"XXXX-{letter}{number}")
    return dated((half_stretch if half else quarter_stretch)(year, number))


def _year_of_quarter(anchor: date, number: int, most: int) -> int:
    """Take the latest such quarter that has begun, or the one that follows at once."""
    current = (anchor.month - 1) * most // 12 + 1
    return anchor.year - (number > current + 1)


def place_ordinal_week(scene: Scene, match: Match) -> Reading:
    """Read the last week of March, the first day of June."""
    month, unit = scene.number(match, "mon"), scene.meaning(match, "unit")
    year = scene.number(match, "y") if match.at("y") >= 0 else _year_of_month(scene, match, month)
    stretch = None if year is None else month_stretch(year, month)
    if stretch is None or unit not in "DWK":
        return Reading(f"XXXX-{month:02d}")
    number = scene.number(match, "ord")
    if number < 1:
        # ISO 8601: a week belongs to the month that its Thursday is in.
        back = {"D": 1, "W": 4, "K": 1}[unit]
        return dated(unit_stretch((stretch.end - timedelta(days=back)).date(), unit))
    days = (number - 1) * (1 if unit == "D" else 7)
    found = stretch.start + timedelta(days=days)
    if unit != "D" and stretch.start.isoweekday() > 4:
        found += timedelta(days=7)
    return dated(unit_stretch(found.date(), unit) if days < 31 else stretch)


def place_season(scene: Scene, match: Match) -> Reading:
    """Read a season."""
    season, direction = scene.meaning(match, "season"), scene.direction(match)
    year = named_year(scene, match)
    if year is None and scene.anchor is not None:
        year = _year_of_season(scene, match, season, direction)
    if year is None or not 2 <= year < 9990:
        return Reading(f"XXXX-{season}")
    return edged(scene, match, season_stretch(year, season), f"XXXX-{season}")


def _year_of_season(scene: Scene, match: Match, season: str, direction: int | None) -> int | None:
    if scene.anchor is None:
        return None
    day = scene.anchor.day
    if direction == 0:
        return day.year
    ahead = scene.tense(match) if direction is None else direction > 0
    found = season_stretch(day.year, season)
    here = midnight(day)
    if found is None:
        return None
    if ahead:
        return day.year + (found.end <= here)
    return day.year - (found.start > here or (direction == -1 and found.end > here))


def place_decade(scene: Scene, match: Match) -> Reading:
    """Read the 1990s and the 90s."""
    number = scene.number(match, "decade")
    if number < 100:
        number += 2000 if number < 20 else 1900
    return edged(scene, match, decade_stretch(number), "XXX")


def place_year(scene: Scene, match: Match) -> Reading:
    """Read a year, or two that a dash joins."""
    year = scene.number(match, "y")
    if match.rule == "year_span":
        stretch, end = year_stretch(year), year_stretch(year + 1)
        if stretch is None or end is None:
            return Reading(f"{year:04d}")
        return dated(replace(stretch, edtf=f"{year:04d}/{year + 1:04d}", end=end.end))
    return edged(scene, match, year_stretch(year), f"{year:04d}")
