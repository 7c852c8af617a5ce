"""Gather statements into matters, entry by entry: whatever may bear on another lies in one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING

from salis.ledger.places import NewDocument, NewStatement, withdrawn
from salis.link import find_initials, find_retractions, find_taken_back, twin_words
from salis.model.entry import (
    ClaimsLinked,
    DocumentFetched,
    EntryWithdrawn,
    EvidenceFiled,
    JudgementMade,
    RulesAdopted,
    SourceGraded,
    StatementsRead,
    Verdict,
)
from salis.pipeline.holdings import to_ticks
from salis.pipeline.moments import told_at
from salis.views.outline import LONGEST_ID, MOST_STATEMENTS
from salis.weigh import voice_of

if TYPE_CHECKING:
    from salis.ledger.matters import SqliteMatters
    from salis.ledger.places import Place, Row
    from salis.model.document import Document
    from salis.model.entry import Entry
    from salis.model.statement import Statement
    from salis.pipeline.holdings import Holdings

#: What people judge of texts and names reaches beyond matters.
_FAR = frozenset({Verdict.COPY, Verdict.INDEPENDENT, Verdict.MERGE, Verdict.SPLIT})


class BeyondMatters(Exception):
    """An entry whose effect is not confined to the matters of its statements; its text says why."""


class Gathering:
    """Takes entries in, and tells which matters they touch."""

    def __init__(self, matters: SqliteMatters, holdings: Holdings) -> None:
        self._matters = matters
        self._holdings = holdings
        #: Matters that must be weighed again.
        self.touched: set[int] = set()
        #: Matters that were made part of others.
        self.gone: set[int] = set()
        #: Documents that are new, or newly read, by their numbers.
        self.new: set[int] = set()

    def take(self, entry: Entry) -> None:
        """Take one entry in, inside the transaction that is open.

        Raises:
            BeyondMatters: views of this ledger must replay it.
        """
        match entry.payload:
            case DocumentFetched(document=document):
                self._fetched(entry, document)
            case StatementsRead():
                self._read(entry, entry.payload)
            case ClaimsLinked():
                self._linked(entry, entry.payload)
            case EvidenceFiled(statement=statement):
                self._decided(entry, (statement,))
            case JudgementMade(verdict=verdict, statements=statements):
                if verdict in _FAR:
                    raise BeyondMatters("texts or names were judged")
                self._decided(entry, statements)
            case SourceGraded(source=source):
                self._graded(entry, source)
            case EntryWithdrawn(seq=target):
                self._withdrawn(entry, target)
            case RulesAdopted(version=version):
                before = self._matters.noted("rules") or ""
                self._matters.note("rules", f"{before} {entry.seq}:{version}")
            case _:
                raise BeyondMatters("a document was described anew")

    def _fetched(self, entry: Entry, document: Document) -> None:
        if self._matters.document(document.id) is not None:
            raise BeyondMatters("a document was fetched twice")
        if document.revises is not None and self._matters.document(document.revises) is None:
            raise BeyondMatters("a document revises one that is not known")
        published, told = document.published_at, self._told(document)
        source = (document.source.id, document.source.name, document.source.kind)
        if self._matters.is_first(source, told):
            for short in find_initials([document.source]):
                self.touched.update(self._matters.columns.asking(short))
        self._matters.add_document(
            NewDocument(
                id=document.id,
                fetched_seq=entry.seq,
                published=None if published is None else to_ticks(published.at),
                told=told,
                recorded=to_ticks(entry.recorded_at),
                source=source,
                revises=document.revises,
                retracts=bool(find_retractions(document)),
            )
        )
        noted = self._matters.document(document.id)
        assert noted is not None
        self.new.add(noted.item)
        self._matters.faults.add(noted.item, (one.place for one in document.problems))
        if self._matters.revised_by(document.id)[1]:
            raise BeyondMatters("a document was revised before it was known")

    def _told(self, document: Document) -> int | None:
        """Tell when a document counts from; a revision is never told before what it revises."""
        if document.published_at is None:
            return None
        times = [to_ticks(told_at(document.published_at))]
        id: str | None = document.revises
        while id is not None:
            row = self._matters.document(id)
            if row is not None and row.told is not None:
                times.append(row.told)
            id = self._matters.revised_by(id)[0]
        return max(times)

    def _read(self, entry: Entry, read: StatementsRead) -> None:
        row = self._matters.document(read.document)
        if row is None or row.read_seq is not None:
            raise BeyondMatters("a document was read twice, or before it was fetched")
        if len(read.statements) > MOST_STATEMENTS or any(
            len(one.id.encode()) >= LONGEST_ID for one in read.statements
        ):
            raise BeyondMatters("a document has more statements, or longer ids, than columns hold")
        source = self._holdings.document(row).source.id
        rows = [
            NewStatement(one.id, _twin_key(one), key_of_voice(voice_of(one, source)))
            for one in read.statements
        ]
        try:
            places = self._matters.add_statements(row, entry.seq, rows)
        except sqlite3.IntegrityError as fault:
            raise BeyondMatters("two statements have one id") from fault
        self.touched.update(one.matter for one in places)
        self.new.add(row.item)
        self._matters.faults.add(row.item, (one.place for one in read.problems))
        self._matters.complete(row, to_ticks(entry.recorded_at))
        for place, one in zip(places, rows, strict=True):
            key, item = one.twin, place.item
            twin = None if key is None else self._matters.twin(key, other_than=item)
            if twin is not None:
                self._tie([place.id, twin.id])
        self._tie_revisions(row, [one.id for one in places])
        self._tie_retractions(row, read.statements)

    def _tie_revisions(self, row: Row, ids: list[str]) -> None:
        """What one revision says and another does not may be withdrawn: all of them are one."""
        chain: list[str] = []
        before = self._matters.revised_by(row.id)[0]
        while before is not None and before not in chain:
            chain.append(before)
            before = self._matters.revised_by(before)[0]
        if chain:
            rows = (self._matters.document(one) for one in chain)
            items = [one.item for one in rows if one is not None]
            others = self._matters.in_documents(items)
            self._tie([*ids, *(one.id for one in others)])
            self._attach(others, row)

    def _tie_retractions(self, row: Row, statements: tuple[Statement, ...]) -> None:
        source = self._holdings.document(row).source.id
        if row.retracts:
            told = self._statements_of(self._matters.documents_of(source), but=row)
            self._tie_taken_back(row, statements, told)
        own = list(statements)
        for other in self._matters.documents_of(source, retracting=True):
            if other.item != row.item:
                there = [one for one, _ in self._statements_of([other])]
                self._tie_taken_back(other, there, [(one, row) for one in own])

    def _tie_taken_back(
        self, row: Row, own: Iterable[Statement], told: Iterable[tuple[Statement, Row]]
    ) -> None:
        document = self._holdings.document(row)
        gone, inside = find_taken_back(document, list(own), [one for one, _ in told])
        if gone:
            self._tie([*gone, *inside])
            self._attach(self._matters.places(gone).values(), row)

    def _attach(self, places: Iterable[Place], row: Row) -> None:
        for one in places:
            self._matters.attach(one.item, row.item)

    def _statements_of(
        self, rows: Iterable[Row], but: Row | None = None
    ) -> list[tuple[Statement, Row]]:
        known = {row.item: row for row in rows if but is None or row.item != but.item}
        return [
            (self._holdings.statement(known[place.document], place), known[place.document])
            for place in self._matters.in_documents(known)
        ]

    def _linked(self, entry: Entry, linked: ClaimsLinked) -> None:
        row = self._matters.document(linked.document)
        if row is None or row.linked_seq is not None:
            raise BeyondMatters("a document was linked twice, or before it was fetched")
        pairs = ((copy.document, copy.other) for copy in linked.copies)
        others = [b if a == row.id else a for a, b in pairs]
        found = [self._matters.document(one) for one in others]
        if any(one is None for one in found):
            raise BeyondMatters("a text shares text with one that is not known")
        items = [one.item for one in found if one is not None]
        self._matters.add_links(row, entry.seq, items)
        self._matters.complete(row, to_ticks(entry.recorded_at))
        own = self._matters.in_documents([row.item])
        self.touched.update(one.matter for one in own)
        for link in linked.links:
            self._tie([link.a, link.b])
        self._touch_later_texts(row)

    def _touch_later_texts(self, row: Row) -> None:
        """What was published after a text and shares text with it may be made from it."""
        seen, waiting = {row.item}, [row]
        while waiting:
            one = waiting.pop()
            near = {other for _, other in self._matters.copies_of([one.item])} - seen
            later = [it for it in self._matters.documents(near) if _order(it) > _order(one)]
            seen.update(it.item for it in later)
            waiting += later
        if len(seen) > 1:
            self.touched.update(one.matter for one in self._matters.in_documents(seen))

    def _decided(self, entry: Entry, statements: tuple[str, ...]) -> None:
        places = self._matters.places(statements)
        if len(places) < len(set(statements)):
            raise BeyondMatters("a decision is about a statement that is not known")
        kind = type(entry.payload).__name__
        ties = isinstance(entry.payload, JudgementMade) and entry.payload.verdict.ties
        items = [one.item for one in places.values()]
        self._matters.add_decision(entry.seq, f"{kind} tie" if ties else kind, items)
        self._tie(statements)
        self.touched.update(one.matter for one in self._matters.places(statements).values())

    def _graded(self, entry: Entry, source: str) -> None:
        self._matters.add_decision(entry.seq, SourceGraded.__name__, ())
        self._touch_source(source)

    def _touch_source(self, source: str) -> None:
        items = [row.item for row in self._matters.documents_of(source)]
        self.touched.update(one.matter for one in self._matters.in_documents(items))

    def _withdrawn(self, entry: Entry, target: int) -> None:
        before = self._taken_back()
        self._matters.add_withdrawal(entry.seq, target, to_ticks(entry.recorded_at))
        for seq in before ^ self._taken_back():
            kind, items = self._matters.decided(seq)
            if kind == SourceGraded.__name__:
                graded = self._holdings.decision(seq).payload
                assert isinstance(graded, SourceGraded)
                self._touch_source(graded.source)
            elif kind is None and not isinstance(
                self._holdings.decision(seq).payload, EntryWithdrawn
            ):
                raise BeyondMatters("a document or what was read of one was withdrawn")
            self.touched.update(self._matters.matters_of(items))

    def _taken_back(self) -> set[int]:
        return withdrawn((seq, target) for seq, target, _ in self._matters.withdrawals())

    def _tie(self, ids: Iterable[str]) -> None:
        """Make one matter of all that some statements are part of."""
        matters = {one.matter for one in self._matters.places(ids).values()}
        if len(matters) > 1:
            kept = self._matters.join(matters)
            self.gone |= matters - {kept}
            self.touched -= matters
            self.touched.add(kept)


def _order(row: Row) -> tuple[bool, int, str]:
    """Place a text among those that it may be made from, or they from it; undated ones last."""
    return row.published is None, row.published or 0, row.id


def _twin_key(statement: Statement) -> int | None:
    words = twin_words(statement)
    return None if words is None else _key("\0".join(words))


def key_of_voice(voice: str) -> int:
    """Give the key by which what a voice says is found; seldom another voice has the same."""
    return _key(voice)


def _key(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1
