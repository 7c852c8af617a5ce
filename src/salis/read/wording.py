"""Wording: hedges, loaded and evaluative words of a passage, from documented word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from salis.read.lists import wording


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])", re.IGNORECASE
    )


def first_of(words: tuple[str, ...], text: str) -> tuple[int, int] | None:
    """Find the first place where one of the words or phrases stands, as offsets in `text`."""
    match = _pattern(words).search(text.replace("’", "'"))
    return match.span() if match else None


def hedge_in(text: str) -> tuple[int, int] | None:
    """Find the first hedge ("reportedly", "appears to")."""
    return first_of(wording().hedges, text)


def unverified_in(text: str) -> tuple[int, int] | None:
    """Find where a sentence says that what the one before it tells was not verified."""
    return first_of(wording().unverified, text)


def loaded_in(text: str) -> tuple[int, int] | None:
    """Find the first word that takes a side."""
    return first_of(wording().loaded, text)


def sided_in(text: str) -> tuple[int, int] | None:
    """Find the first label, praise or aside that a plain report would not use in its own voice."""
    known = wording()
    return first_of(known.labels + known.praise + known.asides, text)


def opinion_in(text: str) -> tuple[int, int] | None:
    """Find the first phrase that marks the speaker's own view."""
    return first_of(wording().opinion, text)


def unknown_in(text: str) -> tuple[int, int] | None:
    """Find the first phrase that says that something is not known."""
    return first_of(wording().unknown, text)


def likelihood_in(text: str) -> str | None:
    """Give the likelihood word used (ICD 203 and its near words), as it stands in the text."""
    span = first_of(wording().likelihood, text)
    return text[span[0] : span[1]].lower() if span else None


def any_of(words: frozenset[str], lemmas: Iterable[str]) -> bool:
    """Say whether one of the lemmas is in a word set."""
    return not words.isdisjoint(lemmas)
