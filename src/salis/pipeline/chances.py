"""Chances: how probable each of several rival claims is; beside the standings, never in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import chain

from salis.model.claim import ClaimId, Origin, Reason, Slot, Standing, Weighed
from salis.pipeline.docket import Docket
from salis.pipeline.records import Records, find_records
from salis.weigh import (
    Answer,
    Backer,
    Contender,
    Number,
    Record,
    Rivalry,
    Wording,
    counts_as_backer,
    is_unnamed,
    is_withdrawn,
    voice_of,
    weigh_rivals,
)

#: What people or evidence have settled: a record, and no longer a matter of probability.
_HELD = frozenset({Standing.CONFIRMED, Standing.RESOLVED_TRUE})
_FELL = frozenset({Standing.REFUTED, Standing.RESOLVED_FALSE})
_GONE = frozenset({*_FELL, Standing.RETRACTED, Standing.NOT_FACTUAL})


def add_chances(
    docket: Docket,
    weighed: Mapping[ClaimId, Weighed],
    moment: datetime,
    records: Records | None = None,
) -> dict[ClaimId, Weighed]:
    """Give each claim with rivals its probability among them, where nothing has settled it yet.

    Without records, those of what is settled among these claims are found.
    """
    rivalries = find_rivalries(docket, weighed, moment)
    if not rivalries:
        return dict(weighed)
    if records is None:
        records = find_records(docket, weighed, moment)
    found = weigh_rivals(rivalries, settled_by_voice(records))
    return {id: with_chance(one, found.get(id)) for id, one in weighed.items()}


def find_rivalries(
    docket: Docket, weighed: Mapping[ClaimId, Weighed], moment: datetime
) -> list[Rivalry]:
    """Find the claims that cannot stand together and are not settled, with who stands by each.

    Each claim is put against its own rivals, not against theirs: 12 dead at noon and 30 at night
    can both be right, though both exclude that there were 20 all day.
    """
    groups = _groups(weighed)
    known = {id: _contender(docket, weighed[id], moment) for id in dict.fromkeys(chain(*groups))}
    return [
        Rivalry(
            id=min(asked),
            contenders=tuple(known[id] for id in group),
            yes_or_no=len(group) == 2 and _is_whether(docket, [weighed[id] for id in group]),
            asked=tuple(asked),
        )
        for group, asked in groups.items()
    ]


def with_chance(weighed: Weighed, found: tuple[float, Reason] | None) -> Weighed:
    """Give a claim with what was found of its probability."""
    if found is None:
        return weighed
    return replace(weighed, probability=found[0], probability_reason=found[1])


def _groups(weighed: Mapping[ClaimId, Weighed]) -> dict[tuple[ClaimId, ...], list[ClaimId]]:
    """Give each set of a claim and its rivals, with the claims whose set it is.

    What has fallen is left out, and claims with a rival that is settled.
    """
    groups: dict[tuple[ClaimId, ...], list[ClaimId]] = {}
    for id, one in weighed.items():
        if one.standing in _GONE:
            continue
        rivals = [weighed[other] for other in one.claim.rivals if other in weighed]
        group = [one, *(rival for rival in rivals if rival.standing not in _GONE)]
        if len(group) > 1 and not any(member.standing in _HELD for member in group):
            groups.setdefault(tuple(sorted(member.claim.id for member in group)), []).append(id)
    return groups


def _is_whether(docket: Docket, group: Iterable[Weighed]) -> bool:
    asked = {one.claim.question for one in group}
    return {one.slot for one in docket.linked.questions if one.id in asked} <= {Slot.WHETHER}


def _contender(docket: Docket, weighed: Weighed, moment: datetime) -> Contender:
    case = docket.case(weighed.claim.id, moment)
    denials = () if case is None else case.denials
    standing = [one for one in weighed.origins if case is None or not is_withdrawn(one, case)]
    voting = [one for one in standing if counts_as_backer(one)]
    documents = {id for one in weighed.origins for id in one.documents}
    return Contender(
        claim=weighed.claim.id,
        answer=_answer(docket, weighed),
        backers=tuple(_backer(docket, one) for one in voting),
        deniers=tuple(_backer(docket, one) for one in denials if one.independent),
        copies=max(0, len(documents) - len(weighed.origins)),
    )


def _answer(docket: Docket, weighed: Weighed) -> Answer:
    """Give the figure of a claim that has one, else the claim itself."""
    statement = docket.linked.statements[weighed.claim.members[0].statement]
    if len(statement.quantities) == 1:
        return Number(statement.quantities[0].value)
    return Wording(weighed.claim.id)


def _backer(docket: Docket, origin: Origin) -> Backer:
    linked = docket.linked
    statement = linked.statements[origin.statements[0]]
    source = linked.documents[statement.document].source
    voice = voice_of(statement, source.id)
    return Backer(
        voice=linked.aliases.get(voice, voice),
        name=origin.speaker or source.name,
        named=not is_unnamed(origin),
    )


def settled_by_voice(records: Records) -> dict[str, Record]:
    """Give by voice what is settled of its claims."""
    return {
        voice: Record(len(one.held), len(one.fell) + len(one.retracted))
        for voice, one in records.items()
        if one.held or one.fell or one.retracted
    }
