"""Tells the time that something is compared with from the time at which it happens."""

from __future__ import annotations

from collections.abc import Callable

from salis.read.lexemes import Lexemes
from salis.read.time_rules import Match
from salis.read.time_scene import Scene

_COMPARING = frozenset(("than", "versus", "vs", "against"))
_PAIRS = (["compared", "with"], ["compared", "to"], ["as", "against"])
#: Rules that are told from another time: after "from" they are what a change is measured against.
_TOLD = frozenset(("later", "ago", "neighbour", "period", "period_after", "before", "quarter"))
#: Words skipped between a time and the word that compares.
_SKIPPED = frozenset(
    ("in", "at", "on", "for", "the", "same", "period", "month", "quarter", "of", "a")
)
_SUPERLATIVES = frozenset(
    ("most", "least", "first", "worst", "best", "record", "lows", "highs", "only")
)
_NOT_SUPERLATIVE = frozenset(
    ("west", "east", "rest", "test", "protest", "interest", "arrest", "request")
)
#: How far before "since 2003" the superlative may stand, and the change before "from a year ago".
_REACH = 9
_CHANGES = frozenset(
    [
        "%",
        "percent",
        "cent",
        "up",
        "down",
        "rose",
        "fell",
        "increase",
        "increased",
        "decrease",
        "decline",
        "declined",
        "drop",
        "dropped",
        "gain",
        "gained",
        "growth",
        "grew",
        "higher",
        "lower",
        "jumped",
        "climbed",
        "slipped",
        "plunged",
        "surged",
        "points",
    ]
)


def is_compared(scene: Scene, match: Match) -> bool:
    """Tell whether what is told is only compared with a time: `than in 2008`, `most since 2003`."""
    lex, start = scene.lex, match.start
    while start and lex.lows[start - 1] in _SKIPPED:
        start -= 1
    before = lex.lows[start - 1] if start else ""
    if before in _COMPARING or lex.lows[max(0, start - 2) : start] in _PAIRS:
        return True
    if before == "from":
        return match.rule in _TOLD and _any_before(lex, start - 1, _is_change)
    if before == "since" or match.rule in ("length", "bare_units"):
        return _any_before(lex, start - 1, _is_superlative)
    return False


def _any_before(lex: Lexemes, place: int, test: Callable[[str], bool]) -> bool:
    for low in reversed(lex.lows[max(0, place - _REACH) : place]):
        if low in (".", ";", "\n"):
            return False
        if test(low):
            return True
    return False


def _is_change(low: str) -> bool:
    return low in _CHANGES


def _is_superlative(low: str) -> bool:
    return low in _SUPERLATIVES or (
        low.endswith("est") and len(low) > 4 and low not in _NOT_SUPERLATIVE
    )
