"""Time expressions: what the words mean, and when that is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salis.model.times import Moment, Precision
from salis.read.times import FoundTime, find_times

#: A Wednesday.
PUBLISHED = Moment(datetime(2023, 6, 28, 9, tzinfo=UTC), Precision.DAY)


def read(text: str, anchor: Moment | None = PUBLISHED) -> list[str]:
    """Show each time found as `words = value`."""
    return [f"{text[t.start : t.end]} = {t.value}" for t in find_times(text, anchor)]


def placed(text: str) -> FoundTime:
    (found,) = find_times(text, PUBLISHED)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Signed on Friday, June 23, 2023.", ["Friday, June 23, 2023 = 2023-06-23"]),
        ("It began on 24 February 2022.", ["24 February 2022 = 2022-02-24"]),
        ("The port closed in 2022.", ["2022 = 2022"]),
        ("Built in June 2021", ["June 2021 = 2021-06"]),
        ("the 1990s and the '80s", ["the 1990s = 199", "the '80s = 198"]),
        ("a 17th century fort", ["17th century = 16"]),
        ("in the twenty-first century", ["the twenty-first century = 20"]),
        ("Q3 2021 was weak", ["Q3 2021 = 2021-Q3"]),
        ("in the first half of 2022", ["the first half of 2022 = 2022-H1"]),
        ("logged at 2023-06-24T14:00Z", ["2023-06-24T14:00Z = 2023-06-24T14:00Z"]),
        ("the 24/06/2023 record", ["24/06/2023 = 2023-06-24"]),
    ],
)
def test_absolute_times(text: str, expected: list[str]) -> None:
    assert read(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He arrived on Friday.", ["Friday = 2023-06-23"]),
        ("He will arrive on Friday.", ["Friday = 2023-06-30"]),
        ("The deal was delayed until Monday.", ["Monday = 2023-07-03"]),
        ("They met yesterday", ["yesterday = 2023-06-27"]),
        ("two weeks ago", ["two weeks ago = 2023-W24"]),
        ("last month", ["last month = 2023-05"]),
        ("next year", ["next year = 2024"]),
        ("this morning", ["this morning = 2023-06-28TMO"]),
        ("Friday evening", ["Friday evening = 2023-06-23TEV"]),
        ("later this year", ["later this year = 2023"]),
        ("It fell in October.", ["October = 2022-10"]),
        ("It will open in October.", ["October = 2023-10"]),
        ("The depot burned down on December 30", ["December 30 = 2022-12-30"]),
        ("They unveiled a fair to be held on July 9.", ["July 9 = 2023-07-09"]),
        (
            "Sales fell in January from the same month a year ago.",
            ["January = 2023-01", "the same month a year ago = 2022-01"],
        ),
        (
            "In May 40 ships came, 60 in the same period of last year.",
            ["May = 2023-05", "the same period of last year = 2022-05"],
        ),
        ("The same month last year was calm.", ["last year = 2022"]),
        ("They unveiled a fair for July 9.", ["July 9 = 2023-07-09"]),
        ("They unveiled a fair for September 9.", ["September 9 = 2022-09-09"]),
        ("the third quarter of last year", ["the third quarter of last year = 2022-Q3"]),
        ("the last week of March", ["the last week of March = 2023-W13"]),
        ("last summer", ["last summer = 2022-SU"]),
        ("over the weekend", ["the weekend = 2023-W25-WE"]),
        ("two days before Friday", ["two days before Friday = 2023-06-21"]),
        ("Talks lasted three days.", ["three days = P3D"]),
        ("the past decade", ["the past decade = P10Y"]),
        ("a 27-year lease", ["27-year = P27Y"]),
        (
            "Struck on Friday, it sank the next day",
            ["Friday = 2023-06-23", "the next day = 2023-06-24"],
        ),
        ("every three days", ["every three days = P3D"]),
        ("every Friday", ["every Friday = XXXX-WXX-5"]),
        ("now", ["now = PRESENT_REF"]),
    ],
)
def test_times_told_from_publication(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march again, a second attempt.",
        "Orla May said April Quist sat in the sun.",
        "May I march?",
        "2000 soldiers crossed for $2000",
        "a 34-year-old driver, 5 years old",
        "won 3-1, a ratio of 16:9",
        "as soon as they can, shortly after the blast",
        "version 1.1.1 of A2010",
    ],
)
def test_words_and_numbers_that_are_no_times(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "edtf", "start", "end"),
    [
        ("since 2014", "2014/..", "2014-01-01", None),
        ("by 2030", "../2030", None, "2031-01-01"),
        ("before June 2022", "../2022-05-31", None, "2022-06-01"),
        ("after 9 May", "2023-05-10/..", "2023-05-10", None),
        ("around 1990", "1990~", "1990-01-01", "1991-01-01"),
        ("early 2022", "2022-01~/2022-04~", "2022-01-01", "2022-05-01"),
        ("late June 2023", "2023-06-21~/2023-06-30~", "2023-06-21", "2023-07-01"),
        ("the 1990s", "199X", "1990-01-01", "2000-01-01"),
        ("spring 2022", "2022-21", "2022-03-01", "2022-06-01"),
        ("23-25 June", "2023-06-23/2023-06-25", "2023-06-23", "2023-06-26"),
        ("in the coming days", "2023-06-28/..", "2023-06-28", None),
        (
            "the month before February 22, 2022",
            "2022-01-22/2022-02-22",
            "2022-01-22",
            "2022-02-22",
        ),
    ],
)
def test_intervals_keep_open_and_uncertain_sides(
    text: str, edtf: str, start: str | None, end: str | None
) -> None:
    interval = placed(text).interval
    assert interval is not None
    assert interval.edtf == edtf
    assert (interval.start and interval.start.date().isoformat()) == start
    assert (interval.end and interval.end.date().isoformat()) == end


def test_both_ends_of_a_range_carry_the_whole_range() -> None:
    first, last = find_times("War raged between June and August 1918.", PUBLISHED)
    assert (first.value, last.value) == ("1918-06", "1918-08")
    assert first.interval == last.interval
    assert first.interval is not None
    assert first.interval.edtf == "1918-06/1918-08"
    assert first.interval.text == "between June and August 1918"


@pytest.mark.parametrize(
    ("text", "value", "start"),
    [
        ("at 14:00 GMT", "2023-06-28T14:00Z", "2023-06-28T14:00"),
        ("at 6 p.m. ET", "2023-06-28T18:00-04:00", "2023-06-28T22:00"),
        ("at 2:30pm Moscow time", "2023-06-28T14:30+03:00", "2023-06-28T11:30"),
        ("6:40 p.m. (GMT +8) yesterday", "2023-06-27T18:40+08:00", "2023-06-27T10:40"),
        ("at 0930 GMT", "2023-06-28T09:30Z", "2023-06-28T09:30"),
    ],
)
def test_clock_times_are_moved_to_utc(text: str, value: str, start: str) -> None:
    found = placed(text)
    assert found.value == value
    assert found.interval is not None
    assert found.interval.start == datetime.fromisoformat(start).replace(tzinfo=UTC)


def test_a_clock_time_without_a_zone_is_no_more_exact_than_its_day() -> None:
    interval = placed("at 6 p.m. local time").interval
    assert interval is not None
    assert interval.start == datetime(2023, 6, 28, tzinfo=UTC)
    assert interval.end == datetime(2023, 6, 29, tzinfo=UTC)


def test_a_clock_time_takes_its_day_from_what_follows() -> None:
    assert read("at 14:00 GMT on Friday")[0] == "14:00 GMT = 2023-06-23T14:00Z"


def test_the_caller_can_say_that_it_lies_ahead() -> None:
    (found,) = find_times("on Friday", PUBLISHED, future=True)
    assert found.value == "2023-06-30"


def test_without_a_publication_time_nothing_relative_is_placed() -> None:
    found = find_times("yesterday, on Friday, in October, last week, two days ago", None)
    assert len(found) == 5
    assert [time.interval for time in found] == [None] * 5


def test_a_publication_known_by_its_year_places_years_only() -> None:
    year = Moment(datetime(2023, 1, 1, tzinfo=UTC), Precision.YEAR)
    last_year, friday = find_times("last year, on Friday", year)
    assert last_year.value == "2022"
    assert friday.interval is None


WORDS = st.sampled_from(
    [
        "the",
        "last",
        "next",
        "5",
        "31",
        "two",
        "2024",
        "9999",
        "1000",
        "June",
        "May",
        "friday",
        "days",
        "ago",
        "before",
        "after",
        "of",
        "-",
        ",",
        ".",
        ":",
        "/",
        "am",
        "century",
        "30",
        "February",
        "17th",
        "99999999999999999999",
        "quarter",
        "early",
        "since",
        "from",
        "to",
        "25:61",
        "12:30",
        "GMT",
        "+",
        "12/31/99",
        "2023-99-99",
        "2023-01-01T99:99",
        "every",
        "past",
        "few",
        "years",
        "\n",
        "'",
        "90s",
        "(",
        ")",
        "weekend",
        "Christmas",
    ]
)
ANCHORS = st.none() | st.builds(
    Moment,
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from(list(Precision)),
)


@given(st.text() | st.lists(WORDS, max_size=30).map(" ".join), ANCHORS)
def test_any_text_gives_spans_in_order_that_do_not_overlap(
    text: str, anchor: Moment | None
) -> None:
    end = 0
    for found in find_times(text, anchor):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        assert found.kind in ("DATE", "TIME", "DURATION", "SET")
        interval = found.interval
        if interval and interval.start and interval.end:
            assert interval.start < interval.end
            assert interval.start.tzinfo is not None
        end = found.end


@pytest.mark.parametrize(
    "piece", ["the ", "12-", "a few ", "1 of ", "7 ", "from 1999 to ", ",", "(", "in 5"]
)
def test_repetition_does_not_take_long(piece: str) -> None:
    started = datetime.now(UTC)
    find_times(piece * 5_000, PUBLISHED)
    assert (datetime.now(UTC) - started).total_seconds() < 5
