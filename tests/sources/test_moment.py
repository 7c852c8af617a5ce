from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salis.model.times import Moment, Precision
from salis.sources.collect import parse_moment


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("2031", "2031-01-01T00:00", "year"),
        ("2031-05", "2031-05-01T00:00", "month"),
        ("May 2031", "2031-05-01T00:00", "month"),
        ("2031-05-04", "2031-05-04T00:00", "day"),
        ("2031/5/4", "2031-05-04T00:00", "day"),
        ("20310504", "2031-05-04T00:00", "day"),
        ("4 May 2031", "2031-05-04T00:00", "day"),
        ("Sunday, May 4th, 2031", "2031-05-04T00:00", "day"),
        ("May 4, 2031 at 6 p.m.", "2031-05-04T18:00", "hour"),
        ("2031-05-04T18", "2031-05-04T18:00", "hour"),
        ("2031-05-04 12:30 am", "2031-05-04T00:30", "minute"),
        ("2031-05-04T18:00Z", "2031-05-04T18:00", "minute"),
        ("2031-05-04 18:00", "2031-05-04T18:00", "minute"),
        ("4 May 2031 18:00 +0200", "2031-05-04T16:00", "minute"),
        ("4 May 2031, 18:00 CEST", "2031-05-04T16:00", "minute"),
        ("May 4, 2031 10:05 pm EDT", "2031-05-05T02:05", "minute"),
        ("20310504T180000Z", "2031-05-04T18:00", "second"),
        ("2031-05-04T18:00:12.345+05:30", "2031-05-04T12:30:12", "second"),
        ("Sun, 04 May 2031 18:00:00 -0500", "2031-05-04T23:00", "second"),
        ("Sun May 04 2031 18:00:00 GMT+0200 (CEST)", "2031-05-04T16:00", "second"),
    ],
)
def test_a_time_is_read_with_the_precision_it_was_given(text: str, at: str, precision: str) -> None:
    expected = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert parse_moment(text) == Moment(expected, Precision(precision))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "two hours ago",
        "04/05/2031",  # April or May?
        "2031-02-30",
        "2031-13-01",
        "2031-05-04T25:00",
        "2031-05-04 13:00 pm",
        "2031-05-04T18:00+99:00",
        "2031-05-04 18:00 XYZ",
        "0000-00-00",
        "9999-12-31",
        "2031-05 18:00",
        "2031-05-04 18",
        "2031-05-04 or so",
        "٢٠٣١-٠٥-٠٤",
        "2" * 5000,
    ],
)
def test_what_cannot_be_or_can_be_two_things_is_not_read(text: str) -> None:
    assert parse_moment(text) is None


times = st.datetimes(
    datetime(1600, 1, 1),  # noqa: DTZ001 - the strategy wants bounds without a zone
    datetime(2900, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-720, 840).map(lambda m: timezone(timedelta(minutes=m))),
).map(lambda at: at.replace(microsecond=0))


@given(times)
def test_every_iso_and_mail_date_comes_back_as_the_same_instant(at: datetime) -> None:
    expected = Moment(at.astimezone(UTC), Precision.SECOND)
    assert parse_moment(at.isoformat()) == expected
    assert parse_moment(format_datetime(at)) == expected


@given(st.text())
def test_any_words_are_a_moment_or_none(text: str) -> None:
    moment = parse_moment(text)
    assert moment is None or moment.at.tzinfo is UTC
