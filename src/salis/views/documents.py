"""Documents: a text with its revisions, copies, statements and problems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from salis.model.document import Document, DocumentId
from salis.model.problem import Problem
from salis.views.claims import passage_record, reason_record, statement_record
from salis.views.detail_records import DocumentTextRecord
from salis.views.finding import find_document_at
from salis.views.index import Index
from salis.views.instants import instant_of, moment_instant
from salis.views.kept_records import ListedDocumentRecord
from salis.views.records import (
    CopyRecord,
    DocumentRecord,
    ProblemRecord,
    RevisionRecord,
)

#: What follows a document's address in the place of a fault.
_MARKS = re.compile("[:# ]")


def find_document(index: Index, id: str) -> DocumentRecord:
    """Give the document of an id, of a beginning that only one id has, or of an address."""
    return _record(index, find_document_at(index, id))


def find_text(index: Index, id: str) -> DocumentTextRecord:
    """Give the text of a document, found as `find_document` finds it."""
    document = find_document_at(index, id)
    return text_record(document, index.source_name(document.source.id))


def text_record(document: Document, source_name: str) -> DocumentTextRecord:
    """Write a document without what was found in it."""
    return DocumentTextRecord(
        id=document.id,
        source=document.source.id,
        source_name=source_name,
        title=document.title,
        published_at=moment_instant(document.published_at),
        text=document.text,
    )


def list_documents(index: Index) -> tuple[ListedDocumentRecord, ...]:
    """List the documents in the order of telling, without their texts."""
    faults = _faults_by_document(index)
    return tuple(_listed(index, one, len(faults.get(one.id, ()))) for one in index.documents())


def list_problems(index: Index) -> tuple[ProblemRecord, ...]:
    """List the faults found in the material, in the order of its documents."""
    return tuple(problem_record(one) for one in index.linked.problems)


def _listed(index: Index, document: Document, problems: int) -> ListedDocumentRecord:
    return ListedDocumentRecord(
        id=document.id,
        source=document.source.id,
        source_name=index.source_name(document.source.id),
        title=document.title,
        url=document.url,
        published_at=moment_instant(document.published_at),
        fetched_at=instant_of(document.fetched_at),
        revises=document.revises,
        statements=len(index.by_document.get(document.id, ())),
        problems=problems,
    )


def _faults_by_document(index: Index) -> dict[DocumentId, set[Problem]]:
    """Give each document its faults, by the address that their places begin with."""
    at = {name: one.id for one in index.documents() for name in (one.address, one.id)}
    faults: dict[DocumentId, set[Problem]] = {
        one.id: set(one.problems) for one in index.documents() if one.problems
    }
    for problem in index.linked.problems:
        ends = [len(problem.place), *(m.start() for m in _MARKS.finditer(problem.place))]
        names = (problem.place[:end] for end in sorted(ends, reverse=True))
        document = next((at[name] for name in names if name in at), None)
        if document is not None:
            faults.setdefault(document, set()).add(problem)
    return faults


def _record(index: Index, document: Document) -> DocumentRecord:
    return DocumentRecord(
        id=document.id,
        source=document.source.id,
        title=document.title,
        url=document.url,
        published_at=moment_instant(document.published_at),
        fetched_at=instant_of(document.fetched_at),
        digest=document.digest,
        revisions=tuple(_revisions(index, document)),
        copies=tuple(_copies(index, document.id)),
        text=document.text,
        statements=tuple(
            statement_record(index, one) for one in index.by_document.get(document.id, ())
        ),
        problems=tuple(_problems(index, document)),
        judgements=tuple(
            reason_record(one) for one in index.snapshot.document_notes.get(document.id, ())
        ),
        source_name=index.source_name(document.source.id),
    )


def _revisions(index: Index, document: Document) -> Iterator[RevisionRecord]:
    """Give every revision told by the moment, the document itself among them, earliest first."""
    chain = _chain(index, document)
    for id, one in index.linked.documents.items():
        if id in chain:
            yield RevisionRecord(id, moment_instant(one.published_at), one.digest)


def _chain(index: Index, document: Document) -> set[DocumentId]:
    """Collect the revisions before and after a document."""
    revisers: dict[DocumentId, list[DocumentId]] = {}
    for one in index.documents():
        if one.revises is not None:
            revisers.setdefault(one.revises, []).append(one.id)
    chain: set[DocumentId] = set()
    waiting = [document.id]
    while waiting:
        id = waiting.pop()
        if id not in chain:
            chain.add(id)
            waiting.extend(revisers.get(id, ()))
            known = index.linked.documents.get(id)
            if known is not None and known.revises is not None:
                waiting.append(known.revises)
    return chain


def _copies(index: Index, document: DocumentId) -> Iterator[CopyRecord]:
    """Give the documents that share text, with the places of that text in both."""
    for copy in index.linked.copies:
        if document in (copy.document, copy.other):
            ends = [
                tuple(passage_record(shared.here) for shared in copy.passages),
                tuple(passage_record(shared.there) for shared in copy.passages),
            ]
            first = copy.document == document
            other = copy.other if first else copy.document
            here, there = ends if first else reversed(ends)
            yield CopyRecord(other, copy.kind.value, here, there, copy.reasons)


def _problems(index: Index, document: Document) -> Iterator[ProblemRecord]:
    inside = tuple(document.address + mark for mark in ":# ")
    here = (
        problem
        for problem in index.linked.problems
        if problem.place in {document.address, document.id} or problem.place.startswith(inside)
    )
    for problem in dict.fromkeys((*document.problems, *here)):
        yield problem_record(problem)


def problem_record(problem: Problem) -> ProblemRecord:
    """Write a fault of the material."""
    return ProblemRecord(problem.code, problem.text, problem.place)
