"""The brief: what somebody who must write now needs to know, and on what it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from salis.views.items import blank_item, claim_item, question_item
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


def write_brief(
    index: Index,
    *,
    changes: Sequence[Change] = (),
    length: int | None = None,
    detailed: int | None = None,
) -> BriefRecord:
    """Write the brief, every section cut to a length where one is given.

    Beyond the first `detailed` of each standing in a section, items are blank but for that; so are
    disputes and questions beyond so many.
    """
    names = Names(index)
    changed: dict[ClaimId, list[Change]] = defaultdict(list)
    for change in changes:
        changed[change.claim].append(change)
    importance = Importance(index, names, changed)
    arrangement = arrange(index, importance)
    writing = Writing(index, arrangement.earlier, arrangement.later, changed)
    items = {
        section: tuple(islice(_items(writing, arrangement, section, detailed), length))
        for section in Section
    }
    return BriefRecord(
        as_of=instant(index.linked.as_of),
        clock=index.linked.clock.value,
        event=event_label(index, names),
        known=items[Section.KNOWN],
        alleged=items[Section.ALLEGED],
        disputed=tuple(
            disputed_item(writing, one) if detailed is None or at < detailed else BLANK_DISPUTE
            for at, one in enumerate(arrangement.disputes[:length])
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
    writing: Writing, arrangement: Arrangement, section: Section, detailed: int | None
) -> Iterator[BriefItem]:
    seen: Counter[Standing] = Counter()
    for weighed in arrangement.sections.get(section, ()):
        seen[weighed.standing] += 1
        if detailed is None or seen[weighed.standing] <= detailed:
            yield written_item(writing, weighed.claim.id)
        else:
            yield blank_item(weighed.standing)
    if section is Section.UNKNOWN:
        for at, question in enumerate(arrangement.questions):
            whole = detailed is None or at < detailed
            yield question_item(question) if whole else blank_item(Standing.UNKNOWN)


#: Stands for a dispute that is only counted.
BLANK_DISPUTE = DisputedItem(None, "", ())


@dataclass(frozen=True, slots=True)
class Writing:
    """What items are written from."""

    index: Index
    #: Earlier answers under the latest one, and later ones that hold less firmly.
    earlier: Mapping[ClaimId, Sequence[ClaimId]]
    later: Mapping[ClaimId, Sequence[ClaimId]]
    #: The changes of each claim since the moment asked for, the earliest first.
    changes: Mapping[ClaimId, Sequence[Change]]


def written_item(writing: Writing, id: ClaimId) -> BriefItem:
    """Write a claim in short, with the answers around it and what changed of it."""
    item = claim_item(
        writing.index,
        writing.index.weighed[id],
        writing.earlier.get(id, ()),
        writing.later.get(id, ()),
    )
    steps = writing.changes.get(id)
    if not steps:
        return item
    before = steps[0].before
    return replace(
        item,
        change=net_kind(steps).value,
        changed_from=None if before is None else before.value,
        changed_at=instant_of(steps[-1].at),
    )


def disputed_item(writing: Writing, dispute: Dispute) -> DisputedItem:
    """Write a dispute with its claims."""
    claims = tuple(written_item(writing, id) for id in dispute.claims)
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
        unknown=sizes[Section.UNKNOWN] + len(arrangement.questions),
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
