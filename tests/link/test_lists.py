"""The word lists of linking: readable, without repeats, in lower case."""

from __future__ import annotations

from importlib.resources import files

import pytest

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
