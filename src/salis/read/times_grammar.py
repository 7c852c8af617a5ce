"""Finds the time expressions of a text: what the rules match and its company bears out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from salis.read.lexemes import Lexemes, cut_lexemes
from salis.read.time_checks import CHECKS
from salis.read.time_rules import RULES, Match
from salis.read.time_tags import tag_lexemes

_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_ANY = re.compile("|".join(_GROUP_NAME.sub("(?:", rule.pattern) for rule in RULES.values()))
_ISLAND = re.compile("[^.;]+")
_CORE = re.compile("[YMNBWUVSPLTCIFKk4HJRvXzQ35]|tl|m1|G1|[Oo]-?h|to")


def _match_at(lex: Lexemes, tags: str, start: int, end: int) -> Match | None:
    for name, rule in RULES.items():
        found = rule.match(tags, start, end)
        if found is not None:
            match = Match(name, found.start(), found.end(), found)
            check = CHECKS.get(name)
            if check is None or check(lex, match):
                return match
    return None


def _islands(tags: str) -> Iterator[tuple[int, int]]:
    """Find the runs of pieces that could hold a time at all."""
    after = 0
    for core in _CORE.finditer(tags):
        start = core.start()
        if start < after:
            continue
        while start > after and tags[start - 1] not in ".;":
            start -= 1
        island = _ISLAND.match(tags, core.start())
        after = island.end() if island else core.end()
        yield start, after


def _match_island(lex: Lexemes, tags: str, start: int, end: int) -> Iterator[Match]:
    while (found := _ANY.search(tags, start, end)) is not None:
        match = _match_at(lex, tags, found.start(), end)
        start = found.start() + 1
        if match is not None:
            start = match.end
            yield match


@lru_cache(maxsize=2)
def match_times(text: str) -> tuple[str, tuple[Match, ...]]:
    """Return the letters of a text and every time expression in it, in order."""
    lex = cut_lexemes(text)
    tags = tag_lexemes(lex)
    return tags, tuple(m for place in _islands(tags) for m in _match_island(lex, tags, *place))
