"""Quantities: how many, of what, how bounded, and what happened to them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
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
        ("12 people remain missing", [("12 people", 12, "person", "missing")]),
        ("47 people lost their lives", [("47 people", 47, "person", "killed")]),
        ("The storm cost 47 lives.", [("47 lives", 47, "person", "killed")]),
        ("Police shot dead three gunmen", [("three gunmen", 3, "gunman", "killed")]),
        ("12 were taken to hospital", [("12", 12, "person", "wounded")]),
        ("The number of people killed rose to 47.", [("47", 47, "person", "killed")]),
        ("12,000 people were displaced", [("12,000 people", 12_000, "person", "displaced")]),
        ("12 people were taken hostage", [("12 people", 12, "person", "abducted")]),
        ("rescued 40 miners", [("40 miners", 40, "miner", "rescued")]),
        ("Three tanks were captured", [("Three tanks", 3, "tank", "")]),
        (
            "12 soldiers and 3 civilians were killed",
            [("12 soldiers", 12, "soldier", "killed"), ("3 civilians", 3, "civilian", "killed")],
        ),
        (
            "killing 12 soldiers and 3 civilians",
            [("12 soldiers", 12, "soldier", "killed"), ("3 civilians", 3, "civilian", "killed")],
        ),
        (
            "12 of the 20 passengers died",
            [("12", 12, "passenger", "killed"), ("20 passengers", 20, "passenger", "")],
        ),
        (
            "one of 12 people killed was a nurse",
            [("one", 1, "person", ""), ("12 people", 12, "person", "killed")],
        ),
        (
            "None of the passengers was hurt",
            [("None of the passengers was hurt", 0, "person", "wounded")],
        ),
        ("no deaths or injuries", [("no deaths or injuries", 0, "person", "casualties")]),
        ("without loss of life", [("without loss of life", 0, "person", "killed")]),
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
        ("a year and a half", 1.5, "year"),
        ("half an hour", 0.5, "hour"),
        ("half a tonne", 500, "kg"),
        ("1,500 metres", 1.5, "km"),
        ("0.5 miles", 804.672, "m"),
        ("300 acres", 1.214056926, "km2"),
        ("2,000 sq ft", 185.80608, "m2"),
        ("20,000 metric tons", 20_000, "tonne"),
        ("100 pounds", 45.359237, "kg"),
        ("100,000 pounds", 100_000, "GBP"),
        ("60 miles an hour", 96.56064, "km/h"),
        ("104F", 40, "celsius"),
        ("-5°C", -5, "celsius"),
        ("minus 20 degrees", -20, "degree"),
        ("magnitude 7.2", 7.2, "magnitude"),
        ("7.2-magnitude", 7.2, "magnitude"),
        ("1.2 gigawatts", 1.2, "GW"),
        ("$5 m", 5e6, "USD"),
        ("AU$ 40 million", 4e7, "AUD"),
        ("20 million Swiss francs", 2e7, "CHF"),
        ("5m EUR", 5e6, "EUR"),
        ("Rs 5 crore", 5e7, "rupee"),
        ("10 billion won", 1e10, "KRW"),
        ("20p", 0.2, "GBP"),
        ("25 basis points", 0.25, "percentage_point"),
        ("half a percentage point", 0.5, "percentage_point"),
        ("a half-billion dollars", 5e8, "USD"),
        ("three quarters of a million people", 750_000, "person"),
        ("two and a half million people", 2_500_000, "person"),
        ("2½ years", 2.5, "year"),
        ("200 more people", 200, "person"),
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
        ("200 or so drones", Bound.ABOUT, 180, 220),
        ("200-odd drones", Bound.ABOUT, 180, 220),
        ("200-plus drones", Bound.AT_LEAST, 200, None),
        ("more than a decade", Bound.AT_LEAST, 1, None),
        ("10% to 15%", Bound.RANGE, 10, 15),
        ("between 10% and 15%", Bound.RANGE, 10, 15),
        ("$100m-$150m", Bound.RANGE, 1e8, 1.5e8),
        ("a handful of drones", Bound.AT_LEAST, 3, None),
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
    ("text", "words", "percent", "bound"),
    [
        ("a third of the city", "a third", 33.33333333, Bound.ABOUT),
        ("two-thirds of the voters", "two-thirds", 66.66666667, Bound.ABOUT),
        ("half the crew", "half", 50, Bound.ABOUT),
        ("more than half of them", "more than half", 50, Bound.AT_LEAST),
        ("one in five voters", "one in five", 20, Bound.ABOUT),
        ("nine out of ten", "nine out of ten", 90, Bound.ABOUT),
    ],
)
def test_shares_are_percent(text: str, words: str, percent: float, bound: Bound) -> None:
    quantity = only(text)
    assert (quantity.text, quantity.unit, quantity.bound) == (words, "percent", bound)
    assert quantity.value == pytest.approx(percent)


def test_a_change_is_no_range() -> None:
    assert read("It rose from 5% to 7%.") == [("5%", 5, "percent", ""), ("7%", 7, "percent", "")]
    assert only("Prices range from 5% to 7%.").bound is Bound.RANGE


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
        "a 34-year-old, twins of 5 years old",
        "the second half of the year, half past eight",
        "a third man",
        "5G networks and 3D glasses",
        "the top 10 companies",
        "7-Eleven stores",
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
        "none",
        "minus",
        "magnitude",
        "C",
        "°",
        "half",
        "third",
        "quarters",
        "in",
        "out",
        "from",
        "pounds",
        "USD",
        "p",
        "ft",
        "square",
        "odd",
        "½",
        "soldiers",
        "neither",
        "lives",
    ]
)


@example("0USD0")
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
