"""Search: all that is asked for stands in the address, so that every list can be sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from salis.desk.glossary import ACTS
from salis.desk.shapes import STANDINGS
from salis.model.errors import UsageError
from salis.pipeline.moments import read_moment
from salis.views.search import Wanted

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
    finders: Mapping[str, Callable[[str, Wanted], Sequence[object]]] = {
        "statements": view.search,
        "claims": view.search_claims,
        "documents": view.search_documents,
    }
    asked = {name: visit.asked(name) for name in _FIELDS if visit.asked(name)}
    idle = kind == "statements" and not asked
    asking = ("search", kind, visit.asked("q"), wanted)
    found = () if idle else visit.kept(asking, lambda _: finders[kind](visit.asked("q"), wanted))
    sources = visit.kept("sources", lambda view: view.sources())
    return {
        "idle": idle,
        "kind": kind,
        "kinds": KINDS,
        "asked": asked,
        "records": found[first : first + _MANY],
        "total": len(found),
        "page": page,
        "pages": max(-(-len(found) // _MANY), 1),
        "first": first,
        "acts": ACTS,
        "standings": STANDINGS,
        "sources": sorted({one.name for one in sources}, key=str.casefold)[:_SUGGESTED],
    }


def read_wanted(visit: Visit) -> Wanted:
    """Read what the address asks for.

    Raises:
        UsageError: a time cannot be read.
    """
    return Wanted(
        speaker=visit.asked("speaker") or None,
        act=visit.asked("act") or None,
        standing=visit.asked("standing") or None,
        source=visit.asked("source") or None,
        place=visit.asked("place") or None,
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
