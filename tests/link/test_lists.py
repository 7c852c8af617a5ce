"""The word lists of linking: readable, without repeats, in lower case."""

from __future__ import annotations

from importlib.resources import files

import pytest

from salis.link.wording import read_nicknames
from salis.read.lists import names

NAMES = sorted(
    one.name for one in files("salis.link").joinpath("lists").iterdir() if one.name.endswith(".txt")
)


@pytest.mark.parametrize("name", NAMES)
def test_a_list_says_what_it_is_and_repeats_nothing(name: str) -> None:
    lines = files("salis.link").joinpath("lists", name).read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    assert lines[0].startswith("# ")
    assert len(entries) == len(set(entries))
    assert all(line == line.lower().strip() for line in entries)


def test_first_names_and_their_short_forms_are_those_of_the_reader() -> None:
    assert read_nicknames() == names().forenames
