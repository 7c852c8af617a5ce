"""The moment and the clock that a page is shown at; every link made here keeps both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote, urlencode

from salis.model.snapshot import Clock
from salis.pipeline.moments import read_moment
from salis.pipeline.view import read_clock


@dataclass(frozen=True, slots=True)
class At:
    """When the desk stands: at a past moment, or now with everything (None)."""

    as_of: str | None = None
    clock: str = Clock.PUBLISHED.value

    def link(self, *path: str, anchor: str = "", **query: object) -> str:
        """Write the address of a page of the desk at this moment; empty values are left out."""
        place = "/" + "/".join(quote(part, safe="") for part in path if part)
        given = {name: str(value) for name, value in query.items() if value not in ("", None)}
        asked = urlencode(given | self.query())
        return place + (f"?{asked}" if asked else "") + (f"#{quote(anchor)}" if anchor else "")

    def again(self, path: str, fields: Sequence[tuple[str, str]]) -> str:
        """Write an address that is already a path with its fields, at this moment."""
        asked = urlencode([*fields, *self.query().items()])
        return path + (f"?{asked}" if asked else "")

    def query(self) -> dict[str, str]:
        """Give what an address needs to name this moment; nothing for now."""
        asked = {} if self.as_of is None else {"as_of": self.as_of}
        if self.clock != Clock.PUBLISHED:
            asked["clock"] = self.clock
        return asked

    def at(self, as_of: str) -> At:
        """Give the same clock at another moment, as addresses have it."""
        return replace(self, as_of=as_of)

    def moved(self, as_of: datetime | None) -> At:
        """Give the same clock at another moment."""
        return replace(self, as_of=None if as_of is None else minute_text(as_of))


def read_at(query: Mapping[str, str]) -> At:
    """Read the moment and the clock of an address.

    Raises:
        UsageError: one of them cannot be understood.
    """
    as_of = query.get("as_of", "").strip()
    clock = read_clock(query.get("clock") or Clock.PUBLISHED.value)
    if as_of:
        read_moment(as_of)
    return At(as_of or None, clock.value)


def minute_text(moment: datetime) -> str:
    """Write a moment as addresses have it: `2031-05-03T10:00Z`."""
    return moment.strftime("%Y-%m-%dT%H:%MZ")
