"""The encoder: a small trained network that marks who says what, and sentences' roles.

The weights and the tokenizer lie in `weights/`, with a model card. A window is run alone, never in
a batch: eight-bit arithmetic rounds by the largest value in a batch, so a text would be read
otherwise beside other texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from salis.model.errors import ReaderError
from salis.read.marks import Marked, find_marked, shares_of
from salis.read.pieces import Line, Pieces, cut_pieces, cut_windows
from salis.read.scores import ROLES, WIDTH

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]
    from tokenizers import Tokenizer

#: Word pieces in a window at most; it holds whole paragraphs as long as they fit.
_WINDOW = 224


@dataclass(frozen=True, slots=True)
class SentenceRole:
    """What a sentence does in its article: the share of each of `scores.ROLES`, and of speech."""

    shares: tuple[float, ...]
    speech: float

    @property
    def role(self) -> str:
        """The likeliest role."""
        return ROLES[int(np.argmax(self.shares))]


@dataclass(frozen=True, slots=True)
class Marks:
    """What the network marks in one text; all places are in that text."""

    attributions: tuple[Marked, ...]
    pieces: Pieces
    #: What the network knows of each piece, shape (pieces, WIDTH).
    known: NDArray[np.float32]

    def between(self, start: int, end: int) -> tuple[Marked, ...]:
        """Give the attributions that have a part in `[start, end)`."""
        return tuple(
            marked
            for marked in self.attributions
            if any(a < end and start < b for a, b in (marked.cue, *marked.source, *marked.content))
        )

    def inside(self, start: int, end: int) -> NDArray[np.float32]:
        """Give what is known of the pieces that touch `[start, end)`, shape (pieces, WIDTH)."""
        first = int(np.searchsorted(self.pieces.ends, start, "right"))
        last = int(np.searchsorted(self.pieces.starts, end, "left"))
        return self.known[first:last]


@dataclass(frozen=True, slots=True)
class Encoder:
    """Marks texts; the same text always gives the same marks."""

    tokenizer: Tokenizer
    session: InferenceSession
    sentences: InferenceSession
    stance_of: InferenceSession
    #: Turns the mean of a sentence's pieces into its vector, shapes (WIDTH, WIDTH) and (WIDTH,).
    turn: NDArray[np.float32] = field(repr=False)
    shift: NDArray[np.float32] = field(repr=False)

    def mark(self, lines: Iterable[Line]) -> Marks:
        """Mark the paragraphs of a text, each with its place in it."""
        pieces = cut_pieces(self.tokenizer, lines)
        known = np.zeros((len(pieces.ids), WIDTH), np.float32)
        attributions: list[Marked] = []
        for start, stop in cut_windows(pieces.ids, _WINDOW):
            scores, known[start:stop] = self._run(pieces, start, stop)
            attributions += find_marked(scores, pieces, start)
        return Marks(tuple(attributions), pieces, known)

    def _run(
        self, pieces: Pieces, start: int, stop: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        given = {
            "ids": pieces.ids[None, start:stop],
            "shapes": pieces.shapes[None, start:stop],
            "depths": pieces.depths[None, start:stop],
        }
        scores, known = self.session.run(None, given)
        return scores[0], known[0]

    def roles(self, marks: Marks, spans: Sequence[tuple[int, int]]) -> tuple[SentenceRole, ...]:
        """Give the role of each sentence of an article.

        Args:
            marks: What was marked in the article.
            spans: All sentences of the article in order, `[start, end)` each.
        """
        if not spans:
            return ()
        pooled = np.stack([_pool(marks.inside(*span)) for span in spans])
        scores = self.sentences.run(None, {"sentences": pooled})[0]
        likely = shares_of(scores[:, :-1])
        said = 1 / (1 + np.exp(-scores[:, -1]))
        return tuple(
            SentenceRole(tuple(map(float, row)), float(speech))
            for row, speech in zip(likely, said, strict=True)
        )

    def stance(self, marks: Marks, start: int, end: int) -> tuple[float, ...]:
        """Give the share of each of `scores.STANCES` for the sentence at `[start, end)`."""
        pooled = _pool(marks.inside(start, end))[None]
        scores = self.stance_of.run(None, {"sentences": pooled})[0]
        return tuple(map(float, shares_of(scores)[0]))

    def vector(self, marks: Marks, start: int, end: int) -> NDArray[np.float32]:
        """Give the vector of the words at `[start, end)`, of length 1; zeros for no words."""
        known = marks.inside(start, end)
        if not len(known):
            return np.zeros(WIDTH, np.float32)
        turned = known.mean(0) @ self.turn + self.shift
        vector: NDArray[np.float32] = turned / np.linalg.norm(turned)
        return vector


def _pool(known: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give the mean and the greatest of a sentence's pieces, shape (2 * WIDTH,)."""
    if not len(known):
        return np.zeros(2 * WIDTH, np.float32)
    return np.concatenate((known.mean(0), known.max(0)))


@cache
def load_encoder() -> Encoder:
    """Load the weights once a process.

    Raises:
        ReaderError: the weights or the library that runs them are missing or broken.
    """
    folder = files("salis.read") / "weights"
    try:
        import onnxruntime
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        sessions = [
            onnxruntime.InferenceSession((folder / name).read_bytes(), options)
            for name in ("reader.onnx", "sentences.onnx", "stance.onnx")
        ]
        with (folder / "vectors.npz").open("rb") as file:
            vectors = np.load(file)
            turn, shift = (vectors[name].astype(np.float32) for name in ("turn", "shift"))
    except Exception as error:  # both libraries raise bare kinds of their own
        raise ReaderError(
            f"the reading model cannot be loaded: {error}; run `make install`"
        ) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    session, sentences, stance_of = sessions
    return Encoder(tokenizer, session, sentences, stance_of, turn, shift)
