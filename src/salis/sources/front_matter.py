"""Read the block of `key: value` lines between `---` that may open a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from salis.model.problem import Problem

_KEYS = ("source", "published", "title", "url", "author", "credit")
_BLOCK = re.compile(r"\A\s*---[ \t]*\n(?P<lines>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_MAX_BLOCK = 8_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values of a block, and the text that follows it."""

    values: dict[str, str]
    body: str
    problems: tuple[Problem, ...] = ()


def split_front_matter(text: str, place: str) -> FrontMatter:
    """Take the block off the text; a text that opens with a mere rule is left whole."""
    block = _BLOCK.match(text[:_MAX_BLOCK])
    lines = block["lines"].split("\n") if block else []
    if not block or not any(_LINE.fullmatch(line.strip()) for line in lines):
        return FrontMatter({}, text)
    values: dict[str, str] = {}
    problems = []
    first = text[: block.start("lines")].count("\n") + 1
    for number, line in enumerate(lines, start=first):
        if fault := _take(line.strip(), values):
            problems.append(Problem("bad-front-matter", fault, f"{place}:{number}"))
    return FrontMatter(values, text[block.end() :].lstrip("\n"), tuple(problems))


def _take(line: str, values: dict[str, str]) -> str | None:
    """Put the line's value under its key; give the fault where there is one."""
    if not line or line.startswith("#"):
        return None
    found = _LINE.fullmatch(line)
    if not found:
        return f"“{line[:60]}” is no `key: value` line; it is left out."
    key, value = found["key"].lower(), (found["value"] or "").strip()
    if key not in _KEYS:
        return f"“{key[:60]}” is not known here; known are {', '.join(_KEYS)}."
    if key in values:
        return f"“{key}” is given twice; the first one counts."
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    values[key] = value
    return None
