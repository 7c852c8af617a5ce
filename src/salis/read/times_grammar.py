"""Finds the time expressions of a text: what the rules match and its company bears out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from salis.read.lexemes import Lexemes, cut_lexemes
from salis.read.time_checks import CHECKS
from salis.read.time_rules import RULES, STARTS, Match
from salis.read.time_tags import tag_lexemes

#: So many rules are tried one by one.
_FEW = 3
_GROUP_NAME = re.compile(r"\(\?P<\w+>")


@cache
def _joined(names: tuple[str, ...]) -> re.Pattern[str]:
    """Join rules into one pattern; the group of the first that matches is the last group."""
    plain = (f"(?P<{name}>{_GROUP_NAME.sub('(?:', RULES[name].pattern)})" for name in names)
    return re.compile("|".join(plain))


_ISLAND = re.compile("[^.;]+")
_CORE = re.compile("[YMNBWUVSPLTCIFKk4HJRvXzQ35]|tl|m1|[G8q]1|8g|[Oo]-?h|to")


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


def _candidates(tags: str, start: int, end: int) -> tuple[str, ...]:
    """Return the rules that may match at a place; of many, those from the first that does."""
    names = STARTS.get(tags[start], ())
    if len(names) <= _FEW:
        return names
    first = _joined(names).match(tags, start, end)
    if first is None or first.lastgroup is None:
        return ()
    return names[names.index(first.lastgroup) :]


def _match_at(lex: Lexemes, tags: str, start: int, end: int) -> Match | None:
    """Return what the first rule that holds makes of a place."""
    for name in _candidates(tags, start, end):
        found = RULES[name].match(tags, start, end)
        if found is not None:
            match = Match(name, found.start(), found.end(), found)
            check = CHECKS.get(name)
            if check is None or check(lex, match):
                return match
    return None


def _match_island(lex: Lexemes, tags: str, start: int, end: int) -> Iterator[Match]:
    while start < end:
        match = _match_at(lex, tags, start, end)
        start += 1
        if match is not None:
            start = match.end
            yield match


@lru_cache(maxsize=2)
def match_times(text: str) -> tuple[str, tuple[Match, ...]]:
    """Return the letters of a text and every time expression in it, in order."""
    lex = cut_lexemes(text)
    tags = tag_lexemes(lex)
    return tags, tuple(m for place in _islands(tags) for m in _match_island(lex, tags, *place))
