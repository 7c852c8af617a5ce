"""Text that comes broken is read as meant, with every passage at its place in the document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salis.read.cleaning import clean_text
from tests.read.conftest import Lines, Read
from tests.read.hostile import HOSTILE_PIECES, cpu_seconds

READ = "assert · Tal Veren · The dam failed at noon."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The d\u200bam fai\u00adled at noon, Ta\u200dl Veren said.", id="unseen"),
        pytest.param("\u202bThe dam failed at noon,\u202c Tal Veren said.", id="direction marks"),
        pytest.param("\ufeffThe dam failed\u2028at noon, Tal Veren said.", id="line separator"),
        pytest.param("The\0dam\0failed\0at\0noon, Tal Veren\0said.", id="NUL"),
        pytest.param("The \x1b[1mdam\x1b[0m failed at noon, Tal Veren said.", id="terminal codes"),
        pytest.param("The dam \ud800failed at noon, Tal Veren said.", id="lone surrogate"),
        pytest.param("“The dam failed at noon,” Tal Veren said. 🌊🌊", id="pictures"),
        pytest.param("𝗧𝗵𝗲 𝗱𝗮𝗺 failed at noon, Tal Veren said.", id="drawn"),
        pytest.param("â€œThe dam failed at noon,â€\x9d Tal Veren said.", id="read as cp1252"),
        pytest.param("&ldquo;The dam failed at noon,&rdquo; Tal&nbsp;Veren said.", id="entities"),
        pytest.param("&amp;ldquo;The dam failed at noon,&amp;rdquo; Tal Veren said.", id="twice"),
        pytest.param("''The dam failed at noon,'' Tal Veren said.", id="typed quotes"),
        pytest.param("The dam failed at\r\nnoon, Tal Veren said.\r\n", id="carriage returns"),
        pytest.param("The dam failed at noon, Tal Veren said. https://t.co/x", id="closing link"),
        pytest.param("The dam\u00a0failed at\u2009noon, Tal Veren said.", id="spaces"),
    ],
)
def test_broken_text_is_read_as_meant(lines: Lines, text: str) -> None:
    assert lines(text) == [READ]


def test_the_passage_is_that_of_the_broken_text(read: Read) -> None:
    text = "&ldquo;The d\u200bam fai\u00adled,&rdquo; Tal Veren sa\u200bid on Monday."
    (statement,) = read(text).statements
    assert statement.text == "The dam failed."
    assert statement.passage.exact == "The d\u200bam fai\u00adled"
    assert text[statement.passage.start : statement.passage.end] == statement.passage.exact
    assert statement.cue is not None
    assert statement.cue.exact == "sa\u200bid"


def test_accents_stay_and_piles_of_them_go() -> None:
    assert clean_text("cafe\u0301 a" + "\u0301" * 9).text == "café a"


def test_an_ampersand_is_no_entity() -> None:
    assert clean_text("AT&T; R&D and B&B").text == "AT&T; R&D and B&B"


def test_a_link_in_a_sentence_stays() -> None:
    assert clean_text("They wrote to https://x.example/a on Monday.").text.count("https") == 1


PIECES = st.one_of(st.text(max_size=200), st.lists(HOSTILE_PIECES, max_size=30).map("".join))


@settings(max_examples=100)
@given(text=PIECES)
def test_law_every_character_has_its_place_in_the_original(text: str) -> None:
    cleaned = clean_text(text)
    last = 0
    for at in range(len(cleaned.text)):
        start, end = cleaned.place(at, at + 1)
        assert 0 <= last <= start < end <= len(text)
        last = start


@given(text=PIECES)
def test_law_what_needs_no_cleaning_comes_back_as_it_is(text: str) -> None:
    once = clean_text(text).text
    plain = "".join(c for c in once if c.isascii() and (c.isalnum() or c in " .,\n"))
    assert clean_text(plain).text == plain


@pytest.mark.parametrize(
    "run", ["&amp;", "Ã", "🌊 ", " #a", " http://a", "\u0301", "'", "\xa0", "\x1b[", " ", "@a "]
)
def test_law_a_long_run_takes_time_in_line_with_its_length(run: str) -> None:
    assert cpu_seconds(lambda: clean_text(run * 20_000)) < 1.0
