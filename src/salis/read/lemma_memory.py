"""A memory for parts of speech and lemmas: the model's own rules, run once for each kind of word.

The rules look at one word at a time: its form, its tag and its dependency. So what they give for a
word once holds for it always. (A few look at a pair such as "ain't" or "there is"; those are left
out: they only choose between verb and auxiliary, or mend slang.)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_RULES = ("attribute_ruler", "lemmatizer")
#: Words remembered at most; text from strangers may hold any number of different ones.
_MOST = 500_000

#: Form, tag and dependency, as the vocabulary numbers them.
type _Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class LemmaMemory:
    """Gives words their part of speech and lemma, asking the model's rules for new words only."""

    language: Language
    known: dict[_Key, tuple[int, int]] = field(default_factory=dict)

    def fill(self, doc: Doc) -> None:
        """Set part of speech and lemma of every word of a parsed text."""
        if len(self.known) > _MOST:
            self.known.clear()
        keys = [(token.orth, token.tag, token.dep) for token in doc]
        missing = {
            key: token for key, token in zip(keys, doc, strict=True) if key not in self.known
        }
        if missing:
            self._learn(missing)
        for key, token in zip(keys, doc, strict=True):
            token.pos, token.lemma = self.known[key]

    def _learn(self, missing: dict[_Key, Token]) -> None:
        from spacy.tokens import Doc

        tokens = list(missing.values())
        words = Doc(
            self.language.vocab,
            words=[t.text for t in tokens],
            tags=[t.tag_ for t in tokens],
            deps=[t.dep_ for t in tokens],
            heads=list(range(len(tokens))),
        )
        for name in _RULES:
            words = self.language.get_pipe(name)(words)
        self.known.update(
            (key, (word.pos, word.lemma)) for key, word in zip(missing, words, strict=True)
        )


def take_memory(language: Language) -> LemmaMemory:
    """Take the word rules out of the pipeline; the memory given stands in their place."""
    for name in _RULES:
        language.disable_pipe(name)
    return LemmaMemory(language)
