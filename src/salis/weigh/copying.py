"""Copying between voices, told from their answers alone.

After Dong, Berti-Équille and Srivastava, "Integrating conflicting data" (VLDB 2009).

Independent voices, however good, part company now and then on questions that are contested; copies
do not. Agreement on an answer that is likely wrong tells most, on one that is likely right little.
This is for copying that nobody has seen; copied documents are found before, from their text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salis.weigh.tables import Floats, Ints, Tables

#: How likely two voices are to be copies before anything is known, and how faithful copies are.
_PRIOR, _FAITHFUL = 0.02, 0.98
#: How often two independent voices give the same answer to a contested question: where nothing is
#: known of the answer, where it is right, and where it is wrong.
_AGREE, _AGREE_RIGHT, _AGREE_WRONG = 0.7, 0.85, 0.05
#: So many pairs of votes are looked at, the polls with fewest votes first.
_PAIRS = 2_000_000


@dataclass(frozen=True, slots=True)
class Couples:
    """Pairs of votes of two voices on one contested question."""

    #: By pair: the vote that counts, and the one that may be its copy.
    first: Ints
    second: Ints
    #: By pair: which two voices.
    couple: Ints
    same: Ints
    share: Floats


def find_couples(tables: Tables) -> Couples:
    """Pair the votes on contested questions; a voice with fewer votes counts as copied from."""
    size = np.bincount(tables.voice, minlength=len(tables.voices))
    order = np.lexsort((tables.voice, size[tables.voice], tables.poll))
    contested = np.diff(tables.starts) > 2
    ends = np.searchsorted(tables.poll[order], np.arange(len(tables.polls) + 1))
    counts = np.diff(ends)
    firsts, seconds, left = [], [], _PAIRS
    for poll in np.lexsort((np.arange(len(counts)), counts)):
        count = int(counts[poll])
        pairs = count * (count - 1) // 2
        if not contested[poll] or not pairs:
            continue
        if pairs > left:
            break
        left -= pairs
        one, other = np.triu_indices(count, 1)
        votes = order[ends[poll] : ends[poll + 1]]
        firsts.append(votes[one])
        seconds.append(votes[other])
    first, second = _joined(firsts), _joined(seconds)
    apart = tables.voice[first] != tables.voice[second]
    return _couples(tables, first[apart], second[apart])


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _couples(tables: Tables, first: Ints, second: Ints) -> Couples:
    one, other = tables.voice[first], tables.voice[second]
    key = np.minimum(one, other) * len(tables.voices) + np.maximum(one, other)
    _, couple = np.unique(key, return_inverse=True)
    return Couples(
        first=first,
        second=second,
        couple=couple.astype(np.int64),
        same=(tables.said[first] == tables.said[second]).astype(np.int64),
        share=np.minimum(tables.share[first], tables.share[second]),
    )


def weigh_copies(tables: Tables, couples: Couples, chances: Floats | None) -> Floats:
    """Give by vote how much of it is left when what it copies has been counted: 1 is all.

    Args:
        tables: The votes.
        couples: Their pairs.
        chances: By candidate, how probable it is; None where nothing is known yet.
    """
    count = len(tables.voice)
    if not len(couples.first):
        return np.ones(count)
    agree = np.full(len(couples.first), _AGREE)
    if chances is not None:
        own = tables.own[couples.first]
        right = np.where(own >= 0, chances[own], 0.0)
        agree = right * _AGREE_RIGHT + (1 - right) * _AGREE_WRONG
    same, differ = np.log(_FAITHFUL / agree), np.log((1 - _FAITHFUL) / (1 - agree))
    told = np.where(couples.same == 1, same, differ) * couples.share
    odds = np.log(_PRIOR / (1 - _PRIOR)) + np.bincount(couples.couple, weights=told)
    copied = 1 / (1 + np.exp(-np.clip(odds, -50, 50)))
    kept = np.log1p(-_FAITHFUL * copied)[couples.couple] * couples.same
    return np.exp(np.bincount(couples.second, weights=kept, minlength=count))
