"""Places days and times of the day on the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from salis.model.times import utc
from salis.read.anchors import is_possessive, nearest_weekday, nearest_year, shifted
from salis.read.clocks import clock_stretch, clock_value, in_part, read_clock
from salis.read.stretches import (
    Stretch,
    day_stretch,
    safe_day,
    shift,
    year_stretch,
)
from salis.read.time_names import name_at, named_day
from salis.read.time_rules import Match
from salis.read.time_scene import UNKNOWN_DAY, Reading, Scene, dated, unsure


def with_part(scene: Scene, match: Match, reading: Reading, part: str = "") -> Reading:
    """Add morning, evening … or a clock time to a day."""
    part = part or scene.meaning(match, "pod")
    day = reading.stretch.start.date() if reading.stretch else None
    if match.at("clock") >= 0:
        return _clock_on(scene, match, day, reading)
    if not part:
        return reading
    value = f"{reading.value}T{part}"
    return Reading(
        value, "TIME", reading.stretch and replace(reading.stretch, value=value, kind="TIME")
    )


def _clock_on(scene: Scene, match: Match, day: date | None, reading: Reading) -> Reading:
    clock = read_clock(scene.lex, scene.tags, match.span("clock"), scene.tail)
    if clock is not None and match.at("pod") >= 0 and not clock.halved:
        clock = in_part(clock, scene.meaning(match, "pod"))
    if clock is None:
        return reading
    if day is None:
        return Reading(clock_value(reading.value, clock), "TIME")
    stretch = clock_stretch(day, clock)
    return Reading(stretch.value, "TIME", stretch)


def place_part_of_date(scene: Scene, match: Match) -> Reading:
    """Read the morning of 3 October, the early hours of Monday."""
    place = place_day if match.at("mon", "monb") < 0 else place_date
    reading, hours = place(scene, match), match.at("hours")
    if hours < 0 or reading.kind != "DATE":
        return reading
    return with_part(scene, match, reading, "MO" if scene.lex.lows[hours - 1] == "early" else "NI")


def place_date(scene: Scene, match: Match) -> Reading:
    """Read a day of a month, with its year or without, and days that form a range."""
    month = scene.number(match, "mon", "monb")
    day = scene.number(match, "day", "dayt", "dayb", "dayo")
    year = scene.number(match, "y")
    if year < 0:
        last_day = scene.number(match, "day2", "day2b")
        year = _year_of_day(scene, match, month, (day, max(day, last_day)))
    if year < 0:
        return with_part(scene, match, Reading(f"XXXX-{month:02d}-{day:02d}"))
    found = safe_day(year, month, day)
    if found is None:
        return Reading(f"{year:04d}-{month:02d}")
    last = safe_day(year, month, scene.number(match, "day2", "day2b"))
    if last is not None and last > found:
        return _day_range(found, last)
    return with_part(scene, match, dated(day_stretch(found)))


def _year_of_day(scene: Scene, match: Match, month: int, days: tuple[int, int]) -> int:
    """Return the year of the first and last of some days: those ahead may have begun."""
    if scene.year is not None:
        return scene.year
    if scene.anchor is None:
        return -1
    future = scene.tense(match)
    return nearest_year(scene.anchor.day, month, days[bool(future)], future=future)


def _day_range(first: date, last: date) -> Reading:
    one, two = day_stretch(first), day_stretch(last)
    edtf = f"{one.edtf}/{two.edtf}"
    return Reading(one.value, "DATE", Stretch(one.value, edtf, one.start, two.end))


def place_day(scene: Scene, match: Match) -> Reading:
    """Read weekdays and today, yesterday, tonight."""
    deictic = scene.meaning(match, "deictic")
    if deictic:
        part = deictic.lstrip("-0123456789")
        found = shifted(scene.anchor, "D", int(deictic.removesuffix(part)))
        reading = dated(None if found is None else day_stretch(found))
        reading = with_part(scene, match, reading, part)
        return _overnight(scene, match, reading)
    weekday = int(scene.meaning(match, "wd"))
    if scene.anchor is None or not scene.anchor.knows("D"):
        return with_part(scene, match, Reading(f"XXXX-WXX-{weekday}"))
    day = _weekday_day(scene, match, scene.anchor.day, weekday)
    return with_part(scene, match, dated(None if day is None else day_stretch(day)))


def _overnight(scene: Scene, match: Match, reading: Reading) -> Reading:
    """Let a night that is told of as past begin on the evening before."""
    if reading.stretch is None or scene.lex.lows[match.start] != "overnight":
        return reading
    start = reading.stretch.start - timedelta(days=1)
    edtf = f"{start.date().isoformat()}/{reading.stretch.edtf}"
    return replace(reading, stretch=replace(reading.stretch, start=start, edtf=edtf))


def _is_aimed_at(scene: Scene, match: Match) -> bool:
    """Say whether something is set for a day ("called a strike for Sunday")."""
    before = scene.lex.lows[max(0, match.start - 1) : match.start]
    return before == ["for"] and not is_possessive(scene.lex, match.end)


def _weekday_day(scene: Scene, match: Match, anchor: date, weekday: int) -> date | None:
    direction = scene.direction(match)
    if not direction:
        future = True if _is_aimed_at(scene, match) else scene.tense(match)
        if direction == 0 and future is None:  # this Friday is this week's
            future = weekday > anchor.isoweekday()
        return nearest_weekday(anchor, weekday, future=future)
    found = nearest_weekday(anchor, weekday, future=direction > 0)
    if found == anchor:
        return anchor + timedelta(days=7 * direction)
    return found


def place_part(scene: Scene, match: Match) -> Reading:
    """Read this morning, last night."""
    found = shifted(scene.anchor, "D", scene.direction(match) or 0)
    return with_part(scene, match, dated(None if found is None else day_stretch(found)))


def place_clock(scene: Scene, match: Match) -> Reading:
    """Read a clock time with no day of its own: it belongs to the last day named."""
    day = scene.last_day or shifted(scene.anchor, "D", 0)
    reading = dated(None if day is None else day_stretch(day))
    return _clock_on(scene, match, day, reading)


def place_holiday(scene: Scene, match: Match) -> Reading:
    """Read a holiday that falls on a fixed day."""
    _, rule = name_at(scene.lex, match.at("holiday"))
    unknown = f"XXXX-{rule}" if len(rule) == len("12-25") else UNKNOWN_DAY
    year, direction = scene.number(match, "y"), scene.direction(match)
    if year < 0 and scene.anchor is not None:
        this = named_day(rule, scene.anchor.day.year)
        future = scene.tense(match) if not direction else direction > 0
        if this is not None:
            year = nearest_year(scene.anchor.day, this.month, min(this.day, 28), future=future)
    found = named_day(rule, year)
    return dated(None if found is None else day_stretch(found), unknown)


def place_night(scene: Scene, match: Match) -> Reading:
    """Read overnight on Monday: the night that begins on that day."""
    weekday = int(scene.meaning(match, "wd", "wdb"))
    if scene.anchor is None or not scene.anchor.knows("D"):
        return Reading(f"XXXX-WXX-{weekday}TNI", "TIME")
    day = _weekday_day(scene, match, scene.anchor.day, weekday)
    reading = with_part(scene, match, dated(None if day is None else day_stretch(day)), "NI")
    if reading.stretch is None:
        return reading
    after = shift(reading.stretch.start.date(), "D", 1)
    if after is None:
        return reading
    edtf = f"{reading.stretch.edtf}/{after.isoformat()}"
    return replace(reading, stretch=replace(reading.stretch, end=day_stretch(after).end, edtf=edtf))


def place_day_of_week(scene: Scene, match: Match) -> Reading:
    """Read Tuesday of last week."""
    weekday = int(scene.meaning(match, "wd"))
    near = shifted(scene.anchor, "W", scene.direction(match) or 0)
    day = None if near is None else shift(near, "D", weekday - near.isoweekday())
    return dated(None if day is None else day_stretch(day), f"XXXX-WXX-{weekday}")


def place_day_of_month(scene: Scene, match: Match) -> Reading:
    """Read `on the 16th`: of this month or the one beside it, by the tense."""
    number = scene.number(match, "day")
    if scene.anchor is None or not scene.anchor.knows("D"):
        return Reading(f"XXXX-XX-{number:02d}")
    here, ahead = scene.anchor.day, scene.tense(match)
    months = (shift(here.replace(day=1), "M", steps) for steps in (0, 1, -1))
    days = [day for m in months if m and (day := safe_day(m.year, m.month, number)) is not None]
    fitting = [day for day in days if (day >= here) == bool(ahead) or day == here]
    near = min(fitting, key=lambda day: abs((day - here).days), default=None)
    return dated(None if near is None else unsure(day_stretch(near)), f"XXXX-XX-{number:02d}")


def place_more_days(scene: Scene, match: Match) -> Reading:
    """Read the 3 of `3 and 5 May`, the 17 of `October 16 and 17`."""
    day = scene.number(match, "dayc", "dayd")
    if match.at("dayd") >= 0:
        last = scene.last_day
        found = None if last is None else safe_day(last.year, last.month, day)
        return dated(None if found is None else day_stretch(found))
    month = scene.number(match, "monc")
    place = match.at("monc")
    written = next(
        scene.lex.lows[at] for at in range(place - 1, match.start, -1) if scene.tags[at] in "do"
    )
    digits = int("".join(ch for ch in written if "0" <= ch <= "9"))
    year = _year_of_day(scene, match, month, (day, digits))
    found = safe_day(year, month, day) if year > 0 else None
    return dated(None if found is None else day_stretch(found), f"XXXX-{month:02d}-{day:02d}")


def place_some_part(scene: Scene, match: Match) -> Reading:
    """Read `in morning trading`: of the day named last, else of an unknown day near publication."""
    if scene.told_day is not None:
        return with_part(scene, match, dated(day_stretch(scene.told_day)))
    near = shifted(scene.anchor, "D", 0)
    reading = with_part(scene, match, dated(None if near is None else day_stretch(near)))
    return replace(reading, stretch=None)


def place_numeric(scene: Scene, match: Match) -> Reading:
    """Read 24/6/2023 and 24.6.2023.

    Where day and month could change places, the value is the nearer to publication, and the
    interval holds both: EDTF writes one of several days as `[2008-10-12,2008-12-10]`.
    """
    first, second, year = (
        int(p) for p in scene.lex.words[match.start].replace(".", "/").split("/")
    )
    if year < 100:
        year += 2000 if year < 70 else 1900
    days = [d for d in (safe_day(year, first, second), safe_day(year, second, first)) if d]
    if not days:
        return Reading(UNKNOWN_DAY)
    if len(days) == 2 and days[0] != days[1]:
        if scene.anchor is None:
            return Reading(f"{year:04d}", "DATE", year_stretch(year))
        near = scene.anchor.day
        days.sort(key=lambda day: abs((day - near).days))
        return _one_of(days)
    return dated(day_stretch(days[0]))


def _one_of(days: list[date]) -> Reading:
    first, last = day_stretch(min(days)), day_stretch(max(days))
    value = days[0].isoformat()
    edtf = f"[{first.edtf},{last.edtf}]"
    return Reading(value, "DATE", Stretch(value, edtf, first.start, last.end))


def place_iso(scene: Scene, match: Match) -> Reading:
    """Read `2023-06-24` and `2023-06-24T14:00Z`."""
    word = scene.lex.words[match.start]
    try:
        if len(word) == 10:
            return dated(day_stretch(date.fromisoformat(word)))
        at = datetime.fromisoformat(word.replace(" Z", "Z"))
        start = utc(at)
        end = start + timedelta(minutes=1)
    except (ValueError, OverflowError):
        return Reading(UNKNOWN_DAY)
    if at.tzinfo is None:
        return Reading(
            word.replace(" ", "T"), "TIME", replace(day_stretch(at.date()), edtf=at.isoformat())
        )
    edtf = start.isoformat().replace("+00:00", "Z")
    stretch = Stretch(word.replace(" ", "T"), edtf, start, end, "TIME")
    return dated(stretch)
