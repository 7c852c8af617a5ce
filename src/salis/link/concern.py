"""Whom a claim is about: they are parties to it, and no witnesses for themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from salis.link.names import voice_key
from salis.link.voices import touches
from salis.link.wording import read_list
from salis.model.statement import Statement

#: Names of two words and more: "Norrow Lines staff" is about Norrow Lines.
_CAPITALS = re.compile(r"[A-Z][\w'’.-]*(?: (?:of |the )*[A-Z][\w'’.-]*)+")
#: In how many of its first words the one who acts is looked for.
_OPENING = 4


class Concern:
    """Those whom statements of one claim are about; worked out only where somebody may be."""

    __slots__ = ("_keys", "_named", "_objects", "_statements", "_things")

    def __init__(self, statements: Sequence[Statement], *, objects: bool = False) -> None:
        """Look among those who act, and with `objects` among all who are named."""
        self._statements = statements
        self._objects = objects
        self._named: str | None = None
        self._keys: frozenset[str] | None = None
        self._things: frozenset[str] = frozenset()

    def includes(self, keys: Sequence[str], heads: Sequence[str] = ()) -> bool:
        """Tell whether the claim is about the bearer of any of some keys.

        Args:
            keys: Keys of names, as `voice_key` gives them.
            heads: The word in each of those names that says what its bearer is ("service" in
                "Fire Service"). A claim about a thing is about those only whose head it is.
        """
        if not self._may_include(keys):
            return False
        if self._keys is None:
            found = self._find()
            self._things = frozenset(key for key in found if self._is_thing(key))
            self._keys = found - self._things
        return touches(keys, self._keys) or not self._things.isdisjoint(heads)

    def _is_thing(self, key: str) -> bool:
        """Tell whether a key is a common noun, and none for those who act."""
        if " " in key or key in read_list("bodies.txt"):
            return False
        return any(f" {key} " in f" {one.text} " for one in self._statements)

    def _may_include(self, keys: Sequence[str]) -> bool:
        if self._named is None:  # a token holds no space: it is in one of them, or in none
            self._named = "\n".join(map(_names_in, self._statements))
        return any(token in self._named for token in _tokens(tuple(keys)))

    def _find(self) -> frozenset[str]:
        found: set[str] = set()
        for statement in self._statements:
            frame = statement.frame
            found.update(voice_key(key) for key in frame.subject)
            text = statement.text
            if self._objects:
                found.update(voice_key(key) for key in frame.objects if " " in key)
            else:
                text = " ".join(text.split()[:_OPENING])
            found.update(voice_key(name) for name in _CAPITALS.findall(text))
        return frozenset(found - {""})


def _names_in(statement: Statement) -> str:
    frame = statement.frame
    return f"{statement.text.lower()} {' '.join(frame.subject)} {' '.join(frame.objects)}"


@lru_cache(maxsize=50_000)
def _tokens(keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(token for key in keys for token in key.split())
