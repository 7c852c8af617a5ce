"""The reader alone over the documents of a pile: `python -m benchmarks.reader_alone FILE`.

Prints how long loading it and reading took, and how many statements it found, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.rows import make_document, read_rows
from salis.read.reader import load_reader


def main(file: Path) -> None:
    """Read every document of a file."""
    documents = [make_document(row["id"], row["text"], fields=row) for row in read_rows(file)]
    began = time.monotonic()
    reader = load_reader()
    ready = time.monotonic()
    found = sum(len(reader.read(document).statements) for document in documents)
    done = time.monotonic()
    print(json.dumps({"load": ready - began, "read": done - ready, "found": found}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
