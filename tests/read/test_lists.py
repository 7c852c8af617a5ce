"""The word lists are in order: lower case, no doubles, every act a known one."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from salis.model.statement import Act

_LISTS = ("cues.toml", "manner.toml", "people.toml", "wording.toml")
_RULES = {"only_with_clause", "with_object", "with_infinitive"}


def _tables(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    table = tomllib.loads(files("salis.read").joinpath("lists", name).read_text(encoding="utf-8"))
    for key, value in table.items():
        if isinstance(value, list):
            found[key] = value
        else:
            found.update({f"{key}.{inner}": words for inner, words in value.items()})
    return found


@pytest.mark.parametrize("name", _LISTS)
def test_words_are_lower_case_and_stand_once_in_their_list(name: str) -> None:
    for key, words in _tables(name).items():
        assert all(word == word.lower().strip() and word for word in words), key
        doubles = {word for word in words if words.count(word) > 1}
        assert not doubles, f"{name} {key}: {doubles}"


def test_layout_rules_are_regular_expressions_that_stay_at_the_start_of_a_line() -> None:
    for key, rules in _tables("layout.toml").items():
        for rule in rules:
            assert not re.compile(rule).match(""), (key, rule)


def test_cues_are_filed_under_acts() -> None:
    for key in _tables("cues.toml"):
        group, _, act = key.partition(".")
        if group != "prepositions":
            assert act in _RULES or act in set(Act), key


def test_a_cue_verb_has_one_act() -> None:
    acts = {
        k: v
        for k, v in _tables("cues.toml").items()
        if k.startswith("verbs.") and k[6:] in set(Act)
    }
    seen = [word for words in acts.values() for word in words]
    assert not {word for word in seen if seen.count(word) > 1}


def test_a_governor_of_events_has_one_class() -> None:
    tables = _tables("manner.toml")
    seen = [word for key, words in tables.items() if key.startswith("governors.") for word in words]
    assert not {word for word in seen if seen.count(word) > 1}
