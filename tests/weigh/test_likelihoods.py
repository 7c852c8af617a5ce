"""The likelihood words: each that is read has its range, but for those that have none."""

from __future__ import annotations

from itertools import pairwise

from salis.read.lists import wording
from salis.weigh.wordlists import read_likelihoods

#: ICD 203 has no range for it.
UNRANGED = {"certainly"}


def test_every_likelihood_word_that_is_read_has_its_range() -> None:
    assert set(wording().likelihood) - UNRANGED == read_likelihoods().keys()


def test_the_ranges_follow_on_one_another_from_almost_nothing_to_almost_sure() -> None:
    ranges = sorted(set(read_likelihoods().values()))

    assert (ranges[0][0], ranges[-1][1]) == (0.01, 0.99)
    assert all(low < high for low, high in ranges)
    assert all(one[1] == other[0] for one, other in pairwise(ranges))
