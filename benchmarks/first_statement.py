"""Read one page from a cold start: `python -m benchmarks.first_statement FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.rows import make_document
from salis.read.reader import load_reader


def main(file: Path) -> None:
    """Print the first statement of a text."""
    document = make_document("page", file.read_text("utf-8"))
    print(next(iter(load_reader().read(document).statements), "none"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
