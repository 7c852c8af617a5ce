"""Tells which of several conflicting claims is true: as the likeliest of rival answers.

Only spelling is translated: lists of people to last names, figures to numbers. A contributor who
is nothing but a network address has no name, like a speaker who is called "an official".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from benchmarks.name_lists import read_names
from benchmarks.rows import Row
from salis.weigh import Answer, Found, Names, Number, Poll, Vote, Wording
from salis.weigh.answers import place_of
from salis.weigh.discovery import discover_truth

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_FIGURES = re.compile(r"\s*-?[\d,]*\.?\d+\s*")
_PEOPLE = re.compile(r"author|names|people", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:0 )?\(?(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){7})\)?", re.IGNORECASE
)
_LONGEST = 400


def predict(rows: Iterable[Row], objects: Iterable[Row] | None = None) -> Iterator[Row]:
    """Yield `{"id", "value", "probability"}` for each object to answer; "" where nobody does."""
    claims = list(rows)
    asked = list(objects) if objects is not None else _all_objects(claims)
    found = discover_truth(make_polls(claims, find_kinds(claims, asked)))
    for row in asked:
        answer, chance = best_answer(found.get(_key(row)))
        value = "" if answer is None else write_answer(answer)
        yield {"id": row["id"], "value": value, "probability": round(chance, 6)}


def make_polls(claims: Iterable[Row], kinds: Mapping[str, str]) -> list[Poll]:
    """Make the questions of claims: one for each object and attribute."""
    votes: defaultdict[str, list[Vote]] = defaultdict(list)
    for row in claims:
        answer = read_answer(str(row["value"]), kinds[row["attribute"]])
        if answer is not None:
            source = str(row["source"])
            votes[_key(row)].append(Vote(source, answer, not _ADDRESS.fullmatch(source.strip())))
    return [Poll(key, tuple(given)) for key, given in votes.items()]


def read_answer(value: str, kind: str) -> Answer | None:
    """Read a value by its kind; None where it says nothing."""
    if kind == "people":
        names = read_names(value)
        return Names(names) if names else None
    if kind == "number":
        figure = _NUMBER.search(value.replace(",", ""))
        return Number(round(float(figure[0]), 6)) if figure else None
    text = " ".join(value.lower().split())[:_LONGEST]
    return Wording(text) if text else None


def write_answer(answer: Answer) -> str:
    """Spell an answer so that its kind's own reading gives it back."""
    if isinstance(answer, Names):
        return "; ".join(name for name, _ in sorted(answer.names))
    if isinstance(answer, Number):
        return f"{answer.value:.6f}".rstrip("0").rstrip(".")
    return answer.text


def find_kinds(claims: Iterable[Row], asked: Iterable[Row]) -> dict[str, str]:
    """Say of which kind each attribute is: as the objects have it, else as its values look."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for row in claims:
        values[row["attribute"]].append(str(row["value"]))
    told = {row["attribute"]: row["kind"] for row in asked if row.get("kind")}
    every = set(told.values())
    alone = every.pop() if len(every) == 1 else None
    return {one: told.get(one) or alone or _guess(one, some) for one, some in values.items()}


def _guess(attribute: str, values: list[str]) -> str:
    figures = sum(_FIGURES.fullmatch(value) is not None for value in values)
    if figures > 0.8 * len(values):
        return "number"
    return "people" if _PEOPLE.search(attribute) else "text"


def _all_objects(claims: Iterable[Row]) -> list[Row]:
    keys = dict.fromkeys((row["object"], row["attribute"]) for row in claims)
    return [{"id": f"{one}|{other}", "object": one, "attribute": other} for one, other in keys]


def _key(row: Row) -> str:
    return f"{row['object']}|{row['attribute']}"


def best_answer(found: Found | None) -> tuple[Answer | None, float]:
    """Give the likeliest answer with its probability."""
    if found is None or not found.chances:
        return None, 0.0
    best = min(found.chances, key=lambda one: (-found.chances[one], place_of(one)))
    return best, found.chances[best]
