"""What the documents around two statements say about the names and times in them."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from salis.link.traits import Traits
from salis.link.wording import read_list, split_words
from salis.model.document import Document, Passage
from salis.model.times import Precision

#: How much of a document tells what it is about, and how many names two must share.
_LEAD = 600
_COMMON_NAMES = 3
#: Characters before a statement that tell what it is about.
_AROUND = 400
_COARSE = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})
_CAPITAL = re.compile(r"(?<![.!?\n] )(?<!\n)\b[A-Z][\w'’-]+")


class Context:
    """A document as the ground against which its statements are understood."""

    __slots__ = ("_offset", "coarse", "published", "source", "text")

    def __init__(self, document: Document) -> None:
        self.text = f"{document.title or ''}\n{document.text}"
        self._offset = len(self.text) - len(document.text)
        self.source = document.source.id
        self.published: datetime | None = None
        #: Whether no more than the day of publication is known.
        self.coarse = True
        if document.published_at is not None:
            self.published = document.published_at.at
            self.coarse = document.published_at.precision in _COARSE

    def knows(self, names: frozenset[str]) -> bool:
        """Tell whether every one of some name tokens stands in the document."""
        return not names or names <= _vocabulary(self.text)

    def leads_with(self, names: frozenset[str]) -> bool:
        """Tell whether every one of some name tokens stands in the document's opening."""
        return not names or names <= _vocabulary(self._lead())

    def leads_with_any(self, words: frozenset[str]) -> bool:
        """Tell whether some words are none, or one of them stands in the document's opening."""
        return not words or not words.isdisjoint(_vocabulary(self._lead()))

    def meets(self, other: Context) -> bool:
        """Tell whether two documents open with names in common: they may be on one event."""
        return len(_names(self._lead()) & _names(other._lead())) >= _COMMON_NAMES

    def names_around(self, passage: Passage) -> frozenset[str]:
        """Give the names in a passage and shortly before it."""
        start = self._offset + passage.start
        return _names(self.text[max(0, start - _AROUND) : self._offset + passage.end])

    def _lead(self) -> str:
        return self.text[:_LEAD]

    def calls(self, noun: str, name: frozenset[str]) -> bool:
        """Tell whether the document joins a noun to a name: "the ferry Silver Heron"."""
        word = re.escape(noun)
        names = "|".join(re.escape(token) for token in sorted(name))
        before = rf"\b{word},? (?:{names})\b"
        after = rf"\b(?:{names}), (?:the|a|an|its) (?:\w+ ){{0,2}}{word}\b"
        return bool(re.search(f"{before}|{after}", self.text, re.IGNORECASE))


@lru_cache(maxsize=512)
def _vocabulary(text: str) -> frozenset[str]:
    words = split_words(text)
    return frozenset(words) | frozenset(word.removesuffix("'s") for word in words)


@lru_cache(maxsize=2048)
def _names(text: str) -> frozenset[str]:
    dates = read_list("months.txt") | read_list("weekdays.txt") | read_list("light.txt")
    return frozenset(name.lower() for name in _CAPITAL.findall(text)) - dates


def know_names(
    here: Context, there: Context, names_a: frozenset[str], names_b: frozenset[str]
) -> bool:
    """Tell whether each document knows the names that only the other's statement has."""
    return there.knows(names_a) and here.knows(names_b)


def same_referent(
    pair: tuple[Context, Context], nouns: frozenset[str], name: frozenset[str]
) -> bool:
    """Tell whether a noun is what one of two documents calls the bearer of a name."""
    if len(nouns) != 1 or not name:
        return False
    noun = next(iter(nouns))
    return any(context.calls(noun, name) for context in pair)


def apart_in_time(a: Traits, b: Traits) -> bool:
    """Tell whether two statements state times that do not meet."""
    if a.stated is None or b.stated is None:
        return False
    one, other = a.stated, b.stated
    before = one.end is not None and other.start is not None and one.end <= other.start
    after = other.end is not None and one.start is not None and other.end <= one.start
    return before or after


def dated(a: Traits, b: Traits) -> bool:
    """Tell whether two statements name different months or days of the week."""
    months = a.months and b.months and not a.months & b.months
    return bool(months or (a.weekdays and b.weekdays and not a.weekdays & b.weekdays))
