"""Marks texts with the exported network, and writes them as predictions of the attribution task.

`python -m training.marks OUT MINILM ROWS PREDICTIONS`. A window is run alone, never in a batch:
eight-bit arithmetic rounds by the largest value in a batch, so a text would be read otherwise
beside other texts.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from training.pieces import Pieces, cut_pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Span = tuple[int, int]

#: Word pieces: a window shows so many on either side of those it is asked about.
_OWN, _MARGIN = 160, 32
_SOURCE, _CUE_FIRST, _CUE, _CONTENT = 1, 2, 3, 4
_TAGS, _POINTER = 5, 96
#: How many roles the network tells, and tags for names.
_ROLES, _NAMES = 9, 21
#: Pieces; a shorter stretch that points elsewhere than those around it is a slip.
_SLIP = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """A cue with the source and the content that belong to it; spans are `[start, end)`."""

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Encoder:
    """Marks texts; the same text always gives the same marks."""

    tokenizer: Tokenizer
    session: InferenceSession

    def mark(self, text: str) -> tuple[Marked, ...]:
        """Mark a text, paragraphs parted by line breaks."""
        pieces = cut_pieces(self.tokenizer, text)
        count = len(pieces.ids)
        tags = np.zeros(count, np.int64)
        heads = np.full(count, -1, np.int64)
        for own in range(0, count, _OWN):
            low, stop = max(0, own - _MARGIN), min(count, own + _OWN)
            high = min(count, stop + _MARGIN)
            scores = self._run(pieces, low, high)
            asked = slice(own - low, stop - low)
            found = scores[:, :_TAGS].argmax(1)
            tags[own:stop] = found[asked]
            cues = _cue_starts(found)
            if len(cues):
                query, key = np.split(scores[:, _TAGS + _ROLES + _NAMES :], [_POINTER], axis=1)
                heads[own:stop] = low + cues[(query[asked] @ key[cues].T).argmax(1)]
        return tuple(_attributions(tags, heads, pieces))

    def _run(self, pieces: Pieces, low: int, high: int) -> NDArray[np.float32]:
        given = {
            "ids": pieces.ids[None, low:high],
            "shapes": pieces.shapes[None, low:high],
            "depths": pieces.depths[None, low:high],
        }
        scores: NDArray[np.float32] = self.session.run(None, given)[0][0]
        return scores


def _cue_starts(tags: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give where cues start: at a first piece, or where one goes on that never started."""
    before = np.concatenate([[0], tags[:-1]])
    starts = (tags == _CUE_FIRST) | ((tags == _CUE) & (before != _CUE) & (before != _CUE_FIRST))
    return np.flatnonzero(starts)


def _attributions(
    tags: NDArray[np.int64], heads: NDArray[np.int64], pieces: Pieces
) -> Iterator[Marked]:
    """Gather the stretches that point to one cue."""
    parts: dict[int, tuple[list[Span], list[Span]]] = {}
    for tag, head, start, end in _stretches(tags, heads):
        spans = parts.setdefault(head, ([], []))[0 if tag == _SOURCE else 1]
        spans.append((int(pieces.starts[start]), int(pieces.ends[end - 1])))
    for first in _cue_starts(tags).tolist():
        last = first + 1
        while last < len(tags) and tags[last] == _CUE:
            last += 1
        source, content = parts.get(first, ([], []))
        if content:
            cue = int(pieces.starts[first]), int(pieces.ends[last - 1])
            yield Marked(cue, tuple(source), tuple(content))


def _stretches(
    tags: NDArray[np.int64], heads: NDArray[np.int64]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield (tag, cue's place, start, end) of sources and contents, slips smoothed over."""
    at = 0
    while at < len(tags):
        tag, end = int(tags[at]), at + 1
        while end < len(tags) and tags[end] == tag:
            end += 1
        if tag in (_SOURCE, _CONTENT):
            for head, first, last in _pointing(heads[at:end].tolist()):
                yield tag, head, at + first, at + last
        at = end


def _pointing(heads: list[int]) -> list[tuple[int, int, int]]:
    """Cut a stretch where its pieces point to another cue: (cue's place, start, end) each."""
    runs: list[tuple[int, int, int]] = []
    for at, head in enumerate(heads):
        if runs and runs[-1][0] == head:
            runs[-1] = (head, runs[-1][1], at + 1)
        else:
            runs.append((head, at, at + 1))
    kept = [run for run in runs if run[2] - run[1] >= _SLIP]
    if not kept:
        return [(Counter(heads).most_common(1)[0][0], 0, len(heads))]
    starts = [0, *(run[1] for run in kept[1:])]
    whole = zip(kept, starts, [*starts[1:], len(heads)], strict=True)
    joined: list[tuple[int, int, int]] = []
    for run, start, end in whole:
        if joined and joined[-1][0] == run[0]:
            joined[-1] = (run[0], joined[-1][1], end)
        else:
            joined.append((run[0], start, end))
    return joined


def load_encoder(folder: Path, minilm: Path) -> Encoder:
    """Load `reader.onnx` from a folder, and the tokenizer of MiniLM."""
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(minilm / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(folder / "reader.onnx"), options)
    return Encoder(tokenizer, session)


def main() -> None:
    """Write the marks of the articles of a file."""
    out, minilm, rows, predictions = (Path(name) for name in sys.argv[1:5])
    encoder = load_encoder(out, minilm)
    with gzip.open(rows, "rt", encoding="utf-8") as lines, predictions.open("w") as made:
        for row in map(json.loads, lines):
            marked = encoder.mark(row["text"])
            said = [{"cue": [m.cue], "source": m.source, "content": m.content} for m in marked]
            made.write(json.dumps({"id": row["id"], "attributions": said}) + "\n")


if __name__ == "__main__":
    main()
