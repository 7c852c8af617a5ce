"""Write the names the parser finds in the training texts: `python -m training.names BENCH NAMES`.

Runs in the project's own environment (spaCy), not in that of training. NAMES gets one JSON object a
line: `id` and `names`, each `[start, end, label]`. The network learns them, so that the parser's
own name finder need not run beside it.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from salis.read.language_model import load_language


def main() -> None:
    """Find the names of every line of every article."""
    bench, out = Path(sys.argv[1]), Path(sys.argv[2])
    language = load_language()
    with gzip.open(bench / "attribution/train.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    with out.open("w", encoding="utf-8") as made:
        for row in rows:
            names, base = [], 0
            texts = row["text"].split("\n")
            for text, doc in zip(texts, language.pipe(texts, batch_size=64), strict=True):
                names += [(base + e.start_char, base + e.end_char, e.label_) for e in doc.ents]
                base += len(text) + 1
            made.write(json.dumps({"id": row["id"], "names": names}) + "\n")


if __name__ == "__main__":
    main()
