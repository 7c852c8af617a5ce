"""Changes: which claims' standing changed, when and because of what."""

from __future__ import annotations

from collections.abc import Iterable

from salis.model.snapshot import Change
from salis.views.claims import reason_record
from salis.views.instants import instant_of
from salis.views.records import ChangeRecord


def list_changes(changes: Iterable[Change]) -> tuple[ChangeRecord, ...]:
    """List changes in the order in which they came."""
    return tuple(change_record(change) for change in changes)


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
