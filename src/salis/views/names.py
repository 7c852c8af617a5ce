"""Names: what the documents are about, by how many of them say it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from salis.model.statement import Statement, StatementId
from salis.views.index import Index

#: A key is looked for as a name in this many of the statements that hold it.
LOOKED_AT = 8
#: What the most said name of a statement counts for its centrality, and the second.
WEIGHTS = (2 / 3, 1 / 3)
#: So many things in a statement say what it is about.
THINGS = 3
#: What fewer than one document in so many says is not what they are about.
RARE = 500
#: So many leading names are given.
MOST_LEADING = 16


class Names:
    """The keys that statements are about which their documents write as names."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._holding: dict[str, list[Statement]] = defaultdict(list)
        for statement in index.linked.statements.values():
            for key in keys_of(statement):
                self._holding[key].append(statement)

    @cached_property
    def shares(self) -> dict[str, float]:
        """Give each name the share of documents that say it."""
        return {key: share for key, share in self.topics.items() if any(self._spellings(key))}

    @cached_property
    def topics(self) -> dict[str, float]:
        """Give each key, name or not, the share of documents that say it."""
        total = max(len(self._index.linked.documents), 1)
        shares: dict[str, float] = {}
        for key, holding in self._holding.items():
            if key and len(holding) * RARE >= total:
                documents = len({statement.document for statement in holding})
                if documents * RARE >= total:
                    shares[key] = documents / total
        return shares

    def topicality(self, statement: Statement) -> float:
        """Say how much a statement is about what the documents tell of: 0 to 1.

        It is the mean share of documents of the three things in it that most documents say.
        """
        shares = sorted((self.topics.get(key, 0.0) for key in keys_of(statement)), reverse=True)
        return sum(shares[:THINGS]) / THINGS

    def centrality(self, statement: Statement) -> float:
        """Say how much of the material is about what a statement names: 0 to 1."""
        said = self._said.get(statement.id)
        if said is None:
            return 0.0
        ranked = sorted(said, reverse=True)
        return sum([weight * share for weight, share in zip(WEIGHTS, ranked, strict=False)])

    @cached_property
    def _said(self) -> dict[StatementId, list[float]]:
        """Give the shares of the names that each statement says."""
        said: dict[StatementId, list[float]] = {}
        for key, share in self.shares.items():
            for statement in self._holding[key]:
                said.setdefault(statement.id, []).append(share)
        return said

    def leading(self) -> list[tuple[str, float]]:
        """Give the names as written, those that most documents say first."""
        publishers = {name.casefold() for name in self._index.source_names.values()}
        ranked = sorted(
            self.shares.items(), key=lambda pair: (-pair[1], -len(self._holding[pair[0]]), pair[0])
        )
        shown = (
            (self._spelt(key), share)
            for key, share in ranked
            if key not in publishers and self._is_name(key)
        )
        return list(islice(shown, MOST_LEADING))

    def saying(self, key: str) -> Sequence[Statement]:
        """Give the statements that say a key of their subject or objects."""
        return self._holding.get(key, ())

    def spelt(self, key: str, *, documents: int) -> str | None:
        """Give a name as it is written; None for what is no name, or in fewer documents."""
        holding = {statement.document for statement in self._holding.get(key, ())}
        return self._spelt(key) if key in self.shares and len(holding) >= documents else None

    def _is_name(self, key: str) -> bool:
        """Say whether a key is mostly written as a name, not by one headline alone."""
        examples = [one for one in self._holding[key][:LOOKED_AT] if key in one.text.lower()]
        return 2 * sum(1 for one in examples if spell(key, one)) > len(examples)

    def _spelt(self, key: str) -> str:
        spellings = Counter(self._spellings(key))
        return min(spellings.items(), key=lambda pair: (-pair[1], pair[0]))[0]

    def _spellings(self, key: str) -> Iterator[str]:
        """Give how a key is written as a name in the first statements that hold it."""
        examples = self._holding[key][:LOOKED_AT]
        return (spelling for example in examples if (spelling := spell(key, example)))


def keys_of(statement: Statement) -> set[str]:
    """Give the keys that a statement is about."""
    frame = statement.frame
    return {*frame.subject, *frame.objects}


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether a found key is whole words ("Prince" is no name inside "Port-au-Prince")."""
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return not any(mark.isalnum() or mark == "-" for mark in around)


def spell(key: str, statement: Statement) -> str:
    """Find a key written as a name: with a capital, and not only because a sentence begins."""
    text = statement.text
    folded = text.lower()
    if len(folded) != len(text):
        return ""
    at = folded.find(key)
    while at >= 0:
        if not text[at].islower():
            found = text[at : at + len(key)]
            words = found.split() if _stands_alone(text, at, at + len(key)) else []
            named = words[1:] if at == 0 else words
            if named and words[0][0].isupper() and named[-1][0].isupper():
                return found
        at = folded.find(key, at + 1)
    return ""
