"""Key days: the days on which most happened, each with the claims that tell most of it.

A day matters by how many documents tell of it, most by how many look back at it, and by how much
was published on it and on the next. What is told of a day is chosen so that few words say most of
what its documents say; a claim without a date of its own may stand for the day it was told on.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from salis.model.claim import Standing, Weighed
from salis.model.document import DocumentId
from salis.model.statement import Statement
from salis.model.times import utc
from salis.views.index import Index
from salis.views.records import DayClaimRecord, KeyDayRecord

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:]+.*)?")
_NOTE = re.compile(r" \[[^\]]*\]")
_ONE = timedelta(days=1)
#: A day may lie so long before the first document, and must reach this share of the second best;
#: of the best where there are few days.
_BEFORE, _LEAST, _FEW = timedelta(days=30), 0.2, 3
#: What a mention counts that does not look back.
_MENTION = 0.5
#: Characters from the beginning of a document: what stands here is what it is about.
_LEAD, _OPENING = 600, 400
#: Words of a claim that is shown for a day, at least and at most.
_SHORTEST, _LONGEST = 6, 45
#: Letters of a word that says nothing by itself, at most.
_SMALL = 3
#: What a claim without a date of its own is worth, and a word that was said before.
_UNDATED, _SAID = 0.5, 0.2


@dataclass(slots=True)
class _Day:
    """What is known of one day."""

    told: set[DocumentId] = field(default_factory=set)
    looked_back: set[DocumentId] = field(default_factory=set)
    #: Claims that may stand for it, with whether they are dated to it, and open a document.
    claims: dict[str, tuple[Weighed, bool, bool]] = field(default_factory=dict)


def list_key_days(index: Index, *, words: int) -> tuple[KeyDayRecord, ...]:
    """List the days that matter in their order, each with claims of about so many words."""
    published = _published(index)
    if not published:
        return ()
    days = _gather(index, published)
    counts = Counter(published.values())
    weights = {
        day: _weight(found, counts[day] + counts[day + _ONE])
        for day, found in days.items()
        if min(counts) - _BEFORE <= day <= max(counts)
    }
    ranked = sorted(weights.values(), reverse=True)
    least = _LEAST * ranked[len(ranked) > _FEW] if ranked else 0.0
    chosen = sorted(day for day, weight in weights.items() if weight >= least and weight > 0)
    return tuple(
        KeyDayRecord(day.isoformat(), len(days[day].told), _claims(index, days[day], words))
        for day in chosen
    )


def _published(index: Index) -> dict[DocumentId, date]:
    return {
        one.id: utc(one.published_at.at).date()
        for one in index.documents()
        if one.published_at is not None
    }


def _gather(index: Index, published: Mapping[DocumentId, date]) -> dict[date, _Day]:
    days: dict[date, _Day] = defaultdict(_Day)
    for weighed in index.weighed.values():
        if weighed.standing is Standing.NOT_FACTUAL:
            continue
        for member in weighed.claim.members:
            statement = index.linked.statements[member.statement]
            told = published.get(statement.document)
            if told is not None:
                _note(days, weighed, statement, told)
    return days


def _note(days: dict[date, _Day], weighed: Weighed, statement: Statement, told: date) -> None:
    day = concerned_day(statement)
    start = statement.passage.start
    if day is not None:
        days[day].told.add(statement.document)
        if day < told:
            days[day].looked_back.add(statement.document)
    elif statement.concerns is None and start < _LEAD:
        day = told
    if day is not None and _SHORTEST <= len(_plain(weighed).split()) <= _LONGEST:
        _, dated, opens = days[day].claims.get(weighed.claim.id, (weighed, False, False))
        dated = dated or statement.concerns is not None
        days[day].claims[weighed.claim.id] = (weighed, dated, opens or start < _OPENING)


def concerned_day(statement: Statement) -> date | None:
    """Give the one day that a statement is about; None for longer times, and for none."""
    concerns = statement.concerns
    if concerns is None or concerns.start is None or not _DAY.fullmatch(concerns.edtf):
        return None
    return utc(concerns.start).date()


def _weight(day: _Day, published: int) -> float:
    return (len(day.looked_back) + _MENTION * len(day.told)) * math.sqrt(1 + published)


def _claims(index: Index, day: _Day, words: int) -> tuple[DayClaimRecord, ...]:
    pool = {id: frozenset(_content(_plain(weighed))) for id, (weighed, _, _) in day.claims.items()}
    spread = Counter(word for content in pool.values() for word in content)
    said: set[str] = set()
    chosen: list[str] = []
    length = 0
    while pool and length < words:
        best = max(pool, key=lambda id: (_worth(index, day, pool[id], id, spread, said), id))
        said |= pool.pop(best)
        chosen.append(best)
        length += len(_plain(day.claims[best][0]).split())
    picked = (day.claims[id] for id in chosen)
    return tuple(_record(index, weighed, dated=dated) for weighed, dated, _ in picked)


def _worth(
    index: Index,
    day: _Day,
    content: frozenset[str],
    id: str,
    spread: Mapping[str, int],
    said: set[str],
) -> float:
    """Give how much of the day a claim tells by its words, those said before at little."""
    weighed, dated, opens = day.claims[id]
    told = sum(math.log(1 + spread[word]) * (_SAID if word in said else 1.0) for word in content)
    documents = min(len(index.documents_of(weighed)), 5)
    return (
        (told / (len(content) + 3))
        * (1.0 if dated else _UNDATED)
        * (1.2 if opens else 1.0)
        * (1 + 0.1 * documents)
    )


def _plain(weighed: Weighed) -> str:
    return _NOTE.sub("", weighed.claim.text)


def _content(text: str) -> Iterator[str]:
    """Give the words of a text that are not among the smallest of English."""
    return (word for word in re.findall(r"\w+", text.lower()) if len(word) > _SMALL)


def _record(index: Index, weighed: Weighed, *, dated: bool) -> DayClaimRecord:
    return DayClaimRecord(
        claim=weighed.claim.id,
        text=weighed.claim.text,
        standing=weighed.standing.value,
        origins=len(index.supporting(weighed)),
        documents=len(index.documents_of(weighed)),
        dated=dated,
    )
