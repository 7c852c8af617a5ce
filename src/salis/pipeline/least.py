"""Least: who says a claim with the fewest grains of salt; what more of these would salt it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from salis.model.claim import Side, Weighed
from salis.model.snapshot import Linked
from salis.model.statement import GrainCode, StatementId
from salis.pipeline.records import voice_in
from salis.views.outline import MOST_LEAST

type _Codes = Mapping[StatementId, tuple[GrainCode, ...]]


def find_least(linked: Linked, weighed: Weighed) -> tuple[str, ...]:
    """Name who says a claim with the fewest grains, among those whose grains count for it.

    Returns:
        `MOST_LEAST` voices at most, in order; an empty one for who is salted already.
    """
    codes = dict(weighed.grain_codes)
    chosen = _counted(weighed, codes)
    fewest = min((len(codes[id]) for id in chosen), default=0)
    least = (id for id in chosen if len(codes[id]) == fewest)
    voices = {"" if _is_salted(codes[id]) else voice_in(linked, id) for id in least}
    return tuple(sorted(voices)[:MOST_LEAST])


def _counted(weighed: Weighed, codes: _Codes) -> Collection[StatementId]:
    """Give the statements whose grains count, as `count_grains` of `salis.weigh` chooses them."""
    if len(codes) == 1:
        return codes.keys()
    best = {id for one in weighed.origins if one.independent for id in one.statements}
    told = {one.statement for one in weighed.claim.members if one.side is Side.FOR} & codes.keys()
    return next((one for one in (best & told, told) if one), codes.keys())


def _is_salted(codes: tuple[GrainCode, ...]) -> bool:
    return GrainCode.POOR_RECORD in codes
