"""Versions of the rules of standing: each is a list of rules, and none is ever altered.

A rule that is to change is left as it was for the versions that have it, and a new version gets
another in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

from salis.weigh.rules import RULES, Rule, find_pending, find_pending_by_any_time


@dataclass(frozen=True, slots=True)
class Ruling:
    """One version of the rules."""

    version: str
    #: What it changed, for a reader.
    says: str
    #: In the order in which they are tried.
    rules: tuple[Rule, ...]


def _with(rules: tuple[Rule, ...], old: Rule, new: Rule) -> tuple[Rule, ...]:
    return tuple(new if rule is old else rule for rule in rules)


#: The oldest first.
VERSIONS = (
    Ruling(
        "weigh/1",
        "The table of standings as it was first.",
        _with(RULES, find_pending, find_pending_by_any_time),
    ),
    Ruling(
        "weigh/2",
        "A time before a prediction was made is not when it is due: without another it is expected,"
        " not overdue. What is only said not to be known is not known now, not expected.",
        RULES,
    ),
)
#: Ledgers in which nobody adopted any rules were written under these.
FIRST = VERSIONS[0]
CURRENT = VERSIONS[-1]


def find_ruling(version: str) -> Ruling | None:
    """Give a version of the rules by its name, or by its number; None where there is none."""
    named = {one.version: one for one in VERSIONS}
    return named.get(version) or named.get(f"weigh/{version}")
