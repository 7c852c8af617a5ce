"""Align two texts: which words of the one stand in the same order in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from salis.link.shingles import WIDTH, hash_shingles
from salis.link.wording import Wording, read_wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Places of one shingle in the longer text that are tried.
_MOST_PLACES = 8
#: Words changed, left out or put in that do not yet break a passage in two.
_GAP = 3
#: Unshared words in each text that make the block they share the site's, not the story's.
_OWN_WORDS = 25
_OWN_SHARE = 0.15
#: Texts that are kept taken apart, about 20 kB each.
_TEXTS_KEPT = 1_024
#: So many words before or after it a block may have to stand at a text's beginning or end.
_EDGE = 12


@dataclass(frozen=True, slots=True)
class Text:
    """A text ready to compare."""

    wording: Wording
    shingles: NDArray[np.uint64]

    @property
    def words(self) -> tuple[str, ...]:
        """The normalised words in order."""
        return self.wording.words


@dataclass(frozen=True, slots=True)
class Run:
    """The same words in two texts: their numbers from `here` and `there` on."""

    here: int
    there: int
    length: int


@dataclass(frozen=True, slots=True)
class Block:
    """A passage in two texts, nearly the same: word numbers, ends exclusive."""

    here: tuple[int, int]
    there: tuple[int, int]


@lru_cache(maxsize=_TEXTS_KEPT)
def read_text(text: str) -> Text:
    """Split a text into words and the shingles that begin at each."""
    wording = read_wording(text)
    return Text(wording, hash_shingles(wording.words))


def find_runs(short: Text, long: Text) -> tuple[Run, ...]:
    """Find the longest runs of at least five words, from left to right in the shorter text."""
    import numpy as np  # slow to load, and only who adds needs it

    shared = np.isin(short.shingles, long.shingles)
    if not shared.any():
        return ()
    places = _places(long, short)
    runs: list[Run] = []
    end = 0
    for here in np.flatnonzero(shared).tolist():
        if here >= end:
            found = places[int(short.shingles[here])]
            run = max((_extend(short, long, here, at) for at in found), key=_longer)
            if run.length >= WIDTH:
                runs.append(run)
                end = here + run.length
    return tuple(runs)


def _places(long: Text, short: Text) -> dict[int, list[int]]:
    import numpy as np

    places: defaultdict[int, list[int]] = defaultdict(list)
    for at in np.flatnonzero(np.isin(long.shingles, short.shingles)).tolist():
        known = places[int(long.shingles[at])]
        if len(known) < _MOST_PLACES:
            known.append(at)
    return places


def _extend(short: Text, long: Text, here: int, there: int) -> Run:
    left, right = short.words, long.words
    most = min(len(left) - here, len(right) - there)
    length = 0
    while length < most and left[here + length] == right[there + length]:
        length += 1
    return Run(here, there, length)


def _longer(run: Run) -> tuple[int, int]:
    return run.length, -run.there


def drop_furniture(runs: Sequence[Run], short: Text, long: Text) -> tuple[Run, ...]:
    """Drop what one site prints at the beginning or the end of two stories that are not alike."""
    if not runs:
        return ()
    block = max(runs, key=lambda run: run.length)
    sizes = len(short.words), len(long.words)
    before = max(block.here, block.there)
    after = max(size - start for size, start in zip(sizes, (block.here, block.there), strict=True))
    at_edge = min(before, after - block.length) <= _EDGE
    own = min(sizes) - block.length
    others = sum(run.length for run in runs) - block.length
    unlike = own >= _OWN_WORDS and others < _OWN_SHARE * own
    return tuple(run for run in runs if run is not block) if at_edge and unlike else tuple(runs)


def join_runs(runs: Iterable[Run]) -> tuple[Block, ...]:
    """Join runs that only a changed word or two keeps apart into passages."""
    blocks: list[Block] = []
    for run in runs:
        here, there = (run.here, run.here + run.length), (run.there, run.there + run.length)
        last = blocks[-1] if blocks else None
        if last is not None and _near(last.here, here) and _near(last.there, there):
            blocks[-1] = Block((last.here[0], here[1]), (last.there[0], there[1]))
        else:
            blocks.append(Block(here, there))
    return tuple(blocks)


def _near(last: tuple[int, int], following: tuple[int, int]) -> bool:
    return 0 <= following[0] - last[1] <= _GAP
