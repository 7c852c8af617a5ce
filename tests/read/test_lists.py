"""The word lists are in order: lower case, no doubles, every act a known one."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from salis.model.statement import Act
from salis.read.lexemes import cut_lexemes, load_rows
from salis.read.measures import read_measure
from salis.read.time_names import FIRST_WORDS, NO_TIME, UNKNOWN, named_day
from salis.read.time_tags import tag_lexemes

_LISTS = (
    "alone.toml",
    "cues.toml",
    "gate.toml",
    "manner.toml",
    "names.toml",
    "people.toml",
    "wording.toml",
)
#: Names of zones are told from words by their capitals.
_WITH_CAPITALS = ("times_zones.tsv",)
_UNIT_FIELDS = {"kind", "name", "factor", "offset", "least", "attached", "exact", "words"}
_RULES = {"only_with_clause", "with_object", "with_infinitive"}
_RULES |= {"deny_only", "deniable", "withheld", "taking_back", "verbs", "regret"}
_RULES |= {"said", "shown", "lacked"}


def _folder() -> list[Traversable]:
    return list(files("salis.read").joinpath("lists").iterdir())


def _text(name: str) -> str:
    return files("salis.read").joinpath("lists", name).read_text(encoding="utf-8")


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


def test_a_first_name_is_a_mans_or_a_womans() -> None:
    names = _tables("names.toml")
    assert not set(names["male"]) & set(names["female"])


def test_a_word_of_office_stands_for_one_office() -> None:
    words = [w for k, v in _tables("names.toml").items() if k.startswith("offices.") for w in v]
    assert not {word for word in words if words.count(word) > 1}


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


@pytest.mark.parametrize("file", sorted(f.name for f in _folder() if f.name.endswith(".tsv")))
def test_rows_have_the_same_fields_and_small_letters(file: str) -> None:
    rows = load_rows(file)
    assert len({len(row) for row in rows}) == 1, file
    words = " ".join(row[-1] for row in rows)
    assert file in _WITH_CAPITALS or words == words.lower(), file


@pytest.mark.parametrize(
    "file", ["times.tsv", "numbers.tsv", "units_signs.tsv", "units_people.tsv", "times_tense.tsv"]
)
def test_a_word_has_one_meaning_in_its_list(file: str) -> None:
    words = [word for row in load_rows(file) for word in row[-1].split()]
    assert not {word for word in words if words.count(word) > 1}


def test_units_are_known_kinds_and_their_words_stand_once() -> None:
    table = tomllib.loads(_text("units.toml"))
    seen: set[tuple[str, float, bool]] = set()
    for unit in table["unit"]:
        assert set(unit) <= _UNIT_FIELDS, unit
        assert ("kind" in unit) != ("name" in unit), unit
        assert unit.get("kind", "length") in table["step"], unit
        for word in unit["words"]:
            assert unit.get("exact") or word == word.lower(), word
            key = (word, unit.get("least", 0), bool(unit.get("attached")))
            assert key not in seen, word
            seen.add(key)


@pytest.mark.parametrize(
    ("larger", "smaller", "times"),
    [
        ("mile", "yard", 1760),
        ("yard", "foot", 3),
        ("foot", "inch", 12),
        ("square mile", "acre", 640),
        ("acre", "square foot", 43_560),
        ("ton", "pound", 2000),
        ("pound", "ounce", 16),
        ("cubic foot", "gallon", 1728 / 231),
        ("mph", "km/h", 1.609344),
        ("knot", "kph", 1.852),
        ("tonne", "kg", 1000),
        ("gwh", "kwh", 1e6),
    ],
)
def test_units_are_to_each_other_as_they_are_defined(
    larger: str, smaller: str, times: float
) -> None:
    assert _factor(larger) / _factor(smaller) == pytest.approx(times, rel=1e-9)


def _factor(word: str) -> float:
    found = read_measure(cut_lexemes(word), 0, 1)
    assert found is not None
    return found[0].factor


def test_steps_grow_and_begin_where_values_do() -> None:
    for kind, steps in tomllib.loads(_text("units.toml"))["step"].items():
        sizes = list(steps.values())
        assert sizes == sorted(set(sizes)), kind


def test_zones_are_minutes_or_in_the_time_zone_database() -> None:
    for zone, _ in load_rows("times_zones.tsv"):
        assert zone.lstrip("-").isdigit() or ZoneInfo(zone).key == zone


def test_holidays_have_a_day_in_every_year() -> None:
    for rule, names in load_rows("times_names.tsv"):
        if rule not in (NO_TIME, UNKNOWN):
            assert all(named_day(rule, year) for year in (1900, 2024, 2100)), names


@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, "03-22"), (1943, "04-25"), (2000, "04-23"), (2008, "03-23"), (2024, "03-31")],
)
def test_easter(year: int, day: str) -> None:
    found = named_day("easter", year)
    assert found is not None
    assert found.isoformat() == f"{year}-{day}"


def test_words_that_names_begin_with_are_looked_at() -> None:
    for word in FIRST_WORDS:
        lex = cut_lexemes(word.capitalize())
        assert tag_lexemes(lex) != "*", word


def test_the_documentation_says_what_each_list_is() -> None:
    text = Path("docs/words.md").read_text(encoding="utf-8")
    for name in ("alone.toml", "gate.toml", "layout.toml", "wording.toml"):
        assert f"`{name}`" in text
        assert [key for key in _tables(name) if f"`{key}`" not in text] == []
