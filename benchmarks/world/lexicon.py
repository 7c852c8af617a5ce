"""The words of made-up worlds, from `lexicon.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in the forms that a report needs."""

    past: str
    participle: str
    base: str
    lemma: str

    @property
    def negated(self) -> str:
        """Give the past, denied."""
        first, _, rest = self.past.partition(" ")
        return f"{first} not {rest}".strip() if first in ("was", "were") else f"did not {self.base}"


@dataclass(frozen=True, slots=True)
class Template:
    """A way to say what happens, with slots in braces."""

    subject: str
    verbs: tuple[Verb, ...]
    rest: str
    #: Of people counted: killed or wounded; else empty.
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists of words by name, and templates by the sort of what they tell."""

    lists: Mapping[str, tuple[str, ...]]
    templates: Mapping[str, tuple[Template, ...]]


@cache
def read_lexicon() -> Lexicon:
    """Read the words."""
    text = Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8")
    lists: dict[str, tuple[str, ...]] = {}
    templates: dict[str, tuple[Template, ...]] = {}
    for name, rows in tomllib.loads(text).items():
        if isinstance(rows[0], str):
            lists[name] = tuple(rows)
        else:
            templates[name] = tuple(_template(row) for row in rows)
    return Lexicon(lists, templates)


def _template(row: Mapping[str, Any]) -> Template:
    verbs = tuple(_verb(one) for one in row["verbs"])
    return Template(row.get("subject", ""), verbs, row["rest"], row.get("scope", ""))


def _verb(text: str) -> Verb:
    past, participle, base, *lemma = text.split("/")
    return Verb(past, participle, base, lemma[0] if lemma else base.split()[0])
