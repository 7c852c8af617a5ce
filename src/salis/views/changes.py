"""Changes: which claims' standing changed, when and because of what."""

from __future__ import annotations

from collections.abc import Iterable

from salis.model.snapshot import Change
from salis.views.claims import reason_record
from salis.views.index import Index
from salis.views.instants import instant_of
from salis.views.records import ChangeRecord


def list_changes(changes: Iterable[Change]) -> tuple[ChangeRecord, ...]:
    """List changes in the order in which they came."""
    return tuple(change_record(change) for change in changes)


def list_differences(before: Index, after: Index) -> tuple[ChangeRecord, ...]:
    """List the claims that stand otherwise in one view than in another, in the order told."""
    return tuple(
        ChangeRecord(
            at=instant_of(after.snapshot.moment),
            claim=id,
            text=now.claim.text,
            before=was.standing.value,
            after=now.standing.value,
            cause=reason_record(now.reasons[0]),
        )
        for id, now in after.weighed.items()
        if (was := before.weighed.get(id)) is not None and was.standing is not now.standing
    )


def change_record(change: Change) -> ChangeRecord:
    """Write a change."""
    return ChangeRecord(
        at=instant_of(change.at),
        claim=change.claim,
        text=change.text,
        before=None if change.before is None else change.before.value,
        after=change.after.value,
        cause=reason_record(change.cause),
    )
