"""Chances: how probable each of several rival claims is; beside the standings, never in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

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
    """Find the claims that cannot stand together and are not settled, with who stands by each."""
    return [_rivalry(docket, group, moment) for group in _groups(weighed)]


def with_chance(weighed: Weighed, found: tuple[float, Reason] | None) -> Weighed:
    """Give a claim with what was found of its probability."""
    if found is None:
        return weighed
    return replace(weighed, probability=found[0], probability_reason=found[1])


def _groups(weighed: Mapping[ClaimId, Weighed]) -> Iterator[list[Weighed]]:
    """Go from each claim to its rivals and theirs; leave out what has fallen or is settled."""
    seen: set[ClaimId] = set()
    for id in weighed:
        waiting, group = [id], list[Weighed]()
        while waiting:
            one = weighed.get(waiting.pop())
            if one is None or one.claim.id in seen or one.standing in _GONE:
                continue
            seen.add(one.claim.id)
            group.append(one)
            waiting.extend(one.claim.rivals)
        if len(group) > 1 and not any(one.standing in _HELD for one in group):
            yield sorted(group, key=lambda one: one.claim.id)


def _rivalry(docket: Docket, group: list[Weighed], moment: datetime) -> Rivalry:
    asked = {one.claim.question for one in group}
    slots = {one.slot for one in docket.linked.questions if one.id in asked}
    return Rivalry(
        id=group[0].claim.id,
        contenders=tuple(_contender(docket, one, moment) for one in group),
        yes_or_no=len(group) == 2 and slots <= {Slot.WHETHER},
    )


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
