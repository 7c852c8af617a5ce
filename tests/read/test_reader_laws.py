"""Laws of reading: never a crash, never an offset that does not match its words."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salis.model.statement import Statement
from salis.read.reader import Reader
from tests.read.conftest import make_document

_PIECES = st.sampled_from(
    [
        *("Tal Veren said", "the dam failed", " according to officials", "he denied it"),
        *("12 people", "on Friday", "THE DAM", "I", "never", "allegedly", "that", "whether"),
        *("“", "”", '"', "‘", "’", ",", ".", "?", "…", "—", "()", "- ", "#", "1) ", "\n\n", "\t"),
        *("\u200b", "\u202e", "\u00a0", "🌊", "https://x.example/a", "@post", "will"),
    ]
)
_TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(_PIECES, max_size=40).map(" ".join),
    st.lists(_PIECES, max_size=40).map("".join),
)


def assert_in_place(statement: Statement, text: str) -> None:
    passages = [statement.passage, statement.context, statement.cue]
    passages += [g.passage for g in statement.grains] + [s.mention for s in statement.speakers]
    for passage in passages:
        if passage is not None:
            assert text[passage.start : passage.end] == passage.exact


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=_TEXTS)
def test_any_text_is_read_with_every_passage_in_its_place(reader: Reader, text: str) -> None:
    for statement in reader.read(make_document(text)).statements:
        assert_in_place(statement, text)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.lists(_PIECES, max_size=30).map(" ".join))
def test_a_text_is_made_only_of_words_of_the_document_and_bracketed_references(
    reader: Reader, text: str
) -> None:
    words = set(re.findall(r"\w+", text.lower()))
    for statement in reader.read(make_document(text)).statements:
        own = re.sub(r"\[[^\]]*\]", " ", statement.text)
        assert set(re.findall(r"\w+", own.lower())) <= words


def test_reading_twice_gives_the_same(reader: Reader) -> None:
    document = make_document("“The dam failed,” Tal Veren said. He denied that anyone had died.")
    assert reader.read(document) == reader.read(document)


def test_a_sentence_of_ten_thousand_words_is_read(reader: Reader) -> None:
    text = "The dam failed and " * 2500 + "the town flooded."
    for statement in reader.read(make_document(text)).statements:
        assert_in_place(statement, text)
