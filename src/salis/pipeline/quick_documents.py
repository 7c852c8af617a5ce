"""One document of a large ledger: its copies, revisions and faults, beside what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from salis.model.document import DocumentId
from salis.pipeline.compute import order_documents
from salis.pipeline.holdings import from_ticks, to_ticks
from salis.pipeline.portion import clock_of, told_on
from salis.views.index import Index

if TYPE_CHECKING:
    from salis.ledger.places import Line, Row
    from salis.model.document import Document
    from salis.model.link import Copy
    from salis.model.problem import Problem
    from salis.pipeline.moments import Cut
    from salis.pipeline.portion import Portions


class Neighbourhood:
    """Reads what belongs to single documents at one moment."""

    def __init__(self, portions: Portions, line: Line, cut: Cut | None) -> None:
        """Take where to read, and what is told."""
        self._matters = portions.matters
        self._holdings = portions.holdings
        self._line = line
        self._limit = None if cut is None else to_ticks(cut.limit)

    def is_told(self, row: Row) -> bool:
        """Tell whether a document is told at the moment."""
        told = told_on(self._line, row)
        return told is not None and (self._limit is None or told < self._limit)

    def around(self, row: Row, index: Index) -> Index:
        """Give an index that also knows what belongs to a document.

        Args:
            row: The document, which must be told.
            index: Of the matters of what the document says.
        """
        linked = index.linked
        sharing = {other for _, other in self._matters.copies_of([row.item])}
        items = sharing | {row.item} | {one.item for one in self._revisions(row)}
        rows = self._told(items)
        told = {**linked.told, **self._times(rows)}
        documents = {**linked.documents, **self._read(rows)}
        ordered = order_documents(documents, told, clock_of(self._line))
        known = replace(
            linked,
            documents=ordered,
            told=told,
            copies=tuple(self._copies(row, [rows[id] for id in ordered if id in rows])),
            problems=tuple(self._problems(row)),
        )
        return Index(replace(index.snapshot, linked=known))

    def _told(self, items: Iterable[int]) -> dict[DocumentId, Row]:
        rows = self._matters.documents(items)
        return {DocumentId(one.id): one for one in rows if self.is_told(one)}

    def _times(self, rows: Mapping[DocumentId, Row]) -> dict[DocumentId, datetime]:
        return {id: from_ticks(told_on(self._line, one) or 0) for id, one in rows.items()}

    def _read(self, rows: Mapping[DocumentId, Row]) -> dict[DocumentId, Document]:
        return {id: self._holdings.document(one) for id, one in rows.items()}

    def _revisions(self, row: Row) -> Iterator[Row]:
        """Give what a document revises, what revises it, and so on."""
        seen, waiting = {row.id}, [row.id]
        while waiting:
            before, after = self._matters.revised_by(waiting.pop())
            for id in (*after, *([] if before is None else [before])):
                one = None if id in seen else self._matters.document(id)
                seen.add(id)
                if one is not None:
                    waiting.append(id)
                    yield one

    def _copies(self, row: Row, rows: list[Row]) -> Iterator[Copy]:
        """Give the copies that a document has a part in, in the order in which they were told."""
        known = {one.id for one in rows}
        for one in rows:
            linked = self._holdings.linked(one)
            for copy in () if linked is None else linked.copies:
                pair = {copy.document, copy.other}
                if row.id in pair and pair <= known:
                    yield copy

    def _problems(self, row: Row) -> Iterator[Problem]:
        """Give the faults of documents that brought any in the place of this one."""
        document = self._holdings.document(row)
        inside = (document.address + mark for mark in ":# ")
        items = self._matters.faults.at((document.address, document.id), inside)
        rows = self._told(items)
        ordered = order_documents(self._read(rows), self._times(rows), clock_of(self._line))
        for one in ordered.values():
            yield from one.problems
        for id in ordered:
            read = self._holdings.read(rows[id])
            yield from () if read is None else read.problems
