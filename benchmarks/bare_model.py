"""The language model alone over the paragraphs of a pile: `python -m benchmarks.bare_model FILE`.

Prints how long loading it and parsing took, as JSON. This is the most that reading could reach.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.rows import read_rows
from salis.read.language_model import load_language

_BATCH = 32


def main(file: Path) -> None:
    """Parse every paragraph of a file of documents."""
    rows = list(read_rows(file))
    began = time.monotonic()
    language = load_language()
    loaded = time.monotonic()
    paragraphs = (line for row in rows for line in row["text"].split("\n") if line.strip())
    words = sum(len(doc) for doc in language.pipe(paragraphs, batch_size=_BATCH))
    done = time.monotonic()
    print(json.dumps({"load": loaded - began, "parse": done - loaded, "tokens": words}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
