"""Quantities: how many, of what, how bounded, and what happened to them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salis.model.statement import Bound, Quantity
from salis.read.quantities import find_quantities


def read(text: str) -> list[tuple[str, float, str, str]]:
    """Show each quantity as words, value, unit, scope."""
    quantities = [found.quantity for found in find_quantities(text)]
    return [(q.text, q.value, q.unit, q.scope) for q in quantities]


def only(text: str) -> Quantity:
    (found,) = find_quantities(text)
    return found.quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13 pilots killed", [("13 pilots", 13, "pilot", "killed")]),
        ("killed 12 people", [("12 people", 12, "person", "killed")]),
        ("At least 30 dead", [("At least 30", 30, "person", "killed")]),
        ("The death toll rose to 47.", [("47", 47, "person", "killed")]),
        ("The blast left 5 injured.", [("5", 5, "person", "wounded")]),
        ("No casualties were reported", [("No casualties", 0, "person", "casualties")]),
        ("nobody was hurt", [("nobody was hurt", 0, "person", "wounded")]),
        (
            "killed 12 people and wounded 20",
            [("12 people", 12, "person", "killed"), ("20", 20, "person", "wounded")],
        ),
        (
            "12 people, including two children, were killed",
            [("12 people", 12, "person", "killed"), ("two children", 2, "child", "")],
        ),
        ("12 killed or wounded", [("12", 12, "person", "casualties")]),
        ("Over 100 were detained", [("Over 100", 100, "person", "detained")]),
        ("3 missing", [("3", 3, "person", "missing")]),
        ("evacuated 200 residents", [("200 residents", 200, "person", "evacuated")]),
        (
            "3 tanks killed 12 people",
            [("3 tanks", 3, "tank", ""), ("12 people", 12, "person", "killed")],
        ),
    ],
)
def test_people_are_counted_with_what_happened_to_them(
    text: str, expected: list[tuple[str, float, str, str]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("fourteen foreign armies", 14, "army"),
        ("3 tanks", 3, "tank"),
        ("forty-seven ships", 47, "ship"),
        ("a hundred men", 100, "man"),
        ("seven aircraft", 7, "aircraft"),
        ("more than $100 billion", 1e11, "USD"),
        ("€3.5m", 3.5e6, "EUR"),
        ("5 million rubles", 5e6, "RUB"),
        ("20 per cent", 20, "percent"),
        ("10 miles", 16.09344, "km"),
        ("1,200 square miles", 3107.9856, "km2"),
        ("30 degrees Celsius", 30, "celsius"),
        ("three days", 3, "day"),
        ("two and a half years", 2.5, "year"),
        ("half a million people", 5e5, "person"),
        ("a 34-year-old", 34, "year"),
    ],
)
def test_things_money_and_measures(text: str, value: float, unit: str) -> None:
    quantity = only(text)
    assert quantity.value == pytest.approx(value)
    assert (quantity.unit, quantity.scope) == (unit, "")


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("12 drones", Bound.EXACT, 12, 12),
        ("more than 12 drones", Bound.AT_LEAST, 12, None),
        ("no fewer than 12 drones", Bound.AT_LEAST, 12, None),
        ("12 drones or more", Bound.AT_LEAST, 12, None),
        ("up to 12 drones", Bound.AT_MOST, None, 12),
        ("less than 12 drones", Bound.AT_MOST, None, 12),
        ("about 20 drones", Bound.ABOUT, 18, 22),
        ("between 10 and 15 drones", Bound.RANGE, 10, 15),
        ("10-15 drones", Bound.RANGE, 10, 15),
        ("5 to 10 million euros", Bound.RANGE, 5e6, 1e7),
        ("several drones", Bound.AT_LEAST, 3, None),
        ("tens of drones", Bound.AT_LEAST, 10, None),
        ("dozens of drones", Bound.AT_LEAST, 12, None),
        ("hundreds of drones", Bound.AT_LEAST, 100, None),
        ("thousands of drones", Bound.AT_LEAST, 1000, None),
        ("tens of thousands of drones", Bound.AT_LEAST, 10_000, None),
    ],
)
def test_bounds(text: str, bound: Bound, low: float | None, high: float | None) -> None:
    quantity = only(text)
    assert (quantity.bound, quantity.low, quantity.high) == (bound, low, high)
    assert quantity.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Article 5",
        "Boeing 737 jets",
        "Nord Stream 2",
        "G7 leaders and F-16 pilots",
        "under Section 230",
        "on 24 February 2022 at 14:30",
        "in 2014",
        "The team won 3-1.",
        "call 555-0123 or +1 202 555 0100",
        "one of the best",
        "the first three",
        "one day",
        "two thirds of voters",
        "the 23rd attempt",
        "Orla Quist, 44, was arrested",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert read(text) == []


WORDS = st.sampled_from(
    [
        "at",
        "least",
        "12",
        "300,000",
        "million",
        "$",
        "US",
        "€5",
        "%",
        "km",
        "killed",
        "dead",
        "wounded",
        "people",
        "and",
        "to",
        "-",
        "between",
        "10-15",
        "a",
        "dozen",
        "hundred",
        "no",
        "casualties",
        "Boeing",
        "737",
        "two",
        "thirds",
        "of",
        "the",
        "+",
        "or",
        "more",
        "99999999999999999999",
        "1.2.3",
        "half",
        "several",
        "tens",
        "thousands",
        "year",
        "old",
        "toll",
        ",",
        ".",
        ";",
        "/",
        "(",
        "were",
        "\n",
    ]
)


@given(st.text() | st.lists(WORDS, max_size=30).map(" ".join))
def test_any_text_gives_exact_words_in_order(text: str) -> None:
    end = 0
    for found in find_quantities(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.quantity.text
        quantity = found.quantity
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        end = found.end


@pytest.mark.parametrize(
    "piece", ["12 ", "12-", "a ", "no ", "hundred ", "killed ", "toll ", "5 red ", "$"]
)
def test_repetition_does_not_take_long(piece: str) -> None:
    started = datetime.now(UTC)
    find_quantities(piece * 5_000)
    assert (datetime.now(UTC) - started).total_seconds() < 5
