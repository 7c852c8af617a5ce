"""Wanted: statements, claims and documents by all that can be asked of them, a part at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from salis.model.claim import ClaimId, Weighed
from salis.model.document import Document, DocumentId
from salis.model.statement import Statement
from salis.views.documents import list_documents
from salis.views.index import Index
from salis.views.items import claim_item
from salis.views.kept_records import ListedDocumentRecord
from salis.views.records import BriefItem, SearchRecord
from salis.views.search import (
    FIRMEST_FIRST,
    Term,
    folded_text,
    holds,
    read_query,
    search_record,
    searched_text,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; empty fields ask for nothing."""

    #: Words, beginnings (`word*`) and phrases (`"some words"`), all of which must be found.
    text: str = ""
    #: Part of a speaker's name, or of the institution that it speaks for.
    speaker: str = ""
    act: str = ""
    standing: str = ""
    #: A source's id, or part of its name.
    source: str = ""
    place: str = ""
    #: A stretch of time; `happened` says which time is meant: of happening, else of telling.
    since: datetime | None = None
    until: datetime | None = None
    happened: bool = False


@dataclass(frozen=True, slots=True)
class Found[T]:
    """A part of what was found, and how much there is in all."""

    records: tuple[T, ...]
    total: int


def find_statements(index: Index, wanted: Wanted, first: int, many: int) -> Found[SearchRecord]:
    """Find statements: what stands firmest comes first, then what was told last."""
    found = _ranked(index, wanted)
    return Found(
        tuple(search_record(index, one) for one in found[first : first + many]), len(found)
    )


def find_claims(index: Index, wanted: Wanted, first: int, many: int) -> Found[BriefItem]:
    """Find the claims of which a statement fits, in the order of their statements."""
    claims: dict[ClaimId, Weighed] = {}
    for statement in _ranked(index, wanted):
        id = index.places[statement.id][0]
        claims.setdefault(id, index.weighed[id])
    part = list(claims.values())[first : first + many]
    return Found(tuple(claim_item(index, one) for one in part), len(claims))


def find_documents(
    index: Index, wanted: Wanted, first: int, many: int
) -> Found[ListedDocumentRecord]:
    """Find documents by words of their title and text, source and time; the last told first."""
    terms = read_query(wanted.text) if wanted.text else []
    fitting = {one.id for one in index.documents() if _fits_document(index, one, wanted, terms)}
    listed = [one for one in reversed(list_documents(index)) if DocumentId(one.id) in fitting]
    return Found(tuple(listed[first : first + many]), len(listed))


def _ranked(index: Index, wanted: Wanted) -> Sequence[Statement]:
    terms = read_query(wanted.text) if wanted.text else []
    found = list(_fitting(index, wanted, terms))
    found.sort(key=index.in_order, reverse=True)
    found.sort(key=lambda one: FIRMEST_FIRST[index.weighed[index.places[one.id][0]].standing])
    return found


def _fitting(index: Index, wanted: Wanted, terms: Sequence[Term]) -> Iterator[Statement]:
    speaker, place = folded_text(wanted.speaker), folded_text(wanted.place)
    for statement in index.linked.statements.values():
        home = index.places.get(statement.id)
        if (
            home is not None
            and wanted.act in ("", statement.act.value)
            and wanted.standing in ("", index.weighed[home[0]].standing.value)
            and (not wanted.source or _is_source(index, statement.document, wanted.source))
            and (not place or place in folded_text(statement.place or ""))
            and (not speaker or _speaks(index, statement, speaker))
            and _in_time(index, statement, wanted)
            and (not terms or holds(searched_text(index, statement), terms))
        ):
            yield statement


def _is_source(index: Index, document: DocumentId, wanted: str) -> bool:
    source = index.linked.documents[document].source
    return wanted == source.id or folded_text(wanted) in folded_text(source.name)


def _speaks(index: Index, statement: Statement, wanted: str) -> bool:
    """Say whether a speaker of the statement, or the source in its own voice, is called so."""
    if not statement.speakers:
        return wanted == folded_text(index.source_name(index.source_of(statement.document)))
    names = (
        name
        for speaker in statement.speakers
        for name in (speaker.called, index.entity_of(speaker), speaker.institution)
    )
    return any(name is not None and wanted in folded_text(name) for name in names)


def _in_time(index: Index, statement: Statement, wanted: Wanted) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    if wanted.happened:
        concerns = statement.concerns
        if concerns is None:
            return False
        start, end = concerns.start or concerns.end, concerns.end or concerns.start
    else:
        start = end = index.linked.told.get(statement.document)
    if start is None or end is None:
        return False
    return (wanted.since is None or end >= wanted.since) and (
        wanted.until is None or start <= wanted.until
    )


def _fits_document(index: Index, document: Document, wanted: Wanted, terms: Sequence[Term]) -> bool:
    told = index.linked.told.get(document.id)
    if (wanted.since or wanted.until) and told is None:
        return False
    if told is not None and (
        (wanted.since and told < wanted.since) or (wanted.until and told > wanted.until)
    ):
        return False
    if wanted.source and not _is_source(index, document.id, wanted.source):
        return False
    if not terms:
        return True
    return holds(
        folded_text(f"{document.title or ''}\n\n{document.text}\n\n{document.source.name}"), terms
    )
