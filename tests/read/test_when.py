"""When something was said, and when what was said happens: two times that must not be mixed up."""

from __future__ import annotations

import pytest

from salis.model.statement import Statement
from salis.model.times import Precision
from tests.read.conftest import Read


def only(read: Read, text: str) -> Statement:
    """Read a text published on Sunday, 4 May 2025, that makes one statement."""
    (statement,) = read(text).statements
    return statement


def told(read: Read, text: str) -> tuple[str | None, str | None]:
    """Give `concerns` as EDTF, and the day on which it was said."""
    statement = only(read, text)
    said = statement.said_at.at.date().isoformat() if statement.said_at else None
    return (statement.concerns.edtf if statement.concerns else None, said)


@pytest.mark.parametrize(
    ("text", "concerns", "said"),
    [
        (
            "The bridge collapsed two weeks ago, Ilka Stroem said on Saturday.",
            "2025-04-14/2025-04-20",
            "2025-05-03",
        ),
        (
            "On Tuesday, harbour master Ilka Stroem said the ferry would sail again in two weeks.",
            "2025-05-12~/2025-05-18~",
            "2025-04-29",
        ),
        (
            "Ilka Stroem told reporters on Friday evening that the bridge will reopen by 2030.",
            "../2030",
            "2025-05-02",
        ),
        (
            "The minister announced yesterday that talks would begin on Monday.",
            "2025-05-05",
            "2025-05-03",
        ),
        (
            "Ilka Stroem, who took office in 2019, said the wall was built in the 1970s.",
            "197X",
            None,
        ),
        (
            "The mayor, Ilka Stroem, said on Friday that the bridge had collapsed overnight.",
            "2025-05-03/2025-05-04",
            "2025-05-02",
        ),
        (
            "In the year to March, 120 people died on the roads, police said.",
            "2024-04-01/2025-03-31",
            None,
        ),
    ],
)
def test_the_time_of_saying_is_apart_from_the_time_told_of(
    read: Read, text: str, concerns: str, said: str | None
) -> None:
    assert told(read, text) == (concerns, said)


def test_a_comparison_does_not_date_what_is_told(read: Read) -> None:
    text = "Unemployment rose to its highest since 2003 in March, the ministry said."
    assert told(read, text) == ("2025-03", None)
    assert told(read, "It was the worst storm since 1987, said Ilka Stroem.") == (None, None)


def test_a_local_time_with_gmt_beside_it_is_an_instant(read: Read) -> None:
    text = "The dam broke at 4:30 p.m. local time (1430 GMT) on Friday."
    assert told(read, text) == ("2025-05-02T14:30:00Z", None)


def test_a_local_time_alone_is_known_to_the_day(read: Read) -> None:
    concerns = only(read, "The dam broke at 4:30 p.m. local time on Friday.").concerns
    assert concerns is not None
    assert concerns.start is not None
    assert concerns.end is not None
    assert (concerns.end - concerns.start).days == 1


def test_a_day_is_counted_from_the_sentence_before(read: Read) -> None:
    first, second = read(
        "The fire started on Friday. The next day, 40 men still worked."
    ).statements
    assert first.concerns is not None
    assert second.concerns is not None
    assert (first.concerns.edtf, second.concerns.edtf) == ("2025-05-02", "2025-05-03")
    assert second.text == "The next day [2025-05-03], 40 men still worked."


def test_what_is_said_overnight_is_said_by_the_morning(read: Read) -> None:
    said = only(read, "The wall held, Ilka Stroem said overnight.").said_at
    assert said is not None
    assert (said.at.date().isoformat(), said.precision) == ("2025-05-04", Precision.DAY)
