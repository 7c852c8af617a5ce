"""Shares: what the documents are about, by how many of them say it; `Names` over columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from salis.views.columns import Columns
from salis.views.names import LOOKED_AT, MOST_LEADING, RARE, THINGS, WEIGHTS

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]

#: Bits for the place in a document and for two flags, below the place of the document.
_RANK_BITS, _FLAG_BITS = 14, 2


class Shares:
    """The keys of names that documents share, at one moment."""

    def __init__(self, names: Columns, ranks: Ints, documents: int) -> None:
        """Take the keys of all statements, and the places of the documents told."""
        told = names["document"] < len(ranks)
        told[told] = ranks[names["document"][told]] >= 0
        self._names: Columns = names[told]
        self._ranks = ranks
        self._total = max(documents, 1)

    @cached_property
    def _holding(self) -> tuple[Ints, Ints]:
        """Count by key the statements and the documents that hold it."""
        keys, first = self._names["key"], self._names["first"]
        statements = np.bincount(keys, minlength=1)
        return statements, np.bincount(keys[first], minlength=len(statements))

    @cached_property
    def _examples(self) -> tuple[Ints, Ints, Ints]:
        """Give the keys held by enough, and which rows are the first that hold each of them.

        Returns:
            Keys; the rows in the order of keys and of telling; by key where its rows begin.
        """
        statements, documents = self._holding
        enough = (statements * RARE >= self._total) & (documents * RARE >= self._total)
        keys = np.flatnonzero(enough & (documents > 0))
        place = np.full(len(statements), -1)
        place[keys] = np.arange(len(keys))
        rows = np.flatnonzero(place[self._names["key"]] >= 0)
        held = self._names[rows]
        packed = (place[held["key"]].astype(np.int64) << 40) | (
            self._ranks[held["document"]] << _RANK_BITS
        )
        order = np.argsort(packed | held["rank"])
        begins = np.searchsorted(place[held["key"][order]], np.arange(len(keys) + 1))
        return keys, rows[order], begins

    def _rows(self, at: int) -> Columns:
        """Give the first rows that hold a key."""
        _, rows, begins = self._examples
        rows = rows[begins[at] : min(begins[at] + LOOKED_AT, begins[at + 1])]
        return self._names[rows]

    @cached_property
    def shares(self) -> tuple[Ints, Floats]:
        """Give the keys that are written as names, with the share of documents that say each."""
        keys, rows, begins = self._examples
        spelt = np.concatenate([[0], np.cumsum(self._names["spelling"][rows] > 0)])
        ends = np.minimum(begins[:-1] + LOOKED_AT, begins[1:])
        named = spelt[ends] > spelt[begins[:-1]]
        chosen = keys[named]
        return chosen, self._holding[1][chosen] / self._total

    def centrality(self, statements: Ints) -> Floats:
        """Say by statement how much of the material is about what it names: 0 to 1."""
        keys, shares = self.shares
        size = int(max(self._names["statement"].max(initial=0), statements.max(initial=0))) + 1
        order = np.argsort(-shares, kind="stable")
        rank = np.full(len(self._holding[0]), -1)
        rank[keys[order]] = np.arange(len(keys))
        asked = np.zeros(size, dtype=bool)
        asked[statements] = True
        said = asked[self._names["statement"]] & (rank[self._names["key"]] >= 0)
        packed = np.sort(
            (self._names["statement"][said].astype(np.int64) << 32) | rank[self._names["key"][said]]
        )
        holder, best = packed >> 32, shares[order][packed & 0xFFFFFFFF]
        first = np.flatnonzero(np.diff(holder, prepend=-1))
        found = np.zeros(size)
        found[holder[first]] = WEIGHTS[0] * best[first]
        second = first + 1
        second = second[second < len(holder)]
        second = second[holder[second] == holder[second - 1]]
        found[holder[second]] += WEIGHTS[1] * best[second]
        result: Floats = found[statements]
        return result

    def topicality(self, statements: Ints) -> Floats:
        """Say by statement how much it is about what the documents tell of: 0 to 1."""
        keys = self._examples[0]
        shares = self._holding[1][keys] / self._total
        held = self._ranked(statements, keys[np.argsort(-shares, kind="stable")])
        best = np.sort(shares)[::-1]
        size = int(max(self._names["statement"].max(initial=0), statements.max(initial=0))) + 1
        found = np.zeros(size)
        holder, rank = held >> 32, held & 0xFFFFFFFF
        at = np.flatnonzero(np.diff(holder, prepend=-1))
        for _ in range(THINGS):
            found[holder[at]] += best[rank[at]]
            after = at + 1
            at = after[after < len(holder)]
            at = at[holder[at] == holder[at - 1]]
        result: Floats = (found / THINGS)[statements]
        return result

    def _ranked(self, statements: Ints, keys: Ints) -> Ints:
        """Pair statements with the ranks of the keys that they say, the best first."""
        rank = np.full(len(self._holding[0]), -1)
        rank[keys] = np.arange(len(keys))
        size = int(max(self._names["statement"].max(initial=0), statements.max(initial=0))) + 1
        asked = np.zeros(size, dtype=bool)
        asked[statements] = True
        said = asked[self._names["statement"]] & (rank[self._names["key"]] >= 0)
        pairs: Ints = np.sort(
            (self._names["statement"][said].astype(np.int64) << 32) | rank[self._names["key"][said]]
        )
        return pairs

    def leading(
        self,
        texts_of: Callable[[Collection[int]], Mapping[int, str]],
        publishers: Collection[str],
    ) -> list[tuple[str, float]]:
        """Give the names as written, those that most documents say first.

        Args:
            texts_of: Gives the texts of keys and spellings.
            publishers: Names of sources, small.
        """
        keys, shares = self.shares
        texts = texts_of(keys.tolist())
        at_key = {int(key): at for at, key in enumerate(self._examples[0])}
        counts = self._holding[0]
        ranked = sorted(
            zip(keys.tolist(), shares.tolist(), strict=True),
            key=lambda pair: (-pair[1], -int(counts[pair[0]]), texts[pair[0]]),
        )
        shown: list[tuple[str, float]] = []
        for key, share in ranked:
            rows = self._rows(at_key[key])
            if texts[key] not in publishers and _is_name(rows):
                shown.append((_spelt(rows, texts_of), share))
            if len(shown) == MOST_LEADING:
                break
        return shown


def _is_name(rows: Columns) -> bool:
    """Say whether a key is mostly written as a name, where its text is found."""
    examples = rows[rows["within"]]
    return bool(2 * np.count_nonzero(examples["spelling"]) > len(examples))


def _spelt(rows: Columns, texts_of: Callable[[Collection[int]], Mapping[int, str]]) -> str:
    spellings: Sequence[int] = [one for one in rows["spelling"].tolist() if one]
    texts = texts_of(set(spellings))
    counted = Counter(texts[one] for one in spellings)
    return min(counted.items(), key=lambda pair: (-pair[1], pair[0]))[0]
