"""Measure how much of the shorter of two texts stands in the other, and weigh it.

Quoted speech is kept apart: two reports that share nothing but what somebody said are independent.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from salis.link.alignment import Run, Text, join_runs

#: Words at the beginning of a text that are its lead.
_LEAD = 60


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share, as seen from the shorter one."""

    #: Words of the shorter text, and how many of them it does not print in quotation marks.
    words: int
    unquoted: int
    #: Shared words, and how many of them the shorter text does not quote.
    shared: int
    prose: int
    #: Unquoted words of the shared passage that has most of them.
    passage: int
    #: Share of the lead that is shared, in the text in which it is less, 0 to 1.
    lead: float

    @property
    def share(self) -> float:
        """Share of the shorter text that stands in the other, 0 to 1."""
        return self.shared / max(1, self.words)

    @property
    def prose_share(self) -> float:
        """The same, counting only what is not quoted, 0 to 1."""
        return self.prose / max(1, self.unquoted)


def measure_overlap(runs: Sequence[Run], short: Text, long: Text) -> Overlap:
    """Count the words that two texts share, without those changed between them."""
    quoted = short.wording.quoted
    here = [(run.here, run.here + run.length) for run in runs]
    there = [(run.there, run.there + run.length) for run in runs]
    passages = (_unquoted(block.here, quoted) for block in join_runs(runs))
    return Overlap(
        words=len(quoted),
        unquoted=len(quoted) - sum(quoted),
        shared=sum(run.length for run in runs),
        prose=sum(_unquoted(span, quoted) for span in here),
        passage=max(passages, default=0),
        lead=min(_lead(here, len(short.words)), _lead(there, len(long.words))),
    )


def _unquoted(span: tuple[int, int], quoted: Sequence[bool]) -> int:
    return sum(not quoted[at] for at in range(*span))


def _lead(spans: Iterable[tuple[int, int]], size: int) -> float:
    lead = min(_LEAD, size)
    covered = {at for start, end in spans for at in range(start, min(end, lead))}
    return len(covered) / max(1, lead)


def overlap_features(overlap: Overlap) -> tuple[float, float, float]:
    """Give what the weights in `lists/reuse.toml` are for, in their order."""
    return math.sqrt(overlap.prose_share), math.log1p(overlap.prose), overlap.share


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model of reuse: one weight for each of the features."""

    bias: float
    weights: tuple[float, ...]

    def odds(self, overlap: Overlap) -> float:
        """Give the logarithm of the odds that one text reuses the other's prose."""
        weighed = zip(self.weights, overlap_features(overlap), strict=True)
        return self.bias + sum(weight * feature for weight, feature in weighed)


@cache
def read_model() -> Model:
    """Load the weights in `lists/reuse.toml`."""
    text = files("salis.link").joinpath("lists", "reuse.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return Model(read["bias"], tuple(read["weights"].values()))
