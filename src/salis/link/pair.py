"""Two statements side by side, with the documents they stand in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from salis.link.context import Context, same_referent
from salis.link.traits import Traits
from salis.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements taken apart, with the documents they stand in."""

    a: Statement
    b: Statement
    left: Traits
    right: Traits
    here: Context
    there: Context

    @property
    def rest(self) -> tuple[frozenset[str], frozenset[str]]:
        """Give the content words that only one side has."""
        return self.left.words - self.right.words, self.right.words - self.left.words

    @property
    def one_voice(self) -> bool:
        """Tell whether both are said by one named speaker, or by one source in its own voice."""
        if not self.a.speakers and not self.b.speakers:
            return self.here.source == self.there.source
        return bool(self.left.speaker & self.right.speaker)

    @property
    def gap(self) -> timedelta | None:
        """Give by how much later the first was published; None where a time is missing."""
        if self.here.published is None or self.there.published is None:
            return None
        return self.here.published - self.there.published

    def unified(self) -> Pair:
        """Put the name in the place of a noun for it: "the ferry" becomes the Silver Heron."""
        left, right = self.left, self.right
        if _means(self, left, right):
            return replace(self, left=left.renamed(left.subject, right.subject))
        if _means(self, right, left):
            return replace(self, right=right.renamed(right.subject, left.subject))
        return self


def _means(pair: Pair, noun: Traits, name: Traits) -> bool:
    """Tell whether one side's subject is a noun for the bearer of the other side's name."""
    if len(noun.subject) != 1 or noun.subject & (name.subject | noun.names) or not name.subject:
        return False
    if noun.predicate != name.predicate or not name.subject <= name.names:
        return False
    definite = is_definite(noun, noun.subject)
    known = same_referent((pair.here, pair.there), noun.subject, name.subject)
    return known or (pair.one_voice and definite)


def is_definite(traits: Traits, nouns: frozenset[str]) -> bool:
    """Tell whether a statement speaks of "the" one of some nouns."""
    pairs = pairwise(traits.wording)
    return any(one == "the" and other in nouns for one, other in pairs)


def dice[T](a: frozenset[T], b: frozenset[T]) -> float:
    """Give how much two sets have in common, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
