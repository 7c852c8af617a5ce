"""Names that nobody bears, none given twice."""

from __future__ import annotations

import random
from itertools import product

from benchmarks.world.lexicon import Lexicon


class Names:
    """Gives invented names by chance."""

    def __init__(self, lexicon: Lexicon, luck: random.Random) -> None:
        self._lists = lexicon.lists
        self._luck = luck
        self._lasts = self._pairs("last_start", "last_end")
        self._places = self._pairs("place_start", "place_end")
        self._given = {"person": 0, "place": 0}

    def person(self) -> str:
        """Give a first and a last name; last names are given anew only when all are given."""
        at = self._next("person")
        first, turn = self._lists["first"], at // len(self._lasts)
        return f"{first[(at + turn) % len(first)]} {self._lasts[at % len(self._lasts)]}"

    def place(self) -> str:
        """Give a town."""
        turn, at = divmod(self._next("place"), len(self._places))
        prefixes = self._lists["place_prefix"]
        name = self._places[at]
        while turn:
            turn, which = divmod(turn - 1, len(prefixes))
            name = f"{prefixes[which]} {name}"
        return name

    def pick(self, name: str) -> str:
        """Give any word of a list."""
        return self._luck.choice(self._lists[name])

    def shuffled(self, name: str) -> list[str]:
        """Give all words of a list in a chance order."""
        words = list(self._lists[name])
        self._luck.shuffle(words)
        return words

    def _pairs(self, start: str, end: str) -> list[str]:
        """Give all joins of two lists by chance, neighbours with different beginnings."""
        starts, ends = self.shuffled(start), self.shuffled(end)
        pairs = list(product(range(len(ends)), range(len(starts))))
        return [starts[s] + ends[(e + s) % len(ends)] for e, s in pairs]

    def _next(self, kind: str) -> int:
        self._given[kind] += 1
        return self._given[kind] - 1
