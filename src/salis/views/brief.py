"""The brief: what somebody who must write now needs to know, and on what it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from salis.model.claim import ClaimId, Standing
from salis.model.snapshot import Change
from salis.views.arrangement import Arrangement, Section, arrange
from salis.views.changes import list_changes, net_kind
from salis.views.disputes import Dispute
from salis.views.event import event_label
from salis.views.importance import Importance
from salis.views.index import Index
from salis.views.instants import instant, instant_of
from salis.views.items import blank_item, claim_item, gap_item, question_item
from salis.views.names import Names
from salis.views.records import (
    BriefItem,
    BriefRecord,
    Counts,
    DisputedItem,
    Totals,
    VoiceCount,
)
from salis.views.voices import voices_for

#: The changes of each claim since the moment asked for, the earliest first.
type Changed = dict[ClaimId, list[Change]]


def write_brief(
    index: Index,
    *,
    changes: Sequence[Change] = (),
    length: int | None = None,
    detailed: int | None = None,
) -> BriefRecord:
    """Write the brief, every section cut to a length where one is given.

    Beyond the first `detailed` of each standing in a section, items are blank but for that.
    """
    names = Names(index)
    changed: Changed = defaultdict(list)
    for change in changes:
        changed[change.claim].append(change)
    importance = Importance(index, names, changed)
    arrangement = arrange(index, names, importance)
    items = {
        section: tuple(islice(_items(index, arrangement, section, detailed, changed), length))
        for section in Section
    }
    return BriefRecord(
        as_of=instant(index.linked.as_of),
        clock=index.linked.clock.value,
        event=event_label(index, names),
        known=items[Section.KNOWN],
        alleged=items[Section.ALLEGED],
        disputed=tuple(
            _disputed(index, arrangement, one, changed) for one in arrangement.disputes[:length]
        ),
        pending=items[Section.PENDING],
        unknown=items[Section.UNKNOWN],
        opinions=items[Section.OPINIONS],
        changed=list_changes(changes, length),
        counts=_counts(index),
        totals=_totals(arrangement),
        opinions_by=_opinions_by(index, arrangement),
    )


def _items(
    index: Index,
    arrangement: Arrangement,
    section: Section,
    detailed: int | None,
    changes: Changed,
) -> Iterator[BriefItem]:
    seen: Counter[Standing] = Counter()
    for weighed in arrangement.sections.get(section, ()):
        seen[weighed.standing] += 1
        if detailed is None or seen[weighed.standing] <= detailed:
            yield _item(index, arrangement, weighed.claim.id, changes)
        else:
            yield blank_item(weighed.standing)
    if section is Section.UNKNOWN:
        yield from (question_item(question) for question in arrangement.questions)
        yield from (gap_item(gap) for gap in arrangement.gaps)


def _item(index: Index, arrangement: Arrangement, id: ClaimId, changes: Changed) -> BriefItem:
    """Write a claim in short, with the answers around it and what changed of it."""
    item = claim_item(
        index, index.weighed[id], arrangement.earlier.get(id, ()), arrangement.later.get(id, ())
    )
    steps = changes.get(id)
    if steps is None:
        return item
    before = steps[0].before
    return replace(
        item,
        change=net_kind(steps).value,
        changed_from=None if before is None else before.value,
        changed_at=instant_of(steps[-1].at),
    )


def _disputed(
    index: Index, arrangement: Arrangement, dispute: Dispute, changes: Changed
) -> DisputedItem:
    claims = tuple(_item(index, arrangement, id, changes) for id in dispute.claims)
    return DisputedItem(dispute.question, dispute.text, claims)


def _counts(index: Index) -> Counts:
    linked, merged = index.linked, index.merged_names
    voices = {
        merged.get(name := origin.speaker.casefold(), name) if origin.speaker else (origin.source,)
        for weighed in index.weighed.values()
        for origin in weighed.origins
    }
    ranks = index.ranks
    copies = {
        max(copy.document, copy.other, key=lambda id: ranks.get(id, -1)) for copy in linked.copies
    }
    return Counts(
        documents=len(linked.documents),
        statements=len(linked.statements),
        claims=len(index.weighed),
        questions=len(linked.questions),
        origins=len(voices),
        copies=len(copies),
    )


def _totals(arrangement: Arrangement) -> Totals:
    sizes = {section: len(arrangement.sections.get(section, ())) for section in Section}
    return Totals(
        known=sizes[Section.KNOWN],
        alleged=sizes[Section.ALLEGED],
        disputed=len(arrangement.disputes),
        pending=sizes[Section.PENDING],
        unknown=sizes[Section.UNKNOWN] + len(arrangement.questions) + len(arrangement.gaps),
        opinions=sizes[Section.OPINIONS],
    )


def _opinions_by(index: Index, arrangement: Arrangement) -> tuple[VoiceCount, ...]:
    voices = Counter(
        voice
        for weighed in arrangement.sections.get(Section.OPINIONS, ())
        for voice in voices_for(index, weighed)
    )
    ranked = sorted(voices.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(VoiceCount(speaker, count) for speaker, count in ranked)
