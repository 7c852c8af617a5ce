"""Stretches of the calendar: a day, week, month, quarter, season, year, decade or century."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

#: Offsets beyond this many units have no use in reports and would leave the calendar.
_MAX_STEPS = 5000
_SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}
#: Calendar days in one TIMEX unit, where that is fixed.
UNIT_DAYS = {"D": 1, "W": 7, "K": 7, "N": 14}
UNIT_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the calendar: TIMEX3 value, EDTF, first day and the day after the last."""

    value: str
    edtf: str
    start: datetime
    end: datetime
    kind: str = "DATE"


def midnight(day: date) -> datetime:
    """Return the first instant of a day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def day_stretch(day: date) -> Stretch:
    """Return one day."""
    text = day.isoformat()
    start = midnight(day)
    end = start + timedelta(days=1) if day < date.max else start
    return Stretch(text, text, start, end)


def safe_day(year: int, month: int, day: int) -> date | None:
    """Return a date; None for 31 June and the like."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_months(day: date, months: int) -> date | None:
    """Move by whole months, to the last day where the month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9990:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: date, unit: str, steps: float) -> date | None:
    """Move a day by a number of units (`D W M Q Y E C`); None where it leaves the calendar."""
    if abs(steps) > _MAX_STEPS:
        return None
    if unit in UNIT_DAYS:
        try:
            return day + timedelta(days=round(steps * UNIT_DAYS[unit]))
        except OverflowError:
            return None
    if unit in UNIT_MONTHS:
        return shift_months(day, round(steps * UNIT_MONTHS[unit]))
    return None


def _months_stretch(value: str, edtf: str, first: date, months: int) -> Stretch | None:
    after = shift_months(first, months)
    return None if after is None else Stretch(value, edtf, midnight(first), midnight(after))


def week_stretch(day: date) -> Stretch:
    """Return the ISO week that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    start = midnight(monday)
    edtf = f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    return Stretch(f"{year}-W{week:02d}", edtf, start, start + timedelta(days=7))


def weekend_stretch(day: date) -> Stretch:
    """Return the weekend of the ISO week that a day lies in."""
    week = week_stretch(day)
    start = week.start + timedelta(days=5)
    edtf = f"{start.date().isoformat()}/{(start + timedelta(days=1)).date().isoformat()}"
    return Stretch(f"{week.value}-WE", edtf, start, week.end)


def month_stretch(year: int, month: int) -> Stretch | None:
    """Return a month."""
    text = f"{year:04d}-{month:02d}"
    return _months_stretch(text, text, date(year, month, 1), 1)


def quarter_stretch(year: int, quarter: int) -> Stretch | None:
    """Return a quarter; EDTF writes quarters as months 33 to 36."""
    first = date(year, quarter * 3 - 2, 1)
    return _months_stretch(f"{year:04d}-Q{quarter}", f"{year:04d}-{32 + quarter}", first, 3)


def half_stretch(year: int, half: int) -> Stretch | None:
    """Return half a year; EDTF writes halves as months 40 and 41."""
    first = date(year, half * 6 - 5, 1)
    return _months_stretch(f"{year:04d}-H{half}", f"{year:04d}-{39 + half}", first, 6)


def season_stretch(year: int, season: str) -> Stretch | None:
    """Return a meteorological season of the northern half of the globe."""
    month, code = _SEASONS[season]
    return _months_stretch(f"{year:04d}-{season}", f"{year:04d}-{code}", date(year, month, 1), 3)


def year_stretch(year: int) -> Stretch | None:
    """Return a year."""
    text = f"{year:04d}"
    return _months_stretch(text, text, date(year, 1, 1), 12)


def decade_stretch(year: int) -> Stretch | None:
    """Return the decade that a year lies in."""
    ten = year // 10
    return _months_stretch(f"{ten:03d}", f"{ten:03d}X", date(max(ten * 10, 1), 1, 1), 120)


def century_stretch(number: int) -> Stretch | None:
    """Return a century by its ordinal: the 17th is 16XX."""
    if not 2 <= number <= 40:
        return None
    value = f"{number - 1:02d}"
    return _months_stretch(value, f"{value}XX", date((number - 1) * 100, 1, 1), 1200)


def unit_stretch(day: date, unit: str) -> Stretch | None:
    """Return the day, week, month … that a day lies in."""
    if unit == "D":
        return day_stretch(day)
    if unit in ("W", "N"):
        return week_stretch(day)
    if unit == "K":
        return weekend_stretch(day)
    if unit == "M":
        return month_stretch(day.year, day.month)
    if unit == "Q":
        return quarter_stretch(day.year, (day.month + 2) // 3)
    if unit == "Y":
        return year_stretch(day.year)
    return decade_stretch(day.year) if unit == "E" else century_stretch(day.year // 100 + 1)


def third_of(stretch: Stretch, part: str) -> Stretch:
    """Take the early, mid or late third of a stretch; what that means is approximate."""
    index = {"early": 0, "mid": 1, "late": 2}[part]
    first, after = stretch.start.date(), stretch.end.date()
    months = (after.year - first.year) * 12 + after.month - first.month
    if months >= 3:
        start = shift_months(first, months * index // 3) or first
        end = shift_months(first, months * (index + 1) // 3) or after
    else:
        days = (after - first).days
        start = first + timedelta(days=days * index // 3)
        end = first + timedelta(days=days * (index + 1) // 3)
    if (end - start).days < 2:
        return stretch
    size = 4 if months >= 36 else 7 if months >= 3 else 10
    texts = [day.isoformat()[:size] for day in (start, end - timedelta(days=1))]
    edtf = f"{texts[0]}~/{texts[1]}~" if texts[0] != texts[1] else f"{texts[0]}~"
    return replace(stretch, edtf=edtf, start=midnight(start), end=midnight(end))


def rest_of(stretch: Stretch, day: date) -> Stretch:
    """Take what is left of a stretch from a day on; all of it where the day lies outside."""
    start = midnight(day)
    if not stretch.start < start < stretch.end:
        return stretch
    last = (stretch.end - timedelta(days=1)).date()
    return replace(stretch, edtf=f"{day.isoformat()}/{last.isoformat()}", start=start)


def approximate(stretch: Stretch) -> Stretch:
    """Mark both ends of a stretch as approximate."""
    return replace(stretch, edtf="/".join(f"{part}~" for part in stretch.edtf.split("/")))
