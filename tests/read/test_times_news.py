"""Times as reports on markets, courts and disasters write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from salis.model.times import Interval, Moment, Precision
from salis.read.times import find_times

#: A Wednesday.
PUBLISHED = Moment(datetime(2009, 10, 21, tzinfo=UTC), Precision.DAY)


def read(text: str, anchor: Moment | None = PUBLISHED) -> list[str]:
    """Show each time found as `words = value`."""
    return [f"{text[t.start : t.end]} = {t.value}" for t in find_times(text, anchor)]


def when(text: str, place: int = 0, anchor: Moment = PUBLISHED) -> Interval:
    """Give the interval of one of the times found."""
    interval = find_times(text, anchor)[place].interval
    assert interval is not None
    return interval


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("third-quarter profit", ["third-quarter = 2009-Q3"]),
        ("first-half sales rose", ["first-half = 2009-H1"]),
        ("the year's first half", ["the year's first half = 2009-H1"]),
        ("1Q 2010 results", ["1Q 2010 = 2010-Q1"]),
        (
            "in the second and third quarters of 2008",
            ["the second = 2008-Q2", "third quarters of 2008 = 2008-Q3"],
        ),
        ("in fiscal 2011", ["fiscal 2011 = FY2011"]),
        ("FY2010 guidance", ["FY2010 = FY2010"]),
        ("the 2008-09 financial year", ["the 2008-09 financial year = FY2009"]),
        ("the fourth quarter of fiscal 2009", ["the fourth quarter of fiscal 2009 = FY2009-Q4"]),
        ("the current quarter", ["the current quarter = 2009-Q4"]),
        ("the first nine months of 2008", ["the first nine months of 2008 = P9M"]),
        ("the second straight day", ["the second straight day = P2D"]),
        ("a third week in a row", ["a third week = P3W"]),
        ("down for a second week", ["a second week = P2W"]),
        ("by midday on Monday", ["midday = 2009-10-19TMI", "Monday = 2009-10-19"]),
        ("in a single day", ["a single day = P1D"]),
        ("eight straight days of losses", ["eight straight days = P8D"]),
        ("its first loss in seven quarters", ["seven quarters = P7Q"]),
        ("the past five trading days", ["the past five trading days = P5D"]),
        ("by year-end", ["year-end = 2009"]),
        ("in morning trading", ["morning = 2009-10-21TMO"]),
        ("two million barrels a day", ["a day = P1D"]),
        ("long-term debt", ["long-term = FUTURE_REF"]),
        ("in the near future", ["the near future = FUTURE_REF"]),
        ("at the moment", ["the moment = PRESENT_REF"]),
        ("closed on Sundays", ["Sundays = XXXX-WXX-7"]),
    ],
)  # fmt: skip
def test_the_business_page(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They led in the first half.",
        "the second half of that money",
        "on the 16th floor",
        "year-on-year growth",
        "three quarters of voters",
        "It closed at 1630, at 1500 points.",
        "her last day at work",
        "approval in the 20s, highs in the nineties",
        "a quarter of the city",
        "the financial crisis, tax cuts",
    ],
)
def test_words_of_the_business_page_that_are_no_times(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Struck on Friday. The following day it sank. A week later it was raised.",
            ["Friday = 2009-10-16", "The following day = 2009-10-17", "A week later = 2009-W43"],
        ),
        ("The port opened in 2003. That year it failed.", ["2003 = 2003", "That year = 2003"]),
        (
            "If no price is agreed on by June 10, or by that time is withdrawn",
            ["June 10 = 2010-06-10", "that time = 2010-06-10"],
        ),
        (
            "Losses of $2m in the fourth quarter of 2005, of $8m for the entire year",
            ["the fourth quarter of 2005 = 2005-Q4", "the entire year = 2005"],
        ),
        (
            "Up in the third quarter from 5 in the year-ago quarter",
            ["the third quarter = 2009-Q3", "the year-ago quarter = 2008-Q3"],
        ),
        (
            "In August 40 ships came, 60 a year earlier.",
            ["August = 2009-08", "a year earlier = 2008-08"],
        ),
        (
            "Down on Monday, early in the day. That night it rose.",
            ["Monday = 2009-10-19", "early in the day = 2009-10-19", "That night = 2009-10-19TNI"],
        ),
        ("Tuesday of last week", ["Tuesday of last week = 2009-10-13"]),
        ("the week before last", ["the week before last = 2009-W41"]),
        ("this Friday, this Monday", ["this Friday = 2009-10-23", "this Monday = 2009-10-19"]),
        ("October 16 and 17", ["October 16 = 2009-10-16", "17 = 2009-10-17"]),
        ("On October 16 and 17 people died", ["October 16 = 2009-10-16"]),
        ("three to five years", ["three = P3Y", "five years = P5Y"]),
        ("thirty-one years on", ["thirty-one years = P31Y"]),
        ("an hour and a half", ["an hour and a half = PT1.5H"]),
        ("half a century ago", ["half a century ago = 1959"]),
        ("a quarter-century", ["a quarter-century = P25Y"]),
        ("a fortnight ago", ["a fortnight ago = 2009-W41"]),
        ("the early 20th century", ["the early 20th century = 19"]),
        ("the late nineties", ["the late nineties = 199"]),
        ("16-Oct-2009", ["16-Oct-2009 = 2009-10-16"]),
    ],
)  # fmt: skip
def test_times_told_from_those_before_them(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Christmas Eve", ["Christmas Eve = 2009-12-24"]),
        ("on Good Friday", ["Good Friday = 2009-04-10"]),
        ("Easter Monday 2011", ["Easter Monday 2011 = 2011-04-25"]),
        ("Thanksgiving in 1991", ["Thanksgiving in 1991 = 1991-11-28"]),
        ("since Memorial Day", ["Memorial Day = 2009-05-25"]),
        ("during Ramadan", ["Ramadan = XXXX-XX-XX"]),
        ("before 9/11", ["9/11 = 2001-09-11"]),
        ("the September 11 attacks", ["September 11 attacks = 2001-09-11"]),
        ("Black Monday, the Sunday Times, USA Today", []),
    ],
)
def test_holidays_and_names(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("the three months to June", "2009-04-01/2009-06-30"),
        ("in the week ended October 16", "2009-10-10/2009-10-16"),
        ("the fiscal year ended March 31, 2009", "2008-04-01/2009-03-31"),
        ("in the 24 hours to Friday", "2009-10-15/2009-10-16"),
        ("the last two weeks of August", "2009-08-18/2009-08-31"),
        ("the rest of the year", "2009-10-21/2009-12-31"),
        ("by the end of the year", "../2009-12~"),
        ("no later than Friday", "../2009-10-23"),
        ("no earlier than 2011", "2011/.."),
        ("over the last 24 hours", "2009-10-20/2009-10-21"),
        ("from Monday to Friday", "2009-10-19/2009-10-23"),
        ("between 3 and 5 May", "2009-05-03/2009-05-05"),
        ("will run from 20 October to 23 October", "2009-10-20/2009-10-23"),
        ("It will sail in two weeks.", "2009-11-02~/2009-11-08~"),
        ("They will know within 48 hours.", "2009-10-21/2009-10-23"),
        ("overnight on Monday", "2009-10-19/2009-10-20"),
    ],
)
def test_stretches_that_two_words_give_together(text: str, edtf: str) -> None:
    assert when(text).edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on 10/12/2008", "[2008-10-12,2008-12-10]"),
        ("since 10/12/2008", "2008-10-12/.."),
        ("in fiscal 2011", "2011?"),
        ("the previous day", "2009-10-20?"),
        ("It was up on the day.", "2009-10-21?"),
        ("on the 16th", "2009-10-16?"),
        ("a year ago", "2008~"),
    ],
)
def test_what_is_not_sure_is_marked(text: str, edtf: str) -> None:
    assert when(text).edtf == edtf


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("at 9.30am GMT", "2009-10-21T09:30"),
        ("at 8 p.m. New York time on Monday", "2009-10-20T00:00"),
        ("at 8 p.m. Beijing time", "2009-10-21T12:00"),
        ("at 10:00 Central European Time", "2009-10-21T08:00"),
        ("from 10 a.m. to 2 p.m. GMT", "2009-10-21T10:00"),
        ("12 noon GMT", "2009-10-21T12:00"),
        ("at 0930 hours GMT", "2009-10-21T09:30"),
        ("at 9:30 a.m. local time (0130 GMT)", "2009-10-21T01:30"),
        ("at 8 p.m. local time (0100 GMT) on Monday", "2009-10-20T01:00"),
        ("at 4:30 p.m. EDT (2030 UTC)", "2009-10-21T20:30"),
    ],
)
def test_clock_times_with_a_zone_are_instants(text: str, start: str) -> None:
    assert when(text).start == datetime.fromisoformat(start).replace(tzinfo=UTC)


def test_two_clocks_in_brackets_are_one_instant() -> None:
    text = "at 8 p.m. local time (0100 GMT) on Monday"
    assert read(text)[:2] == [
        "8 p.m. local time = 2009-10-19T20:00",
        "0100 GMT = 2009-10-20T01:00Z",
    ]
    assert when(text, 0).start == when(text, 1).start


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4:00 this afternoon", "2009-10-21T16:00"),
        ("nine o'clock in the evening", "2009-10-21T21:00"),
        ("at 8 p.m. local time", "2009-10-21T20:00"),
        ("from 8 to 9 p.m.", "2009-10-21T20:00"),
    ],
)  # fmt: skip
def test_clock_times_without_a_zone_stand_for_their_day(text: str, value: str) -> None:
    assert find_times(text, PUBLISHED)[0].value == value
    interval = when(text)
    assert interval.end is not None
    assert interval.start is not None
    assert (interval.end - interval.start).days == 1


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("the worst week since 2003", [True]),
        ("They have met since 2003.", [False]),
        ("Profit rose 5 percent from a year earlier.", [True]),
        ("more than in 2008", [True]),
        ("sales in May, compared with April", [False, True]),
        ("its lowest level in five years", [True]),
        ("It burned for five days.", [False]),
        ("the highest since 2003 in March", [True, False]),
    ],
)
def test_what_something_is_compared_with_is_not_when_it_happens(
    text: str, compared: list[bool]
) -> None:
    assert [found.compared for found in find_times(text, PUBLISHED)] == compared
