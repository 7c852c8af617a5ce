"""Word lists of this stage, kept as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def read_concessions() -> frozenset[str]:
    """Load the openings of words by which a party owns up."""
    text = files("salis.weigh").joinpath("lists", "concessions.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def read_likelihoods() -> dict[str, tuple[float, float]]:
    """Load the range of chances, from 0 to 1, that each likelihood word stands for."""
    path = files("salis.weigh").joinpath("lists", "likelihoods.toml")
    ranges = tomllib.loads(path.read_text(encoding="utf-8"))["range"]
    return {
        word: (one["per_cent"][0] / 100, one["per_cent"][1] / 100)
        for one in ranges
        for word in one["words"]
    }
