"""Marks: who says what, out of the scores that the network gives the word pieces.

Cues are chosen first: what looks like a cue by itself, and what enough of a content points to.
Then every content goes to the cue that its pieces point to, and every cue asks for its source,
which it may share with another cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salis.read.pieces import BREAK
from salis.read.scores import FIRST_NAME, FIRST_POINTER, FIRST_SOURCE, POINTER, TAGS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salis.read.pieces import Pieces

type Span = tuple[int, int]

_SOURCE, _CUE_FIRST, _CUE, _CONTENT = range(1, len(TAGS))
_SCALE = np.float32(POINTER**-0.5)
#: Pieces; a shorter stretch that points elsewhere than those around it is a slip, and so is one in
#: another paragraph than its cue.
_SLIP = 5
#: Cues are told too rarely by themselves: what is added to their scores.
_CUE_MORE = 0.5
#: A place this likely to begin a cue is one where this many pieces of content point to it.
_CUE_LIKELY, _CUE_ASKED = 0.1, 6.0
#: A source is missed more often than invented: what a cue must be surer of to have none.
_SOURCE_MORE = 0.5


@dataclass(frozen=True, slots=True)
class Marked:
    """A cue with the source and the content that belong to it; spans are `[start, end)`."""

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]


def find_marked(scores: NDArray[np.float32], pieces: Pieces, base: int) -> list[Marked]:
    """Find the attributions of one window.

    Args:
        scores: Shape (pieces of the window, SCORES).
        pieces: The pieces of the whole text.
        base: Place of the window's first piece among them.
    """
    stop = base + len(scores)
    words = pieces.starts[base:stop] < pieces.ends[base:stop]
    tags = _tags(scores, words)
    cues, heads = _choose_cues(scores, tags, words)
    if not len(cues):
        return []
    tags[cues[(tags[cues] != _CUE_FIRST) & (tags[cues] != _CUE)]] = _CUE_FIRST

    def place(start: int, end: int) -> Span:
        return int(pieces.starts[base + start]), int(pieces.ends[base + end - 1])

    paragraphs = np.cumsum(pieces.ids[base:stop] == BREAK)
    contents: dict[int, list[Span]] = {}
    for head, start, end in _contents(tags, heads):
        span = place(start, end)
        stray = paragraphs[start] != paragraphs[head] and end - start < _SLIP
        if span[0] < span[1] and not stray:
            contents.setdefault(head, []).append(span)
    found = []
    for cue in sorted(contents):
        source = _source_of(cue, scores, tags)
        named = (place(source, _end(source, tags, _SOURCE)),) if source is not None else ()
        whole = place(cue, _end(cue, tags, _CUE))
        found.append(Marked(whole, named, tuple(contents[cue])))
    return found


def _tags(scores: NDArray[np.float32], words: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Give each piece its likeliest tag; the end of a paragraph is part of a content at most."""
    likely = scores[:, :FIRST_NAME].copy()
    likely[:, [_CUE_FIRST, _CUE]] += _CUE_MORE
    likely[np.ix_(~words, [_SOURCE, _CUE_FIRST, _CUE])] = -np.inf
    tags: NDArray[np.int64] = likely.argmax(1)
    return tags


def _choose_cues(
    scores: NDArray[np.float32], tags: NDArray[np.int64], words: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the first pieces of cues, which are words, and the cue that each piece points to."""
    shares = shares_of(scores[:, :FIRST_NAME])
    first = np.zeros(len(tags), bool)
    first[_cue_starts(tags)] = True
    cues = np.flatnonzero(first | ((shares[:, _CUE_FIRST] > _CUE_LIKELY) & words))
    if not len(cues):
        return cues, cues
    query, key = np.split(scores[:, FIRST_POINTER:FIRST_SOURCE], [POINTER], axis=1)
    pointed = shares_of(query @ key[cues].T * _SCALE)
    kept = first[cues] | (shares[:, _CONTENT] @ pointed > _CUE_ASKED)
    cues, pointed = cues[kept], pointed[:, kept]
    return cues, cues[pointed.argmax(1)] if len(cues) else cues


def shares_of(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn each row of scores into shares of one."""
    raised = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)


def _cue_starts(tags: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the first piece of every cue."""
    before = np.concatenate(([0], tags[:-1]))
    alone = (tags == _CUE) & (before != _CUE) & (before != _CUE_FIRST)
    return np.flatnonzero((tags == _CUE_FIRST) | alone)


def _source_of(cue: int, scores: NDArray[np.float32], tags: NDArray[np.int64]) -> int | None:
    """Give the first piece of a cue's source; None where it has none."""
    query, key = np.split(scores[:, FIRST_SOURCE:], [POINTER], axis=1)
    asked = (key @ query[cue]) * _SCALE
    asked[cue] -= _SOURCE_MORE
    found = int(asked.argmax())
    return None if found == cue or tags[found] in (_CUE_FIRST, _CUE) else found


def _end(start: int, tags: NDArray[np.int64], tag: int) -> int:
    """Give where a stretch ends that begins at a place and goes on with one tag."""
    end = start + 1
    while end < len(tags) and tags[end] == tag:
        end += 1
    return end


def _contents(tags: NDArray[np.int64], heads: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """Yield (cue's place, start, end) of contents, slips smoothed over."""
    for tag, start, end in _runs(tags.tolist()):
        if tag == _CONTENT:
            for head, first, last in _pointing(heads[start:end].tolist()):
                yield head, start + first, start + last


def _pointing(heads: list[int]) -> list[tuple[int, int, int]]:
    """Cut a stretch where its pieces point to another cue: (cue's place, start, end) each."""
    kept = [run for run in _runs(heads) if run[2] - run[1] >= _SLIP]
    if not kept:
        return [(max(sorted(set(heads)), key=heads.count), 0, len(heads))]
    smooth = [
        head
        for at, (head, start, _) in enumerate(kept)
        for _ in range(start if at else 0, kept[at + 1][1] if at + 1 < len(kept) else len(heads))
    ]
    return _runs(smooth)


def _runs(values: list[int]) -> list[tuple[int, int, int]]:
    """Give the runs of equal values: (value, start, end) each."""
    runs: list[tuple[int, int, int]] = []
    for at, value in enumerate(values):
        if runs and runs[-1][0] == value:
            runs[-1] = (value, runs[-1][1], at + 1)
        else:
            runs.append((value, at, at + 1))
    return runs
