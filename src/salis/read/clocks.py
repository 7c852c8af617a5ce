"""Times of the day: what a clock shows, in which zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from salis.model.times import utc
from salis.read.lexemes import Lexemes
from salis.read.numbers import parse_digits, read_number
from salis.read.stretches import Stretch, day_stretch, midnight
from salis.read.time_tags import MEANING, ZONES


@dataclass(frozen=True, slots=True)
class Clock:
    """Hour and minute as given; the zone is None where the text gives none or "local"."""

    hour: int
    minute: int
    #: Whether the minute was given.
    exact: bool
    zone: tzinfo | None


@cache
def _city_zones() -> dict[str, str]:
    return {
        name.rsplit("/", 1)[-1].replace("_", " ").lower(): name for name in available_timezones()
    }


def _load_zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError):
        return None


def _read_offset(words: list[str]) -> timedelta:
    """Read `+ 8`, `- 5`, `+ 5:30` after GMT; nothing is zero."""
    if len(words) < 2 or words[0] not in "+-":
        return timedelta()
    hours, _, minutes = words[1].partition(":")
    if not (hours.isdigit() and len(hours) <= 2 and int(hours) < 15):
        return timedelta()
    size = timedelta(hours=int(hours), minutes=int(minutes) if minutes.isdigit() else 0)
    return size if words[0] == "+" else -size


def _read_zone(words: list[str]) -> tzinfo | None:
    names = [word for word in words if word not in ("(", ")", ",")]
    if not names:
        return None
    known = ZONES.get(names[0])
    if known is None:
        city = _city_zones().get(names[0].lower())
        return None if city is None or names[1:2] != ["time"] else _load_zone(city)
    if known.lstrip("-").isdigit():
        return timezone(timedelta(minutes=int(known)) + _read_offset(names[1:]))
    return _load_zone(known)


def _hour_minute(word: str) -> tuple[int, int, bool]:
    if word.isdigit() and len(word) == 4:
        return int(word[:2]), int(word[2:]), True
    parts = word.replace(".", ":").split(":")
    return int(parts[0]), int(parts[1]) if len(parts) > 1 else 0, len(parts) > 1


def read_clock(lex: Lexemes, tags: str, span: tuple[int, int]) -> Clock | None:
    """Read the clock time in these pieces; None where no clock shows it."""
    start, end = span
    low, zone_at = lex.lows[start], start + 1
    if tags[start] == "L":
        hour, minute, exact = _hour_minute(MEANING[low][1])
    elif parse_digits(low) is None and ":" not in low and "." not in low:
        number = read_number(lex, start)
        hour, minute, exact = int(number.value) if number else 99, 0, False
    else:
        hour, minute, exact = _hour_minute(low)
    if zone_at < end and tags[zone_at] in "Xz":
        pm = tags[zone_at] == "X" and MEANING[lex.lows[zone_at]][1] == "pm"
        am = tags[zone_at] == "X" and not pm
        hour = hour % 12 + 12 * pm if (pm or am) and hour <= 12 else hour
        zone_at += 1
    if hour > 23 or minute > 59:
        return None
    return Clock(hour, minute, exact, _read_zone(lex.words[zone_at:end]))


def _zone_text(at: datetime) -> str:
    offset = at.utcoffset() or timedelta()
    return "Z" if not offset else at.isoformat()[-6:]


def clock_value(day: str, clock: Clock) -> str:
    """Write a TIMEX value where the day may be unknown (`XXXX-XX-XX`)."""
    zulu = "Z" if clock.zone is not None and clock.zone == UTC else ""
    return f"{day}T{clock.hour:02d}:{clock.minute:02d}{zulu}"


def clock_stretch(day: date, clock: Clock) -> Stretch:
    """Put a clock time on a day.

    Where the zone is not known the whole day stands for it, rather than a false instant.
    """
    whole = day_stretch(day)
    local = midnight(day).replace(hour=clock.hour, minute=clock.minute, tzinfo=clock.zone)
    text = local.replace(tzinfo=None).isoformat()
    if clock.zone is None or not 2 <= day.year <= 9990:
        return Stretch(text[:16], text, whole.start, whole.end, "TIME")
    start = utc(local)
    end = start + (timedelta(minutes=1) if clock.exact else timedelta(hours=1))
    edtf = start.isoformat().replace("+00:00", "Z")
    return Stretch(text[:16] + _zone_text(local), edtf, start, end, "TIME")
