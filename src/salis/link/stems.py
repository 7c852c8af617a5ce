"""What the forms of a word have in common, and what a word does in a sentence."""

from __future__ import annotations

import re
from functools import cache

from salis.link.wording import read_groups, read_list, read_pairs

_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
#: Endings that are cut, each with what stands in its place; the first that fits is taken.
_ENDINGS = (
    ("sses", "ss"),
    ("ies", "y"),
    ("ied", "y"),
    ("ss", "ss"),
    ("us", "us"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("ing", ""),
    ("ed", ""),
    ("s", ""),
)
_NEGATIONS = frozenset(
    {
        "no",
        "not",
        "never",
        "nobody",
        "nothing",
        "none",
        "nor",
        "neither",
        "without",
        "cannot",
        "nowhere",
    }
)


def stem_word(word: str) -> str:
    """Give what the forms of a word have in common: "Walked", "walks" and "walking" are "walk"."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if word[:1].isdigit():
        return word.replace(",", "")
    word = read_groups("irregular.txt").get(word, word)
    word = _DOUBLED.sub(r"\1", _cut(word) if len(word) > 4 else word)
    return word.removesuffix("e") if len(word) > 3 else word


def _cut(word: str) -> str:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + instead
    return word


@cache
def light_words() -> frozenset[str]:
    """Give the words that two sentences share whatever they are about."""
    return read_list("light.txt") | read_list("function_words.txt")


@cache
def stems_of(name: str) -> frozenset[str]:
    """Give the stems of a word list."""
    return frozenset(map(stem_word, read_list(name)))


@cache
def synonyms() -> dict[str, str]:
    """Map the stem of each word that has synonyms to one that stands for all of them."""
    groups = read_groups("synonyms.txt")
    return {stem_word(word): stem_word(first) for word, first in groups.items()}


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Map a stem to those that seldom hold together with it."""
    found: dict[str, set[str]] = {}
    for one, other in read_pairs("antonyms.txt") | read_pairs("contraries.txt"):
        found.setdefault(stem_word(one), set()).add(stem_word(other))
    return {one: frozenset(others) for one, others in found.items()}


def negates(word: str) -> bool:
    """Tell whether a word turns a sentence into its negation."""
    word = word.lower().replace("’", "'")
    return word in _NEGATIONS or word.endswith("n't")
