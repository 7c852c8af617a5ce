"""Read a publication time as people and pages write it, with the precision they gave."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from salis.model.times import Moment, Precision

#: Outside these years a date is a slip or a placeholder (9999-12-31), not a publication time.
EARLIEST_YEAR, LATEST_YEAR = 1500, 2999
#: Nothing that names a time is longer.
_MAX_LENGTH = 100

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
#: Hours east of UTC; the North American ones as RFC 2822 has them. Ambiguous names are left out.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2,
    "eet": 2, "eest": 3, "msk": 3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip

_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})(?:(?P<sep>[-/])(?P<month>\d{1,2})(?:(?P=sep)(?P<day>\d{1,2}))?)?(?!\d)",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+(?P<year>\d{{4}})(?!\d)",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
        rf"{_MONTH},?\s+(?P<year>\d{{4}})(?!\d)",
    )
)
_TIME = re.compile(
    r"(?P<lead>t|,?\s+at\s+|[,\s]\s*)"
    r"(?P<hour>\d{1,2})(?::?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(?P<half>[ap]\.?m\.?(?![a-z]))?"
    r"\s*(?P<zone>[a-z]{1,4})?(?P<offset>[+-]\d{2}:?(?:\d{2})?)?(?:\s*\([a-z ]+\))?"
)


@lru_cache(maxsize=4096)
def parse_moment(text: str) -> Moment | None:
    """Read a date, with its time where there is one, as a UTC Moment of the precision given.

    Takes ISO 8601 and RFC 3339, RFC 2822, and English dates ("4 May 2031 18:00 +0200"). A time
    without a zone is taken as UTC. Nothing relative ("yesterday") and nothing ambiguous
    (04/05/2031) is read; neither is a date that cannot be, nor a year outside 1500 to 2999: None.
    """
    words = " ".join(text[: _MAX_LENGTH + 1].split()).lower()
    if not words or len(words) > _MAX_LENGTH or not words.isascii():
        return None
    for pattern in _DATES:
        date = pattern.match(words)
        rest = words[date.end() :] if date else ""
        time = _TIME.fullmatch(rest) if rest else None
        if date and (time or not rest):
            return _moment(date.groupdict(), time.groupdict() if time else {})
    return None


def _moment(date: dict[str, str | None], time: dict[str, str | None]) -> Moment | None:
    month = _MONTHS[name] if (name := date.get("name")) else int(date.get("month") or 1)
    year = int(date["year"] or 0)
    precision = _precision(date, time)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR or precision is None:
        return None
    try:
        zone = _zone(time)
        hour, minute, second = _hour(time), int(time.get("minute") or 0), time.get("second")
        day = int(date.get("day") or 1)
        at = datetime(year, month, day, hour, minute, int(second or 0), tzinfo=zone)
    except ValueError:
        return None
    return Moment(at.astimezone(UTC), precision)


def _precision(date: dict[str, str | None], time: dict[str, str | None]) -> Precision | None:
    """Say how fine the text is; None for a time on no day, or a bare number after a date."""
    if not time:
        if date.get("day"):
            return Precision.DAY
        return Precision.MONTH if date.get("month") or date.get("name") else Precision.YEAR
    if not date.get("day"):
        return None
    if time["second"]:
        return Precision.SECOND
    if time["minute"]:
        return Precision.MINUTE
    return Precision.HOUR if time["half"] or time["lead"] == "t" else None


def _hour(time: dict[str, str | None]) -> int:
    hour, half = int(time.get("hour") or 0), time.get("half")
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half.startswith("p") else 0)


def _zone(time: dict[str, str | None]) -> timezone:
    """Read the zone, UTC where none is given; raises ValueError for one that is not known."""
    name, offset = time.get("zone"), time.get("offset")
    if name and (name not in _ZONES or (offset and _ZONES[name] != 0)):
        raise ValueError(name)
    if not offset:
        return timezone(timedelta(hours=_ZONES[name] if name else 0))
    digits = offset[1:].replace(":", "").ljust(4, "0")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-span if offset[0] == "-" else span)
