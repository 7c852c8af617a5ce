"""Keys of names: one for every way in which the words of a name are put."""

from __future__ import annotations

from functools import lru_cache

IDLE = frozenset({"the", "of", "a", "an", "and", "for", "de", "la"})


@lru_cache(maxsize=50_000)
def voice_key(name: str) -> str:
    """Give one key to a name however its words are put: "Ministry of Transport"."""
    words = name.lower().replace("’", "'").replace("'s", "").replace(".", "").split()
    return " ".join(sorted({word.strip(",;:()'\"") for word in words} - IDLE - {""}))
