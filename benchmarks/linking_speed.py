"""Measure what linking one more document costs as the ledger grows."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import salis
from benchmarks.pile import choose_documents, write_documents
from benchmarks.retelling import Retelling
from salis.ledger.sqlite import SqliteLedger
from salis.model.document import Document
from salis.model.entry import DocumentFetched, Payload, StatementsRead
from salis.workspace.parts import choose_stages

#: Documents read with the reader; the others are these, told again.
_READ = 250
#: As many documents as adding puts into one transaction.
_BATCH = 25
#: The last so many documents before a point of the curve are what is measured at it.
_WINDOW = 250
_POINTS = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)

type Told = tuple[Document, StatementsRead]


@dataclass(frozen=True, slots=True)
class Point:
    """What one document cost in processor time when so many were known, in milliseconds."""

    documents: int
    statements: int
    linking_ms: float
    #: Appending its entries and making it findable, seals and the disk included.
    recording_ms: float


@dataclass(frozen=True, slots=True)
class LinkingSpeed:
    """The curve of one run."""

    points: tuple[Point, ...]
    #: Seconds of processor time for linking the statements of the first 1,000 documents.
    thousand_seconds: float
    peak_megabytes: float

    def table(self) -> str:
        """Lay the figures out for reading."""
        lines = [
            f"{'documents':>10}{'statements':>12}{'linking, ms':>13}{'recording, ms':>15}",
            *(
                f"{one.documents:>10,}{one.statements:>12,}{one.linking_ms:>13.1f}"
                f"{one.recording_ms:>15.1f}"
                for one in self.points
            ),
            f"the first 1,000 documents linked in {self.thousand_seconds:.1f} s; "
            f"{self.peak_megabytes:,.0f} MB",
        ]
        return "\n".join(lines)


@dataclass(slots=True)
class _Clock:
    linking: list[float]
    recording: list[float]


def measure_linking(count: int) -> LinkingSpeed:
    """Link documents one after another, as adding does, into one ledger on disk.

    Raises:
        BadInput: the articles to read are not on this machine.
    """
    clock, statements, points = _Clock([], []), 0, list[Point]()
    with tempfile.TemporaryDirectory() as name:
        told = _retell(_read(Path(name)), count)
        ledger = SqliteLedger(Path(name) / "ledger.sqlite")
        for batch in _batches(told):
            _record(ledger, batch, clock)
            statements += sum(len(read.statements) for _, read in batch)
            done = len(clock.linking)
            if done in _POINTS:
                points.append(_point(done, statements, clock))
                print(f"{done:,} documents", file=sys.stderr, flush=True)
        ledger.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return LinkingSpeed(tuple(points), sum(clock.linking[:1000]), peak)


def _batches(told: Iterator[Told]) -> Iterator[tuple[Told, ...]]:
    while batch := tuple(islice(told, _BATCH)):
        yield batch


def _point(done: int, statements: int, clock: _Clock) -> Point:
    linking, recording = (
        1000 * sum(times[-_WINDOW:]) / len(times[-_WINDOW:])
        for times in (clock.linking, clock.recording)
    )
    return Point(done, statements, linking, recording)


def _record(ledger: SqliteLedger, batch: tuple[Told, ...], clock: _Clock) -> None:
    """Link and record some documents in one transaction."""
    stages = choose_stages()
    with ledger.writing():
        index = ledger.index(stages.keying)
        for document, read in batch:
            began = time.process_time()
            linked = stages.link(document, read, index)
            between = time.process_time()
            payloads: list[Payload] = [DocumentFetched(document), read, linked]
            ledger.append(payloads, actor="benchmark", recorded_at=datetime.now(UTC))
            keyed = [(one, stages.keying.of_statement(one)) for one in read.statements]
            index.add(document, stages.keying.of_document(document), keyed)
            clock.linking.append(between - began)
            clock.recording.append(time.process_time() - between)


def _read(folder: Path) -> list[Told]:
    """Read real documents with the reader."""
    file = folder / "documents.jsonl"
    write_documents(choose_documents(_READ), file)
    with salis.open_workspace(folder / "read", create=True) as workspace:
        workspace.add(str(file))
        payloads = [entry.payload for entry in workspace.ledger.entries()]
    documents = {
        one.document.id: one.document for one in payloads if isinstance(one, DocumentFetched)
    }
    return [(documents[one.document], one) for one in payloads if isinstance(one, StatementsRead)]


def _retell(told: list[Told], count: int) -> Iterator[Told]:
    for number in range(-(-count // len(told))):
        retelling = Retelling(number)
        for document, read in told[: count - number * len(told)]:
            yield retelling.document(document), retelling.read(read)
