"""Paragraphs: a text cut where its blank lines, its lines or, failing those, its spaces are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

#: Longest run of text read as one paragraph; longer ones are cut at a space.
_LONGEST = 4_000
#: Longest run without the end of a sentence; parsers go wrong and deep beyond it.
_LONGEST_SENTENCE = 2_000
#: Share of the widest line that every line of a hard-wrapped block reaches, with stops and without.
_WRAPPED, _TIGHTLY_WRAPPED = 0.55, 0.85
_STOP = re.compile(r"[.!?]")
_END = re.compile(r"[.!?](?=[\s”\"])")
_BULLET = re.compile(
    r"(?:[-–—*•·▪◦‣»>]|\d{1,2}[.)]|(?!\(?c\) ?\d{4})(?:\([a-z\d]{1,2}\)|[a-z]\)))"
    r"[ \t]+(?=[\w“\"‘'@#$£€])"
)


def cut_paragraphs(text: str, apart: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """Give the paragraphs of a text with their places, line ends inside them as spaces.

    Args:
        text: The whole text; places are offsets in it.
        apart: Says of a line whether it is never joined to the one before it.
    """
    for match in re.finditer(r"\S(?:[^\n]|\n(?![ \t]*\n))*", text):
        yield from _lines(match.start(), match.group().rstrip(), apart)


def _lines(start: int, block: str, apart: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """Give the lines of a block as paragraphs, hard-wrapped ones joined."""
    lines = block.split("\n")
    width = max(map(len, lines))
    stops = _STOP.search(block) is not None
    least = _WRAPPED if stops else _TIGHTLY_WRAPPED
    wrapped = 40 <= width <= 110 and all(len(line) > least * width for line in lines[:-1])
    at = held_start = 0
    held: list[str] = []
    for line in lines:
        if held and not (
            _goes_on(held[-1], line, wrapped=wrapped, stops=stops) and not apart(line)
        ):
            yield from _cut(start + held_start, " ".join(held))
            held = []
        if not held:
            held_start = at
        held.append(line)
        at += len(line) + 1
    if held:
        yield from _cut(start + held_start, " ".join(held))


def _goes_on(before: str, line: str, *, wrapped: bool, stops: bool) -> bool:
    """Say whether a line goes on with the one before it."""
    if is_listed(line) or is_row(line) or is_row(before):
        return False
    if not stops:
        return wrapped
    return wrapped or (before[-1:] not in tuple(".!?:”\"'’)") and line[:1].islower())


def is_listed(line: str) -> bool:
    """Say whether a line is a point of a list."""
    return _BULLET.match(line.lstrip()) is not None


def bullet_length(line: str) -> int:
    """Give how many characters the mark of a list's point takes; 0 where there is none."""
    found = _BULLET.match(line)
    return found.end() if found else 0


def is_row(line: str) -> bool:
    """Say whether a line is the row of a table."""
    return (
        line.count("|") > 1
        or line.strip().count("\t") > 1
        or (line.count(",") > 2 and ", " not in line)
        or (line.count(";") > 2 and "; " not in line)
    )


def _cut(start: int, words: str) -> Iterator[tuple[int, str]]:
    """Cut a paragraph that is too long, or holds no end of a sentence for too long, at a space."""
    at = 0
    while at < len(words):
        limit = _limit(words, at)
        end = len(words)
        if end - at > limit:
            space = words.rfind(" ", at + 1, at + limit)
            end = space if space > 0 else at + limit
        piece = words[at:end]
        if piece.strip():
            yield start + at + len(piece) - len(piece.lstrip()), piece.strip()
        at = end


def _limit(words: str, at: int) -> int:
    """Give how far a paragraph may be read on from a place in one piece."""
    last = at
    stop = min(at + _LONGEST, len(words))
    for match in _END.finditer(words, at, stop):
        if match.start() - last > _LONGEST_SENTENCE:
            return last - at + _LONGEST_SENTENCE
        last = match.end()
    if stop - last > _LONGEST_SENTENCE:
        return last - at + _LONGEST_SENTENCE
    return _LONGEST if stop == len(words) or last == at else last - at + 2
