"""Puts matched time expressions on the calendar: one function for each rule of the grammar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from salis.model.times import utc
from salis.read.anchors import (
    Anchor,
    find_tense,
    nearest_month_year,
    nearest_weekday,
    nearest_year,
    shifted,
)
from salis.read.clocks import clock_stretch, clock_value, read_clock
from salis.read.lexemes import Lexemes
from salis.read.numbers import read_number
from salis.read.stretches import (
    Stretch,
    century_stretch,
    day_stretch,
    decade_stretch,
    half_stretch,
    midnight,
    month_stretch,
    quarter_stretch,
    safe_day,
    season_stretch,
    third_of,
    unit_stretch,
    year_stretch,
)
from salis.read.times_grammar import MEANING, Match

_UNKNOWN_DAY = "XXXX-XX-XX"


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: its TIMEX3 value, kind, and place on the calendar if it has one."""

    value: str
    kind: str = "DATE"
    stretch: Stretch | None = None


@dataclass(slots=True)
class Scene:
    """A text being read: its pieces, its anchor, and the last day that was named."""

    lex: Lexemes
    tags: str
    anchor: Anchor | None
    #: The caller's word on tense; None: find it in the words around.
    future: bool | None = None
    #: Day that a clock time without one belongs to.
    last_day: date | None = None
    #: Year to use for a month or day without one, from the other end of a range.
    year: int | None = None

    def meaning(self, match: Match, *names: str) -> str:
        """Return the listed value of the first of these parts that is there, else ""."""
        place = match.at(*names)
        return MEANING.get(self.lex.lows[place], ("", ""))[1] if place >= 0 else ""

    def direction(self, match: Match, name: str = "dir") -> int | None:
        """Return -1 for last, 0 for this, 1 for next; None where nothing is said."""
        place = match.at(name)
        if place < 0:
            return None
        return int(self.meaning(match, name))

    def tense(self, match: Match) -> bool | None:
        """Tell whether the words put it ahead (True) or behind (False) of the publication."""
        if self.future is not None:
            return self.future
        return find_tense(self.lex, self.tags, match.start, match.end)

    def number(self, match: Match, *names: str) -> int:
        """Return the whole number written in a part, ordinals included; -1 where there is none."""
        place = match.at(*names)
        if place < 0:
            return -1
        digits = "".join(ch for ch in self.lex.lows[place] if "0" <= ch <= "9")
        if digits:
            return int(digits[:6])
        listed = self.meaning(match, *names)
        return int(listed) if listed.isdigit() else -1


def _dated(stretch: Stretch | None, fallback: str = _UNKNOWN_DAY) -> Reading:
    if stretch is None:
        return Reading(fallback)
    return Reading(stretch.value, stretch.kind, stretch)


def _with_part(scene: Scene, match: Match, reading: Reading, part: str = "") -> Reading:
    """Add morning, evening … or a clock time to a day."""
    part = part or scene.meaning(match, "pod")
    day = reading.stretch.start.date() if reading.stretch else None
    if match.at("clock") >= 0:
        return _clock_on(scene, match, day, reading)
    if not part:
        return reading
    value = f"{reading.value}T{part}"
    return Reading(value, "TIME", reading.stretch and replace(reading.stretch, value=value, kind="TIME"))


def _clock_on(scene: Scene, match: Match, day: date | None, reading: Reading) -> Reading:
    clock = read_clock(scene.lex, scene.tags, match.span("clock"))
    if clock is None:
        return reading
    if day is None:
        return Reading(clock_value(reading.value, clock), "TIME")
    stretch = clock_stretch(day, clock)
    return Reading(stretch.value, "TIME", stretch)


def _date(scene: Scene, match: Match) -> Reading:
    month = scene.number(match, "mon", "monb")
    day = scene.number(match, "day", "dayb", "dayo")
    year = scene.number(match, "y")
    if year < 0:
        year = _year_of_day(scene, match, month, day)
    if year < 0:
        return _with_part(scene, match, Reading(f"XXXX-{month:02d}-{day:02d}"))
    found = safe_day(year, month, day)
    if found is None:
        return Reading(f"{year:04d}-{month:02d}")
    last = safe_day(year, month, scene.number(match, "day2", "day2b"))
    if last is not None and last > found:
        return _day_range(found, last)
    return _with_part(scene, match, _dated(day_stretch(found)))


def _year_of_day(scene: Scene, match: Match, month: int, day: int) -> int:
    if scene.year is not None:
        return scene.year
    if scene.anchor is None:
        return -1
    return nearest_year(scene.anchor.day, month, day, scene.tense(match))


def _day_range(first: date, last: date) -> Reading:
    one, two = day_stretch(first), day_stretch(last)
    edtf = f"{one.edtf}/{two.edtf}"
    return Reading(one.value, "DATE", Stretch(one.value, edtf, one.start, two.end))


def _day(scene: Scene, match: Match) -> Reading:
    """Read weekdays and today, yesterday, tonight."""
    deictic = scene.meaning(match, "deictic")
    if deictic:
        part = deictic.lstrip("-0123456789")
        found = shifted(scene.anchor, "D", int(deictic.removesuffix(part)))
        reading = _dated(None if found is None else day_stretch(found))
        reading = _with_part(scene, match, reading, part)
        return _overnight(scene, match, reading)
    weekday = int(scene.meaning(match, "wd"))
    if scene.anchor is None or not scene.anchor.knows("D"):
        return _with_part(scene, match, Reading(f"XXXX-WXX-{weekday}"))
    day = _weekday_day(scene, match, scene.anchor.day, weekday)
    return _with_part(scene, match, _dated(None if day is None else day_stretch(day)))


def _overnight(scene: Scene, match: Match, reading: Reading) -> Reading:
    """Let a night that is told of as past begin on the evening before."""
    if reading.stretch is None or scene.lex.lows[match.start] != "overnight":
        return reading
    start = reading.stretch.start - timedelta(days=1)
    edtf = f"{start.date().isoformat()}/{reading.stretch.edtf}"
    return replace(reading, stretch=replace(reading.stretch, start=start, edtf=edtf))


def _weekday_day(scene: Scene, match: Match, anchor: date, weekday: int) -> date | None:
    direction = scene.direction(match)
    if direction == 0:
        future = scene.tense(match)
        return nearest_weekday(anchor, weekday, future)
    if direction is None:
        return nearest_weekday(anchor, weekday, scene.tense(match))
    found = nearest_weekday(anchor, weekday, direction > 0)
    if found == anchor:
        return anchor + timedelta(days=7 * direction)
    return found


def _part(scene: Scene, match: Match) -> Reading:
    """Read this morning, last night."""
    found = shifted(scene.anchor, "D", scene.direction(match) or 0)
    return _with_part(scene, match, _dated(None if found is None else day_stretch(found)))


def _clock(scene: Scene, match: Match) -> Reading:
    day = scene.last_day or shifted(scene.anchor, "D", 0)
    reading = _dated(None if day is None else day_stretch(day))
    return _clock_on(scene, match, day, reading)


def _edged(scene: Scene, match: Match, stretch: Stretch | None, fallback: str) -> Reading:
    """Narrow to the early, mid or late part where the words say so."""
    start, end = match.span("edge")
    parts = [MEANING[low][1] for low in scene.lex.lows[max(start, 0) : max(end, 0)]
             if MEANING.get(low, ("", ""))[0] in ("E", "e")]  # fmt: skip
    if stretch is not None and parts and parts[0] in ("early", "mid", "late"):
        stretch = third_of(stretch, parts[0])
    return _dated(stretch, fallback)


def _named_year(scene: Scene, match: Match) -> int | None:
    """Return the year given by number or as last, this, next year or the year; None: not said."""
    if match.at("y") >= 0:
        return scene.number(match, "y")
    place = match.at("ru", "ty")
    if place < 0 or scene.anchor is None:
        return None
    low = scene.lex.lows[place if match.at("ru") >= 0 else place + 1]
    direction = scene.direction(match, "rel") or 0
    return scene.anchor.day.year + direction if low == "year" else None


def _month(scene: Scene, match: Match) -> Reading:
    month = scene.number(match, "mon")
    year = _named_year(scene, match)
    if year is None and match.rule == "bare_month":
        year = _year_of_month(scene, match, month)
    if year is None or not 1 <= year < 9990:
        return Reading(f"XXXX-{month:02d}")
    return _edged(scene, match, month_stretch(year, month), f"XXXX-{month:02d}")


def _year_of_month(scene: Scene, match: Match, month: int) -> int | None:
    if scene.year is not None:
        return scene.year
    if scene.anchor is None or not scene.anchor.knows("M"):
        return None
    direction, anchor = scene.direction(match), scene.anchor.day
    if direction is None or direction == 0:
        future = scene.tense(match) if direction is None else month >= anchor.month
        return nearest_month_year(anchor, month, future)
    year = nearest_month_year(anchor, month, direction > 0)
    return year + direction if month == anchor.month else year


def _quarter(scene: Scene, match: Match) -> Reading:
    unit = scene.meaning(match, "unit")
    number = scene.number(match, "code", "ord")
    if match.at("tens") >= 0:
        tens = read_number(scene.lex, match.at("tens"))
        number += int(tens.value) if tens else 0
    if unit == "C":
        return _dated(century_stretch(number), "XX")
    half = match.at("unit") >= 0 and scene.tags[match.at("unit")] == "h"
    letter, most = ("H", 2) if half else ("Q", 4)
    if match.at("code") < 0 and scene.tags[match.at("ord")] == "c":
        number = most
    if not 1 <= number <= most:
        return _relative(scene, match, "Q", scene.direction(match, "ord") or 0)
    year = _named_year(scene, match)
    if year is None and scene.anchor is not None:
        year = _year_of_quarter(scene.anchor.day, number, most)
    if year is None or not 1 <= year < 9990:
        return Reading(f"XXXX-{letter}{number}")
    return _dated((half_stretch if half else quarter_stretch)(year, number))


def _year_of_quarter(anchor: date, number: int, most: int) -> int:
    """Take the latest such quarter that has begun, or the one that follows at once."""
    current = (anchor.month - 1) * most // 12 + 1
    return anchor.year - (number > current + 1)


def _ordinal_week(scene: Scene, match: Match) -> Reading:
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
        return _dated(unit_stretch((stretch.end - timedelta(days=back)).date(), unit))
    days = (number - 1) * (1 if unit == "D" else 7)
    found = stretch.start + timedelta(days=days)
    if unit != "D" and stretch.start.isoweekday() > 4:
        found += timedelta(days=7)
    return _dated(unit_stretch(found.date(), unit) if days < 31 else stretch)


def _season(scene: Scene, match: Match) -> Reading:
    season, direction = scene.meaning(match, "season"), scene.direction(match)
    year = _named_year(scene, match)
    if year is None and scene.anchor is not None:
        year = _year_of_season(scene, match, season, direction)
    if year is None or not 2 <= year < 9990:
        return Reading(f"XXXX-{season}")
    return _edged(scene, match, season_stretch(year, season), f"XXXX-{season}")


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


def _window(scene: Scene, match: Match) -> Reading:
    """Read the past few days, the next four years: a length that ends or begins now."""
    unit, count = scene.meaning(match, "units"), _count(scene, match)
    value = _duration_value(count, unit)
    return Reading(value, "DURATION", _from_now(scene, value, unit, count, scene.direction(match) or 0))


def open_window(scene: Scene, match: Match) -> tuple[datetime | None, datetime | None, str] | None:
    """Return start, end and EDTF of the coming or the past few days, whose length is not told."""
    direction = scene.direction(match)
    if match.rule != "window" or not direction or scene.anchor is None:
        return None
    day = day_stretch(scene.anchor.day)
    return (None, day.end, f"../{day.edtf}") if direction < 0 else (day.start, None, f"{day.edtf}/..")


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


def _ago(scene: Scene, match: Match) -> Reading:
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
    return _dated(stretch)


def _hours_ago(scene: Scene, unit: str, count: float) -> Reading:
    size = {"TH": 3600, "TM": 60, "TS": 1}[unit] * count
    if scene.anchor is None or not scene.anchor.knows("D") or size > 1e9:
        return Reading(_duration_value(count, unit), "DURATION")
    at = utc(scene.anchor.moment.at) - timedelta(seconds=size)
    return _dated(day_stretch(at.date()))


def _relative(scene: Scene, match: Match, unit: str, direction: int) -> Reading:
    found = shifted(scene.anchor, unit, direction)
    stretch = None if found is None else unit_stretch(found, unit)
    unknown = {"W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "K": "XXXX-WXX-WE"}
    return _edged(scene, match, stretch, unknown.get(unit, _UNKNOWN_DAY))


def _period(scene: Scene, match: Match) -> Reading:
    """Read last week, this year, earlier this month; the past week is a length."""
    unit, direction = scene.meaning(match, "unit"), scene.direction(match) or 0
    low = scene.lex.lows[match.at("dir")]
    length = low in ("past", "coming", "following") or unit in "EC" or unit.startswith("T")
    if direction and length:
        value = _duration_value(1, unit)
        return Reading(value, "DURATION", _from_now(scene, value, unit, 1, direction))
    return _relative(scene, match, unit, direction)


def _edge_of_unit(scene: Scene, match: Match) -> Reading:
    return _relative(scene, match, scene.meaning(match, "unit"), 0)


def _set(scene: Scene, match: Match) -> Reading:
    meaning = scene.meaning(match, "what")
    if match.rule == "daily":
        return Reading(meaning, "SET")
    tag = scene.tags[match.at("what")]
    if tag == "W":
        return Reading(f"XXXX-WXX-{meaning}", "SET")
    return Reading(f"XXXX-XX-XXT{meaning}" if tag == "P" else _duration_value(1, meaning), "SET")


def _length(scene: Scene, match: Match) -> Reading:
    unit, count = scene.meaning(match, "units"), _count(scene, match)
    rate = scene.tags[match.start] == "a" and match.end - match.start == 2
    before = scene.lex.lows[match.start - 1] if match.start else ""
    if rate and (scene.tags[match.start - 1 : match.start] in tuple("dnY") or before in _RATES):
        return Reading(_duration_value(1, unit), "SET")
    return Reading(_duration_value(count, unit), "DURATION")


_RATES = frozenset("times once twice percent % million billion trillion bn m dollars euros".split())


def _the_unit(scene: Scene, match: Match) -> Reading:
    """Read the weekend; the month (before a date) is settled when it is joined to that date."""
    if match.at("weekend") >= 0:
        ahead = bool(scene.tense(match))
        return _relative(scene, match, "K", 1 if ahead and _past_weekend(scene) else _last_weekend(scene, ahead))
    return Reading(_duration_value(1, scene.meaning(match, "unit")), "DURATION")


def _past_weekend(scene: Scene) -> bool:
    return scene.anchor is not None and scene.anchor.day.isoweekday() == 7


def _last_weekend(scene: Scene, ahead: bool) -> int:
    """Early in the week the weekend told of is the one before."""
    return -1 if not ahead and scene.anchor is not None and scene.anchor.day.isoweekday() < 6 else 0


def _decade(scene: Scene, match: Match) -> Reading:
    number = scene.number(match, "decade")
    if number < 100:
        number += 2000 if number < 20 else 1900
    return _edged(scene, match, decade_stretch(number), "XXX")


def _year(scene: Scene, match: Match) -> Reading:
    year = scene.number(match, "y")
    if match.rule == "year_span":
        stretch, end = year_stretch(year), year_stretch(year + 1)
        if stretch is None or end is None:
            return Reading(f"{year:04d}")
        return _dated(replace(stretch, edtf=f"{year:04d}/{year + 1:04d}", end=end.end))
    return _edged(scene, match, year_stretch(year), f"{year:04d}")


def _holiday(scene: Scene, match: Match) -> Reading:
    month, day = (int(part) for part in scene.meaning(match, "holiday").split("-"))
    year, direction = scene.number(match, "y"), scene.direction(match)
    if year < 0 and scene.anchor is not None:
        future = scene.tense(match) if not direction else direction > 0
        year = nearest_year(scene.anchor.day, month, day, future)
    eve = scene.lex.lows[match.at("holiday") + 1 : match.at("holiday") + 2] == ["eve"]
    found = safe_day(year, month, day - eve) if year > 0 else None
    return _dated(None if found is None else day_stretch(found), f"XXXX-{month:02d}-{day:02d}")


def _reference(scene: Scene, match: Match) -> Reading:
    if match.rule == "reference":
        return Reading(scene.meaning(match, "ref"))
    if match.rule == "recent_units":
        return Reading(_duration_value(None, scene.meaning(match, "units")), "DURATION")
    return Reading("FUTURE_REF" if scene.tags[match.at("pf")] == "v" else "PAST_REF")


def _bare_units(scene: Scene, match: Match) -> Reading:
    return Reading(_duration_value(None, scene.meaning(match, "units")), "DURATION")


def _numeric(scene: Scene, match: Match) -> Reading:
    """Read 24/6/2023 and 24.6.2023; where day and month could change places, the nearer to now."""
    first, second, year = (int(p) for p in scene.lex.words[match.start].replace(".", "/").split("/"))
    if year < 100:
        year += 2000 if year < 70 else 1900
    days = [d for d in (safe_day(year, first, second), safe_day(year, second, first)) if d]
    if not days:
        return Reading(_UNKNOWN_DAY)
    if len(days) == 2 and days[0] != days[1]:
        if scene.anchor is None:
            return Reading(f"{year:04d}", "DATE", year_stretch(year))
        near = scene.anchor.day
        days.sort(key=lambda day: abs((day - near).days))
    return _dated(day_stretch(days[0]))


def _iso(scene: Scene, match: Match) -> Reading:
    word = scene.lex.words[match.start]
    try:
        if len(word) == 10:
            return _dated(day_stretch(date.fromisoformat(word)))
        at = datetime.fromisoformat(word.replace(" Z", "Z"))
        start = utc(at)
    except (ValueError, OverflowError):
        return Reading(_UNKNOWN_DAY)
    if at.tzinfo is None:
        return Reading(word.replace(" ", "T"), "TIME", replace(day_stretch(at.date()), edtf=at.isoformat()))
    edtf = start.isoformat().replace("+00:00", "Z")
    stretch = Stretch(word.replace(" ", "T"), edtf, start, min(start, _LAST) + timedelta(minutes=1), "TIME")
    return _dated(stretch)


_LAST = utc(datetime.max - timedelta(minutes=2))

_PLACERS: dict[str, Callable[[Scene, Match], Reading]] = {
    "iso": _iso, "slashed": _numeric, "clock_date": _date, "clock_day": _day, "clock_part": _clock,
    "clock": _clock, "part_of_date": _date, "date": _date, "day": _day, "part": _part,
    "ordinal": _ordinal_week, "quarter": _quarter, "month": _month, "bare_month": _month,
    "season": _season, "window": _window, "ago": _ago, "period": _period, "period_after": _period,
    "edge_of_unit": _edge_of_unit, "set": _set, "daily": _set, "recent_units": _reference,
    "length": _length, "the_unit": _the_unit, "bare_units": _bare_units, "decade": _decade,
    "year_span": _year, "year": _year, "holiday": _holiday, "reference": _reference,
    "past_future": _reference,
}  # fmt: skip


def place_match(scene: Scene, match: Match) -> Reading:
    """Put one expression on the calendar."""
    reading = _PLACERS[match.rule](scene, match)
    if reading.stretch is not None and reading.kind in ("DATE", "TIME"):
        if reading.stretch.end - reading.stretch.start <= timedelta(days=1):
            scene.last_day = reading.stretch.start.date()
    return reading

