"""Units of measure and currencies: which words name them, and what a value in them comes to."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from salis.read.lexemes import Lexemes, cut_lexemes


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit as one of its words gives it: value times factor plus offset, on a step of a kind."""

    #: As it is shown; empty where its kind decides by size.
    name: str
    factor: float = 1.0
    offset: float = 0.0
    #: `length`, `mass` … of units that are brought to one; empty for others.
    kind: str = ""
    #: Least value from which on the word is read so.
    least: float = 0.0
    #: Only directly behind the number.
    attached: bool = False
    #: Only in these capitals; empty where it does not matter.
    exact: str = ""


_TABLE: dict[str, Any] = tomllib.loads(
    files("salis.read").joinpath("lists", "units.toml").read_text(encoding="utf-8")
)
#: Kind to its units with their size in the base unit, largest first.
_STEPS: dict[str, tuple[tuple[str, float], ...]] = {
    kind: tuple(sorted(steps.items(), key=lambda step: -step[1]))
    for kind, steps in _TABLE["step"].items()
}


def _rows() -> list[tuple[tuple[str, ...], Measure]]:
    rows = []
    for unit in _TABLE["unit"]:
        for word in unit["words"]:
            given = {k: v for k, v in unit.items() if k not in ("words", "exact", "name")}
            name = unit.get("name", "")
            exact = word if unit.get("exact") else ""
            measure = Measure(name=word if name == "=" else name, exact=exact, **given)
            rows.append((tuple(cut_lexemes(word).lows), measure))
    return rows


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], Measure]]]:
    """Sort the words of units under their first; the longest come first, then the pickiest."""
    found: dict[str, list[tuple[tuple[str, ...], Measure]]] = {}
    for words, measure in _rows():
        found.setdefault(words[0], []).append((words, measure))
    for rows in found.values():
        rows.sort(key=lambda row: (-len(row[0]), -row[1].least))
    return found


_MEASURES = _by_first_word()
#: Words that the name of a unit begins with.
UNIT_WORDS = frozenset(_MEASURES)


def read_measure(lex: Lexemes, index: int, value: float) -> tuple[Measure, int] | None:
    """Return the unit named at a piece, behind a number of this value, and where its words end."""
    if index >= len(lex.lows):
        return None
    attached = index > 0 and lex.adjacent(index - 1)
    for words, measure in _MEASURES.get(lex.lows[index], ()):
        fits = value >= measure.least and (attached or not measure.attached)
        exact = not measure.exact or lex.words[index] == measure.exact
        if fits and exact and tuple(lex.lows[index : index + len(words)]) == words:
            return measure, index + len(words)
    return None


def step_of(kind: str, value: float) -> tuple[str, float]:
    """Return the unit that a value in the base unit of its kind is shown in, and its size."""
    steps = _STEPS[kind]
    return next((step for step in steps if abs(value) >= step[1]), steps[-1])
