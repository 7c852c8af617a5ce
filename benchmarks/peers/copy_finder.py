"""Look for copies with MinHash: `.peers/bin/python copy_finder.py BAR KNOWN NEW`.

As `benchmarks.copies_alone`, with datasketch's LSH over words in fives, for texts that have at
least BAR of them in common (Jaccard). Stands alone: it runs without the project, in the environment
that `tools/peers.sh` makes.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]  # .peers has it

_WIDTH = 5


def main(bar: float, known: Path, new: Path) -> None:
    """Fill an index, then look."""
    began = time.monotonic()
    index = MinHashLSH(threshold=bar, num_perm=128)
    with known.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            index.insert(row["id"], _hash(row["text"]))
    built = time.monotonic() - began
    found, times, used = [], [], []
    with new.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            began, busy = time.perf_counter(), time.process_time()
            ids = index.query(_hash(row["text"]))
            times.append(time.perf_counter() - began)
            used.append(time.process_time() - busy)
            found.append(ids)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    figures = {"seconds": times, "cpu_seconds": used, "found": found, "build": built, "peak": peak}
    print(json.dumps(figures))


def _hash(text: str) -> MinHash:
    words = re.findall(r"\w+", text.lower())
    shingles = {" ".join(words[at : at + _WIDTH]) for at in range(max(1, len(words) - _WIDTH + 1))}
    hashed = MinHash(num_perm=128)
    hashed.update_batch([shingle.encode() for shingle in shingles])
    return hashed


if __name__ == "__main__":
    main(float(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
