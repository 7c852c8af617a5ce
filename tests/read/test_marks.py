"""What the encoder marks: who says what, by which words, before any rule reads it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salis.read.pieces import BREAK, cut_pieces, cut_windows, lines_of
from salis.read.reader import Reader
from tests.read.conftest import make_document


def marked(reader: Reader, text: str) -> list[str]:
    """Write each attribution as `source | cue | content`, parts of one joined by ` + `."""
    return [
        " | ".join(
            " + ".join(text[start:end] for start, end in spans)
            for spans in (one.source, (one.cue,), one.content)
        )
        for one in reader.mark(make_document(text)).attributions
    ]


def test_the_one_who_says_it_the_words_that_say_so_and_what_is_said(reader: Reader) -> None:
    assert marked(reader, "Mayor Tal Veren said that the gate had opened at noon.") == [
        "Mayor Tal Veren | said | that the gate had opened at noon"
    ]


def test_a_split_quotation_is_one_content(reader: Reader) -> None:
    text = "“The dam held for forty years,” Mira Quist said, “until the gate jammed.”"
    assert marked(reader, text) == [
        "Mira Quist | said | “The dam held for forty years,” + “until the gate jammed.”"
    ]


def test_one_speaker_may_belong_to_two_cues(reader: Reader) -> None:
    text = "Veren denied that the gate was shut and said the valley was safe."
    assert [one.split(" | ")[0] for one in marked(reader, text)] == ["Veren", "Veren"]


def test_beliefs_count_as_well(reader: Reader) -> None:
    text = "The engineers believe that the crack is older than the dam."
    assert marked(reader, text) == [
        "The engineers | believe | that the crack is older than the dam"
    ]


def test_plain_events_are_nobodys_words(reader: Reader) -> None:
    assert marked(reader, "The gate opened at noon. Water filled the lower town.") == []


def test_marks_do_not_depend_on_what_was_marked_before(reader: Reader) -> None:
    text = "Mayor Tal Veren said that the gate had opened at noon."
    before = marked(reader, text)
    marked(reader, "Nobody in the valley believed the mayor, Mira Quist wrote on Sunday.")
    assert marked(reader, text) == before


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.one_of(
        st.text(max_size=400),
        st.lists(st.sampled_from(["Orlo said", "“No,”", "that", "\n", "ﬁre", "İ", "\u200b"])).map(
            " ".join
        ),
    )
)
def test_every_mark_lies_in_its_text(reader: Reader, text: str) -> None:
    for one in reader.mark(make_document(text)).attributions:
        for start, end in (one.cue, *one.source, *one.content):
            assert 0 <= start < end <= len(text)


@given(text=st.text(max_size=300))
def test_word_pieces_stand_in_the_order_of_the_text(reader: Reader, text: str) -> None:
    pieces = cut_pieces(reader.encoder.tokenizer, lines_of(text))
    assert len(pieces.ids) == len(pieces.shapes) == len(pieces.depths) == len(pieces.starts)
    assert (pieces.starts <= pieces.ends).all()
    assert (np.diff(pieces.starts) >= 0).all()
    assert not len(pieces.ids) or pieces.ends.max() <= len(text)


@given(
    lengths=st.lists(st.integers(1, 60), max_size=30),
    longest=st.integers(2, 50),
    first=st.integers(0, 50),
)
def test_windows_take_every_piece_once_and_cut_no_paragraph_that_fits(
    lengths: list[int], longest: int, first: int
) -> None:
    paragraphs = [np.array([7] * (length - 1) + [BREAK]) for length in lengths]
    ids = np.concatenate(paragraphs) if paragraphs else np.zeros(0, np.int64)
    windows = list(cut_windows(ids, longest, min(first, longest)))
    assert [at for start, stop in windows for at in range(start, stop)] == list(range(len(ids)))
    assert all(0 < stop - start <= longest for start, stop in windows)
    for start, _stop in windows[1:]:
        whole = ids[start - 1] == BREAK
        assert whole or max(lengths) > min(longest, first or longest)


@pytest.mark.parametrize("text", ["", "\n\n", "…", "\x00"])
def test_a_text_without_words_has_no_marks(reader: Reader, text: str) -> None:
    assert marked(reader, text) == []
