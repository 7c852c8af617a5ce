"""The last visit: when a reader was here before, kept in a cookie that says nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

COOKIE = "salis_visit"
#: A reader who stays away for so long comes back for another visit.
_AWAY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class LastVisit:
    """When the visit before this one ended (None: there was none), and when this one was seen."""

    before: datetime | None
    seen: datetime

    def cookie(self) -> str:
        """Write it for the next request."""
        before = "" if self.before is None else str(int(self.before.timestamp()))
        return f"{before}.{int(self.seen.timestamp())}"  # rounded up it would be yet to come


def read_visit(cookie: str, now: datetime) -> LastVisit:
    """Read a cookie as it was sent; anything else than one of ours is a first visit."""
    before, _, seen = cookie.partition(".")
    last = _moment(seen, now)
    if last is None:
        return LastVisit(None, now)
    return LastVisit(last if now - last > _AWAY else _moment(before, now), now)


def _moment(text: str, now: datetime) -> datetime | None:
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        return None
    moment = datetime.fromtimestamp(int(text), UTC)
    return moment if moment <= now else None
