"""Bonds: what people judged to be one, and what to be two.

A person's word holds for all that it entails: where a and b are one, and b and c are one, so are a
and c; what is apart from one of them is apart from all. Of words that cannot all hold the later
ones stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from salis.link.names import voice_key
from salis.model.document import DocumentId
from salis.model.entry import JudgementMade, Verdict
from salis.model.statement import StatementId

_JOINING = frozenset({Verdict.SAME, Verdict.COPY, Verdict.MERGE})


@dataclass(frozen=True, slots=True)
class Word[T: str]:
    """What one judgement says of two."""

    #: Id of the judgement.
    judgement: str
    a: T
    b: T
    #: Whether the two are one.
    one: bool


@dataclass(frozen=True, slots=True)
class Bonds[T: str]:
    """All that is known of who is one with whom; nothing of those whom nobody judged."""

    #: Those judged to be one with a thing, itself among them, in order; only of things judged.
    sets: Mapping[T, tuple[T, ...]] = field(default_factory=dict)
    #: First ones of the sets that must be kept apart from a set, by its first one.
    parted: Mapping[T, frozenset[T]] = field(default_factory=dict)
    #: Judgements that later ones overrule.
    overruled: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether anybody judged anything."""
        return bool(self.sets)

    def __contains__(self, one: T) -> bool:
        """Tell whether a thing was judged."""
        return one in self.sets

    def members(self, one: T) -> tuple[T, ...]:
        """Give all that are one with a thing, itself among them."""
        return self.sets.get(one, (one,))

    def root(self, one: T) -> T:
        """Give the first of those that are one with a thing; it stands for them all."""
        return self.sets[one][0] if one in self.sets else one

    def apart_from(self, one: T) -> frozenset[T]:
        """Give the roots of all that must be kept apart from a thing."""
        return self.parted.get(self.root(one), frozenset())

    def are_apart(self, a: T, b: T) -> bool:
        """Tell whether two must be kept apart."""
        return self.root(b) in self.apart_from(a)


def tie_bonds[T: str](words: Sequence[Word[T]]) -> Bonds[T]:
    """Take every word, the earliest first, and keep those that no later one contradicts."""
    sets: dict[T, set[T]] = {}
    parted: list[tuple[T, T]] = []
    overruled: set[str] = set()
    for word in reversed(words):
        a, b = (sets.setdefault(one, {one}) for one in (word.a, word.b))
        if _crossed(a, b, parted, sets) if word.one else a is b:
            overruled.add(word.judgement)
        elif not word.one:
            parted.append((word.a, word.b))
        elif a is not b:
            a |= b
            sets.update(dict.fromkeys(b, a))
    ordered = {id(found): tuple(sorted(found)) for found in sets.values()}
    roots = {one: ordered[id(found)][0] for one, found in sets.items()}
    apart: dict[T, set[T]] = {}
    for one, other in parted:
        apart.setdefault(roots[one], set()).add(roots[other])
        apart.setdefault(roots[other], set()).add(roots[one])
    return Bonds(
        {one: ordered[id(found)] for one, found in sets.items()},
        {one: frozenset(others) for one, others in apart.items()},
        frozenset(overruled),
    )


def _crossed[T: str](
    a: set[T], b: set[T], parted: Iterable[tuple[T, T]], sets: Mapping[T, set[T]]
) -> bool:
    """Tell whether two sets are kept apart."""
    both = {id(a), id(b)}
    return len(both) > 1 and any({id(sets[x]), id(sets[y])} == both for x, y in parted)


def bond_statements(judgements: Iterable[JudgementMade]) -> Bonds[StatementId]:
    """Read which statements people judged to put forward the same, and which not."""
    made = (one for one in judgements if one.verdict in (Verdict.SAME, Verdict.DIFFERENT))
    return tie_bonds([_word(one, one.statements) for one in made if len(one.statements) == 2])


def bond_documents(judgements: Iterable[JudgementMade]) -> Bonds[DocumentId]:
    """Read which documents people judged to be copies, and which independent."""
    made = (one for one in judgements if one.verdict in (Verdict.COPY, Verdict.INDEPENDENT))
    return tie_bonds([_word(one, one.documents) for one in made if len(one.documents) == 2])


def bond_voices(judgements: Iterable[JudgementMade]) -> Bonds[str]:
    """Read by their keys which speakers people judged to be one person or body, and which not."""
    made = (one for one in judgements if one.verdict in (Verdict.MERGE, Verdict.SPLIT))
    return tie_bonds(
        [_word(one, tuple(map(voice_key, one.voices))) for one in made if len(one.voices) == 2]
    )


def alias_voices(judgements: Sequence[JudgementMade], bonds: Bonds[str]) -> dict[str, str]:
    """Give for each entity that people merged with others the one that stands for them all."""
    names = sorted({name for one in judgements for name in one.voices})
    first = {voice_key(name): name for name in reversed(names)}
    found = {name: first[bonds.root(voice_key(name))] for name in names}
    return {name: other for name, other in found.items() if name != other}


def _word[T: str](judgement: JudgementMade, pair: tuple[T, ...]) -> Word[T]:
    a, b = pair
    return Word(judgement.id, a, b, judgement.verdict in _JOINING)
