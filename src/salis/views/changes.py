"""Changes: which claims' standing changed, when and because of what, the weightiest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum

from salis.model.claim import ClaimId, Standing
from salis.model.snapshot import Change
from salis.views.claims import reason_record
from salis.views.index import Index
from salis.views.instants import instant_of
from salis.views.records import ChangeRecord


class ChangeKind(StrEnum):
    """What a change comes to for a reader, the weightiest first."""

    #: Two independent origins, evidence or a judgement stand for it now.
    KNOWN = "known"
    #: It was established, and is no longer, or it is refuted.
    OVERTURNED = "overturned"
    DISPUTED = "disputed"
    RETRACTED = "retracted"
    #: A prediction or promise was kept or failed.
    RESOLVED = "resolved"
    #: It stands otherwise, for one of the lesser reasons.
    SHIFTED = "shifted"
    #: Its time has come, and nothing settles it.
    DUE = "due"
    #: Sources say that it is not known.
    UNKNOWN = "unknown"
    #: One origin, or an unnamed or doubtful one, tells it for the first time.
    TOLD = "told"
    EXPECTED = "expected"
    OPINION = "opinion"


_ESTABLISHED = frozenset({Standing.CONFIRMED, Standing.CORROBORATED, Standing.RESOLVED_TRUE})
_TO = {
    Standing.RETRACTED: ChangeKind.RETRACTED,
    Standing.REFUTED: ChangeKind.OVERTURNED,
    Standing.RESOLVED_TRUE: ChangeKind.RESOLVED,
    Standing.RESOLVED_FALSE: ChangeKind.RESOLVED,
    Standing.DISPUTED: ChangeKind.DISPUTED,
    Standing.CONFIRMED: ChangeKind.KNOWN,
    Standing.CORROBORATED: ChangeKind.KNOWN,
    Standing.PENDING: ChangeKind.EXPECTED,
    Standing.NOT_FACTUAL: ChangeKind.OPINION,
}
_RANKS = {kind: rank for rank, kind in enumerate(ChangeKind)}


def kind_of(before: Standing | None, after: Standing) -> ChangeKind:
    """Say what a change of standing comes to."""
    if before in _ESTABLISHED and after not in _ESTABLISHED and after not in _TO:
        return ChangeKind.OVERTURNED
    if after in _TO:
        return _TO[after]
    if after is Standing.UNKNOWN:
        return ChangeKind.DUE if before is Standing.PENDING else ChangeKind.UNKNOWN
    fresh = before in (None, Standing.UNKNOWN, Standing.PENDING)
    return ChangeKind.TOLD if fresh else ChangeKind.SHIFTED


def list_changes(changes: Iterable[Change], length: int | None = None) -> tuple[ChangeRecord, ...]:
    """List changes claim by claim: by what each claim's come to, the shortest wording first.

    With a length, those of so many claims.
    """
    steps: dict[ClaimId, list[Change]] = defaultdict(list)
    for change in changes:
        steps[change.claim].append(change)
    kinds = {claim: net_kind(some) for claim, some in steps.items()}

    def place(claim: ClaimId) -> tuple[int, int, str]:
        return _RANKS[kinds[claim]], len(steps[claim][-1].text), claim

    return tuple(
        change_record(one, kinds[claim])
        for claim in sorted(steps, key=place)[:length]
        for one in steps[claim]
    )


def net_kind(steps: Sequence[Change]) -> ChangeKind:
    """Say what several changes of one claim, earliest first, come to."""
    last = steps[-1]
    if last.after is Standing.UNKNOWN:
        return kind_of(last.before, last.after)
    return kind_of(steps[0].before, last.after)


def list_history(changes: Iterable[Change]) -> tuple[ChangeRecord, ...]:
    """List the changes of one claim in the order in which they came, each for itself."""
    return tuple(change_record(one, kind_of(one.before, one.after)) for one in changes)


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
            kind=kind_of(was.standing, now.standing).value,
        )
        for id, now in after.weighed.items()
        if (was := before.weighed.get(id)) is not None and was.standing is not now.standing
    )


def change_record(change: Change, kind: ChangeKind) -> ChangeRecord:
    """Write a change."""
    return ChangeRecord(
        at=instant_of(change.at),
        claim=change.claim,
        text=change.text,
        before=None if change.before is None else change.before.value,
        after=change.after.value,
        cause=reason_record(change.cause),
        kind=kind.value,
    )
