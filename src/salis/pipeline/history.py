"""Find what changed between two moments, claim by claim, with the cause of each change."""

from __future__ import annotations

from datetime import datetime

from salis.model.claim import ClaimId, Reason, Weighed
from salis.model.snapshot import Change
from salis.pipeline.docket import Docket


def find_changes(docket: Docket, since: datetime, until: datetime) -> tuple[Change, ...]:
    """Find every change of standing after `since`, up to and with `until`, in order of time.

    A claim is weighed again only at the moments at which something about it happens.
    """
    changes = [one for id in docket.linked.claims for one in trace_claim(docket, id, since, until)]
    return tuple(sorted(changes, key=lambda one: (one.at, one.claim)))


def trace_claim(docket: Docket, id: ClaimId, since: datetime, until: datetime) -> list[Change]:
    """Find a claim's changes of standing between two moments, earliest first."""
    times = sorted(at for at in docket.times(id) if since < at <= until)
    if not times:
        return []
    before = docket.weigh(id, since)
    changes: list[Change] = []
    for at in times:
        after = docket.weigh(id, at)
        if after is None or (before is not None and before.standing is after.standing):
            before = after or before
            continue
        changes.append(
            Change(
                at=at,
                claim=id,
                text=after.claim.text,
                before=None if before is None else before.standing,
                after=after.standing,
                cause=_cause(before, after),
            )
        )
        before = after
    return changes


def _cause(before: Weighed | None, after: Weighed) -> Reason:
    """Give the first reason that was not there before."""
    known = set() if before is None else {(one.code, one.refs) for one in before.reasons}
    fresh = (one for one in after.reasons if (one.code, one.refs) not in known)
    return next(fresh, after.reasons[0])
