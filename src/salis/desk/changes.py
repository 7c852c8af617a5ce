"""What changed since a moment, in full."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from salis.pipeline.moments import read_moment

if TYPE_CHECKING:
    from salis.desk.visits import Visit

_MOST = 400
_DAY = timedelta(days=1)


def compose_changes(visit: Visit) -> Mapping[str, object]:
    """Make the context of the changes since the moment of the address, the latest first."""
    since = _since(visit)
    changes = () if since is None else visit.view.changes(since)
    found = sorted(changes, key=lambda one: (one.at, one.claim), reverse=True)
    only = visit.asked("only")
    shown = [one for one in found if only != "turned" or one.before is not None]
    return {
        "since": None if since is None else since.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "changes": shown[:_MOST],
        "more": max(len(shown) - _MOST, 0),
        "only": only,
    }


def _since(visit: Visit) -> datetime | None:
    if text := visit.asked("since"):
        return read_moment(text).at
    last = visit.view.last_told()
    return None if last is None else last - _DAY
