"""The brief: what somebody who must write now needs to know, and on what it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from salis.model.claim import ClaimId, Standing
from salis.model.snapshot import Change
from salis.views.arrangement import Arrangement, Section, arrange
from salis.views.changes import change_record
from salis.views.disputes import Dispute
from salis.views.event import event_label
from salis.views.importance import Importance
from salis.views.index import Index
from salis.views.instants import instant
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
    importance = Importance(index, names, {change.claim for change in changes})
    arrangement = arrange(index, importance)
    items = {
        section: tuple(islice(_items(index, arrangement, section, detailed), length))
        for section in Section
    }
    return BriefRecord(
        as_of=instant(index.linked.as_of),
        clock=index.linked.clock.value,
        event=event_label(index, names),
        known=items[Section.KNOWN],
        alleged=items[Section.ALLEGED],
        disputed=tuple(
            disputed_item(index, arrangement.earlier, one)
            if detailed is None or at < detailed
            else BLANK_DISPUTE
            for at, one in enumerate(arrangement.disputes[:length])
        ),
        pending=items[Section.PENDING],
        unknown=items[Section.UNKNOWN],
        opinions=items[Section.OPINIONS],
        changed=tuple(change_record(one) for one in latest(changes, length)),
        counts=_counts(index),
        totals=_totals(arrangement),
        opinions_by=_opinions_by(index, arrangement),
    )


def _items(
    index: Index, arrangement: Arrangement, section: Section, detailed: int | None
) -> Iterator[BriefItem]:
    seen: Counter[Standing] = Counter()
    for weighed in arrangement.sections.get(section, ()):
        seen[weighed.standing] += 1
        if detailed is None or seen[weighed.standing] <= detailed:
            yield claim_item(index, weighed, arrangement.earlier.get(weighed.claim.id, ()))
        else:
            yield blank_item(weighed.standing)
    if section is Section.UNKNOWN:
        for at, question in enumerate(arrangement.questions):
            whole = detailed is None or at < detailed
            yield question_item(question) if whole else blank_item(Standing.UNKNOWN)


#: Stands for a dispute that is only counted.
BLANK_DISPUTE = DisputedItem(None, "", ())


def disputed_item(
    index: Index, earlier: Mapping[ClaimId, Sequence[ClaimId]], dispute: Dispute
) -> DisputedItem:
    """Write a dispute with its claims, each with the earlier answers that it replaces."""
    claims = tuple(
        claim_item(index, index.weighed[id], earlier.get(id, ())) for id in dispute.claims
    )
    return DisputedItem(dispute.question, dispute.text, claims)


def latest(changes: Sequence[Change], length: int | None) -> Sequence[Change]:
    """Give the last of some changes."""
    return changes if length is None else changes[max(len(changes) - length, 0) :]


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
