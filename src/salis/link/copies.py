"""Find out whether one text is a copy of another, or made from it.

Quoted speech is left out of the count: two reports that share nothing but what somebody said are
independent texts. What one site prints around every story (menus, notes) is left out as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from salis.link.shingles import WIDTH, hash_shingles
from salis.link.wording import Wording, read_wording
from salis.model.document import Document, Passage
from salis.model.link import Copy, CopyKind, SharedPassage

#: A text shorter than this many words is a copy only where all of it is the same.
_FEWEST = 25
_FEWEST_EQUAL = 8
_LEAD = 60
_COPY_SHARE = 0.83
_COPY_LEAD = 0.4
_DERIVED_SHARE = 0.23
_DERIVED_WORDS = 35
#: Unshared words on both sides beside one shared block that make the block page furniture.
_FURNITURE_REST = 60
_MOST_PASSAGES = 60
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Text:
    """A text ready to compare."""

    wording: Wording
    shingles: tuple[int, ...]
    places: dict[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both texts in the same order: word numbers, end exclusive."""

    here: int
    there: int
    length: int


def compare_documents(a: Document, b: Document) -> Copy | None:
    """Decide whether one of two documents reuses the other's text; None: independent.

    The decision does not depend on the order of the two.
    """
    left, right = read_text(a.text), read_text(b.text)
    turned = len(left.wording.words) > len(right.wording.words)
    short, long = (right, left) if turned else (left, right)
    words = short.wording.words
    if len(words) < _FEWEST and (len(words) < _FEWEST_EQUAL or words != long.wording.words):
        return None
    runs = find_runs(short, long)
    if a.source.id == b.source.id:
        runs = _without_furniture(runs, short, long)
    kind, score = _decide(runs, short, long)
    if kind is None:
        return None
    sides = (b, a) if turned else (a, b)
    shared = tuple(_passage(run, sides, (short, long)) for run in _joined(runs))
    if turned:
        shared = tuple(SharedPassage(here=one.there, there=one.here) for one in shared)
    reason = f"{score:.0%} of the shorter text stands in the other"
    return Copy(a.id, b.id, kind, round(score, 3), shared[:_MOST_PASSAGES], (reason,))


@lru_cache(maxsize=512)
def read_text(text: str) -> Text:
    """Split a text into words and shingles with the places where each shingle starts."""
    wording = read_wording(text)
    shingles = tuple(hash_shingles(wording.words).tolist())
    places: dict[int, tuple[int, ...]] = {}
    for place, shingle in enumerate(shingles):
        known = places.get(shingle, ())
        if len(known) < _MOST_PLACES:
            places[shingle] = (*known, place)
    return Text(wording, shingles, places)


def find_runs(short: Text, long: Text) -> tuple[Run, ...]:
    """Find the longest runs of words, from left to right in the shorter text."""
    runs: list[Run] = []
    at = 0
    while at < len(short.shingles):
        found = long.places.get(short.shingles[at])
        best = max((_extend(short, long, at, there) for there in found or ()), default=None)
        if best is None or best[0] < WIDTH:
            at += 1
        else:
            runs.append(Run(at, -best[1], best[0]))
            at += best[0]
    return tuple(runs)


def _extend(short: Text, long: Text, here: int, there: int) -> tuple[int, int]:
    left, right = short.wording.words, long.wording.words
    most = min(len(left) - here, len(right) - there)
    length = 0
    while length < most and left[here + length] == right[there + length]:
        length += 1
    return length, -there


def _decide(runs: tuple[Run, ...], short: Text, long: Text) -> tuple[CopyKind | None, float]:
    words, quoted = short.wording.words, short.wording.quoted
    covered = [place for run in runs for place in range(run.here, run.here + run.length)]
    share = len(covered) / len(words)
    prose = sum(not quoted[place] for place in covered)
    prose_share = prose / max(1, len(words) - sum(quoted))
    leads = _lead(runs, len(words), there=False), _lead(runs, len(long.wording.words), there=True)
    if share >= _COPY_SHARE and min(leads) >= _COPY_LEAD and (prose_share >= 0.5 or share >= 0.95):
        return CopyKind.COPY, share
    enough = prose >= _DERIVED_WORDS or prose >= len(words) / 2
    if prose_share >= _DERIVED_SHARE and enough:
        return CopyKind.DERIVED, share
    return None, share


def _lead(runs: tuple[Run, ...], size: int, *, there: bool) -> float:
    lead = min(_LEAD, size)
    starts = ((run.there if there else run.here, run.length) for run in runs)
    return sum(max(0, min(lead, start + length) - start) for start, length in starts) / lead


def _without_furniture(runs: tuple[Run, ...], short: Text, long: Text) -> tuple[Run, ...]:
    """Drop one block at the same end of two otherwise unlike texts of one site."""
    if not runs:
        return runs
    block = max(runs, key=lambda run: run.length)
    rest_short = len(short.wording.words) - block.length
    rest_long = len(long.wording.words) - block.length
    others = sum(run.length for run in runs) - block.length
    apart = min(rest_short, rest_long) >= _FURNITURE_REST and others < 0.15 * rest_short
    return tuple(run for run in runs if run is not block) if apart else runs


def _joined(runs: tuple[Run, ...]) -> list[Run]:
    """Join runs that only a changed word or two keeps apart."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and _near(last, run):
            length = run.here + run.length - last.here
            joined[-1] = Run(last.here, last.there, length)
        else:
            joined.append(run)
    return joined


def _near(last: Run, run: Run) -> bool:
    gap_here = run.here - last.here - last.length
    gap_there = run.there - last.there - last.length
    return gap_here == gap_there and 0 <= gap_here <= 3


def _passage(run: Run, sides: tuple[Document, Document], texts: tuple[Text, Text]) -> SharedPassage:
    here = _span(run.here, run.length, sides[0], texts[0])
    return SharedPassage(here=here, there=_span(run.there, run.length, sides[1], texts[1]))


def _span(first: int, length: int, document: Document, text: Text) -> Passage:
    start = text.wording.spans[first][0]
    end = text.wording.spans[first + length - 1][1]
    return Passage(start, end, document.text[start:end])
