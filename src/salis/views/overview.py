"""The overview: every claim's place at one moment, ranked and counted by columns of figures.

It ranks as `Importance` does and counts as the brief does, to the last digit; it names claims by
the numbers of their leaders and writes no record.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log2

import numpy as np
from numpy.typing import NDArray

from salis.model.claim import ClaimId
from salis.views import importance
from salis.views.arrangement import Section
from salis.views.columns import NEVER, STANDINGS, Columns, id_keys
from salis.views.outline import MOST_LEAST, Place
from salis.views.shares import Shares

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]
type Flags = NDArray[np.bool_]

_TIERS = np.array([importance.TIERS.get(one, importance.LOWEST_TIER) for one in STANDINGS])
_PLACES = dict(zip(Section, Place, strict=False))
#: Scores are kept to so many parts of one, as `Importance` rounds them, and moved above zero.
_PARTS, _ABOVE = 1_000_000, 1 << 30


@dataclass(frozen=True, slots=True)
class Figures:
    """The columns of a ledger on one line, as they stand at one moment."""

    #: The steps that hold, one for each claim and question.
    steps: Columns
    #: Whom these claims rest on, and the same as shown, for opinions.
    voices: Columns
    shown: Columns
    #: The documents told, in the order of telling.
    documents: Columns
    names: Columns
    #: Pairs of documents that share text.
    copies: Ints
    #: By leader, since when its claim stands as it does; `NEVER` where it does not.
    standing: Ints

    def salted(
        self, least: Columns, poor: Collection[int], exempt: Collection[tuple[str, int]]
    ) -> Figures | None:
        """Give the same with a grain more for what only voices with a poor record say best.

        Args:
            least: Who says claims with the fewest grains.
            poor: Voices by their numbers.
            exempt: Claims with voices whose record is not poor without them.

        Returns:
            None where too many say a claim best for all of them to be known.
        """
        steps = self.steps.copy()
        ids = {one["leader"]: one["id"].decode() for one in self._claims_named(exempt)}
        spared = {(leader, voice) for leader, id in ids.items() for at, voice in exempt if at == id}
        said, known = np.unique(least["leader"], return_counts=True)
        salted = np.isin(least["voice"], list(poor))
        if spared:
            pairs = zip(least["leader"].tolist(), least["voice"].tolist(), strict=True)
            salted &= np.array([pair not in spared for pair in pairs], dtype=bool)
        size = int(said.max(initial=0)) + 1
        counts = np.bincount(least["leader"][salted], minlength=size)[said]
        if (counts >= MOST_LEAST).any():
            return None
        chosen = np.isin(steps["leader"], said[counts == known]) & (steps["question"] == 0)
        steps["grains"][chosen] += 1
        return replace(self, steps=steps)

    def _claims_named(self, named: Collection[tuple[str, int]]) -> Columns:
        ids = np.array([id.encode() for id, _ in named], dtype=self.steps["id"].dtype)
        found: Columns = self.steps[np.isin(self.steps["id"], ids) & (self.steps["question"] == 0)]
        return found


@dataclass(frozen=True, slots=True)
class Ranked:
    """What one section holds, in order: leaders by their numbers, and standings by theirs."""

    leaders: Ints
    standings: Ints


class Overview:
    """Figures, ranked."""

    def __init__(self, figures: Figures, changed: Collection[int] = ()) -> None:
        """`changed` are the leaders of claims that changed since a moment asked for."""
        self._figures = figures
        self._changed = np.array(sorted(changed), dtype=np.int64)
        self.documents = len(figures.documents)
        self.statements = int(figures.documents["statements"].sum())
        steps = figures.steps
        self._claims: Columns = steps[steps["question"] == 0]
        self.claims = len(self._claims)
        self.questions = int((steps["question"] != 0).sum())

    @cached_property
    def ranks(self) -> Ints:
        """Give by document its place in the order of telling; -1 where it is not told."""
        items = self._figures.documents["item"]
        ranks = np.full(max(_size(items), _size(self._figures.copies.ravel())), -1)
        ranks[items] = np.arange(len(items))
        return ranks

    @cached_property
    def shares(self) -> Shares:
        """Give what the documents are about, by how many of them say it."""
        return Shares(self._figures.names, self.ranks, self.documents)

    @cached_property
    def copies(self) -> int:
        """Count the texts that share text with an earlier one."""
        ranks = self.ranks[self._figures.copies]
        told = ranks[(ranks >= 0).all(axis=1)] if len(ranks) else ranks
        return len(np.unique(told.max(axis=1))) if len(told) else 0

    @cached_property
    def origins(self) -> int:
        """Count the voices that claims rest on."""
        return len(np.unique(self._figures.voices["voice"]))

    def span(self) -> tuple[int, int] | None:
        """Give the first and last time of publication, in microseconds."""
        published = self._figures.documents["published"]
        known = published[published != NEVER]
        return (int(known.min()), int(known.max())) if len(known) else None

    def told(self, *, recorded: bool) -> list[int]:
        """Give when the documents were told, in microseconds; those without a date left out.

        Args:
            recorded: By when they were recorded, as all were.
        """
        times = self._figures.documents["recorded" if recorded else "told"]
        return [int(one) for one in times[times != NEVER].tolist()]

    def recorded_since(self, ticks: int) -> int:
        """Count the documents recorded after a moment, in microseconds."""
        return int((self._figures.documents["recorded"] > ticks).sum())

    def section(self, section: Section) -> Ranked:
        """Rank the claims of a section."""
        chosen = self._claims["place"] == _PLACES[section]
        order = self._order[chosen[self._order]]
        if section is Section.UNKNOWN:  # what is said not to be known comes first
            order = order[np.argsort(self._claims["unsettled"][order], kind="stable")]
        found = self._claims[order]
        return Ranked(found["leader"].astype(np.int64), found["standing"].astype(np.int64))

    def disputes(self) -> list[int]:
        """Rank the disputes, each by the leader of its first claim."""
        order = self._order[self._claims["place"][self._order] == Place.DISPUTED]
        return [int(one) for one in dict.fromkeys(self._claims["dispute"][order].tolist())]

    def open_questions(self) -> list[int]:
        """Give the questions that no claim in any section stands for, by their first leaders."""
        steps = self._figures.steps
        found = steps[(steps["question"] != 0) & (steps["place"] == Place.OPEN)]
        order = np.lexsort(
            (*id_keys(found["id"])[::-1], found["start"], self.ranks[found["document"]])
        )
        return [int(one) for one in found["leader"][order]]

    def opinions_by(self, names: Mapping[int, str]) -> list[tuple[str, int]]:
        """Count the opinions by whom they rest on, most first; names are those of the voices."""
        shown = self._figures.shown
        each, sizes = np.unique(shown["leader"], return_counts=True)
        alone = np.isin(shown["leader"], each[sizes == 1])
        counts: dict[str, int] = {}
        voices, times = np.unique(shown["voice"][alone], return_counts=True)
        for voice, count in zip(voices.tolist(), times.tolist(), strict=True):
            counts[names[voice]] = counts.get(names[voice], 0) + count
        together: dict[int, dict[str, str]] = {}
        for leader, _, _, voice in shown[~alone].tolist():
            together.setdefault(leader, {}).setdefault(names[voice].casefold(), names[voice])
        for found in together.values():
            for name in found.values():
                counts[name] = counts.get(name, 0) + 1
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def opinion_voices(self) -> list[int]:
        """Give the voices that opinions rest on."""
        return [int(one) for one in np.unique(self._figures.shown["voice"])]

    def claims_of(self, leaders: Sequence[int]) -> dict[int, ClaimId]:
        """Give the claims named after leaders."""
        steps = self._figures.steps
        found = steps[np.isin(steps["leader"], leaders)]
        ids = (ClaimId(id.decode()) for id in found["id"].tolist())
        return dict(zip(found["leader"].tolist(), ids, strict=True))

    def have_rivals(self, matters: Sequence[int]) -> bool:
        """Tell whether any claim of some matters has a rival."""
        return bool(self._claims["contested"][np.isin(self._claims["matter"], matters)].any())

    def matters_of(self, leaders: Sequence[int]) -> list[int]:
        """Give the matters of claims and questions by their leaders."""
        steps = self._figures.steps
        found = np.unique(steps["matter"][np.isin(steps["leader"], leaders)])
        return [int(one) for one in found]

    @cached_property
    def _order(self) -> Ints:
        """Put the claims in the order in which sections show them."""
        claims = self._claims
        parts = _rounded(self._scores)
        first = np.maximum(self.ranks[claims["first"]], 0)
        tier = _TIERS[claims["standing"]]
        packed = (tier << 56) | ((_ABOVE - parts) << 24) | first
        order = np.argsort(packed)
        return _by_id(order, packed, claims["id"])

    @cached_property
    def _scores(self) -> Floats:
        """Score the claims; the sum is made in the order in which `Importance` makes it."""
        claims = self._claims
        last = self.ranks[claims["last"]]
        latest = np.where(claims["documents"] > 0, last, 0)
        start = claims["start"].astype(np.float64)
        lead = np.where(start < importance.LEAD_LENGTH, 1 - start / importance.LEAD_LENGTH, 0.0)
        wording = (
            importance.LEAD * lead
            + importance.COUNTED * claims["counted"]
            - importance.LEANING * claims["leans"]
            - importance.EACH_WORD * claims["long"]
        )
        scores: Floats = (
            importance.INDEPENDENT * _doublings(claims["independent"])
            + importance.DOCUMENTS * _doublings(claims["carried"])
            + importance.CENTRAL * self.shares.centrality(claims["leader"])
            + importance.TOPICAL * self.shares.topicality(claims["leader"])
            + importance.RECENT * (latest / max(self.documents - 1, 1))
            + importance.CHANGED * np.isin(claims["leader"], self._changed)
            + importance.CONTESTED * claims["contested"]
            - importance.GRAIN * claims["grains"].astype(np.float64)
            + wording
        )
        return scores


def _size(items: Ints) -> int:
    return int(items.max()) + 1 if len(items) else 1


def _doublings(counts: Ints) -> Floats:
    """Give log2(1 + count) as Python reckons it, which numpy may do otherwise in the last digit."""
    table = np.array([log2(1 + count) for count in range(_size(counts))])
    found: Floats = table[counts]
    return found


def _rounded(scores: Floats) -> Ints:
    """Round scores to parts of one as Python does: by their decimal value, exactly."""
    scaled = scores * _PARTS
    parts = np.rint(scaled).astype(np.int64)
    unsure = np.flatnonzero(np.abs(np.abs(scaled - np.floor(scaled)) - 0.5) < 1e-3)
    for at in unsure:
        parts[at] = round(round(float(scores[at]), 6) * _PARTS)
    return parts


def _by_id(order: Ints, packed: Ints, ids: NDArray[np.bytes_]) -> Ints:
    """Put what is equal in all else in the order of ids."""
    values = packed[order]
    same = values[1:] == values[:-1]
    tied = np.flatnonzero(np.concatenate([[False], same]) | np.concatenate([same, [False]]))
    if not len(tied):
        return order
    rows = order[tied]
    keys = id_keys(ids[rows])
    order = order.copy()
    order[tied] = rows[np.lexsort((*keys[::-1], packed[rows]))]
    return order
