"""Edit a text as outlets do that reprint it: change, drop and add words, move and cut sentences."""

from __future__ import annotations

import random
import re

_SENTENCE = re.compile(r"(?<=[.!?\"”])\s+")
#: Words to put in or to put for others; any newsroom has them.
_FILLERS = (
    "also",
    "late",
    "early",
    "still",
    "local",
    "new",
    "several",
    "nearby",
    "again",
    "later",
    "meanwhile",
    "reportedly",
    "further",
    "earlier",
    "today",
    "officials",
    "residents",
    "area",
    "once",
    "large",
    "small",
    "long",
    "first",
    "last",
    "many",
)


def edit_text(text: str, strength: float, luck: random.Random) -> str:
    """Edit a text.

    Args:
        text: Paragraphs, separated by blank lines.
        strength: Chance of each word to be changed, dropped or followed by another, 0 to 1. Each
            sentence is cut, or moved behind the next one, with half of that chance each.
        luck: Where the chances come from.
    """
    paragraphs = (_edit(block, strength, luck) for block in text.split("\n\n"))
    return "\n\n".join(block for block in paragraphs if block)


def _edit(block: str, strength: float, luck: random.Random) -> str:
    kept = [one for one in _SENTENCE.split(block) if luck.random() >= strength / 2]
    for at in range(len(kept) - 1):
        if luck.random() < strength / 2:
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
    return " ".join(" ".join(_words(one.split(), strength, luck)) for one in kept)


def _words(words: list[str], strength: float, luck: random.Random) -> list[str]:
    edited: list[str] = []
    for word in words:
        if luck.random() >= strength:
            edited.append(word)
            continue
        filler = luck.choice(_FILLERS)
        edited += luck.choice(((filler,), (), (word, filler)))
    return edited
