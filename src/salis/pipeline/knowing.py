"""What linking's pair model is given: what the encoder of the reader knows of a text."""

from __future__ import annotations

from salis.link.pair_model import PairModel, load_network
from salis.link.sides import Known
from salis.read.encoder import load_encoder
from salis.read.pieces import lines_of


def know_text(text: str) -> Known:
    """Give what the encoder knows of a text that stands alone.

    Raises:
        ReaderError: the encoder cannot be loaded.
    """
    encoder = load_encoder()
    marks = encoder.mark(lines_of(text))
    pieces = marks.pieces
    vector = encoder.vector(marks, 0, len(text))
    return Known(pieces.ids, pieces.starts, pieces.ends, marks.known, vector)


def number_word(word: str) -> int | None:
    """Give the number of the word piece that a word is; None where it takes several.

    Raises:
        ReaderError: the encoder cannot be loaded.
    """
    number: int | None = load_encoder().tokenizer.token_to_id(word.lower())
    return number


def load_pair_model() -> PairModel:
    """Join the pair model with the encoder; both are loaded when first needed."""
    return PairModel(know_text, load_network)
