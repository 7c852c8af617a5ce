"""Search: all that is asked for stands in the address, so that every list can be sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from salis.desk.glossary import ACTS
from salis.desk.shapes import STANDINGS
from salis.model.errors import UsageError
from salis.pipeline.moments import read_moment
from salis.views.wanted import Wanted

if TYPE_CHECKING:
    from salis.desk.visits import Visit

KINDS = ("statements", "claims", "documents")
_FIELDS = ("q", "speaker", "act", "standing", "source", "place", "from", "to", "when")
_MANY, _MOST_PAGES = 50, 10_000
_SUGGESTED = 300


def compose_search(visit: Visit) -> Mapping[str, object]:
    """Make the context of the search."""
    kind = visit.asked("kind") or KINDS[0]
    if kind not in KINDS:
        raise UsageError(f"There is no kind {kind!r}; there are {', '.join(KINDS)}.")
    wanted = read_wanted(visit)
    page = _page(visit.asked("page"))
    first = (page - 1) * _MANY
    view = visit.view
    finders = {
        "statements": view.find_statements,
        "claims": view.find_claims,
        "documents": view.find_documents,
    }
    found = finders[kind](wanted, first=first, many=_MANY)
    asked = {name: visit.asked(name) for name in _FIELDS if visit.asked(name)}
    return {
        "kind": kind,
        "kinds": KINDS,
        "asked": asked,
        "found": found,
        "page": page,
        "pages": max(-(-found.total // _MANY), 1),
        "first": first,
        "acts": ACTS,
        "standings": STANDINGS,
        "sources": sorted({one.name for one in view.sources()}, key=str.casefold)[:_SUGGESTED],
    }


def read_wanted(visit: Visit) -> Wanted:
    """Read what the address asks for.

    Raises:
        UsageError: a time cannot be read.
    """
    return Wanted(
        text=visit.asked("q"),
        speaker=visit.asked("speaker"),
        act=visit.asked("act"),
        standing=visit.asked("standing"),
        source=visit.asked("source"),
        place=visit.asked("place"),
        since=_moment(visit.asked("from"), at_end=False),
        until=_moment(visit.asked("to"), at_end=True),
        happened=visit.asked("when") == "happened",
    )


def _moment(text: str, *, at_end: bool) -> datetime | None:
    if not text:
        return None
    moment = read_moment(text)
    return moment.end if at_end else moment.at


def _page(text: str) -> int:
    return min(max(int(text), 1), _MOST_PAGES) if text.isascii() and text.isdecimal() else 1
