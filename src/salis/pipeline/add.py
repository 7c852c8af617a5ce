"""Add documents: from their bytes to sealed entries, joining the stages."""

from __future__ import annotations

import os
import time
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from salis.ledger.payloads import Unreadable, encode
from salis.model.entry import ClaimsLinked, DocumentDescribed, DocumentFetched
from salis.model.errors import ReaderError, SalisError
from salis.model.problem import Problem
from salis.pipeline.newness import Acquaintance, Newcomer, recognise
from salis.pipeline.reading import read_here, read_in_processes
from salis.pipeline.reading_process import describe_fault
from salis.pipeline.ruling import adopt_newest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from salis.ledger.archive import Archive
    from salis.ledger.interface import KeyIndex, Ledger
    from salis.model.document import Document
    from salis.model.entry import Payload, StatementsRead
    from salis.pipeline.reading import Read
    from salis.pipeline.stages import Stages
    from salis.sources.collect import Fetched

#: Told after every transaction: how many documents are dealt with, of how many.
type Progress = Callable[[int, int | None], None]

#: From so many new documents or characters on, processes save more time than starting them costs.
_MANY, _MUCH = 16, 60_000
#: More processes than this take more memory (about 0.5 GB each) than a laptop may have to spare.
_MOST_PROCESSES = 4
#: A transaction holds at most so many documents and waits at most so many seconds for them.
_BATCH, _BATCH_SECONDS = 25, 1.0


@dataclass(frozen=True, slots=True)
class AddReport:
    """What adding came to."""

    #: New documents, revisions not counted.
    added: int = 0
    #: Documents with the same bytes and source as one in the ledger.
    known: int = 0
    #: New revisions of documents in the ledger.
    revised: int = 0
    #: Known documents that were given a time, source or title they had lacked.
    described: int = 0
    statements: int = 0
    #: Words of the documents read.
    words: int = 0
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0


@dataclass(slots=True)
class _Tally:
    """The report while it is being counted."""

    report: AddReport = field(default_factory=AddReport)
    problems: list[Problem] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def count(self, **more: int) -> None:
        counts = {name: getattr(self.report, name) + count for name, count in more.items()}
        self.report = replace(self.report, **counts)

    @property
    def done(self) -> int:
        report = self.report
        return report.added + report.revised + report.known + report.described

    def finish(self) -> AddReport:
        seconds = time.monotonic() - self.began
        return replace(self.report, problems=tuple(self.problems), seconds=seconds)


@dataclass(slots=True)
class Adder:
    """Adds documents to a ledger and its archive.

    What is recorded stays recorded whatever happens: documents go in by transactions of a second
    or less, each document with its statements and links together.
    """

    ledger: Ledger
    archive: Archive
    stages: Stages
    #: Who gives what the bytes do not say.
    by: str
    #: Reading processes; None for one a core.
    workers: int | None = None
    progress: Progress | None = None
    #: How many documents are coming, where that is known.
    total: int | None = None
    _tally: _Tally = field(default_factory=_Tally, init=False)
    _index: KeyIndex | None = field(default=None, init=False)

    def add(self, found: Iterable[Fetched | Problem]) -> AddReport:
        """Add what was found, in its order.

        Ctrl-C is passed on after what has been read is recorded.
        """
        with self.ledger.writing():
            pass  # where the ledger cannot be written, fail now and not after all the reading
        with closing(self._read(self._newcomers(found))) as read:
            self._record_all(read)
        self._tell()
        return self._tally.finish()

    def _read(self, newcomers: Iterator[Fetched]) -> Generator[Read | None, None, None]:
        """Read documents: here where they are few, else in processes."""
        processes = self.workers or min(_cores(), _MOST_PROCESSES)
        first, much = _take_some(newcomers)
        if not much or processes == 1:
            return read_here(chain(first, newcomers), self.stages.reader)
        coming = chain(first, newcomers)
        return read_in_processes(coming, self.stages.reader, processes=processes)

    def _newcomers(self, found: Iterable[Fetched | Problem]) -> Iterator[Fetched]:
        """Pass on the documents that are new; deal with all else."""
        on_their_way: set[tuple[str, str]] = set()
        for each in found:
            if isinstance(each, Problem):
                self._tally.problems.append(each)
                continue
            identity = (each.document.digest, each.document.source.id)
            if identity in on_their_way:
                self._tally.count(known=1)
            elif self._is_sound(each.document) and self._is_new(each.document):
                on_their_way.add(identity)
                yield each

    def _is_sound(self, document: Document) -> bool:
        """Make sure that the ledger can hold a document, before any work is put into it."""
        try:
            encode(DocumentFetched(document))
        except Unreadable as fault:
            text = f"It cannot be kept in the ledger ({fault})."
            self._tally.problems.append(Problem("not-kept", text, document.address))
            return False
        return True

    def _is_new(self, document: Document) -> bool:
        """Tell whether a document is new; record what is newly said of one that is not."""
        match recognise(document, self.ledger):
            case Newcomer():
                return True
            case Acquaintance(description=None):
                self._tally.count(known=1)
            case Acquaintance(description=DocumentDescribed() as description):
                self._append([description], self.by)
                self._tally.count(described=1)
        return False

    def _record_all(self, read: Iterator[Read | None]) -> None:
        """Record what is read, by transactions."""
        batch: list[Read] = []
        since = time.monotonic()
        try:
            for each in read:
                if each is not None:
                    batch.append(each)
                if len(batch) >= _BATCH or time.monotonic() - since >= _BATCH_SECONDS:
                    self._record(batch)
                    batch, since = [], time.monotonic()
        except (KeyboardInterrupt, ReaderError):
            self._record(batch)
            raise
        self._record(batch)

    def _record(self, batch: list[Read]) -> None:
        """Record some documents in one transaction."""
        if not batch:
            return
        for fetched, _ in batch:
            self.archive.keep(fetched.data)
        before = self._tally.report
        try:
            with self.ledger.writing():
                adopt_newest(self.ledger)
                for fetched, read in batch:
                    self._record_one(fetched.document, read)
        except BaseException:
            self._tally.report = before
            raise
        self._tell()

    def _record_one(self, document: Document, read: StatementsRead) -> None:
        """Record a document with its statements and links, and make it findable."""
        newness = recognise(document, self.ledger)  # again: another program may have added it
        if isinstance(newness, Acquaintance):
            self._tally.count(known=1)
            return
        document = newness.document
        index = self._open_index()
        read, linked = self._link(document, read, index)
        self._append([DocumentFetched(document)], self.stages.sources_actor)
        self._append([read], self.stages.read_actor)
        self._append([linked], self.stages.link_actor)
        keying = self.stages.keying
        statements = [(each, keying.of_statement(each)) for each in read.statements]
        index.add(document, keying.of_document(document), statements)
        self._count(document, read)

    def _count(self, document: Document, read: StatementsRead) -> None:
        self._tally.count(
            added=int(document.revises is None),
            revised=int(document.revises is not None),
            statements=len(read.statements),
            words=len(document.text.split()),
        )
        self._tally.problems += [*document.problems, *read.problems]

    def _link(
        self, document: Document, read: StatementsRead, index: KeyIndex
    ) -> tuple[StatementsRead, ClaimsLinked]:
        """Link a document; where that fails it stands alone, with a Problem that says so."""
        try:
            linked = self.stages.link(document, read, index)
            encode(linked)
        except SalisError:
            raise
        except Exception as fault:  # noqa: BLE001 (one document never stops the others)
            text = f"Linking it failed; its statements stand alone ({describe_fault(fault)})."
            problem = Problem("not-linked", text, document.address)
            return (
                replace(read, problems=(*read.problems, problem)),
                ClaimsLinked(document.id, (), ()),
            )
        return read, linked

    def _open_index(self) -> KeyIndex:
        self._index = self._index or self.ledger.index(self.stages.keying)
        return self._index

    def _append(self, payloads: list[Payload], actor: str) -> None:
        self.ledger.append(payloads, actor=actor, recorded_at=datetime.now(UTC))

    def _tell(self) -> None:
        if self.progress:
            self.progress(self._tally.done, self.total)


def _take_some(newcomers: Iterator[Fetched]) -> tuple[list[Fetched], bool]:
    """Take the first documents; tell also whether there is much to read."""
    taken: list[Fetched] = []
    characters = 0
    for fetched in newcomers:
        taken.append(fetched)
        characters += len(fetched.document.text)
        if len(taken) >= _MANY or (characters >= _MUCH and len(taken) > 1):
            return taken, True
    return taken, False


def _cores() -> int:
    """Count the cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
