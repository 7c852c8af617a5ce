"""The brief from an overview: what is shown is written out, all else is counted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from salis.model.claim import ClaimId, Standing
from salis.model.snapshot import Change, Clock
from salis.views.arrangement import Section
from salis.views.brief import BLANK_DISPUTE
from salis.views.changes import list_changes
from salis.views.columns import STANDINGS
from salis.views.event import label_event
from salis.views.instants import instant
from salis.views.items import blank_item
from salis.views.outline import SOURCE
from salis.views.overview import Overview, Ranked
from salis.views.records import (
    BriefItem,
    BriefRecord,
    Counts,
    DisputedItem,
    Totals,
    VoiceCount,
)
from salis.views.written import Written


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a section is shown."""

    #: Where each claim stands, in order, by the numbers of standings.
    standings: Sequence[int]
    #: The leaders of those that are written out, by their places; all others are only counted.
    whole: Mapping[int, int]
    total: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What of a ledger a brief shows, by the numbers of leaders."""

    overview: Overview
    sections: Mapping[Section, Chosen]
    #: The first claim of each dispute, and of each question shown.
    disputes: Sequence[int | None]
    questions: Sequence[int | None]
    total_disputes: int
    total_questions: int

    def leaders(self) -> list[int]:
        """Give the leaders of all that is to be written out."""
        shown = [one for chosen in self.sections.values() for one in chosen.whole.values()]
        return [one for one in (*shown, *self.disputes, *self.questions) if one is not None]


def choose_excerpt(overview: Overview, *, length: int | None, detailed: int | None) -> Excerpt:
    """Choose what a brief writes out; see `write_brief`."""
    sections = {
        section: _choose(overview.section(section), length, detailed) for section in Section
    }
    disputes, questions = overview.disputes(), overview.open_questions()
    claims = len(sections[Section.UNKNOWN].standings)
    room = None if length is None else max(0, length - claims)
    return Excerpt(
        overview=overview,
        sections=sections,
        disputes=_first(disputes[:length], detailed),
        questions=_first(questions[:room], detailed),
        total_disputes=len(disputes),
        total_questions=len(questions),
    )


def _choose(ranked: Ranked, length: int | None, detailed: int | None) -> Chosen:
    leaders, standings = ranked.leaders[:length], ranked.standings[:length]
    places = [np.flatnonzero(standings == one)[:detailed] for one in np.unique(standings)]
    shown = np.sort(np.concatenate(places)) if places else np.zeros(0, dtype=np.int64)
    whole = dict(zip(shown.tolist(), leaders[shown].tolist(), strict=True))
    return Chosen(standings.tolist(), whole, len(ranked.leaders))


def _first(leaders: Sequence[int], detailed: int | None) -> list[int | None]:
    return [one if detailed is None or at < detailed else None for at, one in enumerate(leaders)]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else a brief says, beside what it shows."""

    as_of: datetime | None
    clock: Clock
    #: First and last publication.
    days: tuple[datetime, datetime] | None
    changes: Sequence[Change]
    source_names: Mapping[str, str]
    #: The claims named after the leaders that are shown.
    claim_of: Mapping[int, ClaimId]
    #: Gives a claim's probability among its rivals; None where it has none.
    chance_of: Callable[[ClaimId], float | None]
    #: Gives the texts of terms.
    texts_of: Callable[[Collection[int]], Mapping[int, str]]


def write_excerpt(
    excerpt: Excerpt, written: Written, around: Surroundings, *, length: int | None
) -> BriefRecord:
    """Write the brief; all that is shown must be among what is written."""
    writer = _Writer(written, around)
    sections = {
        section: tuple(writer.items(chosen)) for section, chosen in excerpt.sections.items()
    }
    overview = excerpt.overview
    publishers = {name.casefold() for name in around.source_names.values()}
    return BriefRecord(
        as_of=instant(around.as_of),
        clock=around.clock.value,
        event=label_event(
            overview.documents,
            lambda: overview.shares.leading(around.texts_of, publishers),
            around.days,
        ),
        known=sections[Section.KNOWN],
        alleged=sections[Section.ALLEGED],
        disputed=tuple(writer.dispute(one) for one in excerpt.disputes),
        pending=sections[Section.PENDING],
        unknown=(
            *sections[Section.UNKNOWN],
            *(writer.question(one) for one in excerpt.questions),
        ),
        opinions=sections[Section.OPINIONS],
        changed=list_changes(around.changes, length),
        counts=_counts(overview),
        totals=_totals(excerpt),
        opinions_by=_opinions_by(overview, around),
    )


class _Writer:
    """Puts single items in their places."""

    def __init__(self, written: Written, around: Surroundings) -> None:
        self._written = written
        self._around = around

    def items(self, chosen: Chosen) -> Sequence[BriefItem]:
        blank = [blank_item(one) for one in STANDINGS]
        found = [blank[one] for one in chosen.standings]
        for place, leader in chosen.whole.items():
            found[place] = self._item(self._around.claim_of[leader])
        return found

    def _item(self, id: ClaimId) -> BriefItem:
        chance = self._around.chance_of(id)
        item = self._written.items[id]
        return item if chance is None else replace(item, probability=chance)

    def dispute(self, leader: int | None) -> DisputedItem:
        if leader is None:
            return BLANK_DISPUTE
        dispute = self._written.disputes[self._around.claim_of[leader]]
        claims = tuple(self._item(id) for id in dispute.claims)
        return DisputedItem(dispute.question, dispute.text, claims)

    def question(self, leader: int | None) -> BriefItem:
        if leader is None:
            return blank_item(Standing.UNKNOWN)
        return self._written.questions[self._around.claim_of[leader]]


def _counts(overview: Overview) -> Counts:
    return Counts(
        documents=overview.documents,
        statements=overview.statements,
        claims=overview.claims,
        questions=overview.questions,
        origins=overview.origins,
        copies=overview.copies,
    )


def _totals(excerpt: Excerpt) -> Totals:
    sizes = {section: chosen.total for section, chosen in excerpt.sections.items()}
    return Totals(
        known=sizes[Section.KNOWN],
        alleged=sizes[Section.ALLEGED],
        disputed=excerpt.total_disputes,
        pending=sizes[Section.PENDING],
        unknown=sizes[Section.UNKNOWN] + excerpt.total_questions,
        opinions=sizes[Section.OPINIONS],
    )


def _opinions_by(overview: Overview, around: Surroundings) -> tuple[VoiceCount, ...]:
    texts = around.texts_of(overview.opinion_voices())
    names = {
        voice: around.source_names.get(text[1:], text[1:]) if text[0] == SOURCE else text[1:]
        for voice, text in texts.items()
    }
    return tuple(VoiceCount(name, count) for name, count in overview.opinions_by(names))
