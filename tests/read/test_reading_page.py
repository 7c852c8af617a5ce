"""What docs/reading.md says is read is what the program reads."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from salis.model.times import Moment, Precision
from salis.read.quantities import find_quantities
from salis.read.times import find_times
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
PUBLISHED = Moment(datetime(2009, 10, 21, tzinfo=UTC), Precision.DAY)


def rows(header: str) -> list[tuple[str, ...]]:
    """Give the rows of the table with this header."""
    lines = PAGE[PAGE.index(header) :].splitlines()[2:]
    ends = next(index for index, line in enumerate(lines) if not line.startswith("|"))
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[:ends]]


@pytest.mark.parametrize(("words", "edtf"), rows("| words | EDTF |"))
def test_times_are_placed_as_the_page_says(words: str, edtf: str) -> None:
    interval = find_times(words, PUBLISHED)[0].interval
    assert interval is not None
    assert interval.edtf == edtf


@pytest.mark.parametrize(
    ("words", "value", "unit", "bound", "scope"), rows("| words | value | unit | bound | scope |")
)
def test_quantities_are_read_as_the_page_says(
    words: str, value: str, unit: str, bound: str, scope: str
) -> None:
    (found,) = find_quantities(words)
    quantity = found.quantity
    assert (f"{quantity.value:.10g}", quantity.unit) == (value, unit)
    assert (quantity.bound.value, quantity.scope) == (bound, scope)
