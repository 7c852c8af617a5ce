"""Tell real reports again under other words, so that there are as many as a measurement needs.

Every retelling changes each content word with a chance of one half, the same word always to the
same, and keeps lengths: the passages of the statements stay where they are.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from salis.link.wording import read_list
from salis.model.document import Document, DocumentId, Passage
from salis.model.entry import StatementsRead
from salis.model.statement import Frame, Speaker, Statement, StatementId

_WORD = re.compile(r"[^\W\d_]{3,}")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
#: Chance that a word is changed.
_CHANGED = 0.5


class Retelling:
    """One consistent change of words; the first, number 0, changes nothing."""

    def __init__(self, number: int) -> None:
        """Choose the letters that take the place of others."""
        self.number = number
        luck = random.Random(number)  # noqa: S311 (the same words every time)
        self._letters = str.maketrans(_shuffled(_VOWELS, luck) | _shuffled(_CONSONANTS, luck))
        self._word: Callable[[str], str] = lru_cache(100_000)(self._change)

    def text(self, text: str) -> str:
        """Change the words of a text; its length stays."""
        return _WORD.sub(lambda match: self._word(match.group()), text) if self.number else text

    def document(self, document: Document) -> Document:
        """Tell a document again."""
        return replace(
            document,
            id=DocumentId(self._id(document.id)),
            digest=self._id(document.digest),
            text=self.text(document.text),
            title=None if document.title is None else self.text(document.title),
        )

    def read(self, read: StatementsRead) -> StatementsRead:
        """Tell what was read of a document again."""
        statements = tuple(map(self._statement, read.statements))
        return replace(read, document=DocumentId(self._id(read.document)), statements=statements)

    def _change(self, word: str) -> str:
        chance = random.Random(f"{self.number} {word.lower()[:5]}").random()  # noqa: S311
        kept = word.lower() in read_list("function_words.txt") or chance >= _CHANGED
        return word if kept else word.translate(self._letters)

    def _id(self, id: str) -> str:
        return f"{id[:-4]}{self.number:04x}"

    def _statement(self, one: Statement) -> Statement:
        return replace(
            one,
            id=StatementId(self._id(one.id)),
            document=DocumentId(self._id(one.document)),
            speakers=tuple(map(self._speaker, one.speakers)),
            text=self.text(one.text),
            passage=self._passage(one.passage),
            context=self._passage(one.context),
            frame=self._frame(one.frame),
        )

    def _speaker(self, one: Speaker) -> Speaker:
        return replace(
            one,
            name=self.text(one.name),
            entity=None if one.entity is None else self.text(one.entity),
        )

    def _passage(self, one: Passage) -> Passage:
        return replace(one, exact=self.text(one.exact))

    def _frame(self, one: Frame) -> Frame:
        words = (tuple(map(self.text, part)) for part in (one.subject, one.objects, one.words))
        subject, objects, all_words = words
        return Frame(subject, self.text(one.predicate), objects, all_words)


def _shuffled(letters: str, luck: random.Random) -> dict[str, str]:
    others = list(letters)
    luck.shuffle(others)
    pairs = dict(zip(letters, others, strict=True))
    return pairs | {one.upper(): other.upper() for one, other in pairs.items()}


assert set(_VOWELS + _CONSONANTS) == set(string.ascii_lowercase)
