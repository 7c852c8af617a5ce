"""Doubts: what was joined or left apart without being sure, for people to decide.

Four kinds: statements held to say one thing, claims left apart that may be one, documents held to
share a text, and names that may be of one person. What people judged already, either way, is not
asked again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from math import log2

from salis.model.claim import Standing, Weighed
from salis.model.document import DocumentId
from salis.model.link import Copy, LinkKind
from salis.model.statement import Statement, StatementId
from salis.views.apart import FindLikely, list_apart
from salis.views.detail_records import DoubtRecord, DoubtSideRecord
from salis.views.index import Index
from salis.views.sides import statement_side

#: A link that scores no less is not doubted, nor is a copy that shares as much.
_SURE, _SURE_COPY = 0.95, 0.8
#: Standings that a join may have made; what hangs on it counts so much more.
_MADE = {Standing.CORROBORATED: 3.0, Standing.DISPUTED: 2.0, Standing.CONFIRMED: 1.0}
_APART = 2.0
#: Documents of one origin that are looked at in pairs, and names near one name.
_MOST_PAIRED, _MOST_NAMES = 40, 3
#: Letters of a text that stand for a title.
_OPENING = 90
_REPEATED = LinkKind.REPEATS

type _Pair = frozenset[str]


def list_doubts(index: Index, find_likely: FindLikely) -> tuple[DoubtRecord, ...]:
    """List what may be joined wrongly, or not joined though it is one, by what hangs on it."""
    judged = set(_judged(index))
    apart = list_apart(index, find_likely)
    found = (*_claims(index), *apart, *_copies(index), *_names(index))
    open_ones = [one for one in found if frozenset((one.a.id, one.b.id)) not in judged]
    return tuple(sorted(open_ones, key=lambda one: (-one.weight, one.kind, one.a.id, one.b.id)))


def _judged(index: Index) -> Iterator[_Pair]:
    for made in index.linked.judgements:
        judgement = made.value
        for pair in (judgement.statements, judgement.documents, judgement.voices):
            if len(pair) == 2:
                yield frozenset(map(str, pair))


def _claims(index: Index) -> Iterator[DoubtRecord]:
    for weighed in index.weighed.values():
        homes = {id: one.id for one in weighed.origins for id in one.statements}
        for member in weighed.claim.members:
            link = member.link
            if link is None or link.score >= _SURE or link.kind is _REPEATED:
                continue
            statements = [index.linked.statements.get(id) for id in (link.a, link.b)]
            if None not in statements:
                a, b = (one for one in statements if one is not None)
                apart = homes.get(a.id) != homes.get(b.id)
                yield _claim(index, weighed, (a, b), link.reasons, link.score, apart=apart)


def _claim(
    index: Index,
    weighed: Weighed,
    pair: tuple[Statement, Statement],
    reasons: tuple[str, ...],
    score: float,
    *,
    apart: bool,
) -> DoubtRecord:
    documents = len(index.documents_of(weighed))
    hangs = _MADE.get(weighed.standing, 0.0) + _APART * apart + log2(1 + documents)
    return DoubtRecord(
        kind="claims",
        a=statement_side(index, pair[0]),
        b=statement_side(index, pair[1]),
        why=reasons,
        weight=round(hangs * (1.2 - score), 4),
        claim=weighed.claim.id,
        standing=weighed.standing.value,
        stake=_stake(weighed, apart=apart),
    )


def _stake(weighed: Weighed, *, apart: bool) -> str:
    independent = sum(one.independent for one in weighed.origins)
    if apart and weighed.standing is Standing.CORROBORATED and independent == 2:
        return "If they differ, the claim may no longer be corroborated."
    if apart:
        return "They come from different origins: if they differ, the claim rests on fewer."
    return "If they differ, they stand as two claims."


def _copies(index: Index) -> Iterator[DoubtRecord]:
    together = _together(index)
    for copy in index.linked.copies:
        number = together[frozenset((copy.document, copy.other))]
        if copy.score < _SURE_COPY and not _is_revision(index, copy):
            longest = max(copy.passages, key=lambda one: len(one.here.exact), default=None)
            texts = ("", "") if longest is None else (longest.here.exact, longest.there.exact)
            yield DoubtRecord(
                kind="documents",
                a=_document_side(index, copy.document, texts[0]),
                b=_document_side(index, copy.other, texts[1]),
                why=copy.reasons,
                weight=round(log2(1 + 3 * number) * (1.2 - copy.score), 4),
                claim=None,
                standing=None,
                stake=_copy_stake(number),
            )


def _copy_stake(number: int) -> str:
    if not number:
        return "No claim hangs on it yet."
    claims = "1 claim counts" if number == 1 else f"{number} claims count"
    return f"{claims} the two as one origin."


def _together(index: Index) -> Counter[_Pair]:
    """Count the claims for which two documents are of one origin."""
    return Counter(
        frozenset(pair)
        for weighed in index.weighed.values()
        for origin in weighed.origins
        if 1 < len(origin.documents) <= _MOST_PAIRED
        for pair in combinations(map(str, origin.documents), 2)
    )


def _is_revision(index: Index, copy: Copy) -> bool:
    first, other = (index.linked.documents[id] for id in (copy.document, copy.other))
    return other.id == first.revises or first.id == other.revises


def _document_side(index: Index, id: DocumentId, text: str) -> DoubtSideRecord:
    document = index.linked.documents[id]
    return DoubtSideRecord(
        id=id,
        head=document.title or document.url or _opening(document.text) or document.id,
        text=text,
        source_name=index.source_name(document.source.id),
        document=id,
        statement=None,
        published_at=index.published[id],
    )


def _opening(text: str) -> str:
    """Give the first words of a text."""
    return " ".join(text[: 4 * _OPENING].split())[:_OPENING]


def _names(index: Index) -> Iterator[DoubtRecord]:
    """Find short names that may be those of somebody whose name ends so."""
    said, first, shown = _voices(index)
    by_last: dict[str, list[str]] = defaultdict(list)
    for entity in said:
        words = shown[entity].casefold().split()
        if len(words) > 1:
            by_last[words[-1]].append(entity)
    for entity, number in said.items():
        longer = by_last.get(shown[entity].casefold(), [])
        if 0 < len(longer) <= _MOST_NAMES:
            for other in sorted(longer):
                if other != entity:
                    weight = log2(1 + min(number, said[other])) * (0.9 if len(longer) == 1 else 0.6)
                    yield DoubtRecord(
                        kind="names",
                        a=_name_side(index, entity, shown[entity], first[entity]),
                        b=_name_side(index, other, shown[other], first[other]),
                        why=("the longer name ends as the shorter one is",),
                        weight=round(weight, 4),
                        claim=None,
                        standing=None,
                        stake=f"{number} and {said[other]} statements would be one person's.",
                    )


def _voices(
    index: Index,
) -> tuple[Counter[str], dict[str, StatementId], dict[str, str]]:
    """Give the entities of named speakers: how often each speaks, first where, and its name."""
    said: Counter[str] = Counter()
    first: dict[str, StatementId] = {}
    shown: dict[str, str] = {}
    for statement in _in_order(index):
        for speaker in statement.speakers:
            entity = index.entity_of(speaker)
            if entity is not None and speaker.named:
                said[entity] += 1
                first.setdefault(entity, statement.id)
                if len(speaker.name) > len(shown.get(entity, "")):
                    shown[entity] = speaker.name
    return said, first, shown


def _in_order(index: Index) -> Iterable[Statement]:
    return sorted(index.linked.statements.values(), key=index.in_order)


def _name_side(index: Index, entity: str, name: str, statement: StatementId) -> DoubtSideRecord:
    said = index.linked.statements[statement]
    return DoubtSideRecord(
        id=entity,
        head=name,
        text=said.context.exact,
        source_name=index.source_name(index.source_of(said.document)),
        document=said.document,
        statement=said.id,
        published_at=index.published[said.document],
    )
