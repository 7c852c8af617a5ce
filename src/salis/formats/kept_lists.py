"""Lists of what a workspace keeps: documents, faults of the material, people's decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from salis.formats.lists import Row, table_page
from salis.formats.page import Column, Page, Span, Tone, plain, quiet
from salis.formats.words import short_id, when
from salis.views.kept_records import JudgementRecord, ListedDocumentRecord
from salis.views.records import ProblemRecord


def documents_page(documents: Iterable[ListedDocumentRecord]) -> Page:
    """Compose the list of documents."""
    columns = (
        Column("id", "key"),
        Column("document", "main"),
        Column("source"),
        Column("published"),
        Column("statements", counts="statement"),
        Column("problems", counts="problem"),
    )
    return table_page(documents, columns, _document_row, empty="No documents.")


def _document_row(document: ListedDocumentRecord) -> Iterator[Row]:
    yield (
        (Span(short_id(document.id), Tone.CODE),),
        plain(document.title or document.url or "untitled"),
        plain(document.source_name),
        quiet(when(document.published_at) or "undated"),
        plain(f"{document.statements:,}"),
        plain(f"{document.problems:,}"),
    )


def problems_page(problems: Iterable[ProblemRecord]) -> Page:
    """Compose the list of faults of the material."""
    columns = (Column("problem", "key"), Column("what", "main"), Column("place"))
    return table_page(problems, columns, _problem_row, empty="No problems.")


def _problem_row(problem: ProblemRecord) -> Iterator[Row]:
    yield (Span(problem.code, Tone.CODE),), plain(problem.text), quiet(problem.place)


def judgements_page(judgements: Iterable[JudgementRecord]) -> Page:
    """Compose the list of judgements."""
    columns = (
        Column("id", "key"),
        Column("because", "main"),
        Column("verdict"),
        Column("of"),
        Column("by"),
        Column("at"),
    )
    return table_page(judgements, columns, _judgement_row, empty="No judgements.")


def _judgement_row(made: JudgementRecord) -> Iterator[Row]:
    ids = (*made.claims, *made.documents)
    yield (
        (Span(short_id(made.id), Tone.CODE),),
        plain(made.because),
        plain(made.verdict.replace("_", " ")),
        plain(" and ".join((*map(short_id, ids), *made.names))),
        plain(made.by),
        quiet(when(made.at)),
    )
