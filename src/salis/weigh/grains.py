"""Count the grains of salt with which each statement of a claim is to be taken."""

from __future__ import annotations

from collections.abc import Iterable

from salis.model.claim import Origin, Side
from salis.model.statement import GrainCode, Statement, StatementId
from salis.weigh.case import Case, voice_of

type GrainCodes = tuple[tuple[StatementId, tuple[GrainCode, ...]], ...]


def grain_statements(case: Case) -> GrainCodes:
    """Give the grains of each statement, with those that other documents add."""
    contradicting = _contradicting(case)
    return tuple((one.id, _codes(one, case, contradicting)) for one in case.statements)


def count_grains(codes: GrainCodes, case: Case, standing: Iterable[Origin]) -> int:
    """Give the fewest grains among a claim's best independent statements."""
    if len(codes) == 1:
        return len(codes[0][1])
    best = {id for origin in standing if origin.independent for id in origin.statements}
    told = {id for id, side in case.sides.items() if side is Side.FOR}
    counts = {id: len(found) for id, found in codes}
    for chosen in (best & told, told, counts.keys()):
        if chosen:
            return min(counts[id] for id in chosen if id in counts)
    return 0


def _codes(
    statement: Statement, case: Case, contradicting: frozenset[StatementId]
) -> tuple[GrainCode, ...]:
    if len(statement.grains) == 1 and not (case.interested or contradicting or case.poor):
        return (statement.grains[0].code,)
    if not (statement.grains or case.interested or contradicting or case.poor):
        return ()
    codes = dict.fromkeys(grain.code for grain in statement.grains)
    if statement.id in case.interested and case.sides[statement.id] is Side.FOR:
        codes[GrainCode.INTERESTED] = None
    if statement.id in contradicting:
        codes[GrainCode.CONTRADICTS_ITSELF] = None
    if statement.id in case.poor:
        codes[GrainCode.POOR_RECORD] = None
    return tuple(codes)


def _contradicting(case: Case) -> frozenset[StatementId]:
    """Find the statements whose speaker has said otherwise as well."""
    if len(case.statements) == 1 and not case.rivals:
        return frozenset()
    voices = {one.id: voice_of(one, case.sources[one.id]) for one in case.statements}
    by_side = {
        side: {voices[one.id] for one in case.statements if case.sides[one.id] is side}
        for side in (Side.FOR, Side.AGAINST)
    }
    both = by_side[Side.FOR] & by_side[Side.AGAINST]
    for rival in case.rivals:
        both |= by_side[Side.FOR] & rival.voices
    return frozenset(id for id, voice in voices.items() if voice in both)
