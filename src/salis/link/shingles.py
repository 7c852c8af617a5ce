"""Shingles: runs of five words as numbers, the same on every machine and in every run."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Words in a shingle.
WIDTH = 5
#: One shingle in this many is a key of a long document; a short one gives all of its own.
_SAMPLE = 5
_SHORT = 120
#: At most so many keys of one document, so that a book does not flood an index.
_MOST = 4_000
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xBF58476D1CE4E5B9


@lru_cache(maxsize=200_000)
def hash_word(word: str) -> int:
    """Give the 63-bit number of a word."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big") >> 1


def hash_shingles(words: tuple[str, ...]) -> NDArray[np.uint64]:
    """Give the number of each run of five words, in order; a shorter text gives one or none."""
    import numpy as np  # slow to load, and only who adds needs it

    base, mix = np.uint64(_BASE), np.uint64(_MIX)
    if not words:
        return np.zeros(0, dtype=np.uint64)
    numbers = np.fromiter((hash_word(word) for word in words), dtype=np.uint64, count=len(words))
    count = max(1, len(numbers) - WIDTH + 1)
    total = np.zeros(count, dtype=np.uint64)
    for step in range(min(WIDTH, len(numbers))):
        total = total * base + numbers[step : step + count]
    total ^= total >> np.uint64(31)
    total *= mix
    return (total ^ (total >> np.uint64(29))) >> np.uint64(1)


def sample_keys(shingles: NDArray[np.uint64]) -> tuple[int, ...]:
    """Choose the shingles that an index keeps; texts that share much share some of them."""
    import numpy as np

    distinct = np.unique(shingles)
    if len(distinct) > _SHORT:
        distinct = distinct[distinct % np.uint64(_SAMPLE) == 0]
    return tuple(int(key) for key in distinct[:_MOST])
