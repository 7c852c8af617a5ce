"""What holds for times in any text: no crash, spans of whole words, time in line with length."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salis.model.times import Moment, Precision
from salis.read.lexemes import cut_lexemes
from salis.read.quantities import find_quantities
from salis.read.time_rules import RULES, STARTS
from salis.read.time_tags import tag_lexemes
from salis.read.times import find_times

PUBLISHED = Moment(datetime(2023, 6, 28, 9, tzinfo=UTC), Precision.DAY)
ANCHORS = st.none() | st.builds(
    Moment, st.datetimes(timezones=st.just(UTC)), st.sampled_from(list(Precision))
)
#: Words of every rule, so that they meet in all ways.
VOCABULARY = """
    the that same day week year month quarter fiscal FY 2010 2009-10 year's 's previous
    following prior next last past this current first second third fourth half a an two 31 12
    1st 16th and or to from between by until since than more later earlier ago before after
    ended ending straight consecutive trading whole entire early mid late end start rest of in
    on at during for nine months days weeks hours quarters fortnight decade nineties 90s morning
    evening dawn overnight tonight today yesterday Monday Friday Fridays weekends May March June
    Jan. Oct 3/4/2010 10/12/2008 9.30 12:30 1630 noon p.m. am o'clock GMT UTC EDT local time New
    York Beijing Christmas Eve Good Easter Black New Year's 9/11 Ramadan short long term near
    future moment now every other - / , . ; ( ) 9999 0001 99999999 summer spring fall 20th
    century Q3 1H 3Q thirty-one hundred
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.text() | st.lists(WORDS, max_size=40).map(" ".join)
LETTERS = "".join(sorted({*STARTS, *".!;,-()79265AurjDsfwXzZ0"}))


@given(TEXTS, ANCHORS)
def test_every_time_is_made_of_whole_words_in_order(text: str, anchor: Moment | None) -> None:
    end = 0
    for found in find_times(text, anchor):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        assert found.value
        interval = found.interval
        if interval is not None:
            assert interval.edtf
            assert interval.start or interval.end
            if interval.start and interval.end:
                assert interval.start < interval.end
        end = found.end


@given(TEXTS, ANCHORS)
def test_the_same_text_always_reads_the_same(text: str, anchor: Moment | None) -> None:
    assert find_times(text, anchor) == find_times(text, anchor)


@given(TEXTS)
def test_pieces_are_the_text_without_its_blanks(text: str) -> None:
    lex = cut_lexemes(text)
    assert [text[s:e] for s, e in zip(lex.starts, lex.ends, strict=True)] == lex.words
    assert lex.lows == [word.lower() for word in lex.words]
    assert len(tag_lexemes(lex)) == len(lex.words)


@given(st.text(LETTERS, max_size=12))
def test_a_rule_begins_only_with_its_letters(tags: str) -> None:
    for name, rule in RULES.items():
        found = rule.match(tags)
        if found is not None:
            assert name in STARTS[tags[0]], (name, tags)


PIECES = [
    "12-", "a few ", "7 ", "in 5", "hundred ", "forty-", "forty one ", "1, 2 and ", "that day ",
    "9", "9.9", "12:30 GMT, ", "12:30 (", "early ", "the last ", "New Year's ", "year-", "Z ",
    "the year 2000 ", "May ", "Monday to ", "2 p.m. to ", "week ended ", "a day later ",
    "between 3 and ", "$5 ", "killed ", "none of ", "toll ", "12 people and ", "12 of ", "half ",
    "one in ", "magnitude ", "minus ", "5 to ", "200 or so ", "km ", "-", "\u00bd",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("ending", ["", "days", "3 May 2010", "people were killed"])
def test_twice_the_text_takes_about_twice_the_time(piece: str, ending: str) -> None:
    """A sentence of ten thousand words takes a fraction of a second; were it squared, ten."""
    started = time.process_time()
    text = piece * 4_000 + ending
    find_times(text, PUBLISHED)
    find_quantities(text)
    assert time.process_time() - started < 3


def test_a_long_run_of_digits_is_no_time_and_no_count() -> None:
    text = "9" * 100_000 + " people in " + "2" * 50_000
    assert find_times(text, PUBLISHED) == ()
    assert find_quantities(text) == ()
