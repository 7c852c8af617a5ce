"""Write what the parser finds in the training texts: `python -m training.parses BENCH OUT`.

Runs in the project's own environment (spaCy), not in that of training. OUT gets one JSON object a
line, for each article of `attribution` and each sentence of `kind`: `id`, `names` (each
`[start, end, label]`), `sentences` (each `[start, end]`) and `words` (see `salis.read.grammar`).
The network is given the words' grammar, and learns the names so that a name finder need not run.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salis.read.grammar import words_of
from salis.read.language_model import load_language
from salis.read.pieces import lines_of

if TYPE_CHECKING:
    from spacy.language import Language

_FILES = ("attribution/train.jsonl.gz", "kind/train.jsonl.gz", "kind/babe_dev.jsonl.gz")


def parse_rows(rows: Iterable[dict[str, Any]], language: Language) -> Iterator[dict[str, Any]]:
    """Parse the lines of each row's text."""
    for row in rows:
        lines = list(lines_of(row["text"]))
        docs = language.pipe((text for _, text in lines), batch_size=64)
        found: dict[str, list[Any]] = {"names": [], "sentences": [], "words": []}
        for (base, _), doc in zip(lines, docs, strict=True):
            found["names"] += [(base + e.start_char, base + e.end_char, e.label_) for e in doc.ents]
            found["sentences"] += [(base + s.start_char, base + s.end_char) for s in doc.sents]
            found["words"] += words_of(doc, base)
        yield {"id": row["id"], **found}


def main() -> None:
    """Parse every line of every text."""
    bench, out = Path(sys.argv[1]), Path(sys.argv[2])
    language = load_language()
    with out.open("w", encoding="utf-8") as made:
        for name in _FILES:
            with gzip.open(bench / name, "rt", encoding="utf-8") as lines:
                for parsed in parse_rows(map(json.loads, lines), language):
                    made.write(json.dumps(parsed, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
