"""Find what changed between two moments, claim by claim, with the cause of each change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from salis.model.claim import ClaimId, Reason, Weighed
from salis.model.snapshot import Change
from salis.pipeline.docket import Docket


def follow_changes(
    docket_at: Callable[[datetime], Docket],
    turns: Iterable[datetime],
    since: datetime,
    until: datetime,
    only: ClaimId | None = None,
) -> tuple[Change, ...]:
    """Find every change of standing after `since`, up to and with `until`, in order of time.

    With `only`, that claim's alone. At each turn people judged what is one claim, text or voice:
    from then on, and not before, other claims stand, or the same on other origins.
    """
    changes: list[Change] = []
    docket = docket_at(since)
    for turn in sorted({at for at in turns if since < at <= until}):
        after = docket_at(turn)
        changes += find_changes(docket, since, turn, only)
        turned = _turn(docket, after, turn)
        changes += [one for one in turned if only in (None, one.claim)]
        docket, since = after, turn
    return (*changes, *find_changes(docket, since, until, only))


def _turn(before: Docket, after: Docket, at: datetime) -> list[Change]:
    """Find what a judgement of links changed at the moment from which it counts."""
    changes: list[Change] = []
    switched = before.ruling.version != after.ruling.version
    for id in sorted(after.linked.claims if switched else after.touched(before, at)):
        was = before.weigh(id, at) if id in before.linked.claims else None
        now = after.weigh(id, at)
        if now is not None and (was is None or was.standing is not now.standing):
            judged = (one for one in now.reasons if one.code.startswith("judged-"))
            cause = next(judged, None) or _cause(was, now)
            if switched:
                cause = _switch(before, after, cause)
            standing = None if was is None else was.standing
            changes.append(Change(at, id, now.claim.text, standing, now.standing, cause))
    return changes


def _switch(before: Docket, after: Docket, cause: Reason) -> Reason:
    """Say that the rules changed, and what the new ones say."""
    words = f"the rules changed from {before.ruling.version} to {after.ruling.version}"
    return Reason("rules-changed", f"{words}: {cause.text}", cause.refs)


def find_changes(
    docket: Docket, since: datetime, until: datetime, only: ClaimId | None = None
) -> tuple[Change, ...]:
    """Find every change of standing after `since`, up to and with `until`, in order of time.

    With `only`, that claim's alone. A claim is weighed again only at the moments at which something
    about it happens.
    """
    claims = docket.linked.claims if only is None else {only} & docket.linked.claims.keys()
    changes = [one for id in claims for one in trace_claim(docket, id, since, until)]
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
