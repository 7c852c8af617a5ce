"""Compute what is visible at a moment: entries to claims, claims to standings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain

from salis.link import (
    Known,
    alias_voices,
    bond_documents,
    bond_statements,
    bond_voices,
    find_withdrawals,
    group_statements,
    make_claims,
    rule_reuse,
)
from salis.model.claim import Claim, ClaimId, Weighed
from salis.model.document import Document, DocumentId, Source
from salis.model.entry import ClaimsLinked, Entry, Withdrawal
from salis.model.link import Copy
from salis.model.snapshot import Clock, Linked
from salis.model.statement import Statement
from salis.pipeline.cut import Visible, cut_entries
from salis.pipeline.docket import Docket
from salis.pipeline.moments import Cut


def link_entries(
    entries: Iterable[Entry], *, cut: Cut | None, clock: Clock, judged_by: datetime | None = None
) -> Linked:
    """Group what the ledger's entries let through at a cut into claims and questions.

    With `judged_by`, what people judged later of claims, documents and names ties nothing.
    """
    visible = cut_entries(entries, cut=cut, clock=clock)
    return link_visible(visible, cut=cut, clock=clock, judged_by=judged_by)


def link_visible(
    visible: Visible,
    *,
    cut: Cut | None,
    clock: Clock,
    judged_by: datetime | None = None,
    sources: Sequence[Source] | None = None,
) -> Linked:
    """Group what was let through at a cut, all of a ledger's or all of some matters'.

    For a part of a ledger `sources` gives those of the whole at that cut.
    """
    judgements = visible.judgements
    if judged_by is not None:
        judgements = [j for j in judgements if not j.value.verdict.ties or j.at <= judged_by]
    documents = order_documents(visible.documents, visible.told, clock)
    by_document = {
        id: sorted(visible.read[id].statements, key=lambda one: (one.passage.start, one.id))
        for id in documents
        if id in visible.read
    }
    statements = {one.id: one for one in chain.from_iterable(by_document.values())}
    linked = [visible.linked[id] for id in documents if id in visible.linked]
    links = [
        link
        for one in linked
        for link in one.links
        if link.a in statements and link.b in statements
    ]
    judged = [one.value for one in judgements]
    reuse = rule_reuse(_copies(linked, documents), documents, bond_documents(judged))
    groups = group_statements(list(statements.values()), links, bonds=bond_statements(judged))
    known = Known(statements, documents, visible.told)
    claims, questions = make_claims(groups, links, known)
    problems = chain(
        chain.from_iterable(one.problems for one in documents.values()),
        chain.from_iterable(visible.read[id].problems for id in by_document),
    )
    return Linked(
        clock=clock,
        as_of=None if cut is None else cut.at,
        documents=documents,
        told=visible.told,
        statements=statements,
        credits={id: visible.read[id].credits for id in by_document},
        copies=reuse.copies,
        claims=claims,
        questions=questions,
        withdrawals=_withdrawals(documents, by_document, claims),
        evidence=tuple(visible.evidence),
        judgements=tuple(judgements),
        grades=tuple(visible.grades),
        problems=tuple(problems),
        sides=reuse.sides,
        aliases=alias_voices(judged, bond_voices(judged)),
        withdrawn_evidence=tuple(visible.withdrawn),
        rules=tuple(visible.rules),
        sources=order_sources(documents.values()) if sources is None else tuple(sources),
    )


def order_sources(documents: Iterable[Document]) -> tuple[Source, ...]:
    """Give the different sources of documents in the order told, by when each told last."""
    return tuple(dict.fromkeys(one.source for one in reversed(tuple(documents))))[::-1]


def weigh_all(docket: Docket, moment: datetime) -> dict[ClaimId, Weighed]:
    """Weigh every claim of a docket, in the order in which they were told."""
    weighed = ((id, docket.weigh(id, moment)) for id in docket.linked.claims)
    return {id: one for id, one in weighed if one is not None}


def order_documents(
    documents: Mapping[DocumentId, Document], told: Mapping[DocumentId, datetime], clock: Clock
) -> dict[DocumentId, Document]:
    """Put documents in the order in which they were told; undated ones come last."""

    def place(id: DocumentId) -> tuple[bool, datetime | DocumentId, DocumentId]:
        undated = clock is Clock.PUBLISHED and documents[id].published_at is None
        return undated, id if undated else told[id], id

    return {id: documents[id] for id in sorted(documents, key=place)}


def _copies(
    linked: Iterable[ClaimsLinked], documents: Mapping[DocumentId, Document]
) -> Iterator[Copy]:
    for one in linked:
        for copy in one.copies:
            if copy.document in documents and copy.other in documents:
                yield copy


def _withdrawals(
    documents: dict[DocumentId, Document],
    statements: dict[DocumentId, list[Statement]],
    claims: dict[ClaimId, Claim],
) -> tuple[Withdrawal, ...]:
    claim_of = {one.statement: claim.id for claim in claims.values() for one in claim.members}
    return find_withdrawals(list(documents.values()), statements, claim_of)
