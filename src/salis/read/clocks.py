"""Times of the day: what a clock shows, in which zone."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    #: Whether a.m. or p.m. was given.
    halved: bool = False


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
    known = ZONES.get(names[0]) if names[0].isupper() else None
    if known is None:
        known = _named_zone([name.lower() for name in names])
    if known is None:
        return None
    if known.lstrip("-").isdigit():
        return timezone(timedelta(minutes=int(known)) + _read_offset(names[1:]))
    return _load_zone(known)


def _named_zone(names: list[str]) -> str | None:
    """Return the zone of `Central European Time`, `New York time`: listed, or a city of tz."""
    if names[-1] != "time":
        return None
    name = " ".join(names[:-1])
    return ZONES.get(name) or _city_zones().get(name)


def _hour_minute(word: str) -> tuple[int, int, bool]:
    if word.isdigit() and len(word) == 4:
        return int(word[:2]), int(word[2:]), True
    parts = word.replace(".", ":").split(":")
    return int(parts[0]), int(parts[1]) if len(parts) > 1 else 0, len(parts) > 1


def read_clock(
    lex: Lexemes, tags: str, span: tuple[int, int], tail: tuple[int, int] = (-1, -1)
) -> Clock | None:
    """Read the clock time in these pieces; None where no clock shows it.

    Args:
        lex: The text.
        tags: Its letters.
        span: The pieces.
        tail: Pieces of another clock time that lend their `p.m.` and zone where it has none.
    """
    start, end = span
    if tags[start] != "L" and tags[start + 1 : start + 2] == "L":
        start += 1
    low, zone_at = lex.lows[start], start + 1
    if tags[start] == "L":
        hour, minute, exact = _hour_minute(MEANING[low][1])
    elif parse_digits(low) is None and ":" not in low and "." not in low:
        number = read_number(lex, start)
        hour, minute, exact = int(number.value) if number else 99, 0, False
    else:
        hour, minute, exact = _hour_minute(low)
    half = zone_at if zone_at < end and tags[zone_at] in "Xz" else -1
    zone_at += half >= 0
    zone = _read_zone(lex.words[zone_at:end])
    if zone_at >= end and tail[0] >= 0:
        half = tail[0] if half < 0 and tail[0] < tail[1] and tags[start] != "L" else half
        zone = _read_zone([lex.words[i] for i in range(*tail) if tags[i] in "Z+-"])
    halved = half >= 0 and tags[half] == "X"
    if halved and hour <= 12:
        hour = hour % 12 + 12 * (MEANING[lex.lows[half]][1] == "pm")
    if hour > 23 or minute > 59:
        return None
    return Clock(hour, minute, exact, zone, halved)


def in_part(clock: Clock, part: str) -> Clock:
    """Read `4:00 this afternoon`, `nine in the evening`: after noon, by the part of the day."""
    late = part in ("AF", "EV") or (part == "NI" and clock.hour >= 6)
    return replace(clock, hour=clock.hour + 12) if late and 0 < clock.hour < 12 else clock


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
