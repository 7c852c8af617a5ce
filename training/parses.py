"""Write what the parser finds in the training texts: `python -m training.parses BENCH OUT`.

Runs in the project's own environment (spaCy), not in that of training. OUT gets one JSON object a
line for each article of `attribution`: `id`, `names` (each `[start, end, label]`) and `sentences`
(each `[start, end]`). The network learns the names beside what it is for.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salis.read.language_model import load_language
from salis.read.pieces import lines_of

if TYPE_CHECKING:
    from spacy.language import Language

_FILE = "attribution/train.jsonl.gz"


def parse_rows(rows: Iterable[dict[str, Any]], language: Language) -> Iterator[dict[str, Any]]:
    """Parse the lines of each row's text."""
    for row in rows:
        lines = list(lines_of(row["text"]))
        docs = language.pipe((text for _, text in lines), batch_size=64)
        found: dict[str, list[Any]] = {"names": [], "sentences": []}
        for (base, _), doc in zip(lines, docs, strict=True):
            found["names"] += [(base + e.start_char, base + e.end_char, e.label_) for e in doc.ents]
            found["sentences"] += [(base + s.start_char, base + s.end_char) for s in doc.sents]
        yield {"id": row["id"], **found}


def main() -> None:
    """Parse every line of every text."""
    bench, out = Path(sys.argv[1]), Path(sys.argv[2])
    language = load_language()
    with (
        out.open("w", encoding="utf-8") as made,
        gzip.open(bench / _FILE, "rt", encoding="utf-8") as lines,
    ):
        for parsed in parse_rows(map(json.loads, lines), language):
            made.write(json.dumps(parsed, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
