"""Moments as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from salis.cli.exits import run
from salis.cli.moments import MOMENT, UNTIL
from tests.cli.korvan import add_reports


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("2031-05-06T18:00Z", (2031, 5, 6, 18), (2031, 5, 6, 18)),
        ("2031-05-06T18:00+02:00", (2031, 5, 6, 16), (2031, 5, 6, 16)),
        ("2031-05-06", (2031, 5, 6), (2031, 5, 7)),
        ("2031-12", (2031, 12, 1), (2032, 1, 1)),
        ("2031", (2031, 1, 1), (2032, 1, 1)),
    ],
)
def test_since_a_day_begins_with_it_and_by_a_day_takes_all_of_it(
    typed: str, since: tuple[int, ...], until: tuple[int, ...]
) -> None:
    assert MOMENT.convert(typed, None, None) == datetime(*since, tzinfo=UTC)  # type: ignore[misc,arg-type]
    assert UNTIL.convert(typed, None, None) == datetime(*until, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.fixture(scope="module")
def korvan(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Make a workspace of one report."""
    text = "The dam above Korvan burst on Saturday night, the Interior Ministry said.\n"
    reports = {"tribune.txt": ("North Tribune", "2025-05-03T06:10Z", text)}
    return str(add_reports(tmp_path_factory.mktemp("korvan"), reports))


def test_before_the_first_document_it_is_said_when_that_was(
    korvan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-w", korvan, "brief", "--as-of", "2020"]) == 0
    shown = capsys.readouterr()
    assert "Nothing has been told by then" in shown.out
    assert "The first document here counts from 2025-05-03T06:10Z." in shown.err
    for verb in ("claims", "sources", "questions", "predictions", "timeline"):
        assert run(["-w", korvan, verb, "--as-of", "2020", "-f", "json"]) == 0
        assert capsys.readouterr().out == "[]\n"


def test_a_moment_to_come_is_said_to_be_one(
    korvan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-w", korvan, "brief", "--as-of", "2999"]) == 0
    shown = capsys.readouterr()
    assert "The dam above Korvan burst" in shown.out
    assert "That moment is yet to come" in shown.err
    assert run(["-w", korvan, "brief", "--as-of", "2999", "-q"]) == 0
    assert capsys.readouterr().err == ""


def test_a_stretch_that_ends_before_it_begins_is_wrong_usage(
    korvan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stretch = ["--since", "2025-05-06", "--until", "2025-05-01"]
    assert run(["-w", korvan, "changes", *stretch]) == 2
    assert "--until is before --since" in capsys.readouterr().err
