"""Word lists of this stage, kept as data."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_concessions() -> frozenset[str]:
    """Load the openings of words by which a party owns up."""
    text = files("salis.weigh").joinpath("lists", "concessions.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
