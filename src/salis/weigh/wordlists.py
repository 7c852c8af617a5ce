"""Word lists of this stage, kept as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_LISTS = Path(__file__).with_name("lists")


@cache
def read_concessions() -> frozenset[str]:
    """Load the openings of words by which a party owns up."""
    text = (_LISTS / "concessions.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def read_likelihoods() -> dict[str, tuple[float, float]]:
    """Load the range of chances, from 0 to 1, that each likelihood word stands for."""
    text = (_LISTS / "likelihoods.toml").read_text(encoding="utf-8")
    ranges = tomllib.loads(text)["range"]
    return {
        word: (one["per_cent"][0] / 100, one["per_cent"][1] / 100)
        for one in ranges
        for word in one["words"]
    }
