"""Evidence: what people filed for and against claims, that which was taken back included."""

from __future__ import annotations

from salis.model.claim import ClaimId
from salis.model.entry import EntryWithdrawn, EvidenceFiled
from salis.model.image import ImageFacts
from salis.model.snapshot import Timed
from salis.views.evidence_records import EvidenceRecord, ImageRecord, WithdrawnRecord
from salis.views.index import Index
from salis.views.instants import instant_of


def list_evidence(index: Index, claim: ClaimId | None = None) -> tuple[EvidenceRecord, ...]:
    """List evidence, all or a claim's, in the order in which it counts; taken back last."""
    linked = index.linked
    if claim is not None:
        members = (one.statement for one in index.weighed[claim].claim.members)
        if index.exhibited.isdisjoint(members):
            return ()
    filed = [_record(index, one, None) for one in linked.evidence]
    gone = [_record(index, one, taken) for one, taken in linked.withdrawn_evidence]
    return tuple(one for one in (*filed, *gone) if claim in (None, one.claim))


def _record(
    index: Index, timed: Timed[EvidenceFiled], taken: Timed[EntryWithdrawn] | None
) -> EvidenceRecord:
    filed = timed.value
    place = index.places.get(filed.statement)
    claim = None if place is None else place[0]
    return EvidenceRecord(
        id=filed.id,
        claim=claim,
        statement=filed.statement,
        text="" if claim is None else index.weighed[claim].claim.text,
        bears="for" if filed.bears_for else "against",
        grade=filed.grade,
        kind=filed.kind,
        note=filed.note,
        by=timed.actor,
        at=instant_of(timed.at),
        address=filed.address,
        digest=filed.digest,
        image=_image(filed.image),
        problems=tuple(problem.text for problem in filed.problems),
        withdrawn=None if taken is None else _withdrawn(taken),
        bytes="none" if filed.digest is None else "kept",
    )


def _image(facts: ImageFacts | None) -> ImageRecord | None:
    if facts is None:
        return None
    return ImageRecord(
        format=facts.format,
        width=facts.width,
        height=facts.height,
        taken_at=facts.taken_at,
        latitude=facts.latitude,
        longitude=facts.longitude,
        camera=facts.camera,
        software=facts.software,
    )


def _withdrawn(taken: Timed[EntryWithdrawn]) -> WithdrawnRecord:
    return WithdrawnRecord(taken.actor, instant_of(taken.at), taken.value.because)
