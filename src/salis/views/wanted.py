"""Wanted: claims and documents by all that can be asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from salis.model.claim import ClaimId
from salis.model.document import Document, DocumentId
from salis.views.documents import list_documents
from salis.views.folded import folded_text
from salis.views.index import Index
from salis.views.items import claim_item
from salis.views.kept_records import ListedDocumentRecord
from salis.views.lazy import Lazy
from salis.views.records import BriefItem
from salis.views.search import (
    Term,
    Wanted,
    holds,
    rank_statements,
    read_query,
)


def search_claims(index: Index, text: str, wanted: Wanted) -> Sequence[BriefItem]:
    """Find the claims of which a statement fits, in the order of their statements."""
    found = dict.fromkeys(index.places[one.id][0] for one in rank_statements(index, text, wanted))

    def write(id: ClaimId) -> BriefItem:
        return claim_item(index, index.weighed[id])

    return Lazy(list(found), write)


def search_documents(index: Index, text: str, wanted: Wanted) -> Sequence[ListedDocumentRecord]:
    """Find documents by words of their title and text, source and time; the last told first."""
    fits = partial(_fits, index, terms=read_query(text) if text else [], wanted=wanted)
    fitting = {one.id for one in index.documents() if fits(one)}
    return [one for one in reversed(list_documents(index)) if DocumentId(one.id) in fitting]


def _fits(index: Index, document: Document, *, terms: Sequence[Term], wanted: Wanted) -> bool:
    source, told = document.source, index.told(document.id)
    if wanted.source is not None:
        sought = folded_text(wanted.source)
        if sought != folded_text(source.id) and sought not in folded_text(source.name):
            return False
    if (wanted.since and told < wanted.since) or (wanted.until and told >= wanted.until):
        return False
    if not terms:
        return True
    searched = f"{document.title or ''}\n\n{document.text}\n\n{source.name}"
    return holds(folded_text(searched), terms)
