"""Laws of reading: never a crash, never an offset that does not match its words."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salis.model.statement import Statement
from salis.read.casing import restore_case
from salis.read.cleaning import clean_text
from salis.read.layout import split_blocks
from salis.read.reader import Reader
from tests.read.conftest import make_document
from tests.read.hostile import HOSTILE_PIECES, KINDS, cpu_seconds

_TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(st.characters(), max_size=200),  # surrogates too
    st.lists(HOSTILE_PIECES, max_size=40).map(" ".join),
    st.lists(HOSTILE_PIECES, max_size=40).map("".join),
)
_SHARED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
#: Seconds of processor time for a text of a thousand words, however bad; 0.1 to 0.3 are usual.
_LONGEST = 3.0


def assert_in_place(statement: Statement, text: str) -> None:
    passages = [statement.passage, statement.context, statement.cue, statement.leans]
    passages += [g.passage for g in statement.grains] + [s.mention for s in statement.speakers]
    for passage in passages:
        if passage is not None:
            assert text[passage.start : passage.end] == passage.exact


@settings(_SHARED, max_examples=120)
@given(text=_TEXTS)
def test_any_text_is_read_with_every_passage_in_its_place(reader: Reader, text: str) -> None:
    for statement in reader.read(make_document(text)).statements:
        assert_in_place(statement, text)


@settings(_SHARED, max_examples=60)
@given(text=st.lists(HOSTILE_PIECES, max_size=30).map(" ".join))
def test_a_text_is_made_only_of_words_of_its_passage_and_bracketed_references(
    reader: Reader, text: str
) -> None:
    for statement in reader.read(make_document(text)).statements:
        own = re.sub(r"\[[^\]]*\]", " ", statement.text)
        words = clean_text(statement.context.exact).text.lower()
        assert set(re.findall(r"\w+", own.lower())) <= set(re.findall(r"\w+", words))


@settings(_SHARED, max_examples=100)
@given(text=_TEXTS)
def test_blocks_stand_in_order_and_in_their_place(text: str) -> None:
    text = clean_text(text).text
    last = 0
    for block in split_blocks(text, None):
        assert last <= block.start
        last = block.start + len(block.text)
        assert text[block.start : last].replace("\n", " ") == block.text


@settings(_SHARED, max_examples=60)
@given(text=_TEXTS)
def test_capitals_are_restored_letter_for_letter(reader: Reader, text: str) -> None:
    text = clean_text(text).text
    restored = restore_case(text, reader.language)
    assert len(restored) == len(text)
    assert restored.lower() == text.lower() or restored.casefold() == text.casefold()


def test_reading_twice_gives_the_same(reader: Reader) -> None:
    document = make_document("“The dam failed,” Tal Veren said. He denied that anyone had died.")
    assert reader.read(document) == reader.read(document)


def test_a_sentence_of_ten_thousand_words_is_read(reader: Reader) -> None:
    text = "The dam failed and " * 2500 + "the town flooded."
    statements = reader.read(make_document(text)).statements
    assert statements
    for statement in statements:
        assert_in_place(statement, text)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_bad_input_is_read_in_bounded_time(reader: Reader, kind: str) -> None:
    document = make_document(KINDS[kind](1000))
    assert cpu_seconds(lambda: reader.read(document)) < _LONGEST


@pytest.mark.parametrize("kind", KINDS)
def test_the_layout_of_long_bad_input_is_found_in_bounded_time(kind: str) -> None:
    text = KINDS[kind](20_000)
    assert cpu_seconds(lambda: split_blocks(clean_text(text).text, None)) < _LONGEST
