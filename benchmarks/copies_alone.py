"""Look for copies alone: `python -m benchmarks.copies_alone KNOWN NEW`, two files of documents.

Fills a ledger with the known ones and looks for what every new one was copied from, as linking
does. Prints as JSON how long each took, on the clock and of processor time, what was found, how
long the filling took, and the memory.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import batched, chain
from pathlib import Path

from benchmarks.rows import make_document, read_rows
from salis.ledger.interface import Keying
from salis.ledger.sqlite import SqliteLedger
from salis.link import document_keys, statement_keys
from salis.link.linker import find_copies
from salis.model.document import Document
from salis.model.entry import DocumentFetched, StatementsRead

_AT = datetime(2031, 5, 3, tzinfo=UTC)
_BATCH = 1_000
_KEYING = Keying("1", document_keys, statement_keys)


def main(known: Path, new: Path) -> None:
    """Fill a ledger, then look."""
    with (
        tempfile.TemporaryDirectory() as name,
        closing(SqliteLedger(Path(name) / "ledger.db")) as ledger,
    ):
        began = time.monotonic()
        for batch in batched(_documents(known), _BATCH):
            entries = [(DocumentFetched(one), StatementsRead(one.id, ())) for one in batch]
            ledger.append(list(chain(*entries)), actor="copies", recorded_at=_AT)
        index = ledger.index(_KEYING)
        built = time.monotonic() - began
        found, times, used = [], [], []
        for document in _documents(new):
            began, busy = time.perf_counter(), time.process_time()
            copies = find_copies(document, index)
            times.append(time.perf_counter() - began)
            used.append(time.process_time() - busy)
            found.append([copy.other for copy in copies])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    figures = {"seconds": times, "cpu_seconds": used, "found": found, "build": built, "peak": peak}
    print(json.dumps(figures))


def _documents(file: Path) -> Iterator[Document]:
    for row in read_rows(file):
        yield make_document(row["id"], row["text"], fields=row)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
