"""Word pieces of a text with their places and shapes: what the network is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

#: A line and the place of its first character in the text.
Line = tuple[int, str]

#: Stands for the end of a line or paragraph: a word piece that no English text gives.
BREAK = 1
_LINES = re.compile(r"[^\n]+")
#: Characters handed to the tokenizer at once; a longer line is cut.
_LONGEST_LINE = 20_000
#: How many ways there are of writing a piece.
SHAPES = 8
#: How many depths there are: pieces before 64, 128, 256 … of the text.
DEPTHS = 7


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, each with `[start, end)` in it.

    `shapes` (0 to 7) says how a piece is written: 1 capital first, 2 all capitals, +4 inside
    quotation marks. `depths` (0 to 6) says how far into the text a piece stands.
    """

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    depths: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def cut_pieces(tokenizer: Tokenizer, lines: Iterable[Line]) -> Pieces:
    """Cut lines into word pieces, with a break after every line; places as the lines give them."""
    ids: list[int] = []
    spans: list[tuple[int, int]] = []
    shapes: list[int] = []
    for base, line in _short(lines):
        encoded = tokenizer.encode(line, add_special_tokens=False)
        quoted = _quoted(line)
        ids += [*encoded.ids, BREAK]
        spans += [(base + a, base + b) for a, b in encoded.offsets]
        shapes += [_shape(line[a:b]) + (4 if quoted[a] else 0) for a, b in encoded.offsets]
        spans.append((base + len(line), base + len(line)))
        shapes.append(0)
    places = np.array(spans, np.int64).reshape(-1, 2)
    return Pieces(
        np.array(ids, np.int64),
        np.array(shapes, np.int64),
        depths_of(np.arange(len(ids))),
        places[:, 0].copy(),
        places[:, 1].copy(),
    )


def lines_of(text: str) -> Iterator[Line]:
    """Give the lines of a text that are not empty."""
    return ((found.start(), found.group()) for found in _LINES.finditer(text))


def cut_windows(ids: NDArray[np.int64], longest: int, first: int = 0) -> Iterator[tuple[int, int]]:
    """Cut a text into windows `[start, stop)` of whole paragraphs; only a longer one is cut itself.

    Args:
        ids: The pieces' numbers; `BREAK` ends a paragraph.
        longest: Pieces in a window at most.
        first: Pieces in the first window at most, where that is less.
    """
    count = len(ids)
    ends = np.flatnonzero(ids == BREAK) + 1
    start, limit = 0, first or longest
    while start < count:
        last = int(np.searchsorted(ends, start + limit, "right")) - 1
        stop = int(ends[last]) if last >= 0 else 0
        if stop <= start:
            stop = min(count, start + limit)
        yield start, stop
        start, limit = stop, longest


def depths_of(places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Say how far into a text its pieces stand, in doublings from the 64th piece on."""
    doublings = np.floor(np.log2(np.maximum(places, 32) / 32)).astype(np.int64)
    return np.minimum(doublings, DEPTHS - 1)


def _short(lines: Iterable[Line]) -> Iterator[Line]:
    for start, line in lines:
        for at in range(0, len(line), _LONGEST_LINE):
            yield start + at, line[at : at + _LONGEST_LINE]


def _shape(word: str) -> int:
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _quoted(line: str) -> bytearray:
    """Mark the characters of a line that stand inside quotation marks; the marks too."""
    marked = bytearray(len(line) + 1)
    inside = False
    for at, char in enumerate(line):
        if char == "“" or (char == '"' and not inside):
            inside = True
            marked[at] = 1
        elif char in '”"':
            marked[at] = inside
            inside = False
        else:
            marked[at] = inside
    return marked
