"""Records: what is settled of each voice at a moment, and the salt that a poor record adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from salis.link import bond_voices, join_entities
from salis.model.claim import ClaimId, Reason, Weighed
from salis.model.record import Share, TrackRecord
from salis.model.snapshot import Linked
from salis.model.statement import StatementId
from salis.pipeline.docket import Docket
from salis.weigh import (
    fate_of,
    is_poor,
    keep_accounts,
    share_of,
    voice_of,
    weigh_claim,
)

type Records = Mapping[str, TrackRecord]


def find_records(
    docket: Docket, weighed: Mapping[ClaimId, Weighed], moment: datetime
) -> dict[str, TrackRecord]:
    """Give the track record of each voice, from what was settled by a moment.

    Only what is settled is looked at, which is quick; what is open is not counted.
    """
    claims = [one for one in weighed.values() if fate_of(one.standing)]
    return keep_accounts(docket.linked, claims, lambda id: settled_at(docket, id, moment))


def find_entity_records(
    docket: Docket, weighed: Mapping[ClaimId, Weighed], moment: datetime
) -> dict[str, TrackRecord]:
    """Give the track record of each source, and of each speaker under all of its names."""
    linked = docket.linked
    judged = bond_voices([one.value for one in linked.judgements])
    entities = {one.key: one for one in join_entities(linked.statements.values(), judged)}
    names = {name: key for key, one in entities.items() for name in one.keys}
    known = replace(linked, aliases={**linked.aliases, **names})
    records = keep_accounts(known, weighed.values(), lambda id: settled_at(docket, id, moment))
    return {
        key: replace(one, name=entities[key].name, entity=entities[key]) if key in entities else one
        for key, one in records.items()
    }


def settled_at(docket: Docket, id: ClaimId, moment: datetime) -> datetime | None:
    """Say since when a claim has been settled as it is at a moment; None where it is not."""
    fate = docket.fate(id, moment)
    if fate is None:
        return None
    since: datetime | None = None
    for at in sorted((at for at in docket.times(id) if at <= moment), reverse=True):
        if docket.fate(id, at) is not fate:
            break
        since = at
    return since


def salt_poor_records(
    docket: Docket, weighed: Mapping[ClaimId, Weighed], moment: datetime, records: Records
) -> dict[ClaimId, Weighed]:
    """Give the grain `poor_record` to what voices say of whose other claims fewer than half held.

    It changes no standing. A claim is no part of the record that it is salted with.
    """
    poor = {voice: one for voice, one in records.items() if is_poor(one.share)}
    if not poor:
        return dict(weighed)
    salted = dict(weighed)
    for id, one in weighed.items():
        found = _poor_statements(docket, one, poor)
        if found:
            salted[id] = _salt(docket, one, moment, found)
    return salted


def spared_by(record: TrackRecord) -> list[ClaimId]:
    """Give the claims without which a poor record is not poor: they are not salted with it."""
    settled = dict.fromkeys((*record.held, *record.fell, *record.retracted))
    return [id for id in settled if not is_poor(_without(record, id))]


def voice_in(linked: Linked, id: StatementId) -> str:
    """Name the one who makes a statement, as records know that one."""
    statement = linked.statements[id]
    voice = voice_of(statement, linked.documents[statement.document].source.id)
    return linked.aliases.get(voice, voice)


def _poor_statements(docket: Docket, weighed: Weighed, poor: Records) -> dict[StatementId, Reason]:
    linked, found = docket.linked, dict[StatementId, Reason]()
    for member in weighed.claim.members:
        statement = linked.statements[member.statement]
        record = poor.get(voice_in(linked, statement.id))
        share = None if record is None else _without(record, weighed.claim.id)
        if record is not None and share is not None and is_poor(share):
            text = f"{record.name}: {share_words(share)}"
            found[statement.id] = Reason("poor-record", text, (statement.id,))
    return found


def _without(record: TrackRecord, id: ClaimId) -> Share | None:
    """Give the share of a record that one claim has no part in."""
    held = [one for one in record.held if one != id]
    other = [one for one in (*record.fell, *record.retracted) if one != id]
    return share_of(len(held), len(held) + len(other))


def share_words(share: Share) -> str:
    """Say a share with its counts and its interval."""
    return (
        f"{share.held} of {share.settled} settled claims held "
        f"({share.low:.0%} to {share.high:.0%} at 95 % confidence)"
    )


def _salt(
    docket: Docket, weighed: Weighed, moment: datetime, found: Mapping[StatementId, Reason]
) -> Weighed:
    case = docket.case(weighed.claim.id, moment)
    if case is None:
        return weighed
    again = weigh_claim(replace(case, poor=case.poor | found.keys()), docket.ruling)
    reasons = dict.fromkeys((*weighed.reasons, *_once(found)))
    return replace(
        weighed,
        grains=again.grains,
        grain_codes=again.grain_codes,
        reasons=tuple(reasons),
    )


def _once(found: Mapping[StatementId, Reason]) -> list[Reason]:
    """Say each voice's record once."""
    return list({reason.text: reason for reason in found.values()}.values())
