"""Disputes: claims that cannot all stand, with who stands on which side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from salis.model.claim import ClaimId, QuestionId, Side, Standing, Weighed
from salis.views.index import Index
from salis.views.records import DisputeRecord, SideRecord
from salis.views.voices import voices_against, voices_for

#: A rival that fell, or is no fact, is no side of a dispute.
_FALLEN = frozenset(
    {Standing.RETRACTED, Standing.REFUTED, Standing.RESOLVED_FALSE, Standing.NOT_FACTUAL}
)


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims that cannot all stand; at least one of them is disputed."""

    question: QuestionId | None
    text: str
    claims: tuple[ClaimId, ...]


def find_disputes(
    index: Index, leave_out: Callable[[Weighed], bool] = lambda _: False
) -> list[Dispute]:
    """Group what is disputed with its rivals; no claim stands in two groups.

    Args:
        index: The snapshot's index.
        leave_out: Says which rivals are no part of a group, for they are shown in another place.
    """
    placed: set[ClaimId] = set()
    groups: dict[ClaimId | QuestionId, list[ClaimId]] = {}
    for id, weighed in index.weighed.items():
        if weighed.standing is Standing.DISPUTED and id not in placed:
            group = groups.setdefault(weighed.claim.question or id, [])
            for side in _walk(index, id):
                if side.claim.id not in placed and not leave_out(side):
                    placed.add(side.claim.id)
                    group.append(side.claim.id)
    return [_dispute(index, key, members) for key, members in groups.items()]


def _walk(index: Index, start: ClaimId) -> Iterator[Weighed]:
    """Go from a disputed claim to its rivals, and to theirs where they are disputed too."""
    waiting, seen = [start], {start}
    while waiting:
        weighed = index.weighed.get(waiting.pop())
        if weighed is None or weighed.standing in _FALLEN:
            continue
        yield weighed
        if weighed.standing is Standing.DISPUTED:
            fresh = [rival for rival in weighed.claim.rivals if rival not in seen]
            seen.update(fresh)
            waiting.extend(reversed(fresh))


def _dispute(index: Index, key: ClaimId | QuestionId, members: list[ClaimId]) -> Dispute:
    question = index.questions.get(QuestionId(key))
    if question is None:
        return Dispute(None, index.weighed[members[0]].claim.text, tuple(members))
    return Dispute(question.id, question.text, tuple(members))


def list_disputes(index: Index) -> tuple[DisputeRecord, ...]:
    """List the disputes with all their sides, those with most origins first."""
    records = [
        DisputeRecord(dispute.question, dispute.text, tuple(_sides(index, dispute)))
        for dispute in find_disputes(index)
    ]
    records.sort(key=lambda record: -sum(side.origins for side in record.sides))
    return tuple(records)


def _sides(index: Index, dispute: Dispute) -> Iterator[SideRecord]:
    for id in dispute.claims:
        weighed = index.weighed[id]
        speakers, origins = voices_for(index, weighed), len(index.supporting(weighed))
        yield _side(weighed, weighed.claim.text, speakers, origins)
        denying = voices_against(index, weighed)
        if denying and index.sided(weighed.claim, Side.FOR, Side.OPEN):
            yield _side(weighed, f"Denied: {weighed.claim.text}", denying, len(denying))


def _side(weighed: Weighed, text: str, speakers: tuple[str, ...], origins: int) -> SideRecord:
    return SideRecord(weighed.claim.id, text, weighed.standing.value, speakers, origins)
