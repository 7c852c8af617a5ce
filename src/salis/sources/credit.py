"""Tell wires and agencies among the names that a document's own metadata gives."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

_BY = re.compile(r"^\s*(?:by|from|source|credit)\s*[:\s]\s*", re.IGNORECASE)


def agency_credits(author: str | None) -> tuple[str, ...]:
    """Give the author as a credit where the name is an agency's ("By Meridian Press Agency")."""
    name = _BY.sub("", author or "").strip()
    return (name,) if name and _agency_words().search(name) else ()


def without_by(author: str | None) -> str | None:
    """Strip the "By" that some pages put into the author's name."""
    return _BY.sub("", author).strip() or None if author else None


@lru_cache(maxsize=1)
def _agency_words() -> re.Pattern[str]:
    lines = files("salis.sources").joinpath("agency_words.txt").read_text("utf-8").splitlines()
    words = (re.escape(line.strip()) for line in lines if line.strip() and line[0] != "#")
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
