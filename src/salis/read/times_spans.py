"""Places months, quarters, seasons, years and longer stretches that have a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from salis.read.anchors import nearest_month_year, shifted
from salis.read.numbers import read_number
from salis.read.stretches import (
    Stretch,
    century_stretch,
    decade_stretch,
    half_stretch,
    midnight,
    month_stretch,
    quarter_stretch,
    season_stretch,
    shift,
    unit_stretch,
    year_stretch,
)
from salis.read.time_rules import Match
from salis.read.time_scene import UNKNOWN_DAY, Reading, Scene, dated, edged, named_year, unsure
from salis.read.times_lengths import count_of, duration_value, place_relative


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
    code = scene.meaning(match, "code")
    if match.at("tens") >= 0:
        tens = read_number(scene.lex, match.at("tens"))
        number += int(tens.value) if tens else 0
    if unit == "C":
        return edged(scene, match, century_stretch(number), "XX")
    unit_at = match.at("unit")
    half = code.startswith("H") or (unit_at >= 0 and scene.tags[unit_at] == "h")
    letter, most = ("H", 2) if half else ("Q", 4)
    if match.at("code") < 0 and scene.tags[match.at("ord")] == "c":
        number = most
    if not 1 <= number <= most:
        return place_relative(scene, match, "Q", scene.direction(match, "ord") or 0)
    year = named_year(scene, match)
    if match.at("fq", "fqb", "fy", "fu", "ft") >= 0:
        return _fiscal_part(scene, year, f"{letter}{number}")
    if year is None and scene.anchor is not None:
        year = _year_of_quarter(scene.anchor.day, number, most)
    if year is None or not 1 <= year < 9990:
        return Reading(f"XXXX-{letter}{number}")
    return edged(scene, match, (half_stretch if half else quarter_stretch)(year, number), "XXXX")


def _fiscal_part(scene: Scene, year: int | None, part: str) -> Reading:
    """Read the third quarter of fiscal 2009: when it is depends on whose year it is."""
    if year is None and scene.anchor is not None:
        year = scene.anchor.day.year
    return Reading(f"FY{'XXXX' if year is None else f'{year:04d}'}-{part}")


def place_fiscal(scene: Scene, match: Match) -> Reading:
    """Read fiscal 2011, last fiscal year.

    Such years are named for the year they end in or begin in, so the calendar year of that name is
    uncertain.
    """
    year = scene.number(match, "y", "yf")
    if match.at("y2", "y3") >= 0:
        year += 1
    if year < 0 and scene.anchor is not None:
        year = scene.anchor.day.year + (scene.direction(match) or 0)
    stretch = year_stretch(year) if year > 0 else None
    if stretch is None:
        return Reading("FYXXXX")
    stretch = unsure(stretch)
    return dated(replace(stretch, value=f"FY{stretch.value}"))


def _year_of_quarter(anchor: date, number: int, most: int) -> int:
    """Take the latest such quarter that has begun, or the one that follows at once."""
    current = (anchor.month - 1) * most // 12 + 1
    return anchor.year - (number > current + 1)


def _whole(scene: Scene, match: Match) -> Stretch | None:
    """Return the month, year or other time that something is a part of."""
    if match.at("mon") >= 0:
        month = scene.number(match, "mon")
        named = scene.number(match, "y") if match.at("y") >= 0 else None
        year = _year_of_month(scene, match, month) if named is None else named
        return None if year is None or not 1 <= year < 9990 else month_stretch(year, month)
    if match.at("yo") >= 0:
        return year_stretch(scene.number(match, "yo"))
    unit = scene.meaning(match, "ru", "tu")
    day = shifted(scene.anchor, unit, scene.direction(match, "rel") or 0)
    return None if day is None else unit_stretch(day, unit)


def place_ordinal(scene: Scene, match: Match) -> Reading:
    """Read the last week of March, the first day of June, the first month of the year."""
    unit, number = scene.meaning(match, "unit"), scene.number(match, "ord")
    month = scene.number(match, "mon")
    unknown = UNKNOWN_DAY if month < 0 else f"XXXX-{month:02d}"
    whole = _whole(scene, match)
    if whole is None or unit not in "DWKMQY":
        return Reading(unknown)
    first, last = whole.start.date(), (whole.end - timedelta(days=1)).date()
    if number < 1:
        # ISO 8601: a week belongs to the month that its Thursday is in.
        return dated(unit_stretch(last - timedelta(days=3 if unit == "W" else 0), unit), unknown)
    found = shift(first, unit, number - 1)
    if unit in "WK" and first.isoweekday() > 4:
        found = shift(first, unit, number)
    if found is None or not first <= found <= last:
        return dated(whole)
    return dated(unit_stretch(found, unit), unknown)


def place_part_length(scene: Scene, match: Match) -> Reading:
    """Read the first nine months of 2009, the last two weeks of August."""
    unit, count = scene.meaning(match, "units"), count_of(scene, match)
    value, whole = duration_value(count, unit), _whole(scene, match)
    direction = scene.direction(match, "ord")
    last = direction == -1 or scene.meaning(match, "ord") == "-1"
    number = scene.number(match, "ord")
    if whole is None or count is None or not (last or number == 1):
        return Reading(value, "DURATION")
    first, after = whole.start.date(), whole.end.date()
    other = shift(after, unit, -count) if last else shift(first, unit, count)
    if other is None or not first < other < after:
        return Reading(value, "DURATION")
    start, end = (other, after) if last else (first, other)
    edtf = f"{start.isoformat()}/{(end - timedelta(days=1)).isoformat()}"
    return Reading(value, "DURATION", Stretch(value, edtf, midnight(start), midnight(end)))


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
    if scene.lex.lows[match.at("decade")].isalpha():
        number *= 10
    elif number < 100:
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
