"""Weigh one claim: the first rule that holds decides."""

from __future__ import annotations

from dataclasses import replace

from salis.model.claim import Origin, Reason, Standing, Weighed
from salis.weigh.case import Case, is_withdrawn
from salis.weigh.grains import count_grains, grain_statements
from salis.weigh.rules import SETTLING, Grounds
from salis.weigh.verdicts import note_verdicts
from salis.weigh.versions import CURRENT, Ruling


def weigh_claim(case: Case, ruling: Ruling = CURRENT) -> Weighed:
    """Say where a claim stands at the case's moment; a pure function of the case and the rules."""
    grounds = Grounds(case)
    standing, reasons = decide(grounds, ruling)
    if case.judgements:
        reasons = (*reasons, *(one for one in note_verdicts(case) if one not in reasons))
    codes = grain_statements(case)
    return Weighed(
        claim=case.claim,
        standing=standing,
        reasons=reasons,
        origins=_shown(case) if case.withdrawn else case.origins,
        grains=count_grains(codes, case, grounds.standing),
        grain_codes=codes,
    )


def settle_claim(case: Case) -> Standing | None:
    """Say how people or evidence have settled a claim, whatever its rivals; None: not yet."""
    findings = (rule(Grounds(case)) for rule in SETTLING)
    return next((finding[0] for finding in findings if finding is not None), None)


def decide(grounds: Grounds, ruling: Ruling = CURRENT) -> tuple[Standing, tuple[Reason, ...]]:
    """Try the rules in their order."""
    for rule in ruling.rules:
        finding = rule(grounds)
        if finding is not None:
            return finding
    return Standing.UNKNOWN, ()


def _shown(case: Case) -> tuple[Origin, ...]:
    """Mark the origins that no longer stand by what they said."""
    shown: list[Origin] = []
    for origin in case.origins:
        if not is_withdrawn(origin, case):
            shown.append(origin)
            continue
        gone = next(case.withdrawn[id] for id in origin.statements if id in case.withdrawn)
        reason = Reason("withdrawn", gone.text, (gone.document,))
        shown.append(replace(origin, independent=False, reasons=(*origin.reasons, reason)))
    return tuple(shown)
